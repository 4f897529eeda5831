package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.cert.Certificate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether one client connects to one server at one instant, with the reasoning step by step. */
public sealed interface ConnectVerdict {
    /** The reasoning, in the order of the steps. */
    List<Evidence> trace();

    /** The outcome as one sentence. */
    String message();

    /**
     * The client connects.
     *
     * @param channel encrypted or in the clear
     * @param chainVerified whether the chain was checked against a store; false on plain text
     * @param hostVerified whether the certificate was checked to be for the host; false on plain text
     * @param path server certificate first, anchor last; empty where the chain was not verified
     * @param failedBefore why earlier attempts failed, in order; not empty means that the client fell back
     * @param trace the reasoning
     */
    record Connects(
            Channel channel,
            boolean chainVerified,
            boolean hostVerified,
            List<Certificate> path,
            List<Refusal> failedBefore,
            List<Evidence> trace)
            implements ConnectVerdict {
        /** Checks the components and copies the collections. */
        public Connects {
            path = List.copyOf(path);
            failedBefore = List.copyOf(failedBefore);
            trace = List.copyOf(trace);
            if (channel == Channel.PLAIN_TEXT && (chainVerified || hostVerified)) {
                throw new IllegalArgumentException("plain text is never verified");
            }
            if (chainVerified == path.isEmpty()) {
                throw new IllegalArgumentException("path: " + path.size() + " with chainVerified=" + chainVerified);
            }
        }

        /** Tells whether TLS was tried, failed, and the session went on in the clear without an error. */
        public boolean isDowngraded() {
            return channel == Channel.PLAIN_TEXT && !failedBefore.isEmpty();
        }

        @Override
        public String message() {
            String how = channel == Channel.PLAIN_TEXT
                    ? "in plain text"
                    : "over TLS, chain " + (chainVerified ? "verified" : "not verified") + ", host "
                            + (hostVerified ? "verified" : "not verified");
            return "connects " + how
                    + (isDowngraded()
                            ? " although TLS failed: " + failedBefore.get(0).message()
                            : "");
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /**
     * The client does not connect.
     *
     * @param refusal the failure that has to be cured: that of TLS where both channels were tried
     * @param attempts every failure, in the order of the attempts; never empty
     * @param trace the reasoning
     */
    record Refused(Refusal refusal, List<Refusal> attempts, List<Evidence> trace) implements ConnectVerdict {
        /** Checks the components and copies the collections. */
        public Refused {
            attempts = List.copyOf(attempts);
            trace = List.copyOf(trace);
            if (attempts.isEmpty()) {
                throw new IllegalArgumentException("attempts: 0 (want >= 1)");
            }
        }

        @Override
        public String message() {
            return "does not connect: "
                    + attempts.stream().map(Refusal::message).distinct().collect(Collectors.joining("; then "));
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /**
     * What is known does not decide.
     *
     * @param reason what is not known, and how to tell it where the caller can
     * @param trace the reasoning so far
     */
    record Unknown(String reason, List<Evidence> trace) implements ConnectVerdict {
        /** Copies the collections. */
        public Unknown {
            trace = List.copyOf(trace);
        }

        @Override
        public String message() {
            return "not known: " + reason;
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** Tells whether the client connects, on whatever channel. */
    default boolean connects() {
        return this instanceof Connects;
    }

    /** Case analysis that the compiler checks for completeness on Java 17. */
    default <R> R fold(
            Function<? super Connects, ? extends R> onConnects,
            Function<? super Refused, ? extends R> onRefused,
            Function<? super Unknown, ? extends R> onUnknown) {
        if (this instanceof Connects connects) {
            return onConnects.apply(connects);
        }
        return this instanceof Refused refused ? onRefused.apply(refused) : onUnknown.apply((Unknown) this);
    }
}
