package io.github.windlass4j.advisor.explain;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.internal.Network;
import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.advisor.knowledge.Option;
import io.github.windlass4j.advisor.knowledge.Topic;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.knowledge.Claim;
import io.github.windlass4j.core.knowledge.Resolution;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the whole of an advice rests on: where sources contradict each other, what has aged, when it may change. */
public final class Provenance {
    /** Days for which a comparison with the sources is taken to hold: own bound; the shortest support windows are a year. */
    public static final int MAX_DAYS = 365;

    private record Subject(String id, String text, Resolution<String> resolution) {}

    private final Advice advice;
    private final List<Subject> subjects;

    private Provenance(Advice advice) {
        this.advice = advice;
        this.subjects = subjects(advice);
    }

    /** Looks through an advice. */
    public static Provenance of(Advice advice) {
        return new Provenance(advice);
    }

    /** Returns the subjects on which claims that hold on the day contradict each other, in the order of the packs. */
    public List<Conflict> conflicts() {
        return subjects.stream()
                .filter(s -> s.resolution().isConflict())
                .map(s -> new Conflict(s.id(), s.text(), s.resolution()))
                .toList();
    }

    /** Returns the preferred claims that are past their review date, in the order of the packs. */
    public List<StaleClaim> stale() {
        return subjects.stream()
                .flatMap(s -> s.resolution().claims().stream()
                        .limit(1)
                        .filter(c -> c.isStaleOn(advice.asOf()))
                        .map(c -> new StaleClaim(s.id(), s.text(), c)))
                .toList();
    }

    /**
     * Returns the packs that were compared with their sources on a day more than {@value #MAX_DAYS} days from that of the advice:
     * before it much may have changed since, after it only rows and claims that bear dates take the day into account.
     */
    public List<KnowledgePack> distant() {
        return advice.knowledge().packs().stream()
                .filter(pack -> Math.abs(ChronoUnit.DAYS.between(pack.asOf(), advice.asOf())) > MAX_DAYS)
                .toList();
    }

    /** Returns every day on which some advice may differ from the day before: the recorded dates of claims and rows. */
    public SortedSet<LocalDate> changeDates() {
        SortedSet<LocalDate> dates = new TreeSet<>();
        for (Topic topic : advice.knowledge().topics()) {
            topic.claims().forEach(c -> add(dates, c.from(), c.until(), c.reviewBy()));
        }
        for (Catalogue catalogue : advice.knowledge().catalogues()) {
            for (Option option : catalogue.options()) {
                option.capabilities()
                        .values()
                        .forEach(claims -> claims.forEach(c -> add(dates, c.from(), c.until(), c.reviewBy())));
            }
        }
        advice.knowledge().tables().forEach(t -> t.rows().forEach(r -> add(dates, r.from(), r.until(), null)));
        return Collections.unmodifiableSortedSet(dates);
    }

    private static void add(
            SortedSet<LocalDate> dates,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable LocalDate reviewBy) {
        if (from != null) {
            dates.add(from);
        }
        if (until != null) {
            dates.add(until.plusDays(1));
        }
        if (reviewBy != null) {
            dates.add(reviewBy.plusDays(1));
        }
    }

    private static List<Subject> subjects(Advice advice) {
        Network network = Network.compile(advice.knowledge(), advice.asOf());
        List<Subject> result = new ArrayList<>();
        for (Topic topic : advice.knowledge().topics()) {
            result.add(new Subject(topic.id(), topic.subject(), network.resolve(topic)));
        }
        for (Catalogue catalogue : advice.knowledge().catalogues()) {
            for (Option option : catalogue.options()) {
                option.capabilities()
                        .forEach((capability, claims) -> result.add(new Subject(
                                catalogue.id() + "/" + option.id() + "/" + capability,
                                option.name() + ": " + capability,
                                named(network.resolve(claims)))));
            }
        }
        return result;
    }

    private static <T extends Enum<T>> Resolution<String> named(Resolution<T> resolution) {
        return new Resolution<>(
                resolution.claims().stream()
                        .map(c -> new Claim<>(c.value().name(), c.source(), c.from(), c.until(), c.reviewBy()))
                        .toList(),
                resolution.ground());
    }

    /** What was looked through. */
    @Override
    public String toString() {
        return "provenance of " + Count.of(subjects.size(), "subject") + ": " + advice;
    }
}
