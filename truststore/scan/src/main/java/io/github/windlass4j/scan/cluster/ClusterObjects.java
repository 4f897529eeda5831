package io.github.windlass4j.scan.cluster;

import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.k8s.Secret;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.scan.inventory.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The objects of one cluster as pods refer to them. */
final class ClusterObjects {
    private final String cluster;
    private final Manifests manifests;
    private final List<TrustManagerBundle> bundles;

    ClusterObjects(String cluster, Manifests manifests) {
        this.cluster = cluster;
        this.manifests = manifests;
        this.bundles = TrustManagerBundle.all(manifests);
    }

    /** A ConfigMap or Secret that something refers to. */
    record Holder(String kind, String namespace, String name) {
        ObjectRef ref() {
            return ObjectRef.core(kind, namespace, name);
        }

        @Override
        public String toString() {
            return ref().toString();
        }
    }

    String cluster() {
        return cluster;
    }

    List<Resource> clusterTrustBundles() {
        return manifests.ofKind("certificates.k8s.io", "ClusterTrustBundle");
    }

    boolean has(Holder holder) {
        return manifests.find(holder.ref()).isPresent();
    }

    Set<String> keys(Holder holder) {
        return holder.kind().equals(Secret.KIND)
                ? Secret.find(manifests, holder.namespace(), holder.name())
                        .map(Secret::keys)
                        .orElse(Set.of())
                : ConfigMap.find(manifests, holder.namespace(), holder.name())
                        .map(ConfigMap::keys)
                        .orElse(Set.of());
    }

    Optional<byte[]> value(Holder holder, String key) {
        return holder.kind().equals(Secret.KIND)
                ? Secret.find(manifests, holder.namespace(), holder.name()).flatMap(secret -> secret.value(key))
                : ConfigMap.find(manifests, holder.namespace(), holder.name()).flatMap(map -> map.value(key));
    }

    /** Where a key of the holder lies: in the object, or in what trust-manager will write under that name. */
    Place place(Holder holder, String key) {
        if (!has(holder)) {
            for (TrustManagerBundle bundle : bundles) {
                if (bundle.name().equals(holder.name())) {
                    Optional<TrustManagerBundle.Target> target = bundle.targets().stream()
                            .filter(t ->
                                    t.kind().equals(holder.kind()) && t.key().equals(key))
                            .findFirst();
                    if (target.isPresent()) {
                        return Carriers.target(cluster, bundle, target.get());
                    }
                }
            }
        }
        return Carriers.key(cluster, holder.ref(), key);
    }
}
