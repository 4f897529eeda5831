package io.github.windlass4j.gateway.build;

/** Puts a reference to a backend together. */
public final class BackendBuilder extends FilteringBuilder<BackendBuilder> {
    BackendBuilder(String service, int port) {
        field("name", service).field("port", port);
    }

    /**
     * The share of requests.
     *
     * @param weight share relative to the sum of the rule's weights
     * @return this builder
     */
    public BackendBuilder weight(int weight) {
        return field("weight", weight);
    }

    /**
     * A Service of another namespace, which needs a ReferenceGrant there.
     *
     * @param namespace its namespace
     * @return this builder
     */
    public BackendBuilder namespace(String namespace) {
        return field("namespace", namespace);
    }

    /**
     * A backend of another kind.
     *
     * @param group API group
     * @param kind kind
     * @return this builder
     */
    public BackendBuilder kind(String group, String kind) {
        return field("group", group).field("kind", kind);
    }

    @Override
    protected BackendBuilder self() {
        return this;
    }
}
