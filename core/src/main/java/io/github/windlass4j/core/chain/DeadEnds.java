package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.AccessDescription;
import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.internal.Count;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the chains of names end that reach no anchor: which issuer is missing, which root is not trusted, which
 * certificates only sign each other. Costs one visit of each certificate, and no signature.
 */
final class DeadEnds {
    /** Own choice: more ends than these are noise. */
    private static final int MOST = 16;

    private final Node leaf;
    private final CertificateGraph graph;
    private final ChainRequest request;
    private final RuleProfile profile;
    private final CertificateRules certificates;
    private final Map<Node, Node> below = new HashMap<>();

    DeadEnds(
            Node leaf,
            CertificateGraph graph,
            ChainRequest request,
            RuleProfile profile,
            CertificateRules certificates) {
        this.leaf = leaf;
        this.graph = graph;
        this.request = request;
        this.profile = profile;
        this.certificates = certificates;
    }

    /**
     * One candidate per end, the shortest first.
     *
     * @param mustSay nothing else explains the rejection, so that there must be an answer
     */
    List<Candidate> explain(boolean mustSay) {
        List<Candidate> ends = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(List.of(leaf));
        below.put(leaf, leaf);
        Node last = leaf;
        while (!open.isEmpty() && ends.size() < MOST) {
            Node node = open.remove();
            boolean ended = true;
            for (Node issuer : graph.intermediatesAbove(node)) {
                ended &= issuer == node || issuer.isSameEntity(node);
                if (graph.distance(issuer) == Integer.MAX_VALUE && below.putIfAbsent(issuer, node) == null) {
                    open.add(issuer);
                    last = issuer;
                }
            }
            if (ended && graph.anchorsAbove(node).stream().allMatch(node::isSameEntity)) {
                ends.add(candidate(node, end(node)));
            }
        }
        if (ends.isEmpty() && mustSay) {
            ends.add(candidate(last, loop(last)));
        }
        return ends;
    }

    private Candidate candidate(Node top, Violation violation) {
        List<Node> path = new ArrayList<>(List.of(top));
        for (Node node = top; node != leaf; ) {
            node = below.get(node);
            path.add(node);
        }
        Collections.reverse(path);
        PathFindings findings = new PathFindings(path, profile);
        findings.add(path.size() - 1, violation);
        findings.addAll(0, certificates.of(leaf, Role.LEAF));
        int depth = request.budget().depth();
        if (path.size() > depth) {
            findings.add(
                    0,
                    new Violation(
                            Rule.BUDGET_EXCEEDED,
                            "a chain of " + Count.of(path.size(), "certificate") + ", wherever it ends",
                            "at most " + depth,
                            "trust an anchor nearer to the leaf, or raise the budget"));
        }
        return findings.deadEnd();
    }

    private Violation end(Node top) {
        if (graph.isAnchored(top)) {
            return new Violation(
                    Rule.LEAF_NOT_TRUSTED,
                    "the leaf is an anchor, and nothing vouches for the leaf itself",
                    "a leaf below an anchor, or one that is trusted directly",
                    "trust its issuer, or pin the leaf");
        }
        if (request.anchors().isEmpty()) {
            return new Violation(
                    Rule.NO_ANCHORS, "an empty trust store", "at least one anchor", "fill the trust store");
        }
        String searched = " among " + graph.intermediates() + " sent and "
                + graph.anchors().size() + " trusted";
        if (top.isSelfIssued()) {
            return new Violation(
                    Rule.ROOT_NOT_TRUSTED,
                    "self-issued and not an anchor, SHA-256 "
                            + top.certificate().sha256(),
                    "an anchor at the top",
                    "trust this root if it is the right one, or have the server send a chain to a trusted one");
        }
        Optional<String> wanted = top.authorityKey().flatMap(AuthorityKeyIdentifier::keyIdentifier);
        Optional<Node> renamed = wanted.flatMap(id -> graph.all()
                .filter(node -> node.subjectKey().filter(id::equals).isPresent() && !node.isSameEntity(top))
                .findFirst());
        if (renamed.isPresent()) {
            return new Violation(
                    Rule.ISSUER_NAME_DIFFERS,
                    "\"" + renamed.get().label() + "\" has the issuer's key identifier " + wanted.orElseThrow()
                            + " but another name",
                    "the name \"" + top.issuer() + "\"",
                    "provide the issuer's certificate under that name, or let this one be issued anew");
        }
        String key = wanted.map(id -> " with key identifier " + id).orElse("");
        return new Violation(
                Rule.ISSUER_UNKNOWN,
                "no certificate of its issuer \"" + top.issuer() + "\"" + key + searched,
                "the issuer's certificate",
                "have the server send it, or trust it" + published(top));
    }

    private Violation loop(Node last) {
        return new Violation(
                Rule.LOOP,
                "its issuer \"" + last.issuer() + "\" leads back to certificates below; " + below.size()
                        + " certificates sign only each other",
                "a way out to one of " + graph.anchors().size() + " anchors",
                "have the server send a certificate that a trusted CA issued");
    }

    private static String published(Node node) {
        return location(node).map(uri -> " (published at " + uri + ")").orElse("");
    }

    private static Optional<String> location(Node node) {
        try {
            return node.extensions().authorityInformationAccess().orElse(List.of()).stream()
                    .filter(access -> access.method().equals(AccessDescription.CA_ISSUERS))
                    .map(AccessDescription::location)
                    .filter(GeneralName.Uri.class::isInstance)
                    .map(name -> ((GeneralName.Uri) name).uri())
                    .findFirst();
        } catch (MalformedCertificateException unreadable) {
            return Optional.empty();
        }
    }
}
