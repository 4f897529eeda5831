package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.k8s.Namespace;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.DestinationRule;
import io.github.windlass4j.mesh.istio.ExportTo;
import io.github.windlass4j.mesh.istio.IstioObject;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.PeerAuthentication;
import io.github.windlass4j.mesh.istio.ServiceEntry;
import io.github.windlass4j.mesh.istio.VirtualService;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is written where nobody reads it: annotations, labels, ports and namespaces without effect. */
final class PlacementAnalyzers {
    static final String ANNOTATION = "WL-MS-006";
    static final String PORT = "WL-MS-007";
    static final String EXPORT = "WL-MS-008";
    static final String REVISION = "WL-MS-009";
    static final String SHADOWED = "WL-MS-010";

    /** istioctl looks at these itself. */
    private static final List<String> LOOKED_AT = List.of("Pod", "Deployment");

    private PlacementAnalyzers() {}

    /** Annotations for pods on what makes the pods. */
    static void annotations(Mesh mesh, Report report) {
        for (Workload workload : mesh.workloads()) {
            if (LOOKED_AT.contains(workload.resource().kind())) {
                continue;
            }
            for (String name : workload.resource().annotations().keySet()) {
                boolean isForPods = AnalysisFacts.read()
                        .annotation(name)
                        .filter(known -> known.objects().equals(List.of("Pod")))
                        .isPresent();
                if (isForPods && !workload.podAnnotations().containsKey(name)) {
                    report.add(
                            ANNOTATION,
                            Severity.WARNING,
                            workload.resource(),
                            "annotation " + name + " has effect on the pods' template only",
                            List.of(),
                            "move it to spec.template.metadata.annotations");
                }
            }
        }
    }

    /** Modes for ports on which no selected workload listens, most often the Service's number. */
    static void ports(Mesh mesh, Report report) {
        for (PeerAuthentication policy : mesh.all(PeerAuthentication.KIND)) {
            Map<String, String> labels = policy.target().labels();
            List<Workload> selected = labels.isEmpty() ? List.of() : mesh.workloads(policy.namespace(), labels);
            selected.forEach(workload -> ports(mesh, policy, workload, report));
        }
    }

    private static void ports(Mesh mesh, PeerAuthentication policy, Workload workload, Report report) {
        List<Service> services = mesh.services(workload);
        Set<String> listened = services.stream()
                .flatMap(service -> service.ports().stream())
                .map(port -> target(workload, port))
                .collect(Collectors.toSet());
        for (Service service : services) {
            for (Service.Port port : service.ports()) {
                boolean isMistaken = policy.portModes().containsKey(port.port())
                        && !listened.contains(Integer.toString(port.port()));
                if (isMistaken) {
                    report.add(
                            PORT,
                            Severity.WARNING,
                            policy.resource(),
                            "portLevelMtls " + port.port() + " is the port of " + service.ref()
                                    + "; the workload listens on " + target(workload, port),
                            List.of(),
                            "use the workload's port");
                }
            }
        }
    }

    private static String target(Workload workload, Service.Port port) {
        OptionalInt number = workload.targetPort(port);
        return number.isPresent() ? Integer.toString(number.getAsInt()) : port.targetPort();
    }

    /** Namespaces in {@code exportTo} that do not exist. */
    static void exports(Mesh mesh, Report report) {
        mesh.all(DestinationRule.KIND).forEach(one -> export(mesh, one, one.exportTo(), report));
        mesh.all(VirtualService.KIND).forEach(one -> export(mesh, one, one.exportTo(), report));
        mesh.all(ServiceEntry.KIND).forEach(one -> export(mesh, one, one.exportTo(), report));
    }

    private static void export(Mesh mesh, IstioObject object, ExportTo exportTo, Report report) {
        for (String entry : exportTo.entries()) {
            boolean isKeyword = List.of("*", ".", "~").contains(entry);
            if (!isKeyword
                    && !entry.equals(object.namespace())
                    && !mesh.namespaces().isEmpty()
                    && mesh.namespace(entry).isEmpty()) {
                report.add(
                        EXPORT,
                        Severity.WARNING,
                        object.resource(),
                        "exportTo names namespace " + entry + ", which is not among the objects",
                        List.of());
            }
        }
    }

    /** Namespaces whose label names a control plane that is not there: their pods stay without a proxy. */
    static void revisions(Mesh mesh, Report report) {
        List<InjectionWebhook> webhooks = InjectionWebhook.all(mesh);
        if (webhooks.isEmpty()) {
            return;
        }
        for (Namespace namespace : mesh.namespaces()) {
            Map<String, String> labels = namespace.labels();
            boolean asks = "enabled".equals(labels.get(InjectionWebhook.INJECTION_LABEL))
                    || (labels.containsKey(InjectionWebhook.REVISION_LABEL)
                            && !labels.containsKey(InjectionWebhook.INJECTION_LABEL));
            if (asks && webhooks.stream().noneMatch(webhook -> webhook.takes(labels, Map.of()))) {
                List<String> revisions = webhooks.stream()
                        .map(InjectionWebhook::revision)
                        .distinct()
                        .sorted()
                        .toList();
                report.add(
                        REVISION,
                        Severity.ERROR,
                        namespace.resource(),
                        "asks for injection, and no webhook takes its pods: there are revisions " + revisions,
                        List.of(),
                        "label the namespace " + InjectionWebhook.REVISION_LABEL + "=" + revisions.get(0)
                                + " and restart its workloads");
            }
        }
    }

    /** Policies for the same pods as an older one: only the oldest counts. */
    static void shadowed(Mesh mesh, Report report) {
        Map<String, PeerAuthentication> oldest = new TreeMap<>();
        for (PeerAuthentication policy : mesh.all(PeerAuthentication.KIND)) {
            String scope = policy.namespace() + " " + Pods.text(policy.target().labels());
            PeerAuthentication first = oldest.putIfAbsent(scope, policy);
            if (first != null) {
                report.add(
                        SHADOWED,
                        Severity.WARNING,
                        policy.resource(),
                        "has no effect: " + first.ref() + " is for the same pods and older",
                        List.of());
            }
        }
    }
}
