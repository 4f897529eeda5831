package io.github.windlass4j.gateway.diagram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Boxes in columns and arrows between them, in the order in which they were added. */
final class Graph {
    /** Columns from left to right. */
    enum Column {
        CLASS,
        GATEWAY,
        LISTENER,
        ROUTE,
        BACKEND,
        POLICY
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

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Set<Arrow> arrows = new LinkedHashSet<>();

    /** The box of a key; made when it is first asked for. */
    Box box(String key, Column column, String kind, String name, Owner owner) {
        return boxes.computeIfAbsent(
                key, unknown -> new Box(boxes.size(), column, kind, name, owner, new LinkedHashSet<>()));
    }

    boolean has(String key) {
        return boxes.containsKey(key);
    }

    void arrow(Box from, Box to, String label, boolean holds) {
        arrows.add(new Arrow(from, to, label, holds));
    }

    List<Box> boxes() {
        return List.copyOf(boxes.values());
    }

    List<Box> boxes(Column column) {
        return boxes.values().stream().filter(box -> box.column() == column).toList();
    }

    Set<Arrow> arrows() {
        return arrows;
    }

    /** The picture in words: each box with where its arrows lead. */
    String text() {
        List<String> lines = new ArrayList<>();
        for (Box box : boxes.values()) {
            String leads = arrows.stream()
                    .filter(arrow -> arrow.from().index() == box.index())
                    .map(arrow -> (arrow.holds() ? " -> " : " -x ") + arrow.to().kind() + " "
                            + arrow.to().name()
                            + (arrow.label().isEmpty() ? "" : " [" + arrow.label() + "]"))
                    .collect(Collectors.joining());
            lines.add(box.words() + leads);
        }
        return String.join("\n", lines);
    }
}
