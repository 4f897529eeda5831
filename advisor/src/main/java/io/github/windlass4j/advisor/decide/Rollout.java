package io.github.windlass4j.advisor.decide;

import io.github.windlass4j.advisor.knowledge.Step;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan in motion: a state machine without a state of its own, and without a clock. */
public final class Rollout {
    private Rollout() {}

    /**
     * Says what follows a step. A broken abort condition wins over everything, a missing observation holds, and nothing
     * proceeds before the step has been watched for as long as it asks.
     *
     * @param advice advice on the observations, as facts
     * @param watched time since the step was finished
     * @throws IllegalArgumentException if the plan or the step does not exist
     */
    public static RolloutVerdict decide(Advice advice, String planId, String stepId, Duration watched) {
        List<Step> steps = advice.steps(planId);
        int index = indexOf(steps, stepId);
        Step step = steps.get(index);
        Truth abort = step.abort().isEmpty() ? Truth.FALSE : advice.truth(step.abort());
        if (abort == Truth.TRUE) {
            return new RolloutVerdict.Rollback(reasons(advice, step.abort(), Truth.TRUE));
        }
        List<String> missing = new ArrayList<>();
        if (abort == Truth.UNKNOWN) {
            missing.addAll(reasons(advice, step.abort(), Truth.UNKNOWN));
        }
        Truth gate = advice.truth(step.gate());
        if (gate != Truth.TRUE) {
            missing.addAll(reasons(advice, step.gate(), gate));
        }
        Duration dwell = step.dwell();
        if (dwell != null && watched.compareTo(dwell) < 0) {
            missing.add("watched " + watched + " (want " + dwell + ")");
        }
        if (!missing.isEmpty()) {
            return new RolloutVerdict.Hold(missing.stream().distinct().toList());
        }
        return new RolloutVerdict.Proceed(index + 1 < steps.size() ? steps.get(index + 1) : null);
    }

    /**
     * Returns the first due day after a day, counted from the first time. Each is counted from the first time anew, so that
     * a month that is too short does not shift the following ones: 31 January, 28 February, 31 March.
     *
     * @param every a period greater than zero
     */
    public static LocalDate nextDue(LocalDate first, Period every, LocalDate after) {
        if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException("every: " + every + " (want a period > 0)");
        }
        LocalDate due = first;
        for (int n = 1; !due.isAfter(after); n++) {
            due = first.plus(every.multipliedBy(n));
        }
        return due;
    }

    private static int indexOf(List<Step> steps, String stepId) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).id().equals(stepId)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no step \"" + stepId + "\"");
    }

    private static List<String> reasons(Advice advice, Map<String, Set<String>> condition, Truth wanted) {
        List<String> result = new ArrayList<>();
        condition.forEach((input, values) -> {
            if (advice.truth(Map.of(input, values)) == wanted) {
                String found =
                        wanted == Truth.UNKNOWN ? "not known" : wanted == Truth.TRUE ? "observed" : "not reached";
                result.add(input + " " + String.join(" or ", values) + ": " + found);
            }
        });
        return result;
    }
}
