package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.manifest.k8s.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A proxy, by what istiod looks at when it makes its configuration.
 *
 * @param role what it is
 * @param namespace where it runs
 * @param labels of its pod
 * @param addresses of its pod; empty when no manifest states them
 * @param workload what makes its pod, if known
 * @param allocatesAddresses whether it answers DNS itself and gives addresses to ServiceEntries without one
 */
public record Proxy(
        Role role,
        String namespace,
        Map<String, String> labels,
        List<String> addresses,
        Optional<Workload> workload,
        boolean allocatesAddresses) {
    /** What a proxy is. */
    public enum Role {
        /** Beside an application; all traffic is redirected through it. */
        SIDECAR,
        /** On its own; it listens on the ports of Gateways. */
        GATEWAY
    }

    /** Copies the collections. */
    public Proxy {
        labels = Map.copyOf(labels);
        addresses = List.copyOf(addresses);
    }

    /**
     * The proxy beside an application.
     *
     * @param namespace of the pod
     * @param labels of the pod
     * @return the proxy
     */
    public static Proxy sidecar(String namespace, Map<String, String> labels) {
        return new Proxy(Role.SIDECAR, namespace, labels, List.of(), Optional.empty(), false);
    }

    /**
     * The proxy beside an application.
     *
     * @param workload what makes the pod
     * @return the proxy
     */
    public static Proxy sidecar(Workload workload) {
        return sidecar(workload.namespace(), workload.podLabels()).of(workload);
    }

    /**
     * The proxy of a gateway.
     *
     * @param namespace of the pod
     * @param labels of the pod
     * @return the proxy
     */
    public static Proxy gateway(String namespace, Map<String, String> labels) {
        return new Proxy(Role.GATEWAY, namespace, labels, List.of(), Optional.empty(), false);
    }

    /**
     * This proxy in a pod with addresses.
     *
     * @param changed the addresses
     * @return a copy
     */
    public Proxy at(String... changed) {
        return new Proxy(role, namespace, labels, List.of(changed), workload, allocatesAddresses);
    }

    /**
     * This proxy in a pod of a workload.
     *
     * @param owner what makes the pod
     * @return a copy
     */
    public Proxy of(Workload owner) {
        return new Proxy(role, namespace, labels, addresses, Optional.of(owner), allocatesAddresses);
    }

    /**
     * This proxy with addresses for ServiceEntries (ISTIO_META_DNS_CAPTURE and ISTIO_META_DNS_AUTO_ALLOCATE).
     *
     * @return a copy
     */
    public Proxy allocatingAddresses() {
        return new Proxy(role, namespace, labels, addresses, workload, true);
    }

    /** {@code sidecar shop {app=cart}}. */
    @Override
    public String toString() {
        return (role == Role.SIDECAR ? "sidecar " : "gateway ") + namespace + " " + labels;
    }
}
