package io.github.windlass4j.core.chain.engine;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Candidate;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Exploration;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.chain.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects what an emulated engine tries, and ends in a verdict: the first path that it accepts, or why it accepts none. */
public final class Answer {
    private final Instant at;
    private final List<Candidate> candidates = new ArrayList<>();

    public Answer(Instant at) {
        this.at = at;
    }

    /** A reason, with the subject as reports show it. */
    public static Obstacle obstacle(
            Rule rule, int index, Certificate certificate, String found, String expected, String fix) {
        String subject = certificate.subject().toString();
        return new Obstacle(
                rule, index, subject.isEmpty() ? "SHA-256 " + certificate.sha256() : subject, found, expected, fix);
    }

    /** A path that the engine tried and refused; leaf first. */
    public void refused(List<Certificate> path, boolean complete, List<Obstacle> obstacles) {
        candidates.add(new Candidate(path, complete, obstacles, List.of(), Set.of()));
    }

    /** The path that the engine accepts, with what it overlooked. */
    public ChainVerdict accepted(List<Certificate> path, List<Obstacle> overlooked, Set<String> policies, Work work) {
        Candidate accepted = new Candidate(path, true, List.of(), overlooked, policies);
        candidates.add(0, accepted);
        return new ChainVerdict.Trusted(accepted, new Exploration(at, candidates, true, work));
    }

    /** No path was accepted; {@code reason} is what the engine reports, the rest comes from what it tried. */
    public ChainVerdict rejected(List<Obstacle> reason, Work work) {
        return new ChainVerdict.Rejected(reason, new Exploration(at, candidates, true, work));
    }

    /** What was tried so far. */
    public List<Candidate> candidates() {
        return List.copyOf(candidates);
    }
}
