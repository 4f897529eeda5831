package io.github.windlass4j.mesh.call;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.mesh.proxy.Connection.Application;
import io.github.windlass4j.mesh.proxy.Connection.Wire;
import io.github.windlass4j.mesh.proxy.ProxyPath;
import java.util.Optional;

/**
 * What leaves for a server.
 *
 * @param call the call
 * @param client who makes it, if a workload does
 * @param wire what is seen from outside
 * @param certificate whose certificate is shown
 * @param alpn protocol names in the handshake, empty for the usual ones
 * @param host Host of the request
 * @param proxied whether the client's proxy sends it
 * @param tunnelled whether it travels in the tunnel of ambient
 */
record Sent(
        Call call,
        Optional<Workload> client,
        Wire wire,
        String certificate,
        String alpn,
        String host,
        boolean proxied,
        boolean tunnelled) {
    Sent over(Wire changed) {
        return new Sent(call, client, changed, certificate, alpn, host, proxied, tunnelled);
    }

    Sent showing(String changed) {
        return new Sent(call, client, wire, changed, alpn, host, proxied, tunnelled);
    }

    Sent tunnelled(boolean changed) {
        return new Sent(call, client, wire, certificate, alpn, host, proxied, changed);
    }

    /** A proxy that only forwards bytes names no HTTP in its handshake, and may give requests another Host. */
    Sent byProxy(ProxyPath path) {
        return byProxy(path.virtualHost().isEmpty(), path.authority().orElse(host));
    }

    /** A gateway decodes what is a request. */
    Sent byGateway() {
        return byProxy(call.tls() || call.application() == Application.TCP, host);
    }

    private Sent byProxy(boolean bytes, String named) {
        String names = bytes && wire == Wire.MUTUAL_TLS ? "istio" : alpn;
        return new Sent(call, client, wire, certificate, names, named, true, tunnelled);
    }
}
