package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.call.Call;
import io.github.windlass4j.mesh.call.CallSimulator;
import io.github.windlass4j.mesh.call.CallVerdict;
import io.github.windlass4j.mesh.call.Stage;
import io.github.windlass4j.mesh.inject.InjectionVerdict;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.inject.Probe;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.mtls.PeerPolicy;
import io.github.windlass4j.mesh.proxy.Connection.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at an NGINX ingress controller in front of a mesh: from outside to the controller, from there to the applications, and
 * what the controller itself needs: its admission webhook, the kubelet's probes and the API server. Every answer is the
 * simulator's.
 */
public final class NginxDoctor {
    /** Stand for the API server when no object describes it: every cluster has this service and its endpoints. */
    private static final String API_SERVER = """
            apiVersion: v1
            kind: Service
            metadata: {name: kubernetes, namespace: default}
            spec: {ports: [{name: https, port: 443, targetPort: 6443}]}
            """;

    private static final String API_SERVER_ENDPOINTS = """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: kubernetes, namespace: default, labels: {kubernetes.io/service-name: kubernetes}}
            addressType: IPv4
            ports: [{name: https, port: 6443}]
            endpoints: [{addresses: [203.0.113.1]}]
            """;

    private final List<InjectionWebhook> webhooks;
    private final boolean nativeSidecars;

    private NginxDoctor(List<InjectionWebhook> webhooks, boolean nativeSidecars) {
        this.webhooks = List.copyOf(webhooks);
        this.nativeSidecars = nativeSidecars;
    }

    /**
     * A doctor for a control plane.
     *
     * @param webhooks those that inject, such as {@link InjectionWebhook#ofRevision(String)}; the first one's revision is the
     *     one that a patch labels with
     * @return the doctor
     */
    public static NginxDoctor of(List<InjectionWebhook> webhooks) {
        return new NginxDoctor(webhooks, true);
    }

    /**
     * This doctor for a cluster in which proxies are ordinary containers, or native sidecars.
     *
     * @param byDefault whether proxies are native sidecars, which are up before the application starts
     * @return a changed copy
     */
    public NginxDoctor withNativeSidecars(boolean byDefault) {
        return new NginxDoctor(webhooks, byDefault);
    }

    /**
     * Examines a controller.
     *
     * @param mesh the objects
     * @param setup controller and Ingress
     * @return every connection that has to work, and what becomes of it
     * @throws IllegalArgumentException when controller or Ingress are not among the objects
     */
    public NginxReport examine(Mesh mesh, NginxSetup setup) {
        return examine(mesh, setup, Set.of());
    }

    /**
     * The smallest patch.
     *
     * @param mesh the objects
     * @param setup controller and Ingress
     * @return the patch, without edits when nothing needs mending; empty when no set of up to seven edits helps
     * @throws IllegalArgumentException when controller or Ingress are not among the objects
     */
    public Optional<NginxPatch> patch(Mesh mesh, NginxSetup setup) {
        return new PatchSearch(this, mesh, setup).smallest();
    }

    /**
     * A mesh with some edits made, whether they help or not.
     *
     * @param mesh the objects
     * @param setup controller and Ingress
     * @param edits the edits in order; those that would change nothing change nothing
     * @return the changed mesh
     * @throws IllegalArgumentException when controller or Ingress are not among the objects
     */
    public Mesh edited(Mesh mesh, NginxSetup setup, List<NginxEdit> edits) {
        Edits possible = new Edits(withApiServer(mesh), setup, revision());
        return mesh.with(possible.all(edits).values().toArray(new Resource[0]));
    }

    /** The revision that a patch labels with. */
    String revision() {
        return webhooks.stream().map(InjectionWebhook::revision).findFirst().orElse(InjectionWebhook.DEFAULT);
    }

