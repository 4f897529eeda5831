package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.k8s.PodSpec;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The pods of a mesh: those that are there, and one for each workload of whose pods none is there. So the same questions
 * can be put to manifests before a roll-out and to the dump of a cluster.
 */
final class Pods {
    static final String PROXY = "istio-proxy";

    private Pods() {}

    static List<Workload> of(Mesh mesh) {
        return mesh.workloads().stream()
                .filter(workload -> counts(mesh, workload))
                .toList();
    }

    static List<Workload> in(Mesh mesh, String namespace) {
        return mesh.workloads(namespace).stream()
                .filter(workload -> counts(mesh, workload))
                .toList();
    }

    static boolean isPod(Workload workload) {
        return workload.resource().kind().equals("Pod");
    }

    private static boolean counts(Mesh mesh, Workload workload) {
        return isPod(workload)
                || mesh.workloads(workload.namespace(), workload.podLabels()).stream()
                        .noneMatch(Pods::isPod);
    }

    static boolean has(Map<String, String> labels, Map<String, String> selector) {
        return labels.entrySet().containsAll(selector.entrySet());
    }

    static Stream<PodSpec.Container> containers(Workload workload) {
        PodSpec pod = workload.pod();
        return Stream.concat(pod.containers().stream(), pod.initContainers().stream());
    }

    /** Whether a pod is taken to have a sidecar (analyzers/util, in_mesh.go). */
    static boolean inMesh(Mesh mesh, Workload workload) {
        if (containers(workload)
                .anyMatch(container ->
                        container.name().equals(PROXY) && !container.image().isEmpty())) {
            return true;
        }
        for (Map<String, String> wishes : List.of(workload.podLabels(), workload.podAnnotations())) {
            if (wishes.containsKey("sidecar.istio.io/inject")) {
                return "true".equals(wishes.get("sidecar.istio.io/inject"));
            }
        }
        return "enabled".equals(mesh.namespaceLabels(workload.namespace()).get("istio-injection"));
    }

    /** Whether the pods are taken to be in the ambient mesh. */
    static boolean isAmbient(Mesh mesh, Workload workload) {
        return isRedirected(workload) || isAmbient(mesh.namespaceLabels(workload.namespace()));
    }

    /** Whether the CNI plugin wrote on a pod that the ambient mesh took it. */
    static boolean isRedirected(Workload pod) {
        return "enabled".equals(pod.podAnnotations().get("ambient.istio.io/redirection"));
    }

    /**
     * Whether anything of the mesh stands in front of a pod; a revision's label counts, although istioctl does not look at it.
     */
    static boolean hasProxy(Mesh mesh, Workload workload) {
        return inMesh(mesh, workload) || isAmbient(mesh, workload) || isOfRevision(mesh, workload);
    }

    private static boolean isOfRevision(Mesh mesh, Workload workload) {
        Map<String, String> namespace = mesh.namespaceLabels(workload.namespace());
        boolean asks = namespace.containsKey(InjectionWebhook.INJECTION_LABEL)
                ? "enabled".equals(namespace.get(InjectionWebhook.INJECTION_LABEL))
                : namespace.containsKey(InjectionWebhook.REVISION_LABEL)
                        || workload.podLabels().containsKey(InjectionWebhook.REVISION_LABEL);
        return asks && !"false".equals(workload.podLabels().get("sidecar.istio.io/inject"));
    }

    static boolean isAmbient(Map<String, String> namespaceLabels) {
        return "ambient".equals(namespaceLabels.get("istio.io/dataplane-mode"))
                && !"enabled".equals(namespaceLabels.get("istio-injection"))
                && namespaceLabels.getOrDefault("istio.io/rev", "").isEmpty();
    }

    /** The injection webhooks among the objects; without any, one for each control plane that a label asks for. */
    static List<InjectionWebhook> webhooks(Mesh mesh) {
        List<InjectionWebhook> known = InjectionWebhook.all(mesh);
        if (!known.isEmpty()) {
            return known;
        }
        List<InjectionWebhook> asked = new ArrayList<>(InjectionWebhook.ofDefault(false));
        Stream.concat(
                        mesh.namespaces().stream()
                                .map(namespace -> namespace.resource().labels()),
                        mesh.workloads().stream().map(Workload::podLabels))
                .map((Map<String, String> labels) -> labels.get(InjectionWebhook.REVISION_LABEL))
                .filter(Objects::nonNull)
                .distinct()
                .forEach(revision -> asked.addAll(InjectionWebhook.ofRevision(revision)));
        return asked;
    }

    /** Namespaces of Kubernetes and Istio themselves. */
    static boolean isSystem(Mesh mesh, String namespace) {
        return Mesh.CLUSTER_NAMESPACES.contains(namespace)
                || namespace.equals(Mesh.ISTIO_SYSTEM)
                || namespace.equals(mesh.rootNamespace());
    }

    static boolean isControlPlane(Resource resource) {
        return resource.labels().containsKey("istio") || resource.labels().containsKey("release");
    }

    /** Labels as {@code kubectl -l} writes them, sorted. */
    static String text(Map<String, String> selector) {
        return String.join(
                ",",
                selector.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .toList());
    }
}
