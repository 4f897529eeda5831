package io.github.windlass4j.examples.tour;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.decide.Possibility;
import io.github.windlass4j.advisor.explain.Explanation;
import io.github.windlass4j.advisor.facts.ClientFacts;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.SslMode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is the risk of a client of which little is known, and what should be asked first? {@code ClientAdvice [SSLMODE | FILE]},
 * with an application's configuration as the file: properties, YAML, {@code .env} or {@code pg_service.conf}. No file tells whether
 * an intermediate is pinned, so it is taken for granted that none is.
 */
public final class ClientAdvice {
    private ClientAdvice() {}

    public static void main(String[] arguments) throws IOException {
        Inputs.expect(arguments, "[SSLMODE | FILE]", 0, 1);
        String what = arguments.length > 0 ? arguments[0] : "verify-full";
        if (Stream.of(SslMode.values()).anyMatch(mode -> mode.text().equals(what))) {
            advise(Client.pgjdbc("42.7.14").sslmode(what));
            return;
        }
        Inventory found = Inputs.clients(what).assuming("pgjdbc", "42.7.14");
        System.out.println("taken for granted: no intermediate is pinned");
        for (ClientSighting sighting : found.clients()) {
            System.out.println(sighting);
            advise(found.model(sighting));
        }
    }

    private static void advise(Client client) {
        // README begins
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
