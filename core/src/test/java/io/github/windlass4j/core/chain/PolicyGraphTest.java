package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The graph against the tree that RFC 5280 6.1 describes, copied node by node. */
class PolicyGraphTest {
    private static final String ANY = PolicyInputs.ANY_POLICY;

    record Mapping(String from, String to) {}

    record Level(Set<String> policies, boolean present, boolean anyCounts, List<Mapping> mappings, boolean maps) {}

    @Property(tries = 2_000)
    void says_what_the_tree_says(@ForAll("paths") List<Level> path, @ForAll("wishes") Set<String> wishes) {
        PolicyGraph graph = new PolicyGraph();
        Tree tree = new Tree();
        for (int i = 0; i < path.size(); i++) {
            Level level = path.get(i);
            if (level.present()) {
                graph.descend(level.policies(), level.anyCounts());
                tree.descend(level.policies(), level.anyCounts());
            } else {
                graph.setNull();
                tree.setNull();
            }
            assertThat(graph.isNull()).as("null after level %d", i).isEqualTo(tree.isNull());
            if (i < path.size() - 1) {
                apply(level, graph, tree);
            }
        }
        assertThat(new TreeSet<>(graph.userConstrained(wishes))).isEqualTo(new TreeSet<>(tree.userConstrained(wishes)));
    }

    private static void apply(Level level, PolicyGraph graph, Tree tree) {
        if (level.maps()) {
            level.mappings().forEach(mapping -> graph.map(mapping.from(), mapping.to()));
            tree.map(level.mappings());
        } else {
            level.mappings().forEach(mapping -> graph.delete(mapping.from()));
            level.mappings().forEach(mapping -> tree.delete(mapping.from()));
        }
    }

    /** A tree would have 2^40 nodes here. */
    @Test
    @Timeout(300)
    void stays_linear_where_a_tree_explodes() {
        PolicyGraph graph = new PolicyGraph();
        graph.descend(Set.of("1.1", "1.2"), true);
        for (int i = 0; i < 40; i++) {
            for (String from : List.of("1.1", "1.2")) {
                graph.map(from, "1.1");
                graph.map(from, "1.2");
            }
            graph.descend(Set.of("1.1", "1.2"), true);
        }

        assertThat(graph.userConstrained(Set.of(ANY))).containsExactlyInAnyOrder("1.1", "1.2");
    }

    @Provide
    Arbitrary<List<Level>> paths() {
        Arbitrary<String> policy = Arbitraries.of("1.1", "1.2", "1.3", ANY);
        Arbitrary<Mapping> mapping = Combinators.combine(
                        Arbitraries.of("1.1", "1.2", "1.3"), Arbitraries.of("1.1", "1.2", "1.4"))
                .as(Mapping::new);
        Arbitrary<Level> level = Combinators.combine(
                        policy.set().ofMaxSize(3),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(9, Arbitraries.just(true)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.just(false))),
                        Arbitraries.of(true, true, false),
                        mapping.list().uniqueElements().ofMaxSize(2),
                        Arbitraries.of(true, true, false))
                .as(Level::new);
        return level.list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<Set<String>> wishes() {
        return Arbitraries.of(Set.of(ANY), Set.of("1.1"), Set.of("1.2", "1.3"));
    }

    /** RFC 5280 6.1.2 (a), 6.1.3 (d), 6.1.4 (b), 6.1.5 (g) to the letter. */
    private static final class Tree {
        private static final class Node {
            final Node parent;
            final String policy;
            Set<String> expected;
            final List<Node> children = new ArrayList<>();

            Node(Node parent, String policy) {
                this.parent = parent;
                this.policy = policy;
                this.expected = new HashSet<>(Set.of(policy));
            }
        }

        private Node root = new Node(null, ANY);
        private int depth;

        boolean isNull() {
            return root == null;
        }

        void setNull() {
            root = null;
        }

        private List<Node> at(int level) {
            List<Node> nodes = root == null ? List.of() : List.of(root);
            for (int i = 0; i < level; i++) {
                nodes = nodes.stream().flatMap(node -> node.children.stream()).collect(Collectors.toList());
            }
            return nodes;
        }

        void descend(Set<String> policies, boolean anyCounts) {
            depth++;
            if (root == null) {
                return;
            }
            List<Node> above = at(depth - 1);
            for (String policy : policies) {
                if (policy.equals(ANY)) {
                    continue;
                }
                boolean matched = false;
                for (Node parent : above) {
                    if (parent.expected.contains(policy)) {
                        parent.children.add(new Node(parent, policy));
                        matched = true;
                    }
                }
                if (!matched) {
                    above.stream()
                            .filter(parent -> parent.policy.equals(ANY))
                            .forEach(parent -> parent.children.add(new Node(parent, policy)));
                }
            }
            if (policies.contains(ANY) && anyCounts) {
                for (Node parent : above) {
                    for (String expected : parent.expected) {
                        if (parent.children.stream().noneMatch(child -> child.policy.equals(expected))) {
                            parent.children.add(new Node(parent, expected));
                        }
                    }
                }
            }
            prune();
        }

        private void prune() {
            for (int level = depth - 1; level >= 0; level--) {
                for (Node node : at(level)) {
                    if (node.children.isEmpty()) {
                        remove(node);
                    }
                }
            }
        }

        private void remove(Node node) {
            if (node.parent == null) {
                root = null;
            } else {
                node.parent.children.remove(node);
            }
        }

        void map(List<Mapping> mappings) {
            if (root == null) {
                return;
            }
            for (String from : mappings.stream().map(Mapping::from).distinct().toList()) {
                Set<String> to = mappings.stream()
                        .filter(mapping -> mapping.from().equals(from))
                        .map(Mapping::to)
                        .collect(Collectors.toCollection(HashSet::new));
                List<Node> nodes = at(depth).stream()
                        .filter(node -> node.policy.equals(from))
                        .toList();
                nodes.forEach(node -> node.expected = new HashSet<>(to));
                if (nodes.isEmpty() && at(depth).stream().anyMatch(node -> node.policy.equals(ANY))) {
                    at(depth - 1).stream()
                            .filter(node -> node.policy.equals(ANY))
                            .forEach(parent -> {
                                Node child = new Node(parent, from);
                                child.expected = new HashSet<>(to);
                                parent.children.add(child);
                            });
                }
            }
        }

        void delete(String policy) {
            at(depth).stream().filter(node -> node.policy.equals(policy)).forEach(this::remove);
            prune();
        }

        Set<String> userConstrained(Set<String> wishes) {
            if (root == null) {
                return Set.of();
            }
            boolean any = wishes.contains(ANY);
            if (at(depth).stream().anyMatch(node -> node.policy.equals(ANY))) {
                return any ? Set.of(ANY) : wishes;
            }
            Set<String> valid = new HashSet<>();
            for (int level = 1; level <= depth; level++) {
                at(level).stream()
                        .filter(node -> node.parent.policy.equals(ANY) && !node.policy.equals(ANY))
                        .forEach(node -> valid.add(node.policy));
            }
            if (!any) {
                valid.retainAll(wishes);
            }
            return valid;
        }
    }
}
