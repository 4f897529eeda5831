package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.object.Resource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the webhook says of DestinationRules and the traffic policies in them. */
final class TrafficRules {
    private static final List<String> TOPOLOGY =
            List.of("topology.kubernetes.io/region", "topology.kubernetes.io/zone", "topology.istio.io/subzone");
    private static final String CONFIG_MAP = "configmap://";

    private TrafficRules() {}

    static void destinationRule(At spec, Resource object) {
        Syntax.wildcardDomain(spec.text("host")).ifPresent(spec::error);
        trafficPolicy(spec.child("trafficPolicy"), object.namespace());
        Set<String> names = new HashSet<>();
        for (At subset : spec.list("subsets")) {
            if (!subset.isPresent()) {
                subset.error("subset may not be null");
                continue;
            }
            subset.errorIf(!names.add(subset.text("name")), "duplicate subset names: " + subset.text("name"));
            subsetName(subset, subset.text("name"));
            Syntax.labels(subset, subset.fields().textMap("labels"));
            trafficPolicy(subset.child("trafficPolicy"), object.namespace());
        }
        At selector = spec.child("workloadSelector");
        Syntax.exportTo(spec, object.namespace(), false, selector.isPresent());
        Syntax.selector(selector, "matchLabels", "workload selector specified without labels");
    }

    static void subsetName(At at, String name) {
        at.errorIf(name.isEmpty(), "subset name cannot be empty");
        at.errorIf(!name.isEmpty() && !Syntax.isLabel(name), "subset name is invalid: " + name);
    }

    private static void trafficPolicy(At policy, String namespace) {
        if (!policy.isPresent()) {
            return;
        }
        boolean isEmpty = List.of(
                        "outlierDetection",
                        "connectionPool",
                        "loadBalancer",
                        "tls",
                        "portLevelSettings",
                        "tunnel",
                        "proxyProtocol",
                        "retryBudget")
                .stream()
                .noneMatch(policy::has);
        if (isEmpty) {
            policy.error("traffic policy must have at least one field");
            return;
        }
        policy.errorIf(
                policy.has("tunnel") && policy.has("proxyProtocol"),
                "tunnel and proxyProtocol must not be set together");
        common(policy, namespace);
        for (At port : policy.list("portLevelSettings")) {
            if (!port.isPresent()) {
                port.error("traffic policy may not be null");
                continue;
            }
            port.errorIf(!port.has("port"), "portTrafficPolicy must have valid port");
            boolean hasNone = List.of("outlierDetection", "connectionPool", "loadBalancer", "tls").stream()
                    .noneMatch(port::has);
            port.errorIf(hasNone, "port traffic policy must have at least one field");
            common(port, namespace);
        }
        tunnel(policy.child("tunnel"));
    }

    private static void common(At policy, String namespace) {
        At outlier = policy.child("outlierDetection");
        outlierDetection(outlier);
        connectionPool(policy.child("connectionPool"));
        loadBalancer(policy.child("loadBalancer"), outlier);
        clientTls(policy.child("tls"), namespace);
    }

    private static void tunnel(At tunnel) {
        if (!tunnel.isPresent()) {
            return;
        }
        String protocol = tunnel.text("protocol");
        tunnel.errorIf(
                !List.of("", "CONNECT", "POST").contains(protocol), "tunnel protocol must be \"CONNECT\" or \"POST\"");
        String host = tunnel.text("targetHost");
        tunnel.errorIf(
                Syntax.fqdn(host).isPresent() && !IpRange.isAddress(host),
                "tunnel target host must be valid FQDN or IP address: " + host);
        long port = tunnel.whole("targetPort");
        tunnel.errorIf(
                port < 1 || port > 65535,
                "tunnel target port is invalid: port number " + port + " must be in the range 1..65535");
    }

    static void outlierDetection(At outlier) {
        Syntax.duration(outlier, "baseEjectionTime");
        Syntax.duration(outlier, "interval");
        outlier.warnIf(
                outlier.whole("consecutiveErrors") != 0,
                "outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or"
                        + " consecutive5xxErrors instead");
        outlier.errorIf(
                !outlier.flag("splitExternalLocalOriginErrors") && outlier.whole("consecutiveLocalOriginFailures") > 0,
                "outlier detection consecutive local origin failures is specified, but split external local origin errors"
                        + " is set to false");
        percent(outlier, "maxEjectionPercent");
        percent(outlier, "minHealthPercent");
    }

    private static void percent(At at, String field) {
        long value = at.whole(field);
        at.errorIf(value < 0 || value > 100, "percentage " + value + " is not in range 0..100");
    }

