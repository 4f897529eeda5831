package io.github.windlass4j.examples.conformance.manifest;

import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Yaml;
import tools.jackson.databind.JsonNode;

/** JSON nodes of a case as manifests. */
public final class Objects {
    private Objects() {}

    public static Resource resource(JsonNode node) {
        return Resource.of(
                (Mapping) Yaml.read(node.toString(), "case.json").get(0).root(), "case.json");
    }

    /** Equality with numbers by value. */
    public static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            // One spelling of a large integer has an exponent, and then fewer digits.
            boolean sameDouble =
                    a.isFloatingPointNumber() != b.isFloatingPointNumber() && a.doubleValue() == b.doubleValue();
            return sameDouble || a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        if (a.isObject() && b.isObject() && a.size() == b.size()) {
            return a.properties().stream()
                    .allMatch(field -> b.has(field.getKey()) && same(field.getValue(), b.get(field.getKey())));
        }
        if (a.isArray() && b.isArray() && a.size() == b.size()) {
            for (int i = 0; i < a.size(); i++) {
                if (!same(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return a.equals(b);
    }
}
