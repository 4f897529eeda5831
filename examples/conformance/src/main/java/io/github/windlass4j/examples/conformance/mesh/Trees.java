package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseFileException;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** JSON nodes and companion files of a case as manifests. */
final class Trees {
    private Trees() {}

    static Node node(JsonNode json) {
        return Yaml.read(json.toString(), "case.json").get(0).root();
    }

    static Resource resource(JsonNode json) {
        return Resource.of((Mapping) node(json), "case.json");
    }

    static Manifests manifests(CaseFile file, String companion) {
        return Manifests.read(file.companion(companion).bytes(), companion);
    }

    /** Names of files that lie where a file lies. */
    static List<String> beside(CaseFile file, Predicate<String> wanted) {
        try (Stream<Path> files = Files.list(file.path().getParent())) {
            return files.map(path -> path.getFileName().toString())
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CaseFileException(file + ": " + e.getMessage(), e);
        }
    }

    static Resource resource(String apiVersion, String kind, Map<String, ?> metadata, String part, Object content) {
        return Resource.of(
                (Mapping) Node.of(Map.of("apiVersion", apiVersion, "kind", kind, "metadata", metadata, part, content)));
    }
}
