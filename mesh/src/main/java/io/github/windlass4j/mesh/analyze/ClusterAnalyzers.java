package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.k8s.Secret;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What istioctl looks at in meshes of several clusters. */
final class ClusterAnalyzers {
    private static final String CONFIG_MAP = "istio";
    private static final String NETWORKS = "meshNetworks";
    private static final String REMOTE = "istio/multiCluster";

    /** Registries that are no cluster (pkg/config, provider.ID). */
    private static final Set<String> BUILT_IN = Set.of("Kubernetes", "External", "Mock");

    private ClusterAnalyzers() {}

    /** Networks whose endpoints come from a cluster that no secret gives access to. */
    static void networks(Mesh mesh, Report report) {
        Set<String> registries = new HashSet<>(BUILT_IN);
        for (Secret secret : Secret.all(mesh.manifests())) {
            if ("true".equals(secret.resource().labels().get(REMOTE))) {
                registries.addAll(secret.keys());
            }
        }
        for (ConfigMap map : ConfigMap.all(mesh.manifests())) {
            String name = map.name();
            String text = map.texts().get(NETWORKS);
            if (text != null && (name.equals(CONFIG_MAP) || name.startsWith(CONFIG_MAP + "-"))) {
                read(text, map, report).forEach(networks -> networks(networks, registries, map, report));
            }
        }
    }

    private static List<Fields> read(String text, ConfigMap map, Report report) {
        try {
            return Yaml.read(text, map.ref() + ", " + NETWORKS).stream()
                    .map(document -> Fields.of(document.root()).child("networks"))
                    .toList();
        } catch (MalformedYamlException malformed) {
            report.add(Code.SCHEMA_ERROR, map.resource(), NETWORKS + " cannot be read: " + malformed.getMessage());
            return List.of();
        }
    }

    private static void networks(Fields networks, Set<String> registries, ConfigMap map, Report report) {
        for (String network : networks.names()) {
            for (Fields endpoint : networks.child(network).list("endpoints")) {
                endpoint.text("fromRegistry")
                        .filter(registry -> !registries.contains(registry))
                        .ifPresent(registry -> report.add(
                                Code.UNKNOWN_REGISTRY,
                                map.resource(),
                                "MeshNetworks " + map.namespace() + "/meshnetworks",
                                "network " + network + " takes the endpoints of registry " + registry
                                        + ", which no secret with label " + REMOTE + " names (known: "
                                        + new TreeSet<>(registries) + ")"));
            }
        }
    }

    /** One Service that is not the same in all clusters that have it. */
    static void services(Map<String, Mesh> clusters, Report report) {
        Map<ObjectRef, Map<String, Service>> all = new LinkedHashMap<>();
        new TreeMap<>(clusters)
                .forEach((cluster, mesh) -> mesh.services()
                        .forEach(service -> all.computeIfAbsent(service.ref(), unknown -> new LinkedHashMap<>())
                                .put(cluster, service)));
        all.forEach((ref, copies) -> {
            List<String> differences = differences(copies);
            if (!differences.isEmpty()) {
                Service first = copies.values().iterator().next();
                report.add(
                        Code.DIFFERENT_SERVICES,
                        first.resource(),
                        "not the same in clusters " + copies.keySet() + ": " + String.join("; ", differences));
            }
        });
    }

    private static List<String> differences(Map<String, Service> copies) {
        List<String> found = new ArrayList<>();
        differ("headless", copies, service -> String.valueOf(service.isHeadless()), found);
        differ("type", copies, Service::type, found);
        differ(
                "ports",
                copies,
                service -> service.ports().stream()
                        .map(port ->
                                port.name() + " " + port.port() + "/" + port.protocol() + " to " + port.targetPort())
                        .sorted()
                        .collect(Collectors.joining(", ")),
                found);
        return found;
    }

    private static void differ(
            String what, Map<String, Service> copies, Function<Service, String> value, List<String> found) {
        Map<String, String> values = new LinkedHashMap<>();
        copies.forEach((cluster, service) -> values.put(cluster, value.apply(service)));
        if (new HashSet<>(values.values()).size() > 1) {
            found.add(what + " " + values);
        }
    }
}
