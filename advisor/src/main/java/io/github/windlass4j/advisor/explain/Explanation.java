package io.github.windlass4j.advisor.explain;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Possibility;
import io.github.windlass4j.advisor.decide.Ratio;
import io.github.windlass4j.advisor.internal.Network;
import io.github.windlass4j.advisor.internal.Search;
import io.github.windlass4j.advisor.internal.State;
import io.github.windlass4j.advisor.internal.Target;
import io.github.windlass4j.advisor.knowledge.Question;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why one table or catalogue answers as it does, what to ask next, and what would change the answer. */
public final class Explanation {
    /** Most candidate changes that are tried for counterfactuals. */
    public static final int MAX_CANDIDATES = 1 << 16;

    private final Advice advice;
    private final String id;
    private final Network network;
    private final Target target;
    private final List<Integer> relevant;
    private final Search.Found now;

    private Explanation(Advice advice, String id) {
        this.advice = advice;
        this.id = id;
        this.network = Network.compile(advice.knowledge(), advice.asOf());
        this.target = network.target(id);
        Set<String> questions = network.questionsOf(id);
        List<Integer> variables = new ArrayList<>();
        for (int v = 0; v < network.variables().size(); v++) {
            if (questions.contains(network.variables().get(v).id())) {
                variables.add(v);
            }
        }
        this.relevant = List.copyOf(variables);
        this.now = search(state());
    }

    /**
     * Explains the answer of a table or catalogue.
     *
     * @throws IllegalArgumentException if there is none of this id
     */
    public static Explanation of(Advice advice, String id) {
        return new Explanation(advice, id);
    }

    /** Returns the answer with everything it rests on. */
    public Proof proof() {
        return new Prover(advice, network).prove(id, state());
    }

    /**
     * Returns the question to ask next: the one with the fewest outcomes left on average; among equals one that can be
     * measured; among these the one that leaves the least to search.
     *
     * @return empty if the answer is decided, or no question can help
     */
    public Optional<NextQuestion> nextQuestion() {
        if (now.results().size() == 1 && now.exact()) {
            return Optional.empty();
        }
        record Candidate(
                int order, Network.Variable variable, Map<String, Search.Found> byValue, Ratio open, Ratio work) {
            boolean helps(Search.Found now) {
                return byValue.values().stream()
                        .anyMatch(
                                f -> f.visited() < now.visited() || !f.results().equals(now.results()));
            }
        }
        State state = state();
        List<Candidate> candidates = new ArrayList<>();
        for (int v : relevant) {
            Network.Variable variable = network.variables().get(v);
            if (Long.bitCount(state.mask(v)) < 2) {
                continue;
            }
            Map<String, Search.Found> byValue = new LinkedHashMap<>();
            long open = 0;
            long work = 0;
            for (int value = 0; value < variable.values().size(); value++) {
                Search.Found found = search(state.narrowed(v, 1L << value));
                byValue.put(variable.values().get(value), found);
                open += found.results().size();
                work += found.visited();
            }
            Ratio count = Ratio.of(byValue.size());
            candidates.add(new Candidate(
                    v,
                    variable,
                    byValue,
                    Ratio.of(open).over(count),
                    Ratio.of(work).over(count)));
        }
        return candidates.stream()
                .filter(c -> c.helps(now))
                .min(Comparator.comparing(Candidate::open)
                        .thenComparing(c -> !c.variable().measured())
                        .thenComparing(Candidate::work)
                        .thenComparingInt(Candidate::order))
                .map(c -> new NextQuestion(question(c.variable().id()), c.open(), outcomes(c.byValue())));
    }

    /** Returns the smallest changes of known facts, over all of them, that give another answer. */
    public Counterfactuals counterfactuals() {
        return counterfactuals(network.questionsOf(id));
    }

    /** Returns the smallest changes that give another answer, over the known facts among these questions. */
    public Counterfactuals counterfactuals(Set<String> changeable) {
        List<Integer> known = relevant.stream()
                .filter(v -> changeable.contains(network.variables().get(v).id()))
                .filter(v ->
                        advice.answers().containsKey(network.variables().get(v).id()))
                .toList();
        Changes changes = new Changes(known);
        for (int size = 1; size <= known.size() && changes.found.isEmpty() && changes.tried < MAX_CANDIDATES; size++) {
            changes.tryAll(0, size, state(), new LinkedHashMap<>());
        }
        return new Counterfactuals(changes.found, changes.tried < MAX_CANDIDATES);
    }

    private final class Changes {
        private final List<Integer> known;
        private final List<Counterfactual> found = new ArrayList<>();
        private int tried;

        Changes(List<Integer> known) {
            this.known = known;
        }

        void tryAll(int from, int left, State state, Map<String, String> change) {
            if (left == 0) {
                tried++;
                Search.Found then = search(state);
                if (!then.results().equals(now.results())) {
                    found.add(new Counterfactual(change, outcomes(then)));
                }
                return;
            }
            for (int i = from; i <= known.size() - left && tried < MAX_CANDIDATES; i++) {
                int v = known.get(i);
                Network.Variable variable = network.variables().get(v);
                for (int value = 0; value < variable.values().size(); value++) {
                    if (state.mask(v) != 1L << value) {
                        change.put(variable.id(), variable.values().get(value));
                        tryAll(i + 1, left - 1, state.narrowed(v, 1L << value), change);
                        change.remove(variable.id());
                    }
                }
            }
        }
    }

    private State state() {
        return network.state(advice.answers());
    }

    private Search.Found search(State state) {
        return Search.run(target, state, Advice.MAX_STATES);
    }

    private List<Possibility> outcomes(Search.Found found) {
        return found.results().stream()
                .map(r -> new Possibility(network.meaning(id, r)))
                .toList();
    }

    private Map<String, List<Possibility>> outcomes(Map<String, Search.Found> byValue) {
        Map<String, List<Possibility>> result = new LinkedHashMap<>();
        byValue.forEach((value, found) -> result.put(value, outcomes(found)));
        return result;
    }

    private Question question(String questionId) {
        return advice.knowledge().questions().stream()
                .filter(q -> q.id().equals(questionId))
                .findFirst()
                .orElseThrow();
    }

    /** What is explained. */
    @Override
    public String toString() {
        return "explanation of " + id + ": " + advice;
    }
}
