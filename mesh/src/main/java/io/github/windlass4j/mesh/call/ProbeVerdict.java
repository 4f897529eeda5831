package io.github.windlass4j.mesh.call;

import io.github.windlass4j.mesh.inject.Probe;

/**
 * What becomes of one of the kubelet's questions.
 *
 * @param probe as the pod's manifest states it
 * @param asked what the kubelet asks, which is the agent's where the injector rewrites probes
 * @param worth what the kubelet learns
 * @param call what becomes of its connection
 */
public record ProbeVerdict(Probe probe, Probe asked, Worth worth, CallVerdict call) {
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

    /** {@code livenessProbe of cart, HTTP 8080/: ALWAYS_FAILS, REJECTED: ...}. */
    @Override
    public String toString() {
        return probe + ": " + worth + ", " + call;
    }
}
