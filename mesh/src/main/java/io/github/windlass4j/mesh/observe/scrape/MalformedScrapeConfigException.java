package io.github.windlass4j.mesh.observe.scrape;

import io.github.windlass4j.manifest.yaml.Position;

/** A configuration that Prometheus would refuse to load; the message starts with {@code origin:line:column}. */
public final class MalformedScrapeConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String origin;
    private final int line;
    private final int column;
    private final String path;
    private final String problem;

    /**
     * States the problem.
     *
     * @param origin name of the text
     * @param at place of the problem
     * @param path the field, such as {@code scrape_configs[0].relabel_configs[2].regex}; empty for the whole
     * @param problem what is wrong, without the place
     */
    public MalformedScrapeConfigException(String origin, Position at, String path, String problem) {
        super(origin + (at.isKnown() ? ":" + at : "") + ": " + (path.isEmpty() ? "" : path + ": ") + problem);
        this.origin = origin;
        this.line = at.line();
        this.column = at.column();
        this.path = path;
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
     * The field.
     *
     * @return its path from the root; empty for the whole text
     */
    public String path() {
        return path;
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
