package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns an expression into evaluators: names become slots, macros become loops, constants are computed once. */
final class CelCompiler {
    private static final List<String> TYPES = List.of(
            "int", "uint", "double", "bool", "string", "bytes", "list", "map", "null_type", "type", "optional_type");

    /** What is computed before the evaluation where the argument is known (cel-go, overloads.IsTypeConversionFunction). */
    private static final Set<String> CONVERSIONS =
            Set.of("bool", "bytes", "double", "duration", "dyn", "int", "string", "timestamp", "type", "uint");

    /** Of these a literal that cannot be converted is no expression (cel-go, cel/validator.go). */
    private static final Set<String> CHECKED = Set.of("duration", "timestamp");

    private final String source;
    private final Map<String, Integer> scope = new HashMap<>();
    /** For variables whose first use costs more: the slot that holds the units. */
    private final Map<Integer, Integer> debts = new HashMap<>();

    private int slots = 2;
    private boolean usesOldSelf;

    CelCompiler(String source) {
        this.source = source;
        scope.put("self", CelProgram.SELF);
        scope.put("oldSelf", CelProgram.OLD_SELF);
    }

    CelProgram program() throws CelSyntaxException {
        Eval eval = compile(CelParser.parse(source));
        return new CelProgram(eval, slots, usesOldSelf);
    }

    Eval compile(Expr expr) throws CelSyntaxException {
        if (expr instanceof Expr.Literal literal) {
            return new Constant(literal.value());
        }
        if (expr instanceof Expr.Ident ident) {
            return ident(ident);
        }
        if (expr instanceof Expr.Select select) {
            return select(select);
        }
        if (expr instanceof Expr.Index index) {
            return index(index);
        }
        if (expr instanceof Expr.ListOf list) {
            return list(list);
        }
        if (expr instanceof Expr.MapOf map) {
            return map(map);
        }
        return call((Expr.Call) expr);
    }

    /** Compiles a macro's body with a variable that is new there. */
    Eval inScope(String name, int slot, Expr body) throws CelSyntaxException {
        Integer hidden = scope.put(name, slot);
        Eval eval = compile(body);
        if (hidden == null) {
            scope.remove(name);
        } else {
            scope.put(name, hidden);
        }
        return eval;
    }

    /** Compiles a macro's body with two variables that are new there. */
    Eval inBoth(String first, int slot, String second, int secondSlot, Expr body) throws CelSyntaxException {
        Integer hidden = scope.put(first, slot);
        Eval eval = inScope(second, secondSlot, body);
        if (hidden == null) {
            scope.remove(first);
        } else {
            scope.put(first, hidden);
        }
        return eval;
    }

    int newSlot() {
        return slots++;
    }

    /** A slot whose first use spends the units in the slot after it. */
    int newMappedSlot() {
        int slot = slots;
        slots += 2;
        debts.put(slot, slot + 1);
        return slot;
    }

    CelSyntaxException bad(Expr expr, String problem) {
        return CelSyntaxException.syntax(source, expr.at(), problem);
    }

    private Eval ident(Expr.Ident ident) throws CelSyntaxException {
        Integer slot = scope.get(ident.name());
        if (slot != null) {
            usesOldSelf |= slot == CelProgram.OLD_SELF;
            Integer debt = debts.get(slot);
            return debt == null ? new Attribute.Variable(slot) : new Attribute.Mapped(slot, debt);
        }
        if (TYPES.contains(ident.name())) {
            return new Constant(new CelType(ident.name()));
        }
        throw bad(ident, "undeclared reference to '" + ident.name() + "' (in container '')");
    }

    private Eval select(Expr.Select select) throws CelSyntaxException {
        String name = qualifiedName(select);
        if (name != null && CelTypes.DOTTED.contains(name)) {
            return new Constant(new CelType(name));
        }
        return new Attribute.Field(Attribute.of(compile(select.operand())), select.field(), select.optional());
    }

    /** {@code a.or(b)} and {@code a.orValue(b)}: b is looked at only where a holds nothing, and may then be anything. */
    private Eval otherwise(Expr target, Expr otherwise, boolean unwrapped) throws CelSyntaxException {
        Eval operand = compile(target);
        Eval fallback = compile(otherwise);
        return frame -> {
            Object value = operand.eval(frame);
            if (!(value instanceof CelOptional optional)) {
                return value instanceof CelError ? value : CelError.NO_OVERLOAD;
            }
            Object inner = optional.value();
            return inner == null ? fallback.eval(frame) : unwrapped ? inner : optional;
        };
    }

    private Eval index(Expr.Index index) throws CelSyntaxException {
        return new Attribute.Item(Attribute.of(compile(index.operand())), compile(index.index()), index.optional());
    }

    private Eval list(Expr.ListOf list) throws CelSyntaxException {
        List<Eval> items = compileAll(list.items());
        List<Boolean> optional = list.optional();
        if (areConstant(items) && !optional.contains(true)) {
            return new Constant(
                    CelList.of(items.stream().map(CelCompiler::constant).toList()));
        }
        return frame -> {
            List<Object> values = new ArrayList<>(items.size());
            Object error = null;
            for (int i = 0; i < items.size() && error == null; i++) {
                Object value = items.get(i).eval(frame);
                Object entry = optional.get(i) ? inside(value) : value;
                if (entry instanceof CelError) {
                    error = entry;
                } else if (entry != null) {
                    values.add(entry);
                }
            }
            frame.spend(Costs.LIST);
            return error == null ? CelList.of(values) : error;
        };
    }

