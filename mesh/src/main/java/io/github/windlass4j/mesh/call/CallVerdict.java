package io.github.windlass4j.mesh.call;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of a call.
 *
 * @param outcome in one word
 * @param trace why: the stages in the order in which they were passed; the last one decided
 * @param symptom what the user sees when the call fails
 * @param notModelled what was not looked at, and what was taken for granted; empty when nothing
 */
public record CallVerdict(Outcome outcome, List<Stage> trace, Optional<Symptom> symptom, List<String> notModelled) {
    /** How a call ends. */
    public enum Outcome {
        /** It arrives in Istio's mutual TLS. */
        MTLS,
        /** It arrives as the client sent it, in plaintext. */
        PLAINTEXT,
        /** It arrives in TLS that is not Istio's, and that no proxy opens. */
        PASSTHROUGH_TLS,
        /** The connection is refused, or what arrives cannot be read. */
        REJECTED,
        /** It arrives and an AuthorizationPolicy refuses it. */
        DENIED,
        /** It is sent nowhere. */
        NO_ROUTE,
        /** It cannot be said; the trace and {@link CallVerdict#notModelled()} say why. */
        UNKNOWN;

        /**
         * Whether the server gets the call.
         *
         * @return true for MTLS, PLAINTEXT and PASSTHROUGH_TLS
         */
        public boolean arrives() {
            return this == MTLS || this == PLAINTEXT || this == PASSTHROUGH_TLS;
        }
    }

    /**
     * What the user sees.
     *
     * @param status HTTP status that the client's application gets; 0 when it sees a broken connection
     * @param text what it looks like
     * @param flag Envoy's response flag in the access log of the proxy that noticed, empty when none did
     */
    public record Symptom(int status, String text, String flag) {
        /** {@code 503 UF: upstream connect error}. */
        @Override
        public String toString() {
            return (status == 0 ? "" : status + " ") + (flag.isEmpty() ? "" : flag + " ") + text;
        }
    }

    /** Copies the lists. */
    public CallVerdict {
        trace = List.copyOf(trace);
        notModelled = List.copyOf(notModelled);
    }

    /**
     * The stage that decided.
     *
     * @return the last one of the trace
     */
    public Optional<Stage> cause() {
        return trace.isEmpty() ? Optional.empty() : Optional.of(trace.get(trace.size() - 1));
    }

    /** {@code REJECTED: SERVER: ...}. */
    @Override
    public String toString() {
        return outcome
                + cause().map(stage -> ": " + stage).orElse("")
                + symptom.map(seen -> " => " + seen).orElse("");
    }
}
