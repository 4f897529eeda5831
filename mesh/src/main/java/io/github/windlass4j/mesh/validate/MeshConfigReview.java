package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What istiod says of its own configuration when it reads it (pkg/config/validation/agent). It refuses a configuration with
 * errors as a whole and goes on with the one before, or with its defaults. Fields that are absent have istiod's defaults, which
 * are good; a field that is there and empty is not.
 */
public final class MeshConfigReview {
    private static final BigDecimal LONGEST_CONNECT = BigDecimal.valueOf(3600);
    private static final List<String> BASELINE = List.of("connectionPool", "outlierDetection");
    private static final List<String> IGNORED_RETRIES =
            List.of("perTryTimeout", "retryRemoteLocalities", "retryIgnorePreviousHosts");

    private MeshConfigReview() {}

    /**
     * What istiod says of a MeshConfig.
     *
     * @param config the configuration
     * @return errors, for which istiod refuses it, and warnings; problems of extension providers are warnings, because istiod
     *     only writes them to its log
     */
    public static Webhook.Answer review(MeshConfig config) {
        Review review = new Review();
        At mesh = new At(config.fields(), "mesh", review);
        port(mesh, "proxyListenPort");
        connectTimeout(mesh);
        wholeMilliseconds(mesh, "protocolDetectionTimeout");
        ProxyConfigRules.proxyConfig(mesh.child("defaultConfig"));
        At locality = mesh.child("localityLbSetting");
        // Failover asks for outlier detection elsewhere; here any object stands for it.
        TrafficRules.locality(locality, locality);
        for (At setting : mesh.list("serviceSettings")) {
            setting.texts("hosts")
                    .forEach(host -> Syntax.wildcardDomain(host)
                            .ifPresent(problem -> setting.error("host " + host + ": " + problem)));
        }
        trustDomains(mesh);
        mesh.errorIf(
                !mesh.child("meshMTLS").texts("ecdhCurves").isEmpty(),
                "mesh TLS does not support ECDH curves configuration");
        curves(mesh.child("tlsDefaults"));
        trafficPolicy(mesh.child("defaultTrafficPolicy"));
        inboundRetries(mesh.child("defaultInboundHttpRetryPolicy"));
        ProviderRules.providers(mesh);
        return new Webhook.Answer(review.errors(), review.warnings());
    }

    /**
     * What istiod says of a MeshNetworks.
     *
     * @param networks its fields
     * @return errors, for which istiod refuses it
     */
    public static Webhook.Answer networks(Fields networks) {
        Review review = new Review();
        new At(networks, "meshNetworks", review).map("networks").values().forEach(network -> {
            network.list("endpoints").forEach(MeshConfigReview::endpoint);
            network.list("gateways").forEach(MeshConfigReview::gateway);
        });
        return new Webhook.Answer(review.errors(), review.warnings());
    }

    private static void endpoint(At endpoint) {
        if (endpoint.has("fromCidr")) {
            Syntax.subnet(endpoint, endpoint.text("fromCidr"));
        }
        String registry = endpoint.text("fromRegistry");
        endpoint.errorIf(
                endpoint.has("fromRegistry") && !Syntax.isLabel(registry), "invalid registry name: " + registry);
    }

    private static void gateway(At gateway) {
        if (gateway.has("registryServiceName")) {
            Syntax.fqdn(gateway.text("registryServiceName")).ifPresent(gateway::error);
        }
        if (gateway.has("address")) {
            host(gateway, gateway.text("address"));
        }
        Syntax.port(gateway, gateway.whole("port"));
    }

    /** A name or an address. */
    static void host(At at, String host) {
        at.errorIf(
                Syntax.fqdn(host).isPresent() && !IpRange.isAddress(host),
                '"' + host + "\" is not a valid hostname or an IP address");
    }

    static void port(At at, String field) {
        if (at.has(field)) {
            Syntax.port(at.child(field), at.whole(field));
        }
    }

    private static void connectTimeout(At mesh) {
        Syntax.duration(mesh, "connectTimeout");
        Syntax.seconds(mesh.text("connectTimeout"))
                .filter(seconds -> seconds.compareTo(LONGEST_CONNECT) > 0)
                .ifPresent(seconds ->
                        mesh.child("connectTimeout").error("time " + seconds + "s must be between 1ms and 1h"));
    }

    /** A duration that may also be 0. */
    private static void wholeMilliseconds(At at, String field) {
        if (at.has(field)) {
            Optional<BigDecimal> seconds = Syntax.seconds(at.text(field));
            at.child(field)
                    .errorIf(
                            seconds.filter(time -> time.movePointRight(3)
                                                    .stripTrailingZeros()
                                                    .scale()
                                            <= 0)
                                    .isEmpty(),
                            "only durations to ms precision are supported");
        }
    }

    private static void trustDomains(At mesh) {
        List<String> domains = new ArrayList<>(mesh.texts("trustDomainAliases"));
        if (mesh.has("trustDomain")) {
            domains.add(0, mesh.text("trustDomain"));
        }
        for (String domain : domains) {
            mesh.errorIf(domain.isEmpty(), "trust domain: empty domain name not allowed");
            // One dot at the end makes the name absolute.
            String name = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
            boolean isGood = List.of(name.split("\\.", -1)).stream().allMatch(Syntax::isLabel);
            mesh.errorIf(!domain.isEmpty() && !isGood, "trust domain name \"" + domain + "\" invalid");
        }
    }

    private static void curves(At tls) {
        List<String> curves = tls.texts("ecdhCurves");
        Set<String> unknown = new TreeSet<>(curves);
        unknown.removeAll(ValidationFacts.read().ecdhCurves());
        tls.warnIf(!unknown.isEmpty(), "detected unrecognized ECDH curves: " + unknown);
        Set<String> twice = new TreeSet<>();
        curves.stream()
                .filter(curve -> !unknown.contains(curve) && curves.indexOf(curve) != curves.lastIndexOf(curve))
                .forEach(twice::add);
        tls.warnIf(!twice.isEmpty(), "detected duplicate ECDH curves: " + twice);
    }

    private static void trafficPolicy(At policy) {
        TrafficRules.connectionPool(policy.child("connectionPool"));
        TrafficRules.outlierDetection(policy.child("outlierDetection"));
        for (String field : policy.fields().names()) {
            policy.warnIf(!BASELINE.contains(field), field + " has no effect for the whole mesh");
        }
    }

    /** Servers try their one application again: where and how long for each try has no meaning there. */
    private static void inboundRetries(At retries) {
        HttpRouteRules.retries(retries);
        retries.errorIf(
                retries.whole("attempts") == 0 && retries.has("backoff"),
                "http retry policy configured when attempts are set to 0 (disabled)");
        for (String field : IGNORED_RETRIES) {
            retries.warnIf(retries.has(field), field + " has no effect on incoming requests");
        }
    }
}
