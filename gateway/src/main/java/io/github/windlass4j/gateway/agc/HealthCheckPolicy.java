package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A view of a HealthCheckPolicy: how the pods of a Service are probed.
 *
 * @param resource the object
 */
public record HealthCheckPolicy(Resource resource) implements AgcPolicy {
    /** What names the kind. */
    public static final String KIND = "HealthCheckPolicy";

    @Override
    public Set<String> targetKinds() {
        return Set.of("Service");
    }

    /**
     * The time between probes.
     *
     * @return the duration as written, if one is set
     */
    public Optional<String> interval() {
        return settings().text("interval");
    }

    /**
     * How long an answer may take.
     *
     * @return the duration as written, if one is set
     */
    public Optional<String> timeout() {
        return settings().text("timeout");
    }

    /**
     * Good probes until a pod is healthy.
     *
     * @return the number, if one is set
     */
    public OptionalInt healthyThreshold() {
        return settings().int32("healthyThreshold");
    }

    /**
     * Bad probes until a pod is unhealthy.
     *
     * @return the number, if one is set
     */
    public OptionalInt unhealthyThreshold() {
        return settings().int32("unhealthyThreshold");
    }

    /**
     * The port that is probed.
     *
     * @return the number; empty means the port of the traffic
     */
    public OptionalInt port() {
        return settings().int32("port");
    }

    /**
     * The answers that count as healthy.
     *
     * @return ranges of status codes in order; empty when the controller decides
     */
    public List<StatusRange> statusCodes() {
        return settings().child("http", "match").list("statusCodes").stream()
                .map(range -> new StatusRange(
                        range.int32("start").orElse(0), range.int32("end").orElse(0)))
                .toList();
    }

    /**
     * Status codes from one to another.
     *
     * @param start first code
     * @param end last code
     */
    public record StatusRange(int start, int end) {}

    /** {@code HealthCheckPolicy namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
