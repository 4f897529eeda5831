package io.github.windlass4j.mesh.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MtlsAnalyzersTest {
    private static final String SHOP = """
            {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio.io/rev: asm-1-29}}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop},
             spec: {selector: {app: cart}, ports: [{name: http, port: 80, targetPort: 8080}]}}
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: cart, namespace: shop},
             spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: app}]}}}}
            ---
            """;

    private static List<String> own(String yaml) {
        Mesh mesh = Mesh.of(Manifests.read(SHOP + yaml, "mesh.yaml"));
        List<Finding> findings = new ArrayList<>();
        Analyzer.own().forEach(analyzer -> findings.addAll(analyzer.check(mesh)));
        return findings.stream()
                .map(finding -> finding.rule() + " " + finding.location().entry())
                .toList();
    }

    private static String peer(String namespace, String name, String spec) {
        return "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: " + name + ", namespace: "
                + namespace + "}, spec: " + spec + "}\n---\n";
    }

    private static String rule(String namespace, String host, String mode) {
        return "{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: rule, namespace: "
                + namespace + "}, spec: {host: '" + host + "', trafficPolicy: {tls: {mode: " + mode + "}}}}\n---\n";
    }

    @Test
    void a_mesh_that_agrees_has_no_finding() {
        assertThat(own(peer("istio-system", "default", "{mtls: {mode: STRICT}}")))
                .isEmpty();
    }

    @Test
    void tells_of_objects_that_no_cluster_has_as_they_are_written() {
        assertThat(own(peer("shop", "default", "{mtls: {mode: STRIKT}}")))
                .containsOnly("WL-MS-013 PeerAuthentication shop/default");
        assertThat(own(peer("shop", "default", "{mtsl: {mode: STRICT}}")))
                .containsOnly("WL-MS-013 PeerAuthentication shop/default");
        assertThat(own(peer("shop", "default", "{mtls: {mode: STRICT}}").replace("io/v1", "io/v7")))
                .containsOnly("WL-MS-013 PeerAuthentication shop/default");

        Mesh typo = Mesh.of(Manifests.read(peer("shop", "default", "{mtls: {mode: strict}}"), "mesh.yaml"));
        assertThat(Analyzer.named("schema.AdmissionAnalyzer").check(typo))
                .first()
                .asString()
                .contains("the API server refuses it: spec.mtls.mode: Unsupported value: \"strict\"");
    }

    @Test
    void probes_that_say_nothing_about_their_container() {
        String pod = """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: stock, namespace: shop}, spec: {template: {metadata:
                {labels: {app: stock}, annotations: {%s}}, spec: {containers: [{name: app, livenessProbe: {%s}}]}}}}
                ---
                """;
        String off = "sidecar.istio.io/rewriteAppHTTPProbers: 'false'";
        String strict = peer("shop", "default", "{mtls: {mode: STRICT}}");
        assertThat(own(pod.formatted("", "httpGet: {port: 8080}") + strict)).isEmpty();
        assertThat(own(pod.formatted(off, "httpGet: {port: 8080}"))).isEmpty();
        assertThat(own(pod.formatted(off, "httpGet: {port: 8080}") + strict))
                .containsExactly("WL-MS-012 Deployment shop/stock");
        assertThat(own(pod.formatted(off, "tcpSocket: {port: 8080}")))
                .containsExactly("WL-MS-012 Deployment shop/stock");
        assertThat(own(pod.formatted(off + ", sidecar.istio.io/inject: 'false'", "tcpSocket: {port: 8080}")))
                .as("an annotation that injects nobody")
                .isEmpty();
    }

    @Test
    void plaintext_to_a_strict_server() {
        assertThat(own(peer("shop", "default", "{mtls: {mode: STRICT}}") + rule("shop", "cart", "DISABLE")))
                .containsExactly("WL-MS-002 DestinationRule shop/rule");
    }

    @Test
    void a_more_specific_rule_takes_its_hosts_from_a_wider_one() {
        assertThat(own(peer("shop", "default", "{mtls: {mode: DISABLE}}")
                        + rule("istio-system", "*.local", "ISTIO_MUTUAL")
                        + rule("shop", "*.shop.svc.cluster.local", "DISABLE")))
                .containsExactly("WL-MS-005 DestinationRule istio-system/rule");
    }

    @Test
    void mutual_tls_to_servers_that_do_not_look_at_it() {
        assertThat(own(peer("shop", "default", "{mtls: {mode: DISABLE}}") + rule("shop", "cart", "ISTIO_MUTUAL")))
                .containsExactly("WL-MS-003 DestinationRule shop/rule");
    }

    @Test
    void a_strict_workload_in_a_disabled_namespace_refuses_its_clients() {
        assertThat(own(peer("shop", "default", "{mtls: {mode: DISABLE}}")
                        + peer("shop", "cart", "{selector: {matchLabels: {app: cart}}, mtls: {mode: STRICT}}")))
                .containsExactly("WL-MS-004 PeerAuthentication shop/cart");
    }

    @Test
    void a_selector_in_the_root_namespace_has_no_effect() {
        assertThat(own(peer("istio-system", "cart", "{selector: {matchLabels: {app: cart}}, mtls: {mode: STRICT}}")))
                .containsExactly("WL-MS-004 PeerAuthentication istio-system/cart");
    }

    @Test
    void a_rule_for_every_host_breaks_the_api_server() {
        assertThat(own(rule("istio-system", "*.local", "ISTIO_MUTUAL")))
                .containsExactly("WL-MS-005 DestinationRule istio-system/rule");
    }

    @Test
    void port_modes_are_for_the_workloads_port() {
        String selector = "{selector: {matchLabels: {app: cart}}, portLevelMtls: {";
        assertThat(own(peer("shop", "cart", selector + "'80': {mode: DISABLE}}}")))
                .containsExactly("WL-MS-007 PeerAuthentication shop/cart");
        assertThat(own(peer("shop", "cart", selector + "'8080': {mode: DISABLE}}}")))
                .isEmpty();
    }

    /** The policy of one rule and the subsets of another count together. */
    @Test
    void a_rule_without_policy_takes_nothing_from_another() {
        String subsets =
                "{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: a, namespace: shop}, spec: "
                        + "{host: cart, subsets: [{name: v1}]}}\n---\n";
        assertThat(own(peer("shop", "default", "{mtls: {mode: STRICT}}") + subsets + rule("shop", "cart", "DISABLE")))
                .containsExactly("WL-MS-002 DestinationRule shop/rule");
    }

    /** A port that is opened on purpose is no conflict, one that is closed on purpose is one. */
    @Test
    void ports_with_modes_of_their_own() {
        String open = peer("shop", "default", "{mtls: {mode: STRICT}}")
                + peer(
                        "shop",
                        "cart",
                        "{selector: {matchLabels: {app: cart}}, portLevelMtls: {'8080': {mode: DISABLE}}}");
        assertThat(own(open + rule("shop", "cart", "DISABLE"))).isEmpty();
        assertThat(own(open + rule("shop", "cart", "ISTIO_MUTUAL")))
                .containsExactly("WL-MS-003 DestinationRule shop/rule");
        String closed =
                peer("shop", "cart", "{selector: {matchLabels: {app: cart}}, portLevelMtls: {'8080': {mode: STRICT}}}");
        assertThat(own(closed + rule("shop", "cart", "DISABLE")))
                .containsExactly("WL-MS-002 DestinationRule shop/rule");
        String portRule = rule("shop", "cart", "ISTIO_MUTUAL")
                .replace(
                        "trafficPolicy: {",
                        "trafficPolicy: {portLevelSettings: [{port: {number: 80}, tls: {mode: DISABLE}}], ");
        assertThat(own(peer("shop", "default", "{mtls: {mode: STRICT}}") + portRule))
                .containsExactly("WL-MS-002 DestinationRule shop/rule");
    }

    @Test
    void the_remedy_for_a_strict_workload_silences_the_finding() {
        String strict = peer("shop", "default", "{mtls: {mode: DISABLE}}")
                + peer("shop", "cart", "{selector: {matchLabels: {app: cart}}, mtls: {mode: STRICT}}");
        assertThat(own(strict + rule("shop", "cart", "ISTIO_MUTUAL"))).isEmpty();
        assertThat(own(strict + rule("shop", "cart", "SIMPLE"))).contains("WL-MS-004 PeerAuthentication shop/cart");
    }

    @Test
    void a_port_that_another_service_leads_to_is_listened_on() {
        String other =
                "{apiVersion: v1, kind: Service, metadata: {name: other, namespace: shop}, spec: {selector: {app: cart}, "
                        + "ports: [{name: http, port: 9000, targetPort: 80}]}}\n---\n";
        assertThat(own(other
                        + peer(
                                "shop",
                                "cart",
                                "{selector: {matchLabels: {app: cart}}, portLevelMtls: {'80': {mode: DISABLE}}}")))
                .isEmpty();
    }

    @Test
    void the_younger_of_two_policies_has_no_effect() {
        assertThat(own(peer("shop", "a", "{mtls: {mode: STRICT}}") + peer("shop", "b", "{mtls: {mode: PERMISSIVE}}")))
                .containsExactly("WL-MS-010 PeerAuthentication shop/b");
    }

    @Test
    void annotations_on_a_daemon_set_do_not_reach_its_pods() {
        assertThat(own("{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: nginx, namespace: shop, annotations:"
                        + " {traffic.sidecar.istio.io/includeInboundPorts: ''}}, spec: {template: {spec: {}}}}"))
                .containsExactly("WL-MS-006 DaemonSet shop/nginx");
    }

    @Test
    void a_label_for_a_control_plane_that_is_gone() {
        String webhook = "{apiVersion: admissionregistration.k8s.io/v1, kind: MutatingWebhookConfiguration, metadata:"
                + " {name: x, labels: {istio.io/rev: asm-1-30}}, webhooks: [{name: rev.namespace.sidecar-injector.istio.io,"
                + " namespaceSelector: {matchLabels: {istio.io/rev: asm-1-30}}}]}";

        assertThat(own(webhook)).containsExactly("WL-MS-009 Namespace shop");
    }

    @Test
    void an_identity_that_clients_do_not_show() {
        String policy =
                "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: p, namespace: shop},"
                        + " spec: {rules: [{from: [{source: {namespaces: [web]}}]}]}}\n---\n";

        assertThat(own(policy)).isEmpty();
        assertThat(own(policy + peer("shop", "default", "{mtls: {mode: DISABLE}}")))
                .containsExactly("WL-MS-001 AuthorizationPolicy shop/p");
        assertThat(own(policy + rule("shop", "cart", "SIMPLE")))
                .containsExactly("WL-MS-001 AuthorizationPolicy shop/p");
    }

    @Test
    void plaintext_to_servers_without_a_proxy_is_right() {
        String api = "{apiVersion: v1, kind: Service, metadata: {name: kubernetes, namespace: default}}\n---\n";
        String plain =
                "{apiVersion: v1, kind: Service, metadata: {name: db, namespace: plain}, spec: {selector: {app: db},"
                        + " ports: [{port: 5432}]}}\n---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: db, namespace:"
                        + " plain}, spec: {template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db}]}}}}\n---\n";
        String strict = peer("istio-system", "default", "{mtls: {mode: STRICT}}");

        assertThat(own(strict + api + rule("istio-system", "kubernetes.default.svc.cluster.local", "DISABLE")))
                .isEmpty();
        assertThat(own(strict + plain + rule("plain", "db", "DISABLE"))).isEmpty();
    }

    @Test
    void metrics_that_mutual_tls_keeps_from_prometheus() {
        String strict = peer("istio-system", "default", "{mtls: {mode: STRICT}}");
        String pods = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, spec: {template:"
                + " {metadata: {labels: {app: web}, annotations: {prometheus.io/scrape: 'true', prometheus.io/port: '9102'%s}},"
                + " spec: {containers: [{name: app}]}}}}\n---\n";
        String unmerged = pods.formatted(", prometheus.istio.io/merge-metrics: 'false'%s");

        assertThat(own(strict + pods.formatted(""))).isEmpty();
        assertThat(own(unmerged.formatted(""))).isEmpty();
        assertThat(own(strict + unmerged.formatted("").replace("'9102'", "'15090'")))
                .as("the proxy's own port is not captured")
                .isEmpty();
        assertThat(own(strict + unmerged.formatted(""))).containsExactly("WL-MS-011 Deployment shop/web");
        assertThat(own(strict + unmerged.formatted(", traffic.sidecar.istio.io/excludeInboundPorts: '9102'")))
                .isEmpty();
        assertThat(own(strict + unmerged.formatted(", traffic.sidecar.istio.io/includeInboundPorts: '80,9102'")))
                .containsExactly("WL-MS-011 Deployment shop/web");
    }

    @Property(tries = 100)
    void the_order_of_documents_does_not_matter(@ForAll long seed) {
        String yaml = SHOP
                + peer("shop", "default", "{mtls: {mode: DISABLE}}")
                + peer("shop", "cart", "{selector: {matchLabels: {app: cart}}, mtls: {mode: STRICT}}")
                + rule("istio-system", "*.local", "ISTIO_MUTUAL")
                + rule("shop", "cart", "DISABLE");
        List<Resource> shuffled =
                new ArrayList<>(Manifests.read(yaml, "mesh.yaml").resources());
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Analyzer.analyze(Mesh.of(Manifests.of(shuffled))))
                .isEqualTo(Analyzer.analyze(Mesh.of(Manifests.read(yaml, "mesh.yaml"))));
    }
}
