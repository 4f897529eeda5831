package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.core.report.Drawing;
import io.github.windlass4j.mesh.call.CallVerdict;
import java.util.ArrayList;
import java.util.List;

/** Draws calls in two columns, clients left and services right; how a call ends is told in words and by the line. */
final class GraphDrawing {
    private static final int BOX_WIDTH = 300;
    private static final int BOX_HEIGHT = 36;
    private static final int GAP = 20;
    private static final int MARGIN = 16;
    private static final int BETWEEN = 300;
    private static final int RIGHT = MARGIN + BOX_WIDTH + BETWEEN;
    /** Characters of 13 pixels that fit a box whatever the font. */
    private static final int LABEL_LENGTH = 38;

    private final List<TrafficGraph.Edge> edges;
    private final List<String> clients = new ArrayList<>();
    private final List<String> servers = new ArrayList<>();
    private final StringBuilder svg = new StringBuilder();

    GraphDrawing(List<TrafficGraph.Edge> edges) {
        this.edges = edges;
        for (TrafficGraph.Edge edge : edges) {
            add(clients, client(edge));
            add(servers, server(edge));
        }
    }

    private static void add(List<String> names, String name) {
        if (!names.contains(name)) {
            names.add(name);
        }
    }

    private static String client(TrafficGraph.Edge edge) {
        return edge.call().client().map(Object::toString).orElse("outside");
    }

    private static String server(TrafficGraph.Edge edge) {
        return edge.call().host() + ":" + edge.call().port();
    }

    Drawing draw() {
        String title = "Calls of the mesh and their mutual TLS";
        StringBuilder text = new StringBuilder();
        edges.forEach(edge -> text.append(edge).append('\n'));
        int rows = Math.max(1, Math.max(clients.size(), servers.size()));
        int width = RIGHT + BOX_WIDTH + MARGIN;
        int height = 2 * MARGIN + rows * (BOX_HEIGHT + GAP) - GAP;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\" font-family=\"sans-serif\" font-size=\"13\"><title>"
                + xml(title) + "</title><desc>" + xml(text.toString()) + "</desc>");
        edges.forEach(this::line);
        boxes(clients, MARGIN);
        boxes(servers, RIGHT);
        svg.append("</svg>");
        return Drawing.of(title, svg.toString(), text.toString()).withMermaid(mermaid());
    }

    private void line(TrafficGraph.Edge edge) {
        int from = middle(clients.indexOf(client(edge)));
        int to = middle(servers.indexOf(server(edge)));
        int x = MARGIN + BOX_WIDTH;
        svg.append("<path d=\"M" + x + " " + from + "L" + RIGHT + " " + to + "\" stroke=\"currentColor\" fill=\"none\""
                + " stroke-width=\"" + (edge.verdict().outcome() == CallVerdict.Outcome.MTLS ? "2.5" : "1.2") + "\""
                + dashes(edge) + "/>");
        // Near the client's end lines of one client still lie together; two thirds along they have parted.
        label(
                x + 2 * BETWEEN / 3 - 40,
                from + 2 * (to - from) / 3 - 4,
                edge.verdict().outcome().name());
    }

    private static String dashes(TrafficGraph.Edge edge) {
        if (edge.verdict().outcome() == CallVerdict.Outcome.MTLS) {
            return "";
        }
        return edge.verdict().outcome().arrives() ? " stroke-dasharray=\"8 4\"" : " stroke-dasharray=\"2 4\"";
    }

    private static int middle(int row) {
        return MARGIN + row * (BOX_HEIGHT + GAP) + BOX_HEIGHT / 2;
    }

    private void boxes(List<String> names, int x) {
        for (int i = 0; i < names.size(); i++) {
            int y = middle(i) - BOX_HEIGHT / 2;
            svg.append("<rect x=\"" + x + "\" y=\"" + y + "\" width=\"" + BOX_WIDTH + "\" height=\"" + BOX_HEIGHT
                    + "\" rx=\"6\" fill=\"none\" stroke=\"currentColor\"/>");
            label(x + 12, y + 23, names.get(i));
        }
    }

    private void label(int x, int y, String words) {
        String shown = words.length() <= LABEL_LENGTH ? words : words.substring(0, LABEL_LENGTH - 1) + "…";
        svg.append("<text x=\"" + x + "\" y=\"" + y + "\" fill=\"currentColor\">" + xml(shown) + "</text>");
    }

    private String mermaid() {
        StringBuilder out = new StringBuilder("flowchart LR\n");
        for (int i = 0; i < clients.size(); i++) {
            out.append("  c" + i + "[\"" + quoted(clients.get(i)) + "\"]\n");
        }
        for (int i = 0; i < servers.size(); i++) {
            out.append("  s" + i + "[\"" + quoted(servers.get(i)) + "\"]\n");
        }
        for (TrafficGraph.Edge edge : edges) {
            CallVerdict.Outcome outcome = edge.verdict().outcome();
            String arrow = outcome == CallVerdict.Outcome.MTLS ? "==>" : outcome.arrives() ? "-->" : "-.->";
            out.append("  c" + clients.indexOf(client(edge)) + " " + arrow + "|" + outcome + "| s"
                    + servers.indexOf(server(edge)) + "\n");
        }
        return out.toString();
    }

    private static String quoted(String text) {
        return text.replace("\"", "#quot;");
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
