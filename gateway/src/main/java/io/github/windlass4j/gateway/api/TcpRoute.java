package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Resource;
import java.util.List;

/**
 * A view of a TCPRoute: forwarding of TCP connections, by port.
 *
 * @param resource the object
 */
public record TcpRoute(Resource resource) implements Route {
    /** What names the kind. */
    public static final String KIND = "TCPRoute";

    @Override
    public List<PlainRule> rules() {
        return PlainRule.all(resource.spec());
    }

    /** {@code TCPRoute namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
