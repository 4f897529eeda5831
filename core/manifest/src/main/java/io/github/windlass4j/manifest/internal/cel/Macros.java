package io.github.windlass4j.manifest.internal.cel;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** has, the loops over lists and maps with one or two variables, cel.bind and optMap. */
final class Macros {
    private Macros() {}

    /** Null when the call is no macro. */
    static @Nullable Eval expand(Expr.Call call, CelCompiler compiler) throws CelSyntaxException {
        Expr target = call.target();
        List<Expr> args = call.args();
        if (target == null) {
            return call.function().equals("has") && args.size() == 1 ? has(args.get(0), compiler) : null;
        }
        if (target instanceof Expr.Ident cel
                && cel.name().equals("cel")
                && call.function().equals("bind")
                && args.size() == 3) {
            return bind(args, compiler);
        }
        if (args.size() < 2 || !(args.get(0) instanceof Expr.Ident variable)) {
            return null;
        }
        boolean two = args.get(1) instanceof Expr.Ident && args.size() >= 3;
        return switch (call.function()) {
            case "all", "exists", "exists_one", "existsOne" ->
                args.size() == (two ? 3 : 2)
                        ? test(call.function(), loop(target, args, two, compiler), args.get(args.size() - 1), compiler)
                        : null;
            case "filter" ->
                args.size() == 2 ? filter(loop(target, args, false, compiler), args.get(1), compiler) : null;
            case "map" ->
                args.size() <= 3
                        ? map(
                                loop(target, args, false, compiler),
                                args.size() == 3 ? args.get(1) : null,
                                args.get(args.size() - 1),
                                compiler)
                        : null;
            case "transformList", "transformMap" ->
                two && args.size() <= 4
                        ? transform(
                                call.function().equals("transformMap"),
                                loop(target, args, true, compiler),
                                args.size() == 4 ? args.get(2) : null,
                                args.get(args.size() - 1),
                                compiler)
                        : null;
            case "transformMapEntry" ->
                two && args.size() <= 4
                        ? entries(
                                loop(target, args, true, compiler),
                                args.size() == 4 ? args.get(2) : null,
                                args.get(args.size() - 1),
                                compiler)
                        : null;
            case "sortBy" -> args.size() == 2 ? sortBy(target, args, compiler) : null;
            case "optMap", "optFlatMap" ->
                args.size() == 2
                        ? optional(
                                compiler.compile(target),
                                variable.name(),
                                call.function().equals("optFlatMap"),
                                args.get(1),
                                compiler)
                        : null;
            default -> null;
        };
    }

    private static Eval has(Expr arg, CelCompiler compiler) throws CelSyntaxException {
        if (!(arg instanceof Expr.Select select)) {
            throw compiler.bad(arg, "invalid argument to has() macro");
        }
        Eval operand = compiler.compile(select.operand());
        String field = select.field();
        return frame -> {
            Object value = operand.eval(frame);
            frame.spend(1);
            if (value instanceof CelOptional chain) {
                Object inner = chain.value();
                if (inner == null) {
                    return false;
                }
                value = inner;
            }
            if (value instanceof CelMap map) {
                return map.find(field) != null;
            }
            return value instanceof CelError ? value : CelError.NO_OVERLOAD;
        };
    }

    private static Eval bind(List<Expr> args, CelCompiler compiler) throws CelSyntaxException {
        if (!(args.get(0) instanceof Expr.Ident name)) {
            throw compiler.bad(args.get(0), "cel.bind() variable names must be simple identifiers");
        }
        Eval value = compiler.compile(args.get(1));
        int slot = compiler.newSlot();
        Eval body = compiler.inScope(name.name(), slot, args.get(2));
        return frame -> {
            frame.set(slot, value.eval(frame));
            return body.eval(frame);
        };
    }

    /** What a loop runs over: values of a list or keys of a map; with two variables, index or key, and value. */
    private record Loop(
            Eval range, String first, int slot, @Nullable String second, int secondSlot) {
        Eval body(Expr expr, CelCompiler compiler) throws CelSyntaxException {
            if (second == null) {
                return compiler.inScope(first, slot, expr);
            }
            return compiler.inBoth(first, slot, second, secondSlot, expr);
        }

        /** Null when the value cannot be looped over. */
        @Nullable
        List<Object> steps(Object value) {
            if (value instanceof CelList list) {
                return new AbstractList<>() {
                    @Override
                    public Object get(int index) {
                        return second == null ? list.get(index) : (Object) (long) index;
                    }

                    @Override
                    public int size() {
                        return list.size();
                    }
                };
            }
            return value instanceof CelMap map ? map.keys() : null;
        }

        void enter(Frame frame, Object range, Object step) {
            frame.spend(1);
            frame.set(slot, step);
            if (second != null) {
                frame.set(secondSlot, CelOperators.index(range, step));
            }
        }
    }

