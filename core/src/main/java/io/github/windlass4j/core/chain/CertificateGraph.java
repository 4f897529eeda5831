package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may have issued whom, by names alone, and how far each certificate is from an anchor. The distances are counted
 * backwards from the anchors before anything else happens, and again when links prove broken: what no anchor reaches costs
 * neither steps nor signatures.
 */
final class CertificateGraph {
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
        for (Node node : intermediates) {
            addByIssuer(node);
        }
        addByIssuer(leaf);
        measure(Links.ALL);
    }

    private static void sort(Map<String, List<Node>> index) {
        for (List<Node> nodes : index.values()) {
            if (nodes.size() > 1) {
                nodes.sort(CertificateGraph::longestLived);
            }
        }
    }

    private static int longestLived(Node one, Node other) {
        int later = other.certificate().notAfter().compareTo(one.certificate().notAfter());
        return later != 0
                ? later
                : one.certificate().sha256().compareTo(other.certificate().sha256());
    }

    private static void add(Node node, List<Node> all, Map<String, List<Node>> index) {
        all.add(node);
        list(index, node.subject()).add(node);
    }

    private static List<Node> list(Map<String, List<Node>> index, DistinguishedName name) {
        String key = name.matchKey();
        List<Node> known = index.get(key);
        if (known == null) {
            known = new ArrayList<>(1);
            index.put(key, known);
        }
        return known;
    }

    private void addByIssuer(Node node) {
        list(byIssuer, node.issuer()).add(node);
    }

    /** What a search knows of its certificates: which of them may stand in a valid path, and above which others. */
    interface Links {
        /** Before anything is known. */
        Links ALL = new Links() {
            @Override
            public boolean isUsable(Node node) {
                return true;
            }

            @Override
            public boolean isBroken(Node node, Node issuer) {
                return false;
            }
        };

        /** False for what cannot stand in a valid path. */
        boolean isUsable(Node node);

        /** True for a certificate and an issuer whose key is known not to have signed it. */
        boolean isBroken(Node node, Node issuer);
    }

    /**
     * Counts the distances from the anchors downwards. Each certificate leaves its list when it is reached, so that
     * thousands of one name cost one pass and not its square.
     */
    void measure(Links links) {
        leaf.distance(Integer.MAX_VALUE);
        for (Node node : intermediates) {
            node.distance(Integer.MAX_VALUE);
        }
        for (Node node : anchors) {
            node.distance(Integer.MAX_VALUE);
        }
        Map<String, List<Node>> unreached = new HashMap<>(byIssuer);
        Deque<Node> open = new ArrayDeque<>();
        for (Node anchor : anchors) {
            if (links.isUsable(anchor)) {
                reach(anchor, 1, unreached, links, open);
            }
        }
        while (!open.isEmpty()) {
            Node issuer = open.remove();
            if (!issuer.equals(leaf)) {
                reach(issuer, distance(issuer) + 1, unreached, links, open);
            }
        }
    }

    private void reach(Node issuer, int distance, Map<String, List<Node>> unreached, Links links, Deque<Node> open) {
        String name = issuer.subject().matchKey();
        List<Node> left = new ArrayList<>(0);
        for (Node node : unreached.getOrDefault(name, List.of())) {
            if (!links.isBroken(node, issuer) && (node.equals(leaf) || links.isUsable(node))) {
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
