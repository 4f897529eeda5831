package io.github.windlass4j.core.cert;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Certificates by the text of the PEM block that holds them: what stands in many files is decoded and parsed once, and is one
 * object. A few characters lead to a block, all of them have to agree. The least recently used block makes room. Safe to
 * share between threads.
 */
public final class KnownBlocks {
    /** Characters of a body that lead to it; spread, because certificates of one authority begin and end alike. */
    private static final int SAMPLE = 24;

    private record Known(String body, PlainBody plain) {}

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

    synchronized @Nullable PlainBody recall(String body) {
        Known known = blocks.get(sample(body));
        return known != null && known.body.equals(body) ? known.plain : null;
    }

    synchronized void keep(String body, PlainBody plain) {
        parses++;
        blocks.put(sample(body), new Known(body, plain));
    }

    private static long sample(String body) {
        long sample = body.length();
        int step = Math.max(1, body.length() / SAMPLE);
        for (int at = step / 2; at < body.length(); at += step) {
            sample = sample * 31 + body.charAt(at);
        }
        return sample;
    }

    @Override
    public synchronized String toString() {
        return "KnownBlocks[" + blocks.size() + "]";
    }
}