    NginxReport examine(Mesh given, NginxSetup setup, Set<String> strict) {
        Mesh mesh = withApiServer(given);
        Injector injector = Injector.of(mesh, webhooks).withNativeSidecars(nativeSidecars);
        CallSimulator simulator = CallSimulator.of(mesh, injector);
        Workload controller = controller(mesh, setup);
        IngressView ingress = IngressView.of(mesh, setup);
        List<Hop> hops = new ArrayList<>(entries(mesh, simulator, controller));
        hops.addAll(probes(simulator, controller));
        for (IngressView.Backend backend : ingress.backends(mesh)) {
            CallVerdict verdict = simulator.decide(ingress.call(mesh, setup, backend));
            String what = mesh.host(backend.service()) + ":" + backend.port().port();
            boolean mutual = strict.contains(what) || isStrict(mesh, backend);
            boolean works = verdict.outcome().arrives() && (!mutual || verdict.outcome() == CallVerdict.Outcome.MTLS);
            hops.add(new Hop(Hop.Kind.BACKEND, what, verdict, mutual, works));
        }
        ingress.missing(mesh).forEach(what -> hops.add(missing(ingress, what)));
        hops.add(apiServer(simulator, setup));
        start(mesh, injector.decide(controller), controller).ifPresent(hops::add);
        List<String> notes = new ArrayList<>(ingress.notes(mesh));
        if (mesh.services(controller).isEmpty() && hostPorts(controller).isEmpty()) {
            notes.add("no Service selects " + controller.ref() + ": who calls it, and on which ports, is not known");
        }
        Optional<ControllerSupport> support = ControllerSupport.of(controller);
        support.ifPresent(facts -> facts.limits().forEach(limit -> notes.add(facts.product() + ": " + limit)));
        return new NginxReport(hops, notes, support);
    }

