package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.mesh.internal.registry.HttpRule;
import io.github.windlass4j.mesh.internal.registry.HttpRule.HttpMatch;
import io.github.windlass4j.mesh.internal.registry.TextMatch;
import io.github.windlass4j.mesh.internal.registry.VirtualRule.Semantics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One route of a virtual host.
 *
 * @param name its name
 * @param match what it takes; null for everything
 * @param semantics whose rules its condition follows
 * @param action what becomes of the requests
 * @param clusters where they go
 * @param authority the Host that they are given, if another one
 */
record Route(
        String name,
        @Nullable HttpMatch match,
        Semantics semantics,
        HttpRule.Action action,
        List<String> clusters,
        Optional<String> authority) {
    static Route to(String cluster, String name) {
        return new Route(name, null, Semantics.ISTIO, HttpRule.Action.FORWARD, List.of(cluster), Optional.empty());
    }

    /** Whether no later route can be reached: Envoy's own notion, which looks at the path only when nothing else counts. */
    boolean isCatchAll() {
        if (match == null) {
            return true;
        }
        boolean path = match.uri()
                .map(uri -> switch (uri.kind()) {
                    case PREFIX -> uri.value().equals("/");
                    case REGEX -> uri.value().equals("*");
                    default -> false;
                })
                .orElse(true);
        return path
                && match.headers().isEmpty()
                && match.withoutHeaders().isEmpty()
                && match.query().isEmpty()
                && match.texts().keySet().stream().allMatch("uri"::equals);
    }

    boolean takes(Connection request) {
        return match == null || (takesPath(match, request.path()) && takesRest(match, request));
    }

    private boolean takesPath(HttpMatch condition, String pathAndQuery) {
        Optional<TextMatch> uri = condition.uri();
        if (uri.isEmpty()) {
            return true;
        }
        int question = pathAndQuery.indexOf('?');
        String path = question < 0 ? pathAndQuery : pathAndQuery.substring(0, question);
        boolean byElements = semantics != Semantics.ISTIO
                && uri.get().kind() == TextMatch.Kind.PREFIX
                && !uri.get().value().equals("/");
        if (byElements) {
            String prefix = uri.get().value().endsWith("/")
                    ? uri.get().value().substring(0, uri.get().value().length() - 1)
                    : uri.get().value();
            return path.equals(prefix) || path.startsWith(prefix + "/");
        }
        if (condition.ignoreUriCase() && uri.get().kind() != TextMatch.Kind.REGEX) {
            return new TextMatch(uri.get().kind(), uri.get().value().toLowerCase(Locale.ROOT))
                    .matches(path.toLowerCase(Locale.ROOT));
        }
        return uri.get().matches(path);
    }

    private static boolean takesRest(HttpMatch condition, Connection request) {
        for (Map.Entry<String, TextMatch> text : condition.texts().entrySet()) {
            String value = switch (text.getKey()) {
                case "method" -> request.method();
                case "authority" -> request.host();
                case "scheme" -> request.wire() == Connection.Wire.PLAINTEXT ? "http" : "https";
                default -> null;
            };
            if (value != null && !text.getValue().matches(value)) {
                return false;
            }
        }
        return condition.headers().entrySet().stream()
                        .allMatch(header ->
                                header.getValue().matches(request.headers().get(header.getKey())))
                && condition.withoutHeaders().entrySet().stream()
                        .noneMatch(header ->
                                header.getValue().matches(request.headers().get(header.getKey())))
                && condition.query().entrySet().stream()
                        .allMatch(parameter ->
                                parameter.getValue().matches(parameter(request.path(), parameter.getKey())));
    }

    private static @Nullable String parameter(String path, String name) {
        int question = path.indexOf('?');
        if (question >= 0) {
            for (String pair : path.substring(question + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                if ((equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                    return equals < 0 ? "" : pair.substring(equals + 1);
                }
            }
        }
        return null;
    }
}
