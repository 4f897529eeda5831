package io.github.windlass4j.advisor.decide;

/**
 * One answer about the user's platform.
 *
 * @param question id of the question
 * @param value the answer, or a number for a question with bands
 * @param origin how it became known
 * @param evidence where to look: file and entry, a name, a reason; may be empty
 */
public record Fact(String question, String value, Origin origin, String evidence) {
    @Override
    public String toString() {
        return question + "=" + value + " (" + origin + ")";
    }
}
