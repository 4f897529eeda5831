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

/**
 * Who may have issued whom, by names alone, and how far each certificate is from an anchor. The distances are counted
 * backwards from the anchors before anything else happens: what no anchor reaches costs neither steps nor signatures.
 */
final class CertificateGraph {
    private final List<Node> anchors = new ArrayList<>();
    private final List<Node> intermediates = new ArrayList<>();
    private final Map<String, List<Node>> anchorsBySubject = new HashMap<>();
    private final Map<String, List<Node>> intermediatesBySubject = new HashMap<>();
    private final Map<String, Integer> distances = new HashMap<>();

    CertificateGraph(Node leaf, Collection<Certificate> untrusted, Collection<Certificate> trusted) {
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
        Comparator<Node> longestLived = Comparator.comparing(
                        (Node node) -> node.certificate().notAfter(), Comparator.reverseOrder())
                .thenComparing(node -> node.certificate().sha256());
        anchorsBySubject.values().forEach(nodes -> nodes.sort(longestLived));
        intermediatesBySubject.values().forEach(nodes -> nodes.sort(longestLived));
        measure();
    }

    private static void add(Node node, List<Node> all, Map<String, List<Node>> index) {
        all.add(node);
        index.computeIfAbsent(node.subject().matchKey(), key -> new ArrayList<>())
                .add(node);
    }

    /** Distance of a name = fewest certificates from one issued by that name up to the anchor, the anchor not counted. */
    private void measure() {
        Map<String, List<Node>> byIssuer = new HashMap<>();
        for (Node node : intermediates) {
            byIssuer.computeIfAbsent(node.issuer().matchKey(), key -> new ArrayList<>())
                    .add(node);
        }
        Deque<String> open = new ArrayDeque<>();
        for (String subject : anchorsBySubject.keySet()) {
            distances.put(subject, 1);
            open.add(subject);
        }
        while (!open.isEmpty()) {
            String issuer = open.remove();
            int next = distances.get(issuer) + 1;
            for (Node node : byIssuer.getOrDefault(issuer, List.of())) {
                String subject = node.subject().matchKey();
                if (distances.putIfAbsent(subject, next) == null) {
                    open.add(subject);
                }
            }
        }
    }

    List<Node> anchors() {
        return anchors;
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
     * if no chain of names leads to an anchor.
     */
    int distance(Node node) {
        return distances.getOrDefault(node.issuer().matchKey(), Integer.MAX_VALUE);
    }
}
