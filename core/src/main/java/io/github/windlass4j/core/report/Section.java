package io.github.windlass4j.core.report;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.internal.Count;
import java.util.ArrayList;
import java.util.List;

/**
 * One question and its answer.
 *
 * @param title the question or the thing that was looked at
 * @param outcome how it ends
 * @param summary the answer in one sentence; may be empty
 * @param blocks the evidence in the order in which it is to be read
 */
public record Section(String title, Outcome outcome, String summary, List<Block> blocks) {
    /** Copies the blocks. */
    public Section {
        blocks = List.copyOf(blocks);
    }

    /** A section without evidence yet. */
    public static Section of(String title, Outcome outcome, String summary) {
        return new Section(title, outcome, summary, List.of());
    }

    /** A section of findings, which also decide the outcome. */
    public static Section of(String title, List<Finding> findings) {
        Outcome outcome = Outcome.of(findings);
        String summary = findings.isEmpty() ? "nothing found" : Count.of(findings.size(), "finding");
        return of(title, outcome, summary).with(new Block.Findings(findings));
    }

    /** This section with one more block at its end. */
    public Section with(Block block) {
        List<Block> more = new ArrayList<>(blocks);
        more.add(block);
        return new Section(title, outcome, summary, more);
    }

    /** The findings of all blocks, in their order. */
    public List<Finding> findings() {
        return blocks.stream()
                .filter(Block.Findings.class::isInstance)
                .flatMap(block -> ((Block.Findings) block).findings().stream())
                .toList();
    }

    /** {@code db.example.com: fails, no path reaches an anchor}. */
    @Override
    public String toString() {
        return title + ": " + outcome + (summary.isEmpty() ? "" : ", " + summary);
    }
}
