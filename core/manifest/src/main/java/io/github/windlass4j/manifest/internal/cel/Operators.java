package io.github.windlass4j.manifest.internal.cel;

import java.util.HashSet;
import java.util.Set;
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
            case "?:" ->
                new Attribute.Choice(first, second, compiler.compile(call.args().get(2)));
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

    /** False on either side wins over an error on the other. */
    private static Eval and(Eval first, Eval second) {
        return frame -> {
            Object left = first.eval(frame);
            if (Boolean.FALSE.equals(left)) {
                return left;
            }
            Object right = second.eval(frame);
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
            if (left instanceof String one && right instanceof String other) { // most comparisons by far
                frame.spend(Costs.characters(Math.min(Costs.characterCount(one), Costs.characterCount(other))));
                return one.equals(other) == wanted;
            }
            frame.spend(wanted && left instanceof CelTypes.Named ? 1 : Costs.comparison(left, right));
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

    private static Eval order(Eval first, Eval second, IntPredicate test) {
        return frame -> {
            Object left = first.eval(frame);
            Object right = second.eval(frame);
            boolean texts = areTexts(left, right);
            frame.spend(texts ? Costs.comparison(left, right) : 1);
            Integer order = CelOperators.compare(left, right);
            if (order == null) {
                boolean notANumber = CelOperators.isNumber(left) && CelOperators.isNumber(right);
                return notANumber ? false : CelOperators.failure(left, right);
            }
            return test.test(order);
        };
    }

    private static Eval in(Eval first, Eval second) {
        if (second instanceof Constant constant && constant.value() instanceof CelList list && isSet(list)) {
            return inSet(first, list);
        }
        return frame -> {
            Object wanted = first.eval(frame);
            Object container = second.eval(frame);
            frame.spend(container instanceof CelList list ? list.size() : 1);
            return wanted instanceof CelError || container instanceof CelError
                    ? CelOperators.failure(wanted, container)
                    : CelOperators.contains(container, wanted);
        };
    }

    /** A list of texts, truths and numbers that is known before: nothing is in an empty one, and looking costs nothing. */
    private static Eval inSet(Eval wanted, CelList list) {
        if (list.size() == 0) {
            return new Constant(false);
        }
        Set<Object> plain = new HashSet<>();
        boolean numbers = false;
        for (int i = 0; i < list.size(); i++) {
            plain.add(list.get(i));
            numbers |= CelOperators.isNumber(list.get(i));
        }
        boolean compare = numbers;
        return frame -> {
            Object value = wanted.eval(frame);
            return value instanceof CelError
                    ? value
                    : compare ? CelOperators.contains(list, value) : (Object) plain.contains(value);
        };
    }

    private static boolean isSet(CelList list) {
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            if (!(item instanceof String || item instanceof Boolean || CelOperators.isNumber(item))) {
                return false;
            }
        }
        return true;
    }

    private static boolean areTexts(Object left, Object right) {
        return (left instanceof String && right instanceof String)
                || (left instanceof CelBytes && right instanceof CelBytes);
    }

    private static Eval plus(Eval first, Eval second) {
        return frame -> {
            Object left = first.eval(frame);
            Object right = second.eval(frame);
            boolean texts = areTexts(left, right);
            frame.spend(texts ? Costs.characters(Costs.size(left) + Costs.size(right)) : 1);
            if (left instanceof CelList one && right instanceof CelList two) {
                long size = one.size() + (long) two.size();
                frame.build(size > Frame.MAX_BUILT ? size : 0);
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
