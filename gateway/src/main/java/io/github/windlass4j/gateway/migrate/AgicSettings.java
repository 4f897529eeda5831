package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ingresses of the Application Gateway Ingress Controller in the words of the other controller, as far as both mean the same:
 * redirects are off unless asked for, and a path that ends with {@code *} is a prefix.
 */
final class AgicSettings {
    static final String PREFIX = "appgw.ingress.kubernetes.io/";

    /** Names of annotations that mean the same under both controllers. */
    private static final Map<String, String> SAME = Map.of(
            "ssl-redirect", "ssl-redirect",
            "backend-hostname", "upstream-vhost",
            "request-timeout", "proxy-read-timeout",
            "hostname-extension", "server-alias");

    private AgicSettings() {}

    static Ingress translated(Ingress ingress) {
        Map<String, String> annotations = new LinkedHashMap<>(ingress.resource().annotations());
        SAME.forEach((here, there) -> {
            String value = annotations.get(PREFIX + here);
            if (value != null) {
                annotations.put(NginxSettings.PREFIX + there, value);
            }
        });
        annotations.putIfAbsent(NginxSettings.PREFIX + "ssl-redirect", "false");
        Resource resource = ingress.resource().with(Node.of(annotations), "metadata", "annotations");
        if (resource.spec().node() instanceof Mapping spec && spec.entries().get("rules") instanceof Sequence rules) {
            resource = resource.with(
                    Sequence.of(rules.items().stream().map(AgicSettings::rule).toList()), "spec", "rules");
        }
        return new Ingress(resource);
    }

    private static Node rule(Node rule) {
        if (!(rule instanceof Mapping mapping)
                || !(mapping.entries().get("http") instanceof Mapping http)
                || !(http.entries().get("paths") instanceof Sequence paths)) {
            return rule;
        }
        List<Node> items = new ArrayList<>();
        paths.items().forEach(path -> items.add(path instanceof Mapping entry ? path(entry) : path));
        return mapping.with("http", http.with("paths", Sequence.of(items)));
    }

    /** Where no type is stated, a star at the end makes a prefix and anything else is exact. */
    private static Node path(Mapping entry) {
        String path = entry.entries().get("path") instanceof Scalar scalar && scalar.value() instanceof String text
                ? text
                : "/";
        boolean stated = entry.entries().get("pathType") instanceof Scalar type
                && !"ImplementationSpecific".equals(type.value());
        if (path.endsWith("*")) {
            String prefix = path.substring(0, path.length() - 1);
            String plain =
                    prefix.length() > 1 && prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
            return entry.with("path", Scalar.of(plain.isEmpty() ? "/" : plain)).with("pathType", Scalar.of("Prefix"));
        }
        if (stated) {
            return entry;
        }
        return entry.with("path", Scalar.of(path)).with("pathType", Scalar.of(path.equals("/") ? "Prefix" : "Exact"));
    }
}
