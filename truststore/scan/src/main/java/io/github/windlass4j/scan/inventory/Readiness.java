package io.github.windlass4j.scan.inventory;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.report.Progress;
import io.github.windlass4j.truststore.client.DriverKnowledge;
import io.github.windlass4j.truststore.rotation.Effect;
import io.github.windlass4j.truststore.rotation.Horizon;
import io.github.windlass4j.truststore.rotation.Impact;
import io.github.windlass4j.truststore.rotation.Risk;
import io.github.windlass4j.truststore.rotation.Rotation;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a rotation does to each client of an inventory. Immutable, and mergeable like the inventory: the answers for parts of a
 * fleet make up the answer for the fleet, in any order. A client and the store that it relies on must have met in one
 * inventory before; where one part knows an answer that another part did not, the known one counts.
 *
 * <p>Clients that ask the same question are asked once, however many they are.
 */
public final class Readiness {
    private final NavigableSet<Answer> answers;

    private Readiness(Collection<Answer> some) {
        Map<String, Answer> known = new HashMap<>();
        for (Answer answer : some) {
            if (answer.effect != Effect.UNKNOWN) {
                known.put(answer.question(), answer);
            }
        }
        NavigableSet<Answer> kept = new TreeSet<>(some);
        kept.removeIf(answer -> answer.effect == Effect.UNKNOWN && known.containsKey(answer.question()));
        answers = Collections.unmodifiableNavigableSet(kept);
    }

    /**
     * What becomes of one client.
     *
     * @param client the client
     * @param rotation which rotation was asked about
     * @param effect what the rotation does to it
     * @param risk the row of the risk table
     * @param lastGood the last second at which it connects with its store as it is; empty if none is known
     * @param why the reason in one sentence
     * @param fix what to do in one sentence; empty if nothing
     */
    public record Answer(
            ClientSighting client,
            String rotation,
            Effect effect,
            Risk risk,
            Optional<Instant> lastGood,
            String why,
            String fix)
            implements Comparable<Answer> {
        private static final Comparator<Answer> ORDER = Comparator.comparing(Answer::effect)
                .thenComparing(Answer::client)
                .thenComparing(Answer::rotation)
                .thenComparing(Answer::risk)
                .thenComparing(answer -> answer.lastGood.orElse(Instant.MAX))
                .thenComparing(Answer::why)
                .thenComparing(Answer::fix);

        /** Checks the components. */
        public Answer {
            Objects.requireNonNull(client);
            Objects.requireNonNull(effect);
            Objects.requireNonNull(risk);
        }

        private String question() {
            return client + "\n" + client.source() + "\n" + client.home() + "\n" + client.stores() + "\n" + rotation;
        }

        @Override
        public int compareTo(Answer other) {
            return ORDER.compare(this, other);
        }

        /** {@code Deployment shop/api container app breaks: ...}. */
        @Override
        public String toString() {
            return client + " " + effect + ": " + why + (fix.isEmpty() ? "" : "; fix: " + fix);
        }
    }

    /** No answers; merging it changes nothing. */
    public static Readiness empty() {
        return new Readiness(List.of());
    }

    /** Asks about every client of the inventory. */
    public static Readiness of(Inventory inventory, Rotation rotation) {
        return of(inventory, rotation, DriverKnowledge.shipped(), Progress.UNSTOPPED);
    }

    /**
     * Asks about every client of the inventory, judged by other facts about drivers than those shipped.
     *
     * @param progress told before each client; after a stop the answer about every further client is that it is not known
     */
    public static Readiness of(Inventory inventory, Rotation rotation, DriverKnowledge facts, Progress progress) {
        Map<String, Answer> asked = new TreeMap<>();
        List<Answer> all = new ArrayList<>();
        boolean stopped = false;
        for (ClientSighting client : inventory.clients()) {
            stopped = stopped || !progress.next(client.who(), all.size());
            if (stopped) {
                all.add(open(client, rotation, "not asked: stopped before the end, as was told"));
                continue;
            }
            String question = client.driver()
                    + client.version()
                    + client.host()
                    + client.settings()
                    + client.unknown()
                    + client.stores()
                    + client.home();
            Answer first = asked.computeIfAbsent(question, key -> answer(inventory, client, rotation, facts));
            all.add(new Answer(client, first.rotation, first.effect, first.risk, first.lastGood, first.why, first.fix));
        }
        return new Readiness(all);
    }

