package io.github.windlass4j.mesh.call;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.call.CallVerdict.Symptom;
import io.github.windlass4j.mesh.call.EnvoyFilters.Context;
import io.github.windlass4j.mesh.call.Stage.Step;
import io.github.windlass4j.mesh.inject.Capture;
import io.github.windlass4j.mesh.inject.CaptureSetting;
import io.github.windlass4j.mesh.inject.InjectedProxy;
import io.github.windlass4j.mesh.inject.InjectionVerdict;
import io.github.windlass4j.mesh.internal.NetworkPolicies;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.mtls.TlsOrigination;
import io.github.windlass4j.mesh.proxy.Connection;
import io.github.windlass4j.mesh.proxy.Connection.Wire;
import io.github.windlass4j.mesh.proxy.Control;
import io.github.windlass4j.mesh.proxy.Proxy;
import io.github.windlass4j.mesh.proxy.ProxyPath;
import io.github.windlass4j.mesh.proxy.ProxySimulator;
import io.github.windlass4j.mesh.proxy.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The client's half of one call: up to what leaves for each of the servers. */
final class Way {
    /** Stands for addresses that no manifest states: a range for documentation, in which nothing real is. */
    private static final String SOMEWHERE = "198.51.100.1";

    private final Mesh mesh;
    private final Control control;
    private final Control cluster;
    private final Function<Workload, InjectionVerdict> injection;
    private final Call call;
    private final Optional<Workload> client;
    private final List<Stage> trace = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Way(
            Mesh mesh,
            Control control,
            Control cluster,
            Function<Workload, InjectionVerdict> injection,
            Call call,
            Optional<Workload> client) {
        this.mesh = mesh;
        this.control = control;
        this.cluster = cluster;
        this.injection = injection;
        this.call = call;
        this.client = client;
    }

    /** One verdict per server, never none. */
    List<CallVerdict> follow() {
        if (client.isEmpty()) {
            trace.add(Stage.of(Step.CLIENT_INJECTION, "the client is outside of the mesh"));
            return direct();
        }
        Workload workload = client.get();
        notes.addAll(NetworkPolicies.outgoing(mesh, workload));
        InjectionVerdict injected = injection.apply(workload);
        trace.add(Stage.proxy(Step.CLIENT_INJECTION, "the client", injected, workload.ref()));
        if (injected instanceof InjectionVerdict.Unknown || injected instanceof InjectionVerdict.Refused) {
            return List.of(unknown("whether the client's pods run with a proxy: " + injected.why()));
        }
        boolean ambient = !injected.isInjected() && Ambient.takesPart(mesh, workload);
        if ((injected.isInjected() || ambient) && !mesh.isDiscovered(workload.namespace())) {
            return List.of(unknown(Ambient.leftOut(workload)));
        }
        if (!injected.isInjected()) {
            return ambient ? throughTunnel(workload) : direct();
        }
        Context context = injected.isGateway() ? Context.GATEWAY : Context.SIDECAR_OUTBOUND;
        Optional<String> unmodelled =
                EnvoyFilters.touching(control.mesh(), workload, context).or(this::attached);
        if (unmodelled.isPresent()) {
            return List.of(unknown(unmodelled.get()));
        }
        return injected instanceof InjectionVerdict.Injected own && !own.isGateway()
                ? besideSidecar(workload, own.proxy())
                : byGateway(workload);
    }

    /** What is attached to the called Service, or to the one that the Host names. */
    private Optional<String> attached() {
        return Stream.of(call.host(), call.serverName())
                .distinct()
                .flatMap(host -> control.upstream(host, call.port()).stream())
                .flatMap(called -> GatewayApi.touching(control.mesh(), called.declared(), call.port()).stream())
                .findFirst();
    }

    private List<CallVerdict> besideSidecar(Workload workload, InjectedProxy injected) {
        Proxy sidecar = Proxy.sidecar(workload);
        Proxy proxy = injected.capturesDns() ? sidecar.allocatingAddresses() : sidecar;
        boolean pod = call.target() == Call.Target.POD;
        String address =
                pod ? cluster.podAddress(call.host()) : allocated(proxy).orElseGet(() -> cluster.address(call.host()));
        int port = pod ? podPort() : call.port();
        Optional<Capture.Decision> captured = capture(injected.capture(), address, port);
        if (captured.isEmpty()) {
            return List.of(unknown("whether " + address + " is in the captured ranges: no manifest states it"));
        }
        trace.add(Stage.of(
                Step.OUTBOUND_CAPTURE,
                (captured.get().isCaptured() ? "through the proxy: " : "past the proxy: ")
                        + captured.get().why(),
                workload.ref(),
                captured.get().isCaptured() ? "" : "metadata.annotations"));
        return captured.get().isCaptured() ? proxied(proxy, address, port) : direct();
    }

