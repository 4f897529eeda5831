package io.github.windlass4j.mesh.inject;

import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.k8s.LabelSelector;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.List;
import java.util.Optional;

/**
 * How a control plane injects: ConfigMap {@code istio-sidecar-injector} or {@code istio-sidecar-injector-REVISION}.
 *
 * @param config fields of its key {@code config}: policy, selectors, templates
 * @param values fields of its key {@code values}: the chart's values
 */
public record InjectorConfig(Fields config, Fields values) {
    private static final String CONFIG_MAP = "istio-sidecar-injector";

    /**
     * What the chart installs when nobody changes it.
     *
     * @return a configuration without any field
     */
    public static InjectorConfig defaults() {
        Fields none = Fields.of(Mapping.empty());
        return new InjectorConfig(none, none);
    }

    /**
     * The configuration of a control plane.
     *
     * @param mesh the objects
     * @param revision its revision
     * @return the configuration, if its ConfigMap is among the objects
     * @throws io.github.windlass4j.manifest.yaml.MalformedYamlException with line and column, when a text is not YAML
     */
    public static Optional<InjectorConfig> find(Mesh mesh, String revision) {
        String name = revision.equals(InjectionWebhook.DEFAULT) ? CONFIG_MAP : CONFIG_MAP + "-" + revision;
        return mesh.ofKind("", ConfigMap.KIND).stream()
                .map(ConfigMap::new)
                .filter(map -> map.name().equals(name))
                .findFirst()
                .map(map -> new InjectorConfig(read(map, "config"), read(map, "values")));
    }

    private static Fields read(ConfigMap map, String key) {
        List<Document> documents = Yaml.read(map.texts().getOrDefault(key, ""), map.ref() + ", " + key);
        return Fields.of(
                documents.isEmpty() ? Mapping.empty() : documents.get(0).root());
    }

    /**
     * What counts for pods that say nothing.
     *
     * @return {@code enabled}, also when absent, or {@code disabled}; anything else injects nothing
     */
    public String policy() {
        return config.text("policy", "enabled");
    }

    /**
     * Pods that are not injected unless they say so.
     *
     * @return the selectors; one without requirements takes nothing here
     */
    public List<LabelSelector> neverInject() {
        return selectors("neverInjectSelector");
    }

    /**
     * Pods that are injected unless they say no.
     *
     * @return the selectors; one without requirements takes nothing here
     */
    public List<LabelSelector> alwaysInject() {
        return selectors("alwaysInjectSelector");
    }

    private List<LabelSelector> selectors(String field) {
        return config.list(field).stream()
                .map(LabelSelector::new)
                .filter(selector -> !selector.isEmpty())
                .toList();
    }

    /**
     * The templates for pods that name none.
     *
     * @return their names; {@code sidecar} when absent
     */
    public List<String> defaultTemplates() {
        List<String> templates = config.texts("defaultTemplates");
        return templates.isEmpty() ? List.of("sidecar") : templates;
    }

    /**
     * A value of the chart for proxies.
     *
     * @param name field of {@code global.proxy}
     * @param absent what the chart sets
     * @return the value as text
     */
    public String proxyValue(String name, String absent) {
        Fields proxy = values.child("global", "proxy");
        return proxy.wholeOrText(name)
                .or(() -> proxy.flag(name).map(String::valueOf))
                .orElse(absent);
    }

    /**
     * Whether the kubelet's probes go to the agent.
     *
     * @return {@code sidecarInjectorWebhook.rewriteAppHTTPProbe}, true when absent as in the chart
     */
    public boolean rewritesProbes() {
        return values.child("sidecarInjectorWebhook")
                .flag("rewriteAppHTTPProbe")
                .orElse(true);
    }
}
