package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.HostnamePattern;
import io.github.windlass4j.gateway.api.Listener;
import java.util.List;
import java.util.Optional;

/**
 * The predicted status of a listener, and what is attached to it.
 *
 * @param gateway the Gateway that serves it
 * @param owner the Gateway, or the ListenerSet that adds the listener
 * @param listener the listener
 * @param conditions the conditions: Accepted, Conflicted, Programmed, ResolvedRefs, and OverlappingTLSConfig where it holds
 * @param supportedKinds the kinds of routes that may attach, in the order of the specification
 * @param certificates the certificates that can be used, in order of their references
 * @param routes the attached routes by kind, namespace and name, each once
 * @param attachedRoutes how many the status shows; routes that are attached and not accepted do not count, unless the
 *     controller counts them
 */
public record ListenerStatus(
        Gateway gateway,
        GatewayObject owner,
        Listener listener,
        List<Condition> conditions,
        List<Listener.Kind> supportedKinds,
        List<ServerCertificate> certificates,
        List<AttachedRoute> routes,
        int attachedRoutes)
        implements Conditioned {
    /** Copies the lists. */
    public ListenerStatus {
        conditions = List.copyOf(conditions);
        supportedKinds = List.copyOf(supportedKinds);
        certificates = List.copyOf(certificates);
        routes = List.copyOf(routes);
    }

    /**
     * Whether the listener takes traffic.
     *
     * @return true if it is programmed
     */
    public boolean isServing() {
        return holds("Programmed");
    }

    /**
     * The host names of the listener.
     *
     * @return the pattern; empty takes every name
     */
    public Optional<HostnamePattern> hostname() {
        return listener.hostname().map(HostnamePattern::new);
    }

    /** {@code Gateway infra/edge listener https (HTTPS 443), 2 routes}. */
    @Override
    public String toString() {
        return owner.ref() + " listener " + listener + ", " + attachedRoutes
                + (attachedRoutes == 1 ? " route" : " routes");
    }
}
