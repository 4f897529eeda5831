package io.github.windlass4j.mesh.aks;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.k8s.Namespace;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.Telemetry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds manifests against what the add-on allows.
 *
 * <p>Not looked at: whether a field that is allowed has a sensible value, and fields inside of allowed fields of MeshConfig
 * other than {@code defaultConfig}.
 *
 * @param profile what the add-on allows
 * @param cluster the cluster the manifests are for
 * @param day the day in question
 */
public record AksLint(AksProfile profile, AksCluster cluster, LocalDate day) {
    private static final String REVISION_LABEL = "istio.io/rev";
    private static final String INJECTION_LABEL = "istio-injection";
    private static final String AMBIENT_LABEL = "istio.io/dataplane-mode";
    private static final String UPSTREAM_ROOT = Mesh.ISTIO_SYSTEM;
    private static final Set<String> POLICY_KINDS = Set.of(
            "PeerAuthentication",
            "AuthorizationPolicy",
            "RequestAuthentication",
            "Telemetry",
            "DestinationRule",
            "Sidecar",
            "EnvoyFilter");

    /**
     * Everything that the add-on refuses, ignores or does not support.
     *
     * @param mesh the manifests
     * @return the findings: first those on the cluster, then in the mesh's order of objects
     */
    public List<Finding> check(Mesh mesh) {
        List<Finding> findings = new ArrayList<>();
        revisions(findings);
        for (Resource resource : mesh.manifests().resources()) {
            kind(resource, findings);
            switch (resource.kind()) {
                case Namespace.KIND -> labels(resource, resource.labels(), findings);
                case ConfigMap.KIND -> configMap(new ConfigMap(resource), mesh, findings);
                case "Telemetry" -> telemetry(new Telemetry(resource), findings);
                case "EnvoyFilter" -> envoyFilter(resource, findings);
                default ->
                    Workload.of(resource).ifPresent(workload -> labels(resource, workload.podLabels(), findings));
            }
        }
        return List.copyOf(findings);
    }

    private void revisions(List<Finding> findings) {
        for (String name : cluster.revisions()) {
            AksRule rule = new AksRule(profile, AksProfile.Topic.REVISIONS);
            Optional<AksRevision> known = profile.revision(name);
            if (known.isEmpty()) {
                findings.add(rule.of(
                        "cluster",
                        AksRule.REVISION,
                        Severity.NOTE,
                        name + " is not known: published after " + profile.asOf() + ", or mistyped"));
                continue;
            }
            AksRevision revision = known.get();
            AksRevision.Support support = revision.supportOn(day);
            if (support == AksRevision.Support.ENDED || support == AksRevision.Support.ENDING) {
                findings.add(rule.of(
                                "cluster",
                                AksRule.REVISION,
                                support == AksRevision.Support.ENDED ? Severity.ERROR : Severity.WARNING,
                                name
                                        + (support == AksRevision.Support.ENDED
                                                ? " is out of support since "
                                                : " ends in ")
                                        + revision.endOfLife()
                                        + (revision.expected() ? " (expected month)" : ""))
                        .withRemedy("upgrade the mesh: see UpgradePlan"));
            }
            if (!revision.isCompatibleWith(cluster)) {
                findings.add(rule.of(
                        "cluster",
                        AksRule.REVISION,
                        Severity.WARNING,
                        name + " is not listed for AKS " + cluster.kubernetes()
                                + (cluster.longTermSupport() ? " with long-term support" : "")));
            }
        }
    }

    private void kind(Resource resource, List<Finding> findings) {
        AksRule rule = new AksRule(profile, AksProfile.Topic.KINDS);
        boolean istio = resource.group().endsWith("istio.io");
        if (istio && profile.blockedKinds().contains(resource.kind())) {
            findings.add(rule.of(
                    resource, AksRule.KIND, Severity.ERROR, "kind " + resource.kind() + " is refused by the add-on"));
        }
        if (istio
                && POLICY_KINDS.contains(resource.kind())
                && resource.namespace().equals(UPSTREAM_ROOT)
                && !profile.rootNamespace().equals(UPSTREAM_ROOT)) {
            findings.add(new AksRule(profile, AksProfile.Topic.NAMES)
                    .of(
                            resource,
                            AksRule.ROOT_NAMESPACE,
                            Severity.WARNING,
                            "in " + UPSTREAM_ROOT + " it is an ordinary policy: the root namespace of the add-on is "
                                    + profile.rootNamespace())
                    .withRemedy("move it to " + profile.rootNamespace() + " if it is meant for the whole mesh"));
        }
    }

    private void labels(Resource resource, Map<String, String> labels, List<Finding> findings) {
        String injection = labels.get(INJECTION_LABEL);
        String revision = labels.get(REVISION_LABEL);
        if (injection != null && resource.kind().equals(Namespace.KIND)) {
            String wanted = revision != null ? revision : newest().orElse("REVISION");
            findings.add(injectionLabel(resource, injection, wanted));
        }
        if (revision != null
                && revision.startsWith("asm-")
                && !cluster.revisions().contains(revision)) {
            findings.add(new AksRule(profile, AksProfile.Topic.INJECTION)
                    .of(
                            resource,
                            AksRule.INJECTION,
                            Severity.ERROR,
                            "label " + REVISION_LABEL + "=" + revision
                                    + " names no installed revision (" + String.join(", ", cluster.revisions())
                                    + "): new pods get no sidecar")
                    .withRemedy(
                            newest().map(name -> "label it " + REVISION_LABEL + "=" + name + " and restart its pods")
                                    .orElse("install the revision")));
        }
        if (labels.getOrDefault(AMBIENT_LABEL, "").equals("ambient")) {
            findings.add(new AksRule(profile, AksProfile.Topic.KINDS)
                    .of(
                            resource,
                            AksRule.EXCLUSION,
                            Severity.ERROR,
                            "label " + AMBIENT_LABEL + "=ambient has no effect: "
                                    + profile.exclusions().getOrDefault("ambient mode", "")));
        }
    }

