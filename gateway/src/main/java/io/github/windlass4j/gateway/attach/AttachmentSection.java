package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a controller would say of the objects, as one section of a report. */
final class AttachmentSection {
    /** Conditions that are bad news when they hold; all others are good news (Gateway API, GEP-1364). */
    private static final Set<String> BAD_NEWS = Set.of("Conflicted", "OverlappingTLSConfig", "PartiallyInvalid");

    private final List<List<String>> rows = new ArrayList<>();
    private int failing;
    private int open;

    private AttachmentSection() {}

    static Section of(Attachment attachment) {
        AttachmentSection section = new AttachmentSection();
        attachment.classes().forEach(one -> section.add(one.gatewayClass().ref().toString(), one.conditions()));
        attachment.gateways().forEach(one -> section.add(one.gateway().ref().toString(), one.conditions()));
        attachment
                .listenerSets()
                .forEach(one -> section.add(one.listenerSet().ref().toString(), one.conditions()));
        Stream.concat(
                        attachment.gateways().stream().flatMap(one -> one.ownListeners().stream()),
                        attachment.listenerSets().stream().flatMap(one -> one.listeners().stream()))
                .forEach(one -> section.add(
                        one.owner().ref() + ", listener " + one.listener().name(), one.conditions()));
        attachment
                .routes()
                .forEach(route -> route.parents()
                        .forEach(parent ->
                                section.add(route.route().ref() + " at " + parent.parent(), parent.conditions())));
        attachment.policies().forEach(one -> section.add(one.policy().ref().toString(), one.conditions()));
        return section.section(attachment);
    }

    private void add(String object, List<Condition> conditions) {
        for (Condition condition : conditions) {
            boolean wanted = condition.holds() != BAD_NEWS.contains(condition.type());
            if (condition.status() == Condition.Status.UNKNOWN) {
                open++;
            } else if (!wanted) {
                failing++;
            }
            rows.add(List.of(object, condition.type(), condition.status().toString(), condition.message()));
        }
    }

    private Section section(Attachment attachment) {
        List<Finding> versions = attachment.versionFindings();
        Outcome told = Outcome.of(versions);
        Outcome outcome = failing > 0 || told == Outcome.FAILS ? Outcome.FAILS : open > 0 ? Outcome.UNKNOWN : told;
        String summary = Count.of(attachment.gateways().size(), "gateway") + " and "
                + Count.of(attachment.routes().size(), "route") + " of " + attachment.controller() + "; "
                + Count.of(failing, "condition")
                + " with a fault, " + open + " open";
        Section section = Section.of("Gateways and routes", outcome, summary)
                .with(new Block.Table("Predicted conditions", List.of("object", "condition", "status", "why"), rows));
        return versions.isEmpty() ? section : section.with(new Block.Findings(versions));
    }
}
