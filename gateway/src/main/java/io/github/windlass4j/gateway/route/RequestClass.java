package io.github.windlass4j.gateway.route;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests that no rule of two compared manifest sets tells apart. */
public final class RequestClass {
    private final String entrance;
    private final Predicate<Request> enters;
    private final Map<Dimension, BitSet> cells;

    /**
     * @param entrance where the requests enter, in words
     * @param enters whether a request enters there
     * @param cells for each part of a request that was asked about, the answers; other parts are free
     */
    RequestClass(String entrance, Predicate<Request> enters, Map<Dimension, BitSet> cells) {
        this.entrance = entrance;
        this.enters = enters;
        this.cells = Map.copyOf(cells);
    }

    /**
     * Whether a request belongs to the class.
     *
     * @param request a request that names the Gateway or pod where it enters
     * @return true if so
     */
    public boolean contains(Request request) {
        return enters.test(request)
                && cells.entrySet().stream()
                        .allMatch(cell -> cell.getKey().answers(request).equals(cell.getValue()));
    }

    /**
     * What the requests have in common.
     *
     * @return where they enter, then one line for each part that rules ask about
     */
    public List<String> conditions() {
        return Stream.concat(
                        Stream.of(entrance),
                        cells.entrySet().stream()
                                .map(cell -> cell.getKey().describe(cell.getValue()))
                                .filter(text -> !text.endsWith(" any"))
                                .sorted())
                .toList();
    }

    /** The conditions in one line. */
    @Override
    public String toString() {
        return conditions().stream().collect(Collectors.joining("; "));
    }
}
