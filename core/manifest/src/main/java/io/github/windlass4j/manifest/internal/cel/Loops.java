package io.github.windlass4j.manifest.internal.cel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loops over lists and maps with one or two variables, as the comprehensions that cel-go makes of them. */
final class Loops {
    /** What the loops cost that macros stand for, in cel-go's units: a look at what they collect, at a variable, and a call. */
    private static final long ACCUMULATOR = 1;

    private static final long VARIABLE = 1;
    static final long CALL = 1;

    private Loops() {}

    /** What a loop runs over: values of a list or keys of a map; with two variables, index or key, and value. */
    record Loop(
            Eval range, String first, int slot, @Nullable String second, int secondSlot) {
        Eval body(Expr expr, CelCompiler compiler) throws CelSyntaxException {
            if (second == null) {
                return compiler.inScope(first, slot, expr);
            }
            return compiler.inBoth(first, slot, second, secondSlot, expr);
        }

        /** Null when the value cannot be looped over. */
        @Nullable
        CelList steps(Object value) {
            if (value instanceof CelList list) {
                return second == null ? list : new Indexes(list.size());
            }
            return value instanceof CelMap map ? CelList.of(map.keys()) : null;
        }

        void enter(Frame frame, Object range, Object step) {
            frame.set(slot, step);
            if (second != null) {
                frame.set(secondSlot, CelOperators.index(range, step));
            }
        }
    }

    /** The numbers from 0 up to a size. */
    private static final class Indexes extends CelList {
        private final int size;

        Indexes(int size) {
            this.size = size;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Object get(int index) {
            return (long) index;
        }
    }

    static Loop over(Expr target, List<Expr> args, boolean two, CelCompiler compiler) throws CelSyntaxException {
        Eval range = compiler.compile(target);
        String first = ((Expr.Ident) args.get(0)).name();
        String second = two ? ((Expr.Ident) args.get(1)).name() : null;
        return new Loop(range, first, compiler.newSlot(), second, two ? compiler.newSlot() : -1);
    }

    private static Object noRange(Object value) {
        return value instanceof CelError ? value : CelError.NO_OVERLOAD;
    }

    /**
     * all, exists and exists_one as the loops that cel-go makes of them. all and exists absorb errors once the answer is
     * certain and look at their answer before each step; exists_one does neither, and tells the last error.
     */
    static Eval test(String function, Loop loop, Expr condition, CelCompiler compiler) throws CelSyntaxException {
        Eval body = loop.body(condition, compiler);
        return function.endsWith("ne") ? count(loop, body) : search(loop, body, function.equals("all"));
    }

    /** What is done with the steps of a range. */
    private interface Walk {
        Object through(Frame frame, Object range, CelList steps);
    }

    private static Eval each(Loop loop, Walk walk) {
        return frame -> {
            Object range = loop.range().eval(frame);
            CelList steps = loop.steps(range);
            return steps == null ? noRange(range) : walk.through(frame, range, steps);
        };
    }

    private static Eval search(Loop loop, Eval body, boolean all) {
        // The answer so far and a call that tells whether to go on, and for exists the negation between them.
        long going = all ? 2 : 3;
        return each(loop, (frame, range, steps) -> {
            Object error = null;
            boolean decided = false;
            for (int i = 0; i < steps.size(); i++) {
                Object step = steps.get(i);
                frame.spend(going);
                if (decided) {
                    break;
                }
                loop.enter(frame, range, step);
                frame.spend(ACCUMULATOR);
                Object value = body.eval(frame);
                if (!(value instanceof Boolean flag)) {
                    error = error == null ? noRange(value) : error;
                } else {
                    decided = flag != all;
                }
            }
            frame.spend(ACCUMULATOR);
            return decided ? (Object) !all : error != null ? error : (Object) all;
        });
    }

    private static Eval count(Loop loop, Eval body) {
        return each(loop, (frame, range, steps) -> {
            Object error = null;
            int found = 0;
            for (int i = 0; i < steps.size(); i++) {
                Object step = steps.get(i);
                loop.enter(frame, range, step);
                Object value = body.eval(frame);
                if (Boolean.TRUE.equals(value)) {
                    frame.spend(ACCUMULATOR + CALL);
                    found++;
                } else if (!(value instanceof Boolean)) {
                    error = noRange(value);
                }
            }
            frame.spend(ACCUMULATOR + CALL);
            return error != null ? error : (Object) (found == 1);
        });
    }

    /** What a loop does with a step that its condition keeps, and how it ends. */
    private interface Collector {
        /** The result of a step, which may be an error; {@code failed}: an earlier one was. */
        Object step(Frame frame, Object step, boolean failed);

        Object end(List<Object> results);
    }

    static Eval filter(Loop loop, Expr condition, CelCompiler compiler) throws CelSyntaxException {
        return collect(loop, loop.body(condition, compiler), new Collector() {
            @Override
            public Object step(Frame frame, Object step, boolean failed) {
                frame.spend(VARIABLE + Costs.LIST + CALL);
                return step;
            }

            @Override
            public Object end(List<Object> results) {
                return CelList.of(results);
            }
        });
    }

