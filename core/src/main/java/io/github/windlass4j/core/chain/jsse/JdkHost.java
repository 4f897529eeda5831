package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.chain.engine.NameRules;
import io.github.windlass4j.core.hostname.HostVerdict;
import io.github.windlass4j.core.hostname.HostnameRules;
import io.github.windlass4j.core.hostname.ServerName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code sun.security.util.HostnameChecker} for TLS: {@link HostnameRules#JDK_17} or {@link HostnameRules#JDK_25} over the
 * names that the JDK sees, and the words that it says.
 */
final class JdkHost {
    private static final int FIRST_WITH_STRICT_NAMES = 25;

    private JdkHost() {}

    /** Null if the leaf names the host. */
    static @Nullable Refusal check(int jdk, JdkCertificate leaf, ServerName expected) {
        if (jdk >= FIRST_WITH_STRICT_NAMES && leaf.hasUnreadableAltNames()) {
            return Refusal.of(
                    leaf,
                    Rule.MALFORMED_EXTENSION,
                    "java.security.cert.CertificateParsingException",
                    "a subjectAltName that the JDK cannot read",
                    "names that it can read");
        }
        List<GeneralName> names = leaf.altNames().orElse(List.of());
        HostnameRules rules = jdk >= FIRST_WITH_STRICT_NAMES ? HostnameRules.JDK_25 : HostnameRules.JDK_17;
        HostVerdict verdict = rules.check(leaf.certificate().subject(), names, expected);
        return verdict instanceof HostVerdict.Mismatched mismatch ? refusal(leaf, names, mismatch) : null;
    }

    private static Refusal refusal(JdkCertificate leaf, List<GeneralName> names, HostVerdict.Mismatched mismatch) {
        ServerName host = mismatch.host();
        if (host instanceof ServerName.Ip) {
            String text = names.isEmpty()
                    ? "No subject alternative names present"
                    : "No subject alternative names matching IP address " + host + " found";
            return missing(leaf, Rule.ADDRESS_NOT_NAMED, text, names, host.toString());
        }
        if (mismatch.refusal().isPresent()) {
            String text = "Illegal given domain name: " + host;
            return missing(leaf, Rule.HOST_NAME_SYNTAX, text, names, "a host name that the JDK accepts");
        }
        // JSSE takes the dot off before it looks.
        String asked = host.toString().endsWith(".")
                ? host.toString().substring(0, host.toString().length() - 1)
                : host.toString();
        String text = names.stream().anyMatch(GeneralName.Dns.class::isInstance)
                ? "No subject alternative DNS name matching " + asked + " found."
                : "No name matching " + asked + " found";
        return missing(leaf, Rule.HOST_NOT_NAMED, text, names, host.toString());
    }

    private static Refusal missing(
            JdkCertificate leaf, Rule rule, String text, List<GeneralName> names, String expected) {
        return new Refusal(
                leaf,
                rule,
                text,
                names.isEmpty() ? "subject " + leaf.certificate().subject() : "names " + NameRules.shown(names),
                expected,
                "connect to a name that the certificate holds, or reissue it");
    }
}
