package io.github.windlass4j.mesh.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import io.github.windlass4j.mesh.istio.ClientTls;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Says how clients connect. */
public final class TrafficPolicyBuilder extends PartBuilder<TrafficPolicyBuilder> {
    TrafficPolicyBuilder() {}

    /**
     * TLS of the connections.
     *
     * @param mode DISABLE, SIMPLE or ISTIO_MUTUAL; MUTUAL needs certificates
     * @return this builder
     */
    public TrafficPolicyBuilder tls(ClientTls.Mode mode) {
        return field("tls", Map.of("mode", mode.name()));
    }

    /**
     * TLS with a Secret.
     *
     * @param mode SIMPLE or MUTUAL
     * @param credential Secret with trust anchors, and for MUTUAL the certificate
     * @param serverName what the client asks for
     * @return this builder
     */
    public TrafficPolicyBuilder tls(ClientTls.Mode mode, String credential, String serverName) {
        return field("tls", object("mode", mode.name(), "credentialName", credential, "sni", serverName));
    }

    /**
     * How endpoints are chosen.
     *
     * @param simple ROUND_ROBIN, LEAST_REQUEST, RANDOM or PASSTHROUGH
     * @return this builder
     */
    public TrafficPolicyBuilder loadBalancer(String simple) {
        return field("loadBalancer", Map.of("simple", simple));
    }

    /**
     * How many connections there may be.
     *
     * @param connections for each endpoint
     * @return this builder
     */
    public TrafficPolicyBuilder maxConnections(int connections) {
        return field("connectionPool", Map.of("tcp", Map.of("maxConnections", connections)));
    }

    /**
     * Leaves out endpoints that fail.
     *
     * @param errors consecutive answers with 5xx
     * @param interval time between two looks
     * @param pause how long at first
     * @return this builder
     */
    public TrafficPolicyBuilder ejectAfter(int errors, Duration interval, Duration pause) {
        return field(
                "outlierDetection",
                object(
                        "consecutive5xxErrors",
                        errors,
                        "interval",
                        Seconds.of(interval),
                        "baseEjectionTime",
                        Seconds.of(pause)));
    }

    /**
     * What holds on one port instead; ports have no ports of their own.
     *
     * @param port port of the service
     * @param changes TLS, load balancing, limits
     * @return this builder
     */
    public TrafficPolicyBuilder port(int port, UnaryOperator<TrafficPolicyBuilder> changes) {
        return add(
                "portLevelSettings", made(new TrafficPolicyBuilder().field("port", Map.of("number", port)), changes));
    }

    @Override
    protected TrafficPolicyBuilder self() {
        return this;
    }
}