    private static Answer answer(Inventory inventory, ClientSighting client, Rotation rotation, DriverKnowledge facts) {
        if (!client.unknown().isEmpty()) {
            return open(client, rotation, "the value of " + String.join(", ", client.unknown()) + " is not known");
        }
        Impact impact = rotation.impactOn(inventory.model(client, facts));
        Optional<Instant> lastGood =
                impact.horizon() instanceof Horizon.Until until ? Optional.of(until.lastGood()) : Optional.empty();
        String fix = impact.fix().remedy().orElse("");
        return new Answer(
                client,
                rotation.toString(),
                impact.effect(),
                impact.risk(),
                lastGood,
                impact.decisive().toString(),
                fix);
    }

    private static Answer open(ClientSighting client, Rotation rotation, String why) {
        return new Answer(client, rotation.toString(), Effect.UNKNOWN, Risk.UNKNOWN, Optional.empty(), why, "");
    }

    /** The answers of both. */
    public Readiness merge(Readiness other) {
        List<Answer> both = new ArrayList<>(answers);
        both.addAll(other.answers);
        return new Readiness(both);
    }

    /** All answers, worst first. */
    public Set<Answer> answers() {
        return answers;
    }

    /** How many clients there are of each effect, worst first; effects without clients are left out. */
    public Map<Effect, Integer> counts() {
        Map<Effect, Integer> counts = new EnumMap<>(Effect.class);
        answers.forEach(answer -> counts.merge(answer.effect, 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }

    /** Whether every client is known to go on connecting as before. */
    public boolean isReady() {
        return answers.stream().allMatch(answer -> answer.effect == Effect.UNAFFECTED || answer.effect == Effect.FIXED);
    }

    /** One finding for each client that is not known to go on, worst first. */
    public List<Finding> findings() {
        return answers.stream()
                .filter(answer -> answer.effect != Effect.UNAFFECTED && answer.effect != Effect.FIXED)
                .map(answer -> {
                    Finding finding = new Finding(
                            answer.effect.rule(),
                            answer.effect == Effect.UNKNOWN ? Severity.WARNING : Severity.ERROR,
                            Location.of(answer.client.who()),
                            answer.client + " " + answer.effect,
                            List.of(answer.why));
                    return answer.fix.isEmpty() ? finding : finding.withRemedy(answer.fix);
                })
                .toList();
    }

    /**
     * Reads what {@link #writeTo} wrote, also several of it one after the other.
     *
     * @param name what to call it in messages
     * @throws MalformedInventoryException with name and line
     * @throws IOException if it cannot be read
     */
    public static Readiness read(BufferedReader lines, String name) throws IOException {
        return new Readiness(AnswerLines.read(lines, name));
    }

    /**
     * Writes one JSON object per line, sorted.
     *
     * @throws IOException if it cannot be written
     */
    public void writeTo(Appendable out) throws IOException {
        AnswerLines.write(answers, out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Readiness that && answers.equals(that.answers);
    }

    @Override
    public int hashCode() {
        return answers.hashCode();
    }

    /** {@code 2 BREAKS, 1 UNKNOWN, 7 UNAFFECTED}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts().forEach((effect, count) -> text.append(text.length() == 0 ? "" : ", ")
                .append(count)
                .append(' ')
                .append(effect.headline()));
        return text.length() == 0 ? "no clients" : text.toString();
    }
}