    /** The address that the proxy's own DNS gives for a ServiceEntry without one. */
    private Optional<String> allocated(Proxy proxy) {
        return proxy.allocatesAddresses() ? ProxySimulator.of(control, proxy).address(call.host()) : Optional.empty();
    }

    /** A gateway is no application's neighbour: it opens connections itself, to where its routes lead. */
    private List<CallVerdict> byGateway(Workload workload) {
        Proxy proxy = Proxy.gateway(workload.namespace(), workload.podLabels()).of(workload);
        String name = "outbound|" + call.port() + "||" + call.host();
        trace.add(Stage.of(Step.ROUTE, "the gateway's " + name + ", where its routes lead there", workload.ref(), ""));
        Optional<Upstream> upstream = control.upstream(proxy, name);
        return upstream.isPresent()
                ? arrivals(
                        upstream.get(), server -> opened(upstream.get(), server).byGateway())
                : List.of(ended(Outcome.NO_ROUTE, new Symptom(503, "cluster not found", "NC")));
    }

    private int podPort() {
        return cluster.upstream(call.host(), call.port()).stream()
                .flatMap(upstream -> upstream.servers().stream())
                .mapToInt(Upstream.Server::port)
                .findFirst()
                .orElse(call.port());
    }

    private Optional<Capture.Decision> capture(Capture capture, String address, int port) {
        if (IpRange.isAddress(address)) {
            return Optional.of(capture.outbound(address, port));
        }
        boolean single = capture.value(CaptureSetting.OUTBOUND_RANGES_INCLUDE).equals("*")
                && List.of(capture.value(CaptureSetting.OUTBOUND_RANGES_EXCLUDE).split(",", -1)).stream()
                        .allMatch(range -> range.isBlank() || range.strip().endsWith("/32"));
        if (!single && capture.outbound(SOMEWHERE, port).isCaptured()) {
            return Optional.empty();
        }
        if (!capture.value(CaptureSetting.OUTBOUND_RANGES_EXCLUDE).isEmpty()) {
            notes.add("no manifest states " + address + "; it is taken to be none of the excluded addresses");
        }
        return Optional.of(capture.outbound(SOMEWHERE, port));
    }

    private List<CallVerdict> throughTunnel(Workload workload) {
        Optional<Upstream> called = cluster.upstream(call.host(), call.port());
        trace.add(Stage.of(Step.OUTBOUND_CAPTURE, "through the node's proxy (ambient)", workload.ref(), ""));
        Optional<String> waypoint = called.flatMap(upstream -> Ambient.waypoint(mesh, call, upstream));
        if (waypoint.isPresent()) {
            return List.of(unknown(waypoint.get()));
        }
        List<CallVerdict> verdicts = new ArrayList<>();
        for (Upstream.Server server : called.map(Upstream::servers).orElse(List.of())) {
            boolean tunnel = server.mutualTls()
                    || server.workload()
                            .filter(made -> Ambient.takesPart(mesh, made))
                            .isPresent();
            verdicts.add(arrival(
                    server, sent().over(tunnel ? Wire.MUTUAL_TLS : plain()).tunnelled(tunnel)));
        }
        return verdicts.isEmpty() ? List.of(elsewhere(sent())) : verdicts;
    }

    /** Without a proxy what the client sends is what travels. */
    private List<CallVerdict> direct() {
        Optional<Upstream> called = cluster.upstream(call.host(), call.port());
        if (called.isEmpty()) {
            return List.of(elsewhere(sent()));
        }
        trace.add(Stage.of(
                Step.ROUTE,
                "Kubernetes connects to " + call.host() + ":" + call.port(),
                called.get().declared(),
                ""));
        return arrivals(called.get(), server -> sent());
    }