    static void connectionPool(At pool) {
        if (!pool.isPresent()) {
            return;
        }
        pool.errorIf(!pool.has("http") && !pool.has("tcp"), "connection pool must have at least one field");
        At http = pool.child("http");
        notNegative(http, "http1MaxPendingRequests", "http1 max pending requests");
        notNegative(http, "http2MaxRequests", "http2 max requests");
        notNegative(http, "maxRequestsPerConnection", "max requests per connection");
        notNegative(http, "maxRetries", "max retries");
        notNegative(http, "maxConcurrentStreams", "max concurrent streams");
        Syntax.duration(http, "idleTimeout");
        http.errorIf(
                http.text("h2UpgradePolicy").equals("UPGRADE") && http.flag("useClientProtocol"),
                "use client protocol must not be true when H2UpgradePolicy is UPGRADE");
        At alive = http.child("http2KeepAlive");
        if (alive.isPresent()) {
            alive.errorIf(!alive.has("interval"), "http2 keepalive interval is required");
            alive.errorIf(!alive.has("timeout"), "http2 keepalive timeout is required");
            Syntax.duration(alive, "interval");
            Syntax.duration(alive, "timeout");
        }
        At tcp = pool.child("tcp");
        notNegative(tcp, "maxConnections", "max connections");
        Syntax.duration(tcp, "connectTimeout");
        Syntax.duration(tcp, "maxConnectionDuration");
        boolean isDisabled = Syntax.seconds(tcp.text("idleTimeout"))
                .filter(seconds -> seconds.movePointRight(3).compareTo(BigDecimal.ONE) < 0 && seconds.signum() >= 0)
                .isPresent();
        if (!isDisabled) {
            Syntax.duration(tcp, "idleTimeout");
        }
        Syntax.duration(tcp.child("tcpKeepalive"), "time");
        Syntax.duration(tcp.child("tcpKeepalive"), "interval");
    }

    private static void notNegative(At at, String field, String name) {
        at.errorIf(at.whole(field) < 0, name + " must be non-negative");
    }

    private static void loadBalancer(At balancer, At outlier) {
        At hash = balancer.child("consistentHash");
        At cookie = hash.child("httpCookie");
        cookie.errorIf(cookie.isPresent() && cookie.text("name").isEmpty(), "name required for HttpCookie");
        Set<String> attributes = new HashSet<>();
        for (At attribute : cookie.list("attributes")) {
            attribute.errorIf(attribute.text("name").isEmpty(), "name required for HttpCookie attribute");
            attribute.errorIf(
                    !attributes.add(attribute.text("name")),
                    "duplicate HttpCookie attribute name: " + attribute.text("name"));
        }
        boolean hasRingSize = hash.whole("minimumRingSize") != 0;
        hash.warnIf(
                hasRingSize,
                "consistent hash MinimumRingSize is deprecated, use ConsistentHashLB's RingHash configuration instead");
        hash.errorIf(
                hasRingSize && (hash.has("ringHash") || hash.has("maglev")),
                "only one of MinimumRingSize or Maglev/Ringhash can be specified");
        At maglev = hash.child("maglev");
        if (maglev.isPresent()) {
            long size = maglev.whole("tableSize");
            int tooLarge = ValidationFacts.read().limits().maglevTable();
            maglev.errorIf(size == 0, "tableSize must be set for maglev");
            maglev.errorIf(size >= tooLarge, "tableSize must be less than " + tooLarge + " for maglev");
            maglev.errorIf(size < tooLarge && !isPrime(size), "tableSize must be a prime number for maglev");
        }
        balancer.errorIf(
                balancer.has("localityLbSetting") && balancer.has("zoneAwareLbSetting"),
                "only one of localityLbSetting or zoneAwareLbSetting can be specified");
        locality(balancer.child("localityLbSetting"), outlier);
        zoneAware(balancer.child("zoneAwareLbSetting"), outlier);
        At warmup = balancer.child("warmup");
        if (warmup.isPresent()) {
            warmup.errorIf(!warmup.has("duration"), "duration is required");
            Syntax.duration(warmup, "duration");
            warmup.errorIf(
                    warmup.number("minimumPercent") > 100, "minimumPercent value should be less than or equal to 100");
            warmup.errorIf(
                    warmup.has("aggression") && warmup.number("aggression") < 1,
                    "aggression should be greater than or equal to 1");
        }
    }

    private static boolean isPrime(long number) {
        if (number < 4) {
            return number != 0;
        }
        for (long factor = 2; factor * factor <= number; factor++) {
            if (number % factor == 0) {
                return false;
            }
        }
        return true;
    }

    static void locality(At setting, At outlier) {
        if (!setting.isPresent()) {
            return;
        }
        List<At> distribute = setting.list("distribute");
        boolean hasFailover = !setting.list("failover").isEmpty();
        setting.errorIf(
                !distribute.isEmpty() && hasFailover, "can not simultaneously specify 'distribute' and 'failover'");
        for (String label : setting.texts("failoverPriority")) {
            setting.errorIf(
                    hasFailover && TOPOLOGY.contains(label),
                    "can not simultaneously set 'failover' and topology label '" + label + "' in 'failover_priority'");
        }
        List<String> sources = new ArrayList<>();
        for (At one : distribute) {
            sources.add(one.text("from"));
            At to = one.child("to");
            long total = 0;
            for (String name : to.fields().names()) {
                long weight = to.whole(name);
                to.errorIf(weight < 1 || weight > 100, "locality weight must be in range [1, 100]");
                total += weight;
            }
            to.errorIf(total != 100, "total locality weight " + total + " != 100");
            localities(to, to.fields().names());
        }
        localities(setting, sources);
        failover(setting, outlier);
    }

