package io.github.windlass4j.mesh.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import java.util.Map;

/** Says which tokens of an issuer are taken. */
public final class JwtRuleBuilder extends PartBuilder<JwtRuleBuilder> {
    JwtRuleBuilder(String issuer) {
        field("issuer", issuer);
    }

    /**
     * Where the issuer's keys are.
     *
     * @param uri http or https
     * @return this builder
     */
    public JwtRuleBuilder jwksUri(String uri) {
        return field("jwksUri", uri);
    }

    /**
     * The issuer's keys themselves; instead of their address.
     *
     * @param keys JSON Web Key Set
     * @return this builder
     */
    public JwtRuleBuilder jwks(String keys) {
        return field("jwks", keys);
    }

    /**
     * Takes tokens for one more audience.
     *
     * @param audience the token's {@code aud}
     * @return this builder
     */
    public JwtRuleBuilder audience(String audience) {
        return add("audiences", audience);
    }

    /**
     * Looks for tokens in one more header.
     *
     * @param header its name
     * @param prefix what stands before the token, such as {@code "Bearer "}
     * @return this builder
     */
    public JwtRuleBuilder fromHeader(String header, String prefix) {
        return add("fromHeaders", prefix.isEmpty() ? Map.of("name", header) : object("name", header, "prefix", prefix));
    }

    /**
     * Looks for tokens in one more parameter of the query.
     *
     * @param parameter its name
     * @return this builder
     */
    public JwtRuleBuilder fromParameter(String parameter) {
        return add("fromParams", parameter);
    }

    /**
     * Leaves the token in the request.
     *
     * @return this builder
     */
    public JwtRuleBuilder forwardsToken() {
        return field("forwardOriginalToken", true);
    }

    @Override
    protected JwtRuleBuilder self() {
        return this;
    }
}
