package io.github.windlass4j.core.cert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Certificates by the text of the PEM block that holds them: what stands in many files is decoded and parsed once, and is one
 * object. A few bytes lead to a block, all of them have to agree. The least recently used block makes room. Safe to
 * share between threads.
 */
public final class KnownBlocks {
    /** How much of a block leads to it, in bytes: at first each, for the serial number stands there, then every few. */
    private static final int SAMPLED = 400;

    private static final int WHOLE = 64;
    private static final int STEP = 16;
    private static final String END = "-----END " + PemScanner.CERTIFICATE + "-----";

    /**
     * A block that is known.
     *
     * @param text from the end of its BEGIN boundary to the end of its END boundary
     * @param body what stands between them
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by hand
    record Known(byte[] text, PlainBody body) {}

    private final Map<Long, Known> blocks;
    private long parses;

    private KnownBlocks(int most) {
        this.blocks = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
                return size() > most;
            }
        };
    }

    /** Nothing known yet, and at most this many blocks at any time; each keeps about twice the size of its certificate. */
    public static KnownBlocks bounded(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most: " + most + " (want >= 1)");
        }
        return new KnownBlocks(most);
    }

    /** How many blocks had to be parsed, because they were not known. */
    public synchronized long parses() {
        return parses;
    }

    /** The known block whose BEGIN boundary ends at this offset; null if there is none. */
    synchronized @Nullable Known recall(byte[] content, int from) {
        if (content.length - from < SAMPLED) {
            return null;
        }
        Known known = blocks.get(sample(content, from));
        boolean same = known != null
                && content.length - from >= known.text.length
                && Arrays.equals(content, from, from + known.text.length, known.text, 0, known.text.length);
        return same ? known : null;
    }

    /** Keeps a block whose END has the label of its BEGIN. */
    synchronized void keep(String body, PlainBody parsed) {
        parses++;
        byte[] text = (body + END).getBytes(StandardCharsets.ISO_8859_1);
        if (text.length >= SAMPLED) {
            blocks.put(sample(text, 0), new Known(text, parsed));
        }
    }

    private static long sample(byte[] content, int from) {
        long sample = 0;
        for (int at = from; at < from + SAMPLED; at += at < from + WHOLE ? 1 : STEP) {
            sample = sample * 31 + content[at];
        }
        return sample;
    }

    @Override
    public synchronized String toString() {
        return "KnownBlocks[" + blocks.size() + "]";
    }
}
