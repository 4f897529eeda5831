package io.github.windlass4j.advisor.internal;

import io.github.windlass4j.advisor.decide.Truth;
import io.github.windlass4j.advisor.knowledge.HitPolicy;
import io.github.windlass4j.advisor.knowledge.Row;
import io.github.windlass4j.advisor.knowledge.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A table of one day, its conditions compiled. */
final class TableNode {
    final int index;
    final Table table;
    final List<Row> rows;
    final List<Input> inputs;
    private final Condition[] conditions;
    private final int[] answerClass;
    private final long[][] columns;
    private final long[] gapBits;

    TableNode(int index, Table table, List<Row> rows, List<Input> inputs, Condition[] conditions) {
        this.index = index;
        this.table = table;
        this.rows = rows;
        this.inputs = inputs;
        this.conditions = conditions;
        this.answerClass = classes(rows);
        List<String> outputs = table.outputs();
        this.columns = new long[outputs.size()][rows.size()];
        this.gapBits = new long[outputs.size()];
        for (int c = 0; c < outputs.size(); c++) {
            List<String> values = table.valuesOf(outputs.get(c));
            gapBits[c] = 1L << values.size();
            for (int r = 0; r < rows.size(); r++) {
                columns[c][r] = 1L << values.indexOf(rows.get(r).then().get(outputs.get(c)));
            }
        }
    }

    // Rows with equal outputs give the same answer; the first of them stands for all.
    private static int[] classes(List<Row> rows) {
        int[] result = new int[rows.size()];
        List<Map<String, String>> answers = rows.stream().map(Row::then).toList();
        for (int r = 0; r < result.length; r++) {
            result[r] = answers.indexOf(answers.get(r));
        }
        return result;
    }

    int classOf(int row) {
        return answerClass[row];
    }

    Truth truthOf(int row, State state) {
        return conditions[row].evaluate(state);
    }

    RowSet evaluate(State state) {
        int[] possible = new int[conditions.length];
        int count = 0;
        int split = -1;
        boolean matched = false;
        for (int r = 0; r < conditions.length; r++) {
            Truth truth = conditions[r].evaluate(state);
            if (truth == Truth.FALSE) {
                continue;
            }
            possible[count++] = r;
            if (truth == Truth.UNKNOWN && split < 0) {
                split = conditions[r].split(state);
            }
            if (truth == Truth.TRUE) {
                matched = true;
                if (table.hits() == HitPolicy.FIRST) {
                    break;
                }
            }
        }
        return new RowSet(Arrays.copyOf(possible, count), !matched, split);
    }

    long columnMask(RowSet set, int column) {
        if (set.decided() && set.possible().length > 0) {
            return columns[column][set.possible()[0]];
        }
        long mask = set.gap() ? gapBits[column] : 0;
        for (int row : set.possible()) {
            mask |= columns[column][row];
        }
        return mask;
    }
}
