package io.github.windlass4j.mesh.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts a rule for connections together. */
public final class ConnectionRuleBuilder extends PartBuilder<ConnectionRuleBuilder> {
    ConnectionRuleBuilder() {}

    /**
     * Adds a condition for TLS: server names on a port.
     *
     * @param port port of the listener
     * @param hosts names and patterns among those of the VirtualService
     * @return this builder
     */
    public ConnectionRuleBuilder sni(int port, String... hosts) {
        return add("match", object("port", port, "sniHosts", List.of(hosts)));
    }

    /**
     * Adds a condition: connections to a port.
     *
     * @param port port of the listener
     * @return this builder
     */
    public ConnectionRuleBuilder port(int port) {
        return add("match", Map.of("port", port));
    }

    /**
     * Adds a destination.
     *
     * @param host service
     * @param port its port
     * @return this builder
     */
    public ConnectionRuleBuilder to(String host, int port) {
        return to(host, destination -> destination.port(port));
    }

    /**
     * Adds a destination.
     *
     * @param host service
     * @param changes port, subset, weight
     * @return this builder
     */
    public ConnectionRuleBuilder to(String host, UnaryOperator<DestinationBuilder> changes) {
        return add("route", DestinationBuilder.weighted(host, changes));
    }

    @Override
    protected ConnectionRuleBuilder self() {
        return this;
    }
}
