package io.github.windlass4j.advisor.decide;

import io.github.windlass4j.advisor.internal.Network;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.Question;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Turns knowledge, facts and a day into advice. A pure function: same input, same advice. */
public final class Advisor {
    private Advisor() {}

    /**
     * Advises on the basis of what holds on a day.
     *
     * @param asOf the day; claims, rows and sources of other days take no part
     * @throws IllegalArgumentException if a fact is no answer to its question
     */
    public static Advice advise(Knowledge knowledge, Facts facts, LocalDate asOf) {
        Map<String, Question> questions =
                knowledge.questions().stream().collect(Collectors.toMap(Question::id, q -> q));
        Map<String, String> answers = new TreeMap<>();
        for (Fact fact : facts.all()) {
            Question question = questions.get(fact.question());
            if (question != null) {
                answers.put(fact.question(), question.answerFor(fact.value()));
            }
        }
        return new Advice(knowledge, facts, asOf, answers, Network.compile(knowledge, asOf));
    }
}
