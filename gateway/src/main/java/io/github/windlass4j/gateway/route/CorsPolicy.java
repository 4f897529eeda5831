package io.github.windlass4j.gateway.route;

import io.github.windlass4j.gateway.api.Cors;
import io.github.windlass4j.gateway.route.HeaderEdits.Edit;
import io.github.windlass4j.gateway.route.HeaderEdits.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Cross-origin resource sharing as a CORS filter grants it (Gateway API, HTTPCORSFilter; Fetch, section 3.3). */
record CorsPolicy(
        List<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposed,
        boolean credentials,
        int maxAge) {
    private static final String ANY = "*";

    static CorsPolicy of(Cors cors) {
        return new CorsPolicy(
                cors.allowOrigins(),
                cors.allowMethods(),
                cors.allowHeaders(),
                cors.exposeHeaders(),
                cors.allowCredentials(),
                cors.maxAge());
    }

    /** Whether a request only asks for permission; the gateway answers it. */
    static boolean isPreflight(Request request) {
        return request.method().equals("OPTIONS")
                && request.headers().has("origin")
                && request.headers().has("access-control-request-method");
    }

    /** What is set in the answer to a request of an origin; nothing for an origin that is not allowed. */
    HeaderEdits grant(Request request) {
        Optional<String> origin = request.headers().value("origin").filter(this::allows);
        if (origin.isEmpty()) {
            return HeaderEdits.NONE;
        }
        List<Edit> edits = new ArrayList<>();
        set(edits, "origin", origins.contains(ANY) && !credentials ? ANY : origin.get(), "allow-");
        if (credentials) {
            set(edits, "credentials", "true", "allow-");
        }
        if (isPreflight(request)) {
            setList(edits, "methods", methods, request.headers().value("access-control-request-method"));
            setList(edits, "headers", headers, request.headers().value("access-control-request-headers"));
            set(edits, "max-age", Integer.toString(maxAge), "");
        }
        List<String> named =
                credentials ? exposed.stream().filter(name -> !name.equals(ANY)).toList() : exposed;
        if (!named.isEmpty()) {
            set(edits, "headers", String.join(", ", named), "expose-");
        }
        return new HeaderEdits(edits);
    }

    /** With credentials a browser takes an asterisk for a name, so what was asked for is named instead. */
    private void setList(List<Edit> edits, String what, List<String> allowed, Optional<String> asked) {
        if (allowed.contains(ANY) && credentials) {
            asked.ifPresent(names -> set(edits, what, names, "allow-"));
        } else if (!allowed.isEmpty()) {
            set(edits, what, allowed.contains(ANY) ? ANY : String.join(", ", allowed), "allow-");
        }
    }

    private static void set(List<Edit> edits, String what, String value, String prefix) {
        edits.add(new Edit(Operation.SET, "access-control-" + prefix + what, value));
    }

    private boolean allows(String origin) {
        return origins.stream().anyMatch(allowed -> matches(allowed, origin));
    }

    private static boolean matches(String allowed, String origin) {
        if (allowed.equals(ANY)) {
            return true;
        }
        int wanted = allowed.indexOf("://");
        int given = origin.indexOf("://");
        if (wanted < 0 || given < 0 || !allowed.substring(0, wanted).equalsIgnoreCase(origin.substring(0, given))) {
            return false;
        }
        String pattern = authority(allowed, wanted);
        String host = authority(origin, given);
        int colon = pattern.lastIndexOf(':');
        if (pattern.equals(ANY + pattern.substring(Math.max(colon, 0))) && colon > 0) {
            return host.endsWith(pattern.substring(colon));
        }
        return pattern.equals(ANY) ? !hasPort(host) : HostIndex.covers(pattern, host);
    }

    private static boolean hasPort(String authority) {
        return authority.lastIndexOf(':') > authority.lastIndexOf(']');
    }

    /** Host and port in lower case, the port that the scheme means left out. */
    private static String authority(String origin, int schemeEnd) {
        String scheme = origin.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        String authority = origin.substring(schemeEnd + 3).toLowerCase(Locale.ROOT);
        String meant = scheme.equals("https") ? ":443" : scheme.equals("http") ? ":80" : "";
        return !meant.isEmpty() && authority.endsWith(meant)
                ? authority.substring(0, authority.length() - meant.length())
                : authority;
    }
}
