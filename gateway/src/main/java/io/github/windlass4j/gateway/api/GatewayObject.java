package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;

/** An object of the Gateway API. */
public sealed interface GatewayObject extends View
        permits GatewayClass, Gateway, ListenerSet, Route, ReferenceGrant, BackendTlsPolicy {
    /** The API group of all these kinds. */
    String GROUP = "gateway.networking.k8s.io";

    /**
     * The object.
     *
     * @return the open tree with its metadata
     */
    Resource resource();

    @Override
    default Fields fields() {
        return resource().fields();
    }

    /**
     * What names the object.
     *
     * @return group, kind, namespace and name
     */
    default ObjectRef ref() {
        return resource().ref();
    }

    /**
     * The name.
     *
     * @return {@code metadata.name}
     */
    default String name() {
        return resource().name();
    }

    /**
     * The namespace.
     *
     * @return {@code metadata.namespace}, empty when absent
     */
    default String namespace() {
        return resource().namespace();
    }
}
