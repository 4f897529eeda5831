package io.github.windlass4j.mesh.inject;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pod's proxy is given, by annotations, the injector's values and the mesh's configuration. */
class ProxySettingsTest {
    private static final String TRAFFIC = "traffic.sidecar.istio.io/";
    private static final String REVISION = "asm-1-29";

    private String meshConfig = "{}";
    private String injector = "";
    private String annotations = "";
    private String pod = "";
    private String podLabels = "";
    private String namespace = "shop";
    private String revision = REVISION;

    private ProxySettingsTest meshConfig(String text) {
        meshConfig = text;
        return this;
    }

    /** The injector's ConfigMap; its two texts are YAML in YAML. */
    private ProxySettingsTest injector(String config, String values) {
        injector =
                "\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: istio-sidecar-injector-asm-1-29, namespace: "
                        + "aks-istio-system}, data: {config: \"" + config + "\", values: \"" + values + "\"}}";
        return this;
    }

    private ProxySettingsTest annotations(String text) {
        annotations = text;
        return this;
    }

    private ProxySettingsTest pod(String text) {
        pod = text;
        return this;
    }

    private InjectionVerdict verdict() {
        Mesh mesh = Mesh.of(
                Manifests.read(
                        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart, namespace: " + namespace
                                + "}, spec: {template: {metadata: {labels: {" + podLabels + "}, annotations: {"
                                + annotations
                                + "}}, spec: {" + pod + "}}}}" + injector,
                        "test"),
                MeshConfig.read(meshConfig, "mesh config"));
        return Injector.of(mesh, List.of()).decide(mesh.workloads().get(0), revision);
    }

    private InjectedProxy proxy() {
        return ((InjectionVerdict.Injected) verdict()).proxy();
    }

    private String value(CaptureSetting setting) {
        return proxy().capture().value(setting);
    }

    /**
     * Chart value rewriteAppHTTPProbe, true by default; the annotation wins where it is a boolean; only templates with a proxy.
     */
    @Test
    void probes_are_rewritten_unless_the_pod_or_the_chart_says_no() {
        assertThat(proxy().rewritesProbes()).isTrue();
        String off = "sidecarInjectorWebhook: {rewriteAppHTTPProbe: false}";
        assertThat(injector("", off).proxy().rewritesProbes()).isFalse();
        String own = "sidecar.istio.io/rewriteAppHTTPProbers: ";
        assertThat(annotations(own + "\"true\"").proxy().rewritesProbes()).isTrue();
        assertThat(annotations(own + "\"maybe\"").proxy().rewritesProbes()).isFalse();
        injector = "";
        assertThat(annotations(own + "\"maybe\"").proxy().rewritesProbes()).isTrue();
        assertThat(annotations(own + "\"F\"").proxy().rewritesProbes()).isFalse();
        for (String template : List.of("gateway", "sidecar, extra")) {
            assertThat(annotations("inject.istio.io/templates: \"" + template + "\"")
                            .proxy()
                            .rewritesProbes())
                    .isTrue();
        }
        assertThat(annotations("inject.istio.io/templates: grpc-agent").proxy().rewritesProbes())
                .isFalse();
    }

    @Test
    void everything_is_captured_but_the_proxy_s_own_ports() {
        InjectedProxy proxy = proxy();
        assertThat(proxy.revision()).isEqualTo(REVISION);
        assertThat(proxy.statusPort()).isEqualTo(15020);
        assertThat(proxy.capture().value(CaptureSetting.MODE)).isEqualTo("REDIRECT");
        assertThat(proxy.capture().value(CaptureSetting.INBOUND_PORTS_INCLUDE)).isEqualTo("*");
        assertThat(proxy.capture().value(CaptureSetting.INBOUND_PORTS_EXCLUDE)).isEqualTo("15090,15021,15020");
        assertThat(proxy.capture().value(CaptureSetting.OUTBOUND_RANGES_INCLUDE))
                .isEqualTo("*");
        assertThat(proxy.capture().outbound("fd00::1", 80).isCaptured()).isTrue();
    }

