package io.github.windlass4j.advisor.facts;

import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.call.Call;
import io.github.windlass4j.mesh.call.CallSimulator;
import io.github.windlass4j.mesh.inject.InjectionVerdict;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.Sidecar;
import io.github.windlass4j.mesh.mtls.PeerPolicy;
import io.github.windlass4j.mesh.nginx.Hop;
import io.github.windlass4j.mesh.nginx.NginxDoctor;
import io.github.windlass4j.mesh.nginx.NginxSetup;
import io.github.windlass4j.mesh.observe.TrafficGraph;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Facts of the pack {@code mesh} measured from the manifests of a cluster. What they do not tell stays unknown. */
public final class MeshFacts {
    private static final String NGINX = "nginx.ingress.kubernetes.io/";

    private MeshFacts() {}

    /**
     * Measures the revision, the kinds of nodes, the data plane, and whether a workload without a proxy calls one that has one.
     *
     * @param mesh the objects; nodes among them if {@code windowsNodes} is to be measured
     * @param webhooks those that inject
     * @return the facts
     */
    public static Facts of(Mesh mesh, List<InjectionWebhook> webhooks) {
        Facts facts = Facts.none();
        Set<String> revisions = new TreeSet<>();
        webhooks.forEach(webhook -> revisions.add(webhook.revision()));
        revisions.remove(InjectionWebhook.DEFAULT);
        if (revisions.size() == 1) {
            facts = facts.measure("revision", revisions.iterator().next(), "the webhooks that inject");
        }
        List<Resource> nodes = mesh.ofKind("", "Node");
        if (!nodes.isEmpty()) {
            Optional<String> windows = nodes.stream()
                    .filter(node -> "windows".equals(node.labels().get("kubernetes.io/os")))
                    .map(node -> node.ref().toString())
                    .findFirst();
            facts = facts.plus(yesOrNo("windowsNodes", windows, "none of " + nodes.size() + " nodes"));
        }
        Optional<Workload> cilium = mesh.workloads("kube-system").stream()
                .filter(workload -> workload.ref().kind().equals("DaemonSet")
                        && workload.ref().name().equals("cilium"))
                .findFirst();
        if (cilium.isPresent()) {
            facts = facts.measure("ciliumDataPlane", "yes", cilium.get().ref().toString());
        }
        return facts.plus(callers(mesh, Injector.of(mesh, webhooks)));
    }

    /**
     * Measures an NGINX controller in front of a mesh: its sidecar, what that captures, the modes of the backends, and what the
     * Ingress is annotated with.
     *
     * @param mesh the objects
     * @param webhooks those that inject
     * @param setup controller and Ingress
     * @return the facts
     * @throws IllegalArgumentException when controller or Ingress are not among the objects
     */
    public static Facts ofController(Mesh mesh, List<InjectionWebhook> webhooks, NginxSetup setup) {
        List<Hop> hops = NginxDoctor.of(webhooks).examine(mesh, setup).hops();
        Facts facts = Facts.none();
        for (Hop hop : hops) {
            if (hop.kind() == Hop.Kind.API_SERVER) {
                facts = facts.measure("apiServerReachable", text(hop.works()), hop.toString());
            }
        }
        Optional<Workload> controller = workload(mesh, setup.controller());
        if (controller.isPresent()) {
            facts = facts.plus(sidecar(mesh, Injector.of(mesh, webhooks).decide(controller.get()), controller.get()));
        }
        for (Resource ingress : mesh.ofKind("networking.k8s.io", "Ingress")) {
            if (ingress.namespace().equals(setup.ingressNamespace())
                    && ingress.name().equals(setup.ingressName())) {
                facts = facts.plus(annotations(ingress)).plus(modes(mesh, ingress));
            }
        }
        return facts;
    }

