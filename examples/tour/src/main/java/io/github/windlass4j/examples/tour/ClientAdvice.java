package io.github.windlass4j.examples.tour;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.decide.Possibility;
import io.github.windlass4j.advisor.explain.Explanation;
import io.github.windlass4j.advisor.facts.ClientFacts;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.truststore.client.Client;
import java.time.LocalDate;
import java.util.List;

/** What is the risk of a client of which little is known, and what should be asked first? {@code ClientAdvice [SSLMODE]}. */
public final class ClientAdvice {
    private ClientAdvice() {}

    public static void main(String[] arguments) {
        String mode = arguments.length > 0 ? arguments[0] : "verify-full";
        // README begins
        Client client = Client.pgjdbc("42.7.14").sslmode(mode);
        Facts facts = ClientFacts.of(client, List.of()).declare("pinsIntermediate", "no");
        Advice advice = Advisor.advise(
                Knowledge.of(KnowledgePack.shipped("ca-rotation")), facts, LocalDate.parse("2026-11-22"));

        for (Possibility risk : advice.answer("risk").possible()) {
            System.out.println("risk " + risk.values("level") + " if " + risk.values("why"));
        }
        Explanation.of(advice, "risk")
                .nextQuestion()
                .ifPresent(next -> System.out.println("ask: " + next.question().ask()));
        // README ends
    }
}
