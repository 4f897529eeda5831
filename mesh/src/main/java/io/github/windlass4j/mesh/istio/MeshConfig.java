package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A view of the mesh's configuration (MeshConfig, networking.istio.io/v1alpha1): fields that are absent read as istiod
 * defaults them. Fields that no method names are in {@link #fields()}.
 *
 * @param fields its fields
 */
public record MeshConfig(Fields fields) {
    /** Outgoing traffic to unknown destinations passes. */
    public static final String ALLOW_ANY = "ALLOW_ANY";

    /** Outgoing traffic to unknown destinations is refused. */
    public static final String REGISTRY_ONLY = "REGISTRY_ONLY";

    private static final String CONFIG_MAP = "istio";
    private static final String SHARED = "istio-shared-configmap-";
    private static final String KEY = "mesh";

    /**
     * What istiod does without a configuration.
     *
     * @return a configuration without any field
     */
    public static MeshConfig defaults() {
        return new MeshConfig(Fields.of(Mapping.empty()));
    }

    /**
     * Reads the text that a ConfigMap holds under {@code mesh}.
     *
     * @param yaml the text
     * @param origin name used in errors
     * @return the configuration
     * @throws MalformedYamlException with line and column, when it is not YAML
     */
    public static MeshConfig read(String yaml, String origin) {
        List<Document> documents = Yaml.read(yaml, origin);
        return documents.isEmpty()
                ? defaults()
                : new MeshConfig(Fields.of(documents.get(0).root()));
    }

    /**
     * The configuration of a control plane: ConfigMap {@code istio}, or {@code istio-REVISION}, laid over
     * {@code istio-shared-configmap-REVISION} of the AKS add-on.
     *
     * @param manifests the set
     * @param revision the control plane's revision, {@code default} for the one without
     * @return the configuration and where it is written; empty when no such ConfigMap is in the set
     * @throws MalformedYamlException with line and column, when its text is not YAML
     */
    public static Optional<Written> find(Manifests manifests, String revision) {
        String name = revision.equals("default") ? CONFIG_MAP : CONFIG_MAP + "-" + revision;
        Optional<ConfigMap> own = named(manifests, name);
        Optional<ConfigMap> shared = named(manifests, SHARED + revision);
        Optional<MeshConfig> base = shared.map(MeshConfig::of);
        Optional<MeshConfig> top = own.map(MeshConfig::of);
        return own.or(() -> shared)
                .map(map -> new Written(
                        base.isPresent() && top.isPresent()
                                ? base.get().overlaid(top.get())
                                : top.or(() -> base).orElseThrow(),
                        map));
    }

    /**
     * The configuration that counts when nobody says which: that of the revision {@code default}, else of the highest
     * revision by name.
     *
     * @param manifests the set
     * @return the configuration and where it is written; empty when no such ConfigMap is in the set
     * @throws MalformedYamlException with line and column, when its text is not YAML
     */
    public static Optional<Written> find(Manifests manifests) {
        return find(manifests, "default")
                .or(() -> ConfigMap.all(manifests).stream()
                        .filter(map -> map.texts().containsKey(KEY))
                        .map(map -> map.name())
                        .filter(name -> name.startsWith(CONFIG_MAP + "-"))
                        .map(name -> name.substring((name.startsWith(SHARED) ? SHARED : CONFIG_MAP + "-").length()))
                        .max(Comparator.naturalOrder())
                        .flatMap(revision -> find(manifests, revision)));
    }

    private static Optional<ConfigMap> named(Manifests manifests, String name) {
        return ConfigMap.all(manifests).stream()
                .filter(map -> map.name().equals(name) && map.texts().containsKey(KEY))
                .min(Comparator.comparing(map -> map.namespace()));
    }

    private static MeshConfig of(ConfigMap map) {
        return read(map.texts().getOrDefault(KEY, ""), map.ref() + ", " + KEY);
    }

    /** A configuration and the ConfigMap it was read from. */
    public record Written(MeshConfig config, ConfigMap map) {}

    /**
     * This configuration with another one on top, as istiod merges two sources: fields of the other win, those of
     * {@code defaultConfig} one by one; {@code extensionProviders} and {@code trustDomainAliases} add up.
     *
     * @param top the configuration that wins
     * @return the merged configuration
     */
    public MeshConfig overlaid(MeshConfig top) {
        if (!(fields.node() instanceof Mapping merged)) {
            return top;
        }
        for (String name : top.fields.names()) {
            Node value = top.fields.child(name).node();
            Node before = fields.child(name).node();
            merged = merged.with(
                    name,
                    switch (name) {
                        case "defaultConfig" -> union(before, value);
                        case "extensionProviders", "trustDomainAliases" -> appended(before, value);
                        default -> value;
                    });
        }
        return new MeshConfig(Fields.of(merged));
    }

    private static Node union(Node before, Node value) {
        if (!(before instanceof Mapping union) || !(value instanceof Mapping top)) {
            return value;
        }
        for (String name : top.entries().keySet()) {
            union = union.with(name, Fields.of(top).child(name).node());
        }
        return union;
    }

    private static Node appended(Node before, Node value) {
        if (!(before instanceof Sequence first) || !(value instanceof Sequence top)) {
            return value;
        }
        List<Node> items = new ArrayList<>(top.items());
        List<String> names = items.stream().map(MeshConfig::key).toList();
        first.items().stream().filter(item -> !names.contains(key(item))).forEach(items::add);
        return Sequence.of(items);
    }

    private static String key(Node item) {
        return item instanceof Scalar scalar
                ? String.valueOf(scalar.value())
                : Fields.of(item).text("name", "");
    }

    /**
     * The namespace whose policies are for the whole mesh.
     *
     * @return the name, if written
     */
    public Optional<String> rootNamespace() {
        return fields.text("rootNamespace").filter(name -> !name.isEmpty());
    }

    /**
     * The first part of every identity.
     *
     * @return the trust domain, {@code cluster.local} when absent
     */
    public String trustDomain() {
        return fields.text("trustDomain").filter(name -> !name.isEmpty()).orElse("cluster.local");
    }

    /**
     * Other names of the trust domain.
     *
     * @return the aliases in order
     */
    public List<String> trustDomainAliases() {
        return fields.texts("trustDomainAliases");
    }

    /**
     * Whether clients choose mutual TLS by themselves.
     *
     * @return true unless switched off
     */
    public boolean isAutoMtls() {
        return fields.flag("enableAutoMtls").orElse(true);
    }

    /**
     * What becomes of unknown destinations.
     *
     * @return {@value #ALLOW_ANY}, also when absent, or {@value #REGISTRY_ONLY}
     */
    public String outboundTrafficPolicy() {
        Fields policy = fields.child("outboundTrafficPolicy");
        // The enumeration's first value stands for an object without a mode.
        return policy.isPresent() ? policy.text("mode", REGISTRY_ONLY) : ALLOW_ANY;
    }

    /**
     * What becomes of the paths of requests.
     *
     * @return the normalization, {@code BASE} when absent or {@code DEFAULT}
     */
    public PathNormalization pathNormalization() {
        String written = fields.child("pathNormalization").text("normalization", "");
        return Stream.of(PathNormalization.values())
                .filter(known -> known.name().equals(written))
                .findFirst()
                .orElse(PathNormalization.BASE);
    }

    /**
     * Who sees Services and ServiceEntries that say nothing.
     *
     * @return the entries; empty for everyone
     */
    public List<String> defaultServiceExportTo() {
        return fields.texts("defaultServiceExportTo");
    }

    /**
     * Who sees VirtualServices that say nothing.
     *
     * @return the entries; empty for everyone
     */
    public List<String> defaultVirtualServiceExportTo() {
        return fields.texts("defaultVirtualServiceExportTo");
    }

    /**
     * Who sees DestinationRules that say nothing.
     *
     * @return the entries; empty for everyone
     */
    public List<String> defaultDestinationRuleExportTo() {
        return fields.texts("defaultDestinationRuleExportTo");
    }

    /**
     * Whether the agent serves the application's metrics together with the proxy's.
     *
     * @return true unless switched off
     */
    public boolean isPrometheusMerge() {
        return fields.flag("enablePrometheusMerge").orElse(true);
    }

    /**
     * How proxies are started.
     *
     * @return fields of {@code defaultConfig}, an empty view when absent
     */
    public Fields defaultConfig() {
        return fields.child("defaultConfig");
    }

    /**
     * Which namespaces istiod looks at.
     *
     * @return fields of each label selector; empty for all namespaces
     */
    public List<Fields> discoverySelectors() {
        return fields.list("discoverySelectors");
    }

    /**
     * Services outside of the proxies that policies and telemetry name.
     *
     * @return fields of each provider in order
     */
    public List<Fields> extensionProviders() {
        return fields.list("extensionProviders");
    }

    /**
     * The extension provider of a name.
     *
     * @param name the name
     * @return its fields
     */
    public Optional<Fields> extensionProvider(String name) {
        return extensionProviders().stream()
                .filter(provider -> provider.text("name", "").equals(name))
                .findFirst();
    }
}
