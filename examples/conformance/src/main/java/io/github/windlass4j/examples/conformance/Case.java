package io.github.windlass4j.examples.conformance;

import static java.util.Objects.requireNonNull;

/**
 * One case: an id that survives cutting and sorting the file, what the file expects, and the question to put.
 *
 * @param id see {@link CaseIds}
 * @param expected what the file states, as it shall be printed: text, number, boolean, list, map or JSON node
 * @param question asked once, after the case is known; whatever it throws is a failure of this case alone
 */
public record Case(String id, Object expected, Question question) {
    public Case {
        requireNonNull(id);
        requireNonNull(expected);
        requireNonNull(question);
    }

    /** Puts one case to the public API. */
    @FunctionalInterface
    public interface Question {
        Answer ask() throws Exception;
    }
}
