package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.mesh.call.CallVerdict;

/**
 * One connection that has to work for the whole to work.
 *
 * @param kind which sort
 * @param what whom it leads to, such as {@code productpage.bookinfo.svc.cluster.local:9080}
 * @param verdict what becomes of it
 * @param strict whether the server takes mutual TLS only, so that a patch may not do without
 * @param works whether it is good enough: it arrives, in mutual TLS where that is required
 */
public record Hop(Kind kind, String what, CallVerdict verdict, boolean strict, boolean works) {
    /** Sorts of connections. */
    public enum Kind {
        /** From outside to the controller. */
        ENTRY,
        /** From the API server to the controller's admission webhook. */
        ADMISSION,
        /** From the kubelet to the controller: what fails keeps it from traffic, or starts it anew. */
        PROBE,
        /** From the controller to an application. */
        BACKEND,
        /** From the controller to the API server. */
        API_SERVER,
        /** From the controller to the API server before its proxy is up. */
        START
    }

    /** {@code BACKEND productpage.bookinfo...:9080: MTLS}. */
    @Override
    public String toString() {
        return kind + " " + what + ": " + verdict;
    }
}
