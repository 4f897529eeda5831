package io.github.windlass4j.gateway.diagram;

import io.github.windlass4j.gateway.diagram.Graph.Arrow;
import io.github.windlass4j.gateway.diagram.Graph.Box;
import io.github.windlass4j.gateway.diagram.Graph.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A graph as Mermaid reads it. */
final class MermaidWriter {
    /** Limits beyond which Mermaid draws an error instead (defaults of its settings maxEdges and maxTextSize). */
    static final int MAX_ARROWS = 500;

    static final int MAX_CHARACTERS = 50_000;

    private MermaidWriter() {}

    /** The form for Mermaid; empty for a picture that Mermaid refuses to draw. */
    static Optional<String> write(Graph graph) {
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
        List<Arrow> arrows = graph.arrows();
        for (Arrow arrow : arrows) {
            text.append("  n")
                    .append(arrow.from().index())
                    .append(arrow.holds() ? " --> " : " -.-> ")
                    .append(arrow.label().isEmpty() ? "" : "|\"" + quoted(arrow.label()) + "\"| ")
                    .append('n')
                    .append(arrow.to().index())
                    .append('\n');
        }
        text.append("  classDef platform stroke-width:3px\n")
                .append("  classDef application stroke-width:1px\n")
                .append("  classDef problem stroke:#c00000,stroke-width:2px\n");
        boolean drawable = arrows.size() <= MAX_ARROWS && text.length() <= MAX_CHARACTERS;
        return drawable ? Optional.of(text.toString()) : Optional.empty();
    }

    private static String style(Box box) {
        return box.owner() == Owner.PLATFORM ? "platform" : "application";
    }

    /** Mermaid reads {@code #NN;} as the character of that number; everything with a meaning there is written so. */
    private static String quoted(String text) {
        return Escapes.escaped(text, "#", " .,:/_*-()=!%");
    }
}
