package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Scalar;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Puts objects where kubectl would put them, and in istiod's order (pilot/pkg/model, sortConfigByCreationTime). */
final class Placement {
    /** Kinds of the whole cluster among those that meshes are described with; kinds that are not known stay as they are. */
    private static final Set<String> CLUSTER_WIDE = Set.of(
            "Namespace",
            "Node",
            "PersistentVolume",
            "ClusterRole",
            "ClusterRoleBinding",
            "CustomResourceDefinition",
            "MutatingWebhookConfiguration",
            "ValidatingWebhookConfiguration",
            "GatewayClass",
            "IngressClass",
            "StorageClass",
            "PriorityClass",
            "APIService");

    private static final Comparator<Resource> OLDEST_FIRST = Comparator.comparing(
                    (Resource resource) -> resource.creationTimestamp().orElse(Instant.MIN))
            .thenComparing(Resource::name)
            .thenComparing(Resource::namespace)
            .thenComparing(resource -> resource.kind() + "." + resource.group());

    private Placement() {}

    static Manifests place(Manifests manifests) {
        Map<ObjectRef, Resource> latest = new LinkedHashMap<>();
        for (Resource resource : manifests.resources()) {
            Resource placed = placed(resource);
            latest.put(placed.ref(), placed);
        }
        return Manifests.of(latest.values().stream().sorted(OLDEST_FIRST).toList());
    }

    private static Resource placed(Resource resource) {
        return resource.namespace().isEmpty() && !CLUSTER_WIDE.contains(resource.kind())
                ? resource.with(Scalar.of(Mesh.DEFAULT_NAMESPACE), "metadata", "namespace")
                : resource;
    }
}
