package io.github.windlass4j.manifest.k8s;

import io.github.windlass4j.manifest.internal.GoBase64;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.ObjectView;
import io.github.windlass4j.manifest.object.Resource;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A view of a ConfigMap (core/v1).
 *
 * @param resource the object
 */
public record ConfigMap(Resource resource) implements ObjectView {
    /** What names the kind. */
    public static final String KIND = "ConfigMap";

    /**
     * All ConfigMaps of a set.
     *
     * @param manifests the set
     * @return the views in order
     */
    public static List<ConfigMap> all(Manifests manifests) {
        return manifests.ofKind("", KIND).stream().map(ConfigMap::new).toList();
    }

    /**
     * One ConfigMap.
     *
     * @param manifests the set
     * @param namespace its namespace
     * @param name its name
     * @return the view, if the ConfigMap is in the set
     */
    public static Optional<ConfigMap> find(Manifests manifests, String namespace, String name) {
        return manifests.find(ObjectRef.core(KIND, namespace, name)).map(ConfigMap::new);
    }

    /**
     * The texts.
     *
     * @return {@code data} in order
     */
    public Map<String, String> texts() {
        return resource.fields().textMap("data");
    }

    /**
     * The keys.
     *
     * @return keys of {@code data}, then of {@code binaryData}
     */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>(resource.fields().child("data").names());
        keys.addAll(resource.fields().child("binaryData").names());
        return keys;
    }

    /**
     * A value as a pod sees it.
     *
     * @param key the key
     * @return the bytes of the text, or of the Base64 in {@code binaryData}; empty when absent or malformed
     */
    public Optional<byte[]> value(String key) {
        Optional<String> text = resource.fields().child("data").text(key);
        if (text.isPresent()) {
            return text.map(value -> value.getBytes(StandardCharsets.UTF_8));
        }
        // Null is what Go decodes to nothing, not to an error.
        if (keys().contains(key)
                && !resource.fields().child("data").has(key)
                && !resource.fields().child("binaryData").has(key)) {
            return Optional.of(new byte[0]);
        }
        try {
            return resource.fields().child("binaryData").text(key).map(GoBase64::decode);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
