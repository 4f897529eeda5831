package io.github.windlass4j.core.knowledge;

import org.jspecify.annotations.Nullable;

/** A knowledge document that was refused; says in which file, at which line and column, at which property, and why. */
public final class MalformedKnowledgeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String document;
    private final int line;
    private final int column;
    private final String path;
    private final String reason;

    MalformedKnowledgeException(
            String document, int line, int column, String path, String reason, @Nullable Throwable cause) {
        super(cause);
        this.document = document;
        this.line = line;
        this.column = column;
        this.path = path;
        this.reason = reason;
    }

    /** Returns the name under which the document was read. */
    public String document() {
        return document;
    }

    /** Returns the line, counted from 1; 0 if the document could not be read at all. */
    public int line() {
        return line;
    }

    /** Returns the column in characters, counted from 1; 0 if the document could not be read at all. */
    public int column() {
        return column;
    }

    /** Returns the path of the property, like {@code sources[2].id}; empty for the document itself. */
    public String path() {
        return path;
    }

    /** Returns what is wrong, with the value found and the value wanted. */
    public String reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return document + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + reason;
    }
}
