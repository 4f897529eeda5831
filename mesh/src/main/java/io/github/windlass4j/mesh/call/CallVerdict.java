package io.github.windlass4j.mesh.call;

import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.manifest.object.ObjectRef;
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
public record CallVerdict(Outcome outcome, List<Stage> trace, Optional<Symptom> symptom, List<String> notModelled)
        implements Reportable {
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

    /** The stages in their order; plaintext warns, what does not arrive fails. */
    @Override
    public Section section() {
        io.github.windlass4j.core.report.Outcome ends = switch (outcome) {
            case MTLS, PASSTHROUGH_TLS -> io.github.windlass4j.core.report.Outcome.PASSES;
            case PLAINTEXT -> io.github.windlass4j.core.report.Outcome.WARNS;
            case UNKNOWN -> io.github.windlass4j.core.report.Outcome.UNKNOWN;
            case REJECTED, DENIED, NO_ROUTE -> io.github.windlass4j.core.report.Outcome.FAILS;
        };
        return evidence(Section.of(
                "Call",
                ends,
                outcome + symptom.map(seen -> ", the client sees " + seen).orElse("")));
    }

    /** A section with why this call ends as it does. */
    Section evidence(Section section) {
        return section.with(new Block.Table(
                        "Stages",
                        List.of("stage", "what happens", "by", "field"),
                        trace.stream()
                                .map(stage -> List.of(
                                        stage.step().toString(),
                                        stage.text(),
                                        stage.object().map(ObjectRef::toString).orElse(""),
                                        stage.field()))
                                .toList()))
                .with(new Block.Text("Not modelled", String.join("\n", notModelled)));
    }

    /** {@code REJECTED: SERVER: ...}; when it cannot be said, what is not known too. */
    @Override
    public String toString() {
        return outcome
                + cause().map(stage -> ": " + stage).orElse("")
                + symptom.map(seen -> " => " + seen).orElse("")
                + (outcome == Outcome.UNKNOWN && !notModelled.isEmpty()
                        ? "; not known: " + String.join("; ", notModelled)
                        : "");
    }
}
