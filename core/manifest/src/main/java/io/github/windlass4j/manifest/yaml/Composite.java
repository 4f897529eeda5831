package io.github.windlass4j.manifest.yaml;

import java.util.Collection;

/** A node with children: what mappings and sequences know of theirs from the start. */
abstract sealed class Composite implements Node permits Mapping, Sequence {
    private final Position at;
    private final long expandedSize;
    private final boolean holdsNull;

    /** Besides its value, each child counts for {@code keys} nodes: 1 where it stands under a key. */
    Composite(Collection<Node> children, int keys, Position at) {
        this.at = at;
        long size = 1;
        boolean holdsNull = false;
        for (Node child : children) {
            size = Math.min(size + child.expandedSize() + keys, Long.MAX_VALUE / 2);
            holdsNull |= child.holdsNull();
        }
        this.expandedSize = size;
        this.holdsNull = holdsNull;
    }

    @Override
    public Position at() {
        return at;
    }

    @Override
    public long expandedSize() {
        return expandedSize;
    }

    @Override
    public boolean holdsNull() {
        return holdsNull;
    }

    /** The value as JSON. */
    @Override
    public String toString() {
        return Yaml.writeJson(this);
    }
}
