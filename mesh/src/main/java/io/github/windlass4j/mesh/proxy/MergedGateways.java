package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.mesh.istio.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The servers of all Gateways for one proxy, by the port that it really listens on: those that cannot share a port with an
 * older one are left out (pilot/pkg/model/gateway.go, mergeGateways).
 */
final class MergedGateways {
    /** With this label a Service's ports are not translated to those of its pods. */
    private static final String NO_TRANSLATION = "experimental.istio.io/disable-gateway-port-translation";

    private final Map<ServerPort, List<Server>> servers = new LinkedHashMap<>();
    private final Map<String, List<Server>> byRouteName = new HashMap<>();
    private final Set<Integer> ports = new HashSet<>();
    private final Map<Integer, ServerPort> plaintext = new HashMap<>();
    private final Map<Integer, Set<String>> binds = new HashMap<>();
    /** Hosts that a TLS listener has already: {@code port/bind/host}. */
    private final Set<String> tlsHosts = new HashSet<>();

    /** What a listener is told apart by. */
    record ServerPort(int number, String protocol, String bind) {}

    /**
     * A server on a port.
     *
     * @param written the Gateway's server
     * @param routeName the table that its requests are looked up in, empty when it decodes none
     */
    record Server(GatewayServer written, String routeName) {}

    private MergedGateways() {}

    static MergedGateways of(List<GatewayServer> servers, Proxy proxy, List<ServiceTarget> targets) {
        MergedGateways merged = new MergedGateways();
        for (GatewayServer server : servers) {
            boolean own = server.services().isEmpty()
                    ? proxy.labels().entrySet().containsAll(server.selector().entrySet())
                    : targets.stream().anyMatch(target -> isNamed(server, target));
            if (own) {
                resolve(server, targets).forEach(port -> merged.add(server, port));
            }
        }
        return merged;
    }

    Map<ServerPort, List<Server>> servers() {
        return servers;
    }

    List<Server> byRouteName(String name) {
        return byRouteName.getOrDefault(name, List.of());
    }

    private static boolean isNamed(GatewayServer server, ServiceTarget target) {
        return server.services().contains(target.service().host())
                && target.service().namespace().equals(server.namespace());
    }

    /** The ports that a written one stands for: those behind the Service in front of the proxy. */
    private static Set<Integer> resolve(GatewayServer server, List<ServiceTarget> targets) {
        Set<Integer> resolved = new LinkedHashSet<>();
        boolean bySelector = server.services().isEmpty();
        for (ServiceTarget target : targets) {
            boolean counts =
                    bySelector ? !target.service().labels().containsKey(NO_TRANSLATION) : isNamed(server, target);
            if (counts && target.port().number() == server.port()) {
                resolved.add(target.targetPort());
                if (bySelector) {
                    return resolved;
                }
            }
        }
        if (resolved.isEmpty() && bySelector) {
            resolved.add(server.port());
        }
        return resolved;
    }

    private void add(GatewayServer written, int port) {
        Server server = new Server(written, routeName(written, port));
        if (written.tls().isPresent() && !takeHosts(written, port)) {
            return;
        }
        ServerPort key = new ServerPort(port, written.protocol(), written.bind());
        if (ports.add(port)) {
            if (written.tls().isEmpty() || written.isHttp()) {
                plaintext.put(port, key);
            }
            if (written.routesRequests()) {
                byRouteName.put(server.routeName(), new ArrayList<>(List.of(server)));
            }
            servers.put(key, new ArrayList<>(List.of(server)));
        } else if (plaintext.containsKey(port)) {
            addToPlaintext(server, key, plaintext.getOrDefault(port, key));
        } else {
            addToTls(server, key);
        }
    }

    private void addToPlaintext(Server server, ServerPort key, ServerPort current) {
        boolean sameBind = current.bind().equals(key.bind());
        Protocol protocol = Protocol.parse(key.protocol());
        Protocol before = Protocol.parse(current.protocol());
        boolean mergeable = protocol.isHttp() && (before.isHttp() || before == protocol);
        if (sameBind && (!mergeable || server.routeName().isEmpty())) {
            return;
        }
        servers.computeIfAbsent(sameBind ? current : key, unknown -> new ArrayList<>())
                .add(server);
        byRouteName
                .computeIfAbsent(server.routeName(), unknown -> new ArrayList<>())
                .add(server);
    }

    private void addToTls(Server server, ServerPort key) {
        if (server.written().routesRequests()) {
            if (byRouteName.containsKey(server.routeName())) {
                return;
            }
            byRouteName.put(server.routeName(), new ArrayList<>(List.of(server)));
        }
        boolean fresh =
                binds.computeIfAbsent(key.number(), unknown -> new HashSet<>()).add(key.bind());
        if (server.written().tls().isPresent() || fresh) {
            servers.computeIfAbsent(key, unknown -> new ArrayList<>()).add(server);
        }
    }

    private boolean takeHosts(GatewayServer server, int port) {
        String prefix = port + "/" + server.bind() + "/";
        if (server.hosts().stream().anyMatch(host -> tlsHosts.contains(prefix + host))) {
            return false;
        }
        server.hosts().forEach(host -> tlsHosts.add(prefix + host));
        return true;
    }

    private static String routeName(GatewayServer server, int port) {
        String bind = server.bind().isEmpty() ? "" : "." + server.bind();
        if (server.isHttp()) {
            return "http." + port + bind;
        }
        boolean decodes = server.speaks() == Protocol.HTTPS
                && server.tls().filter(GatewayServer.Tls::passesThrough).isEmpty();
        return decodes
                ? "https." + server.port() + "." + server.portName() + "." + server.gateway() + "." + server.namespace()
                        + bind
                : "";
    }
}
