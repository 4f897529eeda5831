package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.GatewayObject;
import java.time.Instant;
import java.util.Comparator;

/** Who goes first where only one can: the older object, then the first by {@code namespace/name}; no age counts as the youngest. */
final class OldestFirst {
    private OldestFirst() {}

    static <T extends GatewayObject> Comparator<T> order() {
        return Comparator.comparing(
                        (T one) -> one.resource().creationTimestamp().orElse(Instant.MAX))
                .thenComparing(GatewayObject::namespace)
                .thenComparing(GatewayObject::name);
    }
}
