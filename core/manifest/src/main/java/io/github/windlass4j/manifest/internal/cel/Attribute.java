package io.github.windlass4j.manifest.internal.cel;

import org.jspecify.annotations.Nullable;

/**
 * A variable, another value or a choice, and what is selected from it. Kubernetes counts a unit for each part that is selected
 * and one for the whole, but not the latter where the attribute is a branch of a choice or stands between brackets (cel-go
 * 0.26, interpreter/runtimecost.go and planner.go).
 */
abstract class Attribute implements Eval {
    /** The unit for the whole, 0 or 1. */
    private final long charge;

    private Attribute(long charge) {
        this.charge = charge;
    }

    /** The value, without the unit for the whole. */
    abstract Object resolve(Frame frame);

    @Override
    public final Object eval(Frame frame) {
        Object value = resolve(frame);
        frame.spend(charge);
        return value;
    }

    /** What is to be selected from: other values than attributes count a unit more as soon as something is. */
    static Attribute of(Eval eval) {
        return eval instanceof Attribute attribute ? attribute : new Value(eval);
    }

    /** The value of a part of an attribute. */
    static Object resolve(Eval eval, Frame frame) {
        return eval instanceof Attribute attribute ? attribute.resolve(frame) : eval.eval(frame);
    }

    private static final class Value extends Attribute {
        private final Eval eval;

        Value(Eval eval) {
            super(1);
            this.eval = eval;
        }

        @Override
        Object resolve(Frame frame) {
            return eval.eval(frame);
        }
    }

    /** {@code self}, or what a macro declares. */
    static final class Variable extends Attribute {
        private final int slot;

        Variable(int slot) {
            super(1);
            this.slot = slot;
        }

        @Override
        Object resolve(Frame frame) {
            return frame.get(slot);
        }
    }

    /** The variable of {@code optMap}: the first look at it evaluates the target anew. */
    static final class Mapped extends Attribute {
        private final int slot;
        private final int debt;

        Mapped(int slot, int debt) {
            super(1);
            this.slot = slot;
            this.debt = debt;
        }

        @Override
        Object resolve(Frame frame) {
            if (frame.get(debt) instanceof Long units) {
                frame.set(debt, null);
                frame.spend(units);
            }
            return frame.get(slot);
        }
    }

    /** {@code condition ? then : otherwise}. */
    static final class Choice extends Attribute {
        private final Eval condition;
        private final Eval then;
        private final Eval otherwise;

        Choice(Eval condition, Eval then, Eval otherwise) {
            super(0);
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        Object resolve(Frame frame) {
            Object value = condition.eval(frame);
            if (value instanceof Boolean flag) {
                return resolve(flag ? then : otherwise, frame);
            }
            return value instanceof CelError ? value : CelError.NO_OVERLOAD;
        }
    }

    /** {@code operand.field} and {@code operand.?field}. */
    static final class Field extends Attribute {
        private final Attribute operand;
        private final String field;
        private final boolean optional;

        Field(Attribute operand, String field, boolean optional) {
            super(operand.charge);
            this.operand = operand;
            this.field = field.intern();
            this.optional = optional;
        }

        @Override
        Object resolve(Frame frame) {
            Object value = operand.resolve(frame);
            if (value instanceof CelError) {
                return value;
            }
            Object found = find(value);
            if (!optional && !(value instanceof CelOptional)) {
                frame.spend(1);
                return found == null ? CelError.noSuchKey(field) : found;
            }
            if (found == null) {
                return CelOptional.NONE;
            }
            frame.spend(1);
            return found instanceof CelError ? found : new CelOptional(found);
        }

        /** {@code operand.?field.orValue(fallback)} without the optional in between. */
        Eval or(Eval fallback) {
            return frame -> {
                Object value = operand.resolve(frame);
                Object found = value instanceof CelError ? value : find(value);
                frame.spend(found == null || value instanceof CelError ? operand.charge : 1 + operand.charge);
                return found == null ? fallback.eval(frame) : found;
            };
        }

        /** An error where there are no fields; null when the field is absent or inside of what is absent. */
        private @Nullable Object find(Object value) {
            if (value instanceof CelMap map) {
                return map.find(field);
            }
            if (value instanceof CelOptional chain) {
                Object inner = chain.value();
                return inner == null ? null : find(inner);
            }
            return value instanceof CelError ? value : CelError.NO_OVERLOAD;
        }
    }

    /** {@code operand[key]} and {@code operand[?key]}. */
    static final class Item extends Attribute {
        private final Attribute operand;
        private final Eval key;
        private final boolean optional;

        Item(Attribute operand, Eval key, boolean optional) {
            super(operand.charge);
            this.operand = operand;
            this.key = key;
            this.optional = optional;
        }

        @Override
        Object resolve(Frame frame) {
            Object container = operand.resolve(frame);
            if (container instanceof CelError || container.equals(CelOptional.NONE)) {
                return container;
            }
            Object at = resolve(key, frame);
            Object found = at(container, at, optional);
            if (!found.equals(CelOptional.NONE)) {
                frame.spend(1);
            }
            return found;
        }

        private static Object at(Object container, Object key, boolean optional) {
            if (container instanceof CelOptional chain) {
                Object inner = chain.value();
                return inner == null ? CelOptional.NONE : at(inner, key, true);
            }
            Object found = CelOperators.index(container, key);
            if (!optional || container instanceof CelError || key instanceof CelError) {
                return found;
            }
            return found instanceof CelError ? CelOptional.NONE : new CelOptional(found);
        }
    }

    /** {@code has(operand.field)}: Kubernetes counts the parts only. */
    static final class Presence extends Attribute {
        private final Attribute operand;
        private final String field;

        Presence(Attribute operand, String field) {
            super(0);
            this.operand = operand;
            this.field = field.intern();
        }

        @Override
        Object resolve(Frame frame) {
            Object value = operand.resolve(frame);
            if (value instanceof CelOptional chain) {
                Object inner = chain.value();
                boolean present = inner instanceof CelMap map && map.find(field) != null;
                frame.spend(present ? 1 : 0);
                return inner == null || inner instanceof CelMap ? present : CelError.NO_OVERLOAD;
            }
            if (value instanceof CelError) {
                return value;
            }
            frame.spend(1);
            return value instanceof CelMap map ? (Object) (map.find(field) != null) : CelError.NO_OVERLOAD;
        }
    }
}
