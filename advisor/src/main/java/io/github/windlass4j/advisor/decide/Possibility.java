package io.github.windlass4j.advisor.decide;

import java.util.List;
import java.util.Map;

/**
 * One possible answer.
 *
 * @param rows for a table: the outputs of the rows that answer, in order; for a catalogue: one {@code option} per winner.
 *     Empty if no row matches, or no option satisfies every must
 */
public record Possibility(List<Map<String, String>> rows) {
    /** Copies the collections. */
    public Possibility {
        rows = List.copyOf(rows);
    }

    /** Returns the values of one output, in the order of the rows. */
    public List<String> values(String output) {
        return rows.stream()
                .filter(row -> row.containsKey(output))
                .map(row -> row.getOrDefault(output, ""))
                .toList();
    }

    /** Tells whether no row matches, or no option is left. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public String toString() {
        return rows.isEmpty() ? "none" : rows.toString();
    }
}
