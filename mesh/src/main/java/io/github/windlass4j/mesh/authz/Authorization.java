package io.github.windlass4j.mesh.authz;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.mesh.inject.PodAnnotations;
import io.github.windlass4j.mesh.istio.AuthorizationPolicy;
import io.github.windlass4j.mesh.istio.AuthorizationPolicy.Action;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import io.github.windlass4j.mesh.istio.RequestAuthentication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The decision of all AuthorizationPolicies for a workload: CUSTOM first, then DENY, then ALLOW; without an ALLOW policy all
 * that is not denied passes. AUDIT policies and dry runs decide nothing. What a CUSTOM policy takes its provider decides, which
 * is unknown; where the mesh's configuration has no such provider it is refused (pilot/pkg/security/authz/builder). Whether a
 * token is good, for which a RequestAuthentication asks, is unknown too; without a token that asks for nothing.
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
    public record Decision(Effect effect, Optional<ObjectRef> by, String field, String reason) {
        @Override
        public String toString() {
            return effect + by.map(policy -> " by " + policy).orElse("") + ": " + reason;
        }
    }

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
        View view = new View(mesh.config(), TrustDomains.of(mesh.config()), Tokens.of(mesh, namespace, labels), false);
        Decision decision = decide(policies, view, access);
        Optional<RequestAuthentication> asked = access.http() ? view.tokens.lookingAt(access) : Optional.empty();
        return decision.effect == Effect.ALLOWED && asked.isPresent()
                ? new Decision(
                        Effect.UNKNOWN,
                        asked.map(RequestAuthentication::ref),
                        "spec.jwtRules",
                        "the request has a token, and whether it is good is not known")
                : decision;
    }

    /**
     * Decides about a connection where the node's proxy of ambient mode (ztunnel) asks the policies. It sees no requests and
     * no server names, knows no aliases of trust domains, and has no CUSTOM policies
     * (pilot/pkg/serviceregistry/ambient/authorization.go).
     *
     * @param mesh the objects
     * @param namespace of the workload
     * @param labels of the workload's pods
     * @param access what has arrived; its request is not looked at
     * @return the decision
     */
    public static Decision decideInTunnel(Mesh mesh, String namespace, Map<String, String> labels, Access access) {
        List<AuthorizationPolicy> policies = applying(mesh, namespace, labels).stream()
                .filter(policy -> policy.action() != Action.CUSTOM)
                .toList();
        return decide(policies, new View(mesh.config(), TrustDomains.none(), Tokens.none(), true), access.undecoded());
    }

    /** From where policies are read. */
    record View(MeshConfig config, TrustDomains domains, Tokens tokens, boolean tunnel) {}

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

    private static Decision decide(List<AuthorizationPolicy> policies, View view, Access access) {
        List<AuthorizationPolicy> live = policies.stream()
                .filter(policy -> !PodAnnotations.flag(
                                policy.resource().annotations().get(DRY_RUN))
                        .orElse(false))
                .toList();
        List<Decision> doubts = new ArrayList<>();
        for (AuthorizationPolicy policy : of(live, Action.CUSTOM)) {
            Taken taken = taken(policy, view, access);
            Optional<Decision> asked = taken.truth == Truth.NO ? Optional.empty() : ask(policy, taken, view, access);
            if (asked.filter(decision -> decision.effect == Effect.DENIED).isPresent()) {
                return asked.get();
            }
            asked.ifPresent(doubts::add);
        }
        for (AuthorizationPolicy policy : of(live, Action.DENY)) {
            Taken taken = taken(policy, view, access);
            if (taken.truth == Truth.YES) {
                return decision(Effect.DENIED, policy, taken, "a DENY policy takes it");
            }
            if (taken.truth == Truth.UNKNOWN) {
                doubts.add(decision(Effect.UNKNOWN, policy, taken, "a DENY policy may take it"));
            }
        }
        Decision allowed = allowed(of(live, Action.ALLOW), view, access);
        return doubts.isEmpty() || allowed.effect == Effect.DENIED ? allowed : doubts.get(0);
    }

    /** What a CUSTOM policy makes of an access that it takes, or may take; nothing where its provider is not asked. */
    private static Optional<Decision> ask(AuthorizationPolicy policy, Taken taken, View view, Access access) {
        String name = policy.provider();
        if (view.config.fields().names().isEmpty()) {
            return Optional.of(decision(
                    Effect.UNKNOWN,
                    policy,
                    taken,
                    "the provider " + name + " decides; no configuration of the mesh is among the objects"));
        }
        Fields provider = view.config.extensionProvider(name).orElse(Fields.of(Mapping.empty()));
        boolean http = provider.has("envoyExtAuthzHttp");
        if (http && !access.http()) {
            // istiod leaves out a provider that is asked by HTTP where no requests are decoded.
            return Optional.empty();
        }
        boolean known = http || provider.has("envoyExtAuthzGrpc");
        String reason = known
                ? "the provider " + name + " decides"
                : "a CUSTOM policy takes it, and extensionProviders has no " + name + " that authorizes";
        boolean denied = !known && taken.truth == Truth.YES;
        return Optional.of(decision(denied ? Effect.DENIED : Effect.UNKNOWN, policy, taken, reason));
    }

    private static Decision allowed(List<AuthorizationPolicy> policies, View view, Access access) {
        if (policies.isEmpty()) {
            return new Decision(Effect.ALLOWED, Optional.empty(), "", "no ALLOW policy applies");
        }
        Decision doubt = null;
        for (AuthorizationPolicy policy : policies) {
            Taken taken = taken(policy, view, access);
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

    private static Taken taken(AuthorizationPolicy policy, View view, Access access) {
        Taken best = new Taken(Truth.NO, -1);
        List<AuthorizationPolicy.Rule> rules = policy.rules();
        for (int i = 0; i < rules.size(); i++) {
            Truth truth = new RuleMatch(rules.get(i), policy, view, access).truth();
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
