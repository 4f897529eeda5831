package io.github.windlass4j.core.chain.golang;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host that {@code url.Parse} of Go finds in a URI, and how name constraints use it. */
final class UrlHost {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[^@]*@)*(\\[[^\\]]*\\](?::\\d*)?|[^:\\[\\]]*(?::\\d*)?)");
    private static final Pattern ADDRESS = Pattern.compile("\\[.*\\]|\\d{1,3}(?:\\.\\d{1,3}){3}");

    private UrlHost() {}

    /** Empty if Go refuses the URI; the empty text if it names no host. A port stays. */
    static Optional<String> of(String uri) {
        if (uri.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            return Optional.empty();
        }
        int colon = uri.indexOf(':');
        int slash = uri.indexOf('/');
        boolean scheme = colon > 0 && SCHEME.matcher(uri.substring(0, colon)).matches();
        if (colon == 0 || (!scheme && colon > 0 && (slash < 0 || colon < slash))) {
            return Optional.empty();
        }
        String rest = scheme ? uri.substring(colon + 1) : uri;
        int fragment = rest.indexOf('#');
        String hierarchy = fragment < 0 ? rest : rest.substring(0, fragment);
        if (!hierarchy.startsWith("//") || hierarchy.startsWith("///")) {
            return BROKEN_ESCAPE.matcher(beforeQuery(hierarchy)).find() && hierarchy.startsWith("/")
                    ? Optional.empty()
                    : Optional.of("");
        }
        String path = beforeQuery(hierarchy).substring(2);
        int end = path.indexOf('/');
        String authority = end < 0 ? path : path.substring(0, end);
        Matcher parts = AUTHORITY.matcher(authority);
        boolean readable = parts.matches()
                && !authority.contains(" ")
                && !BROKEN_ESCAPE.matcher(path).find();
        String host = readable ? parts.group(1) : "";
        return readable && (host.isEmpty() || DomainNames.reversedLabels(host).isPresent())
                ? Optional.of(host)
                : Optional.empty();
    }

    private static String beforeQuery(String text) {
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    /** Without its port; empty if there is none or it is an address, which no constraint can be compared with. */
    static Optional<String> comparable(String host) {
        String name = host.endsWith("]") || !host.contains(":") ? host : host.substring(0, host.lastIndexOf(':'));
        return host.isEmpty() || ADDRESS.matcher(name).matches() ? Optional.empty() : Optional.of(name);
    }
}
