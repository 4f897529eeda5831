package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Drawing;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An impact as a section: findings, before and after as a table and as a picture, the whole explanation as text. */
final class ImpactSection {
    private final Impact impact;
    private final Set<Certificate> anchors = new LinkedHashSet<>();

    private ImpactSection(Impact impact) {
        this.impact = impact;
        outlooks().forEach(outlook -> accepted(outlook).ifPresent(path -> anchors.add(path.get(path.size() - 1))));
        additions().forEach(anchors::add);
    }

    static Section of(Impact impact) {
        return new ImpactSection(impact).section();
    }

    private Section section() {
        Section section = Section.of(
                impact.client().toString(),
                outcome(),
                impact.effect() + " at " + impact.rotation().instant() + "; risk: "
                        + impact.risk().level() + "; fix: " + impact.fix().message());
        List<Finding> findings = impact.findings();
        if (!findings.isEmpty()) {
            section = section.with(new Block.Findings(findings));
        }
        section = section.with(beforeAndAfter());
        for (Outlook tomorrow : impact.after()) {
            section = section.with(Drawing.rotation(path(impact.before()), path(tomorrow), anchors));
        }
        return section.with(new Block.Text("Explanation", impact.explain()));
    }

    private Outcome outcome() {
        return switch (impact.effect()) {
            case BREAKS, DOWNGRADES, ALREADY_BROKEN, ALREADY_DOWNGRADED -> Outcome.FAILS;
            case UNKNOWN -> Outcome.UNKNOWN;
            case FIXED, UNAFFECTED -> impact.risk() == Risk.LOW ? Outcome.PASSES : Outcome.WARNS;
        };
    }

    private Block beforeAndAfter() {
        List<List<String>> rows = outlooks()
                .map(outlook -> {
                    List<Certificate> path = accepted(outlook).orElse(List.of());
                    String anchor = path.isEmpty()
                            ? "none"
                            : path.get(path.size() - 1).subject().toString();
                    return List.of(outlook.chain().name(), outlook.verdict().message(), anchor);
                })
                .toList();
        return new Block.Table("Before and after", List.of("chain", "the client", "anchor"), rows);
    }

    private Stream<Outlook> outlooks() {
        return Stream.concat(Stream.of(impact.before()), impact.after().stream());
    }

    private static Optional<List<Certificate>> accepted(Outlook outlook) {
        return outlook.verdict() instanceof ConnectVerdict.Connects connects
                ? Optional.of(connects.path()).filter(path -> !path.isEmpty())
                : Optional.empty();
    }

    /** The accepted path; without one the chain as it is sent, completed by what the fix adds above it. */
    private List<Certificate> path(Outlook outlook) {
        List<Certificate> path =
                new ArrayList<>(accepted(outlook).orElse(outlook.chain().certificates()));
        if (accepted(outlook).isEmpty() && !path.isEmpty()) {
            Certificate top = path.get(path.size() - 1);
            additions()
                    .filter(certificate -> !path.contains(certificate))
                    .filter(certificate -> certificate.subject().equals(top.issuer()))
                    .findFirst()
                    .ifPresent(path::add);
        }
        return path;
    }

    private Stream<Certificate> additions() {
        return impact.fix() instanceof Fix.Proved proved
                ? proved.changes().stream()
                        .filter(Change.AddCertificate.class::isInstance)
                        .map(change -> ((Change.AddCertificate) change).certificate())
                : Stream.empty();
    }
}
