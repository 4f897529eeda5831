package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.Host;
import io.github.windlass4j.mesh.istio.VirtualService;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the webhook says of VirtualServices; single HTTP routes are in {@link HttpRouteRules}. */
final class VirtualServiceRules {
    private static final Pattern CLAIM =
            Pattern.compile("@request\\.auth\\.claims(?:\\..+|\\[.+])", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private VirtualServiceRules() {}

    static void virtualService(At spec, Resource object) {
        List<String> hosts = spec.texts("hosts");
        List<String> gateways = spec.texts("gateways");
        boolean isDelegate = hosts.isEmpty();
        if (isDelegate) {
            spec.errorIf(!gateways.isEmpty(), "delegate virtual service must have no gateways specified");
            spec.errorIf(!spec.list("tls").isEmpty(), "delegate virtual service must have no tls route specified");
            spec.errorIf(!spec.list("tcp").isEmpty(), "delegate virtual service must have no tcp route specified");
        }
        gatewayNames(spec.child("gateways"), gateways);
        boolean atGateway = !gateways.isEmpty() && !gateways.contains(VirtualService.MESH);
        if (!atGateway) {
            claims(spec, gateways);
        }
        hosts(spec, hosts, atGateway);
        spec.errorIf(
                spec.list("http").isEmpty()
                        && spec.list("tcp").isEmpty()
                        && spec.list("tls").isEmpty(),
                "http, tcp or tls must be provided in virtual service");
        for (At route : spec.list("http")) {
            HttpRouteRules.route(route, isDelegate);
        }
        spec.list("tls").forEach(route -> tlsRoute(route, spec));
        spec.list("tcp").forEach(VirtualServiceRules::tcpRoute);
        Syntax.exportTo(spec, object.namespace(), false, false);
    }

    private static void claims(At spec, List<String> gateways) {
        for (At route : spec.list("http")) {
            for (At match : route.list("match")) {
                Stream.of("headers", "withoutHeaders")
                        .flatMap(field -> match.child(field).fields().names().stream())
                        .filter(VirtualServiceRules::isClaim)
                        .forEach(header -> match.error("JWT claim based routing (key: " + header
                                + ") is only supported for gateway, found no gateways: " + gateways));
            }
        }
    }

    /** Whether a header's name stands for a claim of a token. */
    static boolean isClaim(String header) {
        return CLAIM.matcher(header).matches();
    }

    private static void hosts(At spec, List<String> hosts, boolean atGateway) {
        boolean sni = spec.list("tls").stream()
                .flatMap(route -> route.list("match").stream())
                .anyMatch(match -> !match.texts("sniHosts").isEmpty());
        At at = spec.child("hosts");
        int before = at.review().errors().size();
        for (String host : hosts) {
            Optional<String> problem = atGateway ? Syntax.gatewayBoundDomain(sni, host) : Syntax.wildcardDomain(host);
            if (problem.isPresent()) {
                at.errorIf(!IpRange.isAddress(host), problem.get());
            } else {
                at.errorIf(
                        !atGateway && host.equals("*"),
                        "wildcard host * is not allowed for virtual services bound to the mesh gateway");
            }
        }
        if (at.review().errors().size() > before) {
            return;
        }
        for (int i = 0; i < hosts.size(); i++) {
            for (String other : hosts.subList(i + 1, hosts.size())) {
                at.errorIf(
                        new Host(hosts.get(i)).overlaps(new Host(other)),
                        "duplicate hosts in virtual service: " + hosts.get(i) + " & " + other);
            }
        }
    }

    /** Names of gateways up to the first without a namespace, which ends istiod's look at them. */
    static void gatewayNames(At at, List<String> names) {
        for (String name : names) {
            int slash = name.indexOf('/');
            if (slash < 0) {
                if (name.contains(".")) {
                    String[] parts = name.split("\\.", -1);
                    at.warn("using legacy gatewayName format \"" + name + "\"; prefer the <namespace>/<name> format: \""
                            + parts[1] + "/" + parts[0] + '"');
                }
                Syntax.fqdn(name).ifPresent(at::error);
                return;
            }
            String namespace = name.substring(0, slash);
            String local = name.substring(slash + 1);
            at.errorIf(namespace.isEmpty() || local.isEmpty(), "config namespace and gateway name cannot be empty");
            at.errorIf(!Syntax.isLabel(namespace), "invalid value for namespace: \"" + namespace + '"');
            at.errorIf(!Syntax.isLabel(local), "invalid value for gateway name: \"" + local + '"');
        }
    }

    private static void tlsRoute(At route, At spec) {
        if (!route.isPresent()) {
            return;
        }
        route.errorIf(route.list("match").isEmpty(), "TLS route must have at least one match condition");
        for (At match : route.list("match")) {
            if (!match.isPresent()) {
                match.error("TLS match may not be null");
                continue;
            }
            match.errorIf(match.texts("sniHosts").isEmpty(), "TLS match must have at least one SNI host");
            match.texts("sniHosts").forEach(host -> sniHost(match, host, spec));
            layerFour(match);
        }
        route.errorIf(route.list("route").isEmpty(), "TLS route is required");
        destinations(route);
    }

    private static void sniHost(At match, String sni, At spec) {
        // Without gateways it is for the mesh, but names that istiod generates are taken all the same.
        boolean atGateway = !spec.texts("gateways").contains(VirtualService.MESH);
        Optional<String> problem = atGateway ? Syntax.gatewayBoundDomain(true, sni) : Syntax.wildcardDomain(sni);
        if (problem.isPresent()) {
            if (IpRange.isAddress(sni)) {
                match.warn("using an IP address (\"" + sni
                        + "\") goes against SNI spec and most clients do not support this");
            } else {
                match.error(problem.get());
            }
            return;
        }
        match.errorIf(
                spec.texts("hosts").stream().noneMatch(host -> new Host(host).covers(new Host(sni))),
                "SNI host \"" + sni + "\" is not a compatible subset of any of the virtual service hosts: "
                        + spec.texts("hosts"));
    }

    private static void tcpRoute(At route) {
        if (!route.isPresent()) {
            return;
        }
        for (At match : route.list("match")) {
            match.errorIf(!match.isPresent(), "tcp match may not be nil");
            layerFour(match);
        }
        route.errorIf(route.list("route").isEmpty(), "TCP route is required");
        destinations(route);
    }

    private static void layerFour(At match) {
        match.texts("destinationSubnets").forEach(subnet -> Syntax.subnet(match, subnet));
        if (match.whole("port") != 0) {
            Syntax.port(match, match.whole("port"));
        }
        Syntax.labels(match, match.fields().textMap("sourceLabels"));
        gatewayNames(match.child("gateways"), match.texts("gateways"));
    }

    private static void destinations(At route) {
        List<At> weights = route.list("route");
        weights.forEach(VirtualServiceRules::weighted);
        total(route, weights);
    }

    /** One of several destinations with its share. */
    static void weighted(At weighted) {
        if (!weighted.isPresent()) {
            weighted.error("weight may not be nil");
            return;
        }
        weighted.errorIf(!weighted.has("destination"), "destination is required");
        destination(weighted.child("destination"));
        weighted.errorIf(weighted.whole("weight") < 0, "weight " + weighted.whole("weight") + " < 0");
    }

    static void total(At route, List<At> weights) {
        long total = weights.stream().mapToLong(one -> one.whole("weight")).sum();
        route.errorIf(weights.size() > 1 && total == 0, "total destination weight = 0");
    }

    static void destination(At destination) {
        if (!destination.isPresent()) {
            return;
        }
        String host = destination.text("host");
        if (host.equals("*")) {
            destination.error("invalid destination host *");
        } else {
            Syntax.wildcardDomain(host).ifPresent(destination::error);
        }
        if (!destination.text("subset").isEmpty()) {
            TrafficRules.subsetName(destination, destination.text("subset"));
        }
        At port = destination.child("port");
        if (port.isPresent()) {
            Syntax.port(port, port.whole("number"));
        }
    }
}
