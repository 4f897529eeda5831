package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.BackendTlsPolicy;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.List;

/**
 * The predicted status of a BackendTLSPolicy, the same at every ancestor.
 *
 * @param policy the policy
 * @param ancestors the Gateways whose routes lead to a target of the policy, by namespace and name
 * @param conditions the conditions: Accepted and ResolvedRefs
 */
public record PolicyStatus(BackendTlsPolicy policy, List<ObjectRef> ancestors, List<Condition> conditions)
        implements Conditioned {
    /** Copies the lists. */
    public PolicyStatus {
        ancestors = List.copyOf(ancestors);
        conditions = List.copyOf(conditions);
    }

    /** The policy and its conditions. */
    @Override
    public String toString() {
        return policy + " " + conditions;
    }
}
