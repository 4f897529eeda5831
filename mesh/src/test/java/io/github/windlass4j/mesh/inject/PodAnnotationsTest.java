package io.github.windlass4j.mesh.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values of annotations the injector takes. */
class PodAnnotationsTest {
    private static final String TRAFFIC = "traffic.sidecar.istio.io/";
    private static final String SIDECAR = "sidecar.istio.io/";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                SIDECAR + "interceptionMode; TPROXY; true",
                SIDECAR + "interceptionMode; tproxy; false",
                "status.sidecar.istio.io/port; 15020; true",
                "status.sidecar.istio.io/port; 65536; false",
                "status.sidecar.istio.io/port; 65535; true",
                "status.sidecar.istio.io/port; *; false",
                "status.sidecar.istio.io/port; ''; false",
                "status.sidecar.istio.io/port; '15020,15021'; false",
                "readiness.status.sidecar.istio.io/periodSeconds; 4294967295; true",
                "readiness.status.sidecar.istio.io/periodSeconds; 4294967296; false",
                "readiness.status.sidecar.istio.io/initialDelaySeconds; -1; false",
                "readiness.status.sidecar.istio.io/failureThreshold; 3; true",
                "readiness.status.sidecar.istio.io/failureThreshold; three; false",
                "readiness.status.sidecar.istio.io/initialDelaySeconds; 1; true",
                TRAFFIC + "includeOutboundIPRanges; *; true",
                TRAFFIC + "includeOutboundIPRanges; ''; true",
                TRAFFIC + "includeOutboundIPRanges; 10.0.0.0/8,11.0.0.0/8; true",
                TRAFFIC + "includeOutboundIPRanges; 10.0.0.0/8,11.0.0.0; false",
                TRAFFIC + "excludeOutboundIPRanges; *; false",
                TRAFFIC + "excludeOutboundIPRanges; 10.0.0.1/32; true",
                TRAFFIC + "includeInboundPorts; *; true",
                TRAFFIC + "includeInboundPorts; 80, 81; true",
                TRAFFIC + "includeInboundPorts; ' '; true",
                TRAFFIC + "includeInboundPorts; http; false",
                TRAFFIC + "excludeInboundPorts; *; false",
                TRAFFIC + "excludeInboundPorts; 80; true",
                TRAFFIC + "includeOutboundPorts; *; true",
                TRAFFIC + "includeOutboundPorts; 80;  true",
                TRAFFIC + "includeOutboundPorts; 80-90; false",
                TRAFFIC + "excludeOutboundPorts; *; false",
                TRAFFIC + "excludeOutboundPorts; 3306; true",
                "prometheus.istio.io/merge-metrics; f; true",
                "prometheus.istio.io/merge-metrics; no; false",
                SIDECAR + "proxyCPU; 100m; true",
                SIDECAR + "proxyCPU; lots; false",
                SIDECAR + "proxyCPULimit; 2; true",
                SIDECAR + "proxyCPULimit; 2 cores; false",
                SIDECAR + "proxyMemory; 128Mi; true",
                SIDECAR + "proxyMemory; 128MB; false",
                SIDECAR + "proxyMemoryLimit; 1e3; true",
                SIDECAR + "proxyMemoryLimit; e3; false",
                "proxy.istio.io/config; '{concurrency: 2}'; true",
                "proxy.istio.io/config; ''; true",
                "proxy.istio.io/config; text; false",
                "proxy.istio.io/config; '{'; false",
                "example.com/port; anything; true",
            })
    void values_of_annotations(String name, String value, boolean taken) {
        assertThat(PodAnnotations.errors(Map.of(name, value)).isEmpty()).isEqualTo(taken);
    }

    @Test
    void every_problem_names_annotation_value_and_what_is_wanted() {
        assertThat(PodAnnotations.errors(
                        Map.of(TRAFFIC + "excludeOutboundPorts", "x", SIDECAR + "interceptionMode", "y", "team", "z")))
                .containsExactly(
                        "invalid value 'y' for annotation 'sidecar.istio.io/interceptionMode': want REDIRECT, TPROXY or NONE",
                        "invalid value 'x' for annotation 'traffic.sidecar.istio.io/excludeOutboundPorts': excludeOutboundPorts"
                                + " invalid: want port numbers, separated by commas");
    }
}
