package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.ServiceEntry;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts a ServiceEntry together. */
public final class ServiceEntryBuilder extends IstioBuilder<ServiceEntry, ServiceEntryBuilder> {
    private ServiceEntryBuilder(String namespace, String name) {
        super(ServiceEntry.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static ServiceEntryBuilder of(String namespace, String name) {
        return new ServiceEntryBuilder(namespace, name);
    }

    /**
     * What it declares.
     *
     * @param hosts names and patterns
     * @return this builder
     */
    public ServiceEntryBuilder hosts(String... hosts) {
        return field("hosts", List.of(hosts));
    }

    /**
     * Virtual addresses.
     *
     * @param addresses addresses and ranges
     * @return this builder
     */
    public ServiceEntryBuilder addresses(String... addresses) {
        return field("addresses", List.of(addresses));
    }

    /**
     * Adds a port.
     *
     * @param port port number
     * @param name its name
     * @param protocol such as HTTP, HTTPS, TLS or TCP
     * @return this builder
     */
    public ServiceEntryBuilder port(int port, String name, String protocol) {
        return add("ports", object("number", port, "name", name, "protocol", protocol));
    }

    /**
     * Where it is.
     *
     * @param location MESH_EXTERNAL or MESH_INTERNAL
     * @return this builder
     */
    public ServiceEntryBuilder location(String location) {
        return field("location", location);
    }

    /**
     * How endpoints are found.
     *
     * @param resolution NONE, STATIC, DNS, DNS_ROUND_ROBIN or DYNAMIC_DNS
     * @return this builder
     */
    public ServiceEntryBuilder resolution(String resolution) {
        return field("resolution", resolution);
    }

    /**
     * Adds an endpoint.
     *
     * @param address IP address or name
     * @param changes ports, labels
     * @return this builder
     */
    public ServiceEntryBuilder endpoint(String address, UnaryOperator<EndpointBuilder> changes) {
        return add("endpoints", made(new EndpointBuilder().field("address", address), changes));
    }

    /**
     * For pods of its namespace only.
     *
     * @param labels labels that a pod must have
     * @return this builder
     */
    public ServiceEntryBuilder pods(Map<String, String> labels) {
        return field("workloadSelector", Map.of("labels", byKey(labels)));
    }

    /**
     * Who sees it.
     *
     * @param namespaces namespaces, {@code .} for its own or {@code *} for all
     * @return this builder
     */
    public ServiceEntryBuilder exportTo(String... namespaces) {
        return field("exportTo", List.of(namespaces));
    }

    @Override
    protected ServiceEntryBuilder self() {
        return this;
    }
}
