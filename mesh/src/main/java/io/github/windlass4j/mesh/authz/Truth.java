package io.github.windlass4j.mesh.authz;

import java.util.List;
import java.util.function.Function;

/** Yes, no, or not to be said. */
enum Truth {
    NO,
    UNKNOWN,
    YES;

    static Truth of(boolean value) {
        return value ? YES : NO;
    }

    Truth and(Truth other) {
        return compareTo(other) < 0 ? this : other;
    }

    Truth or(Truth other) {
        return compareTo(other) > 0 ? this : other;
    }

    Truth not() {
        return this == UNKNOWN ? UNKNOWN : of(this == NO);
    }

    static <T> Truth any(List<T> items, Function<T, Truth> question) {
        return items.stream().map(question).reduce(NO, Truth::or);
    }

    static <T> Truth all(List<T> items, Function<T, Truth> question) {
        return items.stream().map(question).reduce(YES, Truth::and);
    }
}
