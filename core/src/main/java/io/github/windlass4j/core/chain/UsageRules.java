package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.BasicConstraints;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.KeyUsage;
import java.util.Optional;

/** Rules on basicConstraints and keyUsage, families 16, 17 and 19. */
final class UsageRules {
    private static final String NOT_A_CA = "use a certificate that was issued as a CA";
    private static final String REISSUE = "let the CA issue it anew";

    private UsageRules() {}

    static void check(Node node, Role role, RuleProfile profile, Violation.Sink sink) {
        if (role == Role.LEAF) {
            leaf(node, sink);
        } else {
            authority(node, role, profile, sink);
        }
        consistency(node, sink);
    }

    private static void leaf(Node node, Violation.Sink sink) {
        if (node.isCa()) {
            sink.add(
                    Rule.LEAF_IS_CA,
                    "cA TRUE",
                    "an end-entity certificate",
                    "issue a certificate for the server itself");
        }
    }

    private static void authority(Node node, Role role, RuleProfile profile, Violation.Sink sink) {
        Optional<BasicConstraints> constraints = node.basicConstraints();
        boolean optional = role == Role.ANCHOR && !profile.has(Switch.ANCHOR_PROFILE_CHECKED);
        if (constraints.isEmpty() && !optional) {
            String found = node.certificate().version() == 3
                    ? "no basicConstraints"
                    : "a version " + node.certificate().version() + " certificate, which has no basicConstraints";
            sink.add(Rule.BASIC_CONSTRAINTS_MISSING, found, "cA TRUE", NOT_A_CA);
        }
        if (constraints.isPresent() && !constraints.get().ca()) {
            sink.add(Rule.BASIC_CONSTRAINTS_NOT_CA, "cA FALSE", "cA TRUE", NOT_A_CA);
        }
        if (constraints.isPresent() && !node.extensions().isCritical(Extension.BASIC_CONSTRAINTS)) {
            sink.add(Rule.BASIC_CONSTRAINTS_NOT_CRITICAL, "basicConstraints not critical", "critical", REISSUE);
        }
        Optional<KeyUsage> usage = node.keyUsage();
        if (usage.isPresent() && !usage.get().allows(KeyUsage.Bit.KEY_CERT_SIGN)) {
            sink.add(
                    Rule.KEY_CERT_SIGN_MISSING, "keyUsage " + usage.get().bits(), "KEY_CERT_SIGN among them", NOT_A_CA);
        }
    }

    private static void consistency(Node node, Violation.Sink sink) {
        boolean signs = node.keyUsage().isPresent() && node.keyUsage().get().allows(KeyUsage.Bit.KEY_CERT_SIGN);
        if (signs && !node.isCa()) {
            sink.add(Rule.KEY_CERT_SIGN_WITHOUT_CA, "keyCertSign without cA TRUE", "both or neither", REISSUE);
        }
        boolean length = node.basicConstraints().isPresent()
                && node.basicConstraints().get().hasPathLength();
        boolean mayLimit = node.isCa() && (signs || node.keyUsage().isEmpty());
        if (length && !mayLimit) {
            sink.add(
                    Rule.PATH_LENGTH_WITHOUT_CA,
                    "pathLenConstraint without " + (node.isCa() ? "keyCertSign" : "cA TRUE"),
                    "no pathLenConstraint",
                    REISSUE);
        }
    }
}
