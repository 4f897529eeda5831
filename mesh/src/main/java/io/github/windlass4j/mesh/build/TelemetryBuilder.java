package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.Telemetry;
import java.util.List;
import java.util.Map;

/** Puts a Telemetry together. */
public final class TelemetryBuilder extends PolicyBuilder<Telemetry, TelemetryBuilder> {
    private TelemetryBuilder(String namespace, String name) {
        super(Telemetry.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static TelemetryBuilder of(String namespace, String name) {
        return new TelemetryBuilder(namespace, name);
    }

    /**
     * Samples traces.
     *
     * @param provider its name in the mesh's configuration
     * @param percentage 0 to 100
     * @return this builder
     */
    public TelemetryBuilder tracing(String provider, double percentage) {
        // A whole number is written as one.
        Number share = percentage;
        if (percentage == Math.rint(percentage)) {
            share = (long) percentage;
        }
        return add(
                "tracing", object("providers", List.of(Map.of("name", provider)), "randomSamplingPercentage", share));
    }

    /**
     * Logs requests.
     *
     * @param provider its name in the mesh's configuration, such as {@code envoy}
     * @return this builder
     */
    public TelemetryBuilder accessLog(String provider) {
        return add("accessLogging", Map.of("providers", List.of(Map.of("name", provider))));
    }

    /**
     * Logs some requests.
     *
     * @param provider its name in the mesh's configuration
     * @param filter expression, such as {@code response.code >= 400}
     * @return this builder
     */
    public TelemetryBuilder accessLog(String provider, String filter) {
        return add(
                "accessLogging",
                object("providers", List.of(Map.of("name", provider)), "filter", Map.of("expression", filter)));
    }

    /**
     * Reports metrics.
     *
     * @param provider its name in the mesh's configuration, such as {@code prometheus}
     * @return this builder
     */
    public TelemetryBuilder metrics(String provider) {
        return add("metrics", Map.of("providers", List.of(Map.of("name", provider))));
    }

    /**
     * Reports metrics except one.
     *
     * @param provider its name in the mesh's configuration
     * @param metric such as {@code REQUEST_SIZE}
     * @return this builder
     */
    public TelemetryBuilder withoutMetric(String provider, String metric) {
        return add(
                "metrics",
                object(
                        "providers",
                        List.of(Map.of("name", provider)),
                        "overrides",
                        List.of(object("match", Map.of("metric", metric), "disabled", true))));
    }

    @Override
    protected TelemetryBuilder self() {
        return this;
    }
}
