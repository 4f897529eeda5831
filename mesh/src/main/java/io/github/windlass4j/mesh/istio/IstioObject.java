package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;

/** What the views of Istio's kinds share. Fields that no view names are in {@link #spec()}. */
public interface IstioObject {
    /**
     * The object.
     *
     * @return the tree as it was read
     */
    Resource resource();

    /**
     * The object's identity.
     *
     * @return group, kind, namespace and name
     */
    default ObjectRef ref() {
        return resource().ref();
    }

    /**
     * The namespace.
     *
     * @return {@code metadata.namespace}
     */
    default String namespace() {
        return resource().namespace();
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
     * The specification.
     *
     * @return a view of {@code spec}, empty when absent
     */
    default Fields spec() {
        return resource().spec();
    }
}