    /** An annotation before the injector's value for all pods. */
    @ParameterizedTest
    @CsvSource({
        "includeOutboundIPRanges, includeIPRanges, 10.0.0.0/8, 11.0.0.0/8, OUTBOUND_RANGES_INCLUDE",
        "excludeOutboundIPRanges, excludeIPRanges, 10.0.0.0/8, 11.0.0.0/8, OUTBOUND_RANGES_EXCLUDE",
        "includeInboundPorts, includeInboundPorts, 80, 81, INBOUND_PORTS_INCLUDE",
        "includeOutboundPorts, includeOutboundPorts, 80, 81, OUTBOUND_PORTS_INCLUDE",
        "excludeOutboundPorts, excludeOutboundPorts, 80, 81, OUTBOUND_PORTS_EXCLUDE",
    })
    void annotations_count_before_values(
            String annotation, String value, String wide, String own, CaptureSetting setting) {
        injector("", "{global: {proxy: {" + value + ": '" + wide + "'}}}");
        assertThat(value(setting)).isEqualTo(wide);
        annotations(TRAFFIC + annotation + ": '" + own + "'");
        assertThat(value(setting)).isEqualTo(own);
    }

    @Test
    void a_blank_list_is_an_empty_one() {
        annotations(TRAFFIC + "includeInboundPorts: ' '");
        assertThat(proxy().capture().inbound(80).isCaptured()).isFalse();
    }

    @Test
    void excluded_inbound_ports_join_those_of_the_proxy() {
        annotations(TRAFFIC + "excludeInboundPorts: '80, 15020'");
        assertThat(value(CaptureSetting.INBOUND_PORTS_EXCLUDE)).isEqualTo("15090,15021,80,15020");
        annotations(TRAFFIC + "excludeInboundPorts: '80', status.sidecar.istio.io/port: '0'");
        assertThat(value(CaptureSetting.INBOUND_PORTS_EXCLUDE)).isEqualTo("15090,15021,80");
    }

    @Test
    void interfaces_are_named_by_annotations() {
        annotations(TRAFFIC + "excludeInterfaces: eth1, " + TRAFFIC + "kubevirtInterfaces: net1");
        assertThat(value(CaptureSetting.INTERFACES_EXCLUDE)).isEqualTo("eth1");
        assertThat(value(CaptureSetting.VIRTUAL_INTERFACES)).isEqualTo("net1");
        annotations("istio.io/reroute-virtual-interfaces: net2, " + TRAFFIC + "kubevirtInterfaces: net1");
        assertThat(value(CaptureSetting.VIRTUAL_INTERFACES)).isEqualTo("net2");
    }

    @Test
    void the_mode_is_the_pod_s_before_the_mesh_s() {
        meshConfig("{defaultConfig: {interceptionMode: TPROXY}}");
        assertThat(value(CaptureSetting.MODE)).isEqualTo("TPROXY");
        annotations("proxy.istio.io/config: '{interceptionMode: NONE}'");
        assertThat(value(CaptureSetting.MODE)).isEqualTo("NONE");
        annotations("proxy.istio.io/config: '{interceptionMode: NONE}', sidecar.istio.io/interceptionMode: REDIRECT");
        assertThat(value(CaptureSetting.MODE)).isEqualTo("REDIRECT");
    }

    @Test
    void the_status_port_is_the_pod_s_before_the_mesh_s_before_the_injector_s() {
        injector("", "{global: {proxy: {statusPort: 15030}}}");
        assertThat(proxy().statusPort()).isEqualTo(15030);
        meshConfig("{defaultConfig: {statusPort: 15031}}");
        assertThat(proxy().statusPort()).isEqualTo(15031);
        annotations("proxy.istio.io/config: '{statusPort: 15032}'");
        assertThat(proxy().statusPort()).isEqualTo(15032);
        annotations("proxy.istio.io/config: '{statusPort: 15032}', status.sidecar.istio.io/port: '15033 '");
        assertThat(proxy().statusPort()).isEqualTo(15033);
        annotations("status.sidecar.istio.io/port: '0'");
        assertThat(proxy().statusPort()).isZero();
    }

