package io.github.windlass4j.advisor.knowledge;

import io.github.windlass4j.core.knowledge.Claim;
import io.github.windlass4j.core.knowledge.Omittable;
import java.util.List;

/**
 * A subject on which sources make claims, possibly contradicting ones. Tables may use a topic as an input; its value on
 * a day is what the claims resolve to.
 *
 * @param id name that tables and overlays refer to
 * @param subject what the claims are about, for a human
 * @param claims at least one
 * @param tieBreak values in order of preference where sources weigh the same, the safe side first
 * @param note how to read the result, where a value alone would mislead; may be empty
 */
public record Topic(
        String id,
        String subject,
        List<Claim<String>> claims,
        @Omittable List<String> tieBreak,
        @Omittable List<String> note) {
    /** Checks the components and copies the collections. */
    public Topic {
        claims = List.copyOf(claims);
        tieBreak = List.copyOf(tieBreak);
        note = List.copyOf(note);
        if (claims.isEmpty()) {
            throw new IllegalArgumentException("claims: 0 (want >= 1)");
        }
    }

    /** Returns every value that some claim makes, in the order of the claims, each once. */
    public List<String> values() {
        return claims.stream().map(Claim::value).distinct().toList();
    }

    @Override
    public String toString() {
        return id + ": " + subject;
    }
}
