package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Resource;

/**
 * A view of a TCPRoute: forwarding of TCP connections, by port.
 *
 * @param resource the object
 */
public record TcpRoute(Resource resource) implements PlainRoute {
    /** What names the kind. */
    public static final String KIND = "TCPRoute";

    /** {@code TCPRoute namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
