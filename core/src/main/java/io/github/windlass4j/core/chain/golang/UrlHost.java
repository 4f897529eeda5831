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
        boolean readable = uri.chars().noneMatch(c -> c < 0x20 || c == 0x7f);
        return readable
                ? afterScheme(uri).map(rest -> before('#', rest)).flatMap(UrlHost::authority)
                : Optional.empty();
    }

    /** The whole of a URI without a scheme; empty where its first segment has a colon that ends none. */
    private static Optional<String> afterScheme(String uri) {
        int colon = uri.indexOf(':');
        if (colon > 0 && SCHEME.matcher(uri.substring(0, colon)).matches()) {
            return Optional.of(uri.substring(colon + 1));
        }
        return before('/', uri).indexOf(':') >= 0 ? Optional.empty() : Optional.of(uri);
    }

    private static Optional<String> authority(String hierarchy) {
        String path = before('?', hierarchy);
        boolean broken = BROKEN_ESCAPE.matcher(path).find();
        if (!path.startsWith("//") || path.startsWith("///")) {
            return broken && path.startsWith("/") ? Optional.empty() : Optional.of("");
        }
        String authority = before('/', path.substring(2));
        Matcher parts = AUTHORITY.matcher(authority);
        if (broken || authority.contains(" ") || !parts.matches()) {
            return Optional.empty();
        }
        String host = parts.group(1);
        return host.isEmpty() || DomainNames.reversedLabels(host).isPresent() ? Optional.of(host) : Optional.empty();
    }

    private static String before(char end, String text) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    /** Without its port; empty if there is none or it is an address, which no constraint can be compared with. */
    static Optional<String> comparable(String host) {
        String name = host.endsWith("]") || !host.contains(":") ? host : host.substring(0, host.lastIndexOf(':'));
        return host.isEmpty() || ADDRESS.matcher(name).matches() ? Optional.empty() : Optional.of(name);
    }
}
