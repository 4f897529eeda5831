package io.github.windlass4j.mesh.inject;

/**
 * The proxy that a pod gets.
 *
 * @param revision the control plane it belongs to
 * @param capture what of the pod's traffic goes through it
 * @param isNative whether it is an init container that keeps running: then it is up before the other containers start
 * @param holdsApplication whether the pod's containers wait until it is up; native sidecars always make them wait
 * @param statusPort where it answers probes and merged metrics; 0 for none
 * @param rewritesProbes whether the injector lets the kubelet ask the agent instead of the pod's containers; false for a pod
 *     that carries its proxy already, whose probes stand as they are asked
 * @param capturesDns whether it answers the pod's DNS queries, and gives ServiceEntries without an address one
 * @param isGateway whether it is all that the pod does: it listens by itself, and no application stands behind it
 */
public record InjectedProxy(
        String revision,
        Capture capture,
        boolean isNative,
        boolean holdsApplication,
        int statusPort,
        boolean rewritesProbes,
        boolean capturesDns,
        boolean isGateway) {}
