package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.mesh.internal.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rules for a mesh: errors, latency, traffic that is not mutual TLS, certificates that end, a control plane that does not
 * work. Copies with other thresholds are made by the {@code with} methods.
 *
 * @param errorRatio share of responses with a 5xx code, 0 to 1
 * @param latency what the slowest hundredth of requests may take
 * @param window over which rates are taken
 * @param expiry how long before its end a certificate is worth a warning
 */
public record MeshRules(double errorRatio, Duration latency, Duration window, Duration expiry) {
    private static final String WORKLOAD = "destination_workload_namespace, destination_workload";
    private static final String AT_SERVER = "reporter=\"destination\"";
    private static final String PLAIN = AT_SERVER + ", connection_security_policy!=\"mutual_tls\"";

    /** Checks the thresholds. */
    public MeshRules {
        if (!(errorRatio > 0 && errorRatio < 1)) {
            throw new IllegalArgumentException("errorRatio: " + errorRatio + " (want more than 0 and less than 1)");
        }
        for (Duration duration : List.of(latency, window, expiry)) {
            if (duration.isNegative() || duration.toMillis() == 0) {
                throw new IllegalArgumentException("duration: " + duration + " (want more than 0)");
            }
        }
    }

    /**
     * 5 % errors, one second, rates over five minutes, 30 days before the root ends: starting points, not advice for your
     * mesh.
     *
     * @return the rules
     */
    public static MeshRules standard() {
        return new MeshRules(0.05, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(30));
    }

    /**
     * With another share of errors.
     *
     * @param ratio 0 to 1
     * @return a changed copy
     */
    public MeshRules withErrorRatio(double ratio) {
        return new MeshRules(ratio, latency, window, expiry);
    }

    /**
     * With another latency.
     *
     * @param slowest what the slowest hundredth may take
     * @return a changed copy
     */
    public MeshRules withLatency(Duration slowest) {
        return new MeshRules(errorRatio, slowest, window, expiry);
    }

    /**
     * What the rules record.
     *
     * @return rates, error ratios and latencies per workload
     */
    public MetricRules recordings() {
        String range = "[" + Durations.format(window) + "]";
        return new MetricRules(
                "istio-recordings",
                Duration.ofMinutes(1),
                List.of(
                        new MetricRule.Recording(
                                "workload:istio_requests:rate",
                                "sum by (" + WORKLOAD + ") (rate(istio_requests_total{" + AT_SERVER + "}" + range
                                        + "))",
                                Map.of()),
                        new MetricRule.Recording(
                                "workload:istio_request_errors:ratio",
                                "sum by (" + WORKLOAD + ") (rate(istio_requests_total{" + AT_SERVER
                                        + ", response_code=~\"5..\"}" + range + ")) / workload:istio_requests:rate",
                                Map.of()),
                        new MetricRule.Recording(
                                "workload:istio_request_duration_milliseconds:p99",
                                "histogram_quantile(0.99, sum by (le, " + WORKLOAD
                                        + ") (rate(istio_request_duration_milliseconds_bucket{" + AT_SERVER + "}"
                                        + range
                                        + ")))",
                                Map.of())));
    }

    /**
     * What the rules warn of. The first two read what {@link #recordings} records.
     *
     * @return the alerts
     */
    public MetricRules alerts() {
        String range = "[" + Durations.format(window) + "]";
        List<MetricRule> alerts = Stream.of(traffic(range), certificates(), controlPlane(range))
                .<MetricRule>flatMap(List::stream)
                .toList();
        return new MetricRules("istio-alerts", Duration.ofMinutes(1), alerts);
    }

    private List<MetricRule.Alert> traffic(String range) {
        return List.of(
                alert(
                        "IstioHighErrorRatio",
                        "workload:istio_request_errors:ratio > " + errorRatio,
                        2,
                        "{{ $labels.destination_workload }} in {{ $labels.destination_workload_namespace }} answers"
                                + " with 5xx more often than " + errorRatio),
                alert(
                        "IstioHighLatency",
                        "workload:istio_request_duration_milliseconds:p99 > " + latency.toMillis(),
                        3,
                        "{{ $labels.destination_workload }} in {{ $labels.destination_workload_namespace }}: one"
                                + " request in a hundred takes longer than " + latency.toMillis() + " ms"),
                alert(
                        "IstioPlaintextRequests",
                        "sum by (" + WORKLOAD + ", source_workload) (rate(istio_requests_total{" + PLAIN + "}" + range
                                + ")) > 0",
                        2,
                        "{{ $labels.source_workload }} calls {{ $labels.destination_workload }} without mutual TLS"),
                alert(
                        "IstioPlaintextConnections",
                        "sum by (" + WORKLOAD + ", source_workload) (rate(istio_tcp_connections_opened_total{" + PLAIN
                                + "}" + range + ")) > 0",
                        2,
                        "{{ $labels.source_workload }} connects to {{ $labels.destination_workload }} without mutual"
                                + " TLS"));
    }

    private List<MetricRule.Alert> certificates() {
        return List.of(
                alert(
                        "IstioRootCertificateEnds",
                        "citadel_server_root_cert_expiry_timestamp - time() < " + expiry.toSeconds(),
                        1,
                        "the root certificate of istiod {{ $labels.pod }} ends in {{ $value }} seconds"),
                alert(
                        "IstioWorkloadCertificateNotRenewed",
                        "istio_agent_cert_expiry_seconds < 3600",
                        1,
                        "the certificate of {{ $labels.pod }} ends within an hour: it is not being renewed"));
    }

    private List<MetricRule.Alert> controlPlane(String range) {
        return List.of(
                alert(
                        "IstioControlPlaneAbsent",
                        "absent(istio_build{component=\"pilot\"})",
                        0,
                        "no istiod is scraped: it does not run, or nobody scrapes it"),
                alert(
                        "IstioConfigurationRejected",
                        "sum by (type) (increase(pilot_total_xds_rejects" + range + ")) > 0",
                        2,
                        "proxies reject configuration of type {{ $labels.type }}"),
                alert(
                        "IstioPushErrors",
                        "sum(rate(pilot_total_xds_internal_errors" + range + ")) > 0",
                        2,
                        "istiod fails to build configuration"),
                alert(
                        "IstioInjectionFails",
                        "sum(increase(sidecar_injection_failure_total" + range + ")) > 0",
                        2,
                        "istiod refuses to inject sidecars"),
                alert(
                        "IstioValidationFails",
                        "sum by (group, resource) (increase(galley_validation_failed" + range + ")) > 0",
                        3,
                        "{{ $labels.resource }} objects are refused by istiod's webhook"));
    }

    private MetricRule.Alert alert(String name, String expression, int severity, String summary) {
        return new MetricRule.Alert(
                name, expression, window, severity, Map.of("team", "mesh"), Map.of("summary", summary));
    }
}
