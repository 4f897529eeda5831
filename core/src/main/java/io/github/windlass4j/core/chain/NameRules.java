package io.github.windlass4j.core.chain;

import static io.github.windlass4j.core.chain.engine.NameRules.shown;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.hostname.HostVerdict;
import io.github.windlass4j.core.hostname.HostnameRules;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.internal.RawNames;
import java.util.List;
import java.util.Optional;

/** Rules on the leaf's own names and on the names that the caller expects, families 39 to 46. */
final class NameRules {
    private static final String REISSUE = "let the CA issue it for the right names";

    private NameRules() {}

    static void check(Node leaf, ChainRequest request, RuleProfile profile, Violation.Sink sink) {
        List<GeneralName> names = leaf.alternativeNames().orElse(List.of());
        for (int i = 0; i < names.size(); i++) {
            if (!(names instanceof RawNames raw && raw.isPlainHost(i)) && names.get(i) instanceof GeneralName.Dns dns) {
                syntax(dns.name(), profile, sink);
            }
        }
        CommonNameRule.check(leaf, names, sink);
        if (request.host().isPresent()) {
            host(leaf, names, request.host().get(), profile, sink);
        }
        List<String> mailboxes = request.mailboxes();
        for (int i = 0; i < mailboxes.size(); i++) {
            mailbox(names, mailboxes.get(i), sink);
        }
    }

    private static void syntax(String name, RuleProfile profile, Violation.Sink sink) {
        if (AddressText.isAddress(name)) {
            sink.add(
                    Rule.IP_IN_DNS_NAME,
                    "DNS name \"" + name + "\"",
                    "addresses as iPAddress",
                    "let the CA write the address as iPAddress");
            return;
        }
        boolean underscores = profile.has(Switch.UNDERSCORE_HOST_NAMES);
        boolean wellFormed = HostText.isHostOrWildcard(name) && (underscores || name.indexOf('_') < 0);
        if (!wellFormed && name.indexOf('*') < 0) {
            sink.add(
                    Rule.HOST_NAME_SYNTAX,
                    "DNS name \"" + name + "\"",
                    underscores ? "letters, digits, hyphens and underscores" : "letters, digits and hyphens",
                    "rename the host, or accept underscores");
        }
        if (name.startsWith("*.") && profile.publicSuffixes().isPublicSuffix(name.substring(2))) {
            sink.add(
                    Rule.WILDCARD_ON_PUBLIC_SUFFIX,
                    "DNS name \"" + name + "\" covers the public suffix \"" + name.substring(2) + "\"",
                    "a wildcard below a registered domain",
                    "name the hosts one by one");
        }
    }

    private static void host(
            Node leaf, List<GeneralName> names, ServerName host, RuleProfile profile, Violation.Sink sink) {
        if (!leaf.extensions().contains(Extension.SUBJECT_ALTERNATIVE_NAME)) {
            sink.add(
                    Rule.SUBJECT_ALT_NAME_MISSING,
                    "no subjectAltName",
                    "one that names " + host,
                    "let the CA write the host into subjectAltName");
            return;
        }
        HostnameRules rules = rules(profile);
        if (!rules.accepts(leaf.certificate(), host)
                && rules.check(leaf.certificate(), host) instanceof HostVerdict.Mismatched mismatch) {
            sink.add(rule(mismatch), "names " + shown(names), kind(host) + host, REISSUE);
        }
    }

    private static HostnameRules rules(RuleProfile profile) {
        return HostnameRules.RFC_9525.withUnderscores(profile.has(Switch.UNDERSCORE_HOST_NAMES));
    }

    /** True if there is nothing to tell of the host: none is asked for, or the leaf names it. */
    static boolean isNamed(Certificate leaf, Optional<ServerName> host, RuleProfile profile) {
        return host.isEmpty() || rules(profile).accepts(leaf, host.get());
    }

    private static String kind(ServerName host) {
        return host instanceof ServerName.Ip ? "IP:" : "DNS:";
    }

    private static Rule rule(HostVerdict.Mismatched mismatch) {
        if (mismatch.refusal().isPresent()) {
            return Rule.HOST_NAME_SYNTAX;
        }
        Rule otherName = mismatch.host() instanceof ServerName.Ip ? Rule.ADDRESS_NOT_NAMED : Rule.HOST_NOT_NAMED;
        return mismatch.closest()
                .map(check -> switch (check.reason()) {
                    case WILDCARD_TOO_WIDE, WILDCARD_MISPLACED -> Rule.WILDCARD_MISPLACED;
                    case WILDCARD_DEPTH -> Rule.WILDCARD_TOO_SHALLOW;
                    case ADDRESS_IN_DNS_NAME -> Rule.IP_IN_DNS_NAME;
                    default -> otherName;
                })
                .orElse(otherName);
    }

    private static void mailbox(List<GeneralName> names, String mailbox, Violation.Sink sink) {
        Optional<CertificateNames.Mailbox> wanted = CertificateNames.Mailbox.parse(mailbox);
        boolean named = names.stream()
                .filter(GeneralName.Email.class::isInstance)
                .map(name -> CertificateNames.Mailbox.parse(((GeneralName.Email) name).address()))
                .anyMatch(box -> box.isPresent() && box.equals(wanted));
        if (!named) {
            sink.add(Rule.MAILBOX_NOT_NAMED, "names " + shown(names), "email:" + mailbox, REISSUE);
        }
    }
}
