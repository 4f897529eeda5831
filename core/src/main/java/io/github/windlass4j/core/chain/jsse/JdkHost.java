package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.hostname.ServerName;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;

/**
 * {@code sun.security.util.HostnameChecker} for TLS: stars anywhere in the first label (17: in any label), the last common name
 * when no dNSName is there. The list of public suffixes, which it asks only for the JDK's own roots, is not modelled.
 */
final class JdkHost {
    private JdkHost() {}

    /** Null if the leaf names the host. */
    static @Nullable Refusal check(int jdk, JdkCertificate leaf, ServerName expected) {
        if (jdk >= 25 && leaf.hasUnreadableAltNames()) {
            return Refusal.of(
                    leaf,
                    Rule.MALFORMED_EXTENSION,
                    "java.security.cert.CertificateParsingException",
                    "a subjectAltName that the JDK cannot read",
                    "names that it can read");
        }
        List<GeneralName> names = leaf.altNames().orElse(List.of());
        if (expected instanceof ServerName.Ip ip) {
            return names.stream()
                            .anyMatch(name ->
                                    name instanceof GeneralName.Ip that && Arrays.equals(that.bytes(), ip.address()))
                    ? null
                    : missing(
                            leaf,
                            Rule.ADDRESS_NOT_NAMED,
                            names.isEmpty()
                                    ? "No subject alternative names present"
                                    : "No subject alternative names matching IP address " + ip + " found",
                            names,
                            ip.toString());
        }
        ServerName.Dns dns = (ServerName.Dns) expected;
        String host =
                dns.name().endsWith(".") ? dns.name().substring(0, dns.name().length() - 1) : dns.name();
        if (!isHostName(host)) {
            return missing(
                    leaf,
                    Rule.HOST_NAME_SYNTAX,
                    "Illegal given domain name: " + host,
                    names,
                    "a host name that the JDK accepts");
        }
        List<String> dnsNames = names.stream()
                .filter(GeneralName.Dns.class::isInstance)
                .map(name -> ((GeneralName.Dns) name).name())
                .toList();
        if (!dnsNames.isEmpty()) {
            return dnsNames.stream().anyMatch(pattern -> matches(jdk, host, pattern))
                    ? null
                    : missing(
                            leaf,
                            Rule.HOST_NOT_NAMED,
                            "No subject alternative DNS name matching " + host + " found.",
                            names,
                            host);
        }
        Optional<String> commonName = leaf.certificate().subject().commonName();
        boolean named = commonName
                .filter(name -> Normalizer.isNormalized(name, Normalizer.Form.NFKC) && matches(jdk, host, name))
                .isPresent();
        return named ? null : missing(leaf, Rule.HOST_NOT_NAMED, "No name matching " + host + " found", names, host);
    }

    private static Refusal missing(
            JdkCertificate leaf, Rule rule, String text, List<GeneralName> names, String expected) {
        return new Refusal(
                leaf,
                rule,
                text,
                names.isEmpty() ? "subject " + leaf.certificate().subject() : "names " + names,
                expected,
                "connect to a name that the certificate holds, or reissue it");
    }

    private static boolean isHostName(String text) {
        try {
            new SNIHostName(text);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static boolean matches(int jdk, String host, String pattern) {
        String name;
        String template;
        try {
            name = IDN.toUnicode(IDN.toASCII(host));
            template = IDN.toUnicode(IDN.toASCII(pattern));
        } catch (RuntimeException notConvertible) {
            return false;
        }
        int star = template.lastIndexOf('*');
        if (template.equals("*") || template.equals("*.") || (star >= 0 && template.indexOf('.', star) < 0)) {
            return false;
        }
        return isHostName(template.replace('*', 'z'))
                && (jdk < 25
                        ? matchesLabels(name.toLowerCase(Locale.ENGLISH), template.toLowerCase(Locale.ENGLISH))
                        : matchesFirstLabel(name.toLowerCase(Locale.ENGLISH), template.toLowerCase(Locale.ENGLISH)));
    }

    private static boolean matchesLabels(String name, String template) {
        String[] labels = name.split("\\.", -1);
        String[] patterns = template.split("\\.", -1);
        boolean fits = labels.length == patterns.length;
        for (int i = 0; fits && i < labels.length; i++) {
            fits = matchesStars(labels[i], patterns[i]);
        }
        return fits;
    }

    private static boolean matchesFirstLabel(String name, String template) {
        int nameDot = name.indexOf('.') < 0 ? name.length() : name.indexOf('.');
        int templateDot = template.indexOf('.') < 0 ? template.length() : template.indexOf('.');
        return matchesStars(name.substring(0, nameDot), template.substring(0, templateDot))
                && template.substring(templateDot).equals(name.substring(nameDot));
    }

    private static boolean matchesStars(String label, String template) {
        String rest = label;
        String pattern = template;
        boolean first = true;
        int star = pattern.indexOf('*');
        if (star < 0) {
            return label.equals(template);
        }
        while (star >= 0) {
            String before = pattern.substring(0, star);
            int at = rest.indexOf(before);
            if (at < 0 || (first && at != 0)) {
                return false;
            }
            first = false;
            rest = rest.substring(at + before.length());
            pattern = pattern.substring(star + 1);
            star = pattern.indexOf('*');
        }
        return rest.endsWith(pattern);
    }
}
