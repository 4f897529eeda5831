package io.github.windlass4j.scan.fleet;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Chains to which the same certificates of the fleet's stores are related: one selection of a store answers them all. */
final class Group {
    private final int[] related;
    private final BitSet chains = new BitSet();
    private final Map<Selection, Map<String, BitSet>> rejected = new HashMap<>();

    /**
     * A group without chains.
     *
     * @param related numbers of the certificates, ascending; not copied
     */
    Group(int[] related) {
        this.related = related;
    }

    void add(int chain) {
        chains.set(chain);
    }

    /** Indexes of its chains. */
    BitSet chains() {
        return chains;
    }

    /** What a store holds of everything that is related to the chains, in the order of the store. */
    Selection among(Held held) {
        int[] found = new int[related.length];
        int count = 0;
        for (int number : related) {
            int place = held.place(number);
            if (place > 0) {
                int at = count++;
                for (; at > 0 && held.place(found[at - 1]) > place; at--) {
                    found[at] = found[at - 1];
                }
                found[at] = number;
            }
        }
        return new Selection(
                count == found.length ? found : Arrays.copyOf(found, count), count == 0 && held.any() >= 0);
    }

    /** The chains that are rejected with a selection, by rule; null before it was asked about. */
    @Nullable
    Map<String, BitSet> rejected(Selection selection) {
        return rejected.get(selection);
    }

    /** Keeps what was found out about a selection: the rule against each chain that is not trusted. */
    Map<String, BitSet> keep(Selection selection, Map<Integer, String> rules) {
        Map<String, BitSet> byRule = new TreeMap<>();
        rules.forEach((chain, rule) ->
                byRule.computeIfAbsent(rule, id -> new BitSet()).set(chain));
        rejected.put(selection, byRule);
        return byRule;
    }
}
