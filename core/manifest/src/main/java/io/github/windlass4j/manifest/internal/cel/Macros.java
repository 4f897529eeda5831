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
        return switch (call.function()) {
            case "all", "exists", "exists_one", "existsOne" ->
                args.size() == (two ? 3 : 2)
                        ? Loops.test(
                                call.function(),
                                Loops.over(target, args, two, compiler),
                                args.get(args.size() - 1),
                                compiler)
                        : null;
            case "filter" ->
                args.size() == 2
                        ? Loops.filter(Loops.over(target, args, false, compiler), args.get(1), compiler)
                        : null;
            case "map" ->
                args.size() <= 3
                        ? Loops.map(
                                Loops.over(target, args, false, compiler),
                                args.size() == 3 ? args.get(1) : null,
                                args.get(args.size() - 1),
                                compiler)
                        : null;
            case "transformList", "transformMap", "transformMapEntry" ->
                two && args.size() <= 4
                        ? Loops.transform(call.function(), Loops.over(target, args, true, compiler), args, compiler)
                        : null;
            case "sortBy" -> args.size() == 2 ? Loops.sortBy(target, args, compiler) : null;
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
