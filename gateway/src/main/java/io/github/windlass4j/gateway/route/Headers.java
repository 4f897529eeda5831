package io.github.windlass4j.gateway.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP header fields. Names ignore case and are kept as first written; several values of one name are one field, in order.
 *
 * @param fields name in lower case to the field, in order of first appearance
 */
public record Headers(Map<String, Field> fields) {
    /** No fields. */
    public static final Headers NONE = new Headers(Map.of());

    /**
     * One field.
     *
     * @param name the name as written
     * @param values its values in order
     */
    public record Field(String name, List<String> values) {
        /** Copies the values. */
        public Field {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return name + ": " + String.join(",", values);
        }
    }

    /** Copies the fields. */
    public Headers {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * The value of a field; several values are joined by commas, as RFC 9110 5.3 reads them.
     *
     * @param name any case
     * @return the value, if the field is there
     */
    public Optional<String> value(String name) {
        Field field = fields.get(key(name));
        return field == null ? Optional.empty() : Optional.of(String.join(",", field.values()));
    }

    /**
     * Whether a field is there.
     *
     * @param name any case
     * @return true if so
     */
    public boolean has(String name) {
        return fields.containsKey(key(name));
    }

    /**
     * These fields with one value more.
     *
     * @param name field; an existing one gets a further value
     * @param value the value
     * @return the new fields
     */
    public Headers plus(String name, String value) {
        Field before = fields.get(key(name));
        List<String> values = new ArrayList<>(before == null ? List.of() : before.values());
        values.add(value);
        return put(new Field(before == null ? name : before.name(), values));
    }

    /**
     * These fields with one of them replaced or added.
     *
     * @param name field
     * @param value its only value
     * @return the new fields
     */
    public Headers with(String name, String value) {
        return put(new Field(name, List.of(value)));
    }

    /**
     * These fields without one of them.
     *
     * @param name field, any case
     * @return the remaining fields
     */
    public Headers without(String name) {
        if (!has(name)) {
            return this;
        }
        Map<String, Field> rest = new LinkedHashMap<>(fields);
        rest.remove(key(name));
        return new Headers(rest);
    }

    private Headers put(Field field) {
        Map<String, Field> all = new LinkedHashMap<>(fields);
        all.put(key(field.name()), field);
        return new Headers(all);
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** {@code [name: value, ...]}. */
    @Override
    public String toString() {
        return fields.values().toString();
    }
}
