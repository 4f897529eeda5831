package io.github.windlass4j.gateway.route;

import io.github.windlass4j.manifest.regex.Regex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One part of a request (its host, its path, one header) and the questions that rules ask about it. Texts that give the
 * same answers are one cell: no rule can tell them apart.
 */
final class Dimension {
    /** States per search for a member of a cell; expressions as people write them need some tens. */
    private static final int BUDGET = 2_000;

    private static final int SEARCHES = 200;

    /** What may stand in a host, a path or a value without being escaped. */
    private static final Regex VISIBLE = Regex.compile("[!-~]*");

    private final String name;
    private final List<Probe> probes;
    private final Function<Request, Optional<String>> part;
    private final List<Cell> cells = new ArrayList<>();
    private boolean complete = true;
    private int searches;

    /**
     * Texts that give the same answers.
     *
     * @param answers for each question of the dimension, whether it holds
     * @param members some of the texts; the part is absent from the request in the first place if {@code maybeAbsent}
     * @param maybeAbsent whether a request without the part belongs here
     */
    record Cell(BitSet answers, List<String> members, boolean maybeAbsent) {}

    /**
     * @param part the text of a request; absent counts as a text for which no answer is yes
     * @param optional whether the part may be absent
     * @param start texts to try first, such as those that every request may have
     */
    Dimension(
            String name,
            Collection<Probe> probes,
            Function<Request, Optional<String>> part,
            boolean optional,
            List<String> start) {
        this.name = name;
        this.probes = List.copyOf(new LinkedHashSet<>(probes));
        this.part = part;
        Map<BitSet, Set<String>> found = new LinkedHashMap<>();
        for (String text : start) {
            found.computeIfAbsent(answers(text), answers -> new LinkedHashSet<>())
                    .add(text);
        }
        for (Probe condition : this.probes) {
            for (String text : condition.examples()) {
                found.computeIfAbsent(answers(text), answers -> new LinkedHashSet<>())
                        .add(text);
            }
        }
        if (this.probes.stream().anyMatch(condition -> condition.examples().isEmpty())) {
            search(new ArrayList<>(List.of(VISIBLE)), new ArrayList<>(), 0, found);
        }
        if (optional) {
            found.computeIfAbsent(new BitSet(), answers -> new LinkedHashSet<>());
        }
        found.forEach(
                (answers, texts) -> cells.add(new Cell(answers, List.copyOf(texts), optional && answers.isEmpty())));
    }

    /** Finds a member of every cell that has one, question by question. */
    private void search(List<Regex> yes, List<Regex> no, int next, Map<BitSet, Set<String>> found) {
        if (++searches > SEARCHES) {
            complete = false;
            return;
        }
        Regex.Example example = Regex.example(yes, no, BUDGET);
        complete &= example.complete();
        if (example.text().isEmpty()) {
            return;
        }
        String text = example.text().get();
        found.computeIfAbsent(answers(text), answers -> new LinkedHashSet<>()).add(text);
        if (next < probes.size()) {
            Regex question = probes.get(next).expression();
            yes.add(question);
            search(yes, no, next + 1, found);
            yes.remove(yes.size() - 1);
            no.add(question);
            search(yes, no, next + 1, found);
            no.remove(no.size() - 1);
        }
    }

    List<Cell> cells() {
        return cells;
    }

    /** How many searches it took to find members. */
    int searches() {
        return searches;
    }

    /** Whether every text is in one of the cells. */
    boolean isComplete() {
        return complete;
    }

    int indexOf(Probe condition) {
        return probes.indexOf(condition);
    }

    /** The answers for a request's part. */
    BitSet answers(Request request) {
        return part.apply(request).map(this::answers).orElseGet(BitSet::new);
    }

    private BitSet answers(String text) {
        BitSet answers = new BitSet(probes.size());
        for (int i = 0; i < probes.size(); i++) {
            answers.set(i, probes.get(i).test().holds(text));
        }
        return answers;
    }

    /** A cell in words. */
    String describe(BitSet answers) {
        List<String> yes = new ArrayList<>();
        List<String> no = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            (answers.get(i) ? yes : no).add(probes.get(i).text());
        }
        if (yes.isEmpty()) {
            return probes.isEmpty() ? name + " any" : name + " other than " + String.join(", ", no);
        }
        return name + " " + String.join(" and ", yes) + (no.isEmpty() ? "" : ", not " + String.join(", ", no));
    }
}
