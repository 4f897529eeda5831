package io.github.windlass4j.mesh.inject;

import io.github.windlass4j.manifest.k8s.PodSpec;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What Istio's templates {@code sidecar} and {@code gateway} make of a pod's annotations and the chart's values. */
final class ProxyTemplate {
    private static final String TRAFFIC = "traffic.sidecar.istio.io/";
    private static final String PROXY = "istio-proxy";
    private static final String DNS_CAPTURE = "ISTIO_META_DNS_CAPTURE";
    private static final List<String> INIT_CONTAINERS = List.of("istio-init", "istio-validation");

    private final PodSpec pod;
    private final Map<String, String> annotations;
    private final InjectorConfig config;
    private final Fields meshProxy;
    private final Fields podProxy;

    private ProxyTemplate(Workload workload, InjectorConfig config, MeshConfig mesh) {
        this.pod = workload.pod();
        this.annotations = workload.podAnnotations();
        this.config = config;
        this.meshProxy = mesh.defaultConfig();
        List<Document> written =
                Yaml.read(annotations.getOrDefault(PodAnnotations.PROXY_CONFIG, ""), PodAnnotations.PROXY_CONFIG);
        this.podProxy =
                Fields.of(written.isEmpty() ? Mapping.empty() : written.get(0).root());
    }

    static InjectedProxy proxy(
            Workload workload, InjectorConfig config, MeshConfig mesh, String revision, boolean nativeSidecars) {
        ProxyTemplate template = new ProxyTemplate(workload, config, mesh);
        boolean isSidecar = template.templates().contains("sidecar");
        boolean isNative = isSidecar
                && Boolean.parseBoolean(template.annotations.getOrDefault(
                        "sidecar.istio.io/nativeSidecar", String.valueOf(nativeSidecars)));
        return new InjectedProxy(
                revision,
                isSidecar ? template.capture() : Capture.none(),
                isNative,
                isNative || (isSidecar && template.holds()),
                template.statusPort(),
                template.rewritesProbes(),
                template.capturesDns(),
                !isSidecar && template.templates().contains("gateway"));
    }

    private List<String> templates() {
        String named = annotations.getOrDefault("inject.istio.io/templates", "");
        return named.isEmpty()
                ? config.defaultTemplates()
                : Stream.of(named.split(",", -1)).map(String::strip).toList();
    }

    private boolean holds() {
        String field = "holdApplicationUntilProxyStarts";
        return podProxy.flag(field).or(() -> meshProxy.flag(field)).orElse(false)
                || config.proxyValue(field, "false").equals("true");
    }

    /** An annotation that says neither true nor false counts as absent. The templates for gRPC switch it off. */
    private boolean rewritesProbes() {
        List<String> templates = templates();
        return (templates.contains("sidecar") || templates.contains("gateway"))
                && PodAnnotations.flag(annotations.get("sidecar.istio.io/rewriteAppHTTPProbers"))
                        .orElseGet(config::rewritesProbes);
    }

    private boolean capturesDns() {
        return Stream.of(podProxy, meshProxy)
                .map(proxy -> proxy.child("proxyMetadata"))
                .filter(metadata -> metadata.has(DNS_CAPTURE))
                .findFirst()
                .filter(metadata -> metadata.text(DNS_CAPTURE, "").equals("true"))
                .isPresent();
    }

    private static boolean answersDns(PodSpec pod) {
        return container(pod, PROXY).stream()
                .flatMap(proxy -> proxy.fields().list("env").stream())
                .anyMatch(variable -> variable.text("name", "").equals(DNS_CAPTURE)
                        && variable.text("value", "").equals("true"));
    }

    private int statusPort() {
        String text = annotations.getOrDefault(
                "status.sidecar.istio.io/port",
                podProxy.wholeOrText("statusPort")
                        .or(() -> meshProxy.wholeOrText("statusPort"))
                        .orElseGet(() -> config.proxyValue("statusPort", "15020")));
        return text.strip().matches("[0-9]{1,5}") ? Integer.parseInt(text.strip()) : 0;
    }

