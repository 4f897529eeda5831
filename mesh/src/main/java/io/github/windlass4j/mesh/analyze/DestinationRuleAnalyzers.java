package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.ClientTls;
import io.github.windlass4j.mesh.istio.DestinationRule;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.TrafficPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What istioctl looks at in DestinationRules. */
final class DestinationRuleAnalyzers {
    private static final List<String> TOPOLOGY =
            List.of("topology.kubernetes.io/region", "topology.kubernetes.io/zone", "topology.istio.io/subzone");
    private static final String HOSTNAME = "kubernetes.io/hostname";

    private DestinationRuleAnalyzers() {}

    /** TLS that does not look at the server's certificate. */
    static void caCertificates(Mesh mesh, Report report) {
        for (DestinationRule rule : mesh.all(DestinationRule.KIND)) {
            TrafficPolicy policy = rule.trafficPolicy();
            if (policy.tls().filter(tls -> unverified(rule, tls)).isPresent()) {
                report.add(
                        Code.NO_CA_FOR_DESTINATION,
                        rule,
                        "TLS to " + rule.host() + " without caCertificates: any certificate is accepted");
            }
            for (TrafficPolicy.PortPolicy port : policy.portLevelSettings()) {
                Optional<ClientTls> tls = new TrafficPolicy(port.fields()).tls();
                if (tls.filter(written -> unverified(rule, written)).isPresent()) {
                    report.add(
                            Code.NO_CA_FOR_PORT,
                            rule,
                            "TLS to " + rule.host() + ", port " + port.port()
                                    + " without caCertificates: any certificate is accepted");
                }
            }
        }
    }

    /** A Secret brings trust anchors too, but sidecars read it only where the rule selects them. */
    private static boolean unverified(DestinationRule rule, ClientTls tls) {
        boolean anchored = tls.caCertificates().filter(path -> !path.isEmpty()).isPresent()
                || (!rule.workloadSelector().isEmpty()
                        && tls.credentialName().filter(name -> !name.isEmpty()).isPresent());
        return (tls.mode() == ClientTls.Mode.SIMPLE || tls.mode() == ClientTls.Mode.MUTUAL) && !anchored;
    }

    /** Hosts that nothing has, and subsets that take no pod. */
    static void subsets(Mesh mesh, Report report) {
        ServiceHosts hosts = new ServiceHosts(mesh);
        for (DestinationRule rule : mesh.all(DestinationRule.KIND)) {
            Optional<ServiceHosts.Target> target =
                    hosts.find(rule.namespace(), rule.exportTo().entries(), rule.host());
            if (target.isEmpty()) {
                if (!rule.host().startsWith("*")) {
                    report.add(Code.UNKNOWN_RULE_HOST, rule, "host " + rule.host() + ": no Service or ServiceEntry");
                }
                continue;
            }
            for (DestinationRule.Subset subset : rule.subsets()) {
                boolean selects = Pods.of(mesh).stream()
                        .map(pod ->
                                placed(mesh, pod.podLabels(), pod.pod().fields().text("nodeName", "")))
                        .anyMatch(
                                labels -> Pods.has(labels, target.get().labels()) && Pods.has(labels, subset.labels()));
                if (!selects) {
                    report.add(
                            Code.SUBSET_WITHOUT_PODS,
                            rule,
                            "subset " + subset.name() + " (" + Pods.text(subset.labels()) + ") selects no pod");
                }
            }
        }
    }

    /** A pod's labels with those that istiod takes from its node. */
    private static Map<String, String> placed(Mesh mesh, Map<String, String> podLabels, String node) {
        Map<String, String> labels = new HashMap<>(podLabels);
        for (Resource found : mesh.ofKind("", "Node")) {
            if (!node.isEmpty() && found.name().equals(node)) {
                for (String label : TOPOLOGY) {
                    Optional.ofNullable(found.labels().get(label))
                            .filter(value -> !value.isEmpty())
                            .ifPresent(value -> labels.put(label, value));
                }
                labels.put(HOSTNAME, node);
            }
        }
        return labels;
    }
}
