package io.github.windlass4j.examples.rehearsal.connect;

import static java.util.Objects.requireNonNull;

/**
 * How one real attempt to connect ended.
 *
 * @param kind what came of it
 * @param text what driver or server said; empty when connected
 */
public record Observation(Kind kind, String text) {
    /** What came of an attempt. */
    public enum Kind {
        /** Connected, encrypted, as the server's own {@code pg_stat_ssl} says. */
        TLS,
        /** Connected in plain text. */
        PLAIN,
        /** Refused by the driver's checks or by the server's access rules. */
        REFUSED,
        /** Not an answer: nobody listened, or time ran out. */
        NO_ANSWER
    }

    public Observation {
        requireNonNull(kind);
        text = text.replace('\r', ' ').replace('\n', ' ').strip();
    }

    static Observation connected(boolean tls) {
        return new Observation(tls ? Kind.TLS : Kind.PLAIN, "");
    }

    /** One line, for the pipe between two JVMs. */
    String toLine() {
        return kind + "\t" + text.replace('\t', ' ');
    }

    static Observation ofLine(String line) {
        String[] parts = line.split("\t", 2);
        return new Observation(Kind.valueOf(parts[0]), parts.length == 2 ? parts[1] : "");
    }
}
