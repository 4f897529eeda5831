package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Section;
import java.util.List;

/** A migration with its proof, as one section of a report. */
final class MigrationSection {
    private MigrationSection() {}

    static Section of(IngressMigration migration) {
        MigrationProof proof = migration.prove();
        boolean clean = migration.losses().isEmpty() && migration.left().isEmpty();
        Outcome outcome = !proof.holds() ? Outcome.FAILS : clean ? Outcome.PASSES : Outcome.WARNS;
        String summary = Count.of(proof.requests(), "request") + " compared: " + proof.summary() + "; "
                + Count.of(migration.losses().size(), "loss") + ", "
                + Count.of(migration.left().size(), "Ingress") + " left alone";
        return Section.of("Migration from Ingress", outcome, summary)
                .with(new Block.Table(
                        "Annotations",
                        List.of("Ingress", "annotation", "value", "becomes", "how"),
                        migration.annotations().stream()
                                .map(one -> List.of(
                                        one.ingress().toString(),
                                        one.annotation(),
                                        one.value(),
                                        one.status().toString(),
                                        one.what()))
                                .toList()))
                .with(new Block.Table(
                        "Lost",
                        List.of("host", "path", "what"),
                        migration.losses().stream()
                                .map(loss -> List.of(loss.host(), loss.path(), loss.what()))
                                .toList()))
                .with(new Block.Table(
                        "Answered differently",
                        List.of("request", "before", "after", "because"),
                        proof.differences().stream()
                                .map(one -> List.of(
                                        one.request().toString(),
                                        one.before().toString(),
                                        one.after().toString(),
                                        one.loss().map(Loss::what).orElse("not explained")))
                                .toList()))
                .with(new Block.Text("Not looked at", String.join("\n", proof.notLookedAt())));
    }
}
