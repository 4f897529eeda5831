package io.github.windlass4j.gateway.route;

import java.util.List;

/**
 * What a route does to header fields: the edits of its filters in the order in which they are applied.
 *
 * @param edits in order
 */
public record HeaderEdits(List<Edit> edits) {
    /** Changes nothing. */
    public static final HeaderEdits NONE = new HeaderEdits(List.of());

    /** What happens to a field. */
    public enum Operation {
        /** The value replaces all others. */
        SET,
        /** The value is added behind the others. */
        ADD,
        /** The field goes. */
        REMOVE
    }

    /**
     * One edit.
     *
     * @param operation what happens
     * @param name field
     * @param value new value, empty for a removal
     */
    public record Edit(Operation operation, String name, String value) {
        Headers apply(Headers headers) {
            return switch (operation) {
                case SET -> headers.with(name, value);
                case ADD -> headers.plus(name, value);
                case REMOVE -> headers.without(name);
            };
        }

        @Override
        public String toString() {
            return operation == Operation.REMOVE ? "REMOVE " + name : operation + " " + name + "=" + value;
        }
    }

    /** Copies the edits. */
    public HeaderEdits {
        edits = List.copyOf(edits);
    }

    /**
     * The fields after all edits.
     *
     * @param before fields as sent
     * @return fields as received
     */
    public Headers applyTo(Headers before) {
        Headers after = before;
        for (Edit edit : edits) {
            after = edit.apply(after);
        }
        return after;
    }

    @Override
    public String toString() {
        return edits.toString();
    }
}
