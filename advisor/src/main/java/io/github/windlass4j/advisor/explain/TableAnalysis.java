package io.github.windlass4j.advisor.explain;

import io.github.windlass4j.advisor.knowledge.HitPolicy;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.Question;
import io.github.windlass4j.advisor.knowledge.Row;
import io.github.windlass4j.advisor.knowledge.Table;
import io.github.windlass4j.advisor.knowledge.Topic;
import io.github.windlass4j.core.internal.Count;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a table leaves out, says twice, or never says, over all combinations of its inputs.
 *
 * @param table id of the table
 * @param combinations number of combinations of input values
 * @param uncovered how many of them no row matches
 * @param gaps regions that no row matches; inputs that are not named may have any value
 * @param overlaps regions that several rows of a UNIQUE table match, each once
 * @param shadowed rows, counted from 1, that never answer because earlier rows match whatever they match
 */
public record TableAnalysis(
        String table,
        long combinations,
        long uncovered,
        List<Map<String, String>> gaps,
        List<Overlap> overlaps,
        List<Integer> shadowed) {
    /**
     * Rows that match together.
     *
     * @param rows the rows, counted from 1
     * @param witness input values under which they do
     */
    public record Overlap(List<Integer> rows, Map<String, String> witness) {}

    /** Copies the collections. */
    public TableAnalysis {
        gaps = List.copyOf(gaps);
        overlaps = List.copyOf(overlaps);
        shadowed = List.copyOf(shadowed);
    }

    /**
     * Analyses a table as it is on a day. Inputs are taken as independent of each other: a combination that another table
     * never produces counts as well.
     *
     * @throws IllegalArgumentException if there is no such table
     */
    public static TableAnalysis of(Knowledge knowledge, String tableId, LocalDate asOf) {
        Table table = knowledge.tables().stream()
                .filter(t -> t.id().equals(tableId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table \"" + tableId + "\""));
        Walk walk = new Walk(table, domains(knowledge, table), asOf);
        walk.descend(0, new LinkedHashMap<>(), walk.all());
        List<Integer> shadowed = new ArrayList<>();
        for (int r = 0; r < walk.rows.size(); r++) {
            if (!walk.answering.get(r)) {
                shadowed.add(r + 1);
            }
        }
        return new TableAnalysis(tableId, walk.product(0), walk.uncovered, walk.gaps, walk.overlaps, shadowed);
    }

    private static List<List<String>> domains(Knowledge knowledge, Table table) {
        Map<String, List<String>> domains = new HashMap<>();
        knowledge.questions().forEach((Question q) -> domains.put(q.id(), q.values()));
        knowledge.topics().forEach((Topic t) -> domains.put(t.id(), t.values()));
        knowledge.tables().forEach(t -> t.outputs().forEach(o -> domains.put(t.id() + "." + o, t.valuesOf(o))));
        return table.inputs().stream()
                .map(i -> domains.getOrDefault(i, List.of()))
                .toList();
    }

    private static final class Walk {
        private final Table table;
        private final List<List<String>> domains;
        private final List<Row> rows;
        private final BitSet answering = new BitSet();
        private final List<Map<String, String>> gaps = new ArrayList<>();
        private final List<Overlap> overlaps = new ArrayList<>();
        private long uncovered;

        Walk(Table table, List<List<String>> domains, LocalDate asOf) {
            this.table = table;
            this.domains = domains;
            this.rows = table.rows().stream().filter(r -> r.holdsOn(asOf)).toList();
        }

        BitSet all() {
            BitSet all = new BitSet();
            all.set(0, rows.size());
            return all;
        }

        long product(int from) {
            return domains.subList(from, domains.size()).stream()
                    .mapToLong(List::size)
                    .reduce(1, Math::multiplyExact);
        }

        void descend(int input, Map<String, String> region, BitSet left) {
            if (left.isEmpty()) {
                uncovered += product(input);
                gaps.add(Map.copyOf(region));
                return;
            }
            int next = input;
            while (next < domains.size() && !constrains(next, left)) {
                next++;
            }
            if (next == domains.size()) {
                leaf(region, left);
                return;
            }
            long skipped = product(input) / product(next);
            long before = uncovered;
            String name = table.inputs().get(next);
            for (String value : domains.get(next)) {
                region.put(name, value);
                descend(next + 1, region, matching(name, value, left));
                region.remove(name);
            }
            uncovered = before + (uncovered - before) * skipped;
        }

        private boolean constrains(int input, BitSet left) {
            return left.stream()
                    .anyMatch(r -> rows.get(r).when().containsKey(table.inputs().get(input)));
        }

        private BitSet matching(String input, String value, BitSet left) {
            BitSet result = new BitSet();
            left.stream()
                    .filter(r -> {
                        Set<String> accepted = rows.get(r).when().get(input);
                        return accepted == null || accepted.contains(value);
                    })
                    .forEach(result::set);
            return result;
        }

        private void leaf(Map<String, String> region, BitSet left) {
            if (table.hits() == HitPolicy.FIRST) {
                answering.set(left.nextSetBit(0));
                return;
            }
            answering.or(left);
            if (table.hits() == HitPolicy.UNIQUE && left.cardinality() > 1) {
                List<Integer> matched = left.stream().map(r -> r + 1).boxed().toList();
                if (overlaps.stream().noneMatch(o -> o.rows().equals(matched))) {
                    overlaps.add(new Overlap(matched, Map.copyOf(region)));
                }
            }
        }
    }

    @Override
    public String toString() {
        return table + ": " + uncovered + " of " + combinations + " uncovered, " + Count.of(overlaps.size(), "overlap");
    }
}
