package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.k8s.LabelSelector;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What istioctl looks at in webhook configurations. */
final class WebhookAnalyzers {
    private static final String ADMISSION = "admissionregistration.k8s.io";

    private WebhookAnalyzers() {}

    private record Hook(Resource configuration, Fields fields) {
        boolean takes(Map<String, String> namespace, Map<String, String> object) {
            LabelSelector namespaces = new LabelSelector(fields.child("namespaceSelector"));
            LabelSelector objects = new LabelSelector(fields.child("objectSelector"));
            return (!namespaces.isPresent() || namespaces.matches(namespace))
                    && (!objects.isPresent() || objects.matches(object));
        }

        String name() {
            return configuration.name() + "/" + fields.text("name", "");
        }
    }

    /** Pods that two webhooks take, and webhooks whose control plane does not exist. */
    static void injection(Mesh mesh, Report report) {
        List<Hook> hooks = new ArrayList<>();
        Set<String> revisions = new TreeSet<>();
        for (Resource configuration : mesh.ofKind(ADMISSION, "MutatingWebhookConfiguration")) {
            List<Hook> own = configuration.fields().list("webhooks").stream()
                    .map(fields -> new Hook(configuration, fields))
                    .toList();
            Set<String> named = revisions(configuration, own);
            boolean isIstio =
                    own.stream().anyMatch(hook -> hook.fields().text("name", "").endsWith("istio.io"));
            if (isIstio || !named.isEmpty()) {
                hooks.addAll(own);
                revisions.addAll(named);
            }
        }
        injectedTwice(hooks, revisions, report);
        withoutService(mesh, hooks, report);
    }

    /** Labels of a namespace and a pod with which more than one webhook asks. */
    private static void injectedTwice(List<Hook> hooks, Set<String> revisions, Report report) {
        for (Map<String, String> namespace :
                labels(InjectionWebhook.INJECTION_LABEL, "enabled", "disabled", revisions)) {
            for (Map<String, String> pod : labels(InjectionWebhook.INJECT_LABEL, "true", "false", revisions)) {
                List<Hook> takers = hooks.stream()
                        .filter(hook -> hook.takes(namespace, pod))
                        .toList();
                if (takers.size() > 1) {
                    List<String> names = takers.stream().map(Hook::name).toList();
                    takers.forEach(hook -> report.add(
                            Code.INVALID_WEBHOOK,
                            hook.configuration(),
                            hook.name() + " takes pods that others take too: " + names
                                    + ", so they are injected twice"));
                }
            }
        }
    }

    private static void withoutService(Mesh mesh, List<Hook> hooks, Report report) {
        for (Hook hook : hooks) {
            Fields service = hook.fields().child("clientConfig", "service");
            if (service.isPresent()
                    && mesh.service(service.text("namespace", ""), service.text("name", ""))
                            .isEmpty()) {
                report.add(
                        Code.INVALID_WEBHOOK,
                        hook.configuration(),
                        hook.name() + " leads to Service " + service.text("namespace", "") + "/"
                                + service.text("name", "") + ", which does not exist");
            }
        }
    }

    private static Set<String> revisions(Resource configuration, List<Hook> hooks) {
        Set<String> revisions = new LinkedHashSet<>();
        Optional.ofNullable(configuration.labels().get(InjectionWebhook.REVISION_LABEL))
                .ifPresent(revisions::add);
        for (Hook hook : hooks) {
            for (String field : List.of("namespaceSelector", "objectSelector")) {
                Fields selector = hook.fields().child(field);
                Optional.ofNullable(selector.textMap("matchLabels").get(InjectionWebhook.REVISION_LABEL))
                        .ifPresent(revisions::add);
                selector.list("matchExpressions").stream()
                        .filter(expression -> expression.text("key", "").equals(InjectionWebhook.REVISION_LABEL))
                        .forEach(expression -> revisions.addAll(expression.texts("values")));
            }
        }
        return revisions;
    }

    /** Every combination of a label's two values or absence with each revision or none. */
    private static List<Map<String, String>> labels(String key, String yes, String no, Set<String> revisions) {
        List<Map<String, String>> bases = List.of(Map.of(), Map.of(key, yes), Map.of(key, no));
        List<Map<String, String>> all = new ArrayList<>(bases);
        for (String revision : revisions) {
            for (Map<String, String> base : bases) {
                Map<String, String> labels = new TreeMap<>(base);
                labels.put(InjectionWebhook.REVISION_LABEL, revision);
                all.add(labels);
            }
        }
        return all;
    }

    /** Webhooks of a cluster whose control plane is elsewhere: each needs a URL with a host name. */
    static void externalControlPlane(Mesh mesh, Report report) {
        for (String kind : List.of("ValidatingWebhookConfiguration", "MutatingWebhookConfiguration")) {
            for (Resource configuration : mesh.ofKind(ADMISSION, kind)) {
                if (isRemote(configuration)) {
                    lint(configuration, report);
                }
            }
        }
    }

    /** By name, as the charts for remote clusters install them; or by a URL, which no in-cluster installation writes. */
    private static boolean isRemote(Resource configuration) {
        String name = configuration.name();
        return (name.startsWith("istio-validator-") && !name.equals("istio-validator-istio-system"))
                || name.equals("istiod-default-validator")
                || name.startsWith("istio-sidecar-injector-");
    }

    private static void lint(Resource configuration, Report report) {
        for (Fields hook : configuration.fields().list("webhooks")) {
            Fields client = hook.child("clientConfig");
            String name = hook.text("name", "");
            Optional<String> url = client.text("url");
            if (url.isEmpty()) {
                report.add(
                        Code.EXTERNAL_CONTROL_PLANE,
                        configuration,
                        "webhook " + name + " has no URL of the external control plane");
                return;
            }
            String host = host(url.get());
            if (host.isEmpty()) {
                report.add(
                        Code.EXTERNAL_CONTROL_PLANE,
                        configuration,
                        "webhook " + name + ": " + url.get() + " names no host");
                return;
            }
            if (IpRange.isAddress(host)) {
                report.add(
                        Code.EXTERNAL_CONTROL_PLANE_ADDRESS,
                        configuration,
                        "webhook " + name + ": " + host + " is an address, which may change (want a host name)");
                return;
            }
        }
    }

    private static String host(String url) {
        try {
            String host = new URI(url).getHost();
            return host == null ? "" : host.replaceAll("^\\[|]$", "");
        } catch (URISyntaxException malformed) {
            return "";
        }
    }
}
