package io.github.windlass4j.manifest.object;

/**
 * What sort of object a manifest declares.
 *
 * @param group API group, empty for the core group
 * @param version version within the group ("v1")
 * @param kind kind ("Gateway")
 */
public record GroupVersionKind(String group, String version, String kind) {
    /**
     * Reads the two fields that every manifest carries.
     *
     * @param apiVersion {@code group/version}, or {@code version} for the core group
     * @param kind the kind
     * @return the parsed triple
     */
    public static GroupVersionKind of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return slash < 0
                ? new GroupVersionKind("", apiVersion, kind)
                : new GroupVersionKind(apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
    }

    /**
     * The field as manifests write it.
     *
     * @return {@code group/version}, or {@code version} for the core group
     */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code Kind.version.group}. */
    @Override
    public String toString() {
        return kind + "." + version + (group.isEmpty() ? "" : "." + group);
    }
}
