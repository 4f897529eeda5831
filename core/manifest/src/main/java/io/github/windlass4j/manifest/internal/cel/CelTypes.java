package io.github.windlass4j.manifest.internal.cel;

import java.time.Instant;
import java.util.Set;

/** CEL's names for the types of values. */
final class CelTypes {
    static final String DURATION = "google.protobuf.Duration";
    static final String TIMESTAMP = "google.protobuf.Timestamp";

    /** The types whose names look like selections. */
    static final Set<String> DOTTED = Set.of(DURATION, TIMESTAMP, "net.IP", "net.CIDR");

    private CelTypes() {}

    static String nameOf(Object value) {
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Long) {
            return "int";
        }
        if (value instanceof CelUint) {
            return "uint";
        }
        if (value instanceof Double) {
            return "double";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof CelBytes) {
            return "bytes";
        }
        if (value instanceof CelList) {
            return "list";
        }
        if (value instanceof CelMap) {
            return "map";
        }
        if (value instanceof CelDuration) {
            return DURATION;
        }
        if (value instanceof Instant) {
            return TIMESTAMP;
        }
        if (value instanceof CelNull) {
            return "null_type";
        }
        if (value instanceof CelType) {
            return "type";
        }
        if (value instanceof CelOptional) {
            return "optional_type";
        }
        return value instanceof Named named ? named.typeName() : "unknown";
    }

    /** A value of a library, which knows its own type. */
    interface Named {
        String typeName();
    }
}
