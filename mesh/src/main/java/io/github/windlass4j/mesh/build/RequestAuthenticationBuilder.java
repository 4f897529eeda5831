package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.RequestAuthentication;
import java.util.function.UnaryOperator;

/** Puts a RequestAuthentication together. */
public final class RequestAuthenticationBuilder
        extends PolicyBuilder<RequestAuthentication, RequestAuthenticationBuilder> {
    private RequestAuthenticationBuilder(String namespace, String name) {
        super(RequestAuthentication.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static RequestAuthenticationBuilder of(String namespace, String name) {
        return new RequestAuthenticationBuilder(namespace, name);
    }

    /**
     * Takes tokens of an issuer.
     *
     * @param issuer the token's {@code iss}
     * @param changes keys, audiences, places
     * @return this builder
     */
    public RequestAuthenticationBuilder jwt(String issuer, UnaryOperator<JwtRuleBuilder> changes) {
        return add("jwtRules", made(new JwtRuleBuilder(issuer), changes));
    }

    @Override
    protected RequestAuthenticationBuilder self() {
        return this;
    }
}
