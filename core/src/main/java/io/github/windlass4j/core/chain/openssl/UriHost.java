package io.github.windlass4j.core.chain.openssl;

import java.util.Optional;

/** The host of a URI in the two ways that OpenSSL has cut it out for name constraints. */
final class UriHost {
    private UriHost() {}

    /** 3.0: what stands between {@code ://} and the first colon, or else the first slash; user information is not taken off. */
    static Optional<String> cut(String uri) {
        int colon = uri.indexOf(':');
        if (colon < 0 || !uri.startsWith("://", colon)) {
            return Optional.empty();
        }
        String rest = uri.substring(colon + 3);
        int end = rest.indexOf(':');
        if (end < 0) {
            end = rest.indexOf('/');
        }
        String host = end < 0 ? rest : rest.substring(0, end);
        return host.isEmpty() ? Optional.empty() : Optional.of(host);
    }

    /** 3.2 and later, {@code OSSL_parse_url}: scheme, optional user, host or bracketed IPv6 address, optional numeric port. */
    static Optional<String> parsed(String uri) {
        int scheme = uri.indexOf("://");
        if (scheme < 1) {
            return Optional.empty();
        }
        String rest = uri.substring(scheme + 3);
        int authorityEnd = firstOf(rest, "/?#");
        String authority = rest.substring(0, authorityEnd);
        int user = authority.indexOf('@');
        String hostAndPort = authority.substring(user + 1);
        int hostEnd;
        String host;
        if (hostAndPort.startsWith("[")) {
            int close = hostAndPort.indexOf(']');
            if (close < 0) {
                return Optional.empty();
            }
            host = hostAndPort.substring(1, close);
            hostEnd = close + 1;
        } else {
            hostEnd = firstOf(hostAndPort, ":");
            host = hostAndPort.substring(0, hostEnd);
        }
        String port = hostAndPort.substring(hostEnd);
        return port.isEmpty() || port.matches(":[0-9]{1,5}") ? Optional.of(host) : Optional.empty();
    }

    private static int firstOf(String text, String stops) {
        for (int i = 0; i < text.length(); i++) {
            if (stops.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
