package io.github.windlass4j.examples.conformance;

import static java.util.Objects.requireNonNull;

/**
 * What the public API answered for one case.
 *
 * @param actual what was answered, in the shape of the expectation
 * @param pass whether that agrees with the expectation as the suite defines agreement
 * @param why the evidence in one line: the path found, the rule that refused, the first difference
 */
public record Answer(Object actual, boolean pass, String why) {
    public Answer {
        requireNonNull(actual);
        requireNonNull(why);
    }

    /** Passes when both are equal; right for every expectation that is text, a number, a boolean, a list or a set of these. */
    public static Answer compare(Object expected, Object actual, String why) {
        return new Answer(actual, expected.equals(actual), why);
    }
}
