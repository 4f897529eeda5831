package io.github.windlass4j.manifest.internal.cel;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All functions by name and number of arguments; a method's target is its first argument. */
final class Functions {
    /** A function over arguments none of which is an error. */
    @FunctionalInterface
    interface Function {
        Object call(Object[] args, Frame frame);
    }

    /** Collects the functions of one library. */
    static final class Registry {
        private final Map<String, Function> byName = new HashMap<>();

        /** A function called as {@code name(args)}; {@code arity} counts the arguments. */
        Registry global(String name, int arity, Function function) {
            byName.put("g:" + name + "/" + arity, function);
            return this;
        }

        /** A function called as {@code target.name(args)}; {@code arity} counts the target too. */
        Registry method(String name, int arity, Function function) {
            byName.put("m:" + name + "/" + arity, function);
            return this;
        }
    }

    private static final Map<String, Function> ALL = all();

    private Functions() {}

    private static Map<String, Function> all() {
        Registry registry = new Registry();
        CoreFunctions.register(registry);
        StringFunctions.register(registry);
        ListFunctions.register(registry);
        NetworkFunctions.register(registry);
        UrlFunctions.register(registry);
        QuantityFunctions.register(registry);
        FormatFunctions.register(registry);
        SemverFunctions.register(registry);
        return Map.copyOf(registry.byName);
    }

    static @Nullable Function global(String name, int arity) {
        return ALL.get("g:" + name + "/" + arity);
    }

    static @Nullable Function method(String name, int arity) {
        return ALL.get("m:" + name + "/" + arity);
    }
}
