package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.EnvoyFilter;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts an EnvoyFilter together. */
public final class EnvoyFilterBuilder extends IstioBuilder<EnvoyFilter, EnvoyFilterBuilder> {
    private EnvoyFilterBuilder(String namespace, String name) {
        super(EnvoyFilter.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static EnvoyFilterBuilder of(String namespace, String name) {
        return new EnvoyFilterBuilder(namespace, name);
    }

    /**
     * For pods of its namespace only.
     *
     * @param labels labels that a pod must have
     * @return this builder
     */
    public EnvoyFilterBuilder pods(Map<String, String> labels) {
        return field("workloadSelector", Map.of("labels", byKey(labels)));
    }

    /**
     * When it is applied.
     *
     * @param priority lower ones go first
     * @return this builder
     */
    public EnvoyFilterBuilder priority(int priority) {
        return field("priority", priority);
    }

    /**
     * Adds a patch.
     *
     * @param applyTo such as HTTP_FILTER
     * @param operation such as INSERT_BEFORE, MERGE or REMOVE
     * @param changes where it applies, and the value
     * @return this builder
     */
    public EnvoyFilterBuilder patch(String applyTo, String operation, UnaryOperator<EnvoyPatchBuilder> changes) {
        return add("configPatches", made(new EnvoyPatchBuilder(applyTo, operation), changes));
    }

    @Override
    protected EnvoyFilterBuilder self() {
        return this;
    }
}
