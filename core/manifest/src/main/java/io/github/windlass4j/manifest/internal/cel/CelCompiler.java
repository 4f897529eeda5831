package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns an expression into evaluators: names become slots, macros become loops, constants are computed once. */
final class CelCompiler {
    private static final List<String> TYPES = List.of(
            "int", "uint", "double", "bool", "string", "bytes", "list", "map", "null_type", "type", "optional_type");

    /** cel-go, common.ListCreateBaseCost. */
    private static final long LIST_COST = 10;

    private final String source;
    private final Map<String, Integer> scope = new HashMap<>();
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
            Object value = literal.value();
            return frame -> value;
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

    CelSyntaxException bad(Expr expr, String problem) {
        return CelSyntaxException.syntax(source, expr.at(), problem);
    }

    private Eval ident(Expr.Ident ident) throws CelSyntaxException {
        Integer slot = scope.get(ident.name());
        if (slot != null) {
            usesOldSelf |= slot == CelProgram.OLD_SELF;
            int number = slot;
            return frame -> {
                frame.spend(1);
                return frame.get(number);
            };
        }
        if (TYPES.contains(ident.name())) {
            CelType type = new CelType(ident.name());
            return frame -> type;
        }
        throw bad(ident, "undeclared reference to '" + ident.name() + "' (in container '')");
    }

    private Eval select(Expr.Select select) throws CelSyntaxException {
        String name = qualifiedName(select);
        if (name != null && CelTypes.DOTTED.contains(name)) {
            CelType type = new CelType(name);
            return frame -> type;
        }
        Eval operand = compile(select.operand());
        String field = select.field();
        boolean optional = select.optional();
        return frame -> {
            Object value = operand.eval(frame);
            frame.spend(1);
            return field(value, field, optional);
        };
    }

    private static Object field(Object value, String field, boolean optional) {
        Object found = find(value, field);
        if (optional || value instanceof CelOptional) {
            return found == null ? CelOptional.NONE : found instanceof CelError ? found : new CelOptional(found);
        }
        return found == null ? CelError.noSuchKey(field) : found;
    }

    /** The value of a field, an error, or null when it is absent or inside of what is absent. */
    private static @Nullable Object find(Object value, String field) {
        if (value instanceof CelMap map) {
            return map.find(field);
        }
        if (value instanceof CelOptional chain) {
            Object inner = chain.value();
            return inner == null ? null : find(inner, field);
        }
        return value instanceof CelError ? value : CelError.NO_OVERLOAD;
    }

    /** {@code a.?b.orValue(c)} without the optional in between. */
    private Eval fieldOr(Expr.Select select, Expr otherwise) throws CelSyntaxException {
        Eval operand = compile(select.operand());
        String field = select.field();
        Eval fallback = compile(otherwise);
        return frame -> {
            Object value = operand.eval(frame);
            Object found = find(value, field);
            if (found == null) {
                return fallback.eval(frame);
            }
            frame.spend(1);
            return found;
        };
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
        Eval operand = compile(index.operand());
        Eval key = compile(index.index());
        boolean optional = index.optional();
        return frame -> {
            Object container = operand.eval(frame);
            Object at = key.eval(frame);
            frame.spend(1);
            return at(container, at, optional);
        };
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

    private Eval list(Expr.ListOf list) throws CelSyntaxException {
        List<Eval> items = compileAll(list.items());
        List<Boolean> optional = list.optional();
        if (list.items().stream().allMatch(Expr.Literal.class::isInstance) && !optional.contains(true)) {
            CelList constant = CelList.of(list.items().stream()
                    .map(item -> ((Expr.Literal) item).value())
                    .toList());
            return frame -> {
                frame.spend(LIST_COST);
                return constant;
            };
        }
        return frame -> {
            frame.spend(LIST_COST);
            List<Object> values = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                Object value = items.get(i).eval(frame);
                Object entry = optional.get(i) ? inside(value) : value;
                if (entry instanceof CelError) {
                    return entry;
                }
                if (entry != null) {
                    values.add(entry);
                }
            }
            return CelList.of(values);
        };
    }

    private Eval map(Expr.MapOf map) throws CelSyntaxException {
        List<Eval> keys = compileAll(map.keys());
        List<Eval> values = compileAll(map.values());
        List<Boolean> optional = map.optional();
        return frame -> {
            // cel-go, common.MapCreateBaseCost.
            frame.spend(30);
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                Object key = keys.get(i).eval(frame);
                Object value = values.get(i).eval(frame);
                Object entry = optional.get(i) ? inside(value) : value;
                if (key instanceof CelError) {
                    return key;
                }
                if (entry instanceof CelError) {
                    return entry;
                }
                if (entry != null) {
                    entries.put(key, entry);
                }
            }
            return CelMap.of(entries);
        };
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
        boolean sign = !isLetter(call.function().charAt(0)) || call.function().equals("in");
        if (call.target() == null && sign) {
            return Operators.compile(call, this);
        }
        Expr target = call.target();
        if (target == null) {
            return function(
                    call.function(),
                    Functions.global(call.function(), call.args().size()),
                    call.args());
        }
        String namespace = qualifiedName(target);
        if (namespace != null) {
            String name = namespace + "." + call.function();
            Functions.Function function = Functions.global(name, call.args().size());
            if (function != null) {
                return function(name, function, call.args());
            }
        }
        if (call.function().equals("orValue")
                && call.args().size() == 1
                && target instanceof Expr.Select select
                && select.optional()) {
            return fieldOr(select, call.args().get(0));
        }
        if ((call.function().equals("orValue") || call.function().equals("or"))
                && call.args().size() == 1) {
            return otherwise(target, call.args().get(0), call.function().equals("orValue"));
        }
        List<Expr> args = new ArrayList<>();
        args.add(target);
        args.addAll(call.args());
        if (call.function().equals("matches")
                && args.size() == 2
                && args.get(1) instanceof Expr.Literal literal
                && literal.value() instanceof String expression) {
            return matches(target, expression, call);
        }
        return function(call.function(), Functions.method(call.function(), args.size()), args);
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
            throw bad(call, "invalid matches argument: " + e.getMessage());
        }
        Eval operand = compile(target);
        return frame -> {
            Object value = operand.eval(frame);
            if (value instanceof String text) {
                StringFunctions.chargeRegex(frame, text, expression);
                return regex.find(text);
            }
            return value instanceof CelError ? value : CelError.NO_OVERLOAD;
        };
    }

    private Eval function(String name, Functions.@Nullable Function function, List<Expr> args)
            throws CelSyntaxException {
        if (function == null) {
            throw CelSyntaxException.unknown(name);
        }
        List<Eval> evals = compileAll(args);
        if (args.size() == 1
                && args.get(0) instanceof Expr.Literal literal
                && (name.equals("duration") || name.equals("timestamp"))) {
            Object constant = function.call(new Object[] {literal.value()}, new Frame(0, Long.MAX_VALUE));
            return frame -> {
                frame.spend(1);
                return constant;
            };
        }
        Eval[] all = evals.toArray(new Eval[0]);
        return frame -> {
            Object[] values = new Object[all.length];
            for (int i = 0; i < all.length; i++) {
                values[i] = all[i].eval(frame);
            }
            frame.spend(1);
            for (Object value : values) {
                if (value instanceof CelError) {
                    return value;
                }
            }
            return function.call(values, frame);
        };
    }

    private static boolean isLetter(char c) {
        return Character.isLetter(c) || c == '_';
    }
}
