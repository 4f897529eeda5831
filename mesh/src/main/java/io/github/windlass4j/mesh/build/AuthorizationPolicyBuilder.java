package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.AuthorizationPolicy;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts an AuthorizationPolicy together. */
public final class AuthorizationPolicyBuilder extends PolicyBuilder<AuthorizationPolicy, AuthorizationPolicyBuilder> {
    private AuthorizationPolicyBuilder(String namespace, String name) {
        super(AuthorizationPolicy.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static AuthorizationPolicyBuilder of(String namespace, String name) {
        return new AuthorizationPolicyBuilder(namespace, name);
    }

    /**
     * What becomes of what a rule takes; ALLOW without this.
     *
     * @param action the action
     * @return this builder
     */
    public AuthorizationPolicyBuilder action(AuthorizationPolicy.Action action) {
        return field("action", action.name());
    }

    /**
     * Lets a provider decide (CUSTOM).
     *
     * @param provider its name in the mesh's configuration
     * @return this builder
     */
    public AuthorizationPolicyBuilder ask(String provider) {
        return action(AuthorizationPolicy.Action.CUSTOM).field("provider", Map.of("name", provider));
    }

    /**
     * Adds a rule; one of them must take a request. Without changes it takes all.
     *
     * @param changes sources, operations, conditions
     * @return this builder
     */
    public AuthorizationPolicyBuilder rule(UnaryOperator<AuthorizationRuleBuilder> changes) {
        return add("rules", made(new AuthorizationRuleBuilder(), changes));
    }

    @Override
    protected AuthorizationPolicyBuilder self() {
        return this;
    }
}