    private List<CallVerdict> proxied(Proxy proxy, String address, int port) {
        Connection connection = Connection.to(address, port)
                .http(call.routedHost(), call.path())
                .requesting(call.method(), call.headers())
                .speaking(call.application())
                .over(plain(), call.tls() ? call.serverName() : "");
        ProxyPath path = ProxySimulator.of(control, proxy).decide(connection);
        if (path.obstacle().isPresent()) {
            String flag = path.listener().isEmpty() ? "" : "NR";
            trace.add(Stage.of(Step.ROUTE, path.toString()));
            boolean badPath = path.obstacle().get() == ProxyPath.Obstacle.BAD_PATH;
            return List.of(ended(
                    Outcome.NO_ROUTE,
                    badPath ? new Symptom(400, "Bad Request", "") : new Symptom(404, "no route", flag)));
        }
        if (path.clusters().isEmpty()) {
            trace.add(Stage.of(Step.ROUTE, "the proxy answers itself: " + path));
            Symptom seen = path.virtualHost().equals("block_all")
                    ? new Symptom(502, "Bad Gateway by the client's own proxy", "")
                    : new Symptom(0, "an answer or redirection by the client's own proxy", "");
            return List.of(ended(Outcome.NO_ROUTE, seen));
        }
        List<CallVerdict> verdicts = new ArrayList<>();
        for (String cluster : path.clusters()) {
            verdicts.addAll(new Way(this, path).cluster(proxy, cluster, path));
        }
        return verdicts;
    }

    /** A way that has come to a fork. */
    private Way(Way common, ProxyPath path) {
        this(common.mesh, common.control, common.cluster, common.injection, common.call, common.client);
        trace.addAll(common.trace);
        notes.addAll(common.notes);
        path.authority().ifPresent(host -> trace.add(Stage.of(Step.ROUTE, "Host becomes " + host)));
    }

    private List<CallVerdict> cluster(Proxy proxy, String cluster, ProxyPath path) {
        switch (cluster) {
            case ProxyPath.BLACK_HOLE -> {
                trace.add(Stage.of(Step.ROUTE, "unknown destination and only known ones are allowed: " + path));
                return List.of(ended(Outcome.NO_ROUTE, new Symptom(0, "connection closed", "UH")));
            }
            case ProxyPath.PASSTHROUGH, ProxyPath.DYNAMIC_DNS -> {
                trace.add(Stage.of(
                        Step.ROUTE,
                        "no service of the port has Host " + call.sentHost() + ": sent on as it is, " + path));
                trace.add(Stage.of(Step.CLIENT_TLS, "the passthrough cluster opens no TLS"));
                Optional<Upstream> called = this.cluster.upstream(call.host(), call.port());
                return called.isEmpty()
                        ? List.of(elsewhere(sent().byProxy(path)))
                        : arrivals(called.get(), server -> sent().byProxy(path));
            }
            default -> {
                Optional<Upstream> upstream = control.upstream(proxy, cluster);
                trace.add(Stage.of(Step.ROUTE, path.toString()));
                if (upstream.isEmpty()) {
                    return List.of(ended(Outcome.NO_ROUTE, new Symptom(503, "cluster not found", "NC")));
                }
                return arrivals(
                        upstream.get(), server -> opened(upstream.get(), server).byProxy(path));
            }
        }
    }

    /** How the client's proxy opens the connection to one server. */
    private Sent opened(Upstream upstream, Upstream.Server server) {
        if (upstream.tls().isEmpty()) {
            trace.add(Stage.of(
                    Step.CLIENT_TLS, "no TLS: neither a DestinationRule nor automatic mutual TLS asks for it"));
            return sent();
        }
        TlsOrigination tls = upstream.tls().get();
        return switch (tls.source()) {
            case AUTOMATIC -> automatic(server, upstream.passthrough() || server.marked());
            case IGNORED -> {
                String why = " with credentialName is for gateways and rules with workloadSelector";
                byRule(upstream, tls, "no TLS: " + tls.mode() + why);
                yield sent();
            }
            case WRITTEN -> {
                byRule(upstream, tls, "a DestinationRule asks for " + tls.mode());
                yield asked(tls);
            }
        };
    }

    private Sent automatic(Upstream.Server server, boolean mutual) {
        trace.add(Stage.of(
                Step.CLIENT_TLS,
                mutual
                        ? "automatic mutual TLS"
                        : "automatic mutual TLS, not to " + server + ": no proxy there takes it"));
        return mutual ? sent().over(Wire.MUTUAL_TLS) : sent();
    }

    private Sent asked(TlsOrigination tls) {
        return switch (tls.mode()) {
            case DISABLE -> sent();
            case SIMPLE -> sent().over(Wire.TLS);
            case MUTUAL ->
                sent().over(Wire.MUTUAL_TLS)
                        .showing(tls.certificates()
                                .map(TlsOrigination.Certificates::chain)
                                .orElse("own"));
            case ISTIO_MUTUAL -> sent().over(Wire.MUTUAL_TLS);
        };
    }

    private void byRule(Upstream upstream, TlsOrigination tls, String text) {
        trace.add(new Stage(Step.CLIENT_TLS, text, upstream.rule(), tls.field()));
    }

