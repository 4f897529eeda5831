package io.github.windlass4j.manifest.regex;

import java.util.List;

/** A parsed expression. */
sealed interface RegexTree {
    /** One code point of a set. */
    record One(CodePoints set) implements RegexTree {}

    /** Nothing, always there. */
    record Empty() implements RegexTree {}

    /** A condition between two code points: one of the {@code Program} conditions. */
    record Condition(int kind) implements RegexTree {}

    /** Parts one after the other. */
    record Concat(List<RegexTree> parts) implements RegexTree {}

    /** Alternatives, the first preferred. */
    record Choice(List<RegexTree> options) implements RegexTree {}

    /** {@code max} -1: without end. */
    record Repeat(RegexTree part, int min, int max, boolean greedy) implements RegexTree {}

    /** A group that reports its place. */
    record Capture(RegexTree part, int index) implements RegexTree {}
}
