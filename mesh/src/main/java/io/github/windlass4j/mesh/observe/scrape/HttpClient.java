package io.github.windlass4j.mesh.observe.scrape;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What Prometheus refuses in the fields of an HTTP client (common, config/http_config.go and headers.go, Validate). */
final class HttpClient {
    private static final String BASIC = "basic_auth";
    private static final String AUTHORIZATION = "authorization";
    private static final String OAUTH = "oauth2";
    private static final String TLS = "tls_config";
    private static final String HEADERS = "http_headers";
    private static final String PROXY = "proxy_url";
    private static final String FROM_ENVIRONMENT = "proxy_from_environment";
    private static final Set<String> ON_BY_DEFAULT = Set.of("follow_redirects", "enable_http2");

    private HttpClient() {}

    static void check(Section client) {
        List<String> ways = Stream.concat(
                        Stream.of(BASIC, AUTHORIZATION, OAUTH).filter(client::isWritten),
                        filled(client, "bearer_token", "bearer_token_file"))
                .toList();
        if (ways.size() > 1) {
            throw client.malformed(ways.get(1), "at most one of " + ways + " may be configured");
        }
        Section basic = inside(client, BASIC);
        atMostOne(basic, "username", "username_file", "username_ref");
        atMostOne(basic, "password", "password_file", "password_ref");
        Section authorization = inside(client, AUTHORIZATION);
        atMostOne(authorization, "credentials", "credentials_file", "credentials_ref");
        if (authorization.text("type", "").strip().toLowerCase(Locale.ROOT).equals("basic")) {
            throw authorization.malformed("type", "basic (want " + BASIC + " instead)");
        }
        oauth(client);
        tls(client);
        proxy(client);
        headers(client.child(HEADERS));
    }

    /** Whether nothing of the client differs from its defaults. */
    static boolean isDefault(Section client) {
        return ConfigFields.shipped().client().entrySet().stream()
                .filter(field -> client.has(field.getKey()))
                .allMatch(field -> isDefault(client, field.getKey(), field.getValue()));
    }

    private static boolean isDefault(Section client, String field, FieldKind kind) {
        if (field.equals(TLS)) {
            Section tls = client.child(TLS);
            return ConfigFields.shipped().of(TLS).entrySet().stream()
                    .allMatch(inner -> isDefault(tls, inner.getKey(), inner.getValue()));
        }
        if (kind == FieldKind.FLAG) {
            return client.flag(field, ON_BY_DEFAULT.contains(field)) == ON_BY_DEFAULT.contains(field);
        }
        // An empty URL is a URL all the same.
        return !client.isWritten(field)
                || (kind == FieldKind.TEXT
                        && !field.equals(PROXY)
                        && client.text(field, "").isEmpty());
    }

    private static void oauth(Section client) {
        if (!client.isWritten(OAUTH)) {
            return;
        }
        Section oauth = inside(client, OAUTH);
        for (String needed : List.of("client_id", "token_url")) {
            if (oauth.text(needed, "").isEmpty()) {
                throw oauth.malformed(needed, "missing");
            }
        }
        atMostOne(oauth, "client_secret", "client_secret_file", "client_secret_ref");
        tls(oauth);
        proxy(oauth);
    }

    private static void tls(Section client) {
        Section tls = inside(client, TLS);
        atMostOne(tls, "ca", "ca_file", "ca_ref");
        boolean certificate = atMostOne(tls, "cert", "cert_file", "cert_ref");
        boolean key = atMostOne(tls, "key", "key_file", "key_ref");
        if (certificate != key) {
            throw client.malformed(
                    TLS, certificate ? "a client certificate without its key" : "a client key without its certificate");
        }
        for (String bound : List.of("min_version", "max_version")) {
            String version = tls.text(bound, "");
            if (tls.isWritten(bound) && !ConfigFields.shipped().tlsVersions().contains(version)) {
                throw tls.malformed(
                        bound,
                        "\"" + version + "\" (want one of "
                                + ConfigFields.shipped().tlsVersions() + ")");
            }
        }
    }

    private static void proxy(Section client) {
        boolean fromEnvironment = client.flag(FROM_ENVIRONMENT, false);
        boolean stated = !client.text(PROXY, "").isEmpty();
        if (fromEnvironment && stated) {
            throw client.malformed(PROXY, "not together with " + FROM_ENVIRONMENT);
        }
        if (!client.text("no_proxy", "").isEmpty() && (fromEnvironment || !client.isWritten(PROXY))) {
            throw client.malformed("no_proxy", "only together with " + PROXY);
        }
        if (!client.child("proxy_connect_header").node().entries().isEmpty() && !fromEnvironment && !stated) {
            throw client.malformed("proxy_connect_header", "only together with a proxy");
        }
    }

    private static void headers(Section headers) {
        Set<String> reserved = ConfigFields.shipped().reservedHeaders();
        for (String header : headers.node().entries().keySet()) {
            if (reserved.stream().anyMatch(header::equalsIgnoreCase)) {
                throw headers.malformed(header, "only Prometheus itself sets this header");
            }
            headers.child(header).check(ConfigFields.shipped().of("http_header"));
        }
    }

    private static Section inside(Section client, String name) {
        Map<String, FieldKind> fields = ConfigFields.shipped().of(name);
        Section inside = client.child(name);
        inside.check(fields);
        return inside;
    }

    private static Stream<String> filled(Section section, String... fields) {
        return Stream.of(fields).filter(field -> !section.text(field, "").isEmpty());
    }

    /** Whether one of the fields says something. */
    private static boolean atMostOne(Section section, String... fields) {
        List<String> filled = filled(section, fields).toList();
        if (filled.size() > 1) {
            throw section.malformed(filled.get(1), "at most one of " + filled + " may be configured");
        }
        return !filled.isEmpty();
    }
}