    @Test
    void a_container_of_the_proxy_s_name_may_change_its_user() {
        pod(
                "containers: [{name: app, securityContext: {runAsUser: 7}}, {name: istio-proxy, securityContext: {runAsUser: 99}}]");
        assertThat(value(CaptureSetting.PROXY_USERS)).isEqualTo("99");
        assertThat(value(CaptureSetting.PROXY_GROUPS)).isEqualTo("99");
        pod("containers: [{name: app, securityContext: {runAsUser: 7}}]");
        assertThat(value(CaptureSetting.PROXY_USERS)).isEqualTo("1337");
    }

    @Test
    void arguments_of_an_own_init_container_count() {
        pod(
                "initContainers: [{name: other, args: [-b, '1']}, {name: istio-init, args: [istio-iptables, -u, '7', -i, '*', -b, '80', -m]}]");
        assertThat(value(CaptureSetting.INBOUND_PORTS_INCLUDE)).isEqualTo("80");
        assertThat(value(CaptureSetting.PROXY_USERS)).isEqualTo("7");
        assertThat(value(CaptureSetting.PROXY_GROUPS))
                .as("the group is the user")
                .isEqualTo("7");
        assertThat(value(CaptureSetting.MODE)).as("an option without its value").isEqualTo("REDIRECT");
        assertThat(proxy().capture().outbound("fd00::1", 80).isCaptured()).isTrue();
        pod("initContainers: [{name: istio-validation, args: [-g, '8']}]");
        assertThat(value(CaptureSetting.PROXY_USERS)).isEqualTo("1337");
        assertThat(value(CaptureSetting.PROXY_GROUPS)).isEqualTo("8");
        pod("initContainers: [{name: istio-init, image: patched}]");
        assertThat(value(CaptureSetting.INBOUND_PORTS_INCLUDE))
                .as("no arguments of its own")
                .isEqualTo("*");
    }

    @Test
    void holding_the_application_until_the_proxy_is_up() {
        annotations("sidecar.istio.io/nativeSidecar: 'false'");
        assertThat(proxy().holdsApplication()).isFalse();
        injector("", "{global: {proxy: {holdApplicationUntilProxyStarts: true}}}");
        assertThat(proxy().holdsApplication()).isTrue();
        injector("", "");
        meshConfig("{defaultConfig: {holdApplicationUntilProxyStarts: true}}");
        assertThat(proxy().holdsApplication()).isTrue();
        annotations(
                "sidecar.istio.io/nativeSidecar: 'false', proxy.istio.io/config: '{holdApplicationUntilProxyStarts: false}'");
        assertThat(proxy().holdsApplication()).as("the pod's own").isFalse();
    }

    @Test
    void other_templates_are_no_sidecars() {
        annotations("inject.istio.io/templates: 'grpc-agent, grpc-simple'");
        assertThat(proxy().capture()).isEqualTo(Capture.none());
        assertThat(proxy().isNative()).isFalse();
        assertThat(proxy().holdsApplication()).isFalse();
        annotations("inject.istio.io/templates: 'sidecar, mine'");
        assertThat(proxy().isNative()).isTrue();
        assertThat(proxy().capture().inbound(80).isCaptured()).isTrue();
        annotations("");
        injector("{defaultTemplates: [gateway]}", "");
        assertThat(proxy().capture()).isEqualTo(Capture.none());
        annotations("inject.istio.io/templates: sidecar");
        assertThat(proxy().isNative()).isTrue();
    }

