package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.CertificatePolicies;
import io.github.windlass4j.core.cert.PolicyConstraints;
import io.github.windlass4j.core.cert.PolicyMapping;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Policy processing of RFC 5280 6.1.2 to 6.1.5, from the anchor (where its extensions bind) down to the leaf. */
final class PolicyRules {
    private static final PolicyConstraints NO_CONSTRAINTS =
            new PolicyConstraints(PolicyConstraints.ABSENT, PolicyConstraints.ABSENT);

    private final List<Node> path;
    private final PathFindings findings;
    private final PolicyGraph graph = new PolicyGraph();
    private int explicitPolicy;
    private int policyMapping;
    private int inhibitAnyPolicy;

    private PolicyRules(List<Node> path, PolicyInputs inputs, PathFindings findings) {
        this.path = path;
        this.findings = findings;
        int never = path.size();
        this.explicitPolicy = inputs.explicitPolicy() ? 0 : never;
        this.policyMapping = inputs.inhibitMapping() ? 0 : never;
        this.inhibitAnyPolicy = inputs.inhibitAnyPolicy() ? 0 : never;
    }

    /** Reports to {@code findings} and answers the user-constrained policy set. */
    static Set<String> check(List<Node> path, RuleProfile profile, PolicyInputs inputs, PathFindings findings) {
        if (!inputs.explicitPolicy() && !isPolicyNamed(path)) {
            // The leaf's policies are none (6.1.3 (e)), and nothing asks for one.
            return Set.of();
        }
        PolicyRules rules = new PolicyRules(path, inputs, findings);
        int top = path.size() - 1;
        if (profile.has(Switch.ANCHOR_EXTENSIONS_BIND)) {
            rules.anchor(top);
        }
        for (int i = top - 1; i > 0; i--) {
            rules.policies(i);
            rules.prepareNext(i);
        }
        rules.policies(0);
        return rules.wrapUp(inputs);
    }

    private static boolean isPolicyNamed(List<Node> path) {
        for (int i = 0; i < path.size(); i++) {
            Node node = path.get(i);
            if (node.policies().isPresent()
                    || node.policyConstraints().isPresent()
                    || node.inhibitAnyPolicy().isPresent()
                    || !node.policyMappings().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** RFC 5937 3.2, read as for an intermediate; without policies an anchor limits nothing. */
    private void anchor(int index) {
        if (path.get(index).policies().isPresent()) {
            policies(index);
        }
        mappings(index);
        limits(path.get(index));
    }

    /** 6.1.3 (d) to (f). */
    private void policies(int index) {
        Node node = path.get(index);
        CertificatePolicies own = node.policies().orElse(null);
        if (own == null) {
            graph.setNull();
        } else {
            Set<String> oids = new LinkedHashSet<>(own.oids());
            boolean anyCounts = inhibitAnyPolicy > 0 || (index > 0 && node.isSelfIssued());
            graph.descend(oids, anyCounts);
        }
        if (explicitPolicy == 0 && graph.isNull()) {
            noPolicy(index);
        }
    }

    /** 6.1.4 (a), (b), (h) to (j). */
    private void prepareNext(int index) {
        Node node = path.get(index);
        mappings(index);
        if (!node.isSelfIssued()) {
            explicitPolicy = Math.max(0, explicitPolicy - 1);
            policyMapping = Math.max(0, policyMapping - 1);
            inhibitAnyPolicy = Math.max(0, inhibitAnyPolicy - 1);
        }
        limits(node);
    }

    private void mappings(int index) {
        List<PolicyMapping> mappings = path.get(index).policyMappings();
        for (PolicyMapping mapping : mappings) {
            if (mapping.issuerDomainPolicy().equals(PolicyInputs.ANY_POLICY)
                    || mapping.subjectDomainPolicy().equals(PolicyInputs.ANY_POLICY)) {
                graph.setNull();
                findings.add(
                        index,
                        new Violation(
                                Rule.ANY_POLICY_MAPPED,
                                "policyMappings " + mapping.issuerDomainPolicy() + " to "
                                        + mapping.subjectDomainPolicy(),
                                "no mapping of anyPolicy",
                                "let the CA be issued anew without that mapping"));
                return;
            }
        }
        for (PolicyMapping mapping : mappings) {
            if (policyMapping > 0) {
                graph.map(mapping.issuerDomainPolicy(), mapping.subjectDomainPolicy());
            } else {
                graph.delete(mapping.issuerDomainPolicy());
            }
        }
    }

    private void limits(Node node) {
        PolicyConstraints constraints = node.policyConstraints().orElse(NO_CONSTRAINTS);
        if (constraints.requireExplicitPolicy() != PolicyConstraints.ABSENT) {
            explicitPolicy = Math.min(explicitPolicy, constraints.requireExplicitPolicy());
        }
        if (constraints.inhibitPolicyMapping() != PolicyConstraints.ABSENT) {
            policyMapping = Math.min(policyMapping, constraints.inhibitPolicyMapping());
        }
        inhibitAnyPolicy = Math.min(inhibitAnyPolicy, node.inhibitAnyPolicy().orElse(inhibitAnyPolicy));
    }

    /** 6.1.5 (a), (b), (g). */
    private Set<String> wrapUp(PolicyInputs inputs) {
        explicitPolicy = Math.max(0, explicitPolicy - 1);
        if (path.get(0).policyConstraints().orElse(NO_CONSTRAINTS).requireExplicitPolicy() == 0) {
            explicitPolicy = 0;
        }
        Set<String> valid = graph.userConstrained(inputs.initialPolicies());
        if (explicitPolicy == 0 && valid.isEmpty()) {
            noPolicy(0);
        }
        return valid;
    }

    private void noPolicy(int index) {
        findings.add(
                index,
                new Violation(
                        Rule.NO_VALID_POLICY,
                        "no certificate policy is valid from the anchor down to here",
                        "an explicit policy, which the caller or a CA above requires",
                        "issue the certificates under a common policy, or do not require one"));
    }
}
