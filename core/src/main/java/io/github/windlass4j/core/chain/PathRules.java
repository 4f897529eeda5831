package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.BasicConstraints;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.internal.signature.SignatureCheck;
import io.github.windlass4j.core.internal.signature.Signatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** RFC 5280 6.1 for one path: what depends on the certificates above, from the anchor down to the leaf. */
final class PathRules {
    private record Pair(Node ca, Node subject) {}

    private final RuleProfile profile;
    private final ChainRequest request;
    private final CertificateRules certificates;
    private final SignatureChecks signatures;
    private @Nullable Compared compared;
    private long comparisons;

    /** What was compared with constraints so far; most paths have none. */
    private static final class Compared {
        final Map<Node, ConstraintRules> constraints = new HashMap<>();
        final Map<Node, CertificateNames> names = new HashMap<>();
        final Map<Pair, List<Violation>> answers = new HashMap<>();
    }

    PathRules(RuleProfile profile, ChainRequest request, CertificateRules certificates, SignatureChecks signatures) {
        this.profile = profile;
        this.request = request;
        this.certificates = certificates;
        this.signatures = signatures;
    }

    long comparisons() {
        return comparisons;
    }

    /** Judges everything but the signatures; {@code path} is leaf first and ends in an anchor. */
    PathFindings judge(List<Node> path) {
        PathFindings findings = new PathFindings(path, profile);
        for (int i = 0; i < path.size(); i++) {
            findings.addAll(i, certificates.of(path.get(i), Role.at(i, path.size())));
        }
        lengths(path, findings);
        nameConstraints(path, findings);
        findings.policies(PolicyRules.check(path, profile, request.policies(), findings));
        return findings;
    }

    /** Verifies the signatures from the top down to the first one that does not fit. */
    void verify(PathFindings findings) {
        List<Node> path = findings.path();
        PublicKeyInfo key = path.get(path.size() - 1).key();
        for (int i = path.size() - 2; i >= 0; i--) {
            Node node = path.get(i);
            Optional<SignatureCheck> check = signatures.verify(node, key);
            if (check.isEmpty()) {
                findings.unverified();
                return;
            }
            if (!check.get().isValid()) {
                findings.add(i, signature(node, path.get(i + 1), check.get()));
                // An inherited key depends on the certificates above; with others the signature may fit.
                if (key.equals(path.get(i + 1).key())) {
                    findings.broken(i);
                }
                return;
            }
            key = Signatures.inherit(node.key(), key);
        }
        findings.verified();
    }

    private static Violation signature(Node node, Node issuer, SignatureCheck check) {
        String above = "\"" + issuer.label() + "\"";
        Optional<String> wanted = node.authorityKey().flatMap(AuthorityKeyIdentifier::keyIdentifier);
        return switch (check.outcome()) {
            case KEY_UNREADABLE ->
                new Violation(
                        Rule.SIGNATURE_INVALID,
                        "the key of " + above + " cannot be used: " + check.detail(),
                        "a signature by a readable key",
                        "replace the certificate above");
            case ALGORITHM_UNKNOWN ->
                new Violation(
                        Rule.SIGNATURE_ALGORITHM_UNKNOWN,
                        check.detail(),
                        "an algorithm that is verified here",
                        "let the CA sign with another algorithm");
            default ->
                !node.mayBeIssuedBy(issuer)
                        ? new Violation(
                                Rule.ISSUER_KEY_DIFFERS,
                                above + " has the issuer's name but key identifier "
                                        + issuer.subjectKey().orElse("(none)"),
                                "key identifier " + wanted.orElse("(none)") + ", which signed",
                                "provide the issuer's certificate for that key")
                        : new Violation(
                                Rule.SIGNATURE_INVALID,
                                "the key of " + above + " did not make the signature",
                                "a signature by that key",
                                "provide the certificate of the issuer that really signed, or let it be signed anew");
        };
    }

