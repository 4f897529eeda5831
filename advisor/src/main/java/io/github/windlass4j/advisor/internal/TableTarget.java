package io.github.windlass4j.advisor.internal;

import io.github.windlass4j.advisor.knowledge.HitPolicy;
import java.util.ArrayList;
import java.util.List;

/** The rows that answer for a table; the empty list is the gap. */
final class TableTarget implements Target {
    private final TableNode node;

    TableTarget(TableNode node) {
        this.node = node;
    }

    @Override
    public Glimpse glimpse(State state) {
        RowSet rows = state.rowsOf(node);
        if (rows.decided()) {
            return Glimpse.decided(certain(rows));
        }
        if (node.table.hits() != HitPolicy.FIRST) {
            return Glimpse.open(rows.split());
        }
        List<List<Integer>> superset = new ArrayList<>();
        for (int row : rows.possible()) {
            List<Integer> one = List.of(node.classOf(row));
            if (!superset.contains(one)) {
                superset.add(one);
            }
        }
        if (rows.gap()) {
            superset.add(List.of());
        }
        return superset.size() == 1 ? Glimpse.decided(superset.get(0)) : new Glimpse(null, superset, rows.split());
    }

    private List<Integer> certain(RowSet rows) {
        List<Integer> result = new ArrayList<>();
        for (int row : rows.possible()) {
            result.add(node.classOf(row));
        }
        return result;
    }
}