    private static Facts sidecar(Mesh mesh, InjectionVerdict verdict, Workload controller) {
        if (verdict instanceof InjectionVerdict.Unknown || verdict instanceof InjectionVerdict.Refused) {
            return Facts.none();
        }
        String decisive = verdict.trace().isEmpty()
                ? controller.ref().toString()
                : verdict.trace().get(verdict.trace().size() - 1);
        Optional<String> captured = mesh.services(controller).stream()
                .flatMap(service -> service.ports().stream())
                .flatMap(port -> controller.targetPort(port).stream().boxed())
                .filter(port -> verdict.capture().inbound(port).isCaptured())
                .map(port ->
                        "port " + port + ": " + verdict.capture().inbound(port).why())
                .findFirst();
        Facts facts = Facts.none()
                .measure("ingressSidecar", text(verdict.isInjected()), decisive)
                .measure("inboundBypassed", text(captured.isEmpty()), captured.orElse("no port of it is captured"));
        Optional<String> narrowed = Stream.of(controller.ref().namespace(), mesh.rootNamespace())
                .flatMap(namespace -> mesh.in(Sidecar.KIND, namespace).stream())
                .filter(sidecar -> sidecar.workloadLabels().isEmpty()
                        || controller
                                .podLabels()
                                .entrySet()
                                .containsAll(sidecar.workloadLabels().entrySet()))
                .map(sidecar -> sidecar.ref().toString())
                .findFirst();
        return facts.plus(yesOrNo("sidecarResource", narrowed, "none is for " + controller.ref()));
    }

    private static Facts annotations(Resource ingress) {
        Map<String, String> annotations = ingress.annotations();
        String protocol = annotations.getOrDefault(NGINX + "backend-protocol", "HTTP");
        String place = ingress.ref() + ", annotation " + NGINX;
        return Facts.none()
                .measure(
                        "reencrypt",
                        text(Set.of("HTTPS", "GRPCS").contains(protocol.toUpperCase(Locale.ROOT))),
                        place + "backend-protocol: " + protocol)
                .measure(
                        "serviceUpstream",
                        text("true".equals(annotations.get(NGINX + "service-upstream"))),
                        place + "service-upstream")
                .measure(
                        "upstreamVhost",
                        text(annotations.containsKey(NGINX + "upstream-vhost")),
                        place + "upstream-vhost");
    }

    /** The mode of the backends, if it is the same for all. */
    private static Facts modes(Mesh mesh, Resource ingress) {
        Map<String, String> modes = new TreeMap<>();
        Stream<Fields> paths = ingress.spec().list("rules").stream()
                .flatMap(rule -> rule.child("http").list("paths").stream())
                .map(path -> path.child("backend"));
        Stream.concat(paths, Stream.of(ingress.spec().child("defaultBackend")))
                .map(backend -> backend.child("service"))
                .forEach(backend -> mesh.service(ingress.namespace(), backend.text("name", ""))
                        .ifPresent(service -> modes(mesh, service, backend.child("port"), modes)));
        Facts facts = Facts.none();
        return modes.size() == 1
                ? facts.measure(
                        "mtlsMode",
                        modes.keySet().iterator().next(),
                        modes.values().iterator().next())
                : facts;
    }

    private static void modes(Mesh mesh, Service service, Fields port, Map<String, String> modes) {
        Optional<Service.Port> chosen = port.whole("number").isPresent()
                ? service.port((int) port.whole("number").getAsLong())
                : service.port(port.text("name", ""));
        chosen.ifPresent(found -> PeerPolicy.behind(mesh, service, found)
                .forEach((workload, decision) ->
                        modes.putIfAbsent(decision.mode().name(), workload + ": " + decision)));
    }

    /** Calls that the manifests state, from a workload without a proxy to one that has one. */
    private static Facts callers(Mesh mesh, Injector injector) {
        return TrafficGraph.inferred(mesh, CallSimulator.of(mesh, injector)).edges().stream()
                .filter(edge -> edge.call().client().flatMap(client -> workload(mesh, client)).stream()
                        .anyMatch(client -> injector.decide(client) instanceof InjectionVerdict.NotInjected))
                .filter(edge -> mesh.service(mesh.resolve(edge.call().host(), "")).stream()
                        .flatMap(service -> mesh.workloads(service).stream())
                        .anyMatch(server -> injector.decide(server).isInjected()))
                .findFirst()
                .map(edge -> Facts.none().measure("callers", "some", edge.toString()))
                .orElse(Facts.none());
    }

    private static Optional<Workload> workload(Mesh mesh, Call.Client client) {
        return mesh.workloads(client.namespace()).stream()
                .filter(workload -> workload.ref().name().equals(client.workload()))
                .findFirst();
    }

    private static Facts yesOrNo(String question, Optional<String> found, String otherwise) {
        return Facts.none().measure(question, text(found.isPresent()), found.orElse(otherwise));
    }

    private static String text(boolean value) {
        return value ? "yes" : "no";
    }
}
