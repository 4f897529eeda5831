package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.CertificatePolicies;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import java.util.List;
import java.util.Set;

/** Rules on key identifiers, criticality and which extensions may stand where, families 23 to 26, 36, 37 and 45. */
final class ExtensionRules {
    private static final String APPLICATION_POLICIES = "1.3.6.1.4.1.311.21.10";

    /** CPS and user notice, RFC 5280 4.2.1.4. */
    private static final Set<String> KNOWN_QUALIFIERS = Set.of("1.3.6.1.5.5.7.2.1", "1.3.6.1.5.5.7.2.2");

    private static final String REISSUE = "let the CA issue it anew";

    private ExtensionRules() {}

    /** @param signatures asked for a check only where the answer matters */
    static void check(
            Node node,
            Role role,
            RuleProfile profile,
            Set<String> understood,
            SignatureChecks signatures,
            Violation.Sink sink) {
        unknownCritical(node, profile, understood, sink);
        keyIdentifiers(node, role, signatures, sink);
        if (role == Role.ANCHOR) {
            rootKeyIdentifier(node, signatures, sink);
        }
        policies(node, sink);
        nameConstraints(node, role, sink);
        if (role == Role.LEAF) {
            alternativeNames(node, sink);
        }
    }

    static void unknownCritical(Node node, RuleProfile profile, Set<String> understood, Violation.Sink sink) {
        boolean tolerated = profile.has(Switch.APPLICATION_POLICIES_BESIDE_EKU)
                && node.extendedKeyUsage().isPresent();
        for (String oid : node.extensions().unknownCritical()) {
            if (!understood.contains(oid) && !(tolerated && oid.equals(APPLICATION_POLICIES))) {
                sink.add(
                        Rule.UNKNOWN_CRITICAL_EXTENSION,
                        "critical extension " + oid,
                        "only critical extensions that are processed",
                        "use a certificate without it, or process it and declare it understood");
            }
        }
    }

    private static void keyIdentifiers(Node node, Role role, SignatureChecks signatures, Violation.Sink sink) {
        if (node.extensions().isCritical(Extension.AUTHORITY_KEY_IDENTIFIER)) {
            sink.add(Rule.AUTHORITY_KEY_ID_CRITICAL, "authorityKeyIdentifier critical", "not critical", REISSUE);
        }
        if (node.extensions().isCritical(Extension.SUBJECT_KEY_IDENTIFIER)) {
            sink.add(Rule.SUBJECT_KEY_ID_CRITICAL, "subjectKeyIdentifier critical", "not critical", REISSUE);
        }
        boolean named = node.authorityKey().isPresent()
                && node.authorityKey().get().keyIdentifier().isPresent();
        if (role != Role.ANCHOR && !named && !signatures.isSelfSigned(node)) {
            sink.add(
                    Rule.AUTHORITY_KEY_ID_MISSING,
                    "no keyIdentifier in authorityKeyIdentifier",
                    "the issuer's key identifier",
                    REISSUE);
        }
        if (role != Role.LEAF && node.subjectKey().isEmpty()) {
            sink.add(Rule.SUBJECT_KEY_ID_MISSING, "no subjectKeyIdentifier", "one in every CA", REISSUE);
        }
    }

    private static void rootKeyIdentifier(Node node, SignatureChecks signatures, Violation.Sink sink) {
        AuthorityKeyIdentifier id = node.authorityKey().orElse(null);
        if (id == null || !node.isSelfIssued()) {
            return;
        }
        boolean empty = id.keyIdentifier().isEmpty();
        boolean names = !id.authorityCertIssuer().isEmpty()
                || id.authorityCertSerialNumber().isPresent();
        boolean differs = !empty && !id.keyIdentifier().equals(node.subjectKey());
        // A root that another one has cross-signed is self-issued only by name; its identifier names the other's key.
        if (!(empty || names || differs) || !signatures.isSelfSigned(node)) {
            return;
        }
        if (empty) {
            sink.add(
                    Rule.ROOT_AUTHORITY_KEY_ID_EMPTY,
                    "authorityKeyIdentifier without keyIdentifier",
                    "the root's own key identifier, or no authorityKeyIdentifier",
                    REISSUE);
        }
        if (names) {
            sink.add(
                    Rule.ROOT_AUTHORITY_KEY_ID_NAMES_ISSUER,
                    "authorityKeyIdentifier with issuer or serial number",
                    "keyIdentifier alone",
                    REISSUE);
        }
        if (differs) {
            sink.add(
                    Rule.ROOT_AUTHORITY_KEY_ID_DIFFERS,
                    "authorityKeyIdentifier " + id.keyIdentifier().orElse(""),
                    "subjectKeyIdentifier " + node.subjectKey().orElse("(absent)"),
                    REISSUE);
        }
    }

    private static void policies(Node node, Violation.Sink sink) {
        if (node.policyConstraints().isPresent() && !node.extensions().isCritical(Extension.POLICY_CONSTRAINTS)) {
            sink.add(Rule.POLICY_CONSTRAINTS_NOT_CRITICAL, "policyConstraints not critical", "critical", REISSUE);
        }
        if (!node.extensions().isCritical(Extension.CERTIFICATE_POLICIES)) {
            return;
        }
        for (CertificatePolicies.Policy policy :
                node.policies().map(CertificatePolicies::policies).orElse(List.of())) {
            for (CertificatePolicies.Qualifier qualifier : policy.qualifiers()) {
                if (!KNOWN_QUALIFIERS.contains(qualifier.oid())) {
                    sink.add(
                            Rule.POLICY_QUALIFIER_UNKNOWN,
                            "qualifier " + qualifier.oid() + " of policy " + policy.oid() + " in a critical extension",
                            "CPS or user notice",
                            "use a certificate whose policies are not critical, or have other qualifiers");
                }
            }
        }
    }

    private static void nameConstraints(Node node, Role role, Violation.Sink sink) {
        if (!node.extensions().contains(Extension.NAME_CONSTRAINTS)) {
            return;
        }
        if (role == Role.LEAF && !node.isCa()) {
            sink.add(Rule.NAME_CONSTRAINTS_IN_LEAF, "nameConstraints", "none in an end-entity certificate", REISSUE);
        }
        if (role != Role.LEAF && !node.extensions().isCritical(Extension.NAME_CONSTRAINTS)) {
            sink.add(Rule.NAME_CONSTRAINTS_NOT_CRITICAL, "nameConstraints not critical", "critical", REISSUE);
        }
    }

    private static void alternativeNames(Node node, Violation.Sink sink) {
        boolean critical = node.extensions().isCritical(Extension.SUBJECT_ALTERNATIVE_NAME);
        List<GeneralName> names = node.alternativeNames().orElse(List.of());
        if (node.subject().isEmpty() && !names.isEmpty() && !critical) {
            sink.add(
                    Rule.SUBJECT_ALT_NAME_NOT_CRITICAL,
                    "empty subject and subjectAltName not critical",
                    "critical",
                    REISSUE);
        }
        if (!node.subject().isEmpty() && critical) {
            sink.add(Rule.SUBJECT_ALT_NAME_CRITICAL, "a subject and subjectAltName critical", "not critical", REISSUE);
        }
    }
}
