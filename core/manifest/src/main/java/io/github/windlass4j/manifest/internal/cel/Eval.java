package io.github.windlass4j.manifest.internal.cel;

/** A compiled part of an expression. */
@FunctionalInterface
interface Eval {
    /** The value, which may be a {@link CelError}. */
    Object eval(Frame frame);
}
