package io.github.windlass4j.gateway.build;

import java.util.function.UnaryOperator;

/**
 * What rules of all routes have in common.
 *
 * @param <B> the builder itself
 */
public abstract class RuleBuilder<B extends RuleBuilder<B>> extends FilteringBuilder<B> {
    RuleBuilder() {}

    /**
     * Gives the rule a name.
     *
     * @param name unique within the route
     * @return this builder
     */
    public B name(String name) {
        return field("name", name);
    }

    /**
     * Adds a Service that gets requests.
     *
     * @param service Service of the own namespace
     * @param port its port
     * @return this builder
     */
    public B backend(String service, int port) {
        return backend(service, port, backend -> backend);
    }

    /**
     * Adds a backend that gets requests.
     *
     * @param backend its name
     * @param port its port
     * @param changes weight, namespace, kind, filters
     * @return this builder
     */
    public B backend(String backend, int port, UnaryOperator<BackendBuilder> changes) {
        return add("backendRefs", made(new BackendBuilder(backend, port), changes));
    }
}