    private void lengths(List<Node> path, PathFindings findings) {
        Node anchor = path.get(path.size() - 1);
        int left = path.size() - 1;
        if (profile.has(Switch.ANCHOR_EXTENSIONS_BIND)) {
            left = limit(anchor, left);
        }
        int counted = 0;
        for (int i = path.size() - 2; i > 0; i--) {
            Node ca = path.get(i);
            if (!ca.isSelfIssued()) {
                counted++;
                if (left == 0) {
                    findings.add(
                            i,
                            new Violation(
                                    Rule.PATH_LENGTH_EXCEEDED,
                                    "an intermediate where a pathLenConstraint above allows no more",
                                    "no further intermediate",
                                    "issue the leaf from the CA above, or raise its pathLenConstraint"));
                } else {
                    left--;
                }
            }
            left = limit(ca, left);
        }
        int allowed = request.maxIntermediates().orElse(Integer.MAX_VALUE);
        if (counted > allowed) {
            findings.add(
                    0,
                    new Violation(
                            Rule.TOO_MANY_INTERMEDIATES,
                            Count.of(counted, "intermediate") + ", self-issued ones not counted",
                            "at most " + allowed,
                            "allow a longer path, or trust an anchor nearer to the leaf"));
        }
    }

    private static int limit(Node ca, int left) {
        BasicConstraints constraints = ca.basicConstraints().orElse(null);
        return constraints != null && constraints.hasPathLength() ? Math.min(left, constraints.maxPathLength()) : left;
    }

    private void nameConstraints(List<Node> path, PathFindings findings) {
        List<Node> constraining = List.of();
        for (int i = path.size() - 1; i >= 0; i--) {
            Node node = path.get(i);
            boolean anchor = i == path.size() - 1;
            if (!anchor && (i == 0 || !node.isSelfIssued())) {
                for (Node ca : constraining) {
                    findings.addAll(i, compare(ca, node, Role.at(i, path.size())));
                }
            }
            boolean binds = i > 0 && (!anchor || profile.has(Switch.ANCHOR_EXTENSIONS_BIND));
            if (binds && node.nameConstraints().isPresent()) {
                int index = i;
                ConstraintRules.checkSyntax(
                        node.nameConstraints().get(),
                        profile.has(Switch.LEADING_DOT_CONSTRAINTS),
                        (rule, found, expected, fix) -> findings.add(index, new Violation(rule, found, expected, fix)));
                constraining = constraining.isEmpty() ? new ArrayList<>() : constraining;
                constraining.add(node);
            }
        }
    }

    /** No certificate is the leaf in one path and a CA in another, so the role need not be remembered. */
    private List<Violation> compare(Node ca, Node node, Role role) {
        Compared all = compared;
        if (all == null) {
            all = new Compared();
            compared = all;
        }
        Pair pair = new Pair(ca, node);
        List<Violation> known = all.answers.get(pair);
        if (known == null) {
            known = compareOnce(all, ca, node, role);
            all.answers.put(pair, known);
        }
        return known;
    }

    private List<Violation> compareOnce(Compared all, Node ca, Node node, Role role) {
        ConstraintRules rules = all.constraints.computeIfAbsent(
                ca, c -> new ConstraintRules(c, c.nameConstraints().orElseThrow()));
        CertificateNames own = all.names.computeIfAbsent(node, CertificateNames::of);
        long cost = rules.comparisons(own);
        long most = request.budget().nameComparisons();
        if (comparisons + cost > most) {
            return List.of(new Violation(
                    Rule.NAME_COMPARISONS_EXCEEDED,
                    (comparisons + cost) + " comparisons of names with the constraints of \"" + ca.label() + "\"",
                    "at most " + most,
                    "issue certificates with fewer names or constraints, or raise the budget"));
        }
        comparisons += cost;
        Violation.Found found = new Violation.Found();
        rules.check(own, role, found);
        return found.taken();
    }

    /** True if {@code issuer} on top of {@code path} forbids what is below it, whatever comes above. */
    boolean isDoomed(List<Node> path, Node issuer) {
        long below = path.stream().skip(1).filter(node -> !node.isSelfIssued()).count();
        if (limit(issuer, Integer.MAX_VALUE) < below) {
            return true;
        }
        if (issuer.nameConstraints().isEmpty()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            boolean applies = i == 0 || !path.get(i).isSelfIssued();
            if (applies
                    && compare(issuer, path.get(i), i == 0 ? Role.LEAF : Role.CA).stream()
                            .anyMatch(violation -> profile.rejecting().contains(violation.rule()))) {
                return true;
            }
        }
        return false;
    }

    /** A candidate of one certificate: a leaf that is trusted as it is, or a self-signed anchor. */
    PathFindings judgeAlone(Node leaf, List<Violation> violations) {
        PathFindings findings = new PathFindings(List.of(leaf), profile);
        findings.addAll(0, violations);
        return findings;
    }
}
