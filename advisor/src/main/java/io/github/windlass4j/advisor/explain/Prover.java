package io.github.windlass4j.advisor.explain;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Answer;
import io.github.windlass4j.advisor.decide.Standing;
import io.github.windlass4j.advisor.decide.Truth;
import io.github.windlass4j.advisor.internal.Network;
import io.github.windlass4j.advisor.internal.State;
import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.HitPolicy;
import io.github.windlass4j.advisor.knowledge.Level;
import io.github.windlass4j.advisor.knowledge.Need;
import io.github.windlass4j.advisor.knowledge.Option;
import io.github.windlass4j.advisor.knowledge.Row;
import io.github.windlass4j.advisor.knowledge.Table;
import io.github.windlass4j.advisor.knowledge.Topic;
import io.github.windlass4j.core.knowledge.Claim;
import io.github.windlass4j.core.knowledge.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Builds proofs: an answer rests on rows, a row on its inputs, an input on a fact, on claims, or on another table. */
final class Prover {
    private final Advice advice;
    private final Network network;

    Prover(Advice advice, Network network) {
        this.advice = advice;
        this.network = network;
    }

    Proof prove(String id, State state) {
        Optional<Table> table = find(advice.knowledge().tables(), Table::id, id);
        return table.isPresent()
                ? prove(table.get(), state)
                : prove(find(advice.knowledge().catalogues(), Catalogue::id, id).orElseThrow(), state);
    }

    private Proof prove(Table table, State state) {
        Answer answer = advice.answer(table.id());
        List<Proof> rows = new ArrayList<>();
        List<Row> held = network.rows(table.id());
        List<Truth> truths = network.truths(table.id(), state);
        for (int r = 0; r < held.size(); r++) {
            boolean ruledOut = truths.get(r) == Truth.FALSE;
            if (ruledOut && table.hits() != HitPolicy.FIRST) {
                continue;
            }
            rows.add(row(table, r, held.get(r), truths.get(r), state));
            if (truths.get(r) == Truth.TRUE && table.hits() == HitPolicy.FIRST) {
                break;
            }
        }
        return new Proof(
                table.id() + " = " + describe(answer),
                Truth.of(answer.isDecided()).or(Truth.UNKNOWN),
                List.of(),
                rows);
    }

    private Proof row(Table table, int index, Row row, Truth truth, State state) {
        List<Proof> inputs = new ArrayList<>();
        row.when().forEach((input, values) -> {
            Proof proof = input(input, values, state);
            // One failing input is enough to rule a row out.
            if (truth != Truth.FALSE || proof.holds() == Truth.FALSE) {
                inputs.add(proof);
            }
        });
        String verb = truth == Truth.TRUE ? " applies" : truth == Truth.FALSE ? " is ruled out" : " may apply";
        return new Proof(table.id() + ", row " + (index + 1) + " " + row.then() + verb, truth, row.because(), inputs);
    }

    private Proof input(String input, Set<String> accepted, State state) {
        List<String> values = network.values(input, state);
        Truth holds = network.truth(Map.of(input, accepted), state);
        String found = values.size() == 1 ? values.get(0) : values.isEmpty() ? "open" : "one of " + values;
        String statement = input + " is " + found + " (want " + String.join(" or ", accepted) + ")";
        Optional<Topic> topic = find(advice.knowledge().topics(), Topic::id, input);
        if (topic.isPresent()) {
            return claims(statement, holds, network.resolve(topic.get()));
        }
        if (network.variable(input).isPresent()) {
            String origin = advice.facts()
                    .find(input)
                    .filter(f -> advice.answers().containsKey(input))
                    .map(f -> ", " + f.origin() + (f.evidence().isEmpty() ? "" : " " + f.evidence()))
                    .orElse(advice.answers().containsKey(input) ? ", supposed" : ", not known");
            return new Proof(statement + origin, holds, List.of(), List.of());
        }
        Proof below = prove(input.substring(0, input.lastIndexOf('.')), state);
        return new Proof(statement, holds, List.of(), List.of(below));
    }

    private Proof prove(Catalogue catalogue, State state) {
        List<Proof> options = new ArrayList<>();
        for (Standing standing : advice.standings(catalogue.id())) {
            Option option =
                    find(catalogue.options(), Option::id, standing.option()).orElseThrow();
            List<Proof> reasons = new ArrayList<>();
            for (Standing.Reason reason : standing.reasons()) {
                reasons.add(need(catalogue, option, reason, state));
            }
            String verdict = switch (standing.viable()) {
                case TRUE -> " is viable, score " + score(standing);
                case FALSE -> " is excluded";
                case UNKNOWN -> " may be viable, score " + score(standing);
            };
            options.add(new Proof(option.id() + verdict, standing.viable(), List.of(), reasons));
        }
        Answer answer = advice.answer(catalogue.id());
        return new Proof(
                catalogue.id() + " = " + describe(answer),
                Truth.of(answer.isDecided()).or(Truth.UNKNOWN),
                List.of(),
                options);
    }

    private Proof need(Catalogue catalogue, Option option, Standing.Reason reason, State state) {
        Need need = find(catalogue.needs(), Need::id, reason.need()).orElseThrow();
        List<Proof> because = new ArrayList<>();
        need.when().forEach((input, values) -> because.add(input(input, values, state)));
        because.addAll(levels(catalogue, option, need.capability()));
        String wanted =
                need.strength() == Need.Strength.MUST ? " must be at least " + need.threshold() : " should be high";
        return new Proof(
                need.id() + ": " + need.capability() + wanted + ", is " + String.join(" or ", reason.levels()),
                need.strength() == Need.Strength.MUST ? reason.met() : reason.applies(),
                need.because(),
                because);
    }

    private List<Proof> levels(Catalogue catalogue, Option option, String capability) {
        List<Claim<Level>> claims = option.capabilities().getOrDefault(capability, List.of());
        Resolution<Level> resolution = network.resolve(claims);
        if (resolution.value().isPresent() || option.members().isEmpty()) {
            String found = resolution.value().map(Level::name).orElse("not stated by any source");
            return List.of(claims(option.id() + ": " + capability + " is " + found, Truth.TRUE, resolution));
        }
        return option.members().stream()
                .flatMap(m ->
                        levels(
                                catalogue,
                                find(catalogue.options(), Option::id, m).orElseThrow(),
                                capability)
                                .stream())
                .toList();
    }

    private static Proof claims(String statement, Truth holds, Resolution<?> resolution) {
        List<Proof> claims = new ArrayList<>();
        for (Claim<?> claim : resolution.claims()) {
            claims.add(new Proof(
                    String.valueOf(claim.value()),
                    Truth.of(resolution.value().map(claim.value()::equals).orElse(false)),
                    List.of(claim.source()),
                    List.of()));
        }
        return new Proof(statement + ", " + resolution.ground(), holds, List.of(), claims);
    }

    private static String score(Standing standing) {
        return standing.worst().equals(standing.best())
                ? standing.worst().toString()
                : standing.worst() + " to " + standing.best();
    }

    private static String describe(Answer answer) {
        if (answer.isDecided()) {
            return answer.possible().get(0).toString();
        }
        return (answer.exact() ? "one of " : "at least one of ") + answer.possible();
    }

    private static <T> Optional<T> find(List<T> all, Function<T, String> idOf, String id) {
        return all.stream().filter(t -> idOf.apply(t).equals(id)).findFirst();
    }
}
