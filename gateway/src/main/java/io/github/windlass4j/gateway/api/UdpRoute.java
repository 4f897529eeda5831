package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Resource;

/**
 * A view of a UDPRoute: forwarding of UDP datagrams, by port.
 *
 * @param resource the object
 */
public record UdpRoute(Resource resource) implements PlainRoute {
    /** What names the kind. */
    public static final String KIND = "UDPRoute";

    /** {@code UDPRoute namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