    static Workload controller(Mesh mesh, NginxSetup setup) {
        return mesh.workloads(setup.controller().namespace()).stream()
                .filter(workload -> workload.name().equals(setup.controller().workload()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no workload " + setup.controller() + " among the objects"));
    }

    static Mesh withApiServer(Mesh mesh) {
        boolean known = mesh.service("default", "kubernetes").isPresent();
        boolean reached = Stream.concat(
                        mesh.ofKind("discovery.k8s.io", "EndpointSlice").stream(),
                        mesh.ofKind("", "Endpoints").stream())
                .anyMatch(endpoints -> endpoints.namespace().equals("default")
                        && "kubernetes"
                                .equals(endpoints
                                        .labels()
                                        .getOrDefault("kubernetes.io/service-name", endpoints.name())));
        String missing = (known ? "" : API_SERVER + "---\n") + (reached ? "" : API_SERVER_ENDPOINTS);
        return mesh.with(Manifests.read(missing, "API server").resources().toArray(new Resource[0]));
    }

    private static boolean isStrict(Mesh mesh, IngressView.Backend backend) {
        return PeerPolicy.behind(mesh, backend.service(), backend.port()).values().stream()
                .anyMatch(decision -> decision.mode() == MtlsMode.STRICT);
    }

    /** Everybody who calls the controller is outside: load balancers, and the API server for admission. */
    private static List<Hop> entries(Mesh mesh, CallSimulator simulator, Workload controller) {
        Set<String> admission = mesh.ofKind("admissionregistration.k8s.io", "ValidatingWebhookConfiguration").stream()
                .flatMap(configuration -> configuration.fields().list("webhooks").stream())
                .map(webhook -> webhook.child("clientConfig", "service"))
                .map(NginxDoctor::name)
                .collect(Collectors.toSet());
        List<Hop> hops = new ArrayList<>();
        for (Service service : mesh.services(controller)) {
            boolean webhook = admission.contains(
                    service.ref().namespace() + "/" + service.ref().name());
            for (Service.Port port : service.ports()) {
                boolean tls = webhook || port.port() == 443 || port.name().startsWith("https");
                Call call = Call.fromOutside().to(mesh.host(service).value(), port.port());
                CallVerdict verdict = simulator.decide(tls ? call.overTls() : call);
                hops.add(new Hop(
                        webhook ? Hop.Kind.ADMISSION : Hop.Kind.ENTRY,
                        mesh.host(service) + ":" + port.port(),
                        verdict,
                        false,
                        verdict.outcome().arrives()));
            }
        }
        hops.addAll(nodePorts(mesh, simulator, controller));
        return hops;
    }

    /** Ports of the nodes that lead to a port of the controller which no Service leads to. */
    private static List<Hop> nodePorts(Mesh mesh, CallSimulator simulator, Workload controller) {
        List<Hop> hops = new ArrayList<>();
        Set<Integer> served = new TreeSet<>();
        mesh.services(controller)
                .forEach(service -> service.ports()
                        .forEach(port -> controller.targetPort(port).ifPresent(served::add)));
        for (Fields port : hostPorts(controller)) {
            int number = (int) port.whole("containerPort").orElse(0);
            long node = port.whole("hostPort").orElse(0);
            if (served.add(number)) {
                boolean tls = node == 443 || port.text("name", "").startsWith("https");
                CallVerdict verdict = simulator.decideFromOutside(controller, number, tls, "/");
                hops.add(new Hop(
                        Hop.Kind.ENTRY,
                        "port " + node + " of the nodes of " + controller.ref(),
                        verdict,
                        false,
                        verdict.outcome().arrives()));
            }
        }
        return hops;
    }

    /** Ports of containers that are ports of their nodes too. */
    static List<Fields> hostPorts(Workload controller) {
        return controller.pod().containers().stream()
                .flatMap(container -> container.ports().stream())
                .filter(port -> port.whole("hostPort").orElse(0) > 0)
                .toList();
    }

    /** What the kubelet does before a container's end may fail. */
    private static List<Hop> probes(CallSimulator simulator, Workload controller) {
        return simulator.probes(controller).stream()
                .filter(probe -> probe.probe().kind() != Probe.Kind.PRE_STOP)
                .map(probe -> new Hop(
                        Hop.Kind.PROBE,
                        probe.probe().toString(),
                        probe.call(),
                        false,
                        probe.call().outcome().arrives()))
                .toList();
    }

    private static String name(Fields service) {
        return service.text("namespace", "") + "/" + service.text("name", "");
    }

    private static Hop apiServer(CallSimulator simulator, NginxSetup setup) {
        CallVerdict verdict = simulator.decide(
                Call.from(setup.controller().namespace(), setup.controller().workload())
                        .to("kubernetes.default.svc.cluster.local", 443)
                        .speaking(Application.HTTP)
                        .overTls());
        return new Hop(
                Hop.Kind.API_SERVER,
                "kubernetes.default.svc.cluster.local:443",
                verdict,
                false,
                verdict.outcome().arrives());
    }

    private static Hop missing(IngressView ingress, String what) {
        Stage stage = new Stage(
                Stage.Step.ROUTE,
                "no such service or port: " + what,
                Optional.of(ingress.ingress().ref()),
                "spec.rules");
        CallVerdict verdict = new CallVerdict(
                CallVerdict.Outcome.NO_ROUTE,
                List.of(stage),
                Optional.of(new CallVerdict.Symptom(503, "Service Temporarily Unavailable by the controller", "")),
                List.of());
        return new Hop(Hop.Kind.BACKEND, what, verdict, false, false);
    }

    /** A controller that starts before its proxy finds no network, and crashes until the proxy is up. */
    private static Optional<Hop> start(Mesh mesh, InjectionVerdict injection, Workload controller) {
        if (!(injection instanceof InjectionVerdict.Injected injected)) {
            return Optional.empty();
        }
        boolean waits = injected.proxy().isNative() || injected.proxy().holdsApplication();
        String address = mesh.service("default", "kubernetes")
                .map(service -> service.resource().spec().text("clusterIP", ""))
                .filter(IpRange::isAddress)
                .orElse("203.0.113.1");
        boolean captured = injected.capture().outbound(address, 443).isCaptured();
        boolean works = waits || !captured;
        String text = waits
                ? "the controller waits for its proxy"
                : captured
                        ? "the controller may start before its proxy: no network until that is up"
                        : "connections to the API server pass by the proxy";
        CallVerdict verdict = new CallVerdict(
                works ? CallVerdict.Outcome.PASSTHROUGH_TLS : CallVerdict.Outcome.REJECTED,
                List.of(new Stage(
                        Stage.Step.CLIENT_INJECTION, text, Optional.of(controller.ref()), "metadata.annotations")),
                works
                        ? Optional.empty()
                        : Optional.of(new CallVerdict.Symptom(0, "connection refused; the container restarts", "")),
                List.of());
        return Optional.of(new Hop(Hop.Kind.START, "kubernetes.default.svc.cluster.local:443", verdict, false, works));
    }

    /** The webhooks that it takes for granted. */
    @Override
    public String toString() {
        return "doctor for webhooks " + webhooks;
    }
}
