package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.api.ReferenceGrant;
import io.github.windlass4j.manifest.object.Resource;

/** Puts a ReferenceGrant together. */
public final class ReferenceGrantBuilder extends ObjectBuilder<ReferenceGrant, ReferenceGrantBuilder> {
    private ReferenceGrantBuilder(String namespace, String name) {
        super(ReferenceGrant.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static ReferenceGrantBuilder of(String namespace, String name) {
        return new ReferenceGrantBuilder(namespace, name);
    }

    /**
     * Trusts objects of another namespace.
     *
     * @param group their API group
     * @param kind their kind
     * @param namespace their namespace
     * @return this builder
     */
    public ReferenceGrantBuilder from(String group, String kind, String namespace) {
        return add("from", object("group", group, "kind", kind, "namespace", namespace));
    }

    /**
     * Opens all objects of a kind.
     *
     * @param group API group, empty for the core group
     * @param kind kind
     * @return this builder
     */
    public ReferenceGrantBuilder to(String group, String kind) {
        return add("to", object("group", group, "kind", kind));
    }

    /**
     * Opens one object.
     *
     * @param group API group, empty for the core group
     * @param kind kind
     * @param object its name
     * @return this builder
     */
    public ReferenceGrantBuilder to(String group, String kind, String object) {
        return add("to", object("group", group, "kind", kind, "name", object));
    }

    @Override
    protected ReferenceGrantBuilder self() {
        return this;
    }

    @Override
    protected ReferenceGrant view(Resource resource) {
        return new ReferenceGrant(resource);
    }
}
