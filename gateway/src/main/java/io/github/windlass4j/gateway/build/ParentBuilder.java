package io.github.windlass4j.gateway.build;

import io.github.windlass4j.manifest.build.PartBuilder;

/** Puts a reference from a route to its parent together. */
public final class ParentBuilder extends PartBuilder<ParentBuilder> {
    ParentBuilder(String namespace, String name) {
        if (!namespace.isEmpty()) {
            field("namespace", namespace);
        }
        field("name", name);
    }

    /**
     * Attaches to one listener, or to one port of a Service by its name.
     *
     * @param name name of the listener
     * @return this builder
     */
    public ParentBuilder section(String name) {
        return field("sectionName", name);
    }

    /**
     * Attaches to listeners of one port.
     *
     * @param port port number
     * @return this builder
     */
    public ParentBuilder port(int port) {
        return field("port", port);
    }

    /**
     * Attaches to a ListenerSet instead of a Gateway.
     *
     * @return this builder
     */
    public ParentBuilder listenerSet() {
        return field("kind", "ListenerSet");
    }

    /**
     * Attaches to a Service: for requests inside a mesh.
     *
     * @return this builder
     */
    public ParentBuilder service() {
        return field("group", "").field("kind", "Service");
    }

    @Override
    protected ParentBuilder self() {
        return this;
    }
}