    /** Regions and zones are looked at anyway, so labels may not name them (ZoneAwareLoadBalancerSetting of Istio's API). */
    private static void zoneAware(At setting, At outlier) {
        for (String label : setting.texts("failoverPriority")) {
            setting.errorIf(
                    TOPOLOGY.contains(label),
                    "topology label '" + label + "' is not supported in 'failover_priority' of zoneAwareLbSetting");
        }
        failover(setting, outlier);
    }

    private static void failover(At setting, At outlier) {
        List<At> failover = setting.list("failover");
        List<String> priority = setting.texts("failoverPriority");
        setting.warnIf(
                (!failover.isEmpty() || !priority.isEmpty()) && !outlier.isPresent(),
                "outlier detection policy must be provided for failover");
        for (At one : failover) {
            String from = one.text("from");
            String to = one.text("to");
            one.errorIf(from.equals(to), "locality lb failover settings must specify different regions");
            one.errorIf(
                    from.contains("*") || to.contains("*"),
                    "locality lb failover region should not contain '*' wildcard");
            one.errorIf(
                    from.contains("/") || to.contains("/"),
                    "locality lb failover only specify region, cannot specify zone or subzone");
        }
    }

    /**
     * {@code region/zone/subzone}, each also as {@code *} at the end. None may lie within one before it, and no region may follow
     * its zones; an asterisk that follows what it covers is passed over, as istiod does.
     */
    private static void localities(At at, List<String> localities) {
        Set<String> before = new HashSet<>();
        for (String locality : localities) {
            String[] parts = locality.split("/", 3);
            at.errorIf(
                    locality.indexOf('*') >= 0 && locality.indexOf('*') != locality.length() - 1,
                    "locality " + locality + " wildcard '*' number can not exceed 1 and must be in the end");
            at.errorIf(
                    List.of(parts).contains(""),
                    "locality " + locality + " must not contain empty region/zone/subzone info");
            boolean isWithin = before.contains("*") || before.contains(locality);
            boolean isAround = parts.length < 3 && before.stream().anyMatch(one -> one.startsWith(locality + "/"));
            String outer = "";
            for (int i = 0; i < parts.length - 1; i++) {
                outer += parts[i];
                isWithin |= before.contains(outer) || before.contains(outer + "/*");
                outer += "/";
            }
            at.errorIf(isWithin || isAround, "locality " + locality + " overlap with previous specified ones");
            before.add(locality);
        }
    }

    /**
     * How clients speak TLS.
     *
     * @param namespace where it is written; empty where that is no object's namespace
     */
    static void clientTls(At tls, String namespace) {
        if (!tls.isPresent()) {
            return;
        }
        configMap(tls, tls.text("credentialName"), namespace);
        String mode = tls.text("mode");
        boolean isSimple = mode.equals("SIMPLE");
        boolean isMutual = mode.equals("MUTUAL");
        boolean hasCa = !tls.text("caCertificates").isEmpty();
        boolean hasCredential = !tls.text("credentialName").isEmpty();
        boolean hasNames = tls.has("subjectAltNames");
        if (tls.flag("insecureSkipVerify")) {
            tls.errorIf(
                    isSimple && (hasCa || hasCredential || hasNames),
                    "cannot specify CaCertificates or CredentialName or SubjectAltNames when InsecureSkipVerify is set"
                            + " true");
            tls.errorIf(
                    isMutual && (hasCa || hasNames),
                    "cannot specify CaCertificates or SubjectAltNames when InsecureSkipVerify is set true");
        }
        if ((isSimple || isMutual) && hasCredential) {
            tls.errorIf(
                    hasCa
                            || !tls.text("clientCertificate").isEmpty()
                            || !tls.text("privateKey").isEmpty()
                            || !tls.text("caCrl").isEmpty(),
                    "cannot specify client certificates or CA certificate or CA CRL If credentialName is set");
            return;
        }
        if (isMutual) {
            tls.errorIf(tls.text("clientCertificate").isEmpty(), "client certificate required for mutual tls");
            tls.errorIf(tls.text("privateKey").isEmpty(), "private key required for mutual tls");
        }
    }

    /** Certificates of authorities may lie in a ConfigMap, of the own namespace alone (pilot/pkg/model/credentials). */
    private static void configMap(At tls, String credential, String namespace) {
        if (credential.startsWith(CONFIG_MAP)) {
            String[] parts = credential.substring(CONFIG_MAP.length()).split("/", -1);
            boolean isNamed = parts.length > 1 && !parts[0].isEmpty() && !parts[1].isEmpty();
            tls.errorIf(
                    !isNamed,
                    "invalid configmap:// credentialName: invalid resource name \"" + credential
                            + "\". Expected namespace and name");
            tls.errorIf(
                    isNamed && !parts[0].equals(namespace),
                    "invalid configmap:// credentialName: namespace must match the configuration namespace \""
                            + namespace + '"');
        }
    }
}
