package io.github.windlass4j.gateway.diagram;

import io.github.windlass4j.gateway.diagram.Graph.Arrow;
import io.github.windlass4j.gateway.diagram.Graph.Box;
import io.github.windlass4j.gateway.diagram.Graph.Column;
import io.github.windlass4j.gateway.diagram.Graph.Owner;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A graph as SVG: columns of boxes, and arrows that pass other columns between their boxes, never over words. */
final class SvgWriter {
    /** Boxes that are drawn; a picture of more is no picture any more. The words tell of all. */
    static final int MAX_BOXES = 1_000;

    private static final int BOX_WIDTH = 250;
    private static final int LINE = 18;
    private static final int PADDING = 10;
    private static final int GAP = 22;
    private static final int COLUMN_GAP = 110;
    /** Room between lines that pass between the same boxes, and how many find room there. */
    private static final int LANE = 4;

    private static final int LANES = 5;

    /** Room between a line and a box. */
    private static final int CLEAR = 6;

    private static final int MARGIN = 16;
    private static final int HEADING = 30;
    /** Characters of 13 pixels that fit a box whatever the font. */
    private static final int LABEL_LENGTH = 32;
    /** What a line holds at least before it is parted at a mark. */
    private static final int LEAST_LENGTH = 10;
    /** Lines for one name; those of the specification need no more than ten. */
    private static final int MAX_LINES = 12;

    private final Graph graph;
    private final String title;
    private final int drawn;
    private final Map<Column, List<Box>> columns = new EnumMap<>(Column.class);
    private final List<Column> used;
    private final int[] tops;
    private final int[] heights;
    private final Map<Column, Map<Integer, Integer>> lanes = new EnumMap<>(Column.class);
    private final StringBuilder svg = new StringBuilder();

    SvgWriter(Graph graph, String title) {
        this.graph = graph;
        this.title = title;
        List<Box> boxes = graph.boxes();
        drawn = Math.min(boxes.size(), MAX_BOXES);
        tops = new int[drawn];
        heights = new int[drawn];
        for (Box box : boxes.subList(0, drawn)) {
            heights[box.index()] = lines(box).size() * LINE + 2 * PADDING;
            columns.computeIfAbsent(box.column(), unseen -> new ArrayList<>()).add(box);
        }
        used = List.copyOf(columns.keySet());
    }

    /** What the picture leaves out, empty for nothing. */
    String leftOut() {
        int more = graph.boxes().size() - drawn;
        return more == 0 ? "" : more + " more objects are not drawn";
    }

