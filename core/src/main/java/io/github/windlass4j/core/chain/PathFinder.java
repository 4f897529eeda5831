package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.revocation.RevocationPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One validation: searches the paths by increasing length, so that the shortest is found first and a mesh of
 * cross-certificates cannot hide it, and judges each complete one. Certificates are compared by name, subject and key only;
 * whatever else is wrong makes a path invalid, never invisible.
 */
final class PathFinder implements CertificateGraph.Links {
    private final RuleProfile profile;
    private final ChainRequest request;
    private final Node leaf;
    private final CertificateGraph graph;
    private final SignatureChecks signatures;
    private final CertificateRules certificates;
    private final PathRules rules;
    private final int nested;
    private final List<PathFindings> found = new ArrayList<>(1);
    private final List<Node> path = new ArrayList<>(4);
    private Set<Link> broken = Set.of();
    private int steps;
    private boolean deeper;
    private boolean stopped;
    private boolean enough;

    /** A certificate and an issuer whose key did not sign it; compared by identity, as each certificate is one node. */
    private record Link(Node node, Node issuer) {
        // Written out, as what a record derives costs a JVM milliseconds when it is called first.
        @Override
        public boolean equals(Object other) {
            return other instanceof Link that && node.equals(that.node) && issuer.equals(that.issuer);
        }

        @Override
        public int hashCode() {
            return 31 * node.hashCode() + issuer.hashCode();
        }
    }

    PathFinder(RuleProfile profile, ChainRequest request) {
        this(profile, request, new SignatureChecks(request), 0);
    }

    /** @param nested how many validations of CRL signers this one is inside of; all share the signatures */
    PathFinder(RuleProfile profile, ChainRequest request, SignatureChecks signatures, int nested) {
        this.profile = profile;
        this.request = request;
        this.leaf = new Node(request.leaf());
        this.graph = new CertificateGraph(leaf, request.intermediates(), request.anchorSet());
        this.signatures = signatures;
        this.certificates = new CertificateRules(profile, request, signatures);
        this.rules = new PathRules(profile, request, certificates, signatures);
        this.nested = nested;
    }

    ChainVerdict validate() {
        List<Obstacle> spent = Budgets.ofInput(leaf, request);
        if (spent.isEmpty()) {
            alone();
            search();
            spent = Budgets.ofSearch(leaf, request, work(), signatures.isExhausted(), isOutOfSteps(), deeper);
            explainSignatures();
        }
        if (found.size() > 1) {
            found.sort(PathFindings::compare);
        }
        List<Candidate> candidates = new ArrayList<>(found.size());
        for (PathFindings findings : found) {
            candidates.add(findings.candidate());
        }
        boolean trusted = isAnyValid();
        if (!trusted && spent.isEmpty()) {
            candidates.addAll(new DeadEnds(leaf, graph, request, profile, certificates).explain(found.isEmpty()));
        }
        Exploration exploration =
                new Exploration(request.at(), candidates, spent.isEmpty() && !stopped && !enough, work());
        if (trusted) {
            return new ChainVerdict.Trusted(candidates.get(0), exploration);
        }
        List<Obstacle> obstacles = new ArrayList<>(spent);
        if (!candidates.isEmpty()) {
            obstacles.addAll(candidates.get(0).obstacles());
        }
        obstacles.sort(Obstacle.BY_SPECIFICITY);
        return new ChainVerdict.Rejected(obstacles, exploration);
    }

    private Work work() {
        return new Work(signatures.done(), steps, rules.comparisons());
    }

    private boolean isOutOfSteps() {
        return steps > request.budget().steps();
    }

    /** Paths of one certificate: a leaf that is trusted as it is, or that is itself a self-signed anchor. */
    private void alone() {
        if (!request.trustedLeaves().isEmpty() && request.trustedLeaves().contains(leaf.certificate())) {
            PathFindings pinned = rules.judgeAlone(leaf, certificates.ofPinnedLeaf(leaf));
            pinned.verified();
            found.add(pinned);
        }
        if (profile.has(Switch.SELF_SIGNED_LEAF)
                && request.anchorSet().contains(leaf.certificate())
                && signatures.isSelfSigned(leaf)) {
            PathFindings own = rules.judgeAlone(leaf, certificates.of(leaf, Role.LEAF));
            own.verified();
            found.add(own);
        }
    }