    private List<CallVerdict> arrivals(Upstream upstream, Function<Upstream.Server, Sent> sending) {
        if (upstream.servers().isEmpty()) {
            trace.add(Stage.of(Step.ROUTE, "no endpoint of " + upstream.host(), upstream.declared(), ""));
            return List.of(ended(Outcome.NO_ROUTE, new Symptom(503, "no healthy upstream", "UH")));
        }
        List<CallVerdict> verdicts = new ArrayList<>();
        for (Upstream.Server server : upstream.servers()) {
            int before = trace.size();
            Sent sent = sending.apply(server);
            verdicts.add(
                    upstream.external() || (server.workload().isEmpty() && !server.mutualTls())
                            ? stranger(sent.wire())
                            : arrival(server, sent));
            while (trace.size() > before) {
                trace.remove(trace.size() - 1);
            }
        }
        return verdicts;
    }

    private CallVerdict arrival(Upstream.Server server, Sent sent) {
        return new Arrival(mesh, control, injection, server, sent, trace, notes).verdict();
    }

    /** No service has host and port: a Service without the port, a pod by its address, or somebody outside of the mesh. */
    private CallVerdict elsewhere(Sent sent) {
        Optional<ObjectRef> service = cluster.virtual(call.host());
        if (service.isPresent()) {
            trace.add(Stage.of(Step.ROUTE, "the Service has no port " + call.port(), service.get(), "spec.ports"));
            return ended(Outcome.NO_ROUTE, new Symptom(0, "connection refused or timed out", ""));
        }
        return pod(call.host())
                .map(pod -> arrival(
                        new Upstream.Server(
                                call.host(),
                                call.port(),
                                pod.namespace(),
                                pod.podLabels(),
                                false,
                                false,
                                Optional.of(pod)),
                        sent))
                .orElseGet(() -> nobody().map(this::unknown).orElseGet(() -> stranger(sent.wire())));
    }

    /**
     * Why a host is not that of somebody outside. The API server's Service is in every cluster and seldom among the objects.
     */
    private Optional<String> nobody() {
        if (call.host().contains("/")) {
            return Optional.of("\"" + call.host() + "\" is no host (want a name or an address, no URL)");
        }
        String domain = "." + mesh.clusterDomain();
        String absolute =
                call.host().endsWith(".") ? call.host().substring(0, call.host().length() - 1) : call.host();
        String name = absolute.endsWith(domain) ? absolute.substring(0, absolute.length() - domain.length()) : absolute;
        boolean single = !name.contains(".") && !IpRange.isAddress(name) && !name.equals("localhost");
        boolean inside = (single || name.endsWith(".svc")) && !name.equals("kubernetes.default.svc");
        return inside && !cluster.knows(call.host()) && !isDeclared(name)
                ? Optional.of("no Service " + call.host()
                        + " is among the objects; if the cluster has none either, the name does not resolve")
                : Optional.empty();
    }

    /** An ExternalName Service is declared and leads to somebody else's name. */
    private boolean isDeclared(String name) {
        String suffix = ".svc";
        String local = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
        int dot = local.indexOf('.');
        return dot < 0
                ? client.flatMap(workload -> mesh.service(workload.namespace(), local))
                        .isPresent()
                : mesh.service(local.substring(dot + 1), local.substring(0, dot))
                        .isPresent();
    }

    private Optional<Workload> pod(String address) {
        return IpRange.isAddress(address)
                ? mesh.workloads().stream()
                        .filter(workload ->
                                workload.resource().status().text("podIP", "").equals(address))
                        .findFirst()
                : Optional.empty();
    }

    /** Nothing is known of the server but that no proxy stands before it. */
    private CallVerdict stranger(Wire wire) {
        List<Stage> stages = new ArrayList<>(trace);
        stages.add(Stage.of(Step.SERVER_INJECTION, call.host() + " is outside of the mesh"));
        Outcome outcome = wire == Wire.PLAINTEXT ? Outcome.PLAINTEXT : Outcome.PASSTHROUGH_TLS;
        return new CallVerdict(outcome, stages, Optional.empty(), notes);
    }

    private Wire plain() {
        return call.tls() ? Wire.TLS : Wire.PLAINTEXT;
    }

    private Sent sent() {
        return new Sent(call, client, plain(), Connection.MESH, "", call.sentHost(), false, false);
    }

    private CallVerdict ended(Outcome outcome, Symptom symptom) {
        return new CallVerdict(outcome, trace, Optional.of(symptom), notes);
    }

    private CallVerdict unknown(String what) {
        List<String> all = new ArrayList<>(notes);
        all.add(what);
        return new CallVerdict(Outcome.UNKNOWN, trace, Optional.empty(), all);
    }
}
