package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.WorkloadEntry;
import java.util.function.UnaryOperator;

/** Puts a WorkloadEntry together. */
public final class WorkloadEntryBuilder extends IstioBuilder<WorkloadEntry, WorkloadEntryBuilder> {
    private WorkloadEntryBuilder(String namespace, String name) {
        super(WorkloadEntry.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static WorkloadEntryBuilder of(String namespace, String name) {
        return new WorkloadEntryBuilder(namespace, name);
    }

    /**
     * The machine.
     *
     * @param address IP address or name
     * @param changes ports, labels, identity
     * @return this builder
     */
    public WorkloadEntryBuilder machine(String address, UnaryOperator<EndpointBuilder> changes) {
        made(new EndpointBuilder().field("address", address), changes).forEach(this::field);
        return this;
    }

    @Override
    protected WorkloadEntryBuilder self() {
        return this;
    }
}
