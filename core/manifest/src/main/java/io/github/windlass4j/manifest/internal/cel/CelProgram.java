package io.github.windlass4j.manifest.internal.cel;

import org.jspecify.annotations.Nullable;

/** A compiled expression over {@code self} and {@code oldSelf}. Immutable and safe to share. */
public final class CelProgram {
    static final int SELF = 0;
    static final int OLD_SELF = 1;

    private final Eval eval;
    private final int slots;
    private final boolean usesOldSelf;

    CelProgram(Eval eval, int slots, boolean usesOldSelf) {
        this.eval = eval;
        this.slots = slots;
        this.usesOldSelf = usesOldSelf;
    }

    /** Parses and resolves an expression. */
    public static CelProgram compile(String source) throws CelSyntaxException {
        return new CelCompiler(source).program();
    }

    /** Parses an expression; what its names stand for is not looked at. */
    public static void parse(String source) throws CelSyntaxException {
        CelParser.parse(source);
    }

    /** Whether the expression looks at the old object. */
    public boolean usesOldSelf() {
        return usesOldSelf;
    }

    /**
     * What an evaluation gave.
     *
     * @param value the value, which may be a {@link CelError}
     * @param cost units spent
     * @param overBudget whether the limit ended it
     */
    public record Outcome(Object value, long cost, boolean overBudget) {}

    /** Evaluates; {@code oldSelf} null when there is none. */
    public Outcome run(Object self, @Nullable Object oldSelf, long limit) {
        Frame frame = new Frame(slots, limit);
        frame.set(SELF, self);
        frame.set(OLD_SELF, oldSelf);
        try {
            return new Outcome(eval.eval(frame), frame.cost(), false);
        } catch (Frame.OverBudget over) {
            return new Outcome(new CelError("operation cancelled: actual cost limit exceeded"), frame.cost(), true);
        }
    }
}
