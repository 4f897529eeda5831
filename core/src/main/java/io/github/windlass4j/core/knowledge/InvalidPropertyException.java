package io.github.windlass4j.core.knowledge;

/**
 * Thrown by the constructor of a record that refuses one of its nested properties; {@link KnowledgeReader} turns it into
 * a {@link MalformedKnowledgeException} at that property's line and column.
 */
public final class InvalidPropertyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String path;

    /**
     * Creates the refusal.
     *
     * @param path property relative to the refusing record, like {@code rows[2].when.sslmode}
     * @param reason what is wrong, with the value found and the value wanted
     */
    public InvalidPropertyException(String path, String reason) {
        super(reason);
        this.path = path;
    }

    /** Returns the property, relative to the record that refused it. */
    public String path() {
        return path;
    }
}
