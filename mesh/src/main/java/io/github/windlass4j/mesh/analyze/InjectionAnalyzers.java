package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.k8s.LabelSelector;
import io.github.windlass4j.manifest.k8s.Namespace;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.InjectorConfig;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.ProxyConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What istioctl looks at around injection. */
final class InjectionAnalyzers {
    private InjectionAnalyzers() {}

    /** Namespaces that are not injected, or by two labels; pods of injected ones without a proxy. */
    static void injection(Mesh mesh, Report report) {
        Set<String> injected = injectedNamespaces(mesh, report);
        for (Workload pod : mesh.workloads()) {
            if (Pods.isPod(pod) && injected.contains(pod.namespace()) && lacksProxy(pod)) {
                report.add(
                        Code.POD_MISSING_PROXY,
                        pod.resource(),
                        "no proxy in a namespace that is injected: restart what made the pod");
            }
        }
    }

    private static boolean lacksProxy(Workload pod) {
        return !wish(pod).equalsIgnoreCase("false")
                && !pod.pod().isHostNetwork()
                && Pods.containers(pod)
                        .noneMatch(container -> container.name().equals(Pods.PROXY)
                                && !container.image().isEmpty());
    }

    /** The namespaces whose pods get sidecars; the others are told of, unless a label decided it. */
    private static Set<String> injectedNamespaces(Mesh mesh, Report report) {
        Set<String> injected = new HashSet<>();
        for (Namespace namespace : mesh.namespaces()) {
            Map<String, String> labels = namespace.resource().labels();
            String label = labels.getOrDefault(InjectionWebhook.INJECTION_LABEL, "");
            boolean byRevision = labels.containsKey(InjectionWebhook.REVISION_LABEL);
            boolean isAmbient = "ambient".equals(labels.get("istio.io/dataplane-mode"));
            long ways = Stream.of(label.equals("enabled"), byRevision, isAmbient)
                    .filter(way -> way)
                    .count();
            if (Pods.isSystem(mesh, namespace.name()) || (!label.isEmpty() && !label.equals("enabled"))) {
                // Any other value of the label is a decision not to inject.
                continue;
            }
            if (ways > 1) {
                report.add(
                        Code.NAMESPACE_WITH_BOTH_LABELS,
                        namespace.resource(),
                        "more than one label says how its pods join the mesh: " + labels);
            } else if (ways == 0 && enabledByDefault(mesh)) {
                report.add(
                        Code.NAMESPACE_INJECTED_BY_DEFAULT,
                        namespace.resource(),
                        "injected, because the control plane takes namespaces without label");
            } else if (ways == 0) {
                report.add(
                        Code.NAMESPACE_NOT_INJECTED,
                        namespace.resource(),
                        "not injected: label " + InjectionWebhook.REVISION_LABEL + " with a revision is missing");
            } else if (!isAmbient) {
                injected.add(namespace.name());
            }
        }
        return injected;
    }

    private static String wish(Workload pod) {
        String key = InjectionWebhook.INJECT_LABEL;
        return pod.podLabels().getOrDefault(key, pod.podAnnotations().getOrDefault(key, ""));
    }

    private static boolean enabledByDefault(Mesh mesh) {
        return config(mesh, InjectionWebhook.DEFAULT)
                .map(config -> config.values()
                        .child("sidecarInjectorWebhook")
                        .flag("enableNamespacesByDefault")
                        .orElse(false))
                .orElse(false);
    }

