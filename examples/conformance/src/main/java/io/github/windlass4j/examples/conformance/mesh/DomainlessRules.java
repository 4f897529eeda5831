package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Upstream's tests read their rules without a cluster domain: {@code b} in namespace {@code default} is {@code b.default}
 * there. The short names are written out that way.
 */
final class DomainlessRules {
    private DomainlessRules() {}

    static Manifests complete(Manifests manifests) {
        return Manifests.of(
                manifests.resources().stream().map(DomainlessRules::complete).toList());
    }

    private static Resource complete(Resource resource) {
        if (!resource.kind().equals("VirtualService") && !resource.kind().equals("DestinationRule")) {
            return resource;
        }
        String namespace = resource.namespace().isEmpty() ? "default" : resource.namespace();
        return resource.with(complete(resource.spec().node(), namespace), "spec");
    }

    private static Node complete(Node node, String namespace) {
        if (node instanceof Sequence list) {
            return Sequence.of(
                    list.items().stream().map(item -> complete(item, namespace)).toList());
        }
        if (!(node instanceof Mapping mapping)) {
            return node;
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, value) -> entries.put(
                        key,
                        switch (key) {
                            case "host" -> completeName(value, namespace);
                            case "hosts" ->
                                value instanceof Sequence names
                                        ? Sequence.of(names.items().stream()
                                                .map(name -> completeName(name, namespace))
                                                .toList())
                                        : value;
                            default -> complete(value, namespace);
                        }));
        return Mapping.of(entries);
    }

    private static Node completeName(Node node, String namespace) {
        return node instanceof Scalar scalar
                        && scalar.value() instanceof String name
                        && !name.contains(".")
                        && !name.startsWith("*")
                ? Scalar.of(name + "." + namespace)
                : node;
    }
}
