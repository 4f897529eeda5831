package io.github.windlass4j.core.report;

import io.github.windlass4j.core.finding.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** A report as CommonMark with GitHub's tables. */
final class MarkdownWriter {
    private static final String SPECIAL = "\\`*_{}[]<>()#+-.!|~&$@:";

    private final Report report;
    private final StringBuilder out = new StringBuilder();

    MarkdownWriter(Report report) {
        this.report = report;
    }

    String text() {
        out.append("# ").append(escape(report.title())).append("\n\n");
        out.append("**").append(report.outcome()).append("**, as of ").append(report.at());
        out.append(".\n");
        for (Section section : report.sections()) {
            out.append("\n## ").append(escape(section.title())).append("\n\n");
            out.append("**").append(section.outcome()).append("**");
            out.append(section.summary().isEmpty() ? "" : ": " + escape(section.summary()));
            out.append('\n');
            section.blocks().forEach(this::block);
        }
        return out.toString();
    }

    private void block(Block block) {
        out.append('\n');
        if (block instanceof Block.Findings findings) {
            findings(findings.findings());
        } else if (block instanceof Block.Table table) {
            caption(table.caption());
            row(table.header());
            out.append("|").append(" --- |".repeat(table.header().size())).append('\n');
            table.rows().forEach(this::row);
        } else if (block instanceof Block.Text text) {
            caption(text.caption());
            fence("text", Words.lines(text.text()));
        } else if (block instanceof Drawing drawing) {
            caption(drawing.title());
            drawing.mermaid()
                    .ifPresentOrElse(
                            mermaid -> fence("mermaid", Words.lines(mermaid)),
                            () -> fence("text", Words.lines(drawing.text())));
        }
    }

    private void findings(List<Finding> findings) {
        if (findings.isEmpty()) {
            out.append("Nothing found.\n");
        }
        for (Finding finding : findings) {
            out.append("- **").append(finding.severity()).append("** `").append(Words.line(finding.rule()));
            out.append("` ").append(escape(finding.location().toString()));
            out.append(finding.location().toString().isEmpty() ? "" : ": ").append(escape(finding.message()));
            out.append('\n');
            finding.evidence()
                    .forEach(line -> out.append("  - ").append(escape(line)).append('\n'));
            finding.remedy()
                    .ifPresent(remedy ->
                            out.append("  - **do:** ").append(escape(remedy)).append('\n'));
        }
    }

    private void caption(String caption) {
        if (!caption.isEmpty()) {
            out.append(escape(caption)).append(":\n\n");
        }
    }

    private void row(List<String> cells) {
        out.append(cells.stream().map(MarkdownWriter::escape).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    /** A fence longer than every run of backticks inside it. */
    private void fence(String language, String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(Math.max(3, longest + 1));
        out.append(fence).append(language).append('\n').append(text);
        out.append(text.endsWith("\n") ? "" : "\n").append(fence).append('\n');
    }

    private static String escape(String text) {
        String line = Words.line(text);
        StringBuilder safe = new StringBuilder(line.length() + 8);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (SPECIAL.indexOf(c) >= 0 && needsEscape(line, i)) {
                safe.append('\\');
            }
            safe.append(c);
        }
        return safe.toString();
    }

    /** Marks that only count at the start of a line or beside blanks stay as they are inside a word: it reads better. */
    private static boolean needsEscape(String line, int i) {
        char c = line.charAt(i);
        if (c == '.' || c == ')') {
            return i > 0 && line.substring(0, i).chars().allMatch(Character::isDigit);
        }
        return i == 0 || "-+#(!:".indexOf(c) < 0;
    }
}
