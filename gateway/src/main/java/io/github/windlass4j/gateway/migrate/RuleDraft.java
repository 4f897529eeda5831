package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.manifest.regex.Regex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule of an HTTPRoute before it is written: the pieces as Java maps, so that equal rules of two listeners are seen to be.
 *
 * @param namespace namespace of the route that the rule belongs to
 * @param pathType Exact, PathPrefix or RegularExpression
 * @param path what the path is compared with
 * @param headers name, type and value of header matches
 * @param filters the filters in order
 * @param backends the backends in order
 * @param timeout limit for the whole request
 */
record RuleDraft(
        String namespace,
        String pathType,
        String path,
        List<Map<String, Object>> headers,
        List<Map<String, Object>> filters,
        List<Map<String, Object>> backends,
        Optional<String> timeout) {
    private static final Regex PATH = Regex.compile("/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*");
    private static final Regex HOSTNAME =
            Regex.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    /** Whether Gateway API takes a path to compare with. */
    static boolean isPath(String path) {
        return PATH.matches(path) && !path.contains("//") && !path.contains("/./") && !path.contains("/../");
    }

    /** Whether Gateway API takes a host name, without a wildcard. */
    static boolean isHostname(String name) {
        return HOSTNAME.matches(name);
    }

    static Map<String, Object> fullPath(String path) {
        return object("type", "ReplaceFullPath", "replaceFullPath", path);
    }

    static Map<String, Object> prefixPath(String prefix) {
        return object("type", "ReplacePrefixMatch", "replacePrefixMatch", prefix);
    }

    static RuleDraft redirect(String namespace, String pathType, String path, Map<String, Object> redirect) {
        return new RuleDraft(
                namespace,
                pathType,
                path,
                List.of(),
                List.of(filter("RequestRedirect", redirect)),
                List.of(),
                Optional.empty());
    }

    static Map<String, Object> filter(String type, Map<String, Object> content) {
        String field = type.equals("CORS")
                ? "cors"
                : type.equals("URLRewrite") ? "urlRewrite" : Character.toLowerCase(type.charAt(0)) + type.substring(1);
        return object("type", type, field, content);
    }

    /** A map in the order of its entries, without those whose value is absent. */
    static Map<String, Object> object(@Nullable Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            Object value = entries[i + 1];
            if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
                map.put(String.valueOf(entries[i]), value);
            }
        }
        return map;
    }

    Map<String, Object> toObject() {
        Map<String, Object> match = object("path", object("type", pathType, "value", path), "headers", headers);
        return object(
                "matches",
                List.of(match),
                "filters",
                filters,
                "backendRefs",
                backends,
                "timeouts",
                timeout.map(limit -> object("request", limit)).orElse(null));
    }
}
