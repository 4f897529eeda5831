package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.truststore.client.Channel;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.ConnectVerdict.Connects;
import io.github.windlass4j.truststore.client.Evidence;
import io.github.windlass4j.truststore.client.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders an {@link Impact}: the answer in the first line, then one labelled line per question. */
final class Explanation {
    private record Line(String label, String content) {}

    private final Impact impact;
    private final List<Line> lines = new ArrayList<>();

    Explanation(Impact impact) {
        this.impact = impact;
    }

    String text() {
        Stream.concat(Stream.of(impact.before()), impact.after().stream())
                .forEach(outlook -> line(outlook.chain().name(), outcome(outlook.verdict())));
        line("why", why());
        line("risk", impact.risk().level());
        line("horizon", impact.horizon().message());
        fix();
        List<String> told = impact.fix() instanceof Fix.Proved proved
                ? proved.changes().stream().map(Change::message).toList()
                : List.of(impact.fix().message());
        impact.rollOut().stream()
                .filter(step -> !told.contains(step.what()))
                .forEach(step -> line("then", step.toString()));
        int width = lines.stream().mapToInt(line -> line.label.length()).max().orElse(0);
        return headline()
                + lines.stream()
                        .map(line ->
                                "  " + line.label + " ".repeat(width - line.label.length() + 2) + line.content + "\n")
                        .collect(Collectors.joining());
    }

    private String headline() {
        return impact.effect().headline() + ": " + impact.client() + ", rotation at "
                + impact.rotation().instant() + "\n";
    }

    private void line(String label, String content) {
        lines.add(new Line(label, content));
    }

    private static String outcome(ConnectVerdict verdict) {
        return verdict.fold(
                Explanation::connects,
                refused -> "does not connect: " + refusal(refused.refusal()),
                unknown -> unknown.message());
    }

    private static String connects(Connects verdict) {
        if (verdict.channel() == Channel.PLAIN_TEXT) {
            return "connects in PLAIN TEXT"
                    + (verdict.isDowngraded()
                            ? " without any error: "
                                    + refusal(verdict.failedBefore().get(0))
                            : "");
        }
        String checked = verdict.chainVerified()
                ? verdict.hostVerified() ? "chain and host verified" : "chain verified, host name not checked"
                : verdict.hostVerified() ? "host name checked, chain not verified" : "nothing verified";
        return "connects over TLS, " + checked;
    }

    private static String refusal(Refusal refusal) {
        return refusal instanceof Refusal.ChainRejected rejected
                ? "no valid path to an anchor of " + rejected.store()
                : refusal.message();
    }

    // What decided: the obstacle of the first chain that fails, else the path of the first that works.
    private String why() {
        return impact.decisive()
                .verdict()
                .fold(
                        connects -> connects.isDowngraded()
                                ? obstacle(connects.failedBefore().get(0))
                                : path(connects),
                        refused -> obstacle(refused.refusal()),
                        unknown -> unknown.reason());
    }

    private static String obstacle(Refusal refusal) {
        if (!(refusal instanceof Refusal.ChainRejected rejected)) {
            return refusal.message();
        }
        Obstacle first = rejected.obstacles().get(0);
        return first.subject() + ": " + first.found() + " (" + first.rule().id() + ")";
    }

    private static String path(Connects verdict) {
        if (verdict.chainVerified()) {
            return verdict.path().stream().map(Explanation::name).collect(Collectors.joining(" <- "));
        }
        return verdict.trace().stream()
                .filter(Evidence.ChainNotChecked.class::isInstance)
                .map(Evidence::message)
                .findFirst()
                .orElseGet(verdict::message);
    }

    private static String name(Certificate certificate) {
        return certificate
                .subject()
                .commonName()
                .orElseGet(() -> certificate.subject().toString());
    }

    private void fix() {
        line("fix", impact.fix().message());
        if (impact.fix() instanceof Fix.Proved proved) {
            String good = proved.horizon() instanceof Horizon.Until ? "good " : "";
            line(
                    "",
                    "proved: connects to every chain; then " + good
                            + proved.horizon().message());
        }
    }
}