    /** A ConfigMap that cannot be read says nothing here: it is reported where it is used. */
    private static Optional<InjectorConfig> config(Mesh mesh, String revision) {
        try {
            return InjectorConfig.find(mesh, revision);
        } catch (MalformedYamlException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Proxies of another version than the one that would be injected now; which build of it they are is not told apart from
     * the plain one (analyzers/injection, injection-image.go).
     */
    static void images(Mesh mesh, Report report) {
        if (ConfigMap.all(mesh.manifests()).stream()
                .noneMatch(map -> map.name().startsWith("istio-sidecar-injector"))) {
            return;
        }
        Map<String, List<String>> outdated = new LinkedHashMap<>();
        for (Workload pod : mesh.workloads()) {
            String namespace = pod.namespace();
            Optional<String> image = revision(mesh, namespace)
                    .flatMap(revision -> config(mesh, revision))
                    .map(InjectionAnalyzers::image);
            if (!Pods.isPod(pod)
                    || image.isEmpty()
                    || !pod.podAnnotations()
                            .getOrDefault("sidecar.istio.io/proxyImage", "")
                            .isEmpty()) {
                continue;
            }
            Pods.containers(pod)
                    .filter(container -> container.name().equals(Pods.PROXY)
                            && !container.image().equals(image.get())
                            && !container.image().equals(image.get() + "-" + imageType(mesh, pod)))
                    .forEach(container -> outdated.computeIfAbsent(namespace, unknown -> new ArrayList<>())
                            .add(pod.name()));
        }
        outdated.forEach((name, pods) -> mesh.namespace(name)
                .ifPresent(namespace -> report.add(
                        Code.PROXY_IMAGE_MISMATCH,
                        namespace.resource(),
                        "pods " + pods + " have another proxy than is injected now: restart them")));
    }

    private static Optional<String> revision(Mesh mesh, String namespace) {
        Map<String, String> labels = mesh.namespaceLabels(namespace);
        if (labels.containsKey(InjectionWebhook.REVISION_LABEL)) {
            return Optional.ofNullable(labels.get(InjectionWebhook.REVISION_LABEL));
        }
        return "enabled".equals(labels.get(InjectionWebhook.INJECTION_LABEL))
                ? Optional.of(InjectionWebhook.DEFAULT)
                : Optional.empty();
    }

    private static String image(InjectorConfig config) {
        Fields global = config.values().child("global");
        String image = global.child("proxy").text("image", "");
        if (image.contains("/")) {
            return image;
        }
        return global.text("hub", "") + "/" + image + ":"
                + global.wholeOrText("tag").orElse("");
    }

    /** Which build of the proxy a pod gets: the narrowest of pod, ProxyConfigs and mesh that says so. */
    private static String imageType(Mesh mesh, Workload pod) {
        String namespace = pod.namespace();
        return annotated(pod)
                .or(() -> configured(mesh.in(ProxyConfig.KIND, namespace).stream()
                        .filter(config -> !config.target().isEverything()
                                && config.target().takes(pod.podLabels()))))
                .or(() -> configured(mesh.in(ProxyConfig.KIND, namespace).stream()
                        .filter(config -> config.target().isEverything())))
                .or(() -> configured(mesh.in(ProxyConfig.KIND, mesh.rootNamespace()).stream()
                        .filter(config -> config.target().isEverything())))
                .or(() -> mesh.config().defaultConfig().child("image").text("imageType"))
                .orElse("");
    }

    private static Optional<String> configured(Stream<ProxyConfig> configs) {
        return configs.flatMap(config -> config.spec().child("image").text("imageType").stream())
                .findFirst();
    }

    private static Optional<String> annotated(Workload pod) {
        try {
            List<Document> written =
                    Yaml.read(pod.podAnnotations().getOrDefault("proxy.istio.io/config", ""), "proxy.istio.io/config");
            return written.isEmpty()
                    ? Optional.empty()
                    : Fields.of(written.get(0).root()).child("image").text("imageType");
        } catch (MalformedYamlException unreadable) {
            return Optional.empty();
        }
    }

    /** The image that an injector is to fill in, where none does. */
    static void autoImage(Mesh mesh, Report report) {
        List<Fields> webhooks = new ArrayList<>();
        for (Resource configuration : mesh.ofKind("admissionregistration.k8s.io", "MutatingWebhookConfiguration")) {
            configuration.fields().list("webhooks").stream()
                    .filter(webhook -> webhook.text("name", "").endsWith("istio.io"))
                    .forEach(webhooks::add);
        }
        for (Workload workload : mesh.workloads()) {
            boolean auto = workload.pod().containers().stream()
                    .anyMatch(container -> container.name().equals(Pods.PROXY)
                            && container.image().equals("auto"));
            if (!auto) {
                continue;
            }
            if (Pods.isPod(workload)) {
                report.add(Code.IMAGE_AUTO_ERROR, workload.resource(), "image auto was not replaced: not injected");
            } else if (webhooks.stream().noneMatch(webhook -> takes(mesh, webhook, workload))) {
                report.add(
                        Code.IMAGE_AUTO_WARNING,
                        workload.resource(),
                        "image auto is replaced by injection, and no webhook takes these pods");
            }
        }
    }

    private static boolean takes(Mesh mesh, Fields webhook, Workload workload) {
        Map<String, String> labels =
                mesh.namespace(workload.namespace()).map(Namespace::labels).orElse(Map.of());
        LabelSelector namespaces = new LabelSelector(webhook.child("namespaceSelector"));
        LabelSelector objects = new LabelSelector(webhook.child("objectSelector"));
        return (!namespaces.isPresent() || namespaces.matches(labels))
                && (!objects.isPresent() || objects.matches(workload.podLabels()));
    }
}
