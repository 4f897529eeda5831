package io.github.windlass4j.scan.internal;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StoreSighting;
import io.github.windlass4j.truststore.store.StoreRule;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import io.github.windlass4j.truststore.store.UnreadableStoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells whether some bytes are a trust store, and reads them if so. The same bytes are read once, however often they are met:
 * a fleet holds few distinct stores many times.
 */
public final class StoreProbe {
    /** How far into a text the first block is looked for: a bundle may start with a long comment. */
    private static final int MAX_PREAMBLE = 1 << 20;

    private static final int JKS_MAGIC = 0xFEEDFEED;
    private static final int JCEKS_MAGIC = 0xCECECECE;
    private static final List<String> KEYSTORE_NAMES = List.of(".uber", ".keystore", ".truststore");

    private static final List<String> STORE_NAMES = List.of(
            ".pem", ".crt", ".cer", ".der", ".p7b", ".p7c", ".jks", ".jceks", ".p12", ".pfx", ".bks", ".bcfks",
            "cacerts");

    private final List<char[]> passwords;
    private final Map<String, Reading> known = new HashMap<>();

    /**
     * What reading some bytes gave.
     *
     * @param content the store, if it can be read
     * @param problem why it cannot
     * @param locked whether somebody with its password may read it
     */
    public record Reading(Optional<StoreSnapshot> content, String problem, boolean locked) {
        /** Adds the store, or that it cannot be read, at a place. */
        public void addTo(Inventory.Builder facts, Place place, String field, StoreSighting.Role role) {
            if (content.isPresent()) {
                StoreSnapshot store = content.get();
                facts.add(place, field, isKeyOnly(store) ? StoreSighting.Role.PRIVATE_KEY : role, store);
            } else {
                facts.addUnreadable(place, field, role, problem, locked);
            }
        }
    }

    /** Reads a store; the same bytes are read once. */
    public Reading read(byte[] bytes) {
        return known.computeIfAbsent(Hex.sha256(bytes), digest -> read(bytes, passwords));
    }

    /** A probe that tries these passwords on stores that need one. */
    public StoreProbe(List<char[]> passwords) {
        this.passwords = List.copyOf(passwords);
    }

    /**
     * Adds the store to the facts, if it is one.
     *
     * @param more passwords that stand beside this store
     * @return the content, if there is any
     */
    public Optional<StoreSnapshot> probe(
            byte[] bytes,
            String name,
            Place place,
            String field,
            StoreSighting.Role role,
            List<char[]> more,
            Inventory.Builder facts) {
        if (!looksLikeStore(bytes, bytes.length, name)) {
            return Optional.empty();
        }
        Reading reading = more.isEmpty() ? read(bytes) : read(bytes, both(more));
        reading.addTo(facts, place, field, role);
        return reading.content;
    }

    private static boolean isKeyOnly(StoreSnapshot content) {
        return content.entries().isEmpty() && content.privateKeys() > 0;
    }

    private List<char[]> both(List<char[]> more) {
        List<char[]> all = new ArrayList<>(more);
        all.addAll(passwords);
        return all;
    }

    private static boolean isLocked(UnreadableStoreException e) {
        return e.is(StoreRule.WRONG_PASSWORD) || e.is(StoreRule.PASSWORD_NEEDED);
    }

    private static Reading read(byte[] bytes, List<char[]> passwords) {
        try {
            TrustStore store = TrustStore.read(bytes, "", passwords.toArray(char[][]::new));
            return new Reading(Optional.of(StoreSnapshot.of(store)), "", false);
        } catch (UnreadableStoreException e) {
            // Without its integrity check the store is what software without a password loads.
            return e.recovered()
                    .map(store -> new Reading(Optional.of(StoreSnapshot.of(store)), "", false))
                    .orElseGet(() -> new Reading(
                            Optional.empty(),
                            (isLocked(e) ? "no password at hand opens it: " : "")
                                    + e.findings().stream()
                                            .map(Finding::message)
                                            .collect(Collectors.joining("; ")),
                            isLocked(e)));
        }
    }

    /** Whether it is named like a store: then it is one, whatever is in it, for to find none there is worth telling. */
    public static boolean isNamedLikeStore(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return STORE_NAMES.stream().anyMatch(lower::endsWith);
    }

    /**
     * Whether it is worth reading: by content; for formats without a mark by name too.
     *
     * @param bytes the first bytes
     * @param size length of the whole file
     */
    public static boolean looksLikeStore(byte[] bytes, long size, String name) {
        if (bytes.length < 4) {
            return isNamedLikeStore(name);
        }
        int magic = ByteBuffer.wrap(bytes).getInt();
        if (magic == JKS_MAGIC || magic == JCEKS_MAGIC) {
            return true;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return isDer(bytes, size)
                || hasBlock(bytes)
                || isNamedLikeStore(name)
                || KEYSTORE_NAMES.stream().anyMatch(lower::endsWith);
    }

    /**
     * A SEQUENCE in a long form that ends within the file and starts with something that a certificate or store starts with.
     */
    private static boolean isDer(byte[] bytes, long size) {
        if (bytes[0] != 0x30 || (bytes[1] & 0xff) < 0x81 || (bytes[1] & 0xff) > 0x84) {
            return false;
        }
        int octets = bytes[1] & 0x7f;
        if (bytes.length < 3 + octets) {
            return false;
        }
        long length = 0;
        for (int i = 0; i < octets; i++) {
            length = (length << 8) | (bytes[2 + i] & 0xff);
        }
        int first = bytes[2 + octets];
        return 2 + octets + length <= size && (first == 0x30 || first == 0x02 || first == 0x06);
    }

    private static boolean hasBlock(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, MAX_PREAMBLE), StandardCharsets.ISO_8859_1);
        if (start.indexOf('\0') >= 0 && start.indexOf('\0') < 4) {
            start = start.replace("\0", "");
        }
        return start.contains("-----BEGIN ") || start.contains("BEGINDATA");
    }
}
