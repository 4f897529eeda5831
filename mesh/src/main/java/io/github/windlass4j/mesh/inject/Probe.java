package io.github.windlass4j.mesh.inject;

import io.github.windlass4j.manifest.k8s.PodSpec;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the kubelet asks a container: a probe, or a hook of its life cycle that makes a connection. The kubelet is outside of
 * every mesh.
 *
 * @param container name of the container
 * @param kind when it is asked
 * @param action how
 * @param host the address that is asked instead of the pod's; empty for the pod
 * @param port the number as the kubelet reads it; 0 for a name that the container does not declare, and for commands
 * @param named whether the port is written as a name
 * @param path of the request, {@code /} when absent; empty for what is no HTTP
 */
public record Probe(String container, Kind kind, Action action, String host, int port, boolean named, String path) {
    /** When the kubelet asks. */
    public enum Kind {
        /** Whether the pod gets traffic. */
        READINESS("readinessProbe", "readyz"),
        /** Whether the container is started anew. */
        LIVENESS("livenessProbe", "livez"),
        /** Whether the other probes begin. */
        STARTUP("startupProbe", "startupz"),
        /** Right after the start; a failure ends the container. */
        POST_START("postStart", "poststartz"),
        /** Before the end; a failure has no effect. */
        PRE_STOP("preStop", "prestopz");

        private final String field;
        private final String page;

        Kind(String field, String page) {
            this.field = field;
            this.page = page;
        }

        boolean isHook() {
            return this == POST_START || this == PRE_STOP;
        }
    }

    /** How the kubelet asks. */
    public enum Action {
        /** A request in plaintext. */
        HTTP,
        /** A request in TLS; no certificate is looked at, and none shown. */
        HTTPS,
        /** A connection that is closed again, without a byte. */
        TCP,
        /** The health service of gRPC, in plaintext. */
        GRPC,
        /** A command within the container, which no proxy sees. */
        EXEC
    }

    /**
     * What the injector makes of a probe (pkg/kube/inject, app_probe.go).
     *
     * @param asked what the kubelet asks then: the agent, over HTTP
     * @param known whether the agent is told what to ask in turn; otherwise it answers 400
     */
    public record Rewritten(Probe asked, boolean known) {}

    private static final String PROXY = "istio-proxy";
    private static final String INCLUDED = "traffic.sidecar.istio.io/includeInboundPorts";
    private static final String EXCLUDED = "traffic.sidecar.istio.io/excludeInboundPorts";

    /**
     * What the kubelet asks the containers of a workload's pods, the proxy's own left out.
     *
     * @param workload the workload
     * @return init containers first, in the order of {@link Kind}
     */
    public static List<Probe> all(Workload workload) {
        List<Probe> probes = new ArrayList<>();
        PodSpec pod = workload.pod();
        Stream.concat(pod.initContainers().stream(), pod.containers().stream())
                .filter(container -> !container.name().equals(PROXY))
                .forEach(container -> Arrays.stream(Kind.values())
                        .forEach(kind -> of(container, kind).ifPresent(probes::add)));
        return List.copyOf(probes);
    }

    private static Optional<Probe> of(PodSpec.Container container, Kind kind) {
        Fields written = kind.isHook()
                ? container.fields().child("lifecycle", kind.field)
                : container.fields().child(kind.field);
        Fields http = written.child("httpGet");
        if (http.isPresent()) {
            Action action = http.text("scheme", "HTTP").equals("HTTPS") ? Action.HTTPS : Action.HTTP;
            String path = http.text("path", "");
            return Optional.of(at(container, kind, action, http, path.startsWith("/") ? path : "/" + path));
        }
        if (written.child("tcpSocket").isPresent()) {
            return Optional.of(at(container, kind, Action.TCP, written.child("tcpSocket"), ""));
        }
        if (written.child("grpc").isPresent()) {
            return Optional.of(at(container, kind, Action.GRPC, written.child("grpc"), ""));
        }
        return written.child("exec").isPresent()
                ? Optional.of(new Probe(container.name(), kind, Action.EXEC, "", 0, false, ""))
                : Optional.empty();
    }

    private static Probe at(PodSpec.Container container, Kind kind, Action action, Fields fields, String path) {
        boolean named = fields.whole("port").isEmpty();
        String port = fields.wholeOrText("port").orElse("");
        Optional<String> declared = container.ports().stream()
                .filter(one -> named && one.text("name", "").equals(port))
                .findFirst()
                .flatMap(one -> one.wholeOrText("containerPort"));
        String number = declared.orElse(port);
        return new Probe(
                container.name(),
                kind,
                action,
                fields.text("host", ""),
                number.matches("[0-9]{1,5}") ? Integer.parseInt(number) : 0,
                named,
                path);
    }

    /**
     * What the injector makes of it where probes are rewritten. It leaves commands alone, and ports that the pod's annotations
     * keep from the proxy; what they say of a port that the probe names it does not notice.
     *
     * @param workload whose container it is
     * @param statusPort where the agent answers
     * @return what is asked instead; empty when it stays as it is
     */
    public Optional<Rewritten> rewritten(Workload workload, int statusPort) {
        if (action == Action.EXEC || !isIncluded(workload, named ? 0 : port)) {
            return Optional.empty();
        }
        String page = (kind.isHook() ? "/app-lifecycle/" : "/app-health/") + container + "/" + kind.page;
        return Optional.of(new Rewritten(
                new Probe(container, kind, Action.HTTP, host, statusPort, false, page),
                port != 0 && isIncluded(workload, port)));
    }

    /** As the injector decides it: an empty list of included ports counts as none given. */
    private static boolean isIncluded(Workload workload, int port) {
        Map<String, String> annotations = workload.podAnnotations();
        String included = annotations.getOrDefault(INCLUDED, "");
        return (included.isEmpty() || included.equals("*"))
                ? !ports(annotations.getOrDefault(EXCLUDED, "")).contains(port)
                : ports(included).contains(port);
    }

    private static Set<Integer> ports(String list) {
        return Stream.of(list.split(",", -1))
                .map(String::strip)
                .filter(port -> port.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** {@code readinessProbe of cart, HTTP 8080/healthz}. */
    @Override
    public String toString() {
        return kind.field + " of " + container + ", " + action + (action == Action.EXEC ? "" : " " + port + path);
    }
}
