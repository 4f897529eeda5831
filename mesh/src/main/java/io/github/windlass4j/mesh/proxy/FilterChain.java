package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.manifest.k8s.IpRange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of some of a listener's connections.
 *
 * @param name its name, often empty
 * @param match which connections it takes
 * @param termination how TLS ends here; null when it does not
 * @param routes the table for requests; null when bytes are forwarded
 * @param inline whether the table belongs to the chain and is not asked for by name
 * @param clusters where bytes go
 */
record FilterChain(
        String name,
        Match match,
        @Nullable Termination termination,
        @Nullable Supplier<RouteTable> routes,
        boolean inline,
        List<String> clusters) {
    /** The name that HTTP inspection and transport detection give to plaintext. */
    static final String RAW = "raw_buffer";

    /** The name that transport detection gives to TLS. */
    static final String TLS = "tls";

    /**
     * How TLS ends.
     *
     * @param certificate whose certificate the server shows: Istio's, or its own
     * @param client whether the client shows one too
     */
    record Termination(String certificate, ClientCertificate client) {
        static final Termination ISTIO = new Termination(Connection.MESH, ClientCertificate.REQUIRED);

        /** For a server's mode, as Gateways and Sidecars write it. */
        static Termination of(String mode, String certificate) {
            return switch (mode) {
                case "ISTIO_MUTUAL" -> ISTIO;
                case "MUTUAL" -> new Termination(certificate, ClientCertificate.REQUIRED);
                case "OPTIONAL_MUTUAL" -> new Termination(certificate, ClientCertificate.OPTIONAL);
                default -> new Termination(certificate, ClientCertificate.NONE);
            };
        }

        boolean takes(Connection connection) {
            boolean shown = connection.wire() == Connection.Wire.MUTUAL_TLS;
            boolean fits = shown && certificate.equals(connection.certificate());
            return switch (client) {
                case NONE -> !shown;
                case OPTIONAL -> !shown || fits;
                case REQUIRED -> fits;
            };
        }
    }

    /** What a server wants to see of a client. */
    enum ClientCertificate {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /**
     * Which connections a chain takes; empty parts take all.
     *
     * @param port destination port, 0 for all
     * @param prefixes destination addresses
     * @param serverNames server names and patterns
     * @param transport {@link #RAW}, {@link #TLS} or empty
     * @param alpn protocol names
     */
    record Match(int port, List<IpRange> prefixes, List<String> serverNames, String transport, List<String> alpn) {
        static final Match ALL = new Match(0, List.of(), List.of(), "", List.of());

        static Match of(int port, String transport, List<String> alpn) {
            return new Match(port, List.of(), List.of(), transport, alpn);
        }

        boolean isAll() {
            return prefixes.isEmpty() && serverNames.isEmpty() && transport.isEmpty() && alpn.isEmpty();
        }

        /** Whether Envoy could not tell two chains apart. */
        boolean conflictsWith(Match other) {
            return transport.equals(other.transport)
                    && alpn.equals(other.alpn)
                    && Set.copyOf(serverNames).equals(Set.copyOf(other.serverNames))
                    && Set.copyOf(prefixes).equals(Set.copyOf(other.prefixes));
        }
    }

    static FilterChain bytes(String name, Match match, @Nullable Termination termination, List<String> clusters) {
        return new FilterChain(name, match, termination, null, false, clusters);
    }

    static FilterChain requests(
            String name, Match match, @Nullable Termination termination, boolean inline, Supplier<RouteTable> routes) {
        return new FilterChain(name, match, termination, routes, inline, List.of());
    }

    Optional<Supplier<RouteTable>> table() {
        return Optional.ofNullable(routes);
    }

    FilterChain with(Match changed) {
        return new FilterChain(name, changed, termination, routes, inline, clusters);
    }
}
