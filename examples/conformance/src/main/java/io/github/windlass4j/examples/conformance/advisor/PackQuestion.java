package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Answer;
import io.github.windlass4j.advisor.explain.Explanation;
import io.github.windlass4j.advisor.explain.Proof;
import io.github.windlass4j.advisor.explain.Provenance;
import io.github.windlass4j.advisor.knowledge.Level;
import io.github.windlass4j.advisor.knowledge.Plan;
import io.github.windlass4j.advisor.knowledge.Step;
import io.github.windlass4j.core.knowledge.Claim;
import io.github.windlass4j.core.knowledge.Resolution;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a pack answers: {@code table.output}, {@code topic:id}, {@code until:id} (last day of the preferred claim),
 * {@code claim:id} (a listed claim, preferred or not), {@code step:plan}, {@code dwell:plan/step}, {@code every:plan/step},
 * {@code detail:plan/step/name}, {@code level:catalogue/option}, {@code changes} (a recorded date).
 */
final class PackQuestion {
    /** What the pack says, in its words, and by which sources. */
    record Reply(String answer, List<String> sources) {}

    private PackQuestion() {}

    static Reply ask(Advice advice, String where, String wanted) {
        int colon = where.indexOf(':');
        String kind = colon < 0 ? where : where.substring(0, colon);
        String[] path = where.substring(colon + 1).split("/");
        return switch (kind) {
            case "topic" -> topic(advice, path[0]);
            case "until" -> until(advice, path[0]);
            case "claim" -> claim(advice, path[0], wanted);
            case "step" ->
                step(advice, path[0], wanted)
                        .map(s -> new Reply(s.id(), s.because()))
                        .orElse(new Reply("no such step", List.of()));
            case "dwell" -> of(advice, path, s -> String.valueOf(s.dwell()));
            case "every" -> of(advice, path, s -> String.valueOf(s.every()));
            case "detail" -> of(advice, path, s -> s.detail().getOrDefault(path[2], "no such detail"));
            case "level" -> level(advice, path[0], path[1], wanted);
            case "changes" -> changes(advice, wanted);
            default -> table(advice, where);
        };
    }

    static boolean isListedConflict(Advice advice, String topic, String value) {
        return Provenance.of(advice).conflicts().stream()
                .filter(c -> c.id().equals(topic))
                .anyMatch(
                        c -> c.resolution().claims().stream().map(Claim::value).anyMatch(value::equals));
    }

    private static Reply table(Advice advice, String where) {
        int dot = where.lastIndexOf('.');
        Answer answer = advice.answer(where.substring(0, dot));
        String value = answer.value(where.substring(dot + 1)).orElse("undecided");
        return new Reply(value, sources(Explanation.of(advice, answer.id()).proof()));
    }

    private static List<String> sources(Proof proof) {
        List<String> result = new ArrayList<>(proof.sources());
        proof.because().forEach(p -> result.addAll(sources(p)));
        return result.stream().distinct().toList();
    }

    private static Reply topic(Advice advice, String id) {
        Resolution<String> resolution = advice.topic(id);
        return new Reply(resolution.value().orElse("undecided"), sources(resolution));
    }

    private static Reply until(Advice advice, String id) {
        Resolution<String> resolution = advice.topic(id);
        String until = resolution
                .preferred()
                .map(c -> {
                    LocalDate end = c.until();
                    return c.value() + (end == null ? "" : " until " + end);
                })
                .orElse("undecided");
        return new Reply(until, sources(resolution));
    }

    private static Reply claim(Advice advice, String id, String wanted) {
        Resolution<String> resolution = advice.topic(id);
        String found = resolution.claims().stream()
                .map(Claim::value)
                .filter(wanted::equals)
                .findFirst()
                .orElse("no such claim");
        return new Reply(found, sources(resolution));
    }

    private static List<String> sources(Resolution<String> resolution) {
        return resolution.claims().stream().map(Claim::source).distinct().toList();
    }

    private static Reply of(Advice advice, String[] path, java.util.function.Function<Step, String> part) {
        return step(advice, path[0], path[1])
                .map(s -> new Reply(part.apply(s), s.because()))
                .orElse(new Reply("no such step", List.of()));
    }

    private static Optional<Step> step(Advice advice, String plan, String id) {
        List<Plan> plans = advice.knowledge().plans();
        return plans.stream()
                .filter(p -> p.id().equals(plan))
                .flatMap(p -> p.steps().stream())
                .filter(s -> s.id().equals(id))
                .findFirst();
    }

    // "+capability" asks for at least a condition, "-capability" for none.
    private static Reply level(Advice advice, String catalogue, String option, String wanted) {
        String capability = wanted.substring(1);
        List<Claim<Level>> claims = advice.knowledge().catalogues().stream()
                .filter(c -> c.id().equals(catalogue))
                .flatMap(c -> c.options().stream())
                .filter(o -> o.id().equals(option))
                .flatMap(o -> o.capabilities().getOrDefault(capability, List.of()).stream())
                .toList();
        Resolution<Level> resolution =
                Resolution.of(claims, advice.knowledge().sources(), advice.asOf(), List.of(Level.values()));
        String found = resolution
                .value()
                .map(l -> (l.compareTo(Level.CONDITIONAL) >= 0 ? "+" : "-") + capability)
                .orElse("not stated: " + capability);
        return new Reply(found, claims.stream().map(Claim::source).toList());
    }

    private static Reply changes(Advice advice, String wanted) {
        List<String> dates = Provenance.of(advice).changeDates().stream()
                .map(LocalDate::toString)
                .toList();
        return new Reply(
                dates.contains(wanted) ? wanted : "not among " + dates,
                List.copyOf(advice.knowledge().sources().keySet()));
    }
}
