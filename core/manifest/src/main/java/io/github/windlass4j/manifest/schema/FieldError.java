package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Position;
import java.util.List;

/**
 * One complaint about an object, with the API server's type, field and words (k8s.io/apimachinery field.Error).
 *
 * @param type what sort of complaint
 * @param field path of the field ({@code spec.rules[0].name}); {@value #NO_FIELD} when the complaint names none
 * @param value the offending value as the server prints it, empty when it prints none
 * @param detail the explanation, empty when the type says all
 * @param at where the field, or the nearest object around it, stands in its text
 */
public record FieldError(Type type, String field, String value, String detail, Position at) {
    /** What the API server prints for a complaint that names no field. */
    public static final String NO_FIELD = "<nil>";

    /** Sorts of complaints; {@link #cause()} is the name in the API's status. */
    public enum Type {
        /** A field that must be there is not. */
        REQUIRED("FieldValueRequired", "Required value"),
        /** A value breaks a rule. */
        INVALID("FieldValueInvalid", "Invalid value"),
        /** A value has the wrong type. */
        TYPE_INVALID("FieldValueTypeInvalid", "Invalid value"),
        /** A value is none of the enumerated ones. */
        NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value"),
        /** A value that must be unique occurs again. */
        DUPLICATE("FieldValueDuplicate", "Duplicate value"),
        /** A value that must not be there is. */
        FORBIDDEN("FieldValueForbidden", "Forbidden"),
        /** A text is too long. */
        TOO_LONG("FieldValueTooLong", "Too long"),
        /** A list or map has too many entries. */
        TOO_MANY("FieldValueTooMany", "Too many");

        private final String cause;
        private final String words;

        Type(String cause, String words) {
            this.cause = cause;
            this.words = words;
        }

        /**
         * The name in the API's status ({@code details.causes[].reason}).
         *
         * @return such as {@code FieldValueInvalid}
         */
        public String cause() {
            return cause;
        }
    }

    /** Whether rules are not looked at beside such an error (customresource/strategy.go, hasBlockingErr). */
    boolean blocksRules() {
        return switch (type) {
            case NOT_SUPPORTED, REQUIRED, TOO_LONG, TOO_MANY, TYPE_INVALID -> true;
            default -> false;
        };
    }

    /**
     * The complaint in the API server's words.
     *
     * @return {@code field: Invalid value: "x": detail}
     */
    public String message() {
        boolean prints = !value.isEmpty() && type != Type.REQUIRED && type != Type.FORBIDDEN && type != Type.TOO_LONG;
        return field + ": " + type.words + (prints ? ": " + value : "") + (detail.isEmpty() ? "" : ": " + detail);
    }

    /**
     * The complaint as a finding, for a report.
     *
     * @param object the object that was looked at; it names the artefact
     * @return an error with rule {@code WL-MF-010}, the kind and name of the object as its evidence
     */
    public Finding finding(Resource object) {
        Location location = Location.of(object.origin()).at(at.line(), at.column());
        return new Finding(
                "WL-MF-010",
                Severity.ERROR,
                location,
                message(),
                List.of(object.ref().toString()));
    }

    /** The complaint in the API server's words. */
    @Override
    public String toString() {
        return message();
    }
}
