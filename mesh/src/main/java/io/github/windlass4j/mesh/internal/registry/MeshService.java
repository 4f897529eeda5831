package io.github.windlass4j.mesh.internal.registry;

import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.mesh.istio.ExportTo;
import io.github.windlass4j.mesh.istio.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service as the control plane knows it: one host of a Kubernetes Service or of a ServiceEntry.
 *
 * @param host full name
 * @param namespace where it is declared
 * @param kubernetes whether a Kubernetes Service declares it
 * @param resolution how its endpoints are found
 * @param external whether it is outside of the mesh
 * @param address virtual address, prefix, or {@link #UNSPECIFIED}
 * @param ports in order
 * @param exportTo who sees it
 * @param labels of the object
 * @param selector of its pods
 * @param aliases other hosts that stand for this one
 * @param target the host that it stands for, of an alias
 * @param origin the object that declares it
 */
public record MeshService(
        String host,
        String namespace,
        boolean kubernetes,
        Resolution resolution,
        boolean external,
        String address,
        List<Port> ports,
        ExportTo exportTo,
        Map<String, String> labels,
        Map<String, String> selector,
        List<String> aliases,
        Optional<String> target,
        ObjectRef origin) {
    /** The address of a service that has none. */
    public static final String UNSPECIFIED = "0.0.0.0";

    /** How endpoints are found. */
    public enum Resolution {
        /** The proxy knows them and chooses. */
        ENDPOINTS,
        /** By name, when the proxy connects. */
        DNS,
        /** The client chose: headless Services, ServiceEntries with resolution NONE. */
        PASSTHROUGH,
        /** It is another service's name. */
        ALIAS
    }

    /**
     * A port.
     *
     * @param name its name
     * @param number what clients connect to
     * @param protocol what it speaks
     * @param target number or name of the port that endpoints listen on
     */
    public record Port(String name, int number, Protocol protocol, String target) {}

    /** Copies the collections. */
    public MeshService {
        ports = List.copyOf(ports);
        labels = Map.copyOf(labels);
        selector = Map.copyOf(selector);
        aliases = List.copyOf(aliases);
    }

    /**
     * The port with a number to which connections can be made.
     *
     * @param number what clients connect to
     * @return the port, never one for UDP
     */
    public Optional<Port> port(int number) {
        for (Port port : ports) {
            if (port.number() == number && port.protocol() != Protocol.UDP) {
                return Optional.of(port);
            }
        }
        return Optional.empty();
    }

    /**
     * This service with other ports.
     *
     * @param changed the ports
     * @return a copy
     */
    public MeshService withPorts(List<Port> changed) {
        return copy(changed, aliases);
    }

    /**
     * This service with other aliases.
     *
     * @param changed full names
     * @return a copy
     */
    public MeshService withAliases(List<String> changed) {
        return copy(ports, changed);
    }

    /** The host. */
    @Override
    public String toString() {
        return host;
    }

    private MeshService copy(List<Port> otherPorts, List<String> otherAliases) {
        return new MeshService(
                host,
                namespace,
                kubernetes,
                resolution,
                external,
                address,
                otherPorts,
                exportTo,
                labels,
                selector,
                otherAliases,
                target,
                origin);
    }
}
