package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.observe.scrape.KubernetesDiscovery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The candidates that Kubernetes discovery makes of a pod (discovery/kubernetes, pod.go and endpoints.go). */
record Discovery(Mesh mesh, PodView pod) {
    private static final String META = "__meta_kubernetes_";

    /** Empty when the entry does not look at this pod; roles that find no pods yield nothing. */
    List<Map<String, String>> candidates(KubernetesDiscovery discovery) {
        if (!discovery.namespaces().isEmpty() && !discovery.namespaces().contains(pod.namespace())) {
            return List.of();
        }
        return switch (discovery.role()) {
            case POD -> pods();
            case ENDPOINTS -> endpoints("endpoint_", "endpoint_ready");
            case ENDPOINTSLICE -> endpoints("endpointslice_", "endpointslice_endpoint_conditions_ready");
            default -> List.of();
        };
    }

    private List<Map<String, String>> pods() {
        List<Map<String, String>> candidates = new ArrayList<>();
        for (PodView.ContainerPort port : pod.ports()) {
            Map<String, String> labels = podLabels();
            container(labels, port);
            labels.put("__address__", address(port.number()));
            candidates.add(labels);
        }
        return candidates;
    }

    /** Endpoints and EndpointSlices tell the same with other names. */
    private List<Map<String, String>> endpoints(String prefix, String ready) {
        List<Map<String, String>> candidates = new ArrayList<>();
        for (Service service : mesh.services(pod.workload())) {
            Set<Integer> covered = new LinkedHashSet<>();
            for (Service.Port servicePort : service.ports()) {
                int number = target(servicePort);
                if (number == 0) {
                    continue;
                }
                covered.add(number);
                Map<String, String> labels = serviceLabels(service);
                labels.put(META + ready, "true");
                labels.put(META + prefix + "port_name", servicePort.name());
                labels.put(META + prefix + "port_protocol", servicePort.protocol());
                pod.ports().stream()
                        .filter(port -> port.number() == number)
                        .findFirst()
                        .ifPresent(port -> container(labels, port));
                labels.put("__address__", address(number));
                candidates.add(labels);
            }
            for (PodView.ContainerPort port : pod.ports()) {
                if (port.number() != 0 && !covered.contains(port.number())) {
                    Map<String, String> labels = serviceLabels(service);
                    container(labels, port);
                    labels.put("__address__", address(port.number()));
                    candidates.add(labels);
                }
            }
        }
        return candidates;
    }

    private int target(Service.Port port) {
        String target = port.targetPort();
        return target.matches("[0-9]{1,5}")
                ? Integer.parseInt(target)
                : pod.ports().stream()
                        .filter(declared -> declared.name().equals(target))
                        .findFirst()
                        .map(PodView.ContainerPort::number)
                        .orElse(0);
    }

    private String address(int port) {
        String host = pod.address().contains(":") ? "[" + pod.address() + "]" : pod.address();
        return port == 0 ? host : host + ":" + port;
    }

    private Map<String, String> serviceLabels(Service service) {
        Map<String, String> labels = podLabels();
        labels.put(META + "service_name", service.ref().name());
        labels.put(META + "endpoints_name", service.ref().name());
        all(labels, "service_label", service.resource().labels());
        all(labels, "service_annotation", service.resource().annotations());
        return labels;
    }

    private Map<String, String> podLabels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(META + "namespace", pod.namespace());
        labels.put(META + "pod_name", pod.workload().ref().name());
        labels.put(META + "pod_ip", pod.address());
        labels.put(META + "pod_ready", "true");
        labels.put(META + "pod_phase", "Running");
        all(labels, "pod_label", pod.workload().podLabels());
        all(labels, "pod_annotation", pod.annotations());
        return labels;
    }

    private static void all(Map<String, String> labels, String kind, Map<String, String> written) {
        written.forEach((name, value) -> {
            labels.put(META + kind + "_" + MetricsMerge.label(name), value);
            labels.put(META + kind + "present_" + MetricsMerge.label(name), "true");
        });
    }

    private static void container(Map<String, String> labels, PodView.ContainerPort port) {
        labels.put(META + "pod_container_name", port.container());
        labels.put(META + "pod_container_init", Boolean.toString(port.init()));
        if (port.number() != 0) {
            labels.put(META + "pod_container_port_name", port.name());
            labels.put(META + "pod_container_port_number", Integer.toString(port.number()));
            labels.put(META + "pod_container_port_protocol", port.protocol());
        }
    }
}
