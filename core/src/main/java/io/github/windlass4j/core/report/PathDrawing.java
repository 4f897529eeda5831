package io.github.windlass4j.core.report;

import io.github.windlass4j.core.cert.Certificate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws certificate paths, the anchor on top: boxes that say in words what their line style shows. */
final class PathDrawing {
    private static final int BOX_WIDTH = 300;
    private static final int BOX_HEIGHT = 64;
    private static final int GAP = 36;
    private static final int MARGIN = 16;
    private static final int HEADING = 28;
    /** Characters of 14 pixels that fit a box whatever the font. */
    private static final int LABEL_LENGTH = 36;

    private record Column(String heading, List<Certificate> path, Set<Certificate> other, String difference) {}

    private final Set<Certificate> anchors;
    private final StringBuilder svg = new StringBuilder();

    private PathDrawing(Collection<Certificate> anchors) {
        this.anchors = Set.copyOf(anchors);
    }

    static Drawing path(List<Certificate> path, Collection<Certificate> anchors) {
        Column only = new Column("", path, Set.copyOf(path), "");
        return new PathDrawing(anchors).draw("Certificate path", List.of(only));
    }

    static Drawing rotation(List<Certificate> before, List<Certificate> after, Collection<Certificate> anchors) {
        Column today = new Column("today", before, Set.copyOf(after), "retired");
        Column tomorrow = new Column("tomorrow", after, Set.copyOf(before), "new");
        return new PathDrawing(anchors).draw("Certificate chains before and after", List.of(today, tomorrow));
    }

    private Drawing draw(String title, List<Column> columns) {
        int rows =
                columns.stream().mapToInt(column -> column.path().size()).max().orElse(0);
        int top = columns.size() > 1 ? HEADING + MARGIN : MARGIN;
        int width = MARGIN + columns.size() * (BOX_WIDTH + MARGIN);
        int height = top + Math.max(1, rows) * (BOX_HEIGHT + GAP) - GAP + MARGIN;
        String text = text(columns);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(height)
                .append("\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height)
                .append("\" font-family=\"sans-serif\" font-size=\"13\"><title>")
                .append(Words.xml(title))
                .append("</title><desc>")
                .append(Words.xml(text))
                .append("</desc>");
        for (int i = 0; i < columns.size(); i++) {
            column(columns.get(i), MARGIN + i * (BOX_WIDTH + MARGIN), top, rows);
        }
        svg.append("</svg>");
        return new Drawing(title, svg.toString(), text, Optional.of(mermaid(columns)));
    }

    /** Chains end on one line at the bottom, so that leaves stand beside leaves. */
    private void column(Column column, int x, int top, int rows) {
        if (!column.heading().isEmpty()) {
            label(x, top - MARGIN, column.heading(), "font-weight=\"bold\"");
        }
        for (int i = 0; i < column.path().size(); i++) {
            Certificate certificate = column.path().get(i);
            int y = top + (rows - 1 - i) * (BOX_HEIGHT + GAP);
            if (i + 1 < column.path().size()) {
                int middle = x + BOX_WIDTH / 2;
                svg.append("<path d=\"M")
                        .append(middle)
                        .append(' ')
                        .append(y - GAP)
                        .append('V')
                        .append(y - 6);
                svg.append("\" stroke=\"currentColor\"/><path d=\"M")
                        .append(middle - 5)
                        .append(' ')
                        .append(y - 8);
                svg.append("l5 8l5 -8z\" fill=\"currentColor\"/>");
            }
            List<String> marks = marks(column, certificate);
            box(x, y, certificate, marks);
        }
    }

    private void box(int x, int y, Certificate certificate, List<String> marks) {
        boolean anchor = marks.contains("anchor");
        rectangle(x, y, BOX_WIDTH, BOX_HEIGHT, anchor ? "2.5" : "1.2", marks.contains("retired"));
        if (anchor) {
            rectangle(x + 4, y + 4, BOX_WIDTH - 8, BOX_HEIGHT - 8, "0.8", false);
        }
        label(x + 14, y + 24, shortened(name(certificate)), "font-weight=\"bold\"");
        String ends = "ends " + certificate.notAfter().atOffset(ZoneOffset.UTC).toLocalDate();
        label(x + 14, y + 46, marks.isEmpty() ? ends : ends + ", " + String.join(", ", marks), "");
    }

    private void rectangle(int x, int y, int width, int height, String stroke, boolean dashed) {
        svg.append("<rect x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\" width=\"")
                .append(width);
        svg.append("\" height=\"")
                .append(height)
                .append("\" rx=\"6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"");
        svg.append(stroke).append(dashed ? "\" stroke-dasharray=\"6 4\"/>" : "\"/>");
    }

    private void label(int x, int y, String words, String style) {
        svg.append("<text x=\"").append(x).append("\" y=\"").append(y).append("\" fill=\"currentColor\" ");
        svg.append(style).append('>').append(Words.xml(words)).append("</text>");
    }

    private List<String> marks(Column column, Certificate certificate) {
        List<String> marks = new ArrayList<>();
        if (!column.other().contains(certificate)) {
            marks.add(column.difference());
        }
        if (anchors.contains(certificate)) {
            marks.add("anchor");
        }
        return marks;
    }

    private String text(List<Column> columns) {
        return columns.stream()
                .map(column -> (column.heading().isEmpty() ? "" : column.heading() + ": ")
                        + column.path().stream()
                                .map(certificate -> marked(column, certificate))
                                .collect(Collectors.joining(" <- ")))
                .collect(Collectors.joining("\n"));
    }

    private String marked(Column column, Certificate certificate) {
        List<String> marks = marks(column, certificate);
        return name(certificate) + (marks.isEmpty() ? "" : " (" + String.join(", ", marks) + ")");
    }

    private String mermaid(List<Column> columns) {
        StringBuilder text = new StringBuilder("flowchart TD\n");
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            boolean group = !column.heading().isEmpty();
            text.append(group ? "  subgraph " + column.heading() + "\n" : "");
            for (int i = column.path().size() - 1; i >= 0; i--) {
                String words = marked(column, column.path().get(i)).replace("\"", "#quot;");
                text.append("  n")
                        .append(c)
                        .append('_')
                        .append(i)
                        .append("[\"")
                        .append(words)
                        .append("\"]\n");
                if (i + 1 < column.path().size()) {
                    text.append("  n").append(c).append('_').append(i + 1).append(" --> n");
                    text.append(c).append('_').append(i).append('\n');
                }
            }
            text.append(group ? "  end\n" : "");
        }
        return text.toString();
    }

    private static String name(Certificate certificate) {
        String subject = certificate.subject().toString();
        return Words.line(subject.isEmpty() ? "SHA-256 " + certificate.sha256() : subject);
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LABEL_LENGTH
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LABEL_LENGTH - 1)) + "…";
    }
}
