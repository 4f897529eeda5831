package io.github.windlass4j.mesh.proxy;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A connection as a proxy sees it arrive.
 *
 * @param redirected whether it was redirected to the port for incoming traffic; else it goes to an address, as the
 *     application's own connections and those to gateways do
 * @param address where it goes
 * @param port where it goes
 * @param application what is spoken inside
 * @param wire what is seen from outside
 * @param alpn protocol names in the TLS handshake; empty for the usual one
 * @param serverName name in the TLS handshake; empty for none
 * @param certificate whose certificate a client with mutual TLS shows: {@value #MESH} for Istio's, else that of a server
 *     that has its own
 * @param host Host of the request, without port; empty for none
 * @param path path of the request
 * @param method method of the request
 * @param headers other headers, names in lower case
 */
public record Connection(
        boolean redirected,
        String address,
        int port,
        Application application,
        Wire wire,
        String alpn,
        String serverName,
        String certificate,
        String host,
        String path,
        String method,
        Map<String, String> headers) {
    /** Istio's own certificates. */
    public static final String MESH = "default";

    /** What is spoken inside of a connection. */
    public enum Application {
        /** Anything else. */
        TCP("", "", "istio"),
        /** HTTP/1.1. */
        HTTP("http/1.1", "http/1.1", "istio-http/1.1"),
        /** HTTP/2. */
        HTTP2("h2c", "h2", "istio-h2");

        private final String sniffed;
        private final String tls;
        private final String mutual;

        Application(String sniffed, String tls, String mutual) {
            this.sniffed = sniffed;
            this.tls = tls;
            this.mutual = mutual;
        }

        /** The name that sniffing gives to plaintext. */
        String sniffed() {
            return sniffed;
        }

        String alpn(Wire wire) {
            return switch (wire) {
                case PLAINTEXT -> "";
                case TLS -> tls;
                case MUTUAL_TLS -> mutual;
            };
        }
    }

    /** What is seen from outside. */
    public enum Wire {
        /** The bytes themselves. */
        PLAINTEXT,
        /** TLS without a client certificate. */
        TLS,
        /** TLS with a client certificate. */
        MUTUAL_TLS
    }

    /** Copies the headers. */
    public Connection {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    /**
     * Bytes to an address.
     *
     * @param address where they go
     * @param port where they go
     * @return the connection
     */
    public static Connection to(String address, int port) {
        return new Connection(
                false, address, port, Application.TCP, Wire.PLAINTEXT, "", "", MESH, "", "/", "GET", Map.of());
    }

    /**
     * Bytes that were redirected to a sidecar's port for incoming traffic.
     *
     * @param port where they go, as the workload numbers it
     * @return the connection
     */
    public static Connection inbound(int port) {
        return new Connection(true, "", port, Application.TCP, Wire.PLAINTEXT, "", "", MESH, "", "/", "GET", Map.of());
    }

    /**
     * This connection with a request in it.
     *
     * @param requestHost Host
     * @param requestPath path
     * @return a copy that speaks HTTP/1.1
     */
    public Connection http(String requestHost, String requestPath) {
        return carrying(Application.HTTP, requestHost, requestPath, method, headers);
    }

    /**
     * This connection with other bytes in it.
     *
     * @param changed what is spoken
     * @return a copy
     */
    public Connection speaking(Application changed) {
        return carrying(changed, host, path, method, headers);
    }

    /**
     * This connection inside of TLS.
     *
     * @param changed what is seen from outside
     * @param name server name, empty for none
     * @return a copy
     */
    public Connection over(Wire changed, String name) {
        return within(changed, alpn, name, certificate);
    }

    /**
     * This connection with other protocol names in the handshake.
     *
     * @param changed the name
     * @return a copy
     */
    public Connection offering(String changed) {
        return within(wire, changed, serverName, certificate);
    }

    /**
     * This connection with another client certificate.
     *
     * @param changed whose
     * @return a copy
     */
    public Connection showing(String changed) {
        return within(wire, alpn, serverName, changed);
    }

    /**
     * This connection with another request in it.
     *
     * @param changedMethod its method
     * @param changedHeaders its headers without Host
     * @return a copy
     */
    public Connection requesting(String changedMethod, Map<String, String> changedHeaders) {
        return carrying(application, host, path, changedMethod, changedHeaders);
    }

    /** This connection with another path in its request. */
    Connection asking(String changed) {
        return changed.equals(path) ? this : carrying(application, host, changed, method, headers);
    }

    /** A copy with another handshake. */
    private Connection within(Wire changed, String protocols, String name, String shown) {
        return new Connection(
                redirected, address, port, application, changed, protocols, name, shown, host, path, method, headers);
    }

    /** A copy with other bytes or another request in it. */
    private Connection carrying(
            Application spoken, String named, String asked, String verb, Map<String, String> fields) {
        return new Connection(
                redirected, address, port, spoken, wire, alpn, serverName, certificate, named, asked, verb, fields);
    }

    /** The protocol names in the handshake, the usual ones when none are given. */
    String offered() {
        return alpn.isEmpty() ? application.alpn(wire) : alpn;
    }
}
