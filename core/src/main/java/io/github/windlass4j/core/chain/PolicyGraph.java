package io.github.windlass4j.core.chain;

import static io.github.windlass4j.core.chain.PolicyInputs.ANY_POLICY;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The valid policies of RFC 5280 6.1.2 (a) as a graph. The RFC's tree copies a node once per parent and so can double at
 * every certificate; here each level holds a policy once, with all its parents, and the whole is linear in what the
 * certificates say. Nodes without children are not pruned but skipped at the end, by walking up from the last level.
 */
final class PolicyGraph {
    /** One policy on one level; no parents = its parent is anyPolicy. */
    private static final class Node {
        final Set<String> parents;
        boolean mapped;
        boolean reached;

        Node(Set<String> parents) {
            this.parents = parents;
        }
    }

    private final List<Map<String, Node>> levels = new ArrayList<>();
    private boolean anyPolicy;

    /** Of the last level: expected policy to the policies that expect it through a mapping. */
    private Map<String, Set<String>> mappedTo = new HashMap<>();

    /** RFC 5280 6.1.2 (a): one node, anyPolicy. */
    PolicyGraph() {
        levels.add(new TreeMap<>());
        anyPolicy = true;
    }

    /** True if no policy is valid any more. */
    boolean isNull() {
        return !anyPolicy && (levels.isEmpty() || last().isEmpty());
    }

    /** RFC 5280 6.1.3 (e). */
    void setNull() {
        levels.clear();
        anyPolicy = false;
        mappedTo.clear();
    }

    /** RFC 5280 6.1.3 (d): the next level, from the policies of the next certificate. */
    void descend(Set<String> policies, boolean anyPolicyCounts) {
        if (isNull()) {
            return;
        }
        Map<String, Set<String>> expected = expected();
        boolean anyAbove = anyPolicy;
        Map<String, Node> level = new TreeMap<>();
        for (String policy : policies) {
            if (!policy.equals(ANY_POLICY)) {
                Set<String> parents = expected.get(policy);
                if (parents != null) {
                    level.put(policy, new Node(parents));
                } else if (anyAbove) {
                    level.put(policy, new Node(Set.of()));
                }
            }
        }
        boolean any = policies.contains(ANY_POLICY) && anyPolicyCounts;
        if (any) {
            expected.forEach((policy, parents) -> level.computeIfAbsent(policy, p -> new Node(parents)));
        }
        levels.add(level);
        anyPolicy = any && anyAbove;
        mappedTo = new HashMap<>();
    }

    /** RFC 5280 6.1.4 (b) (1): below this certificate, {@code subjectPolicy} means {@code issuerPolicy}. */
    void map(String issuerPolicy, String subjectPolicy) {
        if (isNull()) {
            return;
        }
        Node node = last().get(issuerPolicy);
        if (node == null) {
            if (!anyPolicy) {
                return;
            }
            node = new Node(Set.of());
            last().put(issuerPolicy, node);
        }
        node.mapped = true;
        mappedTo.computeIfAbsent(subjectPolicy, p -> new LinkedHashSet<>()).add(issuerPolicy);
    }

    /** RFC 5280 6.1.4 (b) (2): mapping is inhibited, the policy ends here. */
    void delete(String issuerPolicy) {
        if (!levels.isEmpty()) {
            last().remove(issuerPolicy);
        }
    }

    /** RFC 5280 6.1.5 (g), 6.1.6: what is valid from the anchor to the leaf, in the anchor's terms, of what was asked for. */
    Set<String> userConstrained(Set<String> initial) {
        if (isNull()) {
            return Set.of();
        }
        boolean anyWanted = initial.contains(ANY_POLICY);
        if (anyPolicy) {
            return anyWanted ? Set.of(ANY_POLICY) : new TreeSet<>(initial);
        }
        last().values().forEach(node -> node.reached = true);
        Set<String> valid = new TreeSet<>();
        for (int depth = levels.size() - 1; depth >= 0; depth--) {
            for (Map.Entry<String, Node> entry : levels.get(depth).entrySet()) {
                Node node = entry.getValue();
                if (!node.reached) {
                    continue;
                }
                if (!node.parents.isEmpty()) {
                    reach(depth - 1, node.parents);
                } else if (anyWanted || initial.contains(entry.getKey())) {
                    valid.add(entry.getKey());
                }
            }
        }
        return valid;
    }

    private void reach(int depth, Set<String> policies) {
        for (String policy : policies) {
            Node parent = levels.get(depth).get(policy);
            if (parent != null) {
                parent.reached = true;
            }
        }
    }

    /** Expected policy to the policies of the last level that expect it; what is not mapped expects itself. */
    private Map<String, Set<String>> expected() {
        Map<String, Set<String>> expected = new TreeMap<>(mappedTo);
        last().forEach((policy, node) -> {
            if (!node.mapped) {
                expected.computeIfAbsent(policy, p -> new LinkedHashSet<>()).add(policy);
            }
        });
        return expected;
    }

    private Map<String, Node> last() {
        return levels.get(levels.size() - 1);
    }
}
