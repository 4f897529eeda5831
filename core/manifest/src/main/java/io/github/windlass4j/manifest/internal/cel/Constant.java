package io.github.windlass4j.manifest.internal.cel;

/** A value that is known before the evaluation, which costs nothing then. */
record Constant(Object value) implements Eval {
    @Override
    public Object eval(Frame frame) {
        return value;
    }
}
