package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.PodAnnotations;
import io.github.windlass4j.mesh.inject.Probe;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.Protocol;
import io.github.windlass4j.mesh.istio.Sidecar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What each edit makes of the objects. */
final class Edits {
    private static final String TRAFFIC = "traffic.sidecar.istio.io/";
    private static final String SIDECAR = "proxy.istio.io/config";

    private final Mesh mesh;
    private final String revision;
    private final Workload controller;
    private final IngressView ingress;
    private final List<IngressView.Backend> backends;

    Edits(Mesh mesh, NginxSetup setup, String revision) {
        this.mesh = mesh;
        this.revision = revision;
        this.controller = NginxDoctor.controller(mesh, setup);
        this.ingress = IngressView.of(mesh, setup);
        this.backends = ingress.backends(mesh);
    }

    /**
     * The objects that an edit changes or adds, by identity, on top of those that others have changed; empty when it would
     * change nothing.
     */
    Map<String, Resource> apply(NginxEdit edit, Map<String, Resource> changed) {
        Map<String, Resource> result = new LinkedHashMap<>();
        List<Resource> edited = switch (edit) {
            case INJECT -> inject(changed);
            case UPSTREAM_VHOST -> vhost(changed);
            case SERVICE_UPSTREAM ->
                List.of(annotated(
                        latest(ingress.ingress(), changed), List.of("metadata"), IngressView.SERVICE_UPSTREAM, "true"));
            case INCLUDE_NO_INBOUND -> List.of(onPods(TRAFFIC + "includeInboundPorts", "", changed));
            case EXCLUDE_INBOUND -> excludeInbound(changed);
            case HOLD_UNTIL_START -> List.of(onPods(SIDECAR, held(changed), changed));
            case EXCLUDE_API_SERVER -> excludeApiServer(changed);
            case SIDECAR_HOST -> sidecarHosts(changed);
            case DESTINATION_RULE -> backends.stream().map(this::rule).toList();
            case PORT_NAME -> portNames(changed);
            case PEER_AUTHENTICATION_PORT ->
                backends.stream().map(this::acceptance).toList();
        };
        for (Resource resource : edited) {
            if (!mesh.find(resource.ref()).filter(resource::equals).isPresent()) {
                result.put(resource.ref().toString(), resource);
            }
        }
        return result;
    }

    /** What several edits change together, by identity. */
    Map<String, Resource> all(List<NginxEdit> edits) {
        Map<String, Resource> changed = new LinkedHashMap<>();
        for (NginxEdit edit : edits) {
            changed.putAll(apply(edit, changed));
        }
        return changed;
    }

    private static Resource latest(Resource resource, Map<String, Resource> changed) {
        return changed.getOrDefault(resource.ref().toString(), resource);
    }

    private List<Resource> inject(Map<String, Resource> changed) {
        Resource pods = latest(controller.resource(), changed);
        for (String kind : List.of("labels", "annotations")) {
            List<String> path = new ArrayList<>(podMetadata());
            path.add(kind);
            Fields written = pods.fields().child(path.toArray(new String[0]));
            // Where the pods themselves decline, the namespace's label does nothing.
            if (written.text(InjectionWebhook.INJECT_LABEL, "").equals("false")
                    && written.node() instanceof Mapping own) {
                pods = pods.with(own.without(InjectionWebhook.INJECT_LABEL), path.toArray(new String[0]));
            }
        }
        return List.of(labelled(changed), pods);
    }

    private Resource labelled(Map<String, Resource> changed) {
        String name = controller.namespace();
        Resource namespace = mesh.namespace(name)
                .map(found -> latest(found.resource(), changed))
                .orElseGet(() -> read("{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}"));
        boolean unnamed = revision.equals(InjectionWebhook.DEFAULT);
        Mapping labels =
                namespace.metadata().child("labels").node() instanceof Mapping written ? written : Mapping.empty();
        Mapping wanted = unnamed
                ? labels.without(InjectionWebhook.REVISION_LABEL)
                        .with(InjectionWebhook.INJECTION_LABEL, Scalar.of("enabled"))
                // Beside the label of the unnamed control plane the other one is not looked at.
                : labels.without(InjectionWebhook.INJECTION_LABEL)
                        .with(InjectionWebhook.REVISION_LABEL, Scalar.of(revision));
        return namespace.with(wanted, "metadata", "labels");
    }

