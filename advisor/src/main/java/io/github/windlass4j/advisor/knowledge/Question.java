package io.github.windlass4j.advisor.knowledge;

import io.github.windlass4j.core.knowledge.Omittable;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;

/**
 * Something to know about the user's platform, with all its possible answers. Domains are finite, which is what makes
 * exact answers under unknown facts possible.
 *
 * @param id name that tables, needs and facts refer to
 * @param ask the question, for a human
 * @param values all answers, at least two and at most {@value #MAX_VALUES}; for numbers the names of the bands, lowest first
 * @param steps for numbers: the lowest number of each band but the first, ascending; empty for a question about words
 * @param measured whether an adapter can find the answer without asking a human
 */
public record Question(
        String id,
        String ask,
        List<String> values,
        @Omittable List<BigDecimal> steps,
        @Omittable boolean measured) {
    /** Most answers to one question: sets of answers are held as the bits of a {@code long}, one bit spare. */
    public static final int MAX_VALUES = 62;

    public Question {
        values = List.copyOf(values);
        steps = List.copyOf(steps);
        if (values.size() < 2 || values.size() > MAX_VALUES) {
            throw new IllegalArgumentException("values: " + values.size() + " (want 2 to " + MAX_VALUES + ")");
        }
        if (new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException("values: " + values + " (want no repetition)");
        }
        if (!steps.isEmpty() && steps.size() != values.size() - 1) {
            throw new IllegalArgumentException(
                    "steps: " + steps.size() + " (want one less than the " + values.size() + " values)");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).compareTo(steps.get(i - 1)) <= 0) {
                throw new IllegalArgumentException("steps: " + steps + " (want ascending numbers)");
            }
        }
    }

    /** Returns a question that is answered with yes or no. */
    public static Question yesNo(String id, String ask) {
        return new Question(id, ask, List.of("yes", "no"), List.of(), false);
    }

    /**
     * Returns the answer that a raw value stands for: itself, or the band into which a number falls.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    public String answerFor(String raw) {
        if (values.contains(raw)) {
            return raw;
        }
        if (!steps.isEmpty()) {
            try {
                return band(new BigDecimal(raw));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        id + ": \"" + raw + "\" (want a number or one of " + values + ")", e);
            }
        }
        throw new IllegalArgumentException(id + ": \"" + raw + "\" (want one of " + values + ")");
    }

    private String band(BigDecimal number) {
        int index = 0;
        while (index < steps.size() && number.compareTo(steps.get(index)) >= 0) {
            index++;
        }
        return values.get(index);
    }
}
