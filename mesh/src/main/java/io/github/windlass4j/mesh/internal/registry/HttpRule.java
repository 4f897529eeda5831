package io.github.windlass4j.mesh.internal.registry;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.mesh.internal.registry.VirtualRule.Names;
import io.github.windlass4j.mesh.internal.registry.VirtualRule.Scope;
import io.github.windlass4j.mesh.internal.registry.VirtualRule.Target;
import io.github.windlass4j.mesh.istio.VirtualService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A rule for requests.
 *
 * @param name its name
 * @param matches conditions of which one must hold; empty takes all
 * @param action what becomes of the requests
 * @param targets where they are forwarded
 * @param authority the Host that they are given, if another one
 * @param delegate {@code namespace/name} of the VirtualService that goes on, if one does
 */
public record HttpRule(
        String name,
        List<HttpMatch> matches,
        Action action,
        List<Target> targets,
        Optional<String> authority,
        Optional<String> delegate) {
    /** What becomes of requests. */
    public enum Action {
        /** They are forwarded. */
        FORWARD,
        /** The client is sent elsewhere. */
        REDIRECT,
        /** The proxy answers. */
        RESPOND
    }

    /**
     * A condition on a request.
     *
     * @param name its name
     * @param texts conditions on {@code uri}, {@code scheme}, {@code method} and {@code authority}
     * @param headers conditions on headers, names in lower case
     * @param withoutHeaders conditions that no header may fulfil
     * @param query conditions on query parameters
     * @param ignoreUriCase whether the case of the path does not count
     * @param scope where the condition applies at all
     */
    public record HttpMatch(
            String name,
            Map<String, TextMatch> texts,
            Map<String, TextMatch> headers,
            Map<String, TextMatch> withoutHeaders,
            Map<String, TextMatch> query,
            boolean ignoreUriCase,
            Scope scope) {
        private static final List<String> TEXTS = List.of("uri", "scheme", "method", "authority");

        /**
         * The condition on the path.
         *
         * @return the condition, if there is one
         */
        public Optional<TextMatch> uri() {
            return Optional.ofNullable(texts.get("uri"));
        }

        static HttpMatch of(Fields fields, Names names) {
            Map<String, TextMatch> texts = new LinkedHashMap<>();
            TEXTS.forEach(field -> TextMatch.of(fields.child(field)).ifPresent(match -> texts.put(field, match)));
            return new HttpMatch(
                    fields.text("name", ""),
                    texts,
                    conditions(fields.child("headers"), name -> name.toLowerCase(Locale.ROOT)),
                    conditions(fields.child("withoutHeaders"), name -> name.toLowerCase(Locale.ROOT)),
                    conditions(fields.child("queryParams"), UnaryOperator.identity()),
                    fields.flag("ignoreUriCase").orElse(false),
                    names.scope(fields));
        }

        private static Map<String, TextMatch> conditions(Fields fields, UnaryOperator<String> spelling) {
            Map<String, TextMatch> conditions = new LinkedHashMap<>();
            for (String name : fields.names()) {
                conditions.put(
                        spelling.apply(name),
                        TextMatch.of(fields.child(name)).orElse(new TextMatch(TextMatch.Kind.PRESENT, "")));
            }
            return conditions;
        }

        private boolean isDisjoint(HttpMatch leaf) {
            return Stream.of(
                                    conflicts(texts, leaf.texts),
                                    conflicts(headers, leaf.headers),
                                    conflicts(withoutHeaders, leaf.withoutHeaders),
                                    conflicts(query, leaf.query))
                            .anyMatch(conflict -> conflict)
                    || ignoreUriCase != leaf.ignoreUriCase
                    || (scope.port() > 0 && leaf.scope.port() > 0 && scope.port() != leaf.scope.port())
                    || (!scope.sourceNamespace().isEmpty()
                            && !scope.sourceNamespace().equals(leaf.scope.sourceNamespace()))
                    || leaf.scope.sourceLabels().entrySet().stream()
                            .anyMatch(label -> !Objects.equals(
                                    scope.sourceLabels().getOrDefault(label.getKey(), label.getValue()),
                                    label.getValue()))
                    || (!scope.gateways().isEmpty() && !scope.gateways().containsAll(leaf.scope.gateways()));
        }

        private static boolean conflicts(Map<String, TextMatch> root, Map<String, TextMatch> leaf) {
            return leaf.entrySet().stream()
                    .anyMatch(entry -> TextMatch.conflict(
                            Optional.ofNullable(root.get(entry.getKey())), Optional.of(entry.getValue())));
        }

        private HttpMatch merged(HttpMatch leaf) {
            return new HttpMatch(
                    joined(name, leaf.name),
                    union(texts, leaf.texts),
                    union(headers, leaf.headers),
                    union(withoutHeaders, leaf.withoutHeaders),
                    union(query, leaf.query),
                    leaf.ignoreUriCase,
                    new Scope(
                            leaf.scope.port() == 0 ? scope.port() : leaf.scope.port(),
                            leaf.scope.gateways().isEmpty() ? scope.gateways() : leaf.scope.gateways(),
                            union(scope.sourceLabels(), leaf.scope.sourceLabels()),
                            leaf.scope.sourceNamespace().isEmpty()
                                    ? scope.sourceNamespace()
                                    : leaf.scope.sourceNamespace()));
        }
    }

    static HttpRule of(VirtualService.Route route, Names names) {
        Fields fields = route.fields();
        return new HttpRule(
                route.name(),
                route.matches().stream()
                        .map(match -> HttpMatch.of(match, names))
                        .toList(),
                action(fields),
                names.targets(route),
                fields.child("rewrite")
                        .text("authority")
                        .or(() -> host(fields.child("headers")))
                        .or(() -> fields.list("route").stream()
                                .map(target -> host(target.child("headers")))
                                .flatMap(Optional::stream)
                                .findFirst()),
                VirtualRule.delegate(fields.child("delegate"), names.namespace()));
    }

    private static Action action(Fields fields) {
        if (fields.has("redirect")) {
            return Action.REDIRECT;
        }
        return fields.has("directResponse") || abortsAll(fields.child("fault", "abort"))
                ? Action.RESPOND
                : Action.FORWARD;
    }

    /** Faults for a part of the requests leave the others alone. */
    private static boolean abortsAll(Fields abort) {
        return abort.child("percentage").whole("value").orElse(0) >= 100;
    }

    /** The Host that header operations set. */
    private static Optional<String> host(Fields headers) {
        Map<String, String> set = headers.child("request").textMap("set");
        return set.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase("host")
                        || entry.getKey().equals(":authority"))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /**
     * A delegate's rules under this one.
     *
     * @param leaves rules of the delegate
     * @return those of them whose conditions fit, with this rule's conditions
     */
    List<HttpRule> merged(List<HttpRule> leaves) {
        List<HttpRule> merged = new ArrayList<>();
        for (HttpRule leaf : leaves) {
            merge(leaf.matches)
                    .ifPresent(conditions -> merged.add(new HttpRule(
                            joined(name, leaf.name),
                            conditions,
                            leaf.action == Action.FORWARD ? action : leaf.action,
                            leaf.targets,
                            leaf.authority.or(() -> authority),
                            Optional.empty())));
        }
        return merged;
    }

    private Optional<List<HttpMatch>> merge(List<HttpMatch> leaves) {
        if (matches.isEmpty() || leaves.isEmpty()) {
            return Optional.of(matches.isEmpty() ? leaves : matches);
        }
        List<HttpMatch> merged = new ArrayList<>();
        for (HttpMatch leaf : leaves) {
            List<HttpMatch> fitting =
                    matches.stream().filter(root -> !root.isDisjoint(leaf)).toList();
            if (fitting.isEmpty()) {
                return Optional.empty();
            }
            fitting.forEach(root -> merged.add(root.merged(leaf)));
        }
        return Optional.of(merged);
    }

    private static String joined(String root, String leaf) {
        return root.isEmpty() || leaf.isEmpty() ? root + leaf : root + "-" + leaf;
    }

    private static <T> Map<String, T> union(Map<String, T> root, Map<String, T> leaf) {
        Map<String, T> union = new LinkedHashMap<>(root);
        union.putAll(leaf);
        return union;
    }
}
