package io.github.windlass4j.mesh.internal.registry;

import io.github.windlass4j.mesh.istio.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Questions about several host names and patterns at once. */
public final class HostPatterns {
    private HostPatterns() {}

    /**
     * What two lists have in common, the narrower of each pair.
     *
     * @param ones names and patterns
     * @param others names and patterns
     * @return the common ones without repetition, in the order of the first list
     */
    public static List<String> common(List<String> ones, List<String> others) {
        List<String> common = new ArrayList<>();
        for (String one : ones) {
            for (String other : others) {
                String narrower = covers(other, one) ? one : covers(one, other) ? other : null;
                if (narrower != null && !common.contains(narrower)) {
                    common.add(narrower);
                }
            }
        }
        return common;
    }

    /**
     * The entry whose pattern is the most specific for a host: the name itself, else the longest wildcard around it.
     *
     * @param <T> what is looked up
     * @param host name or pattern
     * @param byPattern entries by name or pattern
     * @return the entry, or null when no pattern covers the host
     */
    public static <T> @Nullable T mostSpecific(String host, Map<String, T> byPattern) {
        return mostSpecific(host, name -> Optional.ofNullable(byPattern.get(name)));
    }

    /**
     * The entry whose pattern is the most specific for a host: the name itself, else the longest wildcard around it.
     *
     * @param <T> what is looked up
     * @param host name or pattern
     * @param lookup the entry of a name or pattern
     * @return the entry, or null when no pattern covers the host
     */
    public static <T> @Nullable T mostSpecific(String host, Function<String, Optional<T>> lookup) {
        Optional<T> exact = lookup.apply(host);
        if (exact.isPresent()) {
            return exact.get();
        }
        String suffix = host.startsWith("*") ? host.substring(1) : host;
        for (int from = 0; from <= suffix.length(); from++) {
            Optional<T> found = lookup.apply("*" + suffix.substring(from));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return null;
    }

    /**
     * Whether one of two names or patterns covers the other.
     *
     * @param one name or pattern
     * @param other name or pattern
     * @return true if some host belongs to both
     */
    public static boolean overlap(String one, String other) {
        return covers(one, other) || covers(other, one);
    }

    /**
     * Whether a pattern covers a name or another pattern.
     *
     * @param pattern name or pattern
     * @param host name or pattern
     * @return true if every host of the second is one of the first
     */
    public static boolean covers(String pattern, String host) {
        return pattern.equals("*") || new Host(pattern).covers(new Host(host));
    }
}
