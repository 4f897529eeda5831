package io.github.windlass4j.gateway.route;

import io.github.windlass4j.gateway.api.HostnamePattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Entries by host name, found for a host without looking at the others: first those for the host itself, then for each
 * longer and shorter wildcard above it, then those for any host.
 *
 * @param <T> the entries, kept in the order given
 */
final class HostIndex<T> {
    /** Host names without wildcard first, then by length; any host last. */
    static final Comparator<String> MOST_SPECIFIC_FIRST = Comparator.<String>comparingInt(
                    name -> name.isEmpty() ? 2 : name.startsWith("*.") ? 1 : 0)
            .thenComparingInt(name -> -name.length());

    /** Host name as written ({@code *.} in front of a wildcard, empty for any) to its entries. */
    private final Map<String, List<T>> byName = new HashMap<>();

    HostIndex(List<T> entries, Function<T, String> hostname) {
        for (T entry : entries) {
            byName.computeIfAbsent(hostname.apply(entry), name -> new ArrayList<>())
                    .add(entry);
        }
    }

    /**
     * The groups of entries whose host name covers a host, most specific first.
     *
     * @param host lower case; empty if a request names none, which only entries for any host cover
     */
    List<List<T>> covering(String host) {
        List<List<T>> groups = new ArrayList<>(2);
        if (!host.isEmpty()) {
            addTo(groups, host);
            for (int dot = host.indexOf('.', 1); dot >= 0; dot = host.indexOf('.', dot + 1)) {
                addTo(groups, "*" + host.substring(dot));
            }
        }
        addTo(groups, "");
        return groups;
    }

    private void addTo(List<List<T>> groups, String name) {
        List<T> found = byName.get(name);
        if (found != null) {
            groups.add(found);
        }
    }

    /** Whether a host name with or without wildcard covers a host. */
    static boolean covers(String hostname, String host) {
        return hostname.isEmpty() || new HostnamePattern(hostname).matches(host);
    }
}
