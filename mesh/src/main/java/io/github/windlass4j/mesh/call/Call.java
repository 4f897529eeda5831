package io.github.windlass4j.mesh.call;

import io.github.windlass4j.mesh.proxy.Connection.Application;
import java.util.Map;
import java.util.Optional;

/**
 * One call.
 *
 * @param client who makes it; empty for somebody outside of the mesh, whose traffic no proxy touches
 * @param host the service that is called: its name, short as the client's own namespace may write it or full, that of one of
 *     its pods where it is headless, an address of one of these, or a name or address that no service has
 * @param port number of the service's port, also when a pod is called
 * @param target whether the client connects to the service's address or to one of its pods
 * @param application what the client itself speaks, inside of TLS if there is any
 * @param tls whether the client itself speaks TLS
 * @param hostHeader Host of the request; empty for the called host, with its port unless that is the usual one
 * @param path path of the request
 * @param method method of the request
 * @param headers other headers of the request
 */
public record Call(
        Optional<Client> client,
        String host,
        int port,
        Target target,
        Application application,
        boolean tls,
        String hostHeader,
        String path,
        String method,
        Map<String, String> headers) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Who makes a call.
     *
     * @param namespace of the workload
     * @param workload its name, of whatever kind
     */
    public record Client(String namespace, String workload) {
        /** {@code shop/cart}. */
        @Override
        public String toString() {
            return namespace + "/" + workload;
        }
    }

    /** What a client connects to. */
    public enum Target {
        /** The service's address; a headless service has only those of its pods. */
        SERVICE,
        /** The address of one of its pods, as ingress controllers do. */
        POD
    }

    /** Copies the headers. */
    public Call {
        headers = Map.copyOf(headers);
    }

    /**
     * A call by a workload of the mesh's objects.
     *
     * @param namespace of the workload
     * @param workload its name
     * @return the start of a call
     */
    public static Start from(String namespace, String workload) {
        return new Start(Optional.of(new Client(namespace, workload)));
    }

    /**
     * A call by somebody whose traffic no proxy touches: another machine, the kubelet, the API server.
     *
     * @return the start of a call
     */
    public static Start fromOutside() {
        return new Start(Optional.empty());
    }

    /**
     * A call without its target.
     *
     * @param client who makes it
     */
    public record Start(Optional<Client> client) {
        /**
         * A request over HTTP/1.1 in plaintext to a service's address.
         *
         * @param host full name of the service, or another name or address; no URL
         * @param port number of its port
         * @return the call
         */
        public Call to(String host, int port) {
            return new Call(client, host, port, Target.SERVICE, Application.HTTP, false, "", "/", "GET", Map.of());
        }
    }

    /**
     * This call to one of the service's pods.
     *
     * @return a copy
     */
    public Call toPod() {
        return new Call(client, host, port, Target.POD, application, tls, hostHeader, path, method, headers);
    }

    /**
     * This call in another protocol.
     *
     * @param changed what the client speaks
     * @return a copy
     */
    public Call speaking(Application changed) {
        return new Call(client, host, port, target, changed, tls, hostHeader, path, method, headers);
    }

    /**
     * This call in TLS that the client itself speaks.
     *
     * @return a copy
     */
    public Call overTls() {
        return new Call(client, host, port, target, application, true, hostHeader, path, method, headers);
    }

    /**
     * This call with another Host.
     *
     * @param changed the Host
     * @return a copy
     */
    public Call withHost(String changed) {
        return new Call(client, host, port, target, application, tls, changed, path, method, headers);
    }

    /**
     * This call with another request.
     *
     * @param changedMethod method
     * @param changedPath path
     * @param changedHeaders headers without Host
     * @return a copy
     */
    public Call requesting(String changedMethod, String changedPath, Map<String, String> changedHeaders) {
        return new Call(
                client, host, port, target, application, tls, hostHeader, changedPath, changedMethod, changedHeaders);
    }

    /** This call by the full name of what its short one stands for; what the client sends stays. */
    Call toFullName(String full) {
        return new Call(client, full, port, target, application, tls, sentHost(), path, method, headers);
    }

    /** The Host that is sent: clients name the port unless it is the usual one. */
    String sentHost() {
        if (!hostHeader.isEmpty()) {
            return hostHeader;
        }
        String named = host.contains(":") ? "[" + host + "]" : host;
        return port == (tls ? HTTPS : HTTP) ? named : named + ":" + port;
    }

    /** The Host as proxies look it up: the dot of an absolute name makes no difference. */
    String routedHost() {
        return sentHost().replaceFirst("\\.(?=(?::[0-9]+)?$)", "");
    }

    /** The name in the client's own TLS handshake, which has no port. */
    String serverName() {
        return hostHeader.isEmpty() ? host : hostHeader.replaceFirst(":[0-9]+$", "");
    }

    /** {@code shop/cart -> catalog.shop.svc.cluster.local:80}. */
    @Override
    public String toString() {
        return client.map(Client::toString).orElse("outside") + " -> " + (target == Target.POD ? "a pod of " : "")
                + host + ":" + port + (tls ? " (TLS)" : "");
    }
}
