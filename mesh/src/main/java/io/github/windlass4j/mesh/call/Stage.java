package io.github.windlass4j.mesh.call;

import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.mesh.inject.InjectionVerdict;
import java.util.Optional;

/**
 * One stage of a call's way.
 *
 * @param step which one
 * @param text what happened there
 * @param object the object that decided; empty for a default of Istio
 * @param field where in it, such as {@code spec.mtls.mode}; empty for the object as a whole
 */
public record Stage(Step step, String text, Optional<ObjectRef> object, String field) {
    /** The stages in their order. */
    public enum Step {
        /** Whether the client's pods have a proxy. */
        CLIENT_INJECTION,
        /** Whether the client's proxy sees the connection. */
        OUTBOUND_CAPTURE,
        /** Where the client's proxy sends it. */
        ROUTE,
        /** How it is sent. */
        CLIENT_TLS,
        /** Whether the server's pods have a proxy. */
        SERVER_INJECTION,
        /** Whether the server's proxy sees the connection. */
        INBOUND_CAPTURE,
        /** What the server's proxy makes of it. */
        SERVER,
        /** Who may. */
        AUTHORIZATION
    }

    static Stage of(Step step, String text) {
        return new Stage(step, text, Optional.empty(), "");
    }

    static Stage of(Step step, String text, ObjectRef object, String field) {
        return new Stage(step, text, Optional.of(object), field);
    }

    /** Whether the pods of a client or server have a proxy. */
    static Stage proxy(Step step, String whose, InjectionVerdict injection, ObjectRef workload) {
        String has = injection.fold(
                injected -> whose + " has a proxy: ",
                bare -> whose + " has no proxy: ",
                refused -> "no pod of " + whose + " is created: ",
                unknown -> "whether " + whose + " has a proxy is not known: ");
        return of(step, has + injection.why(), workload, "");
    }

    /** {@code SERVER: plaintext is refused (PeerAuthentication shop/default, spec.mtls.mode)}. */
    @Override
    public String toString() {
        return step + ": " + text
                + object.map(ref -> " (" + ref + (field.isEmpty() ? "" : ", " + field) + ")")
                        .orElse("");
    }
}
