package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.WorkloadGroup;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts a WorkloadGroup together. */
public final class WorkloadGroupBuilder extends IstioBuilder<WorkloadGroup, WorkloadGroupBuilder> {
    private WorkloadGroupBuilder(String namespace, String name) {
        super(WorkloadGroup.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static WorkloadGroupBuilder of(String namespace, String name) {
        return new WorkloadGroupBuilder(namespace, name);
    }

    /**
     * Labels of the machines.
     *
     * @param labels label to value
     * @return this builder
     */
    public WorkloadGroupBuilder pods(Map<String, String> labels) {
        return field("metadata", Map.of("labels", byKey(labels)));
    }

    /**
     * What each machine is.
     *
     * @param changes ports, identity
     * @return this builder
     */
    public WorkloadGroupBuilder template(UnaryOperator<EndpointBuilder> changes) {
        return field("template", made(new EndpointBuilder(), changes));
    }

    @Override
    protected WorkloadGroupBuilder self() {
        return this;
    }
}
