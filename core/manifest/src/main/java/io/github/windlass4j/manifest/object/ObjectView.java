package io.github.windlass4j.manifest.object;

/** A typed look at one whole object. */
public interface ObjectView extends View {
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
     * The namespace.
     *
     * @return {@code metadata.namespace}, empty when absent
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
}
