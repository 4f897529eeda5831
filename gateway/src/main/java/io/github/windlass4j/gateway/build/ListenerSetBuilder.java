package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.api.ListenerSet;
import io.github.windlass4j.manifest.object.Resource;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts a ListenerSet together. */
public final class ListenerSetBuilder extends ObjectBuilder<ListenerSet, ListenerSetBuilder> {
    private ListenerSetBuilder(String namespace, String name) {
        super(ListenerSet.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static ListenerSetBuilder of(String namespace, String name) {
        return new ListenerSetBuilder(namespace, name);
    }

    /**
     * The Gateway that gets the listeners.
     *
     * @param gatewayNamespace its namespace, empty for the own one
     * @param gateway its name
     * @return this builder
     */
    public ListenerSetBuilder gateway(String gatewayNamespace, String gateway) {
        return field(
                "parentRef",
                gatewayNamespace.isEmpty()
                        ? Map.of("name", gateway)
                        : object("namespace", gatewayNamespace, "name", gateway));
    }

    /**
     * Adds a listener.
     *
     * @param listener its name, unique within the ListenerSet
     * @param changes protocol, port and the rest
     * @return this builder
     */
    public ListenerSetBuilder listener(String listener, UnaryOperator<ListenerBuilder> changes) {
        return add("listeners", made(new ListenerBuilder(listener), changes));
    }

    @Override
    protected ListenerSetBuilder self() {
        return this;
    }

    @Override
    protected ListenerSet view(Resource resource) {
        return new ListenerSet(resource);
    }
}
