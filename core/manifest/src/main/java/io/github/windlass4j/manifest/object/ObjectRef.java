package io.github.windlass4j.manifest.object;

/**
 * Names one object of a cluster, whatever its version.
 *
 * @param group API group, empty for the core group
 * @param kind kind
 * @param namespace namespace, empty for objects of the whole cluster
 * @param name name
 */
public record ObjectRef(String group, String kind, String namespace, String name) {
    /**
     * An object of the core group.
     *
     * @param kind kind ("Service")
     * @param namespace namespace, empty for objects of the whole cluster
     * @param name name
     * @return the reference
     */
    public static ObjectRef core(String kind, String namespace, String name) {
        return new ObjectRef("", kind, namespace, name);
    }

    /** {@code Kind namespace/name}. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
