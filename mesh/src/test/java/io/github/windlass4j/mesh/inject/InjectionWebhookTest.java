package io.github.windlass4j.mesh.inject;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which webhook of an installation is asked, by labels of namespace and pod. */
class InjectionWebhookTest {
    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("kubernetes.io/metadata.name", "shop");
        for (String part : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            labels.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
        }
        return labels;
    }

    private static String asked(List<InjectionWebhook> webhooks, String namespace, String pod) {
        return webhooks.stream()
                .filter(webhook -> webhook.takes(labels(namespace), labels(pod)))
                .map(InjectionWebhook::name)
                .map(name -> name.replace(".sidecar-injector.istio.io", ""))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "istio.io/rev=blue, '', rev.namespace",
        "istio.io/rev=blue, sidecar.istio.io/inject=false, ''",
        "istio.io/rev=blue istio-injection=enabled, '', ''",
        "istio.io/rev=green, '', ''",
        "'', istio.io/rev=blue, rev.object",
        "'', istio.io/rev=blue sidecar.istio.io/inject=false, ''",
        "istio-injection=disabled, istio.io/rev=blue, ''",
        "istio.io/rev=blue, istio.io/rev=blue, rev.namespace",
        "'', sidecar.istio.io/inject=true, ''",
    })
    void of_a_revision(String namespace, String pod, String asked) {
        assertThat(asked(InjectionWebhook.ofRevision("blue"), namespace, pod)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "istio-injection=enabled, '', namespace, namespace",
        "istio-injection=enabled, sidecar.istio.io/inject=false, '', ''",
        "istio.io/rev=default, '', rev.namespace, rev.namespace",
        "'', istio.io/rev=default, rev.object, rev.object",
        "'', sidecar.istio.io/inject=true, object, object",
        "'', sidecar.istio.io/inject=true istio.io/rev=blue, '', ''",
        "istio-injection=disabled, sidecar.istio.io/inject=true, '', ''",
        "istio.io/rev=blue, sidecar.istio.io/inject=true, '', ''",
        "'', '', '', auto",
        "'', sidecar.istio.io/inject=false, '', ''",
        "istio-injection=disabled, '', '', ''",
        "kubernetes.io/metadata.name=kube-system, '', '', ''",
    })
    void of_the_default_revision(String namespace, String pod, String asked, String withUnlabelled) {
        assertThat(asked(InjectionWebhook.ofDefault(false), namespace, pod)).isEqualTo(asked);
        assertThat(asked(InjectionWebhook.ofDefault(true), namespace, pod)).isEqualTo(withUnlabelled);
    }

    @Test
    void configurations_have_the_names_of_the_charts() {
        assertThat(InjectionWebhook.ofTag("prod", "blue").get(0))
                .hasToString("istio-sidecar-injector-prod/rev.namespace.sidecar-injector.istio.io");
        assertThat(InjectionWebhook.ofDefault(true))
                .extracting(InjectionWebhook::configuration)
                .containsOnly("istio-sidecar-injector");
        assertThat(InjectionWebhook.ofDefault(true))
                .extracting(InjectionWebhook::revision)
                .containsOnly("default");
    }

    @Test
    void without_selectors_every_pod_is_taken_and_without_label_the_revision_is_the_default_one() {
        List<InjectionWebhook> read = InjectionWebhook.all(Mesh.of(Manifests.read("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: one}
                webhooks: [{name: sidecar-injector.istio.io}]
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: two, labels: {istio.io/rev: ''}}
                webhooks: [{name: sidecar-injector.istio.io, objectSelector: {matchLabels: {a: b}}}]
                """, "test")));
        assertThat(read).extracting(InjectionWebhook::revision).containsExactly("default", "default");
        assertThat(read.get(0).takes(Map.of(), Map.of())).isTrue();
        assertThat(read.get(1).takes(Map.of(), Map.of())).isFalse();
        assertThat(read.get(1).takes(Map.of(), Map.of("a", "b"))).isTrue();
    }

    @Test
    void a_pod_that_no_webhook_takes_is_told_what_it_is_labelled() {
        Mesh mesh = Mesh.of(Manifests.read("""
                {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio.io/rev: green}}}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: cart, namespace: shop}
                spec: {template: {metadata: {labels: {sidecar.istio.io/inject: "true"}}, spec: {}}}
                """, "test"));
        InjectionVerdict verdict = Injector.of(mesh, InjectionWebhook.ofRevision("blue"))
                .decide(mesh.workloads().get(0));
        assertThat(verdict.trace())
                .containsExactly("no webhook (revisions [blue]) takes namespace shop, without istio-injection, labelled"
                        + " istio.io/rev=green; pod labelled sidecar.istio.io/inject=true");
    }

    @Test
    void a_webhook_that_takes_a_pod_is_named_with_its_revision() {
        Mesh mesh = Mesh.of(Manifests.read("""
                {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio.io/rev: prod}}}
                ---
                {apiVersion: v1, kind: Pod, metadata: {name: cart, namespace: shop}, spec: {}}
                """, "test"));
        InjectionVerdict verdict = Injector.of(mesh, InjectionWebhook.ofTag("prod", "blue"))
                .decide(mesh.workloads().get(0));
        assertThat(verdict.trace().get(0))
                .isEqualTo(
                        "webhook istio-sidecar-injector-prod/rev.namespace.sidecar-injector.istio.io takes namespace shop"
                                + " and the pod: revision blue");
        assertThat(verdict.isInjected())
                .as("a Pod without uid does not exist yet")
                .isTrue();
    }

    /** Pods as they run, with what the injector wrote. */
    @Test
    void a_running_pod_tells_its_proxy() {
        InjectedProxy nativeOne = running(
                "prometheus.io/port: '15020'",
                "initContainers: [{name: istio-proxy, restartPolicy: Always}, {name: istio-validation, args: [-b, '*', -i, '*']}]");
        assertThat(nativeOne.isNative()).isTrue();
        assertThat(nativeOne.holdsApplication()).isTrue();
        assertThat(nativeOne.statusPort()).isEqualTo(15020);
        assertThat(nativeOne.capture().inbound(80).isCaptured()).isTrue();

        InjectedProxy plain = running(
                "prometheus.io/port: '9090'",
                "containers: [{name: app, lifecycle: {postStart: {exec: "
                        + "{command: [pilot-agent, wait]}}}}, {name: istio-proxy}]");
        assertThat(plain.isNative()).isFalse();
        assertThat(plain.holdsApplication()).isFalse();
        assertThat(plain.statusPort()).isZero();
        assertThat(plain.capture())
                .as("without an init container a node agent may capture; the pod does not show it")
                .isEqualTo(Capture.none());
        assertThat(plain.revision()).isEqualTo("blue");
    }

    private static InjectedProxy running(String annotations, String pod) {
        Mesh mesh = Mesh.of(Manifests.read(
                "{apiVersion: v1, kind: Pod, metadata: {name: cart, namespace: shop, uid: '1', annotations: {"
                        + "sidecar.istio.io/status: '{\"revision\":\"blue\"}', " + annotations + "}}, spec: {" + pod
                        + "}}",
                "test"));
        InjectionVerdict verdict =
                Injector.of(mesh, List.of()).decide(mesh.workloads().get(0));
        assertThat(verdict.trace())
                .containsExactly("the pod carries sidecar.istio.io/status and the proxy's container: injected already");
        return ((InjectionVerdict.Injected) verdict).proxy();
    }
}
