package io.github.windlass4j.gateway.api;

import java.util.List;

/** A route of connections or datagrams, whose rules match everything that listener and host names let through. */
public sealed interface PlainRoute extends Route permits TlsRoute, TcpRoute, UdpRoute {
    @Override
    default List<PlainRule> rules() {
        return PlainRule.all(resource().spec());
    }
}
