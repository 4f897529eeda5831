package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Resource;

/**
 * A view of a TLSRoute: forwarding by the server name of the TLS handshake.
 *
 * @param resource the object
 */
public record TlsRoute(Resource resource) implements PlainRoute {
    /** What names the kind. */
    public static final String KIND = "TLSRoute";

    /** {@code TLSRoute namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
