package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.mesh.internal.registry.SidecarScope;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.istio.Protocol;
import io.github.windlass4j.mesh.mtls.PeerPolicy;
import io.github.windlass4j.mesh.proxy.FilterChain.Match;
import io.github.windlass4j.mesh.proxy.FilterChain.Termination;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The listener for incoming traffic of a sidecar (pilot/pkg/networking/core/listener_inbound.go). */
final class InboundListener {
    static final int PORT = 15006;
    static final String NAME = "virtualInbound";

    private static final List<String> PLAIN_HTTP = List.of("http/1.1", "h2c");
    private static final List<String> ISTIO_HTTP = List.of("istio-http/1.0", "istio-http/1.1", "istio-h2");
    private static final List<String> ISTIO_TCP = List.of("istio-peer-exchange", "istio");
    private static final List<String> ISTIO_ALL =
            List.of("istio", "istio-peer-exchange", "istio-http/1.0", "istio-http/1.1", "istio-h2");

    private final SidecarScope scope;
    private final PeerPolicy policy;
    private final List<ServiceTarget> targets;
    private final Proxy proxy;
    private final List<FilterChain> chains = new ArrayList<>();

    /** A port of one application. */
    private record Port(String chain, int number, Protocol protocol, Fields tls) {}

    /** What a chain does with what it takes: the combinations of transport and protocol that one port needs. */
    private record Option(boolean http, String transport, List<String> alpn, boolean terminates) {}

    private InboundListener(Proxy proxy, SidecarScope scope, PeerPolicy policy, List<ServiceTarget> targets) {
        this.proxy = proxy;
        this.scope = scope;
        this.policy = policy;
        this.targets = targets;
    }

    static Listener build(Proxy proxy, SidecarScope scope, PeerPolicy policy, List<ServiceTarget> targets) {
        return new InboundListener(proxy, scope, policy, targets).build();
    }

    private Listener build() {
        chains.add(FilterChain.bytes(
                "virtualInbound-blackhole", Match.of(PORT, "", List.of()), null, List.of(ProxyPath.BLACK_HOLE)));
        passthrough(0);
        Map<Integer, Port> ports = ports();
        policy.ports().keySet().stream().filter(port -> !isNamed(port)).forEach(this::passthrough);
        ports.values().forEach(this::add);
        return new Listener(NAME, "0.0.0.0", PORT, List.copyOf(chains), null, true);
    }

    private boolean isNamed(int port) {
        return scope.ingress().isEmpty()
                ? targets.stream().anyMatch(target -> target.targetPort() == port)
                : scope.ingress().stream()
                        .anyMatch(entry -> entry.child("port").whole("number").orElse(0) == port);
    }

    private Map<Integer, Port> ports() {
        Map<Integer, Port> ports = new TreeMap<>();
        if (scope.ingress().isEmpty()) {
            for (ServiceTarget target : targets) {
                ports.putIfAbsent(
                        target.targetPort(),
                        new Port(
                                Listener.name("0.0.0.0", target.targetPort()),
                                target.targetPort(),
                                target.port().protocol(),
                                noTls()));
            }
            return ports;
        }
        for (Fields entry : scope.ingress()) {
            int number = (int) entry.child("port").whole("number").orElse(0);
            // A listener without redirection stands on its own, and redirected traffic does not meet it.
            if (!entry.text("captureMode", "").equals("NONE")) {
                String bind = entry.text(
                        "bind",
                        proxy.addresses().isEmpty()
                                ? "0.0.0.0"
                                : proxy.addresses().get(0));
                ports.putIfAbsent(
                        number, new Port(Listener.name(bind, number), number, protocol(entry), entry.child("tls")));
            }
        }
        return ports;
    }

    private static Protocol protocol(Fields entry) {
        Protocol written = Protocol.parse(entry.child("port").text("protocol", ""));
        if (!entry.has("tls")) {
            return written;
        }
        return switch (written) {
            case HTTPS -> Protocol.HTTP;
            case TLS -> Protocol.TCP;
            default -> written;
        };
    }

    private static Fields noTls() {
        return Fields.of(Scalar.NULL);
    }

