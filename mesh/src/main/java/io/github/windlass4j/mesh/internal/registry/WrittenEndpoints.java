package io.github.windlass4j.mesh.internal.registry;

import io.github.windlass4j.manifest.k8s.EndpointSlice;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The addresses that manifests state for Services: in EndpointSlices, or, where a Service has none, in Endpoints, of which the
 * cluster makes slices.
 */
final class WrittenEndpoints {
    private final Map<String, List<Part>> byService = new HashMap<>();

    /**
     * Addresses with the same ports.
     *
     * @param ports numbers by the names of the Service's ports
     * @param addresses those that take traffic
     */
    record Part(Map<String, Integer> ports, List<String> addresses) {}

    WrittenEndpoints(Manifests manifests) {
        for (EndpointSlice slice : EndpointSlice.all(manifests)) {
            slice.serviceName().ifPresent(name -> add(slice.namespace(), name, part(slice)));
        }
        for (Resource endpoints : manifests.ofKind("", "Endpoints")) {
            if (of(endpoints.namespace(), endpoints.name()).isEmpty()) {
                endpoints
                        .fields()
                        .list("subsets")
                        .forEach(subset -> add(endpoints.namespace(), endpoints.name(), part(subset)));
            }
        }
    }

    List<Part> of(String namespace, String service) {
        return byService.getOrDefault(namespace + "/" + service, List.of());
    }

    private void add(String namespace, String service, Part part) {
        byService
                .computeIfAbsent(namespace + "/" + service, unknown -> new ArrayList<>())
                .add(part);
    }

    private static Part part(EndpointSlice slice) {
        Map<String, Integer> ports = new HashMap<>();
        slice.ports().forEach(port -> port.port().ifPresent(number -> ports.putIfAbsent(port.name(), number)));
        List<String> addresses = slice.endpoints().stream()
                .filter(EndpointSlice.Endpoint::isReady)
                .flatMap(endpoint -> endpoint.addresses().stream())
                .toList();
        return new Part(ports, addresses);
    }

    private static Part part(Fields subset) {
        Map<String, Integer> ports = new HashMap<>();
        for (Fields port : subset.list("ports")) {
            port.whole("port").ifPresent(number -> ports.putIfAbsent(port.text("name", ""), (int) number));
        }
        List<String> addresses = subset.list("addresses").stream()
                .map(address -> address.text("ip", ""))
                .toList();
        return new Part(ports, addresses);
    }
}
