package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may have issued whom, by names alone, and how far each certificate is from an anchor. The distances are counted
 * backwards from the anchors before anything else happens, and again when links prove broken: what no anchor reaches costs
 * neither steps nor signatures.
 */
final class CertificateGraph {
    /** Own choice: as many names are compared one by one before keys are made of them. */
    private static final int FEW = 8;

    /** A name, who bears it and who was issued under it. */
    static final class Name {
        private final DistinguishedName name;
        private List<Node> anchors = List.of();
        private List<Node> intermediates = List.of();
        private List<Node> issued = List.of();
        private List<Node> unreached = List.of();

        private Name(DistinguishedName name) {
            this.name = name;
        }

        private void sort() {
            if (anchors.size() > 1) {
                anchors.sort(Name::longestLived);
            }
            if (intermediates.size() > 1) {
                intermediates.sort(Name::longestLived);
            }
        }

        private static int longestLived(Node one, Node other) {
            int later =
                    other.certificate().notAfter().compareTo(one.certificate().notAfter());
            return later != 0
                    ? later
                    : one.certificate().sha256().compareTo(other.certificate().sha256());
        }

        /** Nearly all lists stay at one. */
        private static List<Node> plus(List<Node> nodes, Node node) {
            if (nodes.isEmpty()) {
                return List.of(node);
            }
            List<Node> more = nodes.size() == 1 ? new ArrayList<>(nodes) : nodes;
            more.add(node);
            return more;
        }
    }

    private final Node leaf;
    private final List<Node> anchors;
    private final List<Node> intermediates;
    private final List<Name> names = new ArrayList<>(2);
    private @Nullable Map<String, Name> byKey;

    CertificateGraph(Node leaf, List<Certificate> untrusted, Set<Certificate> trusted) {
        this.leaf = leaf;
        this.anchors = new ArrayList<>(trusted.size());
        this.intermediates = new ArrayList<>(untrusted.size());
        for (Certificate certificate : trusted) {
            Node node = placed(certificate);
            anchors.add(node);
            node.name().anchors = Name.plus(node.name().anchors, node);
        }
        for (int i = 0; i < untrusted.size(); i++) {
            Certificate certificate = untrusted.get(i);
            // An untrusted copy of an anchor adds nothing, and of the leaf neither.
            if (!trusted.contains(certificate) && !certificate.equals(leaf.certificate())) {
                Node node = placed(certificate);
                intermediates.add(node);
                node.name().intermediates = Name.plus(node.name().intermediates, node);
            }
        }
        for (int i = 0; i < intermediates.size(); i++) {
            issued(intermediates.get(i));
        }
        issued(leaf);
        for (int i = 0; i < names.size(); i++) {
            names.get(i).sort();
        }
        measure(Links.ALL);
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

    private Node placed(Certificate certificate) {
        Node node = new Node(certificate);
        node.bears(named(node.subject()));
        return node;
    }

    private void issued(Node node) {
        Name name = named(node.issuer());
        name.issued = Name.plus(name.issued, node);
        node.issuedUnder(name);
    }

    private Name named(DistinguishedName wanted) {
        Name known = find(wanted);
        if (known == null) {
            known = new Name(wanted);
            names.add(known);
            if (byKey != null) {
                byKey.put(wanted.matchKey(), known);
            } else if (names.size() > FEW) {
                byKey = new HashMap<>();
                for (Name name : names) {
                    byKey.put(name.name.matchKey(), name);
                }
            }
        }
        return known;
    }

    private @Nullable Name find(DistinguishedName wanted) {
        if (byKey != null) {
            return byKey.get(wanted.matchKey());
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).name.matches(wanted)) {
                return names.get(i);
            }
        }
        return null;
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
        for (Name name : names) {
            name.unreached = name.issued;
        }
        List<Node> open = new ArrayList<>(intermediates.size() + 1);
        for (Node anchor : anchors) {
            if (links.isUsable(anchor)) {
                reach(anchor, 1, links, open);
            }
        }
        for (int next = 0; next < open.size(); next++) {
            Node issuer = open.get(next);
            if (issuer != leaf) {
                reach(issuer, issuer.distance() + 1, links, open);
            }
        }
    }

    private void reach(Node issuer, int distance, Links links, List<Node> open) {
        Name name = issuer.name();
        if (name.unreached.isEmpty()) {
            return;
        }
        List<Node> left = List.of();
        for (int i = 0; i < name.unreached.size(); i++) {
            Node node = name.unreached.get(i);
            if (!links.isBroken(node, issuer) && (node == leaf || links.isUsable(node))) {
                node.distance(distance);
                open.add(node);
            } else {
                left = Name.plus(left, node);
            }
        }
        name.unreached = left;
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

    /** True if an anchor is the same authority as this certificate by name and key. */
    boolean isAnchored(Node node) {
        Name name = find(node.subject());
        return name != null && name.anchors.stream().anyMatch(node::isSameEntity);
    }

    /** Anchors with the name of this certificate's issuer, longest-lived first. */
    List<Node> anchorsAbove(Node node) {
        return node.issuerName().anchors;
    }

    /** Untrusted certificates with the name of this certificate's issuer, longest-lived first. */
    List<Node> intermediatesAbove(Node node) {
        return node.issuerName().intermediates;
    }

    /**
     * Fewest certificates that a path from this one upwards has, itself counted and the anchor not; {@link Integer#MAX_VALUE}
     * if nothing leads to an anchor.
     */
    int distance(Node node) {
        return node.distance();
    }
}
