package io.github.windlass4j.core.chain;

import java.util.Locale;
import java.util.Optional;

/** Host names as text, as far as name constraints need them. */
final class HostText {
    private HostText() {}

    /** True for labels of letters, digits, hyphens and underscores with single dots between them. */
    static boolean isHost(String text) {
        return isHostOrWildcard(text) && text.indexOf('*') < 0;
    }

    /** As {@link #isHost}, where the first of at least two labels may also be a lone asterisk. */
    static boolean isHostOrWildcard(String text) {
        String rest = text.startsWith("*.") ? text.substring(2) : text;
        if (rest.isEmpty() || rest.length() > 253) {
            return false;
        }
        int label = 0;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '.') {
                if (label == 0) {
                    return false;
                }
                label = 0;
            } else if (isNameCharacter(c)) {
                if (++label > 63) {
                    return false;
                }
            } else {
                return false;
            }
        }
        return label > 0;
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /** The host of a URI with an authority, lower case; empty if there is none or if it is an address (RFC 5280 4.2.1.10). */
    static Optional<String> ofUri(String uri) {
        int start = uri.indexOf("://");
        if (start <= 0) {
            return Optional.empty();
        }
        int from = start + 3;
        int to = from;
        while (to < uri.length() && "/?#".indexOf(uri.charAt(to)) < 0) {
            to++;
        }
        String authority = uri.substring(from, to);
        String hostPort = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = hostPort.indexOf(':');
        String host = (colon < 0 ? hostPort : hostPort.substring(0, colon)).toLowerCase(Locale.ROOT);
        boolean address = host.startsWith("[") || host.matches("[0-9.]+");
        return !address && isHost(host) ? Optional.of(host) : Optional.empty();
    }
}
