package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.api.Ingress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the annotations of one Ingress say to ingress-nginx, read as the controller reads them: what is malformed has no effect.
 */
record NginxSettings(Map<String, String> annotations) {
    static final String PREFIX = "nginx.ingress.kubernetes.io/";
    static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    static final NginxSettings NONE = new NginxSettings(Map.of());

    static NginxSettings of(Ingress ingress) {
        return new NginxSettings(ingress.resource().annotations());
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(annotations.get(PREFIX + name)).filter(value -> !value.isEmpty());
    }

    /** A boolean as Go's ParseBool reads it; anything else is as good as absent. */
    Optional<Boolean> flag(String name) {
        return text(name)
                .flatMap(value -> TRUE.contains(value)
                        ? Optional.of(true)
                        : FALSE.contains(value) ? Optional.of(false) : Optional.empty());
    }

    OptionalInt number(String name) {
        try {
            return text(name).map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty());
        } catch (NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }

    List<String> list(String name) {
        return text(name).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    /** Further names of the Ingress's hosts, as routes can have them. */
    List<String> aliases() {
        return list("server-alias").stream()
                .map(alias -> alias.toLowerCase(Locale.ROOT))
                .filter(NginxSettings::isName)
                .distinct()
                .toList();
    }

    /** Aliases that no route can have: expressions such as {@code ~^www[0-9]}, and what is no name at all. */
    List<String> otherAliases() {
        return list("server-alias").stream()
                .filter(alias -> !isName(alias.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static boolean isName(String alias) {
        return RuleDraft.isHostname(alias.startsWith("*.") ? alias.substring(2) : alias);
    }

    Optional<String> rewriteTarget() {
        return text("rewrite-target");
    }

    boolean usesRegex() {
        return flag("use-regex").orElse(false);
    }

    /** Only a path of the same host: anything else is ignored with a warning. */
    Optional<String> appRoot() {
        return text("app-root").filter(path -> path.startsWith("/"));
    }

    boolean redirectsToTls() {
        return flag("ssl-redirect").orElse(true);
    }

    boolean forcesTls() {
        return flag("force-ssl-redirect").orElse(false);
    }

    boolean joinsWww() {
        return flag("from-to-www-redirect").orElse(false);
    }

    /** The temporary redirect goes before the permanent one; a URL without http or https is ignored with both. */
    Optional<Redirect> redirect() {
        Optional<String> temporary = text("temporal-redirect");
        if (temporary.isPresent()) {
            return temporary.filter(NginxSettings::isUrl).map(url -> new Redirect(url, code("temporal-redirect-code")));
        }
        return text("permanent-redirect")
                .filter(NginxSettings::isUrl)
                .map(url -> new Redirect(url, code("permanent-redirect-code")));
    }

    private int code(String name) {
        int otherwise = standard(name);
        int code = number(name).orElse(otherwise);
        return code < 300 || code > 308 ? otherwise : code;
    }

    private static int standard(String name) {
        AnnotationCatalog.Entry entry = Objects.requireNonNull(Defaults.BY_NAME.get(PREFIX + name), name);
        return Integer.parseInt(entry.standardValue().orElseThrow());
    }

    /** These settings with what the controller takes for those that are absent or malformed. */
    NginxSettings withDefaults() {
        Map<String, String> whole = new TreeMap<>(annotations);
        Defaults.BY_NAME.forEach((name, entry) -> {
            String stated = whole.getOrDefault(name, "");
            if (!entry.reads().accepts(stated) || stated.replace(',', ' ').isBlank()) {
                whole.put(name, entry.standardValue().orElseThrow());
            }
        });
        return new NginxSettings(whole);
    }

    /** Read once: the table is immutable. */
    private static final class Defaults {
        static final Map<String, AnnotationCatalog.Entry> BY_NAME = AnnotationCatalog.shipped().annotations().stream()
                .filter(entry -> entry.standardValue().isPresent())
                .collect(Collectors.toUnmodifiableMap(AnnotationCatalog.Entry::name, Function.identity()));
    }

    private static boolean isUrl(String url) {
        return url.startsWith("http://") || url.startsWith("https://");
    }

    /** A canary's own annotations count for little: it takes over those of the Ingress whose alternative it is. */
    static boolean countsOnCanary(String name) {
        return name.startsWith("canary") || isOfBackends(name);
    }

    /** How requests are spread over pods, and who stays with which: each Ingress says it of its own backends. */
    private static boolean isOfBackends(String name) {
        return name.equals("load-balance") || name.startsWith("upstream-hash-by") || isOfSessions(name);
    }

    static boolean isOfSessions(String name) {
        return name.startsWith("affinity") || name.startsWith("session-cookie-");
    }

    /** These settings with what a canary says of its own backends. */
    NginxSettings asSeenBy(NginxSettings canary) {
        Map<String, String> seen = new TreeMap<>(annotations);
        seen.keySet().removeIf(NginxSettings::isOwn);
        canary.annotations.forEach((name, value) -> {
            if (isOwn(name)) {
                seen.put(name, value);
            }
        });
        return new NginxSettings(seen);
    }

    private static boolean isOwn(String annotation) {
        return annotation.startsWith(PREFIX) && isOfBackends(annotation.substring(PREFIX.length()));
    }

    boolean isCanary() {
        return flag("canary").orElse(false);
    }

    /** The whole of the weights: the default unless more is stated. */
    int weightTotal() {
        int otherwise = standard("canary-weight-total");
        return Math.max(otherwise, number("canary-weight-total").orElse(otherwise));
    }

    int weight() {
        return Math.max(0, Math.min(number("canary-weight").orElse(0), weightTotal()));
    }

    /** Where a location sends clients. */
    record Redirect(String url, int code) {}
}
