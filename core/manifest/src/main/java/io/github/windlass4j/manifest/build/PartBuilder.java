package io.github.windlass4j.manifest.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A part of an object while it is put together. What no method names can be written with {@link #field}.
 *
 * @param <B> the builder itself
 */
public abstract class PartBuilder<B extends PartBuilder<B>> {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** A part without any field. */
    protected PartBuilder() {}

    /**
     * This builder as what it is.
     *
     * @return this
     */
    protected abstract B self();

    /**
     * Writes any field.
     *
     * @param name field
     * @param value Map with String keys, Iterable, String, Number or Boolean
     * @return this builder
     */
    public B field(String name, Object value) {
        fields.put(name, value);
        return self();
    }

    /**
     * Appends to a list field.
     *
     * @param name field
     * @param item what is appended, as for {@link #field}
     * @return this builder
     */
    protected B add(String name, Object item) {
        List<Object> items = new ArrayList<>();
        if (fields.get(name) instanceof List<?> before) {
            items.addAll(before);
        }
        items.add(item);
        return field(name, items);
    }

    /**
     * What is written so far.
     *
     * @return field to value
     */
    protected Map<String, Object> fields() {
        return fields;
    }

    /**
     * An inner object whose fields stand in the order given, so that an object is written the same in every run.
     *
     * @param namesAndValues field and value in turn, values as for {@link #field}
     * @return the fields
     */
    protected static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /**
     * Somebody's labels or variables as they are written: by key, for a map such as {@code Map.of} makes has another order in every run.
     *
     * @param map name to value
     * @return the same, sorted
     */
    protected static Map<String, String> byKey(Map<String, String> map) {
        return new TreeMap<>(map);
    }

    /**
     * What somebody makes of a part.
     *
     * @param empty the part without their changes
     * @param changes what they do to it
     * @param <B> the part's builder
     * @return its fields
     */
    protected static <B extends PartBuilder<B>> Map<String, Object> made(B empty, UnaryOperator<B> changes) {
        return changes.apply(empty).fields();
    }

    /** The fields so far. */
    @Override
    public String toString() {
        return fields.toString();
    }
}
