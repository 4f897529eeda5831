package io.github.windlass4j.gateway.diagram;

import io.github.windlass4j.core.internal.HiddenCharacters;
import io.github.windlass4j.gateway.diagram.Graph.Arrow;
import io.github.windlass4j.gateway.diagram.Graph.Box;
import io.github.windlass4j.gateway.diagram.Graph.Column;
import io.github.windlass4j.gateway.diagram.Graph.Owner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The same graph as SVG and for Mermaid. Names come from anybody: what is not plain is written as a reference to its number.
 */
final class GraphWriter {
    private static final int BOX_WIDTH = 250;
    private static final int LINE = 18;
    private static final int PADDING = 10;
    private static final int GAP = 22;
    private static final int COLUMN_GAP = 70;
    private static final int MARGIN = 16;
    private static final int HEADING = 30;
    /** Characters of 13 pixels that fit a box whatever the font. */
    private static final int LABEL_LENGTH = 32;

    private final Graph graph;
    private final String title;
    private final Map<Box, Integer> tops = new HashMap<>();
    private final StringBuilder svg = new StringBuilder();

    GraphWriter(Graph graph, String title) {
        this.graph = graph;
        this.title = title;
    }

    String svg() {
        List<Column> used = new ArrayList<>();
        int height = 0;
        for (Column column : Column.values()) {
            if (!graph.boxes(column).isEmpty()) {
                used.add(column);
                height = Math.max(height, place(column));
            }
        }
        int width = MARGIN + Math.max(1, used.size()) * (BOX_WIDTH + COLUMN_GAP) - COLUMN_GAP + MARGIN;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(height + MARGIN)
                .append("\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height + MARGIN)
                .append("\" font-family=\"sans-serif\" font-size=\"13\"><title>")
                .append(plain(title))
                .append("</title><desc>")
                .append(plain(graph.text().replace('\n', ';')))
                .append("</desc>");
        graph.arrows().forEach(arrow -> arrow(arrow, used));
        for (Column column : used) {
            label(x(column, used), HEADING - 8, column.name().toLowerCase(Locale.ROOT), "font-style=\"italic\"");
            graph.boxes(column).forEach(box -> box(box, x(column, used)));
        }
        return svg.append("</svg>").toString();
    }

    /** Stacks the boxes of a column; the lower end of the last one. */
    private int place(Column column) {
        int top = HEADING;
        for (Box box : graph.boxes(column)) {
            tops.put(box, top);
            top += height(box) + GAP;
        }
        return top - GAP;
    }

    private static int height(Box box) {
        return (3 + box.problems().size()) * LINE + 2 * PADDING;
    }

    private static int x(Column column, List<Column> used) {
        return MARGIN + used.indexOf(column) * (BOX_WIDTH + COLUMN_GAP);
    }

    private void box(Box box, int x) {
        int y = tops.getOrDefault(box, 0);
        svg.append("<rect x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\" width=\"")
                .append(BOX_WIDTH)
                .append("\" height=\"")
                .append(height(box))
                .append("\" rx=\"6\" fill=\"none\" stroke=\"")
                .append(box.problems().isEmpty() ? "currentColor" : "#c00000")
                .append("\" stroke-width=\"")
                .append(box.owner() == Owner.PLATFORM ? "2.5" : "1.2")
                .append("\"/>");
        int line = y + PADDING + LINE - 5;
        label(x + PADDING, line, shortened(box.kind()), "");
        label(x + PADDING, line + LINE, shortened(box.name()), "font-weight=\"bold\"");
        label(x + PADDING, line + 2 * LINE, box.owner().words(), "font-style=\"italic\"");
        for (String problem : box.problems()) {
            line += LINE;
            label(x + PADDING, line + 2 * LINE, "! " + shortened(problem), "font-weight=\"bold\"");
        }
    }

    private void arrow(Arrow arrow, List<Column> used) {
        boolean forward = arrow.from().column().compareTo(arrow.to().column()) <= 0;
        int fromX = x(arrow.from().column(), used) + (forward ? BOX_WIDTH : 0);
        int toX = x(arrow.to().column(), used) + (forward ? 0 : BOX_WIDTH);
        int fromY = tops.getOrDefault(arrow.from(), 0) + height(arrow.from()) / 2;
        int toY = tops.getOrDefault(arrow.to(), 0) + height(arrow.to()) / 2;
        int step = forward ? 7 : -7;
        svg.append("<path d=\"M")
                .append(fromX)
                .append(' ')
                .append(fromY)
                .append('L')
                .append(toX - step)
                .append(' ')
                .append(toY)
                .append("\" fill=\"none\" stroke=\"currentColor\"")
                .append(arrow.holds() ? "" : " stroke-dasharray=\"5 4\"")
                .append("/><path d=\"M")
                .append(toX)
                .append(' ')
                .append(toY)
                .append('l')
                .append(-step)
                .append(" -4l0 8z\" fill=\"currentColor\"/>");
        if (!arrow.label().isEmpty()) {
            label((fromX + toX) / 2 - 14, (fromY + toY) / 2 - 4, arrow.label(), "");
        }
    }

    private void label(int x, int y, String words, String style) {
        svg.append("<text x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\" fill=\"currentColor\"")
                .append(style.isEmpty() ? "" : " ")
                .append(style)
                .append('>')
                .append(plain(words))
                .append("</text>");
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LABEL_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LABEL_LENGTH - 1)) + "…";
    }

    String mermaid() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (Box box : graph.boxes()) {
            List<String> lines =
                    new ArrayList<>(List.of(box.kind(), box.name(), box.owner().words()));
            box.problems().forEach(problem -> lines.add("! " + problem));
            text.append("  n").append(box.index()).append("[\"");
            for (int i = 0; i < lines.size(); i++) {
                text.append(i == 0 ? "" : "<br/>").append(quoted(lines.get(i)));
            }
            text.append("\"]:::")
                    .append(box.problems().isEmpty() ? style(box) : "problem")
                    .append('\n');
        }
        for (Arrow arrow : graph.arrows()) {
            text.append("  n")
                    .append(arrow.from().index())
                    .append(arrow.holds() ? " --> " : " -.-> ")
                    .append(arrow.label().isEmpty() ? "" : "|\"" + quoted(arrow.label()) + "\"| ")
                    .append('n')
                    .append(arrow.to().index())
                    .append('\n');
        }
        return text.append("  classDef platform stroke-width:3px\n")
                .append("  classDef application stroke-width:1px\n")
                .append("  classDef problem stroke:#c00000,stroke-width:2px\n")
                .toString();
    }

    private static String style(Box box) {
        return box.owner() == Owner.PLATFORM ? "platform" : "application";
    }

    /** Mermaid reads {@code #NN;} as the character of that number; everything with a meaning there is written so. */
    private static String quoted(String text) {
        return escaped(text, "#", " .,:/_*-()=!%");
    }

    private static String plain(String text) {
        return escaped(text, "&#", " .,:/_*-()=!%;[]{}+…");
    }

    private static String escaped(String text, String before, String allowed) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || (c < 0x10000 && allowed.indexOf(c) >= 0)) {
                safe.appendCodePoint(c);
            } else if (HiddenCharacters.contains(c) || Character.getType(c) == Character.PRIVATE_USE) {
                safe.append(String.format(Locale.ROOT, "U+%04X", c));
            } else {
                safe.append(before).append(c).append(';');
            }
        });
        return safe.toString();
    }
}