    /** Labels of the pod, the injector's configuration, and whether it injects with which reason. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "app: cart; ''; true; policy is enabled",
                "app: cart; '{policy: disabled}'; false; policy is disabled",
                "app: cart; '{policy: perhaps}'; false; 'policy is perhaps, which is none'",
                "sidecar.istio.io/inject: 'true'; '{policy: perhaps}'; false; which is none",
                "sidecar.istio.io/inject: 'true'; '{policy: disabled}'; true; label sidecar.istio.io/inject=true",
                "sidecar.istio.io/inject: 'false'; ''; false; label sidecar.istio.io/inject=false",
                "sidecar.istio.io/inject: 'no'; ''; true; policy is enabled",
                "app: job; '{neverInjectSelector: [{matchLabels: {app: job}}]}'; false; neverInjectSelector",
                "app: cart; '{neverInjectSelector: [{matchLabels: {app: job}}]}'; true; policy is enabled",
                "app: cart; '{neverInjectSelector: [{}]}'; true; policy is enabled",
                "app: job; '{policy: disabled, alwaysInjectSelector: [{matchLabels: {app: job}}]}'; true; alwaysInjectSelector",
                "app: cart; '{policy: disabled, alwaysInjectSelector: [{matchLabels: {app: job}}]}'; false; policy is disabled",
                "app: job; '{neverInjectSelector: [{matchLabels: {app: job}}], alwaysInjectSelector: [{matchLabels: {app: job}}]}'; false; never",
                "'app: job, sidecar.istio.io/inject: ''true'''; '{neverInjectSelector: [{matchLabels: {app: job}}]}'; true; label",
            })
    void the_injector_s_policy(String labels, String config, boolean injects, String why) {
        podLabels = labels.replaceAll("inject: (\\w+)$", "inject: '$1'");
        injector(config, "");
        assertThat(verdict().isInjected()).isEqualTo(injects);
        assertThat(verdict().trace()).last().asString().contains(why);
    }

    @Test
    void the_label_counts_before_the_annotation() {
        annotations("sidecar.istio.io/inject: 'false'");
        assertThat(verdict().trace()).last().isEqualTo("annotation sidecar.istio.io/inject=false");
        assertThat(verdict().isInjected()).isFalse();
        podLabels = "sidecar.istio.io/inject: 'true'";
        assertThat(verdict().isInjected()).isTrue();
    }

    @Test
    void namespaces_of_the_cluster_are_never_injected() {
        namespace = "kube-system";
        assertThat(verdict().isInjected()).isFalse();
        assertThat(verdict().trace()).last().isEqualTo("istiod injects nothing in namespace kube-system");
    }

    @Test
    void an_unreadable_configuration_leaves_the_answer_open() {
        injector("{", "");
        assertThat(verdict()).isInstanceOf(InjectionVerdict.Unknown.class);
        assertThat(verdict().trace())
                .last()
                .asString()
                .contains("cannot be read")
                .contains("config");
        String kind = verdict().<String>fold(one -> "injected", one -> "not", one -> "refused", one -> "unknown");
        assertThat(kind).isEqualTo("unknown");
    }

    @Test
    void every_verdict_is_folded_by_its_own_case() {
        assertThat(fold()).isEqualTo("injected");
        annotations(TRAFFIC + "includeInboundPorts: x");
        assertThat(fold()).isEqualTo("refused");
        pod("hostNetwork: true");
        assertThat(fold()).isEqualTo("not");
        assertThat(verdict().capture()).isEqualTo(Capture.none());
    }

    private String fold() {
        return verdict().fold(one -> "injected", one -> "not", one -> "refused", one -> "unknown");
    }

    @Test
    void the_default_revision_has_the_configuration_without_a_suffix() {
        injector("{policy: disabled}", "");
        assertThat(verdict().isInjected()).isFalse();
        revision = InjectionWebhook.DEFAULT;
        assertThat(verdict().isInjected()).as("another revision's ConfigMap").isTrue();
        injector = injector.replace("istio-sidecar-injector-asm-1-29", "istio-sidecar-injector");
        assertThat(verdict().isInjected()).isFalse();
    }
}