    /** map and transformList: each result is a list of one, which is added to the others. */
    static Eval map(Loop loop, @Nullable Expr condition, Expr result, CelCompiler compiler) throws CelSyntaxException {
        Eval body = loop.body(result, compiler);
        return collect(loop, condition == null ? null : loop.body(condition, compiler), new Collector() {
            @Override
            public Object step(Frame frame, Object step, boolean failed) {
                Object value = body.eval(frame);
                frame.spend(Costs.LIST + CALL);
                return value;
            }

            @Override
            public Object end(List<Object> results) {
                return CelList.of(results);
            }
        });
    }

    static Eval transform(String function, Loop loop, List<Expr> args, CelCompiler compiler) throws CelSyntaxException {
        Expr condition = args.size() == 4 ? args.get(2) : null;
        Expr result = args.get(args.size() - 1);
        return switch (function) {
            case "transformList" -> map(loop, condition, result, compiler);
            case "transformMap" -> transformMap(loop, condition, result, compiler);
            default -> entries(loop, condition, result, compiler);
        };
    }

    private static Eval transformMap(Loop loop, @Nullable Expr condition, Expr result, CelCompiler compiler)
            throws CelSyntaxException {
        Eval body = loop.body(result, compiler);
        return collect(loop, condition == null ? null : loop.body(condition, compiler), new Collector() {
            @Override
            public Object step(Frame frame, Object step, boolean failed) {
                if (failed) {
                    return step;
                }
                frame.spend(VARIABLE);
                Object value = body.eval(frame);
                frame.spend(value instanceof CelError ? 0 : CALL);
                return value instanceof CelError ? value : Map.entry(step, value);
            }

            @Override
            public Object end(List<Object> results) {
                Map<Object, Object> entries = new LinkedHashMap<>();
                for (Object result : results) {
                    Map.Entry<?, ?> entry = (Map.Entry<?, ?>) result;
                    entries.put(entry.getKey(), entry.getValue());
                }
                return CelMap.of(entries);
            }
        });
    }

    /** transformMapEntry: one map of the maps that the results are; no key may come twice. */
    private static Eval entries(Loop loop, @Nullable Expr condition, Expr result, CelCompiler compiler)
            throws CelSyntaxException {
        Eval body = loop.body(result, compiler);
        return collect(loop, condition == null ? null : loop.body(condition, compiler), new Collector() {
            @Override
            public Object step(Frame frame, Object step, boolean failed) {
                Object value = body.eval(frame);
                frame.spend(CALL);
                return value;
            }

            @Override
            public Object end(List<Object> results) {
                Map<Object, Object> entries = new LinkedHashMap<>();
                for (Object part : results) {
                    if (!(part instanceof CelMap map)) {
                        return CelError.NO_OVERLOAD;
                    }
                    for (Object key : map.keys()) {
                        Object value = map.find(key);
                        if (value != null && entries.put(key, value) != null) {
                            return new CelError("insert failed: key " + CelText.of(key) + " already exists");
                        }
                    }
                }
                return CelMap.of(entries);
            }
        });
    }

    /** A loop goes on behind an error; one of a condition takes the place of what was there before. */
    private static Eval collect(Loop loop, @Nullable Eval condition, Collector collector) {
        return each(loop, (frame, range, steps) -> {
            List<Object> results = new ArrayList<>();
            Object error = null;
            for (int i = 0; i < steps.size(); i++) {
                Object step = steps.get(i);
                loop.enter(frame, range, step);
                Object wanted = condition == null ? true : condition.eval(frame);
                if (Boolean.FALSE.equals(wanted)) {
                    continue;
                }
                if (!Boolean.TRUE.equals(wanted)) {
                    error = noRange(wanted);
                    continue;
                }
                frame.spend(ACCUMULATOR);
                Object result = collector.step(frame, step, error != null);
                error = error == null && result instanceof CelError ? result : error;
                results.add(result);
            }
            frame.spend(ACCUMULATOR);
            return error == null ? collector.end(results) : error;
        });
    }

    /** A variable that holds the list, and the sorting of it by what map makes of it. */
    static Eval sortBy(Expr target, List<Expr> args, CelCompiler compiler) throws CelSyntaxException {
        Loop loop = over(target, args, false, compiler);
        Eval body = loop.body(args.get(1), compiler);
        return each(loop, (frame, range, steps) -> {
            frame.spend(VARIABLE + VARIABLE);
            List<Object> keys = new ArrayList<>();
            Object error = null;
            for (int i = 0; i < steps.size(); i++) {
                Object step = steps.get(i);
                loop.enter(frame, range, step);
                frame.spend(ACCUMULATOR);
                Object key = body.eval(frame);
                frame.spend(Costs.LIST + CALL);
                error = error == null && key instanceof CelError ? key : error;
                keys.add(key);
            }
            CelList order = CelList.of(keys);
            frame.spend(ACCUMULATOR + Costs.sorted(order));
            return error == null ? ListFunctions.sort(range, order) : error;
        });
    }
}
