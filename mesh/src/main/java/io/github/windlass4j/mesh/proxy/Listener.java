package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.mesh.istio.Host;
import io.github.windlass4j.mesh.istio.PathNormalization;
import io.github.windlass4j.mesh.proxy.FilterChain.Match;
import io.github.windlass4j.mesh.proxy.ProxyPath.Obstacle;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One listener of a proxy: it chooses a filter chain as Envoy does.
 *
 * @param name its name
 * @param address where it listens
 * @param port where it listens
 * @param chains its filter chains
 * @param fallback the chain for connections that no other one takes, null for none
 * @param incoming whether it is the listener that incoming traffic is redirected to
 */
record Listener(
        String name,
        String address,
        int port,
        List<FilterChain> chains,
        @Nullable FilterChain fallback,
        boolean incoming) {
    static String name(String address, int port) {
        return address + "_" + port;
    }

    /** @param paths what becomes of the path of a request */
    ProxyPath run(Connection connection, PathNormalization paths) {
        ProxyPath path = ProxyPath.start().through(this);
        boolean tls = inspectsTls(connection.port());
        // Without inspection nobody reads the handshake.
        String alpn = tls ? connection.offered() : "";
        if (connection.wire() == Connection.Wire.PLAINTEXT
                && inspectsHttp(connection.port())
                && !connection.application().sniffed().isEmpty()) {
            alpn = connection.application().sniffed();
        }
        List<FilterChain> matching = matching(connection, tls, alpn);
        if (matching.size() > 1) {
            return path.ended(Obstacle.SEVERAL_FILTER_CHAINS);
        }
        FilterChain chain = matching.isEmpty() ? fallback : matching.get(0);
        return chain == null
                ? path.ended(Obstacle.NO_FILTER_CHAIN)
                : run(connection, paths, chain, path.through(chain));
    }

    private static ProxyPath run(Connection connection, PathNormalization paths, FilterChain chain, ProxyPath path) {
        boolean plaintext = connection.wire() == Connection.Wire.PLAINTEXT;
        if (chain.termination() != null && plaintext) {
            return path.ended(Obstacle.NOT_TLS);
        }
        if (chain.termination() != null && !chain.termination().takes(connection)) {
            return path.ended(Obstacle.NOT_MUTUAL_TLS);
        }
        if (chain.table().isEmpty()) {
            return path.to(chain.clusters());
        }
        boolean decodable = plaintext || chain.termination() != null;
        if (!decodable || connection.application() == Connection.Application.TCP) {
            return path.ended(Obstacle.PROTOCOL);
        }
        Optional<String> asked = paths.apply(connection.path());
        if (asked.isEmpty()) {
            return path.ended(Obstacle.BAD_PATH);
        }
        RouteTable table = chain.table().get().get();
        return route(connection.asking(asked.get()), table, chain.inline() ? path : path.routed(table.name()));
    }

    private static ProxyPath route(Connection connection, RouteTable table, ProxyPath path) {
        Optional<VirtualHost> host = table.host(connection.host());
        if (host.isEmpty()) {
            return path.ended(Obstacle.NO_VIRTUAL_HOST);
        }
        ProxyPath at = path.at(host.get());
        if (host.get().redirectsToTls() && connection.wire() == Connection.Wire.PLAINTEXT) {
            return at.ended(Obstacle.TLS_REDIRECT);
        }
        return host.get().routes().stream()
                .filter(route -> route.takes(connection))
                .findFirst()
                .map(at::by)
                .orElseGet(() -> at.ended(Obstacle.NO_ROUTE));
    }

    /** One property after another; at each, chains that name it fitting beat chains that do not name it. */
    private List<FilterChain> matching(Connection connection, boolean tls, String alpn) {
        List<FilterChain> left = sieve(chains, match -> match.port() == 0, match -> match.port() == connection.port());
        int prefix = best(left, match -> prefixLength(match, connection.address()));
        left = sieve(
                left,
                match -> match.prefixes().isEmpty(),
                match -> prefixLength(match, connection.address()) == prefix);
        int name = best(left, match -> nameLength(match, connection.serverName()));
        left = sieve(
                left,
                match -> match.serverNames().isEmpty(),
                match -> nameLength(match, connection.serverName()) == name);
        String transport = tls && connection.wire() != Connection.Wire.PLAINTEXT ? FilterChain.TLS : FilterChain.RAW;
        left = sieve(
                left,
                match -> match.transport().isEmpty(),
                match -> match.transport().equals(transport));
        return sieve(
                left, match -> match.alpn().isEmpty(), match -> match.alpn().contains(alpn));
    }

    private static int best(List<FilterChain> chains, ToIntFunction<Match> length) {
        return chains.stream()
                .mapToInt(chain -> length.applyAsInt(chain.match()))
                .filter(found -> found >= 0)
                .max()
                // No chain fits: a length that none has.
                .orElse(Integer.MAX_VALUE);
    }

    /** The longest of a chain's prefixes around an address, -1 for none. */
    private static int prefixLength(Match match, String address) {
        Optional<IpRange> single = IpRange.parse(address);
        return match.prefixes().stream()
                .filter(prefix -> single.filter(prefix::contains).isPresent())
                .mapToInt(IpRange::prefix)
                .max()
                .orElse(-1);
    }

    /** The longest of a chain's server names that covers a name, -1 for none; a whole name is longer than any pattern. */
    private static int nameLength(Match match, String serverName) {
        return match.serverNames().stream()
                .filter(pattern -> new Host(pattern).covers(new Host(serverName)))
                .mapToInt(pattern -> pattern.startsWith("*") ? pattern.length() : 1 << 16)
                .max()
                .orElse(-1);
    }

    private static List<FilterChain> sieve(List<FilterChain> chains, Predicate<Match> unset, Predicate<Match> fits) {
        List<FilterChain> fitting = chains.stream()
                .filter(chain -> !unset.test(chain.match()) && fits.test(chain.match()))
                .toList();
        return fitting.isEmpty()
                ? chains.stream().filter(chain -> unset.test(chain.match())).toList()
                : fitting;
    }

    /** Inspection is switched per port; a port without chains of its own is treated like those for all ports. */
    private boolean inspectsTls(int destination) {
        Predicate<FilterChain> reads = chain -> chain.match().transport().equals(FilterChain.TLS)
                // Elsewhere whoever sniffs HTTP looks for TLS first.
                || (!incoming
                        && (!chain.match().serverNames().isEmpty()
                                || !chain.match().alpn().isEmpty()
                                || chain.termination() != null));
        List<FilterChain> own = on(destination);
        return (own.isEmpty() ? on(0) : own).stream().anyMatch(reads);
    }

    private boolean inspectsHttp(int destination) {
        Predicate<FilterChain> sniffs = chain -> chain.match().alpn().contains(Connection.Application.HTTP.sniffed());
        List<FilterChain> own = on(destination);
        return own.isEmpty() ? chains.stream().anyMatch(sniffs) : own.stream().anyMatch(sniffs);
    }

    private List<FilterChain> on(int destination) {
        return chains.stream()
                .filter(chain -> chain.match().port() == destination)
                .toList();
    }
}
