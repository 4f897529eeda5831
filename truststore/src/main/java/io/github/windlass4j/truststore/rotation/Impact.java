package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a rotation does to one client.
 *
 * @param client the client as it is
 * @param rotation the rotation
 * @param before what the client makes of today's chain
 * @param after what it makes of tomorrow's chains, in their order; never empty
 * @param effect the worst that happens over all of tomorrow's chains
 * @param risk the row of the risk table
 * @param horizon how long it works with tomorrow's chains and the store as it is
 * @param fix the smallest change that keeps it connecting
 * @param rollOut what to do in which order
 */
public record Impact(
        Client client,
        Rotation rotation,
        Outlook before,
        List<Outlook> after,
        Effect effect,
        Risk risk,
        Horizon horizon,
        Fix fix,
        List<RollOutStep> rollOut)
        implements Reportable {
    /** Copies the collections. */
    public Impact {
        after = List.copyOf(after);
        rollOut = List.copyOf(rollOut);
    }

    /** The first of tomorrow's chains that has the worst effect: what decided. */
    public Outlook decisive() {
        return after.stream()
                .filter(outlook -> Assessment.effect(before.verdict(), outlook.verdict()) == effect)
                .findFirst()
                .orElseThrow();
    }

    /** When the first of the servers' own certificates of tomorrow ends; empty if all chains are empty. */
    public Optional<Instant> leafEnds() {
        return after.stream()
                .flatMap(outlook -> outlook.chain().leaf().stream())
                .map(Certificate::notAfter)
                .min(Comparator.naturalOrder());
    }

    /**
     * The impact and what is odd about the chains, for a report. A client that is not affected and verifies has no finding
     * of its own.
     */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (effect != Effect.UNAFFECTED || risk != Risk.LOW) {
            Finding own = new Finding(
                    effect.rule(),
                    severity(),
                    Location.of(client.toString()),
                    client + " " + effect + " at the rotation of " + rotation.instant() + "; risk: " + risk.level(),
                    after.stream()
                            .flatMap(outlook -> outlook.verdict().trace().stream())
                            .map(Evidence::message)
                            .distinct()
                            .toList());
            findings.add(fix.remedy().map(own::withRemedy).orElse(own));
        }
        findings.addAll(before.chain().findings());
        after.forEach(outlook -> findings.addAll(outlook.chain().findings()));
        return List.copyOf(findings);
    }

    private Severity severity() {
        return switch (effect) {
            case BREAKS, DOWNGRADES, ALREADY_BROKEN, ALREADY_DOWNGRADED -> Severity.ERROR;
            case UNKNOWN -> Severity.WARNING;
            case FIXED, UNAFFECTED -> risk == Risk.LOW ? Severity.NOTE : Severity.WARNING;
        };
    }

    /** The impact for a report: findings, before and after as a table and as drawings, and {@link #explain()}. */
    @Override
    public Section section() {
        return ImpactSection.of(this);
    }

    /** The whole answer as text of a dozen lines, for people; its wording may change between releases. */
    public String explain() {
        return new Explanation(this).text();
    }

    /** {@code pgjdbc 42.7.14, sslmode=verify-ca breaks at 2026-12-01T00:00:00Z}. */
    @Override
    public String toString() {
        return client + " " + effect + " at " + rotation.instant();
    }
}
