package io.github.windlass4j.advisor.decide;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known about a platform. A question without a fact is unknown, which is not the same as no. A measured fact
 * overrules a declared one, and that an assumed one, in whichever order they come. Immutable.
 */
public final class Facts {
    private static final Comparator<Fact> TRUST = Comparator.comparing(Fact::origin);

    private final SortedMap<String, Fact> effective;
    private final List<Fact> overruled;

    private Facts(SortedMap<String, Fact> effective, List<Fact> overruled) {
        this.effective = effective;
        this.overruled = overruled.stream()
                .sorted(Comparator.comparing(Fact::question)
                        .thenComparing(TRUST)
                        .thenComparing(Fact::value))
                .toList();
    }

    /** Returns the facts of somebody who knows nothing. */
    public static Facts none() {
        return new Facts(new TreeMap<>(), List.of());
    }

    /** Returns these facts with one that somebody said. */
    public Facts declare(String question, String value) {
        return with(new Fact(question, value, Origin.DECLARED, ""));
    }

    /** Returns these facts with one that is taken for granted. */
    public Facts assume(String question, String value) {
        return with(new Fact(question, value, Origin.ASSUMED, ""));
    }

    /** Returns these facts with one that was read from artefacts; {@code evidence} says where. */
    public Facts measure(String question, String value, String evidence) {
        return with(new Fact(question, value, Origin.MEASURED, evidence));
    }

    /** Returns these facts with all of the others. */
    public Facts plus(Facts others) {
        Facts result = this;
        for (Fact fact : others.effective.values()) {
            result = result.with(fact);
        }
        for (Fact fact : others.overruled) {
            result = result.with(fact);
        }
        return result;
    }

    /**
     * Returns these facts with one more.
     *
     * @throws IllegalArgumentException if two facts of one origin contradict each other
     */
    public Facts with(Fact fact) {
        Fact other = effective.get(fact.question());
        SortedMap<String, Fact> facts = new TreeMap<>(effective);
        if (other == null) {
            facts.put(fact.question(), fact);
            return new Facts(facts, overruled);
        }
        int trust = TRUST.compare(fact, other);
        if (trust == 0) {
            if (!fact.value().equals(other.value())) {
                List<String> values =
                        List.of(fact.value(), other.value()).stream().sorted().toList();
                throw new IllegalArgumentException(
                        fact.question() + ": " + fact.origin() + " both " + values.get(0) + " and " + values.get(1));
            }
            // Of two equal facts the one with the smaller evidence stays, so that order never matters.
            facts.merge(fact.question(), fact, (a, b) -> a.evidence().compareTo(b.evidence()) <= 0 ? a : b);
            return new Facts(facts, overruled);
        }
        List<Fact> below = new ArrayList<>(overruled);
        below.add(trust < 0 ? other : fact);
        facts.put(fact.question(), trust < 0 ? fact : other);
        return new Facts(facts, below.stream().distinct().toList());
    }

    /** Returns the most trusted fact about a question. */
    public Optional<Fact> find(String question) {
        return Optional.ofNullable(effective.get(question));
    }

    /** Returns the facts in effect, by question id. */
    public Collection<Fact> all() {
        return List.copyOf(effective.values());
    }

    /** Returns the facts that a more trusted one overrules with another value. */
    public List<Fact> overruled() {
        return overruled.stream()
                .filter(f -> !find(f.question()).map(Fact::value).equals(Optional.of(f.value())))
                .toList();
    }

    /** Returns question id to value, in effect. */
    public Map<String, String> values() {
        Map<String, String> result = new TreeMap<>();
        effective.forEach((question, fact) -> result.put(question, fact.value()));
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts facts && effective.equals(facts.effective) && overruled.equals(facts.overruled);
    }

    @Override
    public int hashCode() {
        return effective.hashCode();
    }

    @Override
    public String toString() {
        return values().toString();
    }
}
