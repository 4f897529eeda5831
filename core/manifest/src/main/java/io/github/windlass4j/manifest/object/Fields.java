package io.github.windlass4j.manifest.object;

import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Position;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one object of the tree with the types a view wants.
 *
 * <p>A field that is absent, null or of another type reads as absent: whether the object is valid is a schema's question,
 * and a view must be able to look at what is wrong too. Nothing is lost: {@link #node()} is the tree itself.
 */
public final class Fields {
    private final Node node;
    private final @Nullable Fields parent;
    private final String step;

    private Fields(Node node, @Nullable Fields parent, String step) {
        this.node = node;
        this.parent = parent;
        this.step = step;
    }

    /**
     * The fields of a node.
     *
     * @param node any node; one that is no mapping has no fields
     * @return the view
     */
    public static Fields of(Node node) {
        return new Fields(node, null, "");
    }

    /**
     * The tree under this view.
     *
     * @return the node; a null scalar for a child that does not exist
     */
    public Node node() {
        return node;
    }

    /**
     * Where the object stands.
     *
     * @return the position of its first character
     */
    public Position at() {
        return node.at();
    }

    /**
     * Which field this is, seen from where reading began.
     *
     * @return the path as the API server writes it ({@code spec.rules[0].backendRefs[1]}), empty for the root
     */
    public String path() {
        if (parent == null) {
            return "";
        }
        String before = parent.path();
        return before.isEmpty() || step.startsWith("[") ? before + step : before + "." + step;
    }

    /**
     * Whether the object is there.
     *
     * @return false for the view of an absent or null field
     */
    public boolean isPresent() {
        return !(node instanceof Scalar scalar && scalar.isNull());
    }

    /**
     * Whether a field is there with a value other than null.
     *
     * @param name field
     * @return true if so
     */
    public boolean has(String name) {
        return find(name) != null;
    }

    /**
     * Names of all fields in the order of the document, known or not.
     *
     * @return the names
     */
    public List<String> names() {
        return node instanceof Mapping mapping ? List.copyOf(mapping.entries().keySet()) : List.of();
    }

    /**
     * An object field.
     *
     * @param name field
     * @return its fields; an empty view when it is absent
     */
    public Fields child(String name) {
        Node child = find(name);
        return new Fields(child == null ? Scalar.NULL : child, this, name);
    }

    /**
     * Follows several object fields.
     *
     * @param path field names from here
     * @return the fields there; an empty view when one is absent
     */
    public Fields child(String... path) {
        Fields here = this;
        for (String step : path) {
            here = here.child(step);
        }
        return here;
    }

    /**
     * A text field.
     *
     * @param name field
     * @return its text; empty when absent, null or not a text
     */
    public Optional<String> text(String name) {
        return scalar(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /**
     * A text field with the value that stands for its absence.
     *
     * @param name field
     * @param absent what an absent field means
     * @return its text
     */
    public String text(String name, String absent) {
        return text(name).orElse(absent);
    }

    /**
     * A whole number; a float without fraction counts as one.
     *
     * @param name field
     * @return the number; empty when absent or not a whole number
     */
    public OptionalLong whole(String name) {
        Object value = scalar(name);
        if (value instanceof Long number) {
            return OptionalLong.of(number);
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1L << 53) {
            return OptionalLong.of(number.longValue());
        }
        return OptionalLong.empty();
    }

    /**
     * A whole number of 32 bits, such as a port.
     *
     * @param name field
     * @return the number; empty when absent, not a whole number or too large
     */
    public OptionalInt int32(String name) {
        OptionalLong number = whole(name);
        return number.isPresent() && number.getAsLong() == (int) number.getAsLong()
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    /**
     * A boolean field.
     *
     * @param name field
     * @return its value; empty when absent or not a boolean
     */
    public Optional<Boolean> flag(String name) {
        return scalar(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /**
     * A field that holds a number or a text, such as a target port.
     *
     * @param name field
     * @return the number in decimal, or the text
     */
    public Optional<String> wholeOrText(String name) {
        Object value = scalar(name);
        return value instanceof String || value instanceof Long ? Optional.of(value.toString()) : Optional.empty();
    }

    /**
     * A list of objects.
     *
     * @param name field
     * @return one view per item, in order, also for items that are no objects; empty when absent
     */
    public List<Fields> list(String name) {
        List<Fields> views = new ArrayList<>();
        if (find(name) instanceof Sequence sequence) {
            Fields list = new Fields(sequence, this, name);
            for (int i = 0; i < sequence.items().size(); i++) {
                views.add(new Fields(sequence.items().get(i), list, "[" + i + "]"));
            }
        }
        return List.copyOf(views);
    }

    /**
     * A list of texts.
     *
     * @param name field
     * @return its texts in order, without items of other types
     */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (find(name) instanceof Sequence sequence) {
            for (Node item : sequence.items()) {
                if (item instanceof Scalar scalar && scalar.value() instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return List.copyOf(texts);
    }

    /**
     * A map of texts, such as labels.
     *
     * @param name field
     * @return its entries in order, without values of other types
     */
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (find(name) instanceof Mapping mapping) {
            mapping.entries().forEach((key, value) -> {
                if (value instanceof Scalar scalar && scalar.value() instanceof String text) {
                    texts.put(key, text);
                }
            });
        }
        return Collections.unmodifiableMap(texts);
    }

    /** The tree as JSON. */
    @Override
    public String toString() {
        return node.toString();
    }

    /** Views of equal trees are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fields that && node.equals(that.node);
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }

    private @Nullable Object scalar(String name) {
        return find(name) instanceof Scalar scalar ? scalar.value() : null;
    }

    private @Nullable Node find(String name) {
        if (!(node instanceof Mapping mapping)) {
            return null;
        }
        Node found = mapping.entries().get(name);
        return found instanceof Scalar scalar && scalar.isNull() ? null : found;
    }
}
