package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.DestinationRule;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts a DestinationRule together. */
public final class DestinationRuleBuilder extends IstioBuilder<DestinationRule, DestinationRuleBuilder> {
    private DestinationRuleBuilder(String namespace, String name) {
        super(DestinationRule.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static DestinationRuleBuilder of(String namespace, String name) {
        return new DestinationRuleBuilder(namespace, name);
    }

    /**
     * The service that it is for.
     *
     * @param host name or pattern
     * @return this builder
     */
    public DestinationRuleBuilder host(String host) {
        return field("host", host);
    }

    /**
     * How clients connect.
     *
     * @param changes TLS, load balancing, limits
     * @return this builder
     */
    public DestinationRuleBuilder policy(UnaryOperator<TrafficPolicyBuilder> changes) {
        return field("trafficPolicy", made(new TrafficPolicyBuilder(), changes));
    }

    /**
     * Adds a subset.
     *
     * @param name its name
     * @param labels labels that its pods must have
     * @return this builder
     */
    public DestinationRuleBuilder subset(String name, Map<String, String> labels) {
        return add("subsets", object("name", name, "labels", byKey(labels)));
    }

    /**
     * Adds a subset with a policy of its own.
     *
     * @param name its name
     * @param labels labels that its pods must have
     * @param changes TLS, load balancing, limits
     * @return this builder
     */
    public DestinationRuleBuilder subset(
            String name, Map<String, String> labels, UnaryOperator<TrafficPolicyBuilder> changes) {
        return add(
                "subsets",
                object(
                        "name",
                        name,
                        "labels",
                        byKey(labels),
                        "trafficPolicy",
                        made(new TrafficPolicyBuilder(), changes)));
    }

    /**
     * For clients with these labels only.
     *
     * @param labels labels that the client's pods must have
     * @return this builder
     */
    public DestinationRuleBuilder pods(Map<String, String> labels) {
        return field("workloadSelector", Map.of("matchLabels", byKey(labels)));
    }

    /**
     * Who sees it.
     *
     * @param namespaces namespaces, {@code .} for its own or {@code *} for all
     * @return this builder
     */
    public DestinationRuleBuilder exportTo(String... namespaces) {
        return field("exportTo", List.of(namespaces));
    }

    @Override
    protected DestinationRuleBuilder self() {
        return this;
    }
}
