package io.github.windlass4j.manifest.internal.cel;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What calls cost at run time in Kubernetes 1.36: k8s.io/apiserver/pkg/cel/library/cost.go, and for what that leaves open cel-go
 * 0.26, interpreter/runtimecost.go and the libraries in ext. Where the server goes by the types that its checker found, these go
 * by the values at hand.
 */
final class Costs {
    /** cel-go, common.ListCreateBaseCost. */
    static final long LIST = 10;

    /** cel-go, common.MapCreateBaseCost. */
    static final long MAP = 30;

    /** cel-go, common.StringTraversalCostFactor: of a unit for a character. */
    private static final double CHARACTER = 0.1;

    /** cel-go, common.RegexStringLengthCostFactor: one part of an expression for so many characters. */
    private static final double EXPRESSION = 0.25;

    private static final Cost ONE = (args, frame) -> 1;

    private static final Map<String, Cost> CALLS = calls();

    private Costs() {}

    /** Units for a call with these arguments, which may be errors. */
    @FunctionalInterface
    interface Cost {
        long of(Object[] args, Frame frame);
    }

    /** The cost of {@code target.name(args)}: one unit where nothing else is said. */
    static Cost ofMethod(String name) {
        return CALLS.getOrDefault(name, ONE);
    }

    /** The cost of {@code name(args)}; cel-go leaves out this form of matches. */
    static Cost ofGlobal(String name) {
        return name.equals("matches") ? ONE : ofMethod(name);
    }

    private static Map<String, Cost> calls() {
        Map<String, Cost> calls = new HashMap<>();
        Cost traversal = (args, frame) -> characters(size(args[0]));
        for (String name : new String[] {
            "startsWith",
            "endsWith",
            "lowerAscii",
            "upperAscii",
            "substring",
            "trim",
            "strings.quote",
            "format",
            "url",
            "isIP",
            "cidr",
            "isCIDR",
            "quantity",
            "isQuantity",
            "semver",
            "isSemver"
        }) {
            calls.put(name, traversal);
        }
        Cost twice = (args, frame) -> characters(2 * size(args[0]));
        for (String name : new String[] {"replace", "split", "ip.isCanonical"}) {
            calls.put(name, twice);
        }
        calls.put("contains", (args, frame) -> characters(size(args[0])) * characters(size(args[1])));
        calls.put("matches", (args, frame) -> search(args[0], size(args[1])));
        calls.put("find", (args, frame) -> search(args[0], size(args[1])));
        calls.put("findAll", (args, frame) -> search(args[0], size(args[1])));
        // The result decides, and the function counts it.
        calls.put("join", (args, frame) -> 0);
        calls.put("slice", (args, frame) -> 0);
        calls.put("bytes", (args, frame) -> args[0] instanceof String text ? characters(size(text)) : 1);
        calls.put("string", (args, frame) -> args[0] instanceof CelBytes bytes ? characters(bytes.size()) : 1);
        calls.put("ip", (args, frame) -> args[0] instanceof String text ? characters(size(text)) : 1);
        calls.put("containsIP", (args, frame) -> characters(2 * size(args[0])) + parsing(args[1]));
        calls.put(
                "containsCIDR",
                (args, frame) -> characters(2 * size(args[0])) + characters(size(args[0])) + 1 + parsing(args[1]));
        calls.put(
                "validate",
                (args, frame) -> search(
                        args[1], args[0] instanceof FormatFunctions.Format format ? format.expressionSize() : 0));
        lists(calls);
        return Map.copyOf(calls);
    }

    private static void lists(Map<String, Cost> calls) {
        Cost items = (args, frame) -> traversal(args[0], frame);
        for (String name : new String[] {"isSorted", "sum", "min", "max", "indexOf", "lastIndexOf"}) {
            calls.put(name, items);
        }
        calls.put("sets.contains", (args, frame) -> 1 + size(args[0]) * size(args[1]));
        calls.put("sets.intersects", (args, frame) -> 1 + size(args[0]) * size(args[1]));
        calls.put("sets.equivalent", (args, frame) -> 1 + 2 * size(args[0]) * size(args[1]));
        calls.put("lists.range", (args, frame) -> made(args[0] instanceof Long count ? Math.max(0, count) : 1));
        calls.put("reverse", (args, frame) -> made(size(args[0])));
        calls.put("flatten", (args, frame) -> made(size(args[0]) * (args.length == 1 ? 1 : depth(args[1]))));
        calls.put("distinct", (args, frame) -> sorted(args[0]));
        calls.put("sort", (args, frame) -> sorted(args[0]));
    }

    /** A list that a call makes (ext/lists.go, version 3). */
    static long made(long size) {
        return Math.max(0, size) + 1 + LIST;
    }

    private static long depth(Object value) {
        return value instanceof Long depth ? Math.min(Math.max(0, depth), Integer.MAX_VALUE) : 1;
    }

    /** Each item of a list with each other. */
    static long sorted(Object value) {
        long size = size(value);
        boolean texts = size > 0
                && value instanceof CelList list
                && (list.get(0) instanceof String || list.get(0) instanceof CelBytes);
        return made((long) ((double) (size * size) * (texts ? 2 + CHARACTER : 2)));
    }

    /** Equality, or the order of texts: the smaller of the two. */
    static long comparison(Object left, Object right) {
        return characters(Math.min(size(left), size(right)));
    }

    /** A regular expression of a length over a text. */
    static long search(Object text, long expression) {
        return characters(1 + size(text)) * (long) Math.ceil(expression * EXPRESSION);
    }

    /** Units for so many characters. */
    static long characters(long count) {
        return (long) Math.ceil(count * CHARACTER);
    }

    private static long parsing(Object value) {
        return value instanceof String text ? characters(size(text)) : 0;
    }

    /** Characters, bytes, items or entries; one for what has no size. */
    static long size(Object value) {
        if (value instanceof String text) {
            return characterCount(text);
        }
        if (value instanceof CelList list) {
            return list.size();
        }
        if (value instanceof CelMap map) {
            return map.size();
        }
        if (value instanceof CelBytes bytes) {
            return bytes.size();
        }
        if (value instanceof IpAddress address) {
            return address.bits() / Byte.SIZE;
        }
        if (value instanceof NetworkFunctions.Cidr network) {
            return (network.prefix() + Byte.SIZE - 1L) / Byte.SIZE;
        }
        return value instanceof CelOptional optional && optional.value() != null ? size(optional.value()) : 1;
    }

    static int characterCount(String text) {
        return text.codePointCount(0, text.length());
    }

    /** All of a value, texts by their bytes and rounded down one by one. */
    private static long traversal(Object value, Frame frame) {
        frame.build(1);
        if (value instanceof String text) {
            return (long) (text.getBytes(StandardCharsets.UTF_8).length * CHARACTER);
        }
        if (value instanceof CelBytes bytes) {
            return (long) (bytes.size() * CHARACTER);
        }
        if (value instanceof CelMap map) {
            long sum = 0;
            for (Object key : map.keys()) {
                Object entry = map.find(key);
                sum += traversal(key, frame) + (entry == null ? 1 : traversal(entry, frame));
            }
            return sum;
        }
        if (!(value instanceof CelList list)) {
            return 1;
        }
        long sum = 0;
        for (int i = 0; i < list.size(); i++) {
            sum += traversal(list.get(i), frame);
        }
        return sum;
    }
}
