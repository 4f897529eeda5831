package io.github.windlass4j.gateway.route;

import io.github.windlass4j.gateway.api.GatewayTls.ClientValidation;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.List;
import java.util.Optional;

/**
 * A listener with the rows of all routes that attach to it.
 *
 * @param owner the Gateway or ListenerSet that states it
 * @param listener the listener
 * @param closed why it takes no traffic, if it does not
 * @param clients how client certificates are checked, if they are
 * @param table what attaches
 */
record Door(
        ObjectRef owner,
        Listener listener,
        Optional<String> closed,
        Optional<ClientValidation> clients,
        MatchTable table) {
    String hostname() {
        return listener.hostname().filter(name -> !name.equals("*")).orElse("");
    }

    boolean speaksHttp() {
        return speaksHttp(listener);
    }

    static boolean speaksHttp(Listener listener) {
        return List.of("HTTP", "HTTPS").contains(listener.protocol());
    }

    /** {@code Gateway ns/name, listener "http"}. */
    @Override
    public String toString() {
        return owner + ", listener \"" + listener.name() + "\"";
    }
}
