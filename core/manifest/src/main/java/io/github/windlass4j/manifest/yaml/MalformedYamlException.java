package io.github.windlass4j.manifest.yaml;

/** A text that is not the YAML or JSON Kubernetes reads; the message starts with {@code origin:line:column}. */
public final class MalformedYamlException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String origin;
    private final int line;
    private final int column;
    private final String problem;

    /**
     * States the problem.
     *
     * @param origin name of the text
     * @param at place of the problem
     * @param problem what is wrong, without the place
     */
    public MalformedYamlException(String origin, Position at, String problem) {
        super(origin + (at.isKnown() ? ":" + at : "") + ": " + problem);
        this.origin = origin;
        this.line = at.line();
        this.column = at.column();
        this.problem = problem;
    }

    /**
     * The name of the text.
     *
     * @return as given by the caller
     */
    public String origin() {
        return origin;
    }

    /**
     * The place of the problem.
     *
     * @return line and column, or {@link Position#NONE}
     */
    public Position at() {
        return new Position(line, column);
    }

    /**
     * What is wrong, without the place.
     *
     * @return one sentence
     */
    public String problem() {
        return problem;
    }
}
