package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.truststore.client.PresentedChain;
import java.time.Instant;
import java.util.Objects;

/**
 * How long a client keeps connecting to tomorrow's chains when nobody touches its store. The end of the server's own
 * certificate is left out: it is renewed as a routine, and {@link Impact#leafEnds()} tells its end. {@link Renewal} is told
 * of a client that its renewal breaks.
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

    /**
     * Works until the server's own certificate is replaced, because the store holds that certificate and nothing above it
     * that the engine accepts.
     *
     * @param subject subject of the server's own certificate
     * @param chain the chain that it begins
     */
    record Renewal(String subject, PresentedChain chain) implements Horizon {
        @Override
        public String message() {
            return "until the server's own certificate is replaced: the store trusts " + subject + " itself";
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /**
     * Nothing ends it.
     *
     * @param chainVerified whether the client looks at the chain at all; if it does, no certificate stands between the
     *     server's own and an anchor whose end the engine does not mind, as JSSE does not
     */
    record Open(boolean chainVerified) implements Horizon {
        @Override
        public String message() {
            return chainVerified
                    ? "no end but that of the server's own certificate: the path holds no other whose end the engine minds"
                    : "no end: the client does not look at the chain";
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
            return effect == Effect.UNKNOWN ? "not known" : "none: the client " + effect;
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The horizon in a few words. */
    String message();
}
