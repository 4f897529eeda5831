package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Drawing;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Section;
import java.util.List;
import java.util.stream.IntStream;

/** A chain verdict as a section: the obstacles as findings, the paths as a table, the nearest path as a picture. */
final class VerdictSection {
    private VerdictSection() {}

    static Section of(ChainVerdict verdict) {
        Candidate nearest =
                verdict.candidates().isEmpty() ? null : verdict.candidates().get(0);
        String leaf = nearest == null ? "the chain" : Obstacle.label(nearest.leaf());
        Section section = verdict.fold(
                trusted -> Section.of(
                        leaf, Outcome.PASSES, "trusted at " + trusted.at() + " by " + Obstacle.label(trusted.anchor())),
                rejected -> Section.of(
                        leaf,
                        Outcome.FAILS,
                        "no valid path at " + rejected.at() + ": "
                                + rejected.obstacles().get(0).message()));
        List<Finding> findings = verdict.fold(
                trusted -> findings(trusted.accepted().warnings(), Severity.WARNING),
                rejected -> findings(rejected.obstacles(), Severity.ERROR));
        if (!findings.isEmpty()) {
            section = section.with(new Block.Findings(findings));
        }
        if (nearest != null) {
            section = section.with(
                    Drawing.path(nearest.path(), nearest.anchor().stream().toList()));
        }
        return verdict.candidates().size() < 2 ? section : section.with(paths(verdict.candidates()));
    }

    private static List<Finding> findings(List<Obstacle> obstacles, Severity severity) {
        return obstacles.stream()
                .map(obstacle -> new Finding(
                                obstacle.rule().id(),
                                severity,
                                Location.of(obstacle.subject()).entry("certificate " + obstacle.index()),
                                obstacle.found() + " (want " + obstacle.expected() + ")",
                                List.of(obstacle.rule().clause()))
                        .withRemedy(obstacle.fix()))
                .toList();
    }

    private static Block paths(List<Candidate> candidates) {
        List<List<String>> rows = IntStream.range(0, candidates.size())
                .mapToObj(i -> {
                    Candidate path = candidates.get(i);
                    String ends = path.isValid()
                            ? "valid"
                            : path.obstacles().isEmpty()
                                    ? "reaches no anchor"
                                    : path.obstacles().get(0).message();
                    String route = String.join(
                            " <- ", path.path().stream().map(Obstacle::label).toList());
                    return List.of(Integer.toString(i + 1), route, ends);
                })
                .toList();
        return new Block.Table("Paths that were looked at", List.of("#", "path, leaf first", "how it ends"), rows);
    }
}
