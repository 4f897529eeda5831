package io.github.windlass4j.mesh.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.house.Shop;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InjectorTest {
    private static final List<InjectionWebhook> AKS = InjectionWebhook.ofRevision("asm-1-29");

    private static Mesh mesh(String namespaceLabels, String podLabels, String podAnnotations, String podSpec) {
        String pods = Shop.deployment(
                "shop", "cart", "labels: {" + podLabels + "}, annotations: {" + podAnnotations + '}', podSpec);
        return Mesh.of(Manifests.read(Shop.namespace("shop", namespaceLabels) + pods, "mesh.yaml"));
    }

    private static InjectionVerdict decide(Mesh mesh, List<InjectionWebhook> webhooks) {
        return Injector.of(mesh, webhooks).decide(mesh.workloads().get(0));
    }

    private static InjectedProxy proxy(String annotations) {
        Mesh mesh = mesh("istio.io/rev: asm-1-29", "app: cart", annotations, "");
        return decide(mesh, AKS).fold(InjectionVerdict.Injected::proxy, no -> null, no -> null, no -> null);
    }

    @Test
    void istio_injection_enabled_injects_nothing_where_no_default_control_plane_is() {
        InjectionVerdict verdict = decide(mesh("istio-injection: enabled", "", "", ""), AKS);

        assertThat(verdict).isInstanceOf(InjectionVerdict.NotInjected.class);
        assertThat(verdict.trace())
                .last()
                .asString()
                .contains("istio-injection=enabled")
                .contains("asm-1-29");
        assertThat(decide(mesh("istio-injection: enabled", "", "", ""), InjectionWebhook.ofDefault(false))
                        .isInjected())
                .isTrue();
    }

    @Test
    void a_stale_revision_label_injects_nothing() {
        assertThat(decide(mesh("istio.io/rev: asm-1-28", "", "", ""), AKS).isInjected())
                .isFalse();
    }

    @Test
    void a_tag_leads_to_the_revision_behind_it() {
        InjectionVerdict verdict =
                decide(mesh("istio.io/rev: prod", "", "", ""), InjectionWebhook.ofTag("prod", "asm-1-29"));

        assertThat(((InjectionVerdict.Injected) verdict).proxy().revision()).isEqualTo("asm-1-29");
    }

    @Test
    void without_any_webhook_the_answer_is_unknown() {
        assertThat(decide(mesh("istio.io/rev: asm-1-29", "", "", ""), List.of()))
                .isInstanceOf(InjectionVerdict.Unknown.class);
    }

    @Test
    void reads_webhooks_from_the_cluster() {
        Mesh mesh = mesh("team: a", "", "", "")
                .with(Manifests.read("""
                                apiVersion: admissionregistration.k8s.io/v1
                                kind: MutatingWebhookConfiguration
                                metadata: {name: istio-revision-tag-prod, labels: {istio.io/rev: asm-1-29, istio.io/tag: prod}}
                                webhooks:
                                - name: rev.namespace.sidecar-injector.istio.io
                                  namespaceSelector: {matchLabels: {team: a}}
                                  objectSelector: {matchExpressions: [{key: no, operator: DoesNotExist}]}
                                - name: something.else
                                """, "webhook.yaml").resources().get(0));

        assertThat(InjectionWebhook.all(mesh)).hasSize(1);
        InjectionVerdict verdict = Injector.of(mesh).decide(mesh.workloads().get(0));
        assertThat(((InjectionVerdict.Injected) verdict).proxy().revision()).isEqualTo("asm-1-29");
    }

    @Test
    void a_malformed_annotation_refuses_the_pod() {
        InjectionVerdict verdict = decide(
                mesh("istio.io/rev: asm-1-29", "", "traffic.sidecar.istio.io/excludeOutboundIPRanges: 10.0.0.1", ""),
                AKS);

        assertThat(verdict).isInstanceOf(InjectionVerdict.Refused.class);
        assertThat(((InjectionVerdict.Refused) verdict).errors())
                .singleElement()
                .asString()
                .contains("10.0.0.1")
                .contains("excludeOutboundIPRanges");
        assertThat(verdict.capture()).isEqualTo(Capture.none());
    }

    @Test
    void host_network_is_never_injected() {
        assertThat(decide(mesh("istio.io/rev: asm-1-29", "", "", "hostNetwork: true"), AKS)
                        .isInjected())
                .isFalse();
    }

    @Test
    void a_running_pod_without_proxy_stays_without() {
        Mesh mesh = Mesh.of(Manifests.read("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop, labels: {istio.io/rev: asm-1-29}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: old, namespace: shop, uid: "1"}
                spec: {containers: [{name: app}]}
                """, "mesh.yaml"));

        assertThat(decide(mesh, AKS).trace()).last().asString().contains("exists without");
    }

    @Test
    void a_pod_that_was_injected_shows_its_rules() {
        Mesh mesh = mesh(
                "",
                "",
                "sidecar.istio.io/status: '{\"revision\":\"asm-1-28\"}'",
                "initContainers: [{name: istio-init, args: [istio-iptables, -m, REDIRECT, -i, '*', -b, '80,81', -u, '1337']}],"
                        + " containers: [{name: istio-proxy, lifecycle: {postStart: {exec: {command: [pilot-agent, wait]}}}}]");
        InjectedProxy proxy = ((InjectionVerdict.Injected) decide(mesh, AKS)).proxy();

        assertThat(proxy.revision()).isEqualTo("asm-1-28");
        assertThat(proxy.holdsApplication()).isTrue();
        assertThat(proxy.isNative()).isFalse();
        assertThat(proxy.capture().inbound(81).isCaptured()).isTrue();
        assertThat(proxy.capture().inbound(82).isCaptured()).isFalse();
    }

    @Test
    void an_empty_inbound_list_captures_nothing_that_comes_in() {
        Capture capture =
                proxy("traffic.sidecar.istio.io/includeInboundPorts: ''").capture();

        assertThat(capture.inbound(443).isCaptured()).isFalse();
        assertThat(capture.inbound(8443).isCaptured()).isFalse();
        assertThat(capture.outbound("10.0.0.1", 80).isCaptured()).isTrue();
    }

    @Test
    void an_exclude_list_alone_leaves_the_other_ports_captured() {
        Capture capture =
                proxy("traffic.sidecar.istio.io/excludeInboundPorts: '80,443'").capture();

        assertThat(capture.inbound(443).isCaptured()).isFalse();
        assertThat(capture.inbound(8443).isCaptured()).isTrue();
        assertThat(capture.inbound(15020).isCaptured()).isFalse();
    }

    @Test
    void a_list_of_included_ports_makes_the_excluded_ones_pointless() {
        Capture capture = proxy("traffic.sidecar.istio.io/includeInboundPorts: '80',"
                        + " traffic.sidecar.istio.io/excludeInboundPorts: '80'")
                .capture();

        assertThat(capture.inbound(80).isCaptured()).isTrue();
        assertThat(capture.inbound(81).isCaptured()).isFalse();
    }

    @Test
    void excluded_ranges_pass_by_the_proxy() {
        Capture capture = proxy("traffic.sidecar.istio.io/excludeOutboundIPRanges: 10.0.0.1/32")
                .capture();

        assertThat(capture.outbound("10.0.0.1", 443).isCaptured()).isFalse();
        assertThat(capture.outbound("10.0.0.2", 443)).isEqualTo(capture.outbound("10.0.0.3", 443));
        assertThat(capture.outbound("10.0.0.2", 443).proxyPort()).hasValue(Capture.OUTBOUND);
        assertThat(capture.outbound(Packet.tcp("10.0.0.2", 443).from("1337", "1337"))
                        .isCaptured())
                .isFalse();
        assertThatThrownBy(() -> capture.outbound("example.com", 443))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("example.com (want an IP address)");
    }

    @Test
    void holds_the_application_when_the_pod_or_the_sidecar_kind_says_so() {
        Mesh mesh = mesh(
                "istio.io/rev: asm-1-29",
                "",
                "proxy.istio.io/config: '{holdApplicationUntilProxyStarts: true}',"
                        + " sidecar.istio.io/nativeSidecar: 'false'",
                "");
        InjectedProxy proxy = ((InjectionVerdict.Injected) decide(mesh, AKS)).proxy();

        assertThat(proxy.isNative()).isFalse();
        assertThat(proxy.holdsApplication()).isTrue();
        assertThat(proxy("").holdsApplication())
                .as("a native sidecar is up first")
                .isTrue();
        Mesh plain = mesh("istio.io/rev: asm-1-29", "", "", "");
        InjectionVerdict verdict = Injector.of(plain, AKS)
                .withNativeSidecars(false)
                .decide(plain.workloads().get(0));
        assertThat(((InjectionVerdict.Injected) verdict).proxy().holdsApplication())
                .isFalse();
    }

    @Property(tries = 200)
    void an_unrelated_object_never_changes_a_verdict(@ForAll @IntRange(min = 0, max = 5) int which) {
        Mesh mesh = mesh("istio.io/rev: asm-1-29", "app: cart", "", "");
        String[] unrelated = {
            "{apiVersion: v1, kind: Namespace, metadata: {name: other, labels: {istio-injection: disabled}}}",
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a, namespace: other}}",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: istio-sidecar-injector-asm-1-28, namespace: x},"
                    + " data: {config: 'policy: disabled'}}",
            "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: p, namespace: shop}}",
            "{apiVersion: v1, kind: Service, metadata: {name: s, namespace: shop}}",
            "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop, labels: {sidecar.istio.io/inject: 'false'}}}"
        };
        Resource other =
                Manifests.read(unrelated[which], "other.yaml").resources().get(0);

        assertThat(Injector.of(mesh.with(other), AKS)
                        .decide(mesh.with(other).workloads().stream()
                                .filter(one -> one.ref().name().equals("cart"))
                                .findFirst()
                                .orElseThrow()))
                .isEqualTo(decide(mesh, AKS));
    }

    @Property(tries = 500)
    void excluding_a_port_never_captures_more(
            @ForAll @IntRange(min = 1, max = 65535) int port, @ForAll @IntRange(min = 1, max = 65535) int excluded) {
        Capture before = Capture.of(Map.of(CaptureSetting.INBOUND_PORTS_INCLUDE, "*"));
        Capture after = Capture.of(
                Map.of(CaptureSetting.INBOUND_PORTS_INCLUDE, "*", CaptureSetting.INBOUND_PORTS_EXCLUDE, "" + excluded));

        assertThat(after.inbound(port).isCaptured())
                .isEqualTo(before.inbound(port).isCaptured() && port != excluded);
    }

    @Test
    void verdicts_print_what_decided() {
        assertThat(new InjectionVerdict.NotInjected(List.of("a", "b"))).hasToString("not injected: b");
        assertThat(new InjectionVerdict.NotInjected(List.of())).hasToString("not injected: ");
        assertThat(new InjectionVerdict.Unknown(List.of("a", "b"))).hasToString("unknown: b");
        assertThat(new InjectionVerdict.Refused(List.of("a"), List.of("b", "c")))
                .hasToString("refused: b; c");
    }
}
