package io.github.windlass4j.advisor.explain;

import io.github.windlass4j.advisor.decide.Possibility;
import io.github.windlass4j.advisor.decide.Ratio;
import io.github.windlass4j.advisor.knowledge.Question;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The question whose answer is expected to leave the fewest outcomes possible.
 *
 * @param question the question; if it is measured, an adapter can answer it
 * @param expectedOpen mean number of outcomes that stay possible, every value being equally likely
 * @param leadsTo value to the outcomes that stay possible
 */
public record NextQuestion(Question question, Ratio expectedOpen, Map<String, List<Possibility>> leadsTo) {
    /** Copies the collections. */
    public NextQuestion {
        leadsTo = Collections.unmodifiableMap(new LinkedHashMap<>(leadsTo));
    }

    @Override
    public String toString() {
        return question.ask() + " " + question.values();
    }
}
