package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.observe.scrape.KubernetesDiscovery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The candidates that Kubernetes discovery makes of a pod (discovery/kubernetes, pod.go and endpoints.go). */
record Discovery(Mesh mesh, PodView pod) {
    private static final String META = "__meta_kubernetes_";

    /** Empty when the entry does not look at this pod; roles that find no pods yield nothing. */
    List<Map<String, String>> candidates(KubernetesDiscovery discovery) {
        if (!isLookedAt(discovery)) {
            return List.of();
        }
        return switch (discovery.role()) {
            case POD -> pods();
            case ENDPOINTS, ENDPOINTSLICE -> endpoints(discovery.role());
            default -> List.of();
        };
    }

    /** The agent's own namespace is one of those that are looked at, and alone the only one (kubernetes.go, getNamespaces). */
    private boolean isLookedAt(KubernetesDiscovery discovery) {
        boolean own = discovery.ownNamespace()
                && pod.namespace().equals(ObserveFacts.shipped().configMap().namespace());
        boolean all = discovery.namespaces().isEmpty() && !discovery.ownNamespace();
        return all || own || discovery.namespaces().contains(pod.namespace());
    }

    /** Labels of running pods whose values a manifest does not tell: rules that ask for them were answered as if they were absent. */
    List<String> untold() {
        Map<String, String> told = podLabels();
        List<String> untold = new ArrayList<>(Stream.of("node_name", "host_ip", "uid", "controller_name")
                .map(name -> META + "pod_" + name)
                .filter(name -> !told.containsKey(name))
                .toList());
        untold.add(META + "pod_container_id");
        if (!isPod()) {
            untold.add(META + "pod_name");
        }
        return untold;
    }

    private boolean isPod() {
        return pod.workload().resource().kind().equals("Pod");
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

    /** Endpoints and EndpointSlices tell the same with other names, a slice a little more. */
    private List<Map<String, String>> endpoints(KubernetesDiscovery.Role role) {
        List<Map<String, String>> candidates = new ArrayList<>();
        for (Service service : mesh.services(pod.workload())) {
            Set<Integer> covered = new LinkedHashSet<>();
            for (Service.Port servicePort : service.ports()) {
                int number = target(servicePort);
                if (number == 0) {
                    continue;
                }
                covered.add(number);
                Map<String, String> labels = serviceLabels(service, role);
                if (role == KubernetesDiscovery.Role.ENDPOINTS) {
                    endpoint(labels, servicePort);
                } else {
                    slice(labels, servicePort, number);
                }
                pod.ports().stream()
                        .filter(port -> port.number() == number)
                        .findFirst()
                        .ifPresent(port -> container(labels, port));
                labels.put("__address__", address(number));
                candidates.add(labels);
            }
            for (PodView.ContainerPort port : pod.ports()) {
                if (port.number() != 0 && !covered.contains(port.number())) {
                    Map<String, String> labels = serviceLabels(service, role);
                    container(labels, port);
                    labels.put("__address__", address(port.number()));
                    candidates.add(labels);
                }
            }
        }
        return candidates;
    }

    private void endpoint(Map<String, String> labels, Service.Port port) {
        port(labels, "endpoint_", port);
        labels.put(META + "endpoint_ready", "true");
    }

    private void slice(Map<String, String> labels, Service.Port port, int number) {
        port(labels, "endpointslice_", port);
        labels.put(META + "endpointslice_port", Integer.toString(number));
        port.appProtocol().ifPresent(protocol -> labels.put(META + "endpointslice_port_app_protocol", protocol));
        labels.put(META + "endpointslice_endpoint_conditions_ready", "true");
        labels.put(META + "endpointslice_endpoint_conditions_serving", "true");
        labels.put(META + "endpointslice_endpoint_conditions_terminating", "false");
    }

    private void port(Map<String, String> labels, String prefix, Service.Port port) {
        labels.put(META + prefix + "port_name", port.name());
        labels.put(META + prefix + "port_protocol", port.protocol());
        labels.put(META + prefix + "address_target_kind", "Pod");
        labels.put(META + prefix + "address_target_name", pod.workload().ref().name());
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

    private Map<String, String> serviceLabels(Service service, KubernetesDiscovery.Role role) {
        Map<String, String> labels = podLabels();
        labels.put(META + "service_name", service.ref().name());
        if (role == KubernetesDiscovery.Role.ENDPOINTS) {
            labels.put(META + "endpoints_name", service.ref().name());
        } else {
            labels.put(META + "endpointslice_address_type", pod.address().contains(":") ? "IPv6" : "IPv4");
        }
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
        controller(labels);
        known(labels, "pod_node_name", pod.workload().pod().fields().text("nodeName", ""));
        known(labels, "pod_host_ip", pod.workload().resource().status().text("hostIP", ""));
        all(labels, "pod_label", pod.workload().podLabels());
        all(labels, "pod_annotation", pod.annotations());
        return labels;
    }

    /** What makes the pods; the ReplicaSet of a Deployment and the Job of a CronJob get names that no manifest tells. */
    private void controller(Map<String, String> labels) {
        Resource resource = pod.workload().resource();
        switch (resource.kind()) {
            case "Pod" ->
                resource.fields().child("metadata").list("ownerReferences").stream()
                        .filter(owner -> owner.flag("controller").orElse(false))
                        .findFirst()
                        .ifPresent(owner -> {
                            known(labels, "pod_controller_kind", owner.text("kind", ""));
                            known(labels, "pod_controller_name", owner.text("name", ""));
                        });
            case "Deployment" -> known(labels, "pod_controller_kind", "ReplicaSet");
            case "CronJob" -> known(labels, "pod_controller_kind", "Job");
            default -> {
                known(labels, "pod_controller_kind", resource.kind());
                known(labels, "pod_controller_name", resource.name());
            }
        }
    }

    private static void known(Map<String, String> labels, String name, String value) {
        if (!value.isEmpty()) {
            labels.put(META + name, value);
        }
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
        known(labels, "pod_container_image", port.image());
        if (port.number() != 0) {
            labels.put(META + "pod_container_port_name", port.name());
            labels.put(META + "pod_container_port_number", Integer.toString(port.number()));
            labels.put(META + "pod_container_port_protocol", port.protocol());
        }
    }
}
