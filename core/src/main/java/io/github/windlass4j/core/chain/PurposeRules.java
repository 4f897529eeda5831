package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.KeyUsage;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rules on extendedKeyUsage, families 20 to 22. The extension of a CA narrows what it issues: RFC 5280 does not say so, but
 * every browser and Go, rustls-webpki and BoringSSL read it like that (CA/B TLS BR 7.1.2.10.6).
 */
final class PurposeRules {
    private static final Set<String> NEVER_WITH_TLS =
            Set.of(ExtendedKeyUsage.CODE_SIGNING, ExtendedKeyUsage.TIME_STAMPING, ExtendedKeyUsage.OCSP_SIGNING);
    private static final String DOCUMENT_SIGNING =
            Purpose.DOCUMENT_SIGNING.oid().orElseThrow();
    private static final String REISSUE = "let the CA issue it anew with the right extendedKeyUsage";

    private PurposeRules() {}

    static void check(Node node, Role role, Purpose purpose, RuleProfile profile, Violation.Sink sink) {
        if (purpose == Purpose.ANY) {
            return;
        }
        if (purpose == Purpose.C2PA_MANIFEST || purpose == Purpose.C2PA_TIME_STAMP) {
            if (role == Role.LEAF) {
                contentCredentials(node, purpose, sink);
            }
            return;
        }
        if (purpose == Purpose.RCS_MLS_CLIENT) {
            messaging(node, role, purpose, sink);
            return;
        }
        if (role == Role.LEAF) {
            leaf(node, purpose, profile, sink);
        } else {
            authority(node, role, purpose, profile, sink);
        }
    }

    private static void leaf(Node node, Purpose purpose, RuleProfile profile, Violation.Sink sink) {
        Optional<ExtendedKeyUsage> usage = node.extendedKeyUsage();
        if (usage.isEmpty()) {
            if (!node.extensions().contains(Extension.EXTENDED_KEY_USAGE)) {
                sink.add(Rule.LEAF_EKU_MISSING, "no extendedKeyUsage", "one with " + purpose, REISSUE);
            }
            return;
        }
        boolean any = usage.get().contains(ExtendedKeyUsage.ANY);
        boolean accepted = allows(usage.get(), purpose) || (any && profile.has(Switch.ANY_PURPOSE_IN_LEAF));
        if (!accepted && !usage.get().purposes().isEmpty()) {
            sink.add(
                    Rule.LEAF_PURPOSE_MISSING,
                    "extendedKeyUsage " + usage.get().purposes(),
                    purpose + " " + purpose.oid().orElse(""),
                    REISSUE);
        }
        if (any) {
            sink.add(Rule.LEAF_EKU_ANY, "anyExtendedKeyUsage", "the purposes one by one", REISSUE);
        }
        if (node.extensions().isCritical(Extension.EXTENDED_KEY_USAGE)) {
            sink.add(Rule.LEAF_EKU_CRITICAL, "extendedKeyUsage critical", "not critical", REISSUE);
        }
        mixed(Rule.PURPOSE_MIXED, usage.get(), purpose, NEVER_WITH_TLS, sink);
    }

    private static void authority(Node node, Role role, Purpose purpose, RuleProfile profile, Violation.Sink sink) {
        boolean issuesLeaf = role == Role.ISSUER;
        Optional<ExtendedKeyUsage> usage = node.extendedKeyUsage();
        if (usage.isEmpty()) {
            // Roots must not carry the extension, and CAs right above servers are spared: many are older than the
            // demand.
            boolean spared = role == Role.ANCHOR || (issuesLeaf && purpose == Purpose.SERVER_AUTH);
            if (!spared && !node.extensions().contains(Extension.EXTENDED_KEY_USAGE)) {
                sink.add(Rule.CA_EKU_MISSING, "no extendedKeyUsage", "one with " + purpose, REISSUE);
            }
            return;
        }
        if (role == Role.ANCHOR) {
            sink.add(
                    Rule.ROOT_HAS_EKU,
                    "extendedKeyUsage " + usage.get().purposes(),
                    "no extendedKeyUsage in a root",
                    "use a root without it");
        }
        boolean anyCounts = !issuesLeaf || profile.has(Switch.ANY_PURPOSE_IN_ISSUER);
        boolean accepted =
                allows(usage.get(), purpose) || (anyCounts && usage.get().contains(ExtendedKeyUsage.ANY));
        if (!accepted && !usage.get().purposes().isEmpty()) {
            sink.add(
                    Rule.CA_PURPOSE_MISSING,
                    "extendedKeyUsage " + usage.get().purposes(),
                    purpose + " " + purpose.oid().orElse("") + " among them",
                    "use a CA that may issue for this purpose");
        }
        if (issuesLeaf) {
            mixed(
                    Rule.CA_PURPOSE_MIXED,
                    usage.get(),
                    purpose,
                    Set.of(ExtendedKeyUsage.CODE_SIGNING, ExtendedKeyUsage.TIME_STAMPING),
                    sink);
        }
    }

