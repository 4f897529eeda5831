package io.github.windlass4j.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.house.Shop;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.call.ProbeVerdict.Worth;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.Probe;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kubelet asks without a certificate: istio.io, "Health Checking of Istio Services", and pkg/kube/inject/app_probe.go. */
class KubeletProbesTest {
    private static final String HTTP = "readinessProbe: {httpGet: {path: /ready, port: 8080}}";
    private static final String OFF = "sidecar.istio.io/rewriteAppHTTPProbers: \"false\"";
    private static final String EXCLUDED = "traffic.sidecar.istio.io/excludeInboundPorts: \"8080\"";

    private String mode = "STRICT";
    private String namespace = "istio.io/rev: blue";
    private String annotations = "";
    private String pod = "";
    private String more = "";

    private List<ProbeVerdict> ask(String container) {
        String policy = """
                ---
                apiVersion: security.istio.io/v1
                kind: PeerAuthentication
                metadata: {name: default, namespace: shop}
                spec: {mtls: {mode: %s}}
                """.formatted(mode);
        String pods = Shop.deployment(
                "shop",
                "cart",
                "labels: {app: cart}, annotations: {" + annotations + '}',
                pod + " containers: [{name: cart, ports: [{name: web, containerPort: 8080}], " + container + "}]");
        Mesh mesh =
                Mesh.of(Manifests.read(Shop.namespace("shop", namespace) + policy + pods + "---\n" + more, "probes"));
        return CallSimulator.of(mesh, InjectionWebhook.ofRevision("blue"))
                .probes(mesh.workloads("shop").get(0));
    }