    private Eval map(Expr.MapOf map) throws CelSyntaxException {
        List<Eval> keys = compileAll(map.keys());
        List<Eval> values = compileAll(map.values());
        List<Boolean> optional = map.optional();
        if (areConstant(keys) && areConstant(values) && !optional.contains(true)) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                entries.put(constant(keys.get(i)), constant(values.get(i)));
            }
            return new Constant(CelMap.of(entries));
        }
        return frame -> {
            Map<Object, Object> entries = new LinkedHashMap<>();
            Object error = null;
            for (int i = 0; i < keys.size() && error == null; i++) {
                Object key = keys.get(i).eval(frame);
                Object value = key instanceof CelError ? key : values.get(i).eval(frame);
                Object entry = optional.get(i) && !(key instanceof CelError) ? inside(value) : value;
                if (entry instanceof CelError) {
                    error = entry;
                } else if (entry != null) {
                    entries.put(key, entry);
                }
            }
            frame.spend(Costs.MAP);
            return error == null ? CelMap.of(entries) : error;
        };
    }

    private static boolean areConstant(List<Eval> evals) {
        return evals.stream().allMatch(Constant.class::isInstance);
    }

    private static Object constant(Eval eval) {
        return ((Constant) eval).value();
    }

    /** What an entry marked with {@code ?} adds: null for nothing, an error where it is no optional. */
    private static @Nullable Object inside(Object value) {
        if (value instanceof CelOptional optional) {
            return optional.value();
        }
        return value instanceof CelError ? value : CelError.NO_OVERLOAD;
    }

    private List<Eval> compileAll(List<Expr> exprs) throws CelSyntaxException {
        List<Eval> evals = new ArrayList<>();
        for (Expr expr : exprs) {
            evals.add(compile(expr));
        }
        return evals;
    }

    private Eval call(Expr.Call call) throws CelSyntaxException {
        Eval macro = Macros.expand(call, this);
        if (macro != null) {
            return macro;
        }
        String name = call.function();
        Expr target = call.target();
        if (target != null) {
            return method(target, call);
        }
        boolean sign = !isLetter(name.charAt(0)) || name.equals("in");
        return sign
                ? Operators.compile(call, this)
                : function(name, Functions.global(name, call.args().size()), Costs.ofGlobal(name), call.args());
    }

    /** A call with something before its dot, which may also be the first part of a function's name. */
    private Eval method(Expr target, Expr.Call call) throws CelSyntaxException {
        List<Expr> args = call.args();
        String namespace = qualifiedName(target);
        if (namespace != null) {
            String qualified = namespace + "." + call.function();
            Functions.Function function = Functions.global(qualified, args.size());
            if (function != null) {
                return function(qualified, function, Costs.ofGlobal(qualified), args);
            }
        }
        String name = call.function();
        if (args.size() == 1) {
            Expr only = args.get(0);
            if (name.equals("orValue") && target instanceof Expr.Select select && select.optional()) {
                return new Attribute.Field(Attribute.of(compile(select.operand())), select.field(), true)
                        .or(compile(only));
            }
            if (name.equals("orValue") || name.equals("or")) {
                return otherwise(target, only, name.equals("orValue"));
            }
            if (name.equals("matches")
                    && only instanceof Expr.Literal literal
                    && literal.value() instanceof String expression) {
                return matches(target, expression, call);
            }
        }
        List<Expr> operands = new ArrayList<>();
        operands.add(target);
        operands.addAll(args);
        return function(name, Functions.method(name, operands.size()), Costs.ofMethod(name), operands);
    }

    /** The dotted name of an expression whose first part is no variable; null otherwise. */
    private @Nullable String qualifiedName(Expr expr) {
        if (expr instanceof Expr.Ident ident) {
            return scope.containsKey(ident.name()) ? null : ident.name();
        }
        if (expr instanceof Expr.Select select && !select.optional()) {
            String prefix = qualifiedName(select.operand());
            return prefix == null ? null : prefix + "." + select.field();
        }
        return null;
    }

    private Eval matches(Expr target, String expression, Expr.Call call) throws CelSyntaxException {
        Regex regex;
        try {
            regex = Regex.compile(expression);
        } catch (MalformedRegexException e) {
            throw bad(call.args().get(0), "invalid matches argument");
        }
        Eval operand = compile(target);
        long size = Costs.size(expression);
        return frame -> {
            Object value = operand.eval(frame);
            frame.spend(Costs.search(value, size));
            return value instanceof String text
                    ? regex.find(text)
                    : value instanceof CelError ? value : CelError.NO_OVERLOAD;
        };
    }

    private Eval function(String name, Functions.@Nullable Function function, Costs.Cost cost, List<Expr> args)
            throws CelSyntaxException {
        if (function == null) {
            throw CelSyntaxException.unknown(name);
        }
        List<Eval> evals = compileAll(args);
        if (evals.size() == 1 && CONVERSIONS.contains(name) && evals.get(0) instanceof Constant constant) {
            Object value = function.call(new Object[] {constant.value()}, new Frame(0, Long.MAX_VALUE));
            if (value instanceof CelError && CHECKED.contains(name) && args.get(0) instanceof Expr.Literal) {
                throw bad(args.get(0), "invalid " + name + " argument");
            }
            return new Constant(value);
        }
        Eval[] all = evals.toArray(new Eval[0]);

        return frame -> {
            Object[] values = new Object[all.length];
            Object error = null;
            for (int i = 0; i < all.length; i++) {
                values[i] = all[i].eval(frame);
                if (error == null && values[i] instanceof CelError) {
                    error = values[i];
                    if (all.length > 2) {
                        return error;
                    }
                }
            }
            frame.spend(cost.of(values, frame));
            return error == null ? function.call(values, frame) : error;
        };
    }

    private static boolean isLetter(char c) {
        return Character.isLetter(c) || c == '_';
    }
}