    /** One Host for the whole Ingress: only an Ingress with one service can have it. */
    private List<Resource> vhost(Map<String, Resource> changed) {
        List<String> hosts = backends.stream()
                .map(backend -> mesh.host(backend.service()).value())
                .distinct()
                .toList();
        return hosts.size() == 1
                ? List.of(annotated(
                        latest(ingress.ingress(), changed),
                        List.of("metadata"),
                        IngressView.UPSTREAM_VHOST,
                        hosts.get(0)))
                : List.of();
    }

    private List<Resource> excludeInbound(Map<String, Resource> changed) {
        IntStream called = mesh.services(controller).stream()
                .flatMap(service -> service.ports().stream())
                .mapToInt(port -> controller.targetPort(port).orElse(0));
        // A rewritten probe asks the agent, who would not be told of a port that is excluded here and named there.
        boolean rewritten = PodAnnotations.flag(
                        controller.podAnnotations().get("sidecar.istio.io/rewriteAppHTTPProbers"))
                .orElse(true);
        IntStream probed = rewritten
                ? IntStream.empty()
                : Probe.all(controller).stream().mapToInt(Probe::port).filter(port -> port > 0);
        IntStream onNodes = NginxDoctor.hostPorts(controller).stream()
                .mapToInt(port -> (int) port.whole("containerPort").orElse(0));
        String ports = IntStream.concat(IntStream.concat(called, onNodes), probed)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        return ports.isEmpty() ? List.of() : List.of(addedOnPods(TRAFFIC + "excludeInboundPorts", ports, changed));
    }

    private List<Resource> excludeApiServer(Map<String, Resource> changed) {
        return mesh.service("default", "kubernetes")
                .map(service -> service.resource().spec().text("clusterIP", ""))
                .filter(IpRange::isAddress)
                .map(address -> List.of(addedOnPods(TRAFFIC + "excludeOutboundIPRanges", address + "/32", changed)))
                .orElse(List.of());
    }

    private List<Resource> sidecarHosts(Map<String, Resource> changed) {
        Optional<Sidecar> hiding = Stream.of(controller.namespace(), mesh.rootNamespace())
                .flatMap(namespace -> mesh.in(Sidecar.KIND, namespace).stream())
                .filter(sidecar -> controller
                        .podLabels()
                        .entrySet()
                        .containsAll(sidecar.workloadLabels().entrySet()))
                .findFirst();
        return hiding.filter(sidecar -> !sidecar.egress().isEmpty())
                .map(sidecar -> List.of(widened(latest(sidecar.resource(), changed))))
                .orElse(List.of());
    }

    private Resource widened(Resource sidecar) {
        List<Node> egress = new ArrayList<>();
        sidecar.spec().list("egress").forEach(listener -> egress.add(listener.node()));
        int last = egress.size() - 1;
        if (egress.get(last) instanceof Mapping listener) {
            List<Node> hosts = new ArrayList<>();
            sidecar.spec().list("egress").get(last).texts("hosts").forEach(host -> hosts.add(Scalar.of(host)));
            backends.stream()
                    .map(backend -> backend.service().ref().namespace() + "/" + mesh.host(backend.service()))
                    .distinct()
                    .map(Scalar::of)
                    .filter(host -> !hosts.contains(host))
                    .forEach(hosts::add);
            egress.set(last, listener.with("hosts", Sequence.of(hosts)));
        }
        return sidecar.with(Sequence.of(egress), "spec", "egress");
    }

    private Resource rule(IngressView.Backend backend) {
        return read(
                """
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: %s-from-ingress, namespace: %s}
                spec:
                  host: %s
                  exportTo: ["."]
                  trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}
                """.formatted(backend.service().ref().name(), controller.namespace(), mesh.host(backend.service())));
    }

