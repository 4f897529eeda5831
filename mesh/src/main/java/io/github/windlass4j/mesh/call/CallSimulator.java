package io.github.windlass4j.mesh.call;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.inject.InjectionVerdict;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.inject.Probe;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.proxy.Control;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Follows calls through a mesh: injection and capture of the client, route, TLS, injection and capture of the server, its
 * filter chain, AuthorizationPolicies. Modelled on istiod 1.32, held against its tests. Immutable as far as answers go: what is
 * worked out once is kept.
 */
public final class CallSimulator {
    private final Mesh mesh;
    private final Control control;
    private final Control cluster;
    private final Function<Workload, InjectionVerdict> injection;

    private CallSimulator(Mesh mesh, Function<Workload, InjectionVerdict> injection) {
        this.mesh = mesh;
        Map<ObjectRef, InjectionVerdict> known = new ConcurrentHashMap<>();
        this.injection = workload ->
                known.computeIfAbsent(workload.ref(), ref -> orOfPods(workload, injection.apply(workload), injection));
        this.cluster =
                Control.of(mesh, workload -> this.injection.apply(workload).isSidecar());
        Mesh discovered = mesh.discovered();
        this.control = discovered.equals(mesh)
                ? cluster
                : Control.of(
                        discovered, workload -> this.injection.apply(workload).isSidecar());
    }

    /**
     * With the injection webhooks among a mesh's objects. Without any, calls by and to pods that do not carry a proxy already
     * are unknown.
     *
     * @param mesh the objects
     * @return the simulator
     */
    public static CallSimulator of(Mesh mesh) {
        return of(mesh, InjectionWebhook.all(mesh));
    }

    /**
     * With given injection webhooks.
     *
     * @param mesh the objects
     * @param webhooks such as {@link InjectionWebhook#ofRevision(String)}; those among the objects are not looked at
     * @return the simulator
     */
    public static CallSimulator of(Mesh mesh, List<InjectionWebhook> webhooks) {
        return of(mesh, Injector.of(mesh, webhooks));
    }

    /**
     * With a given injector.
     *
     * @param mesh the objects
     * @param injector for the same objects
     * @return the simulator
     */
    public static CallSimulator of(Mesh mesh, Injector injector) {
        return new CallSimulator(mesh, injector::decide);
    }

    /**
     * Follows a call.
     *
     * @param call the call
     * @return what becomes of it; where endpoints of one service fare differently the verdict is unknown and tells each
     * @throws IllegalArgumentException when the client is no workload of the mesh
     */
    public CallVerdict decide(Call call) {
        Optional<Workload> client = call.client().map(this::workload);
        Way way = new Way(mesh, control, cluster, injection, completed(call), client);
        return combined(way.follow());
    }

    /** The service that is meant by its address, by an absolute name, or by a short one. */
    private Call completed(Call call) {
        if (cluster.knows(call.host())) {
            return call;
        }
        return Stream.concat(cluster.hostAt(call.host()).stream(), spelledOut(call))
                .filter(cluster::knows)
                .findFirst()
                .map(call::toFullName)
                .orElse(call);
    }

    /** A dot at the end keeps the search list of the client's namespace out. */
    private Stream<String> spelledOut(Call call) {
        if (call.host().endsWith(".")) {
            return Stream.of(call.host().substring(0, call.host().length() - 1));
        }
        String domain = mesh.clusterDomain();
        return call.client().stream()
                .flatMap(client ->
                        Stream.of("." + client.namespace() + ".svc." + domain, ".svc." + domain, "." + domain))
                .map(ending -> call.host() + ending);
    }

    /**
     * Follows what the kubelet asks the pods of a workload: probes, and the hooks that make connections.
     *
     * @param workload one of the mesh's workloads
     * @return one verdict per probe, init containers first; empty when nothing is asked
     */
    public List<ProbeVerdict> probes(Workload workload) {
        KubeletProbes kubelet = new KubeletProbes(mesh, control, injection, workload);
        return Probe.all(workload).stream().map(kubelet::verdict).toList();
    }

    /**
     * Follows a request by somebody outside of the mesh to a port of a workload's pods, whether a Service leads there or not:
     * that of Prometheus, or of whoever calls a port of the node.
     *
     * @param server one of the mesh's workloads
     * @param port of its pods, 1 to 65535
     * @param tls whether the client speaks TLS
     * @param path of the request
     * @return what becomes of it
     */
    public CallVerdict decideFromOutside(Workload server, int port, boolean tls, String path) {
        Call call = Call.fromOutside().to(server.ref().name(), port).toPod().requesting("GET", path, Map.of());
        return Arrival.atPod(mesh, control, injection, server, tls ? call.overTls() : call, List.of())
                .verdict();
    }

    private Workload workload(Call.Client client) {
        return mesh.workload(client.namespace(), client.workload())
                .orElseThrow(() ->
                        new IllegalArgumentException("no workload " + client + " (" + known(client.namespace()) + ")"));
    }

    private String known(String namespace) {
        List<String> names = mesh.workloads(namespace).stream()
                .map(workload -> workload.name())
                .toList();
        return names.isEmpty() ? "no object is a workload of namespace " + namespace : "want one of " + names;
    }

    /** Where nothing tells what becomes of a template, pods that were made of it do, if they are alike. */
    private InjectionVerdict orOfPods(
            Workload workload, InjectionVerdict verdict, Function<Workload, InjectionVerdict> injection) {
        if (!(verdict instanceof InjectionVerdict.Unknown)
                || workload.podLabels().isEmpty()) {
            return verdict;
        }
        List<InjectionVerdict> pods = mesh.workloads(workload.namespace(), workload.podLabels()).stream()
                .filter(pod -> pod.resource().kind().equals("Pod") && !pod.ref().equals(workload.ref()))
                .map(injection)
                .toList();
        boolean alike =
                pods.stream().map(InjectionVerdict::isInjected).distinct().count() == 1;
        return alike ? pods.get(0) : verdict;
    }

    private static CallVerdict combined(List<CallVerdict> ways) {
        CallVerdict first = ways.get(0);
        Set<Outcome> outcomes = new LinkedHashSet<>();
        ways.forEach(way -> outcomes.add(way.outcome()));
        if (outcomes.size() == 1) {
            return first;
        }
        List<String> notes = new ArrayList<>(first.notModelled());
        ways.forEach(way -> notes.add("one of several ends: " + way));
        return new CallVerdict(
                Outcome.UNKNOWN,
                List.of(Stage.of(Stage.Step.ROUTE, "the endpoints fare differently: " + outcomes)),
                Optional.empty(),
                notes);
    }

    /** The mesh in which it follows calls. */
    @Override
    public String toString() {
        return "calls in " + mesh;
    }
}
