package io.github.windlass4j.core.report;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.internal.Count;
import java.util.List;

/** One part of a {@link Section}. */
public sealed interface Block permits Block.Findings, Block.Table, Block.Text, Drawing {
    /**
     * Findings in the order in which they are to be read.
     *
     * @param findings may be empty, which is said in words
     */
    record Findings(List<Finding> findings) implements Block {
        /** Copies the list. */
        public Findings {
            findings = List.copyOf(findings);
        }
    }

    /**
     * A table such as before and after.
     *
     * @param caption what it shows
     * @param header names of the columns, at least one
     * @param rows one list a row, as long as the header
     */
    record Table(String caption, List<String> header, List<List<String>> rows) implements Block {
        /** Copies the lists; a row of another width than the header is refused. */
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            if (header.isEmpty()) {
                throw new IllegalArgumentException("header: 0 columns (want >= 1)");
            }
            for (List<String> row : rows) {
                if (row.size() != header.size()) {
                    throw new IllegalArgumentException("row " + row + ": " + Count.of(row.size(), "cell") + " (want "
                            + header.size() + ", as the header)");
                }
            }
        }
    }

    /**
     * Text that keeps its lines, such as an explanation or a script.
     *
     * @param caption what it is
     * @param text the lines
     */
    record Text(String caption, String text) implements Block {}
}
