package io.github.windlass4j.mesh.call;

import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.mesh.inject.Probe;
import java.util.List;

/**
 * What becomes of one of the kubelet's questions.
 *
 * @param probe as the pod's manifest states it
 * @param asked what the kubelet asks, which is the agent's where the injector rewrites probes
 * @param worth what the kubelet learns
 * @param call what becomes of its connection
 */
public record ProbeVerdict(Probe probe, Probe asked, Worth worth, CallVerdict call) implements Reportable {
    /** What the kubelet learns. */
    public enum Worth {
        /** What the container answers. */
        CONTAINER,
        /** Nothing: it passes whatever the container does. */
        ALWAYS_PASSES,
        /** Nothing: it fails whatever the container does. */
        ALWAYS_FAILS,
        /** It cannot be said; the trace and what was not modelled say why. */
        UNKNOWN
    }

    /** What is asked and the stages of the call; a probe that always passes warns, one that always fails fails. */
    @Override
    public Section section() {
        Outcome learns = switch (worth) {
            case CONTAINER -> Outcome.PASSES;
            case ALWAYS_PASSES -> Outcome.WARNS;
            case ALWAYS_FAILS -> Outcome.FAILS;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
        Section section = Section.of(
                        "Probe",
                        learns,
                        worth
                                + call.symptom()
                                        .map(seen -> ", the kubelet sees " + seen)
                                        .orElse(""))
                .with(new Block.Table(
                        "Asked",
                        List.of("written", "asked"),
                        List.of(List.of(probe.toString(), asked.equals(probe) ? "as written" : asked.toString()))));
        return call.evidence(section);
    }

    /** {@code livenessProbe of cart, HTTP 8080/: ALWAYS_FAILS, REJECTED: ...}. */
    @Override
    public String toString() {
        return probe + ": " + worth + ", " + call;
    }
}
