package io.github.windlass4j.core.internal.signature;

import io.github.windlass4j.core.cert.PublicKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a key is to a provider, the last one of each hash, because keys repeat and Bouncy Castle verifies twice as fast by a
 * point that it has met before. Nothing of it depends on a policy or an instant. Safe to share: entries are immutable, so a
 * race only decodes twice.
 *
 * @param <K> the provider's type of a key, or what is wrong with it
 */
final class DecodedKeys<K> {
    /** Own choice: a few hundred kB with the tables that Bouncy Castle makes for points in steady use. */
    static final int SLOTS = 64;

    /** Own choice: larger than the largest key that is verified with, ML-DSA-87 with 2,592 octets and RSA with 16,384 bits. */
    private static final int MOST_BYTES = 4096;

    private record Entry<K>(PublicKeyInfo info, K key) {}

    private final @Nullable Object[] entries = new Object[SLOTS];

    @Nullable
    K recall(PublicKeyInfo info) {
        @SuppressWarnings("unchecked") // only keep() writes
        Entry<K> entry = (Entry<K>) entries[slot(info)];
        return entry != null && entry.info.equals(info) ? entry.key : null;
    }

    void keep(PublicKeyInfo info, K key) {
        byte[] der = info.encoded();
        if (der.length <= MOST_BYTES) {
            // A copy, because the other may hold on to a whole certificate.
            entries[slot(info)] = new Entry<>(PublicKeyInfo.parse(der), key);
        }
    }

    private static int slot(PublicKeyInfo info) {
        int hash = info.hashCode();
        return (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (SLOTS - 1);
    }
}
