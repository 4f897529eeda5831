package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks a manifest of the Hubble user interface before it is applied to a cluster with Advanced Container Networking
 * Services.
 *
 * <p>Not looked at, because a manifest does not tell: whether the services are enabled, which data plane the cluster has and
 * whether its nodes run Linux.
 */
public final class HubbleCheck {
    private static final String MISSING = "WL-OB-020";
    private static final String NAMESPACE = "WL-OB-021";
    private static final String UNBOUND = "WL-OB-022";
    private static final String NO_PODS = "WL-OB-023";

    private HubbleCheck() {}

    /**
     * What is missing or does not fit together.
     *
     * @param manifests the manifest
     * @return the findings; empty when all objects are there and refer to each other
     */
    public static List<Finding> check(Manifests manifests) {
        ObserveFacts.Hubble facts = ObserveFacts.shipped().hubble();
        List<Finding> findings = new ArrayList<>();
        for (String kind : facts.objects()) {
            Optional<Resource> found = manifests.resources().stream()
                    .filter(resource ->
                            resource.kind().equals(kind) && resource.name().startsWith(facts.name()))
                    .findFirst();
            if (found.isEmpty()) {
                findings.add(new Finding(
                        MISSING,
                        Severity.ERROR,
                        Location.of(facts.name()),
                        "no " + kind + " " + facts.name(),
                        evidence(facts)));
            } else if (!kind.startsWith("ClusterRole")
                    && !found.get().namespace().equals(facts.namespace())) {
                findings.add(finding(
                        found.get(),
                        NAMESPACE,
                        "is in namespace " + found.get().namespace() + " (want " + facts.namespace() + ", where "
                                + facts.relay() + " runs)"));
            }
        }
        binding(manifests, findings);
        service(manifests, facts, findings);
        return List.copyOf(findings);
    }

    private static void binding(Manifests manifests, List<Finding> findings) {
        for (Resource binding : manifests.ofKind("rbac.authorization.k8s.io", "ClusterRoleBinding")) {
            String role = binding.fields().child("roleRef").text("name", "");
            boolean known = manifests.ofKind("rbac.authorization.k8s.io", "ClusterRole").stream()
                    .anyMatch(found -> found.name().equals(role));
            if (!known) {
                findings.add(finding(binding, UNBOUND, "roleRef names ClusterRole " + role + ", which is not here"));
            }
            binding.fields().list("subjects").forEach(subject -> {
                String name = subject.text("name", "");
                boolean account = manifests.ofKind("", "ServiceAccount").stream()
                        .anyMatch(found ->
                                found.name().equals(name) && found.namespace().equals(subject.text("namespace", "")));
                if (!account) {
                    findings.add(finding(
                            binding,
                            UNBOUND,
                            "subject " + subject.text("namespace", "") + "/" + name + " is not here"));
                }
            });
        }
    }

    private static void service(Manifests manifests, ObserveFacts.Hubble facts, List<Finding> findings) {
        for (Service service : Service.all(manifests)) {
            boolean selects = Workload.all(manifests).stream().anyMatch(workload -> workload.isSelectedBy(service));
            if (service.ref().name().startsWith(facts.name()) && !selects) {
                findings.add(finding(service.resource(), NO_PODS, "selects no pods of the manifest"));
            }
        }
    }

    private static Finding finding(Resource resource, String rule, String message) {
        Location location = Location.of(resource.origin())
                .at(resource.at().line(), resource.at().column())
                .entry(resource.ref().toString());
        return new Finding(
                rule,
                Severity.ERROR,
                location,
                message,
                evidence(ObserveFacts.shipped().hubble()));
    }

    private static List<String> evidence(ObserveFacts.Hubble facts) {
        return List.of(ObserveFacts.shipped().page(facts.source()));
    }
}
