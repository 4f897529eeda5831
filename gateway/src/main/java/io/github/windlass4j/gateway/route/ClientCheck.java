package io.github.windlass4j.gateway.route;

import io.github.windlass4j.gateway.route.Trace.Step;
import java.util.List;
import java.util.Optional;

/** Whether a listener accepts the certificates that a client shows. */
interface ClientCheck {
    /**
     * The reason for which the handshake fails.
     *
     * @param door the listener that the server name leads to
     * @param request the request with the client's certificates
     * @param steps what cannot be judged is added here
     * @return the reason; empty if the handshake goes on
     */
    Optional<String> refuses(Door door, Request request, List<Step> steps);
}
