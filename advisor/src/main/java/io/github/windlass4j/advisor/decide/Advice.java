package io.github.windlass4j.advisor.decide;

import io.github.windlass4j.advisor.internal.Network;
import io.github.windlass4j.advisor.internal.Search;
import io.github.windlass4j.advisor.internal.State;
import io.github.windlass4j.advisor.internal.Target;
import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.Level;
import io.github.windlass4j.advisor.knowledge.Need;
import io.github.windlass4j.advisor.knowledge.Plan;
import io.github.windlass4j.advisor.knowledge.Step;
import io.github.windlass4j.advisor.knowledge.Topic;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.knowledge.Resolution;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What knowledge says about a platform on a day. Answers are computed when asked for; asking twice gives the same.
 * Why an answer is what it is, and what would change it, tells {@link io.github.windlass4j.advisor.explain}.
 */
public final class Advice implements Reportable {
    /** Most states that one exact answer looks at before it stops and says that it is not exact. */
    public static final int MAX_STATES = 1 << 16;

    private final Knowledge knowledge;
    private final Facts facts;
    private final LocalDate asOf;
    private final Map<String, String> answers;
    private final Network network;

    Advice(Knowledge knowledge, Facts facts, LocalDate asOf, Map<String, String> answers, Network network) {
        this.knowledge = knowledge;
        this.facts = facts;
        this.asOf = asOf;
        this.answers = Collections.unmodifiableMap(new TreeMap<>(answers));
        this.network = network;
    }

    /** Returns the knowledge that was used. */
    public Knowledge knowledge() {
        return knowledge;
    }

    /** Returns the facts that were used. */
    public Facts facts() {
        return facts;
    }

    /** Returns the day. */
    public LocalDate asOf() {
        return asOf;
    }

    /** Returns question id to answer; numbers have become the bands they fall into. */
    public Map<String, String> answers() {
        return answers;
    }

    /** Returns the facts about which no pack asks. */
    public List<Fact> unused() {
        return facts.all().stream()
                .filter(f -> !answers.containsKey(f.question()))
                .toList();
    }

    /** Returns the advice for the same platform with one answer more, or another one. */
    public Advice supposing(Map<String, String> changed) {
        Map<String, String> all = new TreeMap<>(answers);
        all.putAll(changed);
        return new Advice(knowledge, facts, asOf, all, network);
    }

    /**
     * Answers a table or a catalogue.
     *
     * @throws IllegalArgumentException if there is none of this id
     */
    public Answer answer(String id) {
        Search.Found found = Search.run(network.target(id), newState(), MAX_STATES);
        List<Possibility> possible = found.results().stream()
                .map(result -> new Possibility(network.meaning(id, result)))
                .toList();
        return new Answer(id, possible, found.exact());
    }

    /** Returns how each option of a catalogue stands, in the order of the catalogue. */
    public List<Standing> standings(String catalogueId) {
        Catalogue catalogue = find("catalogue", knowledge.catalogues(), Catalogue::id, catalogueId);
        List<Standing> result = new ArrayList<>();
        for (int o = 0; o < catalogue.options().size(); o++) {
            result.add(standing(catalogue, o));
        }
        return result;
    }

    private Standing standing(Catalogue catalogue, int option) {
        State now = newState();
        Ratio worst = Ratio.ZERO;
        Ratio best = Ratio.ZERO;
        List<Standing.Reason> reasons = new ArrayList<>();
        for (int n = 0; n < catalogue.needs().size(); n++) {
            Need need = catalogue.needs().get(n);
            Truth applies = network.applies(catalogue.id(), n, now);
            if (applies == Truth.FALSE) {
                continue;
            }
            List<Level> levels = network.levels(catalogue.id(), option, n, now);
            reasons.add(new Standing.Reason(
                    need.id(),
                    need.strength(),
                    applies,
                    met(need, levels),
                    levels.stream().map(Level::name).toList()));
            if (need.strength() == Need.Strength.SHOULD) {
                Ratio weight = Ratio.of(need.importance());
                Ratio low = applies == Truth.TRUE ? Ratio.of(levels.get(0).points()) : Ratio.ZERO;
                worst = worst.plus(weight.times(low));
                best = best.plus(
                        weight.times(Ratio.of(levels.get(levels.size() - 1).points())));
            }
        }
        return new Standing(catalogue.options().get(option).id(), viable(catalogue, option), worst, best, reasons);
    }

