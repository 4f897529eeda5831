package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.mesh.inject.InjectionVerdict;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.inject.PodAnnotations;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.mtls.PeerPolicy;
import io.github.windlass4j.mesh.observe.MetricsMerge;
import java.util.List;

/** Metrics that a Prometheus outside of the mesh cannot fetch, whatever its configuration. */
final class ScrapeAnalyzers {
    static final String REFUSED = "WL-MS-011";

    private ScrapeAnalyzers() {}

    /** Pods that announce a port of the application which takes mutual TLS only. */
    static void refused(Mesh mesh, Report report) {
        Injector injector = Injector.of(mesh, Pods.webhooks(mesh));
        for (Workload workload : Pods.of(mesh)) {
            MetricsMerge metrics = MetricsMerge.of(workload.podAnnotations());
            boolean isAnnounced = PodAnnotations.flag(metrics.scrape().orElse(null))
                            .orElse(false)
                    && metrics.port().filter(port -> port.matches("[0-9]{1,5}")).isPresent();
            if (isAnnounced) {
                refused(mesh, workload, Integer.parseInt(metrics.port().orElseThrow()), injector, report);
            }
        }
    }

    private static void refused(Mesh mesh, Workload workload, int port, Injector injector, Report report) {
        InjectionVerdict injected = injector.decide(workload);
        boolean isAmbient = !injected.isInjected() && Pods.isAmbient(mesh, workload);
        boolean isMerged = injected.isInjected() && MetricsMerge.isEnabled(mesh.config(), workload.podAnnotations());
        boolean isGuarded =
                isAmbient || (!isMerged && injected.capture().inbound(port).isCaptured());
        PeerPolicy.Decision server =
                PeerPolicy.of(mesh, workload.namespace(), workload.podLabels()).port(port);
        if (isGuarded && server.mode() == MtlsMode.STRICT) {
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
