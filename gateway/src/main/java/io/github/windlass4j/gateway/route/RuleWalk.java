package io.github.windlass4j.gateway.route;

import io.github.windlass4j.manifest.regex.Regex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Visits the classes of requests for one host that the rules of two sides tell apart. A part of a request is only looked at
 * when a rule that may still take the request asks about it, so that classes stay few and wide.
 */
final class RuleWalk {
    /** A row with its questions as places in the dimensions. */
    private record Asking(MatchRow row, List<Question> questions) {}

    private record Question(Dimension dimension, int index) {}

    private static final Probe GRPC = new Probe(
            "of gRPC",
            type -> type.startsWith("application/grpc"),
            Regex.compile("application/grpc.*"),
            List.of("application/grpc"));
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "OTHER");

    /** Parts of a request looked at together; each is a level of recursion. */
    private static final int DEPTH = 200;

    /** What a search for a text that expressions match counts for, in classes. */
    private static final int SEARCH_COST = 20;

    private final Request base;
    private final List<Asking> first;
    private final List<Asking> second;
    private final Map<String, Dimension> dimensions = new LinkedHashMap<>();
    private final int budget;
    private int visited;
    private boolean tooDeep;

    RuleWalk(List<MatchRow> first, List<MatchRow> second, Request base, int budget) {
        this.base = base;
        this.budget = budget;
        Map<String, Set<Probe>> asked = new LinkedHashMap<>();
        List<MatchRow> all = new ArrayList<>(first);
        all.addAll(second);
        all.forEach(row -> conditions(row.match())
                .forEach((key, conditions) -> asked.computeIfAbsent(key, name -> new LinkedHashSet<>())
                        .addAll(conditions)));
        asked.forEach((key, conditions) -> {
            Dimension dimension = dimension(key, conditions);
            dimensions.put(key, dimension);
            visited += SEARCH_COST * dimension.searches();
        });
        this.first = first.stream().map(this::asking).toList();
        this.second = second.stream().map(this::asking).toList();
    }

    int visited() {
        return visited;
    }

    /** Parts of which some values were not looked at. */
    List<String> incomplete() {
        List<String> parts = new ArrayList<>();
        if (tooDeep) {
            parts.add("rules that ask about more than " + DEPTH + " headers and parameters together");
        }
        dimensions.forEach((key, dimension) -> {
            if (!dimension.isComplete()) {
                parts.add(key + ": its expressions are compared on examples only");
            }
        });
        return parts;
    }

    /**
     * Visits every class in which the two sides could differ.
     *
     * @param sameFloor whether both sides do the same with requests that no row takes
     * @param visitor gets the answers that make the class, and requests of it in which a difference would show
     */
    void run(boolean sameFloor, BiConsumer<Map<Dimension, BitSet>, List<Request>> visitor) {
        if (sameFloor && alike(first, 0, second, 0)) {
            return;
        }
        for (Leaf leaf : walk(0, 0, Map.of(), sameFloor)) {
            Map<Dimension, BitSet> answers = new LinkedHashMap<>();
            leaf.cells().forEach((dimension, cell) -> answers.put(dimension, cell.answers()));
            List<RuleAction> actions = Stream.of(action(first, leaf.first()), action(second, leaf.second()))
                    .flatMap(Optional::stream)
                    .toList();
            visitor.accept(answers, new Witnesses(base, dimensions, leaf.cells(), actions).all());
        }
    }

    private static Optional<RuleAction> action(List<Asking> rows, int index) {
        return index < rows.size() ? Optional.of(rows.get(index).row().action()) : Optional.empty();
    }

    /**
     * A class, and the row that takes it on either side; the number of rows if none does.
     *
     * @param cells the parts that decide about it
     */
    private record Leaf(Map<Dimension, Dimension.Cell> cells, int first, int second) {
        Leaf without(Dimension dimension) {
            Map<Dimension, Dimension.Cell> rest = new LinkedHashMap<>(cells);
            rest.remove(dimension);
            return new Leaf(rest, first, second);
        }
    }

    private static boolean alike(List<Asking> one, int i, List<Asking> other, int j) {
        if (one.size() - i != other.size() - j) {
            return false;
        }
        for (int k = 0; i + k < one.size(); k++) {
            MatchRow a = one.get(i + k).row();
            MatchRow b = other.get(j + k).row();
            if (!a.match().equals(b.match()) || !a.action().equals(b.action())) {
                return false;
            }
        }
        return true;
    }

    private List<Leaf> walk(int i, int j, Map<Dimension, Dimension.Cell> cells, boolean sameFloor) {
        if (++visited > budget) {
            return List.of();
        }
        if (cells.size() > DEPTH) {
            tooDeep = true;
            return List.of();
        }
        Status one = status(first, i, cells);
        Status other = status(second, j, cells);
        Dimension open = one.open() != null ? one.open() : other.open();
        if (open == null) {
            boolean same = sameFloor && action(first, one.next()).equals(action(second, other.next()));
            return same ? List.of() : List.of(new Leaf(cells, one.next(), other.next()));
        }
        if (sameFloor && alike(first, one.next(), second, other.next())) {
            return List.of();
        }
        List<Leaf> all = new ArrayList<>();
        Set<List<Leaf>> kinds = new LinkedHashSet<>();
        for (Dimension.Cell cell : open.cells()) {
            Map<Dimension, Dimension.Cell> more = new LinkedHashMap<>(cells);
            more.put(open, cell);
            List<Leaf> leaves = walk(one.next(), other.next(), more, sameFloor);
            all.addAll(leaves);
            kinds.add(leaves.stream().map(leaf -> leaf.without(open)).toList());
        }
        // What was asked made no difference in the end: the class is wider than it looked.
        return kinds.size() == 1 ? kinds.iterator().next() : all;
    }

    /**
     * How far a side is decided.
     *
     * @param next the row that takes the requests, or may take them; the number of rows if none can
     * @param open what must be known to go on; null if nothing
     */
    private record Status(int next, @Nullable Dimension open) {}

    private static Status status(List<Asking> rows, int from, Map<Dimension, Dimension.Cell> cells) {
        for (int i = from; i < rows.size(); i++) {
            Dimension open = null;
            boolean possible = true;
            for (Question question : rows.get(i).questions()) {
                Dimension.Cell cell = cells.get(question.dimension());
                if (cell == null) {
                    open = open == null ? question.dimension() : open;
                } else if (!cell.answers().get(question.index())) {
                    possible = false;
                    break;
                }
            }
            if (possible) {
                return new Status(i, open);
            }
        }
        return new Status(rows.size(), null);
    }

    private Asking asking(MatchRow row) {
        List<Question> questions = new ArrayList<>();
        conditions(row.match()).forEach((key, conditions) -> {
            Dimension dimension = dimensions.get(key);
            if (dimension != null) {
                conditions.forEach(one -> questions.add(new Question(dimension, dimension.indexOf(one))));
            }
        });
        return new Asking(row, questions);
    }

    /** The questions of a match by the part of the request that they are about. */
    private static Map<String, List<Probe>> conditions(Match match) {
        Map<String, List<Probe>> asked = new LinkedHashMap<>();
        if (!match.path().equals(PathPredicate.Prefix.ANY)) {
            asked.put("path", List.of(Probe.of(match.path())));
        }
        if (match.grpc()) {
            asked.put("header content-type", new ArrayList<>(List.of(GRPC)));
        }
        match.method().ifPresent(name -> asked.put("method", List.of(Probe.of(ValuePredicate.exact("method", name)))));
        match.headers()
                .forEach(header -> asked.computeIfAbsent("header " + header.name(), key -> new ArrayList<>())
                        .add(Probe.of(header)));
        match.query()
                .forEach(parameter -> asked.computeIfAbsent("query " + parameter.name(), key -> new ArrayList<>())
                        .add(Probe.of(parameter)));
        return asked;
    }

    private static Dimension dimension(String key, Set<Probe> conditions) {
        if (key.equals("path")) {
            return new Dimension(
                    key, conditions, request -> Optional.of(request.path()), false, List.of("/", "/other"));
        }
        if (key.equals("method")) {
            return new Dimension(key, conditions, request -> Optional.of(request.method()), false, METHODS);
        }
        String name = key.substring(key.indexOf(' ') + 1);
        return key.startsWith("header ")
                ? new Dimension(key, conditions, request -> request.headers().value(name), true, List.of("other"))
                : new Dimension(key, conditions, request -> request.queryParameter(name), true, List.of("other"));
    }
}
