package io.github.windlass4j.manifest.internal.cel;

/** An expression that is not CEL, or that names what this evaluator does not know. */
public final class CelSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean known;

    private CelSyntaxException(String message, boolean known) {
        super(message, null, false, false);
        this.known = known;
    }

    static CelSyntaxException syntax(String source, int offset, String problem) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < Math.min(offset, source.length()); i++) {
            if (source.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new CelSyntaxException("ERROR: <input>:" + line + ":" + (offset - start + 1) + ": " + problem, true);
    }

    /** A function of some library that is not part of this evaluator. */
    static CelSyntaxException unknown(String name) {
        return new CelSyntaxException("function " + name + " is not modelled", false);
    }

    /** Whether the API server would refuse it too; false: it may well know the function. */
    public boolean isCertain() {
        return known;
    }
}