    private ProbeVerdict one(String container) {
        List<ProbeVerdict> all = ask(container);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private String with(String setting, String container) {
        annotations = setting;
        ProbeVerdict verdict = one(container);
        return verdict.worth() + " " + verdict.call().outcome() + " "
                + verdict.asked().port() + verdict.asked().path();
    }

    /** The documentation's own example: the path /foo on 8001 becomes /app-health/liveness-http/livez on 15020. */
    @Test
    void a_rewritten_probe_asks_the_agent_whatever_the_mode() {
        for (String each : List.of("STRICT", "PERMISSIVE", "DISABLE")) {
            mode = each;
            assertThat(with("", HTTP)).isEqualTo("CONTAINER PLAINTEXT 15020/app-health/cart/readyz");
            assertThat(with("", "livenessProbe: {httpGet: {port: web, scheme: HTTPS}}"))
                    .isEqualTo("CONTAINER PLAINTEXT 15020/app-health/cart/livez");
            assertThat(with("", "startupProbe: {tcpSocket: {port: 8080}}"))
                    .isEqualTo("CONTAINER PLAINTEXT 15020/app-health/cart/startupz");
            assertThat(with("", "livenessProbe: {grpc: {port: 9090}}"))
                    .isEqualTo("CONTAINER PLAINTEXT 15020/app-health/cart/livez");
        }
        ProbeVerdict verdict = one(HTTP);
        assertThat(verdict.call().trace().stream().map(Stage::toString))
                .first()
                .asString()
                .isEqualTo(
                        "SERVER_INJECTION: the injector rewrites the readinessProbe of cart, HTTP 8080/ready to ask the agent: "
                                + "readinessProbe of cart, HTTP 15020/app-health/cart/readyz (Deployment shop/cart, metadata.annotations)");
        assertThat(verdict.call().cause().orElseThrow().text())
                .isEqualTo("the agent asks the container: readinessProbe of cart, HTTP 8080/ready");
    }

    @Test
    void hooks_are_rewritten_too_and_commands_never() {
        assertThat(with("", "lifecycle: {postStart: {httpGet: {port: 8080}}}"))
                .isEqualTo("CONTAINER PLAINTEXT 15020/app-lifecycle/cart/poststartz");
        assertThat(with("", "lifecycle: {preStop: {tcpSocket: {port: 8080}}}"))
                .isEqualTo("CONTAINER PLAINTEXT 15020/app-lifecycle/cart/prestopz");
        assertThat(with("", "livenessProbe: {exec: {command: [cat]}}")).isEqualTo("CONTAINER PLAINTEXT 0");
        assertThat(ask("lifecycle: {preStop: {sleep: {seconds: 5}}}")).isEmpty();
    }

    /** With rewriting off the kubelet meets the sidecar as any client without a certificate (PeerAuthentication's modes). */
    @ParameterizedTest
    @CsvSource({
        "STRICT,     httpGet: {port: 8080},                  ALWAYS_FAILS REJECTED",
        "PERMISSIVE, httpGet: {port: 8080},                  CONTAINER PLAINTEXT",
        "DISABLE,    httpGet: {port: 8080},                  CONTAINER PLAINTEXT",
        "STRICT,     'httpGet: {port: 8080, scheme: HTTPS}', ALWAYS_FAILS REJECTED",
        "PERMISSIVE, 'httpGet: {port: 8080, scheme: HTTPS}', CONTAINER PASSTHROUGH_TLS",
        "STRICT,     grpc: {port: 8080},                     ALWAYS_FAILS REJECTED",
        "PERMISSIVE, grpc: {port: 8080},                     CONTAINER PLAINTEXT",
        "STRICT,     tcpSocket: {port: 8080},                ALWAYS_PASSES PLAINTEXT",
        "PERMISSIVE, tcpSocket: {port: web},                 ALWAYS_PASSES PLAINTEXT",
        "STRICT,     exec: {command: [cat]},                 CONTAINER PLAINTEXT"
    })
    void without_rewriting_the_sidecar_is_asked(String given, String action, String expected) {
        mode = given;
        assertThat(with(OFF, "livenessProbe: {" + action + "}")).startsWith(expected);
    }

    @Test
    void a_refused_probe_names_the_policy_and_what_the_kubelet_sees() {
        annotations = OFF;
        ProbeVerdict verdict = one(HTTP);
        assertThat(verdict.call().cause().orElseThrow().object().orElseThrow())
                .hasToString("PeerAuthentication shop/default");
        assertThat(verdict.call().symptom().orElseThrow().text()).contains("connection reset by peer");
        assertThat(verdict).asString().startsWith("readinessProbe of cart, HTTP 8080/ready: ALWAYS_FAILS, REJECTED");
    }

    @Test
    void a_port_past_the_proxy_is_asked_itself() {
        for (String container :
                List.of(HTTP, "livenessProbe: {tcpSocket: {port: 8080}}", "livenessProbe: {grpc: {port: 8080}}")) {
            assertThat(with(EXCLUDED, container)).startsWith("CONTAINER PLAINTEXT 8080");
            assertThat(with(OFF + ", " + EXCLUDED, container)).startsWith("CONTAINER PLAINTEXT 8080");
            assertThat(with("traffic.sidecar.istio.io/includeInboundPorts: \"9090\"", container))
                    .startsWith("CONTAINER PLAINTEXT 8080");
        }
        assertThat(with("traffic.sidecar.istio.io/includeInboundPorts: \"8080, 9090\"", HTTP))
                .startsWith("CONTAINER PLAINTEXT 15020");
        assertThat(with("traffic.sidecar.istio.io/includeInboundPorts: \"\"", HTTP))
                .as("an empty list counts as none for the injector")
                .startsWith("CONTAINER PLAINTEXT 15020");
        assertThat(with(OFF + ", traffic.sidecar.istio.io/includeInboundPorts: \"\"", HTTP))
                .startsWith("CONTAINER PLAINTEXT 8080");
    }

    /**
     * The injector compares the number that is written, which a name has not; the list for the agent has the number looked up.
     */
    @Test
    void a_named_port_that_is_excluded_by_number_is_asked_of_an_agent_that_does_not_know_it() {
        annotations = EXCLUDED;
        ProbeVerdict verdict = one("livenessProbe: {httpGet: {port: web}}");
        assertThat(verdict.worth()).isEqualTo(Worth.ALWAYS_FAILS);
        assertThat(verdict.call().outcome()).isEqualTo(Outcome.NO_ROUTE);
        assertThat(verdict.call().symptom().orElseThrow().status()).isEqualTo(400);
        assertThat(verdict.call().cause().orElseThrow().text()).contains("port 8080 is kept from the proxy");
        assertThat(with(
                        "traffic.sidecar.istio.io/includeInboundPorts: \"8080\"",
                        "livenessProbe: {httpGet: {port: web}}"))
                .as("not rewritten, and captured")
                .isEqualTo("ALWAYS_FAILS REJECTED 8080/");
        assertThat(with("", "livenessProbe: {httpGet: {port: nowhere}}")).startsWith("ALWAYS_FAILS NO_ROUTE");
        assertThat(with("", "livenessProbe: {httpGet: {port: \"8080\"}}")).startsWith("CONTAINER PLAINTEXT 15020");
    }

    @Test
    void the_agent_s_port_can_be_moved() {
        assertThat(with("status.sidecar.istio.io/port: \"15099\"", HTTP)).startsWith("CONTAINER PLAINTEXT 15099");
        assertThat(with("status.sidecar.istio.io/port: \"0\"", HTTP)).startsWith("UNKNOWN UNKNOWN");
    }

    @Test
    void another_host_is_not_the_pod() {
        ProbeVerdict verdict = one("livenessProbe: {httpGet: {port: 8080, host: 10.0.0.9}}");
        assertThat(verdict.worth()).isEqualTo(Worth.UNKNOWN);
        assertThat(verdict.call().notModelled()).containsExactly("the kubelet asks 10.0.0.9, not the pod");
        assertThat(with(OFF, "livenessProbe: {tcpSocket: {port: 8080, host: 10.0.0.9}}"))
                .startsWith("UNKNOWN UNKNOWN");
        assertThat(with(OFF, "livenessProbe: {httpGet: {port: nowhere}}")).startsWith("UNKNOWN UNKNOWN");
    }

    @Test
    void pods_without_a_sidecar_are_asked_themselves() {
        namespace = "";
        assertThat(with("", HTTP)).isEqualTo("CONTAINER PLAINTEXT 8080/ready");
        assertThat(with("", "livenessProbe: {tcpSocket: {port: 8080}}")).startsWith("CONTAINER PLAINTEXT 8080");
        namespace = "istio.io/dataplane-mode: ambient";
        assertThat(with("", HTTP))
                .as("the node's proxy lets the kubelet by, also under STRICT")
                .isEqualTo("CONTAINER PLAINTEXT 8080/ready");
        assertThat(one(HTTP).call().cause().orElseThrow().text()).contains("ambient");
        assertThat(with("", "livenessProbe: {httpGet: {port: 8080, scheme: HTTPS}}"))
                .isEqualTo("CONTAINER PASSTHROUGH_TLS 8080/");
    }

    @Test
    void policies_count_where_the_sidecar_is_asked() {
        mode = "PERMISSIVE";
        more = """
                apiVersion: security.istio.io/v1
                kind: AuthorizationPolicy
                metadata: {name: closed, namespace: shop}
                spec: {}
                """;
        assertThat(with(OFF, HTTP)).startsWith("ALWAYS_FAILS DENIED");
        assertThat(with("", HTTP)).startsWith("CONTAINER PLAINTEXT");
        more = "{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: all, namespace: shop}, "
                + "spec: {configPatches: [{applyTo: LISTENER}]}}";
        assertThat(with(OFF, HTTP)).startsWith("UNKNOWN UNKNOWN");
    }

    @Test
    void init_containers_come_first_and_the_proxy_s_own_probes_are_left_out() {
        pod = "initContainers: [{name: setup, startupProbe: {httpGet: {port: 7070}}}, "
                + "{name: istio-proxy, startupProbe: {httpGet: {port: 15021}}}],";
        assertThat(ask(HTTP).stream().map(verdict -> verdict.probe().container()))
                .containsExactly("setup", "cart");
        assertThat(ask(
                                "readinessProbe: {tcpSocket: {port: 1}}, livenessProbe: {grpc: {port: 2}}, startupProbe: {httpGet: {port: 3}}")
                        .stream()
                        .map(verdict -> verdict.probe().kind()))
                .containsExactly(Probe.Kind.STARTUP, Probe.Kind.READINESS, Probe.Kind.LIVENESS, Probe.Kind.STARTUP);
    }
}