    private void passthrough(int port) {
        MtlsMode mode = port == 0 ? policy.base().mode() : policy.port(port).mode();
        for (Option option : options(mode, Protocol.UNDECLARED)) {
            String name = option.http ? NAME + "-catchall-http" : NAME;
            add(option, name, port, ProxyPath.INBOUND_PASSTHROUGH, Termination.ISTIO, "inbound|http|0");
        }
    }

    private void add(Port port) {
        MtlsMode mode = policy.port(port.number).mode();
        String cluster = "inbound|" + port.number + "||";
        // TLS of one's own is possible only where Istio's is switched off.
        boolean own = port.tls.isPresent() && mode == MtlsMode.DISABLE;
        List<Option> options = own
                ? List.of(new Option(port.protocol.isHttp(), FilterChain.TLS, List.of(), true))
                : options(mode, port.protocol);
        Termination termination = own ? termination(port.tls) : Termination.ISTIO;
        for (Option option : options) {
            add(option, port.chain, port.number, cluster, termination, "inbound|http|" + servicePort(port.number));
        }
    }

    private int servicePort(int targetPort) {
        return scope.ingress().isEmpty()
                ? targets.stream()
                        .filter(target -> target.targetPort() == targetPort)
                        .findFirst()
                        .map(target -> target.port().number())
                        .orElse(targetPort)
                : targetPort;
    }

    private void add(
            Option option, String name, int port, String cluster, Termination termination, String virtualHost) {
        Match match = Match.of(port, option.transport, option.alpn);
        Termination ends = option.terminates ? termination : null;
        if (option.http) {
            RouteTable table = new RouteTable(
                    cluster,
                    List.of(new VirtualHost(virtualHost, List.of("*"), List.of(Route.to(cluster, "default")))));
            chains.add(FilterChain.requests(name, match, ends, true, () -> table));
        } else {
            chains.add(FilterChain.bytes(name, match, ends, List.of(cluster)));
        }
    }

    /** The names under which a server's own certificate is known: its files, or a Secret. */
    private static Termination termination(Fields tls) {
        String certificate = tls.text("credentialName")
                .orElse("file-cert:" + tls.text("serverCertificate", "") + "~" + tls.text("privateKey", ""));
        return Termination.of(tls.text("mode", ""), certificate);
    }

    /** Which combinations of transport and protocol a port takes (filterchain_options.go). */
    private static List<Option> options(MtlsMode mode, Protocol protocol) {
        List<String> none = List.of();
        Option tlsBytes = new Option(false, FilterChain.TLS, none, false);
        Option rawBytes = new Option(false, FilterChain.RAW, none, false);
        Option rawHttp = new Option(true, FilterChain.RAW, none, false);
        Option sniffedHttp = new Option(true, FilterChain.RAW, PLAIN_HTTP, false);
        if (protocol.isHttp()) {
            return switch (mode) {
                case STRICT -> List.of(new Option(true, FilterChain.TLS, none, true));
                case PERMISSIVE -> List.of(new Option(true, FilterChain.TLS, ISTIO_ALL, true), rawHttp);
                default -> List.of(rawHttp);
            };
        }
        // Where a port for UDP comes first, one for TCP with its number is not looked at.
        if (protocol.isTcp() || protocol == Protocol.UDP) {
            return switch (mode) {
                case STRICT -> List.of(new Option(false, FilterChain.TLS, none, true));
                case PERMISSIVE -> List.of(new Option(false, FilterChain.TLS, ISTIO_ALL, true), rawBytes, tlsBytes);
                default -> List.of(rawBytes);
            };
        }
        return switch (mode) {
            case STRICT ->
                List.of(
                        new Option(true, FilterChain.TLS, ISTIO_HTTP, true),
                        new Option(false, FilterChain.TLS, none, true));
            case PERMISSIVE ->
                List.of(
                        new Option(true, FilterChain.TLS, ISTIO_HTTP, true),
                        sniffedHttp,
                        new Option(false, FilterChain.TLS, ISTIO_TCP, true),
                        rawBytes,
                        tlsBytes);
            default -> List.of(sniffedHttp, rawBytes);
        };
    }
}
