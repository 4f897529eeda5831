package io.github.windlass4j.mesh.aks;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Sequence;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds the ConfigMap of a gateway's resources against the list of fields it may set. */
record GatewayOptionsLint(AksProfile profile, Resource resource, List<Finding> findings) {
    /** The add-on keeps two replicas of a gateway. */
    private static final long LEAST_REPLICAS = 2;

    void check(ConfigMap map) {
        AksRule rule = new AksRule(profile, AksProfile.Topic.GATEWAY);
        for (Map.Entry<String, String> entry : map.texts().entrySet()) {
            Set<String> allowed = profile.gatewayFields().get(entry.getKey());
            if (allowed == null) {
                findings.add(rule.of(
                        resource,
                        AksRule.GATEWAY_OPTIONS,
                        Severity.ERROR,
                        "key " + entry.getKey() + " (want one of "
                                + String.join(", ", profile.gatewayFields().keySet()) + ")"));
                continue;
            }
            try {
                List<Document> documents = Yaml.read(entry.getValue(), resource.ref() + ", " + entry.getKey());
                for (Document document : documents) {
                    List<String> paths = new ArrayList<>();
                    collect(document.root(), "", allowed, paths);
                    paths.forEach(path -> findings.add(rule.of(
                            resource,
                            AksRule.GATEWAY_OPTIONS,
                            Severity.ERROR,
                            entry.getKey() + ": " + path + " is not on the list of fields and is refused")));
                    replicas(rule, entry.getKey(), Fields.of(document.root()));
                }
            } catch (MalformedYamlException e) {
                findings.add(
                        rule.of(resource, AksRule.GATEWAY_OPTIONS, Severity.ERROR, String.valueOf(e.getMessage())));
            }
        }
    }

    private void replicas(AksRule rule, String key, Fields root) {
        Fields spec = root.child("spec");
        if (key.equals("horizontalPodAutoscaler")
                && spec.has("minReplicas")
                && spec.whole("minReplicas").orElse(LEAST_REPLICAS) < LEAST_REPLICAS) {
            findings.add(rule.of(
                    resource,
                    AksRule.GATEWAY_OPTIONS,
                    Severity.ERROR,
                    "horizontalPodAutoscaler: spec.minReplicas must not be below " + LEAST_REPLICAS));
        }
    }

    /** The paths of leaves that no listed path covers; list items count as their list. */
    private static void collect(Node node, String path, Set<String> allowed, List<String> refused) {
        if (allowed.contains(path) || isNameOfContainer(path)) {
            return;
        }
        if (node instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            mapping.entries()
                    .forEach((key, value) -> collect(value, path.isEmpty() ? key : path + "." + key, allowed, refused));
        } else if (node instanceof Sequence sequence && !sequence.items().isEmpty()) {
            sequence.items().forEach(item -> collect(item, path, allowed, refused));
        } else if (!path.isEmpty()) {
            refused.add(path);
        }
    }

    /** The key by which a patch finds the container it is for. */
    private static boolean isNameOfContainer(String path) {
        return path.equals("spec.template.spec.containers.name");
    }
}
