package io.github.windlass4j.scan.inventory;

/** A line that is no fact of an inventory. The message says which line of which text, and what was expected. */
public final class MalformedInventoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedInventoryException(String name, int line, String problem) {
        super(name + ":" + line + ": " + problem);
    }
}
