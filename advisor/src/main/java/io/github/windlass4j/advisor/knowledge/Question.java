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
 * @param bounds for numbers: where each band but the first begins, ascending, as {@code >=8} or {@code >5}; empty for a
 *     question about words
 * @param measured whether an adapter can find the answer without asking a human
 */
public record Question(
        String id,
        String ask,
        List<String> values,
        @Omittable List<String> bounds,
        @Omittable boolean measured) {
    /** Most answers to one question: sets of answers are held as the bits of a {@code long}, one bit spare. */
    public static final int MAX_VALUES = 62;

    /** Checks the components and copies the collections. */
    public Question {
        values = List.copyOf(values);
        bounds = List.copyOf(bounds);
        if (values.size() < 2 || values.size() > MAX_VALUES) {
            throw new IllegalArgumentException("values: " + values.size() + " (want 2 to " + MAX_VALUES + ")");
        }
        if (new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException("values: " + values + " (want no repetition)");
        }
        if (!bounds.isEmpty() && bounds.size() != values.size() - 1) {
            throw new IllegalArgumentException(
                    "bounds: " + bounds.size() + " (want one less than the " + values.size() + " values)");
        }
        for (int i = 0; i < bounds.size(); i++) {
            if (i > 0 && number(bounds.get(i)).compareTo(number(bounds.get(i - 1))) <= 0) {
                throw new IllegalArgumentException("bounds: " + bounds + " (want ascending numbers)");
            }
            number(bounds.get(i));
            if (values.stream().anyMatch(v -> v.matches("-?[0-9.]+"))) {
                throw new IllegalArgumentException("values: " + values + " (want words: a number names its band)");
            }
        }
    }

    private static BigDecimal number(String bound) {
        int digits = bound.startsWith(">=") ? 2 : 1;
        if (bound.startsWith(">")) {
            try {
                return new BigDecimal(bound.substring(digits).trim());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("bounds: \"" + bound + "\" (want >=NUMBER or >NUMBER)", e);
            }
        }
        throw new IllegalArgumentException("bounds: \"" + bound + "\" (want >=NUMBER or >NUMBER)");
    }

    /** Returns a question that is answered with yes or no. */
    public static Question yesNo(String id, String ask) {
        return new Question(id, ask, List.of("yes", "no"), List.of(), false);
    }

    /**
     * Returns the answer that a raw value stands for: the band into which a number falls, or the value itself.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    public String answerFor(String raw) {
        if (values.contains(raw)) {
            return raw;
        }
        if (!bounds.isEmpty()) {
            try {
                return band(new BigDecimal(raw));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        id + ": \"" + raw + "\" (want a number or one of " + values + ")", e);
            }
        }
        throw new IllegalArgumentException(id + ": \"" + raw + "\" (want one of " + values + ")");
    }

    private String band(BigDecimal value) {
        int index = 0;
        while (index < bounds.size() && isWithin(value, bounds.get(index))) {
            index++;
        }
        return values.get(index);
    }

    private static boolean isWithin(BigDecimal value, String bound) {
        int c = value.compareTo(number(bound));
        return c > 0 || (c == 0 && bound.startsWith(">="));
    }

    @Override
    public String toString() {
        return id + ": " + ask + " " + values;
    }
}
