package io.github.windlass4j.mesh.authz;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request or connection as a server's proxy sees it.
 *
 * @param http whether the proxy decodes requests on this port
 * @param port what the workload listens on
 * @param principal identity of the client: {@code domain/ns/namespace/sa/account}; empty without mutual TLS
 * @param sourceAddress address of the client, if known
 * @param host Host of the request
 * @param method method of the request
 * @param path path of the request with its query
 * @param headers other headers, names in lower case
 * @param serverName name in the TLS handshake, empty for none
 */
public record Access(
        boolean http,
        int port,
        Optional<String> principal,
        Optional<String> sourceAddress,
        String host,
        String method,
        String path,
        Map<String, String> headers,
        String serverName) {
    /** Copies the headers. */
    public Access {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    /**
     * A connection.
     *
     * @param port what the workload listens on
     * @return the connection, of a client without identity
     */
    public static Access tcp(int port) {
        return new Access(false, port, Optional.empty(), Optional.empty(), "", "", "", Map.of(), "");
    }

    /**
     * A request.
     *
     * @param port what the workload listens on
     * @param host Host
     * @param method method
     * @param path path with its query
     * @return the request, of a client without identity
     */
    public static Access http(int port, String host, String method, String path) {
        return new Access(true, port, Optional.empty(), Optional.empty(), host, method, path, Map.of(), "");
    }

    /**
     * This access by a client that shows its identity.
     *
     * @param identity {@code domain/ns/namespace/sa/account}
     * @return a copy
     */
    public Access by(String identity) {
        return new Access(http, port, Optional.of(identity), sourceAddress, host, method, path, headers, serverName);
    }

    /**
     * This access from an address.
     *
     * @param address of the client
     * @return a copy
     */
    public Access from(String address) {
        return new Access(http, port, principal, Optional.of(address), host, method, path, headers, serverName);
    }

    boolean hasHeader(String name) {
        return headers.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** A header's value, empty for one that is not there. */
    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** This access where nobody reads the handshake or requests. */
    Access undecoded() {
        return new Access(false, port, principal, sourceAddress, "", "", "", Map.of(), "");
    }

    /**
     * This access with other headers.
     *
     * @param changed headers without Host
     * @return a copy
     */
    public Access withHeaders(Map<String, String> changed) {
        return new Access(http, port, principal, sourceAddress, host, method, path, changed, serverName);
    }
}
