package io.github.windlass4j.gateway.route;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Progress;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a change of manifests does to traffic. The space of requests is cut into classes that no rule of either side tells
 * apart; every class that is treated differently is a move, with a request to show it.
 */
public final class TrafficDifference implements Reportable {
    private final List<Move> moves;
    private final List<String> notCompared;

    TrafficDifference(List<Move> moves, List<String> notCompared) {
        this.moves = List.copyOf(moves);
        this.notCompared = List.copyOf(notCompared);
    }

    /**
     * Compares two sides.
     *
     * @param before what is in force
     * @param after what is to come
     * @return the moves, by place of entry
     */
    public static TrafficDifference between(RouteSimulator before, RouteSimulator after) {
        return between(before, after, Progress.UNSTOPPED);
    }

    /**
     * Compares two sides and tells how far it is.
     *
     * @param before what is in force
     * @param after what is to come
     * @param progress told before each Gateway and Service; what comes after a stop is among {@link #notCompared()}
     * @return the moves, by place of entry
     */
    public static TrafficDifference between(RouteSimulator before, RouteSimulator after, Progress progress) {
        return new SpaceWalk(before, after, progress).run();
    }

    /**
     * A class of requests that is treated differently.
     *
     * @param requests the class
     * @param witness a request of the class
     * @param before what becomes of the witness on the first side
     * @param after what becomes of it on the second side
     */
    public record Move(RequestClass requests, Request witness, RouteDecision before, RouteDecision after) {
        /** Class, from, to. */
        @Override
        public String toString() {
            return requests + ": " + told(before) + " -> " + told(after) + ", for example " + witness;
        }

        /** Where both sides lead to the same backends, what arrives there makes the difference. */
        private String told(RouteDecision side) {
            return before.toString().equals(after.toString()) && side instanceof RouteDecision.Routed routed
                    ? routed.inFull()
                    : side.toString();
        }
    }

    /**
     * The classes that are treated differently.
     *
     * @return the moves in a fixed order; empty if nothing changes for anybody
     */
    public List<Move> moves() {
        return moves;
    }

    /**
     * What was not compared.
     *
     * @return one line for each part of the request space about which nothing is said, and why; empty if the moves are all
     */
    public List<String> notCompared() {
        return notCompared;
    }

    /**
     * The move that a request takes part in.
     *
     * @param request a request that names the Gateway or pod where it enters
     * @return the move; empty if the request is treated as before
     */
    public Optional<Move> moveOf(Request request) {
        return moves.stream().filter(move -> move.requests().contains(request)).findFirst();
    }

    /** The moves as a table; a move warns, and a part of the request space that was not compared leaves it open. */
    @Override
    public Section section() {
        Outcome outcome = !notCompared.isEmpty() ? Outcome.UNKNOWN : moves.isEmpty() ? Outcome.PASSES : Outcome.WARNS;
        return Section.of(
                        "Difference of traffic",
                        outcome,
                        "treated differently: " + Count.of(moves.size(), "class") + " of requests")
                .with(new Block.Table(
                        "Moves",
                        List.of("requests", "before", "after", "for example"),
                        moves.stream()
                                .map(move -> List.of(
                                        move.requests().toString(),
                                        move.told(move.before()),
                                        move.told(move.after()),
                                        move.witness().toString()))
                                .toList()))
                .with(new Block.Text("Not compared", String.join("\n", notCompared)));
    }

    /** One line per move. */
    @Override
    public String toString() {
        return moves.isEmpty()
                ? "no request is treated differently"
                : moves.stream().map(Move::toString).collect(Collectors.joining("\n"));
    }
}
