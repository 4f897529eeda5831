package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.mesh.internal.registry.MeshService;
import io.github.windlass4j.mesh.internal.registry.VirtualRule.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Names of clusters. */
final class Clusters {
    private Clusters() {}

    static String outbound(String subset, String host, int port) {
        return "outbound|" + port + "|" + subset + "|" + host;
    }

    /** The cluster of a destination; without a port the service's only one, else that of the listener. */
    static String outbound(Target target, Optional<MeshService> service, int listenerPort) {
        String host = service.flatMap(MeshService::target).orElse(target.host());
        int port = target.port()
                .orElseGet(() -> service.filter(found -> found.ports().size() == 1)
                        .map(found -> found.ports().get(0).number())
                        .orElse(listenerPort));
        return outbound(target.subset(), host, port);
    }

    /** The clusters of a rule's destinations; of several, those without weight are left out. */
    static List<String> outbound(
            List<Target> targets, int listenerPort, Function<String, Optional<MeshService>> lookup) {
        return targets.stream()
                .filter(target -> targets.size() == 1 || target.weight() > 0)
                .map(target -> outbound(target, lookup.apply(target.host()), listenerPort))
                .toList();
    }
}
