package io.github.windlass4j.core.chain.tls;

import io.github.windlass4j.core.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What chains of the JDK's own certificate objects are to Windlass, the last one of each identity hash of the leaf: the JDK's
 * factory hands out the same object for the same octets, so the chain of a server is parsed once. Objects of other classes may
 * answer as they please, each time differently, and are read each time. Safe to share: entries are immutable, so a race only
 * parses twice.
 */
final class KnownChains {
    /** Own choice: the chains of a client's few servers, a megabyte at most. */
    private static final int SLOTS = 64;

    /** Own choice: several times the size of usual chains. */
    private static final int MOST_BYTES = 1 << 14;

    @SuppressWarnings("ArrayRecordComponent") // private, never changed
    private record Entry(X509Certificate[] theirs, List<Certificate> ours) {
        @SuppressWarnings("ReferenceEquality") // the very objects, which cost nothing to compare
        boolean isOf(X509Certificate[] chain) {
            boolean same = theirs.length == chain.length;
            for (int i = 0; same && i < chain.length; i++) {
                same = theirs[i] == chain[i];
            }
            return same;
        }
    }

    private final @Nullable Entry[] entries = new Entry[SLOTS];

    /** As {@link Certificate#of} of each, in their order; at least one. */
    List<Certificate> of(X509Certificate[] chain) {
        int slot = System.identityHashCode(chain[0]) & (SLOTS - 1);
        Entry known = entries[slot];
        if (known != null && known.isOf(chain)) {
            return known.ours;
        }
        // A copy first, as the array may change meanwhile.
        X509Certificate[] theirs = chain.clone();
        Certificate[] ours = new Certificate[theirs.length];
        int bytes = 0;
        boolean immutable = true;
        for (int i = 0; i < ours.length; i++) {
            ours[i] = Certificate.of(theirs[i]);
            bytes += ours[i].size();
            immutable &= theirs[i].getClass().getModule() == Object.class.getModule();
        }
        List<Certificate> all = List.of(ours);
        if (immutable && bytes <= MOST_BYTES) {
            entries[slot] = new Entry(theirs, all);
        }
        return all;
    }
}
