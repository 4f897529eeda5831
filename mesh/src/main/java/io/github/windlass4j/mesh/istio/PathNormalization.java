package io.github.windlass4j.mesh.istio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a proxy makes of a request's path before it looks for a route or asks a policy, and what it sends on (MeshConfig,
 * {@code pathNormalization}; istio.io, "Authorization Policy Normalization"; Envoy's path canonicalization).
 */
public enum PathNormalization {
    /** Nothing. */
    NONE,
    /** Dot segments are resolved, backslashes become slashes, and encoded characters that need no encoding are decoded. */
    BASE,
    /** Also, several slashes become one. */
    MERGE_SLASHES,
    /** Before, encoded slashes and backslashes are decoded. */
    DECODE_AND_MERGE_SLASHES;

    private static final int HEXADECIMAL = 16;

    /**
     * The path as routes and policies see it.
     *
     * @param path the path of a request, with its query
     * @return the path without its fragment, the query as it was; empty when the proxy answers 400 because of {@code %00}
     */
    public Optional<String> apply(String path) {
        int fragment = path.indexOf('#');
        String whole = fragment < 0 ? path : path.substring(0, fragment);
        int question = whole.indexOf('?');
        String asked = question < 0 ? whole : whole.substring(0, question);
        if (this == NONE || !asked.startsWith("/")) {
            return Optional.of(whole);
        }
        if (asked.contains("%00")) {
            return Optional.empty();
        }
        String slashed = this == DECODE_AND_MERGE_SLASHES ? asked.replaceAll("(?i)%2f|%5c", "/") : asked;
        String resolved = resolved(decoded(slashed.replace('\\', '/')));
        String merged = this == BASE ? resolved : resolved.replaceAll("/+", "/");
        return Optional.of(question < 0 ? merged : merged + whole.substring(question));
    }

    private static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            int high = i + 2 < path.length() && path.charAt(i) == '%' ? digit(path.charAt(i + 1)) : -1;
            int low = high < 0 ? -1 : digit(path.charAt(i + 2));
            char c = (char) (high * HEXADECIMAL + low);
            if (low >= 0 && isUnreserved(c)) {
                text.append(c);
                i += 2;
            } else {
                text.append(path.charAt(i));
            }
        }
        return text.toString();
    }

    private static int digit(char c) {
        return c < 128 ? Character.digit(c, HEXADECIMAL) : -1;
    }

    /** RFC 3986 2.3. */
    private static boolean isUnreserved(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
    }

    /** Without segments of one or two dots; an empty segment is one that two dots take away (RFC 3986 5.2.4). */
    private static String resolved(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        String[] segments = path.substring(1).split("/", -1);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < segments.length; i++) {
            boolean isParent = segments[i].equals("..");
            boolean isDots = isParent || segments[i].equals(".");
            if (isParent && !kept.isEmpty()) {
                kept.remove(kept.size() - 1);
            }
            if (!isDots) {
                kept.add(segments[i]);
            } else if (i == segments.length - 1) {
                kept.add("");
            }
        }
        return "/" + String.join("/", kept);
    }
}
