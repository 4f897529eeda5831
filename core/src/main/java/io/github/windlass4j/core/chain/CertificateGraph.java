package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who may have issued whom, by names alone, and how far each certificate is from an anchor. The distances are counted
 * backwards from the anchors before anything else happens, and again when links prove broken: what no anchor reaches costs
 * neither steps nor signatures.
 */
final class CertificateGraph {
    private static final Comparator<Node> LONGEST_LIVED = Comparator.comparing(
                    (Node node) -> node.certificate().notAfter(), Comparator.reverseOrder())
            .thenComparing(node -> node.certificate().sha256());

    private final Node leaf;
    private final List<Node> anchors = new ArrayList<>();
    private final List<Node> intermediates = new ArrayList<>();
    private final Map<String, List<Node>> anchorsBySubject = new HashMap<>();
    private final Map<String, List<Node>> intermediatesBySubject = new HashMap<>();
    private final Map<String, List<Node>> byIssuer = new HashMap<>();

    CertificateGraph(Node leaf, Collection<Certificate> untrusted, Collection<Certificate> trusted) {
        this.leaf = leaf;
        Set<Certificate> seen = new HashSet<>();
        for (Certificate certificate : trusted) {
            if (seen.add(certificate)) {
                add(new Node(certificate), anchors, anchorsBySubject);
            }
        }
        // An untrusted copy of an anchor adds nothing, and of the leaf neither.
        seen.add(leaf.certificate());
        for (Certificate certificate : untrusted) {
            if (seen.add(certificate)) {
                add(new Node(certificate), intermediates, intermediatesBySubject);
            }
        }
        sort(anchorsBySubject);
        sort(intermediatesBySubject);
        intermediates.forEach(this::addByIssuer);
        addByIssuer(leaf);
        measure(node -> true, (node, issuer) -> false);
    }

    private static void sort(Map<String, List<Node>> index) {
        for (List<Node> nodes : index.values()) {
            if (nodes.size() > 1) {
                nodes.sort(LONGEST_LIVED);
            }
        }
    }

    private static void add(Node node, List<Node> all, Map<String, List<Node>> index) {
        all.add(node);
        index.computeIfAbsent(node.subject().matchKey(), key -> new ArrayList<>(1))
                .add(node);
    }

    private void addByIssuer(Node node) {
        byIssuer.computeIfAbsent(node.issuer().matchKey(), key -> new ArrayList<>(1))
                .add(node);
    }

    /**
     * Counts the distances from the anchors downwards. Each certificate leaves its list when it is reached, so that
     * thousands of one name cost one pass and not its square.
     *
     * @param usable false for what cannot stand in a valid path
     * @param broken true for a certificate and an issuer whose key is known not to have signed it
     */
    void measure(Predicate<Node> usable, BiPredicate<Node, Node> broken) {
        leaf.distance(Integer.MAX_VALUE);
        intermediates.forEach(node -> node.distance(Integer.MAX_VALUE));
        anchors.forEach(node -> node.distance(Integer.MAX_VALUE));
        Map<String, List<Node>> unreached = new HashMap<>(byIssuer);
        Deque<Node> open = new ArrayDeque<>();
        for (Node anchor : anchors) {
            if (usable.test(anchor)) {
                reach(anchor, 1, unreached, usable, broken, open);
            }
        }
        while (!open.isEmpty()) {
            Node issuer = open.remove();
            if (!issuer.equals(leaf)) {
                reach(issuer, distance(issuer) + 1, unreached, usable, broken, open);
            }
        }
    }

    private void reach(
            Node issuer,
            int distance,
            Map<String, List<Node>> unreached,
            Predicate<Node> usable,
            BiPredicate<Node, Node> broken,
            Deque<Node> open) {
        String name = issuer.subject().matchKey();
        List<Node> left = new ArrayList<>(0);
        for (Node node : unreached.getOrDefault(name, List.of())) {
            if (!broken.test(node, issuer) && (node.equals(leaf) || usable.test(node))) {
                node.distance(distance);
                open.add(node);
            } else {
                left.add(node);
            }
        }
        unreached.put(name, left);
    }

    List<Node> anchors() {
        return anchors;
    }

    /** Untrusted certificates first, the leaf not among them. */
    Stream<Node> all() {
        return Stream.concat(intermediates.stream(), anchors.stream());
    }

    int intermediates() {
        return intermediates.size();
    }

    /** Anchors with this name, longest-lived first. */
    List<Node> anchorsNamed(DistinguishedName name) {
        return anchorsBySubject.getOrDefault(name.matchKey(), List.of());
    }

    /** Untrusted certificates with this name, longest-lived first. */
    List<Node> intermediatesNamed(DistinguishedName name) {
        return intermediatesBySubject.getOrDefault(name.matchKey(), List.of());
    }

    /**
     * Fewest certificates that a path from this one upwards has, itself counted and the anchor not; {@link Integer#MAX_VALUE}
     * if nothing leads to an anchor.
     */
    int distance(Node node) {
        return node.distance();
    }
}
