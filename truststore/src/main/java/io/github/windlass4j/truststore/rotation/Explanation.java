package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.client.Channel;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.ConnectVerdict.Connects;
import io.github.windlass4j.truststore.client.Evidence;
import io.github.windlass4j.truststore.client.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Renders an {@link Impact}: the answer in the first line, then one labelled line per question. */
final class Explanation {
    private static final int LABEL = 10;

    private final Impact impact;
    private final StringBuilder text = new StringBuilder();

    Explanation(Impact impact) {
        this.impact = impact;
    }

    String text() {
        text.append(impact.effect().toString().toUpperCase(Locale.ROOT))
                .append(": ")
                .append(impact.client())
                .append(", rotation at ")
                .append(impact.rotation().instant())
                .append('\n');
        line(impact.before().chain().name(), outcome(impact.before().verdict()));
        impact.after().forEach(outlook -> line(outlook.chain().name(), outcome(outlook.verdict())));
        line("why", why());
        line("risk", impact.risk().level());
        line("horizon", impact.horizon().message());
        line("fix", fix());
        impact.rollOut()
                .forEach(step -> line(step.when() == RollOutStep.When.BEFORE ? "before" : label(step), step.what()));
        return text.toString();
    }

    private static String label(RollOutStep step) {
        return step.when() == RollOutStep.When.DURING ? "during" : "afterwards";
    }

    private void line(String label, String content) {
        text.append("  ").append(label);
        text.append(" ".repeat(Math.max(1, LABEL - label.length() + 1)));
        text.append(content).append('\n');
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
                    + (verdict.downgraded()
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

    // The step that decided: the obstacle of the first chain that fails, else the path of the first that works.
    private String why() {
        ConnectVerdict decisive = impact.after().stream()
                .map(Outlook::verdict)
                .filter(verdict -> Assessment.effect(impact.before().verdict(), verdict) == impact.effect())
                .findFirst()
                .orElseThrow();
        return decisive.fold(
                connects ->
                        connects.downgraded() ? obstacle(connects.failedBefore().get(0)) : path(connects),
                refused -> obstacle(refused.refusal()),
                unknown -> unknown.reason());
    }

    private static String obstacle(Refusal refusal) {
        return refusal instanceof Refusal.ChainRejected rejected
                ? rejected.engine() + ": " + rejected.obstacles().get(0).message()
                : refusal.message();
    }

    private static String path(Connects verdict) {
        if (verdict.chainVerified()) {
            return verdict.path().stream().map(Explanation::name).collect(Collectors.joining(" <- "));
        }
        List<String> notChecked = verdict.trace().stream()
                .filter(Evidence.ChainNotChecked.class::isInstance)
                .map(Evidence::message)
                .toList();
        return notChecked.isEmpty() ? verdict.message() : notChecked.get(0);
    }

    private static String name(Certificate certificate) {
        return certificate
                .subject()
                .commonName()
                .orElseGet(() -> certificate.subject().toString());
    }

    private String fix() {
        if (!(impact.fix() instanceof Fix.Proved proved)) {
            return impact.fix().message();
        }
        return proved.message() + "; proved on every chain, then good "
                + proved.horizon().message();
    }
}