    private static void mixed(
            Rule rule, ExtendedKeyUsage usage, Purpose purpose, Set<String> foreign, Violation.Sink sink) {
        boolean tls = purpose == Purpose.SERVER_AUTH || purpose == Purpose.CLIENT_AUTH;
        if (!tls || Collections.disjoint(usage.purposes(), foreign)) {
            return;
        }
        List<String> found =
                usage.purposes().stream().filter(foreign::contains).distinct().toList();
        sink.add(
                rule,
                "extendedKeyUsage with " + found,
                "neither code signing nor time stamping nor OCSP signing",
                "issue one certificate for each kind of purpose");
    }

    private static void messaging(Node node, Role role, Purpose purpose, Violation.Sink sink) {
        List<String> only = List.of(purpose.oid().orElseThrow());
        if (role == Role.LEAF
                && !node.keyUsage().map(KeyUsage::bits).equals(Optional.of(Set.of(KeyUsage.Bit.DIGITAL_SIGNATURE)))) {
            sink.add(
                    Rule.PURPOSE_KEY_USAGE,
                    "keyUsage "
                            + node.keyUsage()
                                    .map(usage -> usage.bits().toString())
                                    .orElse("absent"),
                    "DIGITAL_SIGNATURE alone",
                    "let the CA issue it anew with the right keyUsage");
        }
        if (node.extendedKeyUsage().isEmpty()) {
            sink.add(missing(role), "no extendedKeyUsage", only + " alone", REISSUE);
        } else if (!node.extendedKeyUsage().get().purposes().equals(only)) {
            sink.add(
                    role == Role.LEAF ? Rule.LEAF_PURPOSE_MISSING : Rule.CA_PURPOSE_MISSING,
                    "extendedKeyUsage " + node.extendedKeyUsage().get().purposes(),
                    only + " alone",
                    REISSUE);
        }
    }

    /** Absence is as wrong as a foreign purpose here, so the rule that every profile enforces stands for both. */
    private static Rule missing(Role role) {
        return role == Role.LEAF ? Rule.LEAF_PURPOSE_MISSING : Rule.CA_PURPOSE_MISSING;
    }

    private static void contentCredentials(Node node, Purpose purpose, Violation.Sink sink) {
        ExtendedKeyUsage usage = node.extendedKeyUsage().orElse(new ExtendedKeyUsage(List.of()));
        boolean mail = usage.contains(ExtendedKeyUsage.EMAIL_PROTECTION) || usage.contains(DOCUMENT_SIGNING);
        boolean stamp = usage.contains(ExtendedKeyUsage.TIME_STAMPING);
        boolean never = usage.contains(ExtendedKeyUsage.ANY) || usage.contains(ExtendedKeyUsage.OCSP_SIGNING);
        boolean right = purpose == Purpose.C2PA_MANIFEST ? mail && !stamp : stamp && !mail;
        if (never || !right) {
            sink.add(
                    Rule.LEAF_PURPOSE_MISSING,
                    "extendedKeyUsage " + usage.purposes(),
                    purpose == Purpose.C2PA_MANIFEST
                            ? "mail or document signing, and neither time stamping, OCSP signing nor anything"
                            : "time stamping, and neither mail, document signing, OCSP signing nor anything",
                    REISSUE);
        }
        boolean signs = node.keyUsage()
                .map(bits -> bits.allows(KeyUsage.Bit.DIGITAL_SIGNATURE))
                .orElse(false);
        if (purpose == Purpose.C2PA_MANIFEST && !signs) {
            sink.add(
                    Rule.PURPOSE_KEY_USAGE,
                    "keyUsage without digitalSignature",
                    "digitalSignature",
                    "let the CA issue it anew with the right keyUsage");
        }
    }

    private static boolean allows(ExtendedKeyUsage usage, Purpose purpose) {
        return purpose.oid().isPresent() && usage.contains(purpose.oid().get());
    }
}
