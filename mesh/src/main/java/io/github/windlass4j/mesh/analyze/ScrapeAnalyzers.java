package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.mtls.PeerPolicy;
import io.github.windlass4j.mesh.observe.MetricsMerge;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Metrics that a Prometheus outside of the mesh cannot fetch, whatever its configuration. */
final class ScrapeAnalyzers {
    static final String REFUSED = "WL-MS-011";

    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

    private ScrapeAnalyzers() {}

    /** Pods that announce a port of the application which takes mutual TLS only. */
    static void refused(Mesh mesh, Report report) {
        for (Workload workload : Pods.of(mesh)) {
            Map<String, String> annotations = workload.podAnnotations();
            MetricsMerge metrics = MetricsMerge.of(annotations);
            boolean isAmbient = Pods.isAmbient(mesh, workload);
            boolean isAnnounced = metrics.scrape().filter(TRUE::contains).isPresent()
                    && metrics.port().filter(port -> port.matches("[0-9]{1,5}")).isPresent();
            boolean isMerged = !isAmbient && MetricsMerge.isEnabled(mesh.config(), annotations);
            if (!isAnnounced || isMerged || !Pods.hasProxy(mesh, workload)) {
                continue;
            }
            String port = metrics.port().orElseThrow();
            PeerPolicy.Decision server = PeerPolicy.of(mesh, workload.namespace(), workload.podLabels())
                    .port(Integer.parseInt(port));
            if (server.mode() == MtlsMode.STRICT && (isAmbient || isCaptured(annotations, port))) {
                report.add(
                        REFUSED,
                        Severity.WARNING,
                        workload.resource(),
                        "announces metrics on port " + port + ", which takes mutual TLS only: " + server,
                        List.of("a Prometheus without a workload certificate gets a reset, and the target is down"),
                        isAmbient
                                ? "set portLevelMtls " + port + " to PERMISSIVE for these pods"
                                : "let the sidecar serve them: prometheus.istio.io/merge-metrics=true");
            }
        }
    }

    private static boolean isCaptured(Map<String, String> annotations, String port) {
        String included = annotations.getOrDefault("traffic.sidecar.istio.io/includeInboundPorts", "*");
        String excluded = annotations.getOrDefault("traffic.sidecar.istio.io/excludeInboundPorts", "");
        return included.equals("*") ? !lists(excluded, port) : lists(included, port);
    }

    private static boolean lists(String ports, String port) {
        return Stream.of(ports.split(",")).map(String::trim).anyMatch(port::equals);
    }
}
