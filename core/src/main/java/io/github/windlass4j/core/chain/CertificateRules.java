package io.github.windlass4j.core.chain;

import java.time.Instant;
import java.util.List;

/**
 * The rules that look at one certificate alone, in its role. Each certificate is judged once per role and validation,
 * whatever number of paths it stands in.
 */
final class CertificateRules {
    private final RuleProfile profile;
    private final ChainRequest request;
    private final SignatureChecks signatures;
    private final Violation.Found sink = new Violation.Found();

    CertificateRules(RuleProfile profile, ChainRequest request, SignatureChecks signatures) {
        this.profile = profile;
        this.request = request;
        this.signatures = signatures;
    }

    /** Everything that is wrong, whether the profile minds or not. */
    List<Violation> of(Node node, Role role) {
        List<Violation> known = node.judged(role);
        if (known == null) {
            check(node, role);
            known = sink.taken();
            node.judged(role, known);
        }
        return known;
    }

    /** True if no path through this certificate can be valid. */
    boolean isHopeless(Node node, Role role) {
        return of(node, role).stream().anyMatch(violation -> profile.rejecting().contains(violation.rule()));
    }

    private void check(Node node, Role role) {
        KeyRules.check(node, role, profile.algorithms(), sink);
        time(node, role, sink);
        if (!request.distrusted().isEmpty() && request.distrusted().contains(node.certificate())) {
            sink.add(
                    Rule.DISTRUSTED,
                    "SHA-256 " + node.certificate().sha256() + " is distrusted",
                    "a certificate that is not",
                    "use a path without it");
        }
        boolean full = role != Role.ANCHOR || profile.has(Switch.ANCHOR_PROFILE_CHECKED);
        if (full) {
            EncodingRules.check(node, role, sink);
            ExtensionRules.check(node, role, profile, request.understoodExtensions(), signatures, sink);
        }
        if (full || profile.has(Switch.ANCHOR_EXTENSIONS_BIND)) {
            if (!full) {
                ExtensionRules.unknownCritical(node, profile, request.understoodExtensions(), sink);
            }
            UsageRules.check(node, role, profile, sink);
            PurposeRules.check(node, role, request.purpose(), profile, sink);
        }
        if (role == Role.LEAF) {
            NameRules.check(node, request, profile, sink);
        }
    }

    /** What is still asked of a leaf that the caller trusts as it is. */
    List<Violation> ofPinnedLeaf(Node node) {
        KeyRules.check(node, Role.ANCHOR, profile.algorithms(), sink);
        time(node, Role.LEAF, sink);
        PurposeRules.check(node, Role.LEAF, request.purpose(), profile, sink);
        ExtensionRules.unknownCritical(node, profile, request.understoodExtensions(), sink);
        NameRules.check(node, request, profile, sink);
        return sink.taken();
    }

    private void time(Node node, Role role, Violation.Sink sink) {
        Instant at = role == Role.LEAF ? request.leafAt() : request.at();
        if (node.certificate().isValidAt(at)) {
            return;
        }
        Instant from = node.certificate().notBefore();
        Instant to = node.certificate().notAfter();
        boolean anchor = role == Role.ANCHOR;
        if (at.isAfter(to)) {
            sink.add(
                    anchor ? Rule.ANCHOR_EXPIRED : Rule.EXPIRED,
                    "expired " + to,
                    "valid at " + at,
                    anchor ? "trust a newer anchor" : "renew it");
        }
        if (at.isBefore(from)) {
            sink.add(
                    anchor ? Rule.ANCHOR_NOT_YET_VALID : Rule.NOT_YET_VALID,
                    "valid from " + from,
                    "valid at " + at,
                    "wait until then, or correct the clock");
        }
    }
}