    private static Truth met(Need need, List<Level> levels) {
        boolean all = levels.stream().allMatch(l -> l.compareTo(need.threshold()) >= 0);
        boolean none = levels.stream().noneMatch(l -> l.compareTo(need.threshold()) >= 0);
        return all ? Truth.TRUE : none ? Truth.FALSE : Truth.UNKNOWN;
    }

    private Truth viable(Catalogue catalogue, int option) {
        Target target = network.viability(catalogue.id(), option);
        Search.Found found = Search.run(target, newState(), MAX_STATES);
        if (!found.exact() || found.results().size() > 1) {
            return Truth.UNKNOWN;
        }
        return Truth.of(found.results().contains(List.of(1)));
    }

    /** Returns what the claims on a topic resolve to on this day. */
    public Resolution<String> topic(String id) {
        return network.resolve(find("topic", knowledge.topics(), Topic::id, id));
    }

    /** Returns the steps of a plan that are part of it, or may be. */
    public List<Step> steps(String planId) {
        return find("plan", knowledge.plans(), Plan::id, planId).steps().stream()
                .filter(s -> truth(s.when()) != Truth.FALSE)
                .toList();
    }

    /** Returns the truth of a condition over inputs, in Kleene's logic. */
    public Truth truth(Map<String, Set<String>> condition) {
        return network.truth(condition, newState());
    }

    /** Returns the ids of all tables and catalogues, in the order of the packs. */
    public List<String> decisions() {
        return Stream.concat(
                        knowledge.tables().stream().map(t -> t.id()),
                        knowledge.catalogues().stream().map(Catalogue::id))
                .toList();
    }

    /** The facts and the answer of every table and catalogue; an answer that unknown facts leave open makes it not known. */
    @Override
    public Section section() {
        List<Answer> all = decisions().stream().map(this::answer).toList();
        long open = all.stream().filter(answer -> !answer.isDecided()).count();
        return Section.of(
                        "Advice as of " + asOf,
                        open == 0 ? Outcome.PASSES : Outcome.UNKNOWN,
                        (all.size() - open) + " of " + all.size() + " answers are decided")
                .with(new Block.Table(
                        "Facts",
                        List.of("question", "answer", "from"),
                        facts.all().stream()
                                .map(fact -> List.of(
                                        fact.question(),
                                        fact.value(),
                                        fact.origin() + (fact.evidence().isEmpty() ? "" : ": " + fact.evidence())))
                                .toList()))
                .with(new Block.Table(
                        "Answers",
                        List.of("decision", "answer"),
                        all.stream()
                                .map(answer -> List.of(answer.id(), answer.toString()))
                                .toList()));
    }

    // A state remembers tables it has evaluated; each search starts from its own, so that advice can be shared.
    private State newState() {
        return network.state(answers);
    }

    private static <T> T find(String shape, List<T> all, Function<T, String> idOf, String id) {
        return all.stream()
                .filter(t -> idOf.apply(t).equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + shape + " \"" + id + "\""));
    }

    /** {@code 26 decisions from 2 facts, as of 2026-11-22}, and about which facts no pack asks. */
    @Override
    public String toString() {
        List<String> strange = unused().stream().map(Fact::question).toList();
        return Count.of(decisions().size(), "decision") + " from "
                + Count.of(facts.all().size(), "fact") + ", as of " + asOf
                + (strange.isEmpty() ? "" : "; no pack asks about " + String.join(", ", strange));
    }
}
