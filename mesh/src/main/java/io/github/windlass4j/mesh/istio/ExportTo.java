package io.github.windlass4j.mesh.istio;

import java.util.List;

/**
 * Which namespaces see an object.
 *
 * @param entries as written: {@code *} everyone, {@code .} its own namespace, {@code ~} nobody, or a namespace's name; empty
 *     when the object says nothing
 */
public record ExportTo(List<String> entries) {
    /** Copies the entries. */
    public ExportTo {
        entries = List.copyOf(entries);
    }

    /**
     * Whether a namespace sees the object.
     *
     * @param from where somebody looks
     * @param own the namespace of the object
     * @param otherwise what counts for an object that says nothing: the mesh's default
     * @return true if so
     */
    public boolean isVisible(String from, String own, List<String> otherwise) {
        List<String> effective = entries.isEmpty() ? otherwise : entries;
        if (effective.isEmpty()) {
            return true;
        }
        return effective.stream()
                .anyMatch(entry -> entry.equals("*") || entry.equals(from) || (entry.equals(".") && from.equals(own)));
    }
}
