package io.github.windlass4j.manifest.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of nodes. */
public final class Sequence extends Composite {
    private final List<Node> items;

    private Sequence(List<Node> items, Position at) {
        super(items, 0, at);
        this.items = items;
    }

    /**
     * A list that was not read from a text.
     *
     * @param items the items in order
     * @return the list
     */
    public static Sequence of(List<? extends Node> items) {
        return new Sequence(List.copyOf(items), Position.NONE);
    }

    static Sequence read(List<Node> items, Position at) {
        return new Sequence(List.copyOf(items), at);
    }

    /**
     * The items in order.
     *
     * @return an unmodifiable list
     */
    public List<Node> items() {
        return items;
    }

    /**
     * This list's place with other items.
     *
     * @param changed the items in order
     * @return a changed copy at the same position
     */
    public Sequence withItems(List<? extends Node> changed) {
        return new Sequence(List.copyOf(changed), at());
    }

    @Override
    public List<@Nullable Object> toJava() {
        List<@Nullable Object> list = new ArrayList<>(items.size());
        for (Node item : items) {
            list.add(item.toJava());
        }
        return list;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sequence that && items.equals(that.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }
}
