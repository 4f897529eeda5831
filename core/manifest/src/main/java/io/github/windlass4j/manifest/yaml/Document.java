package io.github.windlass4j.manifest.yaml;

import java.util.List;

/**
 * One document of a stream: a value, or null for an empty document.
 *
 * @param root the value; a null scalar for a document that holds only comments
 * @param origin the name of the text, as given by the caller ("mesh.yaml")
 * @param duplicates keys that occur again in their mapping: the last value won, as in Kubernetes' lenient reader
 */
public record Document(Node root, String origin, List<DuplicateKey> duplicates) {
    /** Copies the list. */
    public Document {
        duplicates = List.copyOf(duplicates);
    }

    /**
     * A key that its mapping already had.
     *
     * @param key the key as a JSON name
     * @param at where it stands again
     * @param merged whether one of the two was brought in by a merge key
     */
    public record DuplicateKey(String key, Position at, boolean merged) {}

    /**
     * Kubernetes' strict reading: refuses repeated keys, including a key that a merge key brought in before.
     *
     * @return this document
     * @throws MalformedYamlException naming the first repeated key
     */
    public Document requireUniqueKeys() {
        return refuse(duplicates);
    }

    /**
     * The strict reading of go-yaml v2 into structs: refuses keys that are written twice, and lets a mapping override what a
     * merge key brings in.
     *
     * @return this document
     * @throws MalformedYamlException naming the first repeated key
     */
    public Document requireKeysWrittenOnce() {
        return refuse(duplicates.stream().filter(key -> !key.merged()).toList());
    }

    private Document refuse(List<DuplicateKey> keys) {
        if (!keys.isEmpty()) {
            DuplicateKey first = keys.get(0);
            throw new MalformedYamlException(origin, first.at(), "key \"" + first.key() + "\" already set in map");
        }
        return this;
    }

    @Override
    public String toString() {
        return origin + ", " + root.expandedSize() + " nodes";
    }
}
