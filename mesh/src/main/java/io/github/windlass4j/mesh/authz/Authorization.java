package io.github.windlass4j.mesh.authz;

import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.mesh.istio.AuthorizationPolicy;
import io.github.windlass4j.mesh.istio.AuthorizationPolicy.Action;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The decision of all AuthorizationPolicies for a workload: CUSTOM first, then DENY, then ALLOW; without an ALLOW policy all
 * that is not denied passes. AUDIT policies and dry runs decide nothing.
 */
public final class Authorization {
    private static final String DRY_RUN = "istio.io/dry-run";

    private Authorization() {}

    /** What becomes of an access. */
    public enum Effect {
        /** It passes. */
        ALLOWED,
        /** It is refused: 403 for a request, a closed connection otherwise. */
        DENIED,
        /** It cannot be said. */
        UNKNOWN
    }

    /**
     * A decision and who took it.
     *
     * @param effect what becomes of the access
     * @param by the policy that decided; empty when none applies
     * @param field the rule in it, such as {@code spec.rules[0]}; empty for the policy as a whole
     * @param reason in words
     */
    public record Decision(Effect effect, Optional<ObjectRef> by, String field, String reason) {}

    /**
     * Decides about an access.
     *
     * @param mesh the objects
     * @param namespace of the workload
     * @param labels of the workload's pods
     * @param access what has arrived
     * @return the decision
     */
    public static Decision decide(Mesh mesh, String namespace, Map<String, String> labels, Access access) {
        List<AuthorizationPolicy> policies = applying(mesh, namespace, labels);
        return decide(policies, TrustDomains.of(mesh.config()), access);
    }

    /**
     * The policies that a workload's proxy has: those of the root namespace and of its own whose selector takes the pods.
     * Policies that name objects are for waypoints and gateways.
     *
     * @param mesh the objects
     * @param namespace of the workload
     * @param labels of the workload's pods
     * @return the policies, those of the root namespace first
     */
    public static List<AuthorizationPolicy> applying(Mesh mesh, String namespace, Map<String, String> labels) {
        List<AuthorizationPolicy> own =
                namespace.equals(mesh.rootNamespace()) ? List.of() : mesh.in(AuthorizationPolicy.KIND, namespace);
        return Stream.concat(mesh.in(AuthorizationPolicy.KIND, mesh.rootNamespace()).stream(), own.stream())
                .filter(policy ->
                        policy.target().refs().isEmpty() && policy.target().takes(labels))
                .toList();
    }

    static Decision decide(List<AuthorizationPolicy> policies, TrustDomains domains, Access access) {
        List<AuthorizationPolicy> live = policies.stream()
                .filter(policy -> !policy.resource()
                        .annotations()
                        .getOrDefault(DRY_RUN, "")
                        .equals("true"))
                .toList();
        List<Decision> doubts = new ArrayList<>();
        for (AuthorizationPolicy policy : of(live, Action.CUSTOM)) {
            Taken taken = taken(policy, domains, access);
            if (taken.truth != Truth.NO) {
                doubts.add(decision(Effect.UNKNOWN, policy, taken, "the provider " + policy.provider() + " decides"));
            }
        }
        for (AuthorizationPolicy policy : of(live, Action.DENY)) {
            Taken taken = taken(policy, domains, access);
            if (taken.truth == Truth.YES) {
                return decision(Effect.DENIED, policy, taken, "a DENY policy takes it");
            }
            if (taken.truth == Truth.UNKNOWN) {
                doubts.add(decision(Effect.UNKNOWN, policy, taken, "a DENY policy may take it"));
            }
        }
        Decision allowed = allowed(of(live, Action.ALLOW), domains, access);
        return doubts.isEmpty() || allowed.effect == Effect.DENIED ? allowed : doubts.get(0);
    }

    private static Decision allowed(List<AuthorizationPolicy> policies, TrustDomains domains, Access access) {
        if (policies.isEmpty()) {
            return new Decision(Effect.ALLOWED, Optional.empty(), "", "no ALLOW policy applies");
        }
        Decision doubt = null;
        for (AuthorizationPolicy policy : policies) {
            Taken taken = taken(policy, domains, access);
            if (taken.truth == Truth.YES) {
                return decision(Effect.ALLOWED, policy, taken, "an ALLOW policy takes it");
            }
            if (taken.truth == Truth.UNKNOWN) {
                doubt = decision(Effect.UNKNOWN, policy, taken, "an ALLOW policy may take it");
            }
        }
        return doubt != null
                ? doubt
                : new Decision(
                        Effect.DENIED,
                        Optional.of(policies.get(0).ref()),
                        "spec.rules",
                        "no ALLOW policy takes it; there are " + policies.size());
    }

    private record Taken(Truth truth, int rule) {}

    private static Taken taken(AuthorizationPolicy policy, TrustDomains domains, Access access) {
        Taken best = new Taken(Truth.NO, -1);
        List<AuthorizationPolicy.Rule> rules = policy.rules();
        for (int i = 0; i < rules.size(); i++) {
            Truth truth = new RuleMatch(rules.get(i), policy, domains, access).truth();
            if (truth.compareTo(best.truth) > 0) {
                best = new Taken(truth, i);
            }
        }
        return best;
    }

    private static Decision decision(Effect effect, AuthorizationPolicy policy, Taken taken, String reason) {
        return new Decision(effect, Optional.of(policy.ref()), "spec.rules[" + taken.rule + "]", reason);
    }

    private static List<AuthorizationPolicy> of(List<AuthorizationPolicy> policies, Action action) {
        return policies.stream().filter(policy -> policy.action() == action).toList();
    }
}
