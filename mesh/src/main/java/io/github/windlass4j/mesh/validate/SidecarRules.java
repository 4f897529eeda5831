package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.MeshConfig;
import io.github.windlass4j.mesh.istio.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the webhook says of Sidecars. */
final class SidecarRules {
    private static final String MISUSED_TARGET = "targetPort has no impact on Sidecars";
    private static final List<String> OWN_ADDRESSES = List.of("", "127.0.0.1", "0.0.0.0", "::1", "::");

    private static final List<String> NAMESPACES = List.of("*", ".", "~");

    private SidecarRules() {}

    static void sidecar(At spec, Resource object) {
        Syntax.selector(
                spec.child("workloadSelector"),
                "labels",
                "sidecar: workload selector specified without labels, will be applied to all services in namespace");
        boolean isEmpty = spec.list("egress").isEmpty()
                && spec.list("ingress").isEmpty()
                && !spec.has("outboundTrafficPolicy")
                && !spec.has("inboundConnectionPool");
        spec.errorIf(isEmpty, "sidecar: empty configuration provided");
        Set<Long> ports = new HashSet<>();
        spec.list("ingress").forEach(listener -> ingress(listener, ports));
        TrafficRules.connectionPool(spec.child("inboundConnectionPool"));
        egress(spec.list("egress"), object.namespace());
        outbound(spec.child("outboundTrafficPolicy"));
    }

    private static void ingress(At listener, Set<Long> ports) {
        if (!listener.isPresent()) {
            listener.error("sidecar: ingress may not be null");
            return;
        }
        At port = listener.child("port");
        if (!port.isPresent()) {
            listener.error("sidecar: port is required for ingress listeners");
            return;
        }
        port.errorIf(port.whole("targetPort") > 0, MISUSED_TARGET);
        if (!port.text("name").isEmpty()) {
            Syntax.portName(port, port.text("name"));
        }
        Syntax.protocol(port, port.text("protocol"));
        Syntax.port(port, port.whole("number"));
        if (!listener.text("bind").isEmpty()) {
            Syntax.address(listener, listener.text("bind"));
        }
        port.errorIf(!ports.add(port.whole("number")), "sidecar: ports on IP bound listeners must be unique");
        endpoint(listener, listener.text("defaultEndpoint"));
        Protocol protocol = Protocol.parse(port.text("protocol"));
        tls(listener.child("tls"), protocol);
        At pool = listener.child("connectionPool");
        TrafficRules.connectionPool(pool);
        pool.warnIf(
                pool.has("http") && !protocol.isHttp(),
                "sidecar: HTTP connection pool settings are configured for port " + port.whole("number")
                        + " but its protocol is not HTTP (" + port.text("protocol")
                        + "); only TCP settings will apply");
    }

    private static void endpoint(At listener, String endpoint) {
        if (endpoint.isEmpty()) {
            return;
        }
        if (endpoint.startsWith(Syntax.UNIX)) {
            Syntax.unixAddress(listener, endpoint.substring(Syntax.UNIX.length()));
            return;
        }
        int colon = endpoint.lastIndexOf(':');
        String host = colon < 0 ? endpoint : endpoint.substring(0, colon);
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        if (colon < 0 || (host.contains(":") && !isBracketed)) {
            listener.error("address " + endpoint + ": missing port in address, or too many colons");
            return;
        }
        String bare = isBracketed ? host.substring(1, host.length() - 1) : host;
        listener.errorIf(
                !OWN_ADDRESSES.contains(bare),
                "sidecar: defaultEndpoint must be of form 127.0.0.1:<port>,0.0.0.0:<port>,[::1]:port,[::]:port,"
                        + "unix://filepath or unset");
        String port = endpoint.substring(colon + 1);
        if (port.matches("-?[0-9]{1,9}")) {
            Syntax.port(listener, Long.parseLong(port));
        } else {
            listener.error("sidecar: defaultEndpoint port (" + port + ") is not a number");
        }
    }

    private static void tls(At tls, Protocol protocol) {
        if (!tls.isPresent()) {
            return;
        }
        tls.errorIf(
                !tls.texts("subjectAltNames").isEmpty(), "sidecar: subjectAltNames is not supported in ingress tls");
        tls.errorIf(tls.flag("httpsRedirect"), "sidecar: httpsRedirect is not supported");
        tls.errorIf(!tls.text("credentialName").isEmpty(), "sidecar: credentialName is not currently supported");
        tls.errorIf(!tls.texts("credentialNames").isEmpty(), "sidecar: credentialNames is not currently supported");
        tls.errorIf(!tls.list("tlsCertificates").isEmpty(), "sidecar: tls_certificates is not currently supported");
        String mode = tls.text("mode");
        tls.errorIf(
                mode.equals("ISTIO_MUTUAL") || mode.equals("AUTO_PASSTHROUGH"),
                "configuration is invalid: cannot set mode to " + mode + " in sidecar ingress tls");
        tls.errorIf(!protocol.isTls(), "server cannot have TLS settings for non HTTPS/TLS ports");
        GatewayRules.serverTls(tls);
    }

