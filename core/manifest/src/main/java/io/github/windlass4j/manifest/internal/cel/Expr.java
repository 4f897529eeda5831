package io.github.windlass4j.manifest.internal.cel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed expression; {@code at} is the offset of its first or telling character. */
sealed interface Expr {
    int at();

    /** A literal: Long, CelUint, Double, String, CelBytes, Boolean or CelNull. */
    record Literal(Object value, int at) implements Expr {}

    /** A name. */
    record Ident(String name, int at) implements Expr {}

    /** {@code operand.field}, or {@code operand.?field}. */
    record Select(Expr operand, String field, boolean optional, int at) implements Expr {}

    /** {@code operand[index]}, or {@code operand[?index]}. */
    record Index(Expr operand, Expr index, boolean optional, int at) implements Expr {}

    /** A function, an operator (named by its sign) or, with a target, a method. */
    record Call(@Nullable Expr target, String function, List<Expr> args, int at) implements Expr {}

    /** {@code [a, ?b]}. */
    record ListOf(List<Expr> items, List<Boolean> optional, int at) implements Expr {}

    /** {@code {a: b, ?c: d}}. */
    record MapOf(List<Expr> keys, List<Expr> values, List<Boolean> optional, int at) implements Expr {}
}
