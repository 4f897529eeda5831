package io.github.windlass4j.advisor.knowledge;

import io.github.windlass4j.core.knowledge.InvalidPropertyException;
import java.util.ArrayList;
import java.util.List;

/**
 * A decision table over finite inputs.
 *
 * @param id name that other tables, plans and callers refer to
 * @param title what the table decides, for a human
 * @param inputs ids of questions or topics, or outputs of other tables as {@code table.output}
 * @param hits how many rows answer
 * @param rows at least one; all give the same outputs
 */
public record Table(String id, String title, List<String> inputs, HitPolicy hits, List<Row> rows) {
    /** Checks the components and copies the collections. */
    public Table {
        inputs = List.copyOf(inputs);
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("rows: 0 (want >= 1)");
        }
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (!row.then().keySet().equals(rows.get(0).then().keySet())) {
                throw new InvalidPropertyException(
                        "rows[" + i + "].then",
                        "outputs " + row.then().keySet() + " (want "
                                + rows.get(0).then().keySet() + " as in the first row)");
            }
            for (String input : row.when().keySet()) {
                if (!inputs.contains(input)) {
                    throw new InvalidPropertyException(
                            "rows[" + i + "].when." + input, "not an input of the table (inputs: " + inputs + ")");
                }
            }
        }
    }

    /** Returns the names of the outputs, in the order of the first row. */
    public List<String> outputs() {
        return List.copyOf(rows.get(0).then().keySet());
    }

    /** Returns every value of an output, in the order of the rows, each once. */
    public List<String> valuesOf(String output) {
        List<String> values = new ArrayList<>();
        for (Row row : rows) {
            String value = row.then().get(output);
            if (value != null && !values.contains(value)) {
                values.add(value);
            }
        }
        return values;
    }

    @Override
    public String toString() {
        return id + ": " + title;
    }
}
