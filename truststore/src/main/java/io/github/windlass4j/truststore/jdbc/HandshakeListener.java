package io.github.windlass4j.truststore.jdbc;

import io.github.windlass4j.truststore.diagnose.Cause;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Told after each check of a server's chain, for metrics. Called on the thread that connects; what it throws is ignored. */
@FunctionalInterface
public interface HandshakeListener {
    /** Takes one report. */
    void checked(Report report);

    /** What an accepted chain passes with and should not, or not for long. */
    enum Warning {
        /** The sslmode accepts every server. */
        ANY_SERVER,
        /** The anchor is a pinned certificate that is no root, and no root of the stores would do. */
        PINNED,
        /** A certificate of the path ends within 30 days. */
        ENDS_SOON,
        /** A root programme drops the anchor, or has. */
        WITHDRAWN,
        /** A published rotation will replace the issuing CA, and the store does not hold what comes. */
        ROTATION_AHEAD
    }

    /**
     * What became of one chain.
     *
     * @param accepted whether the handshake goes on
     * @param duration how long the check took, reading changed store files included
     * @param cause why it was refused, where one cause is certain
     * @param anchor subject of the anchor that the chain ends in; empty if refused or not checked
     * @param daysToHorizon whole days, rounded down, until the accepted path ends by itself; empty if refused or not checked
     * @param warnings of this chain, each time; the log has each cause once
     */
    record Report(
            boolean accepted,
            Duration duration,
            Optional<Cause> cause,
            Optional<String> anchor,
            OptionalLong daysToHorizon,
            Set<Warning> warnings) {
        /** Copies the set. */
        public Report {
            warnings = Set.copyOf(warnings);
        }
    }
}
