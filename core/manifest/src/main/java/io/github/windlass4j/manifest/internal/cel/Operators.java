package io.github.windlass4j.manifest.internal.cel;

import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;

/** Evaluators of the operators. */
final class Operators {
    private Operators() {}

    static Eval compile(Expr.Call call, CelCompiler compiler) throws CelSyntaxException {
        Eval first = compiler.compile(call.args().get(0));
        if (call.args().size() == 1) {
            return call.function().equals("!") ? not(first) : unary(first);
        }
        Eval second = compiler.compile(call.args().get(1));
        return switch (call.function()) {
            case "?:" -> choice(first, second, compiler.compile(call.args().get(2)));
            case "&&" -> and(first, second);
            case "||" -> or(first, second);
            case "==" -> equal(first, second, true);
            case "!=" -> equal(first, second, false);
            case "<" -> order(first, second, o -> o < 0);
            case "<=" -> order(first, second, o -> o <= 0);
            case ">" -> order(first, second, o -> o > 0);
            case ">=" -> order(first, second, o -> o >= 0);
            case "in" -> in(first, second);
            case "+" -> plus(first, second);
            case "-" -> binary(first, second, CelOperators::subtract);
            case "*" -> binary(first, second, CelOperators::multiply);
            case "/" -> binary(first, second, CelOperators::divide);
            default -> binary(first, second, CelOperators::modulo);
        };
    }

    private static Eval not(Eval operand) {
        return frame -> {
            Object value = operand.eval(frame);
            frame.spend(1);
            return value instanceof Boolean flag
                    ? (Object) !flag
                    : value instanceof CelError ? value : CelError.NO_OVERLOAD;
        };
    }

    private static Eval unary(Eval operand) {
        return frame -> {
            Object value = operand.eval(frame);
            frame.spend(1);
            return CelOperators.negate(value);
        };
    }

    private static Eval choice(Eval condition, Eval then, Eval otherwise) {
        return frame -> {
            Object value = condition.eval(frame);
            frame.spend(1);
            if (value instanceof Boolean flag) {
                return (flag ? then : otherwise).eval(frame);
            }
            return value instanceof CelError ? value : CelError.NO_OVERLOAD;
        };
    }

    /** False on either side wins over an error on the other. */
    private static Eval and(Eval first, Eval second) {
        return frame -> {
            Object left = first.eval(frame);
            if (Boolean.FALSE.equals(left)) {
                return left;
            }
            Object right = second.eval(frame);
            frame.spend(1);
            if (Boolean.FALSE.equals(right)) {
                return right;
            }
            return Boolean.TRUE.equals(left) && Boolean.TRUE.equals(right) ? true : CelOperators.failure(left, right);
        };
    }

    /** True on either side wins over an error on the other. */
    private static Eval or(Eval first, Eval second) {
        return frame -> {
            Object left = first.eval(frame);
            if (Boolean.TRUE.equals(left)) {
                return left;
            }
            Object right = second.eval(frame);
            frame.spend(1);
            if (Boolean.TRUE.equals(right)) {
                return right;
            }
            return Boolean.FALSE.equals(left) && Boolean.FALSE.equals(right)
                    ? false
                    : CelOperators.failure(left, right);
        };
    }

    private static Eval equal(Eval first, Eval second, boolean wanted) {
        return frame -> {
            Object left = first.eval(frame);
            Object right = second.eval(frame);
            frame.spend(comparison(left, right));
            Object equal = CelOperators.equal(left, right);
            // A value of a library compares itself, and knows no other type; what is not equal for that reason is
            // unequal.
            boolean strange = left instanceof CelTypes.Named
                    && left.getClass() != right.getClass()
                    && !(right instanceof CelNull)
                    && equal instanceof Boolean;
            return strange && wanted
                    ? CelError.NO_OVERLOAD
                    : equal instanceof Boolean flag ? (Object) (flag == wanted) : equal;
        };
    }

    /** A tenth of the smaller size, at least one (cel-go, interpreter/runtimecost.go, equality and order of texts). */
    private static long comparison(Object left, Object right) {
        return Math.max(1, (Math.min(size(left), size(right)) + 9) / 10);
    }

    private static int size(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof CelList list) {
            return list.size();
        }
        return value instanceof CelMap map ? map.size() : 1;
    }

    private static Eval order(Eval first, Eval second, IntPredicate test) {
        return frame -> {
            Object left = first.eval(frame);
            Object right = second.eval(frame);
            frame.spend(comparison(left, right));
            Integer order = CelOperators.compare(left, right);
            if (order == null) {
                boolean notANumber = CelOperators.isNumber(left) && CelOperators.isNumber(right);
                return notANumber ? false : CelOperators.failure(left, right);
            }
            return test.test(order);
        };
    }

    private static Eval in(Eval first, Eval second) {
        return frame -> {
            Object wanted = first.eval(frame);
            Object container = second.eval(frame);
            frame.spend(container instanceof CelList list ? 1 + list.size() : 1);
            return wanted instanceof CelError || container instanceof CelError
                    ? CelOperators.failure(wanted, container)
                    : CelOperators.contains(container, wanted);
        };
    }

    private static Eval plus(Eval first, Eval second) {
        return frame -> {
            Object left = first.eval(frame);
            Object right = second.eval(frame);
            frame.spend(1);
            if (left instanceof String one && right instanceof String two) {
                frame.traverse(one.length() + two.length());
            } else if (left instanceof CelList one && right instanceof CelList two) {
                frame.spend(one.size() + two.size());
            }
            return CelOperators.add(left, right);
        };
    }

    private static Eval binary(Eval first, Eval second, BinaryOperator<Object> operator) {
        return frame -> {
            Object left = first.eval(frame);
            Object right = second.eval(frame);
            frame.spend(1);
            return operator.apply(left, right);
        };
    }
}
