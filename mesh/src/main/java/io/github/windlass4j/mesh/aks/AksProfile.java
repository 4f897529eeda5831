package io.github.windlass4j.mesh.aks;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.MalformedKnowledgeException;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the Istio add-on of AKS allows, as its pages state it. Dated: {@link #asOf()} is the day they were read, and after
 * {@link #reviewBy()} nobody has looked again. Immutable.
 */
public final class AksProfile {
    private static final String RESOURCE = "addon.json";

    private final AddonFacts facts;

    private AksProfile(AddonFacts facts) {
        this.facts = facts;
    }

    private static final class Shipped {
        static final AksProfile PROFILE = load();

        private static AksProfile load() {
            try (InputStream in = Objects.requireNonNull(AksProfile.class.getResourceAsStream(RESOURCE))) {
                return read(in.readAllBytes(), RESOURCE);
            } catch (IOException e) {
                throw new UncheckedIOException(RESOURCE, e);
            }
        }
    }

    /**
     * The facts that come with this library.
     *
     * @return the profile
     */
    public static AksProfile shipped() {
        return Shipped.PROFILE;
    }

    /**
     * Facts of your own, such as newer ones, in the form of those shipped ({@code addon.json} beside this class).
     *
     * @param content JSON in UTF-8
     * @param name name used in errors
     * @return the profile
     * @throws MalformedKnowledgeException with line and column, when the document is refused
     */
    public static AksProfile read(byte[] content, String name) {
        return new AksProfile(KnowledgeReader.read(content, name, AddonFacts.class));
    }

    /**
     * When the pages were read.
     *
     * @return the day
     */
    public LocalDate asOf() {
        return facts.asOf();
    }

    /**
     * Until when the facts may be repeated without looking again.
     *
     * @return the last such day
     */
    public LocalDate reviewBy() {
        return facts.reviewBy();
    }

    /**
     * Where the facts come from.
     *
     * @return the sources
     */
    public List<Source> sources() {
        return facts.sources();
    }

    /**
     * The namespace of the control plane, whose policies are for the whole mesh.
     *
     * @return its name
     */
    public String rootNamespace() {
        return facts.names().rootNamespace();
    }

    /**
     * The namespace of the ingress gateways.
     *
     * @return its name
     */
    public String ingressNamespace() {
        return facts.names().ingressNamespace();
    }

    /**
     * The namespace of the egress gateways.
     *
     * @return its name
     */
    public String egressNamespace() {
        return facts.names().egressNamespace();
    }

    /**
     * The ConfigMap in which users write a revision's MeshConfig.
     *
     * @param revision such as {@code asm-1-29}
     * @return its name
     */
    public String sharedConfigMap(String revision) {
        return facts.names().sharedConfigMap() + revision;
    }

    /**
     * What the add-on says to a field of MeshConfig.
     *
     * @param field name of the field
     * @return BLOCKED unless it is listed
     */
    public FieldSupport meshConfig(String field) {
        return facts.meshConfig().of(field);
    }

    /**
     * What the add-on says to a field of {@code defaultConfig}.
     *
     * @param field name of the field
     * @return BLOCKED unless it is listed
     */
    public FieldSupport proxyConfig(String field) {
        return facts.proxyConfig().of(field);
    }

    /**
     * What the add-on says to a field of a Telemetry object.
     *
     * @param field section and field, such as {@code metrics.overrides}
     * @return BLOCKED unless it is listed
     */
    public FieldSupport telemetry(String field) {
        return facts.telemetry().of(field);
    }

    /**
     * The kinds that the add-on refuses.
     *
     * @return kinds of Istio
     */
    public Set<String> blockedKinds() {
        return facts.blockedKinds().kinds();
    }

    /**
     * Which EnvoyFilters the add-on takes.
     *
     * @param day the day in question
     * @return the rule of that day; empty before the add-on existed
     */
    public Optional<EnvoyFilterRule> envoyFilter(LocalDate day) {
        return facts.envoyFilter().stream()
                .filter(rule -> !rule.from().isAfter(day))
                .max(Comparator.comparing(EnvoyFilterRule::from));
    }

    /** Types of EnvoyFilters by the names that give them away. */
    List<AddonFacts.FilterType> envoyFilterTypes() {
        return facts.envoyFilterTypes();
    }

    /**
     * All revisions.
     *
     * @return oldest first
     */
    public List<AksRevision> revisions() {
        return facts.revisions().stream().sorted().toList();
    }

    /**
     * One revision.
     *
     * @param name such as {@code asm-1-29}
     * @return the revision, if it was published by {@link #asOf()}
     */
    public Optional<AksRevision> revision(String name) {
        return facts.revisions().stream()
                .filter(revision -> revision.name().equals(name))
                .findFirst();
    }

    /**
     * The fields that a gateway's ConfigMap may set.
     *
     * @return key of the ConfigMap ({@code deployment}, {@code service}, ...) to paths
     */
    public Map<String, Set<String>> gatewayFields() {
        return facts.gatewayFields();
    }

    /**
     * The ConfigMap of defaults for all gateways of class {@code istio}.
     *
     * @return its name, in {@link #rootNamespace()}
     */
    public String gatewayClassDefaults() {
        return facts.names().gatewayClassDefaults();
    }

    /**
     * The revision from which on a feature is there.
     *
     * @param feature such as {@code TLSRoute}
     * @return the first revision, if the feature is known
     */
    public Optional<String> since(String feature) {
        return facts.features().stream()
                .filter(known -> known.name().equals(feature))
                .findFirst()
                .map(AddonFacts.Feature::since);
    }

    /**
     * What cannot be used beside the add-on.
     *
     * @return feature to reason
     */
    public Map<String, String> exclusions() {
        Map<String, String> exclusions = new LinkedHashMap<>();
        facts.exclusions().forEach(exclusion -> exclusions.put(exclusion.feature(), exclusion.reason()));
        return exclusions;
    }

    /**
     * The mesh that a revision of the add-on makes of manifests: its root namespace is {@link #rootNamespace()}, its
     * configuration what the revision's ConfigMaps say.
     *
     * @param manifests the objects
     * @param revision such as {@code asm-1-29}
     * @return the mesh
     * @throws MalformedYamlException with line and column, when a configuration is not YAML
     */
    public Mesh mesh(Manifests manifests, String revision) {
        MeshConfig written = MeshConfig.find(manifests, revision)
                .map(MeshConfig.Written::config)
                .orElseGet(MeshConfig::defaults);
        MeshConfig root = new MeshConfig(Fields.of(Mapping.of(Map.of("rootNamespace", Scalar.of(rootNamespace())))));
        return Mesh.of(manifests, written.overlaid(root));
    }

    /** Whether a ConfigMap is the one that the add-on keeps resetting. */
    boolean isManagedConfigMap(String name) {
        String prefix = facts.names().managedConfigMap();
        return name.startsWith(prefix)
                && revision(name.substring(prefix.length())).isPresent();
    }

    Optional<String> revisionOfShared(String configMap) {
        String prefix = facts.names().sharedConfigMap();
        return configMap.startsWith(prefix) ? Optional.of(configMap.substring(prefix.length())) : Optional.empty();
    }

    /** The page behind a rule, for evidence. */
    String page(Topic topic) {
        String id = switch (topic) {
            case MESH_CONFIG -> facts.meshConfig().source();
            case PROXY_CONFIG -> facts.proxyConfig().source();
            case TELEMETRY -> facts.telemetry().source();
            case KINDS -> facts.blockedKinds().source();
            case NAMES -> facts.names().source();
            case GATEWAY -> facts.gatewaySource();
            case UPGRADE -> facts.upgradeSource();
            case INJECTION -> facts.injectionSource();
            case REVISIONS -> facts.revisions().get(0).source();
        };
        return page(id);
    }

    String page(String sourceId) {
        return facts.sources().stream()
                        .filter(source -> source.id().equals(sourceId))
                        .findFirst()
                        .flatMap(Source::link)
                        .map(URI::toString)
                        .orElse(sourceId)
                + " as of " + facts.asOf();
    }

    /** What a page is about. */
    enum Topic {
        MESH_CONFIG,
        PROXY_CONFIG,
        TELEMETRY,
        KINDS,
        NAMES,
        GATEWAY,
        UPGRADE,
        INJECTION,
        REVISIONS
    }

    @Override
    public String toString() {
        return Count.of(revisions().size(), "revision") + ", as of " + asOf();
    }
}
