package io.github.windlass4j.core.knowledge;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to make of several claims on one subject on one day: the preferred one, what decided, and the others, which stay
 * visible. Claims that do not hold on that day take no part.
 *
 * @param claims claims that hold, most trusted first
 * @param ground what put the first claim before the first one that contradicts it
 * @param <T> type of the claimed value
 */
public record Resolution<T>(List<Claim<T>> claims, Ground ground) {
    /** What decided between claims. */
    public enum Ground {
        /** No claim holds on that day. */
        NO_CLAIM,
        /** One claim, nothing to decide. */
        ONE_CLAIM,
        /** Several claims, one value. */
        AGREEMENT,
        /** The preferred claim's source is of a more trusted {@link SourceKind}. */
        KIND,
        /** Sources of one kind; the later date wins. */
        DATE,
        /** Sources of one kind and date; the declared order of values wins, the safe side first. */
        TIE_BREAK,
        /** Nothing decides: there is no preferred value. */
        OPEN
    }

    /** Copies the collections. */
    public Resolution {
        claims = List.copyOf(claims);
    }

    /**
     * Applies the policy: kind of source, then date of source, then the declared order of values.
     *
     * @param sources sources by id; every claim's source must be among them
     * @param tieBreak values in order of preference where sources are of equal weight, the safe side first; may be empty
     */
    public static <T> Resolution<T> of(
            List<Claim<T>> claims, Map<String, Source> sources, LocalDate asOf, List<T> tieBreak) {
        Comparator<Claim<T>> byKind =
                Comparator.comparing(c -> source(sources, c).kind());
        Comparator<Claim<T>> byDate =
                Comparator.comparing((Claim<T> c) -> source(sources, c).date()).reversed();
        Comparator<Claim<T>> byOrder = Comparator.comparingInt(c -> rank(tieBreak, c.value()));
        List<Claim<T>> ranked = claims.stream()
                .filter(c -> c.holdsOn(asOf))
                .sorted(byKind.thenComparing(byDate).thenComparing(byOrder))
                .toList();
        if (ranked.size() < 2) {
            return new Resolution<>(ranked, ranked.isEmpty() ? Ground.NO_CLAIM : Ground.ONE_CLAIM);
        }
        Claim<T> first = ranked.get(0);
        Optional<Claim<T>> rival =
                ranked.stream().filter(c -> !c.value().equals(first.value())).findFirst();
        if (rival.isEmpty()) {
            return new Resolution<>(ranked, Ground.AGREEMENT);
        }
        if (byKind.compare(first, rival.get()) != 0) {
            return new Resolution<>(ranked, Ground.KIND);
        }
        if (byDate.compare(first, rival.get()) != 0) {
            return new Resolution<>(ranked, Ground.DATE);
        }
        return new Resolution<>(ranked, byOrder.compare(first, rival.get()) != 0 ? Ground.TIE_BREAK : Ground.OPEN);
    }

    /** Returns the claim to go by; empty if none holds or nothing decides. */
    public Optional<Claim<T>> preferred() {
        return ground == Ground.OPEN ? Optional.empty() : claims.stream().findFirst();
    }

    /** Returns the value to go by; empty if no claim holds or nothing decides. */
    public Optional<T> value() {
        return preferred().map(Claim::value);
    }

    /** Tells whether claims contradict each other, decided or not. */
    public boolean isConflict() {
        return claims.stream().map(Claim::value).distinct().count() > 1;
    }

    private static Source source(Map<String, Source> sources, Claim<?> claim) {
        Source source = sources.get(claim.source());
        if (source == null) {
            throw new IllegalArgumentException("source \"" + claim.source() + "\" is not among the sources");
        }
        return source;
    }

    private static <T> int rank(List<T> tieBreak, T value) {
        int index = tieBreak.indexOf(value);
        return index < 0 ? tieBreak.size() : index;
    }
}
