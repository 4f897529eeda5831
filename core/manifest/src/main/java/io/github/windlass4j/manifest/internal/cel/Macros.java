package io.github.windlass4j.manifest.internal.cel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** has, optMap, and the loops by their names. */
final class Macros {
    private Macros() {}

    /** Null when the call is no macro. */
    static @Nullable Eval expand(Expr.Call call, CelCompiler compiler) throws CelSyntaxException {
        Expr target = call.target();
        List<Expr> args = call.args();
        if (target == null) {
            return call.function().equals("has") && args.size() == 1 ? has(args.get(0), compiler) : null;
        }
        if (args.size() < 2 || !(args.get(0) instanceof Expr.Ident variable)) {
            return null;
        }
        boolean two = args.get(1) instanceof Expr.Ident && args.size() >= 3;
        String name = call.function();
        Expr last = args.get(args.size() - 1);
        return switch (takes(name, args.size(), two) ? name : "") {
            case "all", "exists", "exists_one", "existsOne" ->
                Loops.test(name, Loops.over(target, args, two, compiler), last, compiler);
            case "filter" -> Loops.filter(Loops.over(target, args, false, compiler), last, compiler);
            case "map" ->
                Loops.map(
                        Loops.over(target, args, false, compiler),
                        args.size() == 3 ? args.get(1) : null,
                        last,
                        compiler);
            case "transformList", "transformMap", "transformMapEntry" ->
                Loops.transform(name, Loops.over(target, args, true, compiler), args, compiler);
            case "sortBy" -> Loops.sortBy(target, args, compiler);
            case "optMap", "optFlatMap" ->
                optional(compiler.compile(target), variable.name(), name.equals("optFlatMap"), last, compiler);
            default -> null;
        };
    }

    /** Whether a call with so many arguments is a macro; {@code two}: they begin with two variables. */
    private static boolean takes(String name, int count, boolean two) {
        return switch (name) {
            case "all", "exists", "exists_one", "existsOne" -> count == (two ? 3 : 2);
            case "filter", "sortBy", "optMap", "optFlatMap" -> count == 2;
            case "map" -> count <= 3;
            case "transformList", "transformMap", "transformMapEntry" -> two && count <= 4;
            default -> false;
        };
    }

    private static Eval has(Expr arg, CelCompiler compiler) throws CelSyntaxException {
        if (!(arg instanceof Expr.Select select)) {
            throw compiler.bad(arg, "invalid argument to has() macro");
        }
        return new Attribute.Presence(Attribute.of(compiler.compile(select.operand())), select.field());
    }

    /** A choice: the value is looked at a second time where its variable is first used. */
    private static Eval optional(Eval target, String name, boolean flat, Expr result, CelCompiler compiler)
            throws CelSyntaxException {
        int slot = compiler.newMappedSlot();
        Eval body = compiler.inScope(name, slot, result);
        return frame -> {
            long before = frame.cost();
            Object value = target.eval(frame);
            long again = frame.cost() - before + Loops.CALL;
            frame.spend(Loops.CALL);
            if (!(value instanceof CelOptional optional)) {
                return value instanceof CelError ? value : CelError.NO_OVERLOAD;
            }
            Object inner = optional.value();
            if (inner == null) {
                frame.spend(Loops.CALL);
                return CelOptional.NONE;
            }
            frame.set(slot, inner);
            frame.set(slot + 1, again);
            Object mapped = body.eval(frame);
            frame.spend(flat ? 0 : Loops.CALL);
            return flat || mapped instanceof CelError ? mapped : new CelOptional(mapped);
        };
    }
}