    /** The add-on has no webhook for this label; only where it says enabled somebody is mistaken. */
    private Finding injectionLabel(Resource namespace, String value, String revision) {
        AksRule rule = new AksRule(profile, AksProfile.Topic.INJECTION);
        String message = "label " + INJECTION_LABEL + "=" + value + " keeps the add-on from injecting sidecars here";
        if (!value.equals("enabled")) {
            return rule.of(namespace, AksRule.INJECTION, Severity.NOTE, message)
                    .withRemedy("nothing, if no sidecar is wanted");
        }
        return rule.of(
                        namespace,
                        AksRule.INJECTION,
                        Severity.ERROR,
                        message + ": it has no webhook for it, and its own webhooks pass such namespaces over")
                .withRemedy("kubectl label namespace " + namespace.name() + " " + INJECTION_LABEL + "- "
                        + REVISION_LABEL + "=" + revision + " --overwrite");
    }

    private Optional<String> newest() {
        return cluster.revisions().stream()
                .map(profile::revision)
                .flatMap(Optional::stream)
                .max(AksRevision::compareTo)
                .map(AksRevision::name);
    }

    private void configMap(ConfigMap map, Mesh mesh, List<Finding> findings) {
        Resource resource = map.resource();
        AksRule rule = new AksRule(profile, AksProfile.Topic.NAMES);
        boolean root = resource.namespace().equals(profile.rootNamespace());
        if (root && profile.isManagedConfigMap(resource.name())) {
            findings.add(rule.of(
                            resource,
                            AksRule.CONFIG_MAP,
                            Severity.WARNING,
                            "the add-on writes " + resource.name() + " itself and undoes changes")
                    .withRemedy(
                            "write " + profile.sharedConfigMap(resource.name().substring("istio-".length()))));
        }
        Optional<String> shared = profile.revisionOfShared(resource.name());
        if (shared.isPresent()) {
            if (!root) {
                findings.add(rule.of(
                        resource,
                        AksRule.CONFIG_MAP,
                        Severity.ERROR,
                        "is not read in namespace " + resource.namespace() + " (want " + profile.rootNamespace()
                                + ")"));
            }
            if (!cluster.revisions().contains(shared.get())) {
                findings.add(rule.of(
                        resource,
                        AksRule.CONFIG_MAP,
                        Severity.NOTE,
                        "belongs to revision " + shared.get() + ", which is not installed ("
                                + String.join(", ", cluster.revisions()) + ")"));
            }
            new MeshConfigLint(profile, resource, findings).check(map);
        }
        boolean defaults = root && resource.name().equals(profile.gatewayClassDefaults());
        if (defaults || isGatewayOptions(resource, mesh)) {
            new GatewayOptionsLint(profile, resource, findings).check(map);
        }
    }

    /** A ConfigMap that a Gateway of class istio names. */
    private static boolean isGatewayOptions(Resource map, Mesh mesh) {
        return mesh.ofKind("gateway.networking.k8s.io", "Gateway").stream()
                .filter(gateway -> gateway.namespace().equals(map.namespace())
                        && gateway.spec().text("gatewayClassName", "").equals("istio"))
                .map(gateway -> gateway.spec().child("infrastructure", "parametersRef"))
                .anyMatch(ref -> ref.text("kind", "").equals(ConfigMap.KIND)
                        && ref.text("name", "").equals(map.name()));
    }

    private void telemetry(Telemetry telemetry, List<Finding> findings) {
        AksRule rule = new AksRule(profile, AksProfile.Topic.TELEMETRY);
        Fields spec = telemetry.resource().spec();
        for (String section : List.of("accessLogging", "metrics", "tracing")) {
            for (Fields entry : spec.list(section)) {
                for (String field : entry.names()) {
                    rule.field(telemetry.resource(), section + "." + field, profile.telemetry(section + "." + field))
                            .ifPresent(findings::add);
                }
            }
        }
    }

    private void envoyFilter(Resource filter, List<Finding> findings) {
        AksRule rule = new AksRule(profile, AksProfile.Topic.KINDS);
        Optional<EnvoyFilterRule> current = profile.envoyFilter(day);
        if (current.isEmpty()) {
            findings.add(rule.of(filter, AksRule.ENVOY_FILTER, Severity.ERROR, "no EnvoyFilter is let in on " + day));
            return;
        }
        String type = type(filter);
        FieldSupport support = current.get().support(type);
        String since = " since " + current.get().from();
        if (support == FieldSupport.BLOCKED) {
            findings.add(rule.of(
                    filter,
                    AksRule.ENVOY_FILTER,
                    Severity.ERROR,
                    type + " is refused" + since + " (let in: "
                            + String.join(", ", current.get().types()) + ")"));
        } else if (support == FieldSupport.ALLOWED) {
            findings.add(rule.of(
                    filter,
                    AksRule.ENVOY_FILTER,
                    Severity.NOTE,
                    "let in" + since + ", outside of Microsoft's support"));
        }
    }

    private String type(Resource filter) {
        Node spec = filter.spec().node();
        String json = spec.toString();
        return profile.envoyFilterTypes().stream()
                .filter(type -> type.marks().stream().anyMatch(json::contains))
                .findFirst()
                .map(AddonFacts.FilterType::name)
                .orElse("an EnvoyFilter of another type");
    }
}
