package io.github.windlass4j.gateway.route;

import io.github.windlass4j.core.cert.Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One request as it arrives at a gateway, or leaves a pod of a mesh. Not a message: bodies are not modelled, and the
 * protocol version only as far as it decides about routing.
 */
public final class Request {
    /** What the connection carries. */
    public enum Transport {
        /** HTTP in the clear. */
        HTTP,
        /** HTTP over TLS. */
        HTTPS,
        /** Bytes over TLS. */
        TLS,
        /** Bytes. */
        TCP,
        /** Datagrams. */
        UDP;

        boolean isHttp() {
            return this == HTTP || this == HTTPS;
        }

        boolean isTls() {
            return this == HTTPS || this == TLS;
        }
    }

    /** Where a request enters. */
    public sealed interface Entry {
        /**
         * An address of a Gateway.
         *
         * @param namespace its namespace
         * @param name its name
         */
        record Gateway(String namespace, String name) implements Entry {
            @Override
            public String toString() {
                return "Gateway " + namespace + "/" + name;
            }
        }

        /**
         * A pod of the mesh; the host of the request names a Service.
         *
         * @param namespace the pod's namespace
         */
        record Mesh(String namespace) implements Entry {
            @Override
            public String toString() {
                return "a pod in " + namespace;
            }
        }

        /** The only Gateway of the set. */
        record OnlyGateway() implements Entry {
            @Override
            public String toString() {
                return "the only Gateway";
            }
        }
    }

    private final Transport transport;
    private final Entry entry;
    private final String method;
    private final String authority;
    private final int port;
    private final String path;
    private final String query;
    private final Headers headers;
    private final Optional<String> sni;
    private final List<Certificate> clientChain;

    private Request(
            Transport transport,
            Entry entry,
            String method,
            String authority,
            int port,
            String path,
            String query,
            Headers headers,
            Optional<String> sni,
            List<Certificate> clientChain) {
        this.transport = transport;
        this.entry = entry;
        this.method = method;
        this.authority = authority;
        this.port = port;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.sni = sni;
        this.clientChain = List.copyOf(clientChain);
    }

    /**
     * A GET request.
     *
     * @param url {@code http://host:port/path?query}, or https
     * @return the request; over TLS it names its host as SNI
     * @throws IllegalArgumentException if the URL has another form
     */
    public static Request get(String url) {
        return http("GET", url);
    }