    private static Loop loop(Expr target, List<Expr> args, boolean two, CelCompiler compiler)
            throws CelSyntaxException {
        Eval range = compiler.compile(target);
        String first = ((Expr.Ident) args.get(0)).name();
        String second = two ? ((Expr.Ident) args.get(1)).name() : null;
        return new Loop(range, first, compiler.newSlot(), second, two ? compiler.newSlot() : -1);
    }

    private static Object noRange(Object value) {
        return value instanceof CelError ? value : CelError.NO_OVERLOAD;
    }

    /** all and exists absorb errors once the answer is certain; exists_one does not. */
    private static Eval test(String function, Loop loop, Expr condition, CelCompiler compiler)
            throws CelSyntaxException {
        Eval body = loop.body(condition, compiler);
        boolean one = function.endsWith("ne");
        boolean all = function.equals("all");
        return frame -> {
            Object range = loop.range().eval(frame);
            List<Object> steps = loop.steps(range);
            if (steps == null) {
                return noRange(range);
            }
            Object error = null;
            int found = 0;
            for (Object step : steps) {
                loop.enter(frame, range, step);
                Object value = body.eval(frame);
                if (!(value instanceof Boolean flag)) {
                    error = error == null ? noRange(value) : error;
                } else if (!one && flag != all) {
                    return flag;
                } else if (flag) {
                    found++;
                }
            }
            return error != null ? error : one ? (Object) (found == 1) : (Object) all;
        };
    }

    private static Eval filter(Loop loop, Expr condition, CelCompiler compiler) throws CelSyntaxException {
        return collect(loop, condition, null, compiler, (kept, results) -> CelList.of(kept));
    }

    private static Eval map(Loop loop, @Nullable Expr condition, Expr result, CelCompiler compiler)
            throws CelSyntaxException {
        return collect(loop, condition, result, compiler, (kept, results) -> CelList.of(results));
    }

    private static Eval transform(boolean toMap, Loop loop, @Nullable Expr condition, Expr result, CelCompiler compiler)
            throws CelSyntaxException {
        return collect(loop, condition, result, compiler, (kept, results) -> {
            if (!toMap) {
                return CelList.of(results);
            }
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (int i = 0; i < results.size(); i++) {
                entries.put(kept.get(i), results.get(i));
            }
            return CelMap.of(entries);
        });
    }

    /** One map of the maps that the results are; no key may come twice. */
    private static Eval entries(Loop loop, @Nullable Expr condition, Expr result, CelCompiler compiler)
            throws CelSyntaxException {
        return collect(loop, condition, result, compiler, (kept, results) -> {
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
        });
    }

    private static Eval sortBy(Expr target, List<Expr> args, CelCompiler compiler) throws CelSyntaxException {
        Loop loop = loop(target, args, false, compiler);
        Eval body = loop.body(args.get(1), compiler);
        return frame -> {
            Object range = loop.range().eval(frame);
            List<Object> steps = loop.steps(range);
            if (steps == null) {
                return noRange(range);
            }
            List<Object> keys = new ArrayList<>();
            for (Object step : steps) {
                loop.enter(frame, range, step);
                Object key = body.eval(frame);
                if (key instanceof CelError) {
                    return key;
                }
                keys.add(key);
            }
            return ListFunctions.sort(range, CelList.of(keys), frame);
        };
    }

    /** The steps that the condition keeps, and for each its result; true where none is asked for. */
    private static Eval collect(
            Loop loop,
            @Nullable Expr condition,
            @Nullable Expr result,
            CelCompiler compiler,
            BiFunction<List<Object>, List<Object>, Object> end)
            throws CelSyntaxException {
        Eval test = condition == null ? frame -> true : loop.body(condition, compiler);
        Eval body = result == null ? frame -> true : loop.body(result, compiler);
        return frame -> {
            Object range = loop.range().eval(frame);
            List<Object> steps = loop.steps(range);
            if (steps == null) {
                return noRange(range);
            }
            List<Object> kept = new ArrayList<>();
            List<Object> results = new ArrayList<>();
            for (Object step : steps) {
                loop.enter(frame, range, step);
                Object wanted = test.eval(frame);
                if (Boolean.FALSE.equals(wanted)) {
                    continue;
                }
                Object value = Boolean.TRUE.equals(wanted) ? body.eval(frame) : noRange(wanted);
                if (value instanceof CelError) {
                    return value;
                }
                kept.add(step);
                results.add(value);
            }
            return end.apply(kept, results);
        };
    }

    private static Eval optional(Eval target, String name, boolean flat, Expr result, CelCompiler compiler)
            throws CelSyntaxException {
        int slot = compiler.newSlot();
        Eval body = compiler.inScope(name, slot, result);
        return frame -> {
            Object value = target.eval(frame);
            if (!(value instanceof CelOptional optional)) {
                return noRange(value);
            }
            Object inner = optional.value();
            if (inner == null) {
                return CelOptional.NONE;
            }
            frame.set(slot, inner);
            Object mapped = body.eval(frame);
            return flat || mapped instanceof CelError ? mapped : new CelOptional(mapped);
        };
    }
}
