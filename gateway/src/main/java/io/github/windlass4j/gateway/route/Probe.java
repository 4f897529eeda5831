package io.github.windlass4j.gateway.route;

import io.github.windlass4j.manifest.regex.Regex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about one part of a request, as rules of either side ask it.
 *
 * @param text names the question
 * @param test answers it for a text
 * @param expression matches the texts for which the answer is yes
 * @param examples texts worth trying when one is looked for
 */
record Probe(String text, Test test, Regex expression, List<String> examples) {
    /** Answers a question. */
    interface Test {
        boolean holds(String text);
    }

    static Probe of(ValuePredicate predicate) {
        Regex regex = predicate.regex();
        return new Probe(
                predicate.condition(),
                predicate::accepts,
                regex == null ? Regex.compile(Regex.quote(predicate.value())) : regex,
                regex == null ? List.of(predicate.value()) : List.of());
    }

    static Probe of(PathPredicate path) {
        return new Probe(path.condition(), path::matches, Regex.compile(path.pattern()), path.examples());
    }

    static Probe host(String hostname) {
        String stem = hostname.startsWith("*.") ? hostname.substring(1) : "";
        return new Probe(
                hostname,
                host -> HostIndex.covers(hostname, host),
                Regex.compile((stem.isEmpty() ? "" : ".+") + Regex.quote(stem.isEmpty() ? hostname : stem)),
                List.of(stem.isEmpty() ? hostname : "www" + stem, stem.isEmpty() ? hostname : "any.other" + stem));
    }

    /** Questions are the same if they are asked in the same words. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Probe that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
