package io.github.windlass4j.manifest.k8s;

import io.github.windlass4j.manifest.internal.GoBase64;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.ObjectView;
import io.github.windlass4j.manifest.object.Resource;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A view of a Secret (core/v1). Values never take part in {@link #toString()}.
 *
 * @param resource the object
 */
public record Secret(Resource resource) implements ObjectView {
    /** What names the kind. */
    public static final String KIND = "Secret";

    /** The type of a certificate with its key. */
    public static final String TLS = "kubernetes.io/tls";

    /**
     * All Secrets of a set.
     *
     * @param manifests the set
     * @return the views in order
     */
    public static List<Secret> all(Manifests manifests) {
        return manifests.ofKind("", KIND).stream().map(Secret::new).toList();
    }

    /**
     * One Secret.
     *
     * @param manifests the set
     * @param namespace its namespace
     * @param name its name
     * @return the view, if the Secret is in the set
     */
    public static Optional<Secret> find(Manifests manifests, String namespace, String name) {
        return manifests.find(ObjectRef.core(KIND, namespace, name)).map(Secret::new);
    }

    /**
     * The type.
     *
     * @return such as {@value #TLS}; Opaque when absent
     */
    public String type() {
        return resource.fields().text("type", "Opaque");
    }

    /**
     * The keys.
     *
     * @return keys of {@code data}, then those only {@code stringData} has
     */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>(data().names());
        keys.addAll(resource.fields().child("stringData").names());
        return keys;
    }

    /**
     * A value as the pod sees it: {@code stringData} wins over {@code data}, which is Base64, with line ends in it or not.
     *
     * @param key the key
     * @return the bytes; empty when absent or not Base64, see {@link #isMalformed(String)}
     */
    public Optional<byte[]> value(String key) {
        Optional<String> plain = resource.fields().child("stringData").text(key);
        if (plain.isPresent()) {
            return plain.map(text -> text.getBytes(StandardCharsets.UTF_8));
        }
        // Null is what Go decodes to nothing, not to an error.
        if (keys().contains(key)
                && !data().has(key)
                && !resource.fields().child("stringData").has(key)) {
            return Optional.of(new byte[0]);
        }
        try {
            return data().text(key).map(GoBase64::decode);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /**
     * Whether a key is there but its value is not what the API takes: the server refuses such an object.
     *
     * @param key the key
     * @return true if the value is no text, or no Base64
     */
    public boolean isMalformed(String key) {
        return keys().contains(key) && value(key).isEmpty();
    }

    private Fields data() {
        return resource.fields().child("data");
    }

    /** Kind, namespace, name and place. */
    @Override
    public String toString() {
        return resource.toString();
    }
}
