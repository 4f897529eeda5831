package io.github.windlass4j.manifest.schema;

import org.jspecify.annotations.Nullable;

/** A path that is spelled out only when an error needs it. */
final class FieldPath {
    static final FieldPath ROOT = new FieldPath(null, "", -1, false);

    private final @Nullable FieldPath parent;
    private final String name;
    private final int index;
    private final boolean key;

    private FieldPath(@Nullable FieldPath parent, String name, int index, boolean key) {
        this.parent = parent;
        this.name = name;
        this.index = index;
        this.key = key;
    }

    FieldPath child(String field) {
        return new FieldPath(this, field, -1, false);
    }

    FieldPath index(int item) {
        return new FieldPath(this, "", item, false);
    }

    FieldPath key(String mapKey) {
        return new FieldPath(this, mapKey, -1, true);
    }

    /** Empty for the root. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    String orNone() {
        return parent == null ? FieldError.NO_FIELD : toString();
    }

    private void write(StringBuilder out) {
        if (parent == null) {
            return;
        }
        parent.write(out);
        if (index >= 0) {
            out.append('[').append(index).append(']');
        } else if (key) {
            out.append('[').append(name).append(']');
        } else {
            out.append(out.length() == 0 ? "" : ".").append(name);
        }
    }
}
