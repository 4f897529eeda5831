package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.truststore.client.ConnectionString.Endpoint;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code jdbc:postgresql:} as {@code org.postgresql.Driver.parseURL} reads it (measured on 42.7.14). */
final class JdbcUrl {
    static final String PREFIX = "jdbc:postgresql:";

    private static final String DEFAULT_HOST = "localhost";

    private static final Pattern COMMA = Pattern.compile(",");

    private final String text;

    JdbcUrl(String text) {
        this.text = text;
    }

    ConnectionString parse() {
        int question = text.indexOf('?');
        int end = question < 0 ? text.length() : question;
        String server = text.substring(PREFIX.length(), end);
        Map<String, String> parameters = question < 0 ? Map.of() : parameters(question + 1);
        List<Endpoint> endpoints = endpoints(server);
        return new ConnectionString("pgjdbc", override(endpoints, parameters), parameters);
    }

    private List<Endpoint> endpoints(String server) {
        if (server.equals("//") || server.equals("///") || !server.startsWith("//")) {
            if (server.startsWith("/") && !server.startsWith("//")) {
                throw problem(PREFIX.length(), "want // or a database name");
            }
            decode(server, PREFIX.length());
            return List.of(new Endpoint(DEFAULT_HOST, Endpoint.DEFAULT_PORT));
        }
        int slash = server.indexOf('/', 2);
        if (slash < 0) {
            throw problem(PREFIX.length() + server.length(), "want / after the hosts");
        }
        if (server.indexOf('/', slash + 1) >= 0) {
            throw problem(PREFIX.length() + server.indexOf('/', slash + 1), "one / too many; write %2F in the name");
        }
        decode(server.substring(slash + 1), PREFIX.length() + slash + 1);
        List<Endpoint> endpoints = new ArrayList<>();
        int start = 2;
        for (String address : list(server.substring(2, slash), PREFIX.length() + 2)) {
            endpoints.add(endpoint(address, PREFIX.length() + start));
            start += address.length() + 1;
        }
        return endpoints;
    }

    private Endpoint endpoint(String address, int offset) {
        int colon = address.lastIndexOf(':');
        if (colon < 0 || address.lastIndexOf(']') > colon) {
            return new Endpoint(address.isEmpty() ? DEFAULT_HOST : address, Endpoint.DEFAULT_PORT);
        }
        if (colon == address.length() - 1) {
            throw problem(offset + colon + 1, "want a port after the colon");
        }
        int port = Endpoint.port(address.substring(colon + 1), offset + colon + 1);
        return new Endpoint(colon == 0 ? DEFAULT_HOST : address.substring(0, colon), port);
    }

    private Map<String, String> parameters(int start) {
        Map<String, String> parameters = new HashMap<>();
        int offset = start;
        for (String token : text.substring(start).split("&", -1)) {
            int equals = token.indexOf('=');
            if (equals < 0 && !token.isEmpty()) {
                parameters.put(token, "");
            } else if (equals >= 0) {
                // Names are not decoded by the driver, only values.
                parameters.put(token.substring(0, equals), decode(token.substring(equals + 1), offset + equals + 1));
            }
            offset += token.length() + 1;
        }
        return parameters;
    }

    // PGHOST and PGPORT as URL parameters win over the authority part.
    private List<Endpoint> override(List<Endpoint> endpoints, Map<String, String> parameters) {
        String hosts = parameters.get("PGHOST");
        String ports = parameters.get("PGPORT");
        if (hosts == null && ports == null) {
            return endpoints;
        }
        List<String> names =
                hosts == null ? endpoints.stream().map(Endpoint::host).toList() : list(hosts, text.length());
        List<String> numbers = ports == null
                ? endpoints.stream().map(e -> Integer.toString(e.port())).toList()
                : list(ports, text.length());
        List<Endpoint> merged = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (i >= numbers.size()) {
                throw problem(
                        text.length(), Count.of(names.size(), "host") + " and " + Count.of(numbers.size(), "port"));
            }
            merged.add(new Endpoint(names.get(i), Endpoint.port(numbers.get(i), text.length())));
        }
        return merged;
    }

    /** As the driver splits: empty parts at the end do not count, and nothing but commas is an error. */
    private static List<String> list(String commaSeparated, int offset) {
        List<String> parts = COMMA.splitAsStream(commaSeparated).toList();
        if (parts.isEmpty()) {
            throw problem(offset, "want something between the commas");
        }
        return parts;
    }

    private static String decode(String value, int offset) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw problem(offset, "not percent-encoded: want %XX");
        }
    }

    private static MalformedConnectionStringException problem(int offset, String text) {
        return new MalformedConnectionStringException(offset, text);
    }
}