    private static void egress(List<At> listeners, String namespace) {
        Set<Long> ports = new HashSet<>();
        Set<String> sockets = new HashSet<>();
        boolean caught = false;
        for (int i = 0; i < listeners.size(); i++) {
            At listener = listeners.get(i);
            if (!listener.isPresent()) {
                listener.error("egress listener may not be null");
                continue;
            }
            At port = listener.child("port");
            if (!port.isPresent()) {
                listener.errorIf(caught, "sidecar: egress can have only one listener with empty port");
                boolean isLast = i == listeners.size() - 1;
                listener.errorIf(
                        !caught && !isLast,
                        "sidecar: the egress listener with empty port should be the last listener in the list");
                caught |= isLast;
            } else {
                egressPort(listener, port);
                if (port.whole("number") == 0) {
                    listener.errorIf(
                            !sockets.add(listener.text("bind")),
                            "sidecar: unix domain socket values for listeners must be unique");
                } else {
                    port.errorIf(
                            !ports.add(port.whole("number")), "sidecar: ports on IP bound listeners must be unique");
                }
            }
            hosts(listener, namespace);
        }
    }

    private static void egressPort(At listener, At port) {
        port.errorIf(port.whole("targetPort") > 0, MISUSED_TARGET);
        if (!port.text("name").isEmpty()) {
            Syntax.portName(port, port.text("name"));
        }
        Syntax.protocol(port, port.text("protocol"));
        String bind = listener.text("bind");
        if (port.whole("number") != 0) {
            Syntax.port(port, port.whole("number"));
            if (!bind.isEmpty()) {
                Syntax.address(listener, bind);
            }
            return;
        }
        if (bind.startsWith(Syntax.UNIX)) {
            Syntax.unixAddress(listener, bind.substring(Syntax.UNIX.length()));
        } else {
            listener.error("sidecar: ports with 0 value must have a unix domain socket bind address");
        }
        listener.errorIf(
                !List.of("", "DEFAULT", "NONE").contains(listener.text("captureMode")),
                "sidecar: captureMode must be DEFAULT/NONE for unix domain socket listeners");
    }

    private static void hosts(At listener, String own) {
        List<String> hosts = listener.texts("hosts");
        At at = listener.child("hosts");
        listener.errorIf(hosts.isEmpty(), "sidecar: egress listener must contain at least one host");
        Map<String, Set<String>> known = new HashMap<>();
        for (String written : hosts) {
            int slash = written.indexOf('/');
            if (slash >= 0) {
                String namespace = written.substring(0, slash).equals(".") ? own : written.substring(0, slash);
                String host = written.substring(slash + 1);
                Set<String> others = known.computeIfAbsent(namespace, unknown -> new HashSet<>());
                boolean repeats = host.equals("*") ? !others.isEmpty() : others.contains(host) || others.contains("*");
                at.warnIf(repeats, "duplicated egress host: " + written);
                others.add(host);
            }
            Syntax.namespacedHost(at, written, false, NAMESPACES);
        }
        at.warnIf(
                known.getOrDefault("*", Set.of()).contains("*") && known.size() > 1,
                "`*/*` host select all resources, no other hosts can be added");
    }

    private static void outbound(At policy) {
        Object mode = policy.fields().child("mode").node().toJava();
        policy.errorIf(
                policy.isPresent()
                        && mode != null
                        && !List.of(MeshConfig.ALLOW_ANY, MeshConfig.REGISTRY_ONLY, 0L, 1L)
                                .contains(mode),
                "sidecar: unsupported outbound_traffic_policy mode " + mode);
        At proxy = policy.child("egressProxy");
        if (!proxy.isPresent()) {
            return;
        }
        if (!policy.text("mode").equals(MeshConfig.ALLOW_ANY)) {
            policy.error("sidecar: egress_proxy must be set only with ALLOW_ANY outbound_traffic_policy mode");
            return;
        }
        Syntax.fqdn(proxy.text("host")).ifPresent(proxy::error);
        if (proxy.has("port")) {
            VirtualServiceRules.destination(proxy);
        } else {
            proxy.error("sidecar: egress_proxy port must be non-nil");
        }
    }
}