    private Capture capture() {
        Optional<List<String>> ownArguments = initArguments(pod).filter(args -> !args.isEmpty());
        if (ownArguments.isPresent()) {
            return capture(ownArguments.get());
        }
        Map<CaptureSetting, String> settings = new EnumMap<>(CaptureSetting.class);
        container(pod, PROXY)
                .flatMap(proxy -> proxy.fields().child("securityContext").wholeOrText("runAsUser"))
                .ifPresent(user -> {
                    settings.put(CaptureSetting.PROXY_USERS, user);
                    settings.put(CaptureSetting.PROXY_GROUPS, user);
                });
        settings.put(
                CaptureSetting.MODE,
                annotations.getOrDefault(
                        "sidecar.istio.io/interceptionMode",
                        podProxy.text("interceptionMode")
                                .or(() -> meshProxy.text("interceptionMode"))
                                .orElse("REDIRECT")));
        settings.put(
                CaptureSetting.OUTBOUND_RANGES_INCLUDE, traffic("includeOutboundIPRanges", "includeIPRanges", "*"));
        settings.put(CaptureSetting.OUTBOUND_RANGES_EXCLUDE, traffic("excludeOutboundIPRanges", "excludeIPRanges", ""));
        settings.put(CaptureSetting.INBOUND_PORTS_INCLUDE, traffic("includeInboundPorts", "includeInboundPorts", "*"));
        settings.put(CaptureSetting.INBOUND_PORTS_EXCLUDE, excludedInboundPorts());
        settings.put(
                CaptureSetting.OUTBOUND_PORTS_INCLUDE, traffic("includeOutboundPorts", "includeOutboundPorts", ""));
        settings.put(
                CaptureSetting.OUTBOUND_PORTS_EXCLUDE, traffic("excludeOutboundPorts", "excludeOutboundPorts", ""));
        settings.put(CaptureSetting.INTERFACES_EXCLUDE, annotations.getOrDefault(TRAFFIC + "excludeInterfaces", ""));
        settings.put(
                CaptureSetting.VIRTUAL_INTERFACES,
                annotations.getOrDefault(
                        "istio.io/reroute-virtual-interfaces",
                        annotations.getOrDefault(TRAFFIC + "kubevirtInterfaces", "")));
        // Where a pod has an address of that family, its proxy writes rules for it.
        settings.put(CaptureSetting.IPV6, "true");
        return Capture.of(settings);
    }

    /** The proxy's own ports are added to the list, its status port unless it is there. */
    private String excludedInboundPorts() {
        List<String> ports = new ArrayList<>(List.of("15090", "15021"));
        String status = String.valueOf(statusPort());
        String listed = traffic("excludeInboundPorts", "excludeInboundPorts", "");
        List<String> others = listed.isEmpty()
                ? List.of()
                : Stream.of(listed.split(",", -1)).map(String::strip).toList();
        ports.addAll(others);
        if (!status.equals("0") && !others.contains(status)) {
            ports.add(status);
        }
        return String.join(",", ports);
    }

    private String traffic(String annotation, String value, String absent) {
        String written = annotations.get(TRAFFIC + annotation);
        return written == null ? config.proxyValue(value, absent) : written.strip();
    }

    static boolean hasProxy(PodSpec pod) {
        return container(pod, PROXY).isPresent();
    }

    /** Whether the proxy's container, injected or written, is started in the role of a gateway. */
    static boolean runsAsGateway(PodSpec pod) {
        return container(pod, PROXY)
                .filter(proxy -> proxy.fields().texts("args").contains("router"))
                .isPresent();
    }

    private static Optional<PodSpec.Container> container(PodSpec pod, String name) {
        return Stream.concat(pod.containers().stream(), pod.initContainers().stream())
                .filter(container -> container.name().equals(name))
                .findFirst();
    }

    private static Optional<List<String>> initArguments(PodSpec pod) {
        return pod.initContainers().stream()
                .filter(container -> INIT_CONTAINERS.contains(container.name()))
                .findFirst()
                .map(container -> container.fields().texts("args"));
    }

    /** What an injected pod carries, from the arguments of its init container. */
    static InjectedProxy present(Workload workload) {
        PodSpec pod = workload.pod();
        boolean isNative = pod.initContainers().stream()
                .anyMatch(container -> container.name().equals(PROXY));
        Capture capture = initArguments(pod).map(ProxyTemplate::capture).orElseGet(Capture::none);
        boolean holds = pod.containers().stream()
                .filter(container -> container.name().equals(PROXY))
                .anyMatch(container -> container
                        .fields()
                        .child("lifecycle", "postStart", "exec")
                        .texts("command")
                        .equals(List.of("pilot-agent", "wait")));
        String revision = status(workload).text("revision", InjectionWebhook.DEFAULT);
        int statusPort =
                workload.podAnnotations().getOrDefault("prometheus.io/port", "").equals("15020") ? 15020 : 0;
        return new InjectedProxy(
                revision, capture, isNative, isNative || holds, statusPort, false, answersDns(pod), runsAsGateway(pod));
    }

    private static Fields status(Workload workload) {
        List<Document> written =
                Yaml.read(workload.podAnnotations().getOrDefault(Injector.STATUS, ""), Injector.STATUS);
        return Fields.of(written.isEmpty() ? Mapping.empty() : written.get(0).root());
    }

    private static Capture capture(List<String> args) {
        Map<CaptureSetting, String> settings = new EnumMap<>(CaptureSetting.class);
        for (CaptureSetting setting : CaptureSetting.values()) {
            int at = args.indexOf(setting.option());
            if (at >= 0 && at + 1 < args.size()) {
                settings.put(setting, args.get(at + 1));
            }
        }
        // The group is the user unless it is given.
        settings.putIfAbsent(
                CaptureSetting.PROXY_GROUPS,
                settings.getOrDefault(CaptureSetting.PROXY_USERS, CaptureSetting.PROXY_USERS.absent()));
        settings.put(CaptureSetting.IPV6, "true");
        return Capture.of(settings);
    }
}
