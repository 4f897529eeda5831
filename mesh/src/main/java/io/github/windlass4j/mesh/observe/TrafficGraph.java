package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Drawing;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.manifest.k8s.PodSpec;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.regex.Regex;
import io.github.windlass4j.mesh.call.Call;
import io.github.windlass4j.mesh.call.CallSimulator;
import io.github.windlass4j.mesh.call.CallVerdict;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who calls whom in a mesh, and whether that is mutual TLS: before there is any traffic to look at.
 *
 * @param edges the calls, in order
 */
public record TrafficGraph(List<Edge> edges) implements Reportable {
    /** A word that names a service: scheme, host, port. */
    private static final Regex ADDRESS = Regex.compile(
            "(?:([a-z][a-z0-9+-]*)://(?:[^/@\\s]*@)?)?([a-z0-9][a-z0-9-]*(?:\\.[a-z0-9-]+)*)(?::([0-9]{1,5}))?");

    /** Copies the list. */
    public TrafficGraph {
        edges = List.copyOf(edges);
    }

    /**
     * One call and what becomes of it.
     *
     * @param call the call
     * @param evidence where the manifests state it; empty for one that was given
     * @param verdict what becomes of it
     */
    public record Edge(Call call, String evidence, CallVerdict verdict) {
        /** {@code shop/cart -> catalog.shop.svc.cluster.local:80: MTLS}. */
        @Override
        public String toString() {
            return call + ": " + verdict.outcome() + (evidence.isEmpty() ? "" : " (" + evidence + ")");
        }
    }

    /**
     * The graph of the calls that manifests state: services that the environment or the command line of a container names, with
     * a scheme, a port or their namespace.
     *
     * <p>What an application reads from files, or learns at run time, is not seen: pass it to {@link #of}.
     *
     * @param mesh the objects
     * @param simulator over the same objects
     * @return the graph, each pair of workload and port once
     */
    public static TrafficGraph inferred(Mesh mesh, CallSimulator simulator) {
        Map<Call, String> calls = new LinkedHashMap<>();
        for (Workload workload : mesh.workloads()) {
            List<PodSpec.Container> containers = new ArrayList<>(workload.pod().containers());
            containers.addAll(workload.pod().initContainers());
            for (PodSpec.Container container : containers) {
                for (Fields variable : container.environment()) {
                    collect(mesh, workload, variable.text("value", ""), "env " + variable.text("name", ""), calls);
                }
                container.commandLine().forEach(word -> collect(mesh, workload, word, "command line", calls));
            }
        }
        return of(calls, simulator);
    }

    /**
     * The graph of given calls.
     *
     * @param calls the calls
     * @param simulator over the objects of their mesh
     * @return the graph
     */
    public static TrafficGraph of(List<Call> calls, CallSimulator simulator) {
        Map<Call, String> given = new LinkedHashMap<>();
        calls.forEach(call -> given.put(call, ""));
        return of(given, simulator);
    }

    private static TrafficGraph of(Map<Call, String> calls, CallSimulator simulator) {
        List<Edge> edges = new ArrayList<>();
        calls.forEach((call, evidence) -> edges.add(new Edge(call, evidence, simulator.decide(call))));
        return new TrafficGraph(edges);
    }

    private static void collect(Mesh mesh, Workload workload, String text, String where, Map<Call, String> calls) {
        for (Regex.Match match : ADDRESS.all(text)) {
            String scheme = match.group(1).orElse("");
            String host = match.group(2).orElse("");
            String port = match.group(3).orElse("");
            boolean telling = !scheme.isEmpty() || !port.isEmpty() || host.contains(".");
            if (!telling) {
                continue;
            }
            String namespace = workload.namespace();
            service(mesh, host, namespace)
                    .flatMap(service -> port(service, scheme, port)
                            .map(number -> Call.from(namespace, workload.name())
                                    .to(mesh.host(service).value(), number)))
                    .map(call -> scheme.endsWith("s") && scheme.startsWith("http") ? call.overTls() : call)
                    .ifPresent(call -> calls.putIfAbsent(call, workload.ref() + ", " + where));
        }
    }

    private static Optional<Service> service(Mesh mesh, String host, String namespace) {
        String[] parts = host.split("\\.", -1);
        boolean inCluster = parts.length <= 2 || parts[2].equals("svc");
        return inCluster ? mesh.service(parts.length > 1 ? parts[1] : namespace, parts[0]) : Optional.empty();
    }

    private static Optional<Integer> port(Service service, String scheme, String written) {
        if (!written.isEmpty()) {
            return service.port(Integer.parseInt(written)).map(Service.Port::port);
        }
        Optional<Integer> byScheme = switch (scheme) {
            case "http" -> service.port(80).map(Service.Port::port);
            case "https" -> service.port(443).map(Service.Port::port);
            default -> Optional.empty();
        };
        return byScheme.or(() ->
                service.ports().size() == 1 ? Optional.of(service.ports().get(0).port()) : Optional.empty());
    }

    /**
     * The graph as a picture: SVG, Mermaid and text.
     *
     * @return the drawing
     */
    public Drawing drawing() {
        return new GraphDrawing(edges).draw();
    }

    /** The picture and its edges as a table; a call that does not arrive fails, one that cannot be said leaves it open. */
    @Override
    public Section section() {
        List<CallVerdict.Outcome> outcomes =
                edges.stream().map(edge -> edge.verdict().outcome()).toList();
        boolean open = outcomes.contains(CallVerdict.Outcome.UNKNOWN);
        boolean broken =
                outcomes.stream().anyMatch(outcome -> !outcome.arrives() && outcome != CallVerdict.Outcome.UNKNOWN);
        boolean plain = outcomes.contains(CallVerdict.Outcome.PLAINTEXT);
        Outcome outcome = broken ? Outcome.FAILS : open ? Outcome.UNKNOWN : plain ? Outcome.WARNS : Outcome.PASSES;
        return Section.of("Traffic of the mesh", outcome, Count.of(edges.size(), "call"))
                .with(drawing())
                .with(new Block.Table(
                        "Calls",
                        List.of("call", "outcome", "stated in"),
                        edges.stream()
                                .map(edge -> List.of(
                                        edge.call().toString(),
                                        edge.verdict().outcome().toString(),
                                        edge.evidence()))
                                .toList()));
    }

    /** The edges, one a line. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        edges.forEach(edge -> out.append(edge).append('\n'));
        return out.toString();
    }
}
