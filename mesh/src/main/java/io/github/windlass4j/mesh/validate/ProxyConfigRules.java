package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.mesh.internal.HostPort;
import java.util.List;
import java.util.Optional;

/** How istiod wants proxies to be started: {@code defaultConfig} of a MeshConfig. */
final class ProxyConfigRules {
    private static final String HOST_IP = "$(HOST_IP)";

    private static final List<String> NOT_NEGATIVE = List.of(
            "listenerPerConnectionBufferLimitBytes",
            "clusterPerConnectionBufferLimitBytes",
            "listenerConnectionLimit",
            "globalDownstreamConnectionLimit");
    private static final List<String> TIMEOUTS =
            List.of("httpIdleTimeout", "httpRequestTimeout", "httpStreamIdleTimeout", "httpRequestHeadersTimeout");
    private static final List<String> WINDOWS =
            List.of("http2InitialStreamWindowSize", "http2InitialConnectionWindowSize");

    private ProxyConfigRules() {}

    static void proxyConfig(At config) {
        notEmpty(config, "configPath", "config path must be set");
        notEmpty(config, "binaryPath", "binary path must be set");
        notEmpty(config, "serviceCluster", "service cluster must be specified");
        drainDuration(config);
        notEmpty(config, "discoveryAddress", "discovery address must be set to the proxy discovery service");
        address(config, "discoveryAddress");
        address(config, "statsdUdpAddress");
        address(config, "envoyMetricsServiceAddress");
        address(config.child("envoyMetricsService"), "address");
        address(config.child("envoyAccessLogService"), "address");
        MeshConfigReview.port(config, "proxyAdminPort");
        MeshConfigReview.port(config, "statusPort");
        config.errorIf(
                config.has("controlPlaneAuthPolicy")
                        && !List.of("NONE", "MUTUAL_TLS").contains(config.text("controlPlaneAuthPolicy"))
                        && !isNumber(config, 0)
                        && !isNumber(config, 1),
                "unrecognized control plane auth policy");
        tracing(config.child("tracing"));
        At keys = config.child("privateKeyProvider");
        if (keys.isPresent()) {
            keys.errorIf(!keys.has("cryptomb") && !keys.has("qat"), "unknown private key provider");
            pollDelay(keys.child("cryptomb"));
            pollDelay(keys.child("qat"));
        }
        connections(config.child("connectionSettings"));
        config.child("proxyMetadata")
                .warnIf(
                        config.child("proxyMetadata").has("ISTIO_META_DNS_AUTO_ALLOCATE"),
                        "ISTIO_META_DNS_AUTO_ALLOCATE is deprecated: addresses are allocated by the control plane");
    }

    private static boolean isNumber(At config, long value) {
        return config.fields().whole("controlPlaneAuthPolicy").orElse(-1) == value;
    }

    private static void notEmpty(At config, String field, String problem) {
        config.errorIf(config.has(field) && config.text(field).isEmpty(), problem);
    }

    private static void drainDuration(At config) {
        Syntax.duration(config, "drainDuration");
        Syntax.seconds(config.text("drainDuration"))
                .filter(seconds -> seconds.stripTrailingZeros().scale() > 0)
                .ifPresent(seconds ->
                        config.child("drainDuration").error("drain time only supports durations to seconds precision"));
    }

    /** A host with a port; the address of the proxy's node may stand for the host. */
    private static void address(At at, String field) {
        String written = at.text(field);
        if (written.isEmpty()) {
            return;
        }
        At place = at.child(field);
        Optional<HostPort> parts = HostPort.split(written.replace(HOST_IP, "127.0.0.1"));
        if (parts.isEmpty()) {
            place.error("unable to split \"" + written + "\": want host:port");
        } else if (!parts.get().port().matches("[0-9]{1,9}")) {
            place.error("port (" + parts.get().port() + ") is not a number");
        } else {
            Syntax.port(place, Long.parseLong(parts.get().port()));
            MeshConfigReview.host(place, parts.get().host());
        }
    }

    private static void tracing(At tracing) {
        for (String collector : List.of("zipkin", "lightstep", "datadog")) {
            At at = tracing.child(collector);
            at.errorIf(at.isPresent() && at.text("address").isEmpty(), "address is required");
            address(at, "address");
        }
        At lightstep = tracing.child("lightstep");
        lightstep.errorIf(lightstep.isPresent() && lightstep.text("accessToken").isEmpty(), "access token is required");
        TrafficRules.clientTls(tracing.child("tlsSettings"), "");
        tracing.map("customTags")
                .forEach((name, tag) -> tag.errorIf(!tag.isPresent(), "encountered nil value for custom tag: " + name));
    }

    private static void pollDelay(At provider) {
        if (provider.isPresent()) {
            provider.errorIf(!provider.has("pollDelay"), "pollDelay is required");
            provider.errorIf(
                    Syntax.seconds(provider.text("pollDelay"))
                            .filter(seconds -> seconds.signum() == 0)
                            .isPresent(),
                    "pollDelay must be non zero");
        }
    }

    private static void connections(At settings) {
        for (String field : NOT_NEGATIVE) {
            settings.errorIf(settings.whole(field) < 0, field + " must be non-negative");
        }
        settings.errorIf(
                settings.has("httpMaxConcurrentStreams") && settings.whole("httpMaxConcurrentStreams") < 1,
                "httpMaxConcurrentStreams must be positive");
        int least = ValidationFacts.read().limits().leastWindow();
        for (String field : WINDOWS) {
            settings.errorIf(
                    settings.has(field) && settings.whole(field) < least, field + " must be at least " + least);
        }
        for (String field : TIMEOUTS) {
            settings.errorIf(
                    settings.has(field)
                            && Syntax.seconds(settings.text(field))
                                    .filter(seconds -> seconds.signum() >= 0)
                                    .isEmpty(),
                    field + " must be non-negative");
        }
    }
}
