package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.KnownBlocks;
import io.github.windlass4j.core.internal.Count;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads stores and remembers them: bytes that have not changed since a store was read are recognised before anything is
 * parsed or a password function is run, and a certificate that stands in many PEM files is parsed once and is one object. What
 * it reads is what {@link TrustStore#read(byte[], String, char[]...)} reads. It keeps its passwords; safe to share between
 * threads.
 *
 * {@snippet :
 * StoreMemory memory = new StoreMemory();
 * FleetAssessment fleet = assessor.assess(paths.stream().map(memory::read).iterator());
 * }
 */
public final class StoreMemory {
    /** Own choice: twenty times the largest public programme, some 30 MB. */
    private static final int MAX_CERTIFICATES = 10_000;

    /** Bytes of the stores that are kept whole; own choice: five bundles of a public programme. */
    private static final int MAX_KEPT = 1 << 20;

    /** Bytes of a store that is kept when it is the only one; own choice: the largest public one and half as much. */
    private static final int MAX_ALONE = 2 << 20;

    @SuppressWarnings("ArrayRecordComponent") // private, never changed
    private record Kept(byte[] content, TrustStore store) {}

    private final List<char[]> passwords;
    private final KnownBlocks blocks = KnownBlocks.bounded(MAX_CERTIFICATES);
    private final Map<String, Kept> recent = new LinkedHashMap<>(16, 0.75f, true);
    private int kept;

    /**
     * Nothing read yet.
     *
     * @param passwords passwords to try, none or several; a format that needs none ignores them
     */
    public StoreMemory(char[]... passwords) {
        this.passwords = Stream.of(passwords).map(char[]::clone).toList();
    }

    /**
     * Reads a store from a file or directory; see {@link TrustStore#read(Path, char[]...)}. A directory is not remembered.
     *
     * @throws UnreadableStoreException if nothing can be read from it, saying where and why
     */
    public TrustStore read(Path path) {
        return Files.isDirectory(path)
                ? StoreFiles.read(path, passwords)
                : remember(StoreFiles.bytes(path), path.toString(), false);
    }

    /**
     * Reads a store from its content; the same object as before if the content last read under this name was the same.
     *
     * @param origin what to call it in findings and messages, such as its path
     * @throws UnreadableStoreException if nothing can be read from it, saying where and why
     */
    public TrustStore read(byte[] content, String origin) {
        return remember(content, origin, true);
    }

    /** How many PEM blocks had to be parsed. */
    public long parses() {
        return blocks.parses();
    }

    private synchronized TrustStore remember(byte[] content, String origin, boolean shared) {
        Kept known = recent.get(origin);
        if (known != null && Arrays.equals(known.content, content)) {
            return known.store;
        }
        byte[] own = shared ? content.clone() : content;
        TrustStore store = StoreReader.read(new StoreSource(origin, own, passwords, blocks));
        forget(recent.remove(origin));
        recent.put(origin, new Kept(own, store));
        kept += own.length;
        while (kept > (recent.size() == 1 ? MAX_ALONE : MAX_KEPT)) {
            forget(recent.remove(recent.keySet().iterator().next()));
        }
        return store;
    }

    private void forget(@Nullable Kept store) {
        kept -= store == null ? 0 : store.content.length;
    }

    /** How much it holds, without any password. */
    @Override
    public synchronized String toString() {
        return "StoreMemory[" + Count.of(recent.size(), "store") + ", " + blocks + "]";
    }
}
