package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.internal.cel.Functions.Registry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The API server's URL library: Go's url.ParseRequestURI, so an absolute URL or an absolute path. */
final class UrlFunctions {
    private UrlFunctions() {}

    /** A URL in parts; {@code host} with port, {@code path} escaped. */
    record Url(String scheme, String host, String path, String query, String source) implements CelTypes.Named {
        @Override
        public String typeName() {
            return "kubernetes.URL";
        }

        /** The whole text is judged as a request's, which knows no fragment; then the fragment is cut off. */
        Url withoutFragment() {
            int inPath = path.indexOf('#');
            int inQuery = query.indexOf('#');
            return inPath >= 0
                    ? new Url(scheme, host, path.substring(0, inPath), "", source)
                    : inQuery >= 0 ? new Url(scheme, host, path, query.substring(0, inQuery), source) : this;
        }

        String hostname() {
            if (host.startsWith("[")) {
                return host.substring(1, host.indexOf(']'));
            }
            int colon = host.lastIndexOf(':');
            return colon < 0 ? host : host.substring(0, colon);
        }

        String port() {
            int colon = host.lastIndexOf(':');
            return colon < 0 || colon < host.indexOf(']') ? "" : host.substring(colon + 1);
        }

        @Override
        public String toString() {
            return source;
        }
    }

    private interface Part {
        Object of(Url url);
    }

    static void register(Registry registry) {
        registry.global("url", 1, (a, f) -> {
                    if (!(a[0] instanceof String text)) {
                        return CelError.NO_OVERLOAD;
                    }
                    Url url = parse(text);
                    return url == null
                            ? new CelError("URL parse error during conversion from string: parse \"" + text
                                    + "\": invalid URI for request")
                            : url.withoutFragment();
                })
                .global(
                        "isURL",
                        1,
                        (a, f) -> a[0] instanceof String text ? (Object) (parse(text) != null) : CelError.NO_OVERLOAD);
        part(registry, "getScheme", Url::scheme);
        part(registry, "getHost", Url::host);
        part(registry, "getHostname", Url::hostname);
        part(registry, "getPort", Url::port);
        part(registry, "getEscapedPath", Url::path);
        part(registry, "getQuery", UrlFunctions::query);
    }

    /** A host may escape bytes beyond ASCII, and the percent sign of a zone. */
    private static final Pattern ASCII_ESCAPE = Pattern.compile("%(?!25)[0-7]");

    private static void part(Registry registry, String name, Part part) {
        registry.method(name, 1, (a, f) -> a[0] instanceof Url url ? part.of(url) : CelError.NO_OVERLOAD);
    }

    /** Null when Go's url.ParseRequestURI refuses the text. */
    static @Nullable Url parse(String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            return null;
        }
        int question = text.indexOf('?');
        String rest = question < 0 ? text : text.substring(0, question);
        String query = question < 0 ? "" : text.substring(question + 1);
        if (rest.equals("*")) {
            return new Url("", "", "*", query, text);
        }
        int colon = rest.indexOf(':');
        String scheme = "";
        if (colon > 0 && isScheme(rest.substring(0, colon))) {
            scheme = rest.substring(0, colon).toLowerCase(Locale.ROOT);
            rest = rest.substring(colon + 1);
        }
        if (!rest.startsWith("/")) {
            // An opaque URL such as mailto:x is accepted when it has a scheme.
            return scheme.isEmpty() ? null : new Url(scheme, "", "", query, text);
        }
        String host = "";
        // Without a scheme, // starts a path (ParseRequestURI passes viaRequest).
        if (!scheme.isEmpty() && rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            host = rest.substring(2, slash < 0 ? rest.length() : slash);
            rest = slash < 0 ? "" : rest.substring(slash);
            int user = host.lastIndexOf('@');
            if (user >= 0 && !isUser(host.substring(0, user))) {
                return null;
            }
            host = host.substring(user + 1);
            if (!isHost(host)) {
                return null;
            }
        }
        return hasBadEscape(rest) ? null : new Url(scheme, host, rest, query, text);
    }

    private static boolean isScheme(String text) {
        return Character.isLetter(text.charAt(0))
                && text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "+-.".indexOf(c) >= 0));
    }

    private static boolean isHost(String host) {
        int close = host.indexOf(']');
        if (host.startsWith("[") && close < 0) {
            return false;
        }
        String tail =
                host.startsWith("[") ? host.substring(close + 1) : host.substring(Math.max(0, host.lastIndexOf(':')));
        boolean hasPort = tail.startsWith(":");
        boolean goodTail = hasPort
                ? tail.substring(1).chars().allMatch(c -> c >= '0' && c <= '9')
                : !host.startsWith("[") || tail.isEmpty();
        return goodTail
                && host.chars().noneMatch(c -> " #\\^`{}|".indexOf(c) >= 0)
                && !hasBadEscape(host)
                && !ASCII_ESCAPE.matcher(host).find();
    }

    /** What Go takes before the {@code @} (net/url, validUserinfo). */
    private static boolean isUser(String text) {
        return !hasBadEscape(text)
                && text.chars()
                        .allMatch(
                                c -> c < 128 && (Character.isLetterOrDigit(c) || "-._:~!$&'()*+,;=%@".indexOf(c) >= 0));
    }

    private static boolean hasBadEscape(String path) {
        for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
            if (i + 2 >= path.length()
                    || Character.digit(path.charAt(i + 1), 16) < 0
                    || Character.digit(path.charAt(i + 2), 16) < 0) {
                return true;
            }
        }
        return false;
    }

    private static Object query(Url url) {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (String pair : url.query().split("&", -1)) {
            if (pair.isEmpty() || pair.indexOf(';') >= 0) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = decode(equals < 0 ? "" : pair.substring(equals + 1));
            if (key != null && value != null) {
                List<Object> all = new ArrayList<>();
                if (values.get(key) instanceof CelList before) {
                    for (int i = 0; i < before.size(); i++) {
                        all.add(before.get(i));
                    }
                }
                all.add(value);
                values.put(key, CelList.of(all));
            }
        }
        return CelMap.of(values);
    }

    private static @Nullable String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
