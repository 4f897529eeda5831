package io.github.windlass4j.core.chain;

import java.util.Set;

/**
 * The policy inputs of RFC 5280 6.1.1 (c), (e), (f), (g).
 *
 * @param initialPolicies user-initial-policy-set, dotted decimals; {@link #ANY_POLICY} alone = no wish
 * @param explicitPolicy initial-explicit-policy: some policy must be valid
 * @param inhibitMapping initial-policy-mapping-inhibit: mappings are not followed
 * @param inhibitAnyPolicy initial-any-policy-inhibit: anyPolicy in a certificate matches nothing
 */
public record PolicyInputs(
        Set<String> initialPolicies, boolean explicitPolicy, boolean inhibitMapping, boolean inhibitAnyPolicy) {
    /** anyPolicy of RFC 5280 4.2.1.4. */
    public static final String ANY_POLICY = "2.5.29.32.0";

    /** Any policy or none will do: what TLS clients ask. */
    public static final PolicyInputs NONE = new PolicyInputs(Set.of(ANY_POLICY), false, false, false);

    /** Copies the set. */
    public PolicyInputs {
        initialPolicies = Set.copyOf(initialPolicies);
    }

    /** One of these policies must be valid along the whole path. */
    public static PolicyInputs oneOf(Set<String> policies) {
        return new PolicyInputs(policies, true, false, false);
    }
}
