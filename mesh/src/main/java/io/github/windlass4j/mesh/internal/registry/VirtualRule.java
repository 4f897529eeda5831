package io.github.windlass4j.mesh.internal.registry;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.mesh.istio.ExportTo;
import io.github.windlass4j.mesh.istio.Host;
import io.github.windlass4j.mesh.istio.VirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A VirtualService with all names completed.
 *
 * @param name of the object
 * @param namespace of the object
 * @param semantics whose rules it follows
 * @param hosts full names and patterns
 * @param gateways {@code mesh}, or {@code namespace/name}
 * @param exportTo who sees it
 * @param http rules for requests
 * @param tls rules for TLS by server name
 * @param tcp rules for connections
 */
public record VirtualRule(
        String name,
        String namespace,
        Semantics semantics,
        List<String> hosts,
        List<String> gateways,
        ExportTo exportTo,
        List<HttpRule> http,
        List<ConnectionRule> tls,
        List<ConnectionRule> tcp) {
    /** Whose rules a VirtualService follows: istiod makes VirtualServices of other kinds too. */
    public enum Semantics {
        /** Its own. */
        ISTIO,
        /** It stands for an Ingress. */
        INGRESS,
        /** It stands for a route of the Gateway API. */
        GATEWAY
    }

    /** The annotation with which istiod marks VirtualServices that it made of other kinds. */
    public static final String SEMANTICS = "internal.istio.io/route-semantics";

    /**
     * A destination.
     *
     * @param host full name
     * @param subset its subset, empty for all
     * @param port its port, if written
     * @param weight share among its siblings
     */
    public record Target(String host, String subset, OptionalInt port, long weight) {}

    /**
     * A rule for connections.
     *
     * @param matches conditions of which one must hold; empty takes all
     * @param targets where they go
     */
    public record ConnectionRule(List<ConnectionMatch> matches, List<Target> targets) {}

    /**
     * A condition on a connection.
     *
     * @param serverNames server names, for TLS
     * @param subnets prefixes of destinations
     * @param scope where the condition applies at all
     */
    public record ConnectionMatch(List<String> serverNames, List<String> subnets, Scope scope) {}

    /**
     * What is known of a condition before any traffic: where the proxy is.
     *
     * @param port of the listener, 0 for all
     * @param gateways of the proxy, empty for those of the VirtualService
     * @param sourceLabels labels of the client
     * @param sourceNamespace namespace of the client, empty for all
     */
    public record Scope(int port, List<String> gateways, Map<String, String> sourceLabels, String sourceNamespace) {
        /**
         * Whether a condition applies to a proxy's listener.
         *
         * @param gateway {@code mesh} or the gateway's name
         * @param listener port of the listener
         * @param labels of the proxy
         * @param namespace of the proxy
         * @return true if so
         */
        public boolean takes(String gateway, int listener, Map<String, String> labels, String namespace) {
            return (gateways.isEmpty() || gateways.contains(gateway))
                    && (port == 0 || port == listener)
                    && labels.entrySet().containsAll(sourceLabels.entrySet())
                    && (sourceNamespace.isEmpty() || sourceNamespace.equals(namespace));
        }
    }

    /**
     * Whether proxies with other labels follow it otherwise.
     *
     * @return true if a condition asks for labels of the client
     */
    public boolean dependsOnLabels() {
        Stream<Scope> requests =
                http.stream().flatMap(rule -> rule.matches().stream()).map(HttpRule.HttpMatch::scope);
        Stream<Scope> connections = Stream.concat(tls.stream(), tcp.stream())
                .flatMap(rule -> rule.matches().stream())
                .map(ConnectionMatch::scope);
        return Stream.concat(requests, connections)
                .anyMatch(scope -> !scope.sourceLabels().isEmpty());
    }

    /**
     * Reads a VirtualService.
     *
     * @param source the view
     * @param domain cluster domain
     * @return the rule; HTTP rules that delegate are not resolved yet
     */
    public static VirtualRule of(VirtualService source, String domain) {
        Semantics semantics = switch (source.resource().annotations().getOrDefault(SEMANTICS, "")) {
            case "gateway" -> Semantics.GATEWAY;
            case "ingress" -> Semantics.INGRESS;
            default -> Semantics.ISTIO;
        };
        Names names = new Names(source.namespace(), domain);
        return new VirtualRule(
                source.name(),
                source.namespace(),
                semantics,
                source.hosts().stream().map(names::host).toList(),
                source.gateways().stream().map(names::gateway).toList(),
                source.exportTo(),
                source.http().stream().map(route -> HttpRule.of(route, names)).toList(),
                source.tls().stream().map(route -> connections(route, names)).toList(),
                source.tcp().stream().map(route -> connections(route, names)).toList());
    }

    /**
     * This rule with other HTTP rules.
     *
     * @param changed the rules
     * @return a copy
     */
    public VirtualRule withHttp(List<HttpRule> changed) {
        return new VirtualRule(name, namespace, semantics, hosts, gateways, exportTo, changed, tls, tcp);
    }

    /**
     * {@code namespace/name}.
     *
     * @return the object's name in its namespace
     */
    public String key() {
        return namespace + "/" + name;
    }

    private static ConnectionRule connections(VirtualService.Route route, Names names) {
        List<ConnectionMatch> matches = new ArrayList<>();
        for (Fields match : route.matches()) {
            matches.add(new ConnectionMatch(
                    match.texts("sniHosts"), match.texts("destinationSubnets"), names.scope(match)));
        }
        return new ConnectionRule(List.copyOf(matches), names.targets(route));
    }

    /** Completes the names of one object. */
    record Names(String namespace, String domain) {
        String host(String written) {
            // An address has dots or colons and is nobody's short name.
            return written.contains(":")
                    ? written
                    : Host.resolve(written, namespace, domain).value();
        }

        String gateway(String written) {
            if (written.equals(VirtualService.MESH)) {
                return written;
            }
            if (written.startsWith("./")) {
                return namespace + written.substring(1);
            }
            if (written.contains("/")) {
                return written;
            }
            String[] parts = written.split("\\.", -1);
            return parts.length == 1 ? namespace + "/" + written : parts[1] + "/" + parts[0];
        }

        Scope scope(Fields match) {
            return new Scope(
                    (int) match.whole("port").orElse(0),
                    match.texts("gateways").stream().map(this::gateway).toList(),
                    match.textMap("sourceLabels"),
                    match.text("sourceNamespace", ""));
        }

        List<Target> targets(VirtualService.Route route) {
            return route.destinations().stream()
                    .map(target -> new Target(host(target.host()), target.subset(), target.port(), target.weight()))
                    .toList();
        }
    }

    /**
     * The gateway that is meant when a condition names a delegate.
     *
     * @param fields of {@code delegate}
     * @param namespace of the root
     * @return {@code namespace/name} of the delegate
     */
    static Optional<String> delegate(Fields fields, String namespace) {
        return fields.text("name").map(name -> {
            String other = fields.text("namespace", "");
            return (other.isEmpty() ? namespace : other) + "/" + name;
        });
    }
}