    private List<Resource> portNames(Map<String, Resource> changed) {
        List<Resource> services = new ArrayList<>();
        for (IngressView.Backend backend : backends) {
            if (!Protocol.of(backend.port()).isHttp()) {
                Resource service = latest(backend.service().resource(), changed);
                List<Node> ports = new ArrayList<>();
                for (Service.Port port : new Service(service).ports()) {
                    boolean own = port.port() == backend.port().port()
                            && port.fields().node() instanceof Mapping;
                    ports.add(
                            own
                                    ? ((Mapping) port.fields().node())
                                            .without("appProtocol")
                                            .with("name", Scalar.of("http-" + port.port()))
                                    : port.fields().node());
                }
                services.add(service.with(Sequence.of(ports), "spec", "ports"));
            }
        }
        return services;
    }

    private Resource acceptance(IngressView.Backend backend) {
        List<Workload> workloads = mesh.workloads(backend.service());
        int port = workloads.isEmpty()
                ? 0
                : workloads.get(0).targetPort(backend.port()).orElse(0);
        String selector = backend.service().selector().entrySet().stream()
                .map(label -> '"' + label.getKey() + "\": \"" + label.getValue() + '"')
                .collect(Collectors.joining(", "));
        return read("""
                apiVersion: security.istio.io/v1
                kind: PeerAuthentication
                metadata: {name: %s-from-ingress, namespace: %s}
                spec:
                  selector: {matchLabels: {%s}}
                  portLevelMtls: {"%d": {mode: PERMISSIVE}}
                """.formatted(
                        backend.service().ref().name(), backend.service().ref().namespace(), selector, port));
    }

    /** A VirtualService that gives the application the Host back that upstream-vhost took. */
    Optional<Resource> restoringHost() {
        if (backends.size() != 1 || ingress.ingress().spec().list("rules").size() != 1) {
            return Optional.empty();
        }
        IngressView.Backend backend = backends.get(0);
        return ingress.ingress()
                .spec()
                .list("rules")
                .get(0)
                .text("host")
                .map(host -> read("""
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: %1$s-host-from-ingress, namespace: %2$s}
                spec:
                  hosts: [%3$s]
                  exportTo: ["."]
                  http:
                  - headers: {request: {set: {Host: %4$s}}}
                    route: [{destination: {host: %3$s}}]
                """.formatted(
                        backend.service().ref().name(), controller.namespace(), mesh.host(backend.service()), host)));
    }

    /** The pods' own settings of their proxy with one more. */
    private String held(Map<String, Resource> changed) {
        List<Document> written = Yaml.read(podAnnotation(SIDECAR, changed), SIDECAR);
        Mapping settings = !written.isEmpty() && written.get(0).root() instanceof Mapping own ? own : Mapping.empty();
        return Yaml.write(settings.with("holdApplicationUntilProxyStarts", Scalar.of(true)));
    }

    /** A list with what it lacks, behind what it has. */
    private Resource addedOnPods(String annotation, String items, Map<String, Resource> changed) {
        Set<String> all = new LinkedHashSet<>();
        for (String list : List.of(podAnnotation(annotation, changed), items)) {
            Stream.of(list.split(",", -1))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .forEach(all::add);
        }
        return onPods(annotation, String.join(",", all), changed);
    }

    private String podAnnotation(String name, Map<String, Resource> changed) {
        return Workload.of(latest(controller.resource(), changed))
                .map(Workload::podAnnotations)
                .orElse(Map.of())
                .getOrDefault(name, "");
    }

    private Resource onPods(String annotation, String value, Map<String, Resource> changed) {
        return annotated(latest(controller.resource(), changed), podMetadata(), annotation, value);
    }

    private List<String> podMetadata() {
        return controller.resource().kind().equals("Pod")
                ? List.of("metadata")
                : List.of("spec", "template", "metadata");
    }

    private static Resource annotated(Resource resource, List<String> metadata, String annotation, String value) {
        List<String> path = new ArrayList<>(metadata);
        path.add("annotations");
        path.add(annotation);
        return resource.with(Scalar.of(value), path.toArray(new String[0]));
    }

    private static Resource read(String yaml) {
        return Manifests.read(yaml, "patch").resources().get(0);
    }
}
