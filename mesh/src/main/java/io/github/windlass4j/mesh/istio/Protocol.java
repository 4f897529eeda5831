package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.k8s.Service;
import java.util.Locale;
import java.util.Set;

/** What Istio takes a port to speak. */
public enum Protocol {
    /** HTTP/1.1. */
    HTTP("http"),
    /** HTTP/2, in plaintext. */
    HTTP2("http2"),
    /** gRPC. */
    GRPC("grpc"),
    /** gRPC for browsers. */
    GRPC_WEB("grpc-web"),
    /** A forward proxy: only in a Sidecar's listeners. */
    HTTP_PROXY("http_proxy"),
    /** HTTP over TLS, not opened by the proxy. */
    HTTPS("https"),
    /** TLS with a server name, not opened by the proxy. */
    TLS("tls"),
    /** Bytes. */
    TCP("tcp"),
    /** Datagrams: not captured. */
    UDP("udp"),
    /** MongoDB. */
    MONGO("mongo"),
    /** MySQL. */
    MYSQL("mysql"),
    /** Redis. */
    REDIS("redis"),
    /** Mesh traffic between ambient proxies. */
    HBONE("hbone"),
    /** Not declared: the proxy looks at the first bytes. */
    UNDECLARED("");

    /** Ports whose servers speak first, so that nothing is sniffed there: SMTP, DNS, MySQL, MongoDB (kube/conversion.go). */
    private static final Set<Integer> SERVER_FIRST = Set.of(25, 53, 3306, 27017);

    private final String word;

    Protocol(String word) {
        this.word = word;
    }

    /**
     * Reads the name of a protocol.
     *
     * @param text a name in any case
     * @return the protocol, UNDECLARED for a name that Istio does not know
     */
    public static Protocol parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (Protocol protocol : values()) {
            if (protocol != UNDECLARED && protocol.word.equals(lower)) {
                return protocol;
            }
        }
        return UNDECLARED;
    }

    /**
     * The protocol of a Service's port: {@code appProtocol}, else the name up to its first hyphen.
     *
     * @param port the port
     * @return the protocol; UNDECLARED when the proxy looks at the first bytes
     */
    public static Protocol of(Service.Port port) {
        if (port.protocol().equals("UDP")) {
            return UDP;
        }
        String name = port.appProtocol().orElse(port.name());
        switch (name) {
            case "kubernetes.io/h2c" -> {
                return HTTP2;
            }
            case "kubernetes.io/ws" -> {
                return HTTP;
            }
            case "kubernetes.io/wss" -> {
                return HTTPS;
            }
            default -> {}
        }
        // Longer than a prefix up to the hyphen.
        if (name.toLowerCase(Locale.ROOT).startsWith(GRPC_WEB.word)) {
            return GRPC_WEB;
        }
        int hyphen = name.indexOf('-');
        Protocol protocol = parse(hyphen < 0 ? name : name.substring(0, hyphen));
        return protocol == UNDECLARED && SERVER_FIRST.contains(port.port()) ? TCP : protocol;
    }

    /**
     * Whether the proxy routes by request.
     *
     * @return true for HTTP and gRPC in plaintext
     */
    public boolean isHttp() {
        return switch (this) {
            case HTTP, HTTP2, HTTP_PROXY, GRPC, GRPC_WEB -> true;
            default -> false;
        };
    }

    /**
     * Whether the application itself speaks TLS.
     *
     * @return true for HTTPS and TLS
     */
    public boolean isTls() {
        return this == HTTPS || this == TLS;
    }

    /**
     * Whether the proxy forwards bytes.
     *
     * @return true for TCP, TLS, HTTPS and databases
     */
    public boolean isTcp() {
        return switch (this) {
            case TCP, TLS, HTTPS, MONGO, MYSQL, REDIS -> true;
            default -> false;
        };
    }
}
