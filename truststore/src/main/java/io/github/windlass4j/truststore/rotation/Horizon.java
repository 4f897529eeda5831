package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.truststore.client.PresentedChain;
import java.time.Instant;
import java.util.Objects;

/**
 * How long a client keeps connecting to tomorrow's chains when nobody touches its store. The server's own certificate is
 * left out: it is renewed as a routine, and {@link Impact#leafEnds()} tells its end.
 */
public sealed interface Horizon {
    /** What ends the validity. */
    enum Cause {
        /** The trusted anchor expires, and the engine minds. */
        ANCHOR("the anchor"),
        /** A certificate that ties a root's key to another root expires, and no path avoids it. */
        CROSS_CERTIFICATE("the cross-certificate"),
        /** An issuing CA expires, and no path avoids it. */
        INTERMEDIATE("the intermediate"),
        /** A published distrust takes the anchor away. */
        DISTRUST("the distrust of");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Works until then.
     *
     * @param lastGood last second at which the client connects; one second later it does not
     * @param cause what ends
     * @param subject whose: subject of the certificate
     * @param detail why, for a distrust: who says so; empty otherwise
     * @param chain the chain that fails first
     */
    record Until(Instant lastGood, Cause cause, String subject, String detail, PresentedChain chain)
            implements Horizon {
        /** Checks the components. */
        public Until {
            Objects.requireNonNull(lastGood);
            Objects.requireNonNull(cause);
            Objects.requireNonNull(chain);
        }

        /** First second at which the client no longer connects. */
        public Instant firstBad() {
            return lastGood.plusSeconds(1);
        }

        @Override
        public String message() {
            return "until " + lastGood + ": " + cause + " " + subject
                    + (cause == Cause.DISTRUST ? " by " + detail : " ends");
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** No certificate ends it, because none is looked at. */
    record Open() implements Horizon {
        @Override
        public String message() {
            return "none: the client does not look at the chain";
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** There is nothing that could end: the client does not connect over TLS, or it is not known whether it does. */
    record None(Effect effect) implements Horizon {
        @Override
        public String message() {
            return "none: the client " + effect;
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The horizon in a few words. */
    String message();
}
