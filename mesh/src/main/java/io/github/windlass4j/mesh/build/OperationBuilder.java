package io.github.windlass4j.mesh.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import java.util.List;

/** Says what is asked for. */
public final class OperationBuilder extends PartBuilder<OperationBuilder> {
    OperationBuilder() {}

    /**
     * Hosts of the request.
     *
     * @param names what it must be one of
     * @return this builder
     */
    public OperationBuilder hosts(String... names) {
        return field("hosts", List.of(names));
    }

    /**
     * Not: hosts of the request.
     *
     * @param names what it must be none of
     * @return this builder
     */
    public OperationBuilder notHosts(String... names) {
        return field("notHosts", List.of(names));
    }

    /**
     * Methods of the request.
     *
     * @param names what it must be one of
     * @return this builder
     */
    public OperationBuilder methods(String... names) {
        return field("methods", List.of(names));
    }

    /**
     * Not: methods of the request.
     *
     * @param names what it must be none of
     * @return this builder
     */
    public OperationBuilder notMethods(String... names) {
        return field("notMethods", List.of(names));
    }

    /**
     * Paths of the request.
     *
     * @param paths what it must be one of
     * @return this builder
     */
    public OperationBuilder paths(String... paths) {
        return field("paths", List.of(paths));
    }

    /**
     * Not: paths of the request.
     *
     * @param paths what it must be none of
     * @return this builder
     */
    public OperationBuilder notPaths(String... paths) {
        return field("notPaths", List.of(paths));
    }

    /**
     * Ports that the workload listens on.
     *
     * @param numbers what it must be one of
     * @return this builder
     */
    public OperationBuilder ports(String... numbers) {
        return field("ports", List.of(numbers));
    }

    /**
     * Not: ports that the workload listens on.
     *
     * @param numbers what it must be none of
     * @return this builder
     */
    public OperationBuilder notPorts(String... numbers) {
        return field("notPorts", List.of(numbers));
    }

    @Override
    protected OperationBuilder self() {
        return this;
    }
}
