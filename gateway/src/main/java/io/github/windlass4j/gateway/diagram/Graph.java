package io.github.windlass4j.gateway.diagram;

import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Boxes in columns and arrows between them, in the order in which they were added. */
final class Graph {
    /** Columns from left to right. */
    enum Column {
        CLASS,
        GATEWAY,
        LISTENER_SET,
        LISTENER,
        ROUTE,
        BACKEND,
        POLICY;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Who answers for an object, by the roles of the specification. */
    enum Owner {
        PLATFORM("platform team"),
        APPLICATION("application team");

        private final String words;

        Owner(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * A box.
     *
     * @param index place in the order of adding
     * @param kind first line
     * @param name second line
     * @param problems what is wrong, one line each
     */
    record Box(int index, Column column, String kind, String name, Owner owner, Set<String> problems) {
        String words() {
            return kind + " " + name + " (" + owner.words() + ")"
                    + problems.stream().map(problem -> "; problem: " + problem).collect(Collectors.joining());
        }
    }

    /**
     * An arrow.
     *
     * @param label words on it, empty for none
     * @param holds whether the reference works
     */
    record Arrow(Box from, Box to, String label, boolean holds) {}

    /** What makes two arrows one; boxes change while the graph grows, their places do not. */
    private record Way(int from, int to, boolean holds) {}

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Map<ObjectRef, List<Box>> objects = new HashMap<>();
    private final List<Box> order = new ArrayList<>();
    private final Map<Way, Set<String>> ways = new LinkedHashMap<>();

    /** The box of a key; made when it is first asked for. */
    Box box(String key, Column column, String kind, String name, Owner owner) {
        return boxes.computeIfAbsent(key, unknown -> {
            Box box = new Box(order.size(), column, kind, name, owner, new LinkedHashSet<>());
            order.add(box);
            return box;
        });
    }

    /** The box of a key that stands for an object, or for a part of it, such as a port of a Service. */
    Box box(String key, Column column, ObjectRef object, String name, Owner owner) {
        Box box = box(key, column, object.kind(), name, owner);
        List<Box> all = objects.computeIfAbsent(object, unseen -> new ArrayList<>());
        if (!all.contains(box)) {
            all.add(box);
        }
        return box;
    }

    Optional<Box> find(String key) {
        return Optional.ofNullable(boxes.get(key));
    }

    /** The boxes of an object. */
    List<Box> of(ObjectRef object) {
        return objects.getOrDefault(object, List.of());
    }

    /** An arrow; of several between the same boxes the words are joined. */
    void arrow(Box from, Box to, String label, boolean holds) {
        ways.computeIfAbsent(new Way(from.index(), to.index(), holds), unseen -> new LinkedHashSet<>())
                .add(label);
    }

    List<Box> boxes() {
        return List.copyOf(order);
    }

    List<Arrow> arrows() {
        List<Arrow> arrows = new ArrayList<>();
        ways.forEach((way, labels) -> {
            // Where words tell arrows apart, one without words takes everything.
            String label = labels.size() == 1
                    ? labels.iterator().next()
                    : labels.stream().map(one -> one.isEmpty() ? "100%" : one).collect(Collectors.joining(", "));
            arrows.add(new Arrow(order.get(way.from()), order.get(way.to()), label, way.holds()));
        });
        return arrows;
    }

    /** The picture in words: each box with where its arrows lead. */
    String text() {
        Map<Integer, StringBuilder> leads = new HashMap<>();
        for (Arrow arrow : arrows()) {
            leads.computeIfAbsent(arrow.from().index(), unseen -> new StringBuilder())
                    .append(arrow.holds() ? " -> " : " -x ")
                    .append(arrow.to().kind())
                    .append(' ')
                    .append(arrow.to().name())
                    .append(arrow.label().isEmpty() ? "" : " [" + arrow.label() + "]");
        }
        return order.stream()
                .map(box -> box.words() + leads.getOrDefault(box.index(), new StringBuilder()))
                .collect(Collectors.joining("\n"));
    }
}
