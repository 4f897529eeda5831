package io.github.windlass4j.scan.fleet;

import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one store says to every chain: trusted, or the rule that stands in the way.
 *
 * @param chains how many chains there are
 * @param rejected the chains that are not trusted, by their index, under the id of the rule that is most specific
 */
record Answers(int chains, SortedMap<String, BitSet> rejected) {
    Answers {
        SortedMap<String, BitSet> copy = new TreeMap<>();
        BitSet seen = new BitSet(chains);
        for (Map.Entry<String, BitSet> entry : rejected.entrySet()) {
            BitSet bits = (BitSet) entry.getValue().clone();
            if (bits.length() > chains || bits.intersects(seen)) {
                throw new IllegalArgumentException("rejected by " + entry.getKey() + ": " + bits
                        + " (want indexes below " + chains + ", each under one rule)");
            }
            seen.or(bits);
            if (!bits.isEmpty()) {
                copy.put(entry.getKey(), bits);
            }
        }
        rejected = Collections.unmodifiableSortedMap(copy);
    }

    boolean trusts(int chain) {
        return rejected.values().stream().noneMatch(bits -> bits.get(chain));
    }
}
