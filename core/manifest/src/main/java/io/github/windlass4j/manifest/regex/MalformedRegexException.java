package io.github.windlass4j.manifest.regex;

/** An expression that RE2 does not take; the message quotes the part that is wrong. */
public final class MalformedRegexException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    MalformedRegexException(String problem, String part, int offset) {
        super("error parsing regexp: " + problem + ": `" + part + "`");
        this.offset = offset;
    }

    /**
     * Where the part starts.
     *
     * @return offset into the expression, in UTF-16 units
     */
    public int offset() {
        return offset;
    }
}
