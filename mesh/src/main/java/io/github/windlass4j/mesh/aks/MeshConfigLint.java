package io.github.windlass4j.mesh.aks;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.mesh.istio.MeshConfig;
import io.github.windlass4j.mesh.validate.MeshConfigReview;
import java.util.List;

/** Holds the MeshConfig of a shared ConfigMap against the lists. */
record MeshConfigLint(AksProfile profile, Resource resource, List<Finding> findings) {
    private static final String KEY = "mesh";

    void check(ConfigMap map) {
        AksRule rule = new AksRule(profile, AksProfile.Topic.MESH_CONFIG);
        String text = map.texts().get(KEY);
        if (text == null) {
            findings.add(rule.of(
                    resource, AksRule.CONFIG_MAP, Severity.WARNING, "has no key " + KEY + ": nothing of it is read"));
            return;
        }
        try {
            MeshConfig config = MeshConfig.read(text, resource.ref() + ", " + KEY);
            MeshConfigReview.review(config)
                    .errors()
                    .forEach(error -> findings.add(rule.of(
                            resource,
                            AksRule.CONFIG_MAP,
                            Severity.ERROR,
                            "istiod refuses the whole configuration: " + error)));
            Fields fields = config.fields();
            for (String field : fields.names()) {
                rule.field(resource, field, profile.meshConfig(field)).ifPresent(findings::add);
            }
            proxy(fields.child("defaultConfig"));
        } catch (MalformedYamlException e) {
            findings.add(rule.of(resource, AksRule.CONFIG_MAP, Severity.ERROR, String.valueOf(e.getMessage())));
        }
    }

    private void proxy(Fields proxy) {
        AksRule rule = new AksRule(profile, AksProfile.Topic.PROXY_CONFIG);
        for (String field : proxy.names()) {
            rule.field(resource, "defaultConfig." + field, profile.proxyConfig(field))
                    .ifPresent(findings::add);
        }
        if (proxy.has("concurrency") && proxy.whole("concurrency").orElse(-1) == 0) {
            findings.add(rule.of(
                            resource,
                            AksRule.FIELD,
                            Severity.WARNING,
                            "defaultConfig.concurrency: 0 lets every proxy take all cores of its node")
                    .withRemedy("leave it out: the proxy's CPU limit decides then"));
        }
    }
}
