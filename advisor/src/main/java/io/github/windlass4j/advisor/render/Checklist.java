package io.github.windlass4j.advisor.render;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Rollout;
import io.github.windlass4j.advisor.decide.Truth;
import io.github.windlass4j.advisor.knowledge.Plan;
import io.github.windlass4j.advisor.knowledge.Step;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A plan as a Markdown checklist with owners and dates. */
public final class Checklist {
    private Checklist() {}

    /**
     * Returns the steps that are part of the plan, or may be. A step that recurs carries its next due day, any other the
     * earliest time it can begin, given how long the steps before it are watched.
     *
     * @param start when the first step begins
     * @throws IllegalArgumentException if there is no such plan
     */
    public static String render(Advice advice, String planId, LocalDateTime start) {
        Plan plan = advice.knowledge().plans().stream()
                .filter(p -> p.id().equals(planId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no plan \"" + planId + "\""));
        StringBuilder text =
                new StringBuilder("# ").append(Markdown.escape(plan.title())).append("\n\n");
        LocalDateTime begin = start;
        for (Step step : advice.steps(planId)) {
            text.append("- [ ] ").append(when(step, begin, start.toLocalDate())).append(" · ");
            text.append(Markdown.escape(step.owner())).append(" · ").append(Markdown.escape(step.action()));
            if (advice.truth(step.when()) == Truth.UNKNOWN) {
                text.append(" (if it applies)");
            }
            if (!step.gate().isEmpty()) {
                text.append("; go on when ").append(Markdown.escape(words(step.gate())));
            }
            if (!step.abort().isEmpty()) {
                text.append("; go back when ").append(Markdown.escape(words(step.abort())));
            }
            text.append(" ").append(step.because()).append('\n');
            Duration dwell = step.dwell();
            begin = dwell == null ? begin : begin.plus(dwell);
        }
        return text.toString();
    }

    private static String words(Map<String, Set<String>> condition) {
        return condition.entrySet().stream()
                .map(entry -> entry.getKey() + " is " + String.join(" or ", new TreeSet<>(entry.getValue())))
                .sorted()
                .collect(Collectors.joining(" and "));
    }

    private static String when(Step step, LocalDateTime begin, LocalDate start) {
        Period every = step.every();
        return every == null
                ? begin.truncatedTo(ChronoUnit.MINUTES).toString()
                : Rollout.nextDue(start, every, start) + ", every " + every;
    }
}