    String svg() {
        int height = columns.values().stream().mapToInt(this::place).max().orElse(0);
        int width = MARGIN + Math.max(1, used.size()) * (BOX_WIDTH + COLUMN_GAP) - COLUMN_GAP + MARGIN;
        int bottom = height + GAP + (leftOut().isEmpty() ? 0 : HEADING);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(bottom)
                .append("\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(bottom)
                .append("\" font-family=\"sans-serif\" font-size=\"13\"><title>")
                .append(plain(title))
                .append("</title><desc>")
                .append(plain(leftOut().isEmpty() ? graph.text().replace('\n', ';') : leftOut()))
                .append("</desc>");
        List<Way> ways = ways();
        ways.forEach(this::arrow);
        columns.forEach((column, boxes) -> {
            label(x(column), HEADING - 8, column.words(), "font-style=\"italic\"");
            boxes.forEach(box -> box(box, x(column)));
        });
        ways.forEach(this::words);
        if (!leftOut().isEmpty()) {
            label(MARGIN, bottom - MARGIN, leftOut(), "font-weight=\"bold\"");
        }
        return svg.append("</svg>").toString();
    }

    /** Stacks the boxes of a column; the lower end of the last one. */
    private int place(List<Box> boxes) {
        int top = HEADING;
        for (Box box : boxes) {
            tops[box.index()] = top;
            top += heights[box.index()] + GAP;
        }
        return top - GAP;
    }

    private int x(Column column) {
        return MARGIN + used.indexOf(column) * (BOX_WIDTH + COLUMN_GAP);
    }

    /**
     * A line in a box.
     *
     * @param style attributes of its text
     */
    private record Line(String text, String style) {}

    private static List<Line> lines(Box box) {
        List<Line> lines = new ArrayList<>();
        folded(box.kind()).forEach(part -> lines.add(new Line(part, "")));
        folded(box.name()).forEach(part -> lines.add(new Line(part, "font-weight=\"bold\"")));
        lines.add(new Line(box.owner().words(), "font-style=\"italic\""));
        box.problems()
                .forEach(problem ->
                        folded("! " + problem).forEach(part -> lines.add(new Line(part, "font-weight=\"bold\""))));
        return lines;
    }

    private void box(Box box, int x) {
        int y = tops[box.index()];
        List<Line> lines = lines(box);
        svg.append("<rect x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\" width=\"")
                .append(BOX_WIDTH)
                .append("\" height=\"")
                .append(heights[box.index()])
                .append("\" rx=\"6\" fill=\"none\" stroke=\"")
                .append(box.problems().isEmpty() ? "currentColor" : "#c00000")
                .append("\" stroke-width=\"")
                .append(box.owner() == Owner.PLATFORM ? "2.5" : "1.2")
                .append("\"/>");
        int line = y + PADDING - 5;
        for (Line one : lines) {
            line += LINE;
            label(x + PADDING, line, one.text(), one.style());
        }
    }

    private record Point(int x, int y) {}

    /**
     * Where an arrow runs.
     *
     * @param points from its beginning to its head
     */
    private record Way(Arrow arrow, List<Point> points) {
        Point last() {
            return points.get(points.size() - 1);
        }

        Point beforeLast() {
            return points.get(points.size() - 2);
        }
    }

    private List<Way> ways() {
        return graph.arrows().stream()
                .filter(arrow -> Math.max(arrow.from().index(), arrow.to().index()) < drawn)
                .map(arrow -> new Way(arrow, points(arrow)))
                .toList();
    }

    private List<Point> points(Arrow arrow) {
        int from = used.indexOf(arrow.from().column());
        int to = used.indexOf(arrow.to().column());
        int step = from <= to ? 1 : -1;
        Point end = new Point(side(to, -step), middle(arrow.to()));
        List<Point> points = new ArrayList<>();
        points.add(new Point(side(from, step), middle(arrow.from())));
        for (int column = from + step; column * step < to * step; column += step) {
            Point here = points.get(points.size() - 1);
            int x = side(column, -step);
            int straight = here.y() + (int) ((long) (end.y() - here.y()) * (x - here.x()) / (end.x() - here.x()));
            int y = free(used.get(column), straight);
            points.add(new Point(x, y));
            points.add(new Point(side(column, step), y));
        }
        points.add(end);
        return points;
    }

    /** The left (-1) or right (1) side of a column. */
    private int side(int column, int side) {
        return x(used.get(column)) + (side > 0 ? BOX_WIDTH : 0);
    }

    private int middle(Box box) {
        return tops[box.index()] + heights[box.index()] / 2;
    }

    /** The height nearest to a wanted one at which a line passes a column between its boxes, beside lines that do the same. */
    private int free(Column column, int wanted) {
        List<Box> boxes = columns.getOrDefault(column, List.of());
        int low = 0;
        int high = boxes.size();
        while (low < high) {
            int half = (low + high) / 2;
            if (tops[boxes.get(half).index()] <= wanted + CLEAR) {
                low = half + 1;
            } else {
                high = half;
            }
        }
        if (low == 0) {
            return wanted;
        }
        int last = low - 1;
        int top = tops[boxes.get(last).index()];
        int bottom = top + heights[boxes.get(last).index()];
        if (wanted > bottom + CLEAR) {
            return wanted;
        }
        boolean over = last > 0 && wanted - top < bottom - wanted;
        int lane =
                lanes.computeIfAbsent(column, unseen -> new HashMap<>()).merge(over ? last - 1 : last, 1, Integer::sum);
        int aside = (lane % LANES) / 2 * LANE * (lane % 2 == 0 ? 1 : -1);
        return (over ? top - GAP / 2 : bottom + GAP / 2) + aside;
    }

    private void arrow(Way way) {
        Point end = way.last();
        int step = end.x() >= way.beforeLast().x() ? 7 : -7;
        svg.append("<path d=\"");
        // The line ends behind the head.
        List<Point> points = new ArrayList<>(way.points());
        points.set(points.size() - 1, new Point(end.x() - step, end.y()));
        for (int i = 0; i < points.size(); i++) {
            svg.append(i == 0 ? 'M' : 'L')
                    .append(points.get(i).x())
                    .append(' ')
                    .append(points.get(i).y());
        }
        svg.append("\" fill=\"none\" stroke=\"currentColor\"")
                .append(way.arrow().holds() ? "" : " stroke-dasharray=\"5 4\"")
                .append("/><path d=\"M")
                .append(end.x())
                .append(' ')
                .append(end.y())
                .append('l')
                .append(-step)
                .append(" -4l0 8z\" fill=\"currentColor\"/>");
    }

    /** Words stand on the last part of an arrow, between the columns. */
    private void words(Way way) {
        if (!way.arrow().label().isEmpty()) {
            int x = (way.beforeLast().x() + way.last().x()) / 2;
            int y = (way.beforeLast().y() + way.last().y()) / 2;
            label(x, y - 4, way.arrow().label(), "text-anchor=\"middle\"");
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

    /** A text in lines that fit a box, parted after a mark where there is one near the end. */
    private static List<String> folded(String text) {
        int[] letters = text.codePoints().toArray();
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (letters.length - from > LABEL_LENGTH && lines.size() < MAX_LINES - 1) {
            int to = from + LABEL_LENGTH;
            while (to > from + LEAST_LENGTH && " /-.:".indexOf(letters[to - 1]) < 0) {
                to--;
            }
            to = to > from + LEAST_LENGTH ? to : from + LABEL_LENGTH;
            lines.add(new String(letters, from, to - from));
            from = to;
        }
        int rest = Math.min(letters.length - from, LABEL_LENGTH);
        lines.add(new String(letters, from, rest) + (from + rest < letters.length ? "…" : ""));
        return lines;
    }

    private static String plain(String text) {
        return Escapes.escaped(text, "&#", " .,:/_*-()=!%;[]{}+…");
    }
}
