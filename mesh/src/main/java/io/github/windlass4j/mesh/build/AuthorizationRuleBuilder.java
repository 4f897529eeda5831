package io.github.windlass4j.mesh.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts a rule together: one source, one operation and all conditions must hold. */
public final class AuthorizationRuleBuilder extends PartBuilder<AuthorizationRuleBuilder> {
    AuthorizationRuleBuilder() {}

    /**
     * Adds a source.
     *
     * @param changes what all must hold of it
     * @return this builder
     */
    public AuthorizationRuleBuilder from(UnaryOperator<SourceBuilder> changes) {
        return add("from", Map.of("source", made(new SourceBuilder(), changes)));
    }

    /**
     * Adds an operation.
     *
     * @param changes what all must hold of it
     * @return this builder
     */
    public AuthorizationRuleBuilder to(UnaryOperator<OperationBuilder> changes) {
        return add("to", Map.of("operation", made(new OperationBuilder(), changes)));
    }

    /**
     * Adds a condition.
     *
     * @param key such as {@code request.headers[x-team]}
     * @param values what it must be one of
     * @return this builder
     */
    public AuthorizationRuleBuilder when(String key, String... values) {
        return add("when", object("key", key, "values", List.of(values)));
    }

    /**
     * Adds the opposite of a condition.
     *
     * @param key such as {@code source.namespace}
     * @param values what it must be none of
     * @return this builder
     */
    public AuthorizationRuleBuilder unless(String key, String... values) {
        return add("when", object("key", key, "notValues", List.of(values)));
    }

    @Override
    protected AuthorizationRuleBuilder self() {
        return this;
    }
}
