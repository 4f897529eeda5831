package io.github.windlass4j.mesh.validate;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL as Go's net/url takes it apart, with the checks that can refuse one: its authority and its escapes. Unlike
 * {@link java.net.URI} it takes blanks and braces in paths, and {@code host:80/path} is of scheme {@code host}.
 *
 * @param scheme in lower case; empty for none
 */
record GoUrl(String scheme) {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][-+.a-zA-Z0-9]*):(.*)", Pattern.DOTALL);
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern HOST = Pattern.compile("[-\\w.~!$&'()*+,;=<>\"%\\x{80}-\\x{10ffff}]*(?::[0-9]*)?");
    private static final Pattern ADDRESS = Pattern.compile("\\[[^\\[\\]]*](?::[0-9]*)?");

    /** The parts of a URL; empty where Go refuses it. */
    static Optional<GoUrl> parse(String text) {
        boolean hasControl = text.chars().anyMatch(c -> c < ' ' || c == 0x7f);
        if (hasControl || text.startsWith(":")) {
            return Optional.empty();
        }
        Matcher matcher = SCHEME.matcher(text);
        boolean hasScheme = matcher.matches();
        String scheme = hasScheme ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
        String rest = (hasScheme ? matcher.group(2) : text).split("[?#]", 2)[0];
        if (hasScheme && !rest.startsWith("/")) {
            return Optional.of(new GoUrl(scheme));
        }
        String path = rest;
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
            path = slash < 0 ? "" : rest.substring(slash);
            String host = authority.substring(authority.lastIndexOf('@') + 1);
            if (!HOST.matcher(host).matches() && !ADDRESS.matcher(host).matches()) {
                return Optional.empty();
            }
        }
        return BAD_ESCAPE.matcher(path).find() ? Optional.empty() : Optional.of(new GoUrl(scheme));
    }
}
