package io.github.windlass4j.manifest.k8s;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.ObjectView;
import io.github.windlass4j.manifest.object.Resource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A view of a Namespace (core/v1).
 *
 * @param resource the object
 */
public record Namespace(Resource resource) implements ObjectView {
    /** What names the kind. */
    public static final String KIND = "Namespace";

    /** The label that every namespace carries without anyone writing it (Kubernetes 1.22). */
    public static final String NAME_LABEL = "kubernetes.io/metadata.name";

    /**
     * All namespaces of a set.
     *
     * @param manifests the set
     * @return the views in order
     */
    public static List<Namespace> all(Manifests manifests) {
        return manifests.ofKind("", KIND).stream().map(Namespace::new).toList();
    }

    /**
     * One namespace.
     *
     * @param manifests the set
     * @param name its name
     * @return the view, if the namespace is in the set
     */
    public static Optional<Namespace> find(Manifests manifests, String name) {
        return manifests.find(ObjectRef.core(KIND, "", name)).map(Namespace::new);
    }

    /**
     * The labels as selectors see them.
     *
     * @return the written labels and {@value #NAME_LABEL}
     */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>(resource.labels());
        labels.put(NAME_LABEL, name());
        return Collections.unmodifiableMap(labels);
    }
}