    private void search() {
        path.add(leaf);
        int depth = request.budget().depth();
        for (int length = graph.distance(leaf); length <= depth && !stopped; length++) {
            deeper = false;
            extend(length);
            if (!deeper || graph.distance(leaf) == Integer.MAX_VALUE) {
                deeper = false;
                return;
            }
        }
        deeper = !stopped && graph.distance(leaf) < Integer.MAX_VALUE;
    }

    /** Every path with exactly {@code length} certificates below the anchor that continues the current one. */
    private void extend(int length) {
        Node top = path.get(path.size() - 1);
        if (path.size() == length) {
            List<Node> anchors = graph.anchorsAbove(top);
            for (int i = 0; i < anchors.size(); i++) {
                Node anchor = anchors.get(i);
                if (mayStep(top, anchor)) {
                    complete(anchor);
                }
            }
        }
        List<Node> issuers = graph.intermediatesAbove(top);
        for (int i = 0; i < issuers.size(); i++) {
            Node issuer = issuers.get(i);
            if (!inPath(issuer) && graph.distance(issuer) < Integer.MAX_VALUE) {
                if (path.size() + graph.distance(issuer) > length) {
                    deeper = true;
                } else if (mayStep(top, issuer) && !isWaste(issuer)) {
                    path.add(issuer);
                    extend(length);
                    path.remove(path.size() - 1);
                }
            }
        }
    }

    private boolean mayStep(Node top, Node issuer) {
        if (!stopped) {
            steps++;
            stopped = isOutOfSteps();
        }
        return !stopped && !inPath(issuer) && !isBroken(top, issuer);
    }

    /** One rejected path has told of it; the others with the same link need not be tried. */
    @Override
    public boolean isBroken(Node node, Node issuer) {
        return !broken.isEmpty() && broken.contains(new Link(node, issuer));
    }

    /** RFC 4158 2.4.2: no name and key twice, which also ends every cycle. */
    private boolean inPath(Node candidate) {
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).isSameEntity(candidate)) {
                return true;
            }
        }
        return false;
    }

    /** Once enough rejected paths are known to explain, those that cannot become valid are left out. */
    private boolean isWaste(Node issuer) {
        return enough && rules.isDoomed(path, issuer);
    }

    @Override
    public boolean isUsable(Node node) {
        return !enough
                || !(graph.anchors().contains(node)
                        ? certificates.isHopeless(node, Role.ANCHOR)
                        : certificates.isHopeless(node, Role.ISSUER) && certificates.isHopeless(node, Role.CA));
    }

    private void complete(Node anchor) {
        path.add(anchor);
        PathFindings findings = rules.judge(path);
        path.remove(path.size() - 1);
        if (findings.isSpotless()) {
            rules.verify(findings);
            if (findings.isValid() && request.revocationPolicy().mode() != RevocationPolicy.Mode.IGNORE) {
                new RevocationRules(profile, request, signatures, nested).check(findings);
            }
            if (findings.isUnverified()) {
                // Nothing speaks against it so far, but nobody may take it for a valid path.
                findings.add(0, Budgets.unverified(request.budget()));
            }
        }
        if (!enough || findings.isValid()) {
            found.add(findings);
        }
        remeasure(findings);
        if (findings.isUnverified() || ((request.isFirstPathOnly() || enough) && isAnyValid())) {
            stopped = true;
        }
    }

    /** After a broken link, and when there are enough rejected paths, less of the graph leads to an anchor. */
    private void remeasure(PathFindings findings) {
        Integer index = findings.brokenLink().orElse(null);
        boolean changed = index != null
                && noteBroken(
                        new Link(findings.path().get(index), findings.path().get(index + 1)));
        if (!enough && found.size() >= request.budget().paths()) {
            enough = true;
            changed = true;
        }
        if (changed) {
            graph.measure(this);
        }
    }

    private boolean noteBroken(Link link) {
        if (broken.isEmpty()) {
            broken = new HashSet<>();
        }
        return broken.add(link);
    }

    private boolean isAnyValid() {
        for (PathFindings findings : found) {
            if (findings.isValid()) {
                return true;
            }
        }
        return false;
    }

    /** Verifies rejected paths as well, after the search: explaining takes no signatures from finding, and ends no search. */
    private void explainSignatures() {
        if (isAnyValid()) {
            return;
        }
        found.stream()
                .filter(findings -> !findings.isVerified() && !findings.isSpotless())
                .sorted(Comparator.comparingInt(PathFindings::obstacles))
                .forEach(rules::verify);
    }
}
