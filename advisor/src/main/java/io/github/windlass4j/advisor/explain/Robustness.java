package io.github.windlass4j.advisor.explain;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Answer;
import io.github.windlass4j.advisor.decide.Possibility;
import io.github.windlass4j.advisor.decide.Ratio;
import io.github.windlass4j.advisor.decide.Standing;
import io.github.windlass4j.advisor.decide.Truth;
import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.Level;
import io.github.windlass4j.advisor.knowledge.Need;
import io.github.windlass4j.advisor.knowledge.Option;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the winner of a catalogue depends on the weights that somebody chose.
 *
 * @param winner id of the winning option
 * @param criteria ids of the needs that were weighed, in the order of the catalogue
 * @param joint share of all weightings of these criteria under which the winner scores higher than every rival; absent
 *     if it took too many pieces to compute
 * @param againstEach rival to the share of weightings under which the winner scores higher than this one
 */
public record Robustness(
        String winner, List<String> criteria, @Nullable Ratio joint, Map<String, Ratio> againstEach) {
    /** Copies the collections. */
    public Robustness {
        criteria = List.copyOf(criteria);
        againstEach = Collections.unmodifiableMap(new LinkedHashMap<>(againstEach));
    }

    /** Returns the share of all weightings under which the winner scores higher than every rival, if it was computed. */
    public Optional<Ratio> share() {
        return Optional.ofNullable(joint);
    }

    /**
     * Weighs a catalogue in all ways.
     *
     * @return empty if there is no single winner yet, or nothing to weigh it on
     */
    public static Optional<Robustness> of(Advice advice, String catalogueId) {
        Answer answer = advice.answer(catalogueId);
        Optional<String> winner = answer.necessary()
                .map(Possibility::rows)
                .filter(rows -> rows.size() == 1)
                .map(rows -> rows.get(0).getOrDefault("option", ""));
        if (winner.isEmpty()) {
            return Optional.empty();
        }
        Catalogue catalogue = advice.knowledge().catalogues().stream()
                .filter(c -> c.id().equals(catalogueId))
                .findFirst()
                .orElseThrow();
        List<Standing> standings = advice.standings(catalogueId);
        Standing best = standing(standings, winner.get());
        List<String> criteria = catalogue.needs().stream()
                .filter(n -> n.strength() == Need.Strength.SHOULD)
                .map(Need::id)
                .filter(n -> level(best, n).isPresent())
                .toList();
        if (criteria.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Ratio> againstEach = new LinkedHashMap<>();
        List<List<Ratio>> rivals = new ArrayList<>();
        for (Option option : catalogue.options()) {
            Standing rival = standing(standings, option.id());
            if (rival.viable() != Truth.FALSE
                    && !option.id().equals(winner.get())
                    && members(option) == members(find(catalogue, winner.get()))) {
                List<Ratio> differences = differences(best, rival, criteria);
                rivals.add(differences);
                againstEach.put(option.id(), WeightShare.ofPositive(differences));
            }
        }
        return Optional.of(new Robustness(
                winner.get(), criteria, WeightShare.ofAllPositive(rivals).orElse(null), againstEach));
    }

    // An open level of a rival counts as its best, one of the winner as its worst: the share is never too high.
    private static List<Ratio> differences(Standing winner, Standing rival, List<String> criteria) {
        List<Ratio> result = new ArrayList<>();
        for (String need : criteria) {
            List<String> own = level(winner, need).orElseThrow().levels();
            List<String> other = level(rival, need).orElseThrow().levels();
            result.add(Ratio.of(points(own.get(0)) - points(other.get(other.size() - 1))));
        }
        return result;
    }

    private static int points(String level) {
        return Level.valueOf(level).points();
    }

    private static int members(Option option) {
        return Math.max(1, option.members().size());
    }

    private static Optional<Standing.Reason> level(Standing standing, String need) {
        return standing.reasons().stream()
                .filter(r -> r.need().equals(need) && r.applies() == Truth.TRUE)
                .findFirst();
    }

    private static Standing standing(List<Standing> standings, String option) {
        return standings.stream()
                .filter(s -> s.option().equals(option))
                .findFirst()
                .orElseThrow();
    }

    private static Option find(Catalogue catalogue, String id) {
        return catalogue.options().stream()
                .filter(o -> o.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
