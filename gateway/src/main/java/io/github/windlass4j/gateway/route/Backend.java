package io.github.windlass4j.gateway.route;

import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where requests end up.
 *
 * @param target a Service, or an object of an implementation's own kind
 * @param port its port, as far as the reference names one
 * @param tls how connections are made, if a BackendTLSPolicy covers the port
 */
public record Backend(ObjectRef target, OptionalInt port, Optional<BackendTls> tls) {
    @Override
    public String toString() {
        return target
                + (port.isPresent() ? ":" + port.getAsInt() : "")
                + tls.map(policy -> " by " + policy).orElse("");
    }
}
