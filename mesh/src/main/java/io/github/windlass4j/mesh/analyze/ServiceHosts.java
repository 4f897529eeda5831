package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.ServiceEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Services and ServiceEntries by the namespaces that see them and their hosts (analyzers/util, service_lookup.go). */
final class ServiceHosts {
    static final String EVERYWHERE = "*";

    /** One target: its ports, and the labels of the pods behind it. */
    record Target(List<Integer> ports, Map<String, String> labels) {}

    private record Key(String scope, String host) {}

    private final Mesh mesh;
    private final Map<Key, Target> targets = new HashMap<>();

    ServiceHosts(Mesh mesh) {
        this.mesh = mesh;
        for (ServiceEntry entry : mesh.all(ServiceEntry.KIND)) {
            Target target = new Target(
                    entry.ports().stream().map(ServiceEntry.Port::number).toList(), entry.workloadLabels());
            for (String scope : scopes(entry.exportTo().entries(), entry.namespace())) {
                for (String host : entry.hosts()) {
                    targets.put(
                            new Key(scope, mesh.resolve(host, entry.namespace()).value()), target);
                }
            }
        }
        for (Service service : mesh.services()) {
            String exportTo = service.resource().annotations().getOrDefault("networking.istio.io/exportTo", "");
            List<String> entries = exportTo.isEmpty() ? List.of() : List.of(exportTo.split(",", -1));
            Target target =
                    new Target(service.ports().stream().map(Service.Port::port).toList(), service.selector());
            for (String scope : scopes(entries, service.ref().namespace())) {
                targets.put(new Key(scope, mesh.host(service).value()), target);
            }
        }
    }

    /** The namespaces that an {@code exportTo} names; {@value #EVERYWHERE} for all. */
    static Set<String> scopes(List<String> exportTo, String own) {
        if (exportTo.isEmpty() || exportTo.contains(EVERYWHERE)) {
            return Set.of(EVERYWHERE);
        }
        Set<String> scopes = new LinkedHashSet<>();
        exportTo.forEach(entry -> scopes.add(entry.strip().equals(".") ? own : entry.strip()));
        return scopes;
    }

    Optional<Target> find(String namespace, List<String> exportTo, String written) {
        String host = mesh.resolve(written, namespace).value();
        List<String> scopes = new ArrayList<>(List.of(EVERYWHERE));
        scopes.addAll(exportTo.isEmpty() ? List.of(namespace) : scopes(exportTo, namespace));
        for (String scope : scopes) {
            Target target = targets.get(new Key(scope, host));
            if (target != null) {
                return Optional.of(target);
            }
        }
        String ending = written.startsWith("*") ? written.substring(1) : written;
        return targets.entrySet().stream()
                .filter(entry -> entry.getKey().host().startsWith("*"))
                .filter(entry -> entry.getKey().scope().equals(EVERYWHERE)
                        || entry.getKey().scope().equals(namespace))
                .filter(entry -> ending.endsWith(entry.getKey().host().substring(1)))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
