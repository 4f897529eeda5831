package io.github.windlass4j.mesh.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Says where a rule leads. */
public final class DestinationBuilder extends PartBuilder<DestinationBuilder> {
    private OptionalInt weight = OptionalInt.empty();

    DestinationBuilder(String host) {
        field("host", host);
    }

    /** A destination within a route, where the weight stands beside it. */
    static Map<String, Object> weighted(String host, UnaryOperator<DestinationBuilder> changes) {
        DestinationBuilder made = changes.apply(new DestinationBuilder(host));
        Map<String, Object> route = new LinkedHashMap<>(Map.of("destination", made.fields()));
        made.weight.ifPresent(share -> route.put("weight", share));
        return route;
    }

    /**
     * A port of the service.
     *
     * @param port its number; needed where it has several
     * @return this builder
     */
    public DestinationBuilder port(int port) {
        return field("port", Map.of("number", port));
    }

    /**
     * A subset of the service.
     *
     * @param subset its name in a DestinationRule
     * @return this builder
     */
    public DestinationBuilder subset(String subset) {
        return field("subset", subset);
    }

    /**
     * Its share among the rule's destinations; not for copies.
     *
     * @param weight 0 or more
     * @return this builder
     */
    public DestinationBuilder weight(int weight) {
        this.weight = OptionalInt.of(weight);
        return this;
    }

    @Override
    protected DestinationBuilder self() {
        return this;
    }
}
