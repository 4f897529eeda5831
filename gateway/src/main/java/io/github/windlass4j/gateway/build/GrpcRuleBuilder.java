package io.github.windlass4j.gateway.build;

import java.util.Map;

/** Puts a rule of a GRPCRoute together. */
public final class GrpcRuleBuilder extends RuleBuilder<GrpcRuleBuilder> {
    GrpcRuleBuilder() {}

    /**
     * Takes calls of a service.
     *
     * @param service full name with its package
     * @return this builder
     */
    public GrpcRuleBuilder service(String service) {
        return add("matches", Map.of("method", Map.of("service", service)));
    }

    /**
     * Takes calls of one method.
     *
     * @param service full name with its package
     * @param method its method
     * @return this builder
     */
    public GrpcRuleBuilder method(String service, String method) {
        return add("matches", Map.of("method", object("service", service, "method", method)));
    }

    @Override
    protected GrpcRuleBuilder self() {
        return this;
    }
}