    /**
     * A request over HTTP.
     *
     * @param method such as POST
     * @param url {@code http://host:port/path?query}, or https; the host may be empty for a request by address
     * @return the request; over TLS it names its host as SNI
     * @throws IllegalArgumentException if the URL has another form
     */
    public static Request http(String method, String url) {
        Transport transport;
        String rest;
        if (url.startsWith("http://")) {
            transport = Transport.HTTP;
            rest = url.substring(7);
        } else if (url.startsWith("https://")) {
            transport = Transport.HTTPS;
            rest = url.substring(8);
        } else {
            throw new IllegalArgumentException("url: \"" + url + "\" (want http:// or https://)");
        }
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
            end++;
        }
        String authority = rest.substring(0, end);
        int port = portOf(authority).orElse(transport == Transport.HTTP ? 80 : 443);
        String host = hostOf(authority);
        Optional<String> sni =
                transport == Transport.HTTPS && !host.isEmpty() ? Optional.of(host) : Optional.<String>empty();
        return new Request(
                        transport,
                        new Entry.OnlyGateway(),
                        method,
                        authority,
                        port,
                        "/",
                        "",
                        Headers.NONE,
                        sni,
                        List.of())
                .withTarget(rest.substring(end));
    }

    /**
     * A gRPC call in the clear.
     *
     * @param host host, with a port if it is not 80
     * @param service full name of the service
     * @param method name of the method
     * @return a POST of {@code application/grpc}
     */
    public static Request grpc(String host, String service, String method) {
        return http("POST", "http://" + host + "/" + service + "/" + method)
                .withHeader("content-type", "application/grpc");
    }

    /**
     * A connection of bytes over TLS.
     *
     * @param sni the name the client asks for
     * @param port port
     * @return the request
     */
    public static Request tls(String sni, int port) {
        return plain(Transport.TLS, port).withSni(sni);
    }

    /**
     * A TCP connection.
     *
     * @param port port
     * @return the request
     */
    public static Request tcp(int port) {
        return plain(Transport.TCP, port);
    }

    /**
     * A datagram.
     *
     * @param port port
     * @return the request
     */
    public static Request udp(int port) {
        return plain(Transport.UDP, port);
    }

    private static Request plain(Transport transport, int port) {
        return new Request(
                transport, new Entry.OnlyGateway(), "", "", port, "", "", Headers.NONE, Optional.empty(), List.of());
    }

    /**
     * This request at an address of a Gateway.
     *
     * @param namespace the Gateway's namespace
     * @param name the Gateway's name
     * @return the request
     */
    public Request atGateway(String namespace, String name) {
        return at(new Entry.Gateway(namespace, name));
    }

    /**
     * This request from a pod of the mesh to the Service that its host names: {@code name}, {@code name.namespace} or a
     * longer form of these, with the Service's port.
     *
     * @param namespace the pod's namespace
     * @return the request
     */
    public Request fromPod(String namespace) {
        return at(new Entry.Mesh(namespace));
    }

    Request at(Entry where) {
        return new Request(transport, where, method, authority, port, path, query, headers, sni, clientChain);
    }

    /**
     * This request to another port, whatever its host header says.
     *
     * @param number port
     * @return the request
     */
    public Request withPort(int number) {
        return new Request(transport, entry, method, authority, number, path, query, headers, sni, clientChain);
    }

    /**
     * This request with another name in the TLS handshake, as on a connection that was opened for another host.
     *
     * @param name the server name; empty for none
     * @return the request
     */
    public Request withSni(String name) {
        Optional<String> named = name.isEmpty() ? Optional.empty() : Optional.of(name.toLowerCase(Locale.ROOT));
        return new Request(transport, entry, method, authority, port, path, query, headers, named, clientChain);
    }

    /**
     * This request with a client certificate in the TLS handshake.
     *
     * @param chain leaf first
     * @return the request
     */
    public Request withClientChain(List<Certificate> chain) {
        return new Request(transport, entry, method, authority, port, path, query, headers, sni, chain);
    }

    /**
     * This request with one header value more.
     *
     * @param name header
     * @param value its value
     * @return the request
     */
    public Request withHeader(String name, String value) {
        return with(headers.plus(name, value));
    }

    Request with(Headers all) {
        return new Request(transport, entry, method, authority, port, path, query, all, sni, clientChain);
    }

    Request withMethod(String name) {
        return new Request(transport, entry, name, authority, port, path, query, headers, sni, clientChain);
    }

    Request withAuthority(String host) {
        return new Request(transport, entry, method, host, port, path, query, headers, sni, clientChain);
    }

    /** Path and query at once. */
    Request withTarget(String target) {
        int mark = target.indexOf('?');
        String other = mark < 0 ? target : target.substring(0, mark);
        String asked = mark < 0 ? "" : target.substring(mark + 1);
        String full = other.isEmpty() ? "/" : other;
        return new Request(transport, entry, method, authority, port, full, asked, headers, sni, clientChain);
    }

    /**
     * This request with another path.
     *
     * @param newPath beginning with a slash
     * @return the request
     */
    public Request withPath(String newPath) {
        return new Request(transport, entry, method, authority, port, newPath, query, headers, sni, clientChain);
    }

    /**
     * What the connection carries.
     *
     * @return the transport
     */
    public Transport transport() {
        return transport;
    }

    /**
     * Where the request enters.
     *
     * @return a gateway or a pod
     */
    public Entry entry() {
        return entry;
    }

    /**
     * The HTTP method.
     *
     * @return upper case as sent; empty below HTTP
     */
    public String method() {
        return method;
    }

    /**
     * The host header.
     *
     * @return as sent, perhaps with a port; empty for a request by address
     */
    public String authority() {
        return authority;
    }

    /**
     * The host that is asked for.
     *
     * @return in lower case, without port
     */
    public String host() {
        return hostOf(authority);
    }

    /**
     * The port that is connected to.
     *
     * @return of the listener, or of the Service
     */
    public int port() {
        return port;
    }

    /**
     * The path.
     *
     * @return from its slash on, without query; empty below HTTP
     */
    public String path() {
        return path;
    }

    /**
     * Path and query.
     *
     * @return as sent
     */
    public String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /**
     * The query.
     *
     * @return without its question mark; empty for none
     */
    public String query() {
        return query;
    }

    /**
     * The first value of a query parameter.
     *
     * @param name its name, decoded
     * @return the value, decoded
     */
    public Optional<String> queryParameter(String name) {
        return Query.first(query, name);
    }

    /**
     * The header fields, without the host.
     *
     * @return the fields
     */
    public Headers headers() {
        return headers;
    }

    /**
     * The name asked for in the TLS handshake.
     *
     * @return the name in lower case, if any
     */
    public Optional<String> sni() {
        return sni;
    }

    /**
     * The client's certificates.
     *
     * @return leaf first; empty if it shows none
     */
    public List<Certificate> clientChain() {
        return clientChain;
    }

    /**
     * Whether this is a gRPC call.
     *
     * @return true for a content type of gRPC
     */
    public boolean isGrpc() {
        return headers.value("content-type")
                .map(type -> type.startsWith("application/grpc"))
                .orElse(false);
    }

    private static String hostOf(String authority) {
        int colon = portColon(authority);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return host.toLowerCase(Locale.ROOT);
    }

    private static OptionalInt portOf(String authority) {
        int colon = portColon(authority);
        if (colon < 0) {
            return OptionalInt.empty();
        }
        String digits = authority.substring(colon + 1);
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > 65_535) {
            throw new IllegalArgumentException("port: \"" + digits + "\" (want 0 to 65535)");
        }
        return OptionalInt.of(Integer.parseInt(digits));
    }

    /** The colon before a port, not one inside an IPv6 address. */
    private static int portColon(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? colon : -1;
    }

    private List<Object> parts() {
        return List.of(transport, entry, method, authority, port, path, query, headers, sni, clientChain);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Request that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** The request line as one would type it. */
    @Override
    public String toString() {
        String where = " at " + entry + " port " + port;
        if (!transport.isHttp()) {
            return transport + sni.map(name -> " to " + name).orElse("") + where;
        }
        String scheme = transport.name().toLowerCase(Locale.ROOT) + "://";
        return method + " " + scheme + authority + target()
                + (headers.fields().isEmpty() ? "" : " " + headers)
                + sni.filter(name -> !name.equals(host()))
                        .map(name -> " SNI " + name)
                        .orElse("")
                + where;
    }
}
