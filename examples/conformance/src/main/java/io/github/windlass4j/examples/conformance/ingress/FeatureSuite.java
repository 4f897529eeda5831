package io.github.windlass4j.examples.conformance.ingress;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.portability.FeatureUse;
import io.github.windlass4j.manifest.object.Manifests;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The features that a test of the specification declares must be found in its manifests. */
final class FeatureSuite implements Suite {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String name() {
        return "gateway-api-features";
    }

    @Override
    public String file() {
        return "gateway/gateway-api-conformance.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        JsonNode bases = file.head("tests");
        return file.elements("tests").map(test -> {
            Set<String> declared = new TreeSet<>();
            test.path("features").forEach(feature -> declared.add(feature.asString()));
            return new Case(test.get("shortName").asString(), declared, () -> ask(bases, test, declared));
        });
    }

    private static Answer ask(JsonNode bases, JsonNode test, Set<String> declared) {
        ArrayNode items = JSON.createArrayNode();
        bases.path(test.path("usesMeshBase").asBoolean(false) ? "meshManifests" : "baseManifests")
                .forEach(items::add);
        test.path("manifests").forEach(items::add);
        ObjectNode list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
        list.set("items", items);
        Set<String> found = new TreeSet<>();
        FeatureUse.all(GatewaySet.of(Manifests.read(list.toString(), "case.json")))
                .forEach(use -> found.add(use.feature()));
        Set<String> missing = new TreeSet<>(declared);
        missing.removeAll(found);
        return new Answer(found, missing.isEmpty(), missing.isEmpty() ? "all found" : "not found: " + missing);
    }
}
