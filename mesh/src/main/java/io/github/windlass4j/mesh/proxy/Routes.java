package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.mesh.internal.registry.HttpRule;
import io.github.windlass4j.mesh.internal.registry.MeshService;
import io.github.windlass4j.mesh.internal.registry.VirtualRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The routes of a VirtualService as one listener of a proxy has them. */
final class Routes {
    private Routes() {}

    static List<Route> of(
            VirtualRule rule, String gateway, int port, Proxy proxy, Function<String, Optional<MeshService>> lookup) {
        List<Route> routes = new ArrayList<>();
        for (HttpRule http : rule.http()) {
            List<HttpRule.@Nullable HttpMatch> matches = new ArrayList<>(http.matches());
            if (matches.isEmpty()) {
                matches.add(null);
            }
            for (HttpRule.HttpMatch match : matches) {
                if (match == null || applies(match, gateway, port, proxy)) {
                    Route route = route(rule, http, match, port, lookup);
                    routes.add(route);
                    if (route.isCatchAll()) {
                        return routes;
                    }
                }
            }
        }
        return routes;
    }

    /** With gateways a condition looks at nothing else of the client (route.go, sourceMatchHTTP). */
    private static boolean applies(HttpRule.HttpMatch match, String gateway, int port, Proxy proxy) {
        if (match.scope().port() != 0 && match.scope().port() != port) {
            return false;
        }
        return match.scope().gateways().isEmpty()
                ? match.scope().takes(gateway, port, proxy.labels(), proxy.namespace())
                : match.scope().gateways().contains(gateway);
    }

    private static Route route(
            VirtualRule rule,
            HttpRule http,
            HttpRule.@Nullable HttpMatch match,
            int port,
            Function<String, Optional<MeshService>> lookup) {
        String name = match == null || match.name().isEmpty() ? http.name() : http.name() + "." + match.name();
        List<String> clusters =
                http.action() == HttpRule.Action.FORWARD ? Clusters.outbound(http.targets(), port, lookup) : List.of();
        return new Route(name, match, rule.semantics(), http.action(), clusters, http.authority());
    }

    /** Routes that take everything go last. */
    static List<Route> sorted(List<Route> routes) {
        return routes.stream().sorted(Comparator.comparing(Route::isCatchAll)).toList();
    }
}
