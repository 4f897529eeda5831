package io.github.windlass4j.advisor.render;

import io.github.windlass4j.advisor.explain.Proof;

/** A proof as a Mermaid flowchart: what rests on what; rounded = holds, hexagon = open, slanted = does not hold. */
public final class ProofDiagram {
    private final StringBuilder text = new StringBuilder("flowchart TD\n");
    private int count;

    private ProofDiagram() {}

    /** Returns the flowchart. Same proof, same text. */
    public static String render(Proof proof) {
        ProofDiagram diagram = new ProofDiagram();
        diagram.add(proof);
        return diagram.text.toString();
    }

    private int add(Proof proof) {
        int own = count++;
        String label = quote(proof.statement() + (proof.sources().isEmpty() ? "" : " " + proof.sources()));
        String shape = switch (proof.holds()) {
            case TRUE -> "(" + label + ")";
            case UNKNOWN -> "{{" + label + "}}";
            case FALSE -> "[/" + label + "/]";
        };
        text.append("  n").append(own).append(shape).append('\n');
        for (Proof premise : proof.because()) {
            int below = add(premise);
            text.append("  n").append(own).append(" --> n").append(below).append('\n');
        }
        return own;
    }

    private static String quote(String statement) {
        return '"'
                + statement
                        .replace("&", "&amp;")
                        .replace("\"", "&quot;")
                        .replace("<", "&lt;")
                        .replace('\n', ' ')
                + '"';
    }
}
