package io.github.windlass4j.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.call.CallVerdict.Symptom;
import io.github.windlass4j.mesh.call.Stage.Step;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.proxy.Connection.Application;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies, addresses, ambient pods and strangers: where a call ends before or beside its stages. */
class CallLimitsTest extends ShopCalls {
    @Test
    void a_denied_request_gets_403_and_a_denied_connection_is_closed() {
        with(authorization("action: DENY, rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/cart]}}]}]"));
        CallVerdict request = ask(cart());
        assertThat(request.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(request.symptom()).contains(new Symptom(403, "RBAC: access denied", ""));
        assertThat(request.cause().orElseThrow())
                .hasToString("AUTHORIZATION: a DENY policy takes it (AuthorizationPolicy shop/limits, spec.rules[0])");
        CallVerdict bytes = ask(Call.from("shop", "cart").to(CATALOG, 81).speaking(Application.TCP));
        assertThat(bytes.symptom()).contains(new Symptom(0, "connection closed by the server's proxy", ""));
        assertThat(ask(outside()).outcome())
                .as("nobody without a certificate has an identity")
                .isEqualTo(Outcome.PLAINTEXT);
        assertThat(with(rule("mode: DISABLE")).ask(cart()).outcome()).isEqualTo(Outcome.PLAINTEXT);
    }

    @Test
    void an_allow_policy_is_named_and_one_that_needs_more_leaves_the_answer_open() {
        with(authorization("rules: [{to: [{operation: {methods: [GET]}}]}]"));
        CallVerdict allowed = ask(cart());
        assertThat(allowed.outcome()).isEqualTo(Outcome.MTLS);
        assertThat(stage(allowed, Step.AUTHORIZATION))
                .contains("an ALLOW policy takes it")
                .contains("spec.rules[0]");
        assertThat(ask(cart().requesting("PUT", "/", Map.of())).outcome()).isEqualTo(Outcome.DENIED);
        documents.clear();
        CallVerdict open = with(authorization("rules: [{from: [{source: {ipBlocks: [10.0.0.0/8]}}]}]"))
                .ask(cart());
        assertThat(open.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(open.notModelled()).containsExactly("AuthorizationPolicy: an ALLOW policy may take it");
    }

    @Test
    void headers_and_paths_reach_the_server_s_policies() {
        with(authorization("rules: [{to: [{operation: {paths: [/v1/*], methods: [PUT]}}], when: [{key: "
                + "'request.headers[x-team]', values: [blue]}]}]"));
        assertThat(ask(cart().requesting("PUT", "/v1/a", Map.of("x-team", "blue")))
                        .outcome())
                .isEqualTo(Outcome.MTLS);
        assertThat(ask(cart().requesting("PUT", "/v1/a", Map.of())).outcome()).isEqualTo(Outcome.DENIED);
        assertThat(ask(cart().requesting("PUT", "/v2/a", Map.of("x-team", "blue")))
                        .outcome())
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void what_changes_a_proxy_s_configuration_is_not_guessed() {
        String filter =
                "{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: %s, namespace: %s}, spec: "
                        + "{workloadSelector: {labels: {app: %s}}, configPatches: [{applyTo: %s}]}}";
        for (String[] one : new String[][] {
            {"shop", "cart", "NETWORK_FILTER", "UNKNOWN"},
            {"shop", "catalog", "CLUSTER", "UNKNOWN"},
            {"istio-system", "cart", "LISTENER", "UNKNOWN"},
            {"elsewhere", "cart", "LISTENER", "MTLS"},
            {"shop", "other", "LISTENER", "MTLS"},
            {"shop", "cart", "HTTP_FILTER", "MTLS"},
        }) {
            documents.clear();
            CallVerdict verdict =
                    with(filter.formatted("patch", one[0], one[1], one[2])).ask(cart());
            assertThat(verdict.outcome()).as("%s", (Object) one).isEqualTo(Outcome.valueOf(one[3]));
            assertThat(verdict.notModelled())
                    .hasSize(one[3].equals("UNKNOWN") ? 1 : 0)
                    .allMatch(note -> note.contains("EnvoyFilter") && note.contains("is not modelled"));
        }
    }

    @Test
    void a_pod_that_is_not_created_makes_no_call() {
        clientAnnotations = "traffic.sidecar.istio.io/includeInboundPorts: x";
        CallVerdict verdict = ask(cart());
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict.notModelled())
                .singleElement()
                .asString()
                .startsWith("whether the client's pods run with a proxy");
        clientAnnotations = "";
        serverAnnotations = "traffic.sidecar.istio.io/includeInboundPorts: x";
        assertThat(ask(outside()).notModelled())
                .singleElement()
                .asString()
                .startsWith("whether the server's pods run with a proxy");
    }

    /** Which addresses a service has decides where ranges are captured. */
    @ParameterizedTest
    @CsvSource({
        "clusterIP: 10.0.0.1, includeOutboundIPRanges: 10.0.0.0/8, MTLS, 0",
        "clusterIP: 10.0.0.1, includeOutboundIPRanges: 11.0.0.0/8, PLAINTEXT, 0",
        "clusterIP: 10.0.0.1, excludeOutboundIPRanges: 10.0.0.1/32, PLAINTEXT, 0",
        "type: ClusterIP, includeOutboundIPRanges: 198.0.0.0/8, UNKNOWN, 1",
        "type: ClusterIP, excludeOutboundIPRanges: 10.0.0.0/8, UNKNOWN, 1",
        "type: ClusterIP, excludeOutboundIPRanges: 10.0.0.1/32, MTLS, 1",
        "type: ClusterIP, excludeOutboundPorts: '\"80\"', PLAINTEXT, 0",
        "type: ClusterIP, 'excludeOutboundIPRanges: 10.0.0.0/8, traffic.sidecar.istio.io/excludeOutboundPorts: \"80\"', PLAINTEXT, 1",
    })
    void ranges_and_addresses(String stated, String annotation, Outcome outcome, int notes) {
        service = stated;
        clientAnnotations = "traffic.sidecar.istio.io/" + annotation.replace("'", "");
        CallVerdict verdict = ask(cart());
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.notModelled()).hasSize(notes).allMatch(note -> note.contains("manifest"));
    }

    /** What istiod does not look at is unknown to its proxies, but stands in the cluster all the same. */
    @ParameterizedTest
    @CsvSource({
        "'istio.io/rev: blue, team: shop', 'team: shop', MTLS, MTLS",
        "'istio.io/rev: blue, team: shop', 'team: other', UNKNOWN, UNKNOWN",
        "'team: shop', 'team: other', PLAINTEXT, PLAINTEXT",
        "'istio.io/dataplane-mode: ambient', 'team: other', UNKNOWN, UNKNOWN",
    })
    void namespaces_that_istiod_does_not_look_at(String labels, String selector, Outcome inside, Outcome strict) {
        namespaceLabels = labels;
        meshConfig = "discoverySelectors: [{matchLabels: {" + selector + "}}]";
        CallVerdict verdict = ask(cart());
        assertThat(verdict.outcome()).isEqualTo(inside);
        if (inside == Outcome.UNKNOWN) {
            assertThat(verdict.notModelled())
                    .singleElement()
                    .asString()
                    .startsWith("discoverySelectors leave out namespace shop");
        }
        assertThat(with(STRICT).ask(cart()).outcome()).isEqualTo(strict);
    }

    @Test
    void a_service_that_istiod_does_not_look_at_is_called_as_a_stranger() {
        meshConfig = "discoverySelectors: [{matchLabels: {'istio.io/rev': blue}}]";
        with(
                "{apiVersion: v1, kind: Namespace, metadata: {name: old}}",
                "{apiVersion: v1, kind: Service, metadata: {name: db, namespace: old}, spec: {clusterIP: 10.0.0.9, "
                        + "selector: {app: db}, ports: [{name: tcp, port: 5432}]}}",
                "{apiVersion: v1, kind: Pod, metadata: {name: db, namespace: old, labels: {app: db}}, spec: {containers: [{name: a}]}}",
                rule("mode: ISTIO_MUTUAL").replace("host: catalog", "host: db.old.svc.cluster.local"));
        Call call = Call.from("shop", "cart").to("db.old.svc.cluster.local", 5432);
        assertThat(ask(call).outcome()).as("the rule finds no service").isEqualTo(Outcome.PLAINTEXT);
        assertThat(stage(ask(call), Step.ROUTE)).contains("sent on as it is");
        meshConfig =
                "discoverySelectors: [{matchLabels: {'istio.io/rev': blue}}]\noutboundTrafficPolicy: {mode: REGISTRY_ONLY}";
        assertThat(ask(call).outcome()).isEqualTo(Outcome.NO_ROUTE);
        meshConfig = "{}";
        assertThat(ask(call).outcome()).as("all are looked at").isEqualTo(Outcome.REJECTED);
    }

    /** Who a waypoint is for is said by the waypoint; what it does with a call is not modelled. */
    @ParameterizedTest
    @CsvSource({
        "'', false, true",
        "'labels: {istio.io/waypoint-for: service}', false, true",
        "'labels: {istio.io/waypoint-for: all}', true, true",
        "'labels: {istio.io/waypoint-for: workload}', true, false",
        "'labels: {istio.io/waypoint-for: none}', false, false",
    })
    void a_waypoint_takes_what_it_is_for(String labels, boolean pods, boolean services) {
        namespaceLabels = "istio.io/dataplane-mode: ambient, istio.io/use-waypoint: way";
        assertThat(ask(cart()).notModelled())
                .containsExactly("waypoint Gateway shop/way takes it, and is not among the objects");
        with("{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: way, namespace: shop"
                + (labels.isEmpty() ? "" : ", " + labels) + "}, spec: {gatewayClassName: istio-waypoint}}");
        assertThat(ask(cart()).outcome()).isEqualTo(services ? Outcome.UNKNOWN : Outcome.MTLS);
        assertThat(ask(cart().toPod()).outcome()).isEqualTo(pods ? Outcome.UNKNOWN : Outcome.MTLS);
        if (services) {
            assertThat(ask(cart()).notModelled())
                    .containsExactly("waypoint Gateway shop/way takes it, whose routes and policies are not modelled");
        }
        service = "clusterIP: 10.0.0.1";
        namespaceLabels = "istio.io/dataplane-mode: ambient, istio.io/use-waypoint: none";
        assertThat(ask(cart()).outcome()).isEqualTo(Outcome.MTLS);
    }

    /** Calls to a Service follow the labels of the Service, calls to a pod those of the pod. */
    @Test
    void a_label_nearer_than_the_namespace_chooses_the_waypoint() {
        namespaceLabels = "istio.io/dataplane-mode: ambient";
        String pod = "{apiVersion: v1, kind: Pod, metadata: {name: lone, namespace: shop, labels: {app: lone%s}},"
                + " spec: {containers: [{name: a}]}}";
        String service =
                "{apiVersion: v1, kind: Service, metadata: {name: lone, namespace: shop%s}, spec: {clusterIP: 10.0.0.7,"
                        + " selector: {app: lone}, ports: [{name: http, port: 80}]}}";
        String use = "istio.io/use-waypoint: way";
        with(
                "{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: way, namespace: shop,"
                        + " labels: {istio.io/waypoint-for: all}}, spec: {gatewayClassName: istio-waypoint}}",
                pod.formatted(", " + use),
                service.formatted(""));
        Call call = Call.from("shop", "cart").to("lone.shop.svc.cluster.local", 80);
        assertThat(ask(call).outcome()).isEqualTo(Outcome.MTLS);
        assertThat(ask(call.toPod()).outcome()).isEqualTo(Outcome.UNKNOWN);
        with(pod.formatted(""), service.formatted(", labels: {" + use + "}"));
        assertThat(ask(call).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(ask(call.toPod()).outcome()).isEqualTo(Outcome.MTLS);
        namespaceLabels = "istio.io/dataplane-mode: ambient, " + use;
        with(pod.formatted(", istio.io/use-waypoint: none"));
        assertThat(ask(call).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(ask(call.toPod()).outcome()).isEqualTo(Outcome.MTLS);
    }

    @Test
    void a_pod_is_called_by_its_own_address_and_port() {
        CallVerdict named = ask(cart().toPod());
        assertThat(named.outcome()).isEqualTo(Outcome.PLAINTEXT);
        assertThat(stage(named, Step.ROUTE)).contains("sent on as it is");
        service = "clusterIP: None";
        assertThat(ask(cart().toPod()).outcome())
                .as("the pod listens on another port")
                .isEqualTo(Outcome.PLAINTEXT);
        assertThat(ask(Call.from("shop", "cart")
                                .to(CATALOG, 81)
                                .speaking(Application.TCP)
                                .toPod())
                        .outcome())
                .as("a headless service's pods are known")
                .isEqualTo(Outcome.MTLS);
    }

    @Test
    void ambient_pods_are_served_by_the_node_s_proxy() {
        namespaceLabels = "istio.io/dataplane-mode: ambient";
        CallVerdict inside = ask(cart());
        assertThat(inside.outcome()).isEqualTo(Outcome.MTLS);
        assertThat(inside.notModelled()).isEmpty();
        assertThat(stage(inside, Step.OUTBOUND_CAPTURE)).contains("through the node's proxy (ambient)");
        assertThat(ask(outside()).outcome()).isEqualTo(Outcome.PLAINTEXT);
        assertThat(ask(outside().overTls()).outcome()).isEqualTo(Outcome.PASSTHROUGH_TLS);
        assertThat(ask(Call.from("shop", "cart").to("example.com", 80)).outcome())
                .isEqualTo(Outcome.PLAINTEXT);
        CallVerdict strict = with(STRICT).ask(outside());
        assertThat(strict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(strict.symptom()).contains(new Symptom(0, "connection reset by peer", ""));
        assertThat(stage(strict, Step.SERVER))
                .contains("where the node's proxy (ambient) takes mutual TLS only (mode STRICT)");
        assertThat(ask(cart()).outcome()).isEqualTo(Outcome.MTLS);
        serverLabels = "istio.io/dataplane-mode: none";
        assertThat(ask(cart()).outcome()).isEqualTo(Outcome.PLAINTEXT);
        serverLabels = "istio.io/rev: blue, sidecar.istio.io/inject: \"true\"";
        assertThat(ask(cart()).outcome())
                .as("a sidecar takes what the tunnel brings")
                .isEqualTo(Outcome.MTLS);
    }

    @Test
    void ambient_knows_identities_but_no_requests() {
        namespaceLabels = "istio.io/dataplane-mode: ambient";
        CallVerdict denied = with(authorization("action: DENY, rules: [{from: [{source: {namespaces: [shop]}}]}]"))
                .ask(cart());
        assertThat(denied.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(denied.symptom()).contains(new Symptom(0, "connection closed by the server's proxy", ""));
        documents.clear();
        assertThat(with(authorization("rules: [{to: [{operation: {methods: [GET]}}]}]"))
                        .ask(cart())
                        .outcome())
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void an_external_service_is_outside_of_the_mesh() {
        String entry =
                "{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: pay, namespace: shop}, spec: "
                        + "{hosts: [pay.example.com], location: MESH_EXTERNAL, resolution: DNS, ports: [{number: 80, name: http}]}}";
        CallVerdict verdict = with(entry).ask(Call.from("shop", "cart").to("pay.example.com", 80));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PLAINTEXT);
        assertThat(stage(verdict, Step.CLIENT_TLS)).contains("no TLS: neither");
        String simple = rule("mode: SIMPLE").replace("host: catalog", "host: pay.example.com");
        assertThat(with(simple)
                        .ask(Call.from("shop", "cart").to("pay.example.com", 80))
                        .outcome())
                .isEqualTo(Outcome.PASSTHROUGH_TLS);
    }

    @Test
    void tls_of_the_application_travels_inside() {
        Call call = Call.from("shop", "cart").to(CATALOG, 81).overTls();
        CallVerdict verdict = with(STRICT).ask(call);
        assertThat(verdict.outcome()).isEqualTo(Outcome.MTLS);
        assertThat(with(authorization("rules: [{to: [{operation: {methods: [GET]}}]}]"))
                        .ask(call)
                        .outcome())
                .as("no proxy sees the request")
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void an_unknown_client_is_refused_with_the_known_ones() {
        assertThatThrownBy(() -> ask(Call.from("shop", "basket").to(CATALOG, 80)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no workload shop/basket (want one of [cart, catalog])");
    }

    @ParameterizedTest
    @CsvSource({
        "catalogue",
        "catalogue.shop.svc",
        "catalogue.shop.svc.cluster.local",
        "catalogue.shop.svc.cluster.local."
    })
    void a_name_of_the_cluster_without_a_service_is_nobody_outside(String host) {
        CallVerdict verdict = ask(Call.from("shop", "cart").to(host, 80));

        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict)
                .asString()
                .endsWith("not known: no Service " + host
                        + " is among the objects; if the cluster has none either, the name does not resolve");
    }

    @ParameterizedTest
    @CsvSource({"far", "far.shop.svc", "far.shop.svc.cluster.local"})
    void an_external_name_leads_outside(String host) {
        with("{apiVersion: v1, kind: Service, metadata: {name: far, namespace: shop}, spec: {type: ExternalName, "
                + "externalName: far.example.com}}");
        assertThat(ask(Call.from("shop", "cart").to(host, 80)).outcome()).isEqualTo(Outcome.PLAINTEXT);
    }

    @Test
    void the_service_of_the_api_server_is_in_every_cluster() {
        assertThat(ask(Call.from("shop", "cart")
                                .to("kubernetes.default.svc", 443)
                                .overTls())
                        .outcome())
                .isEqualTo(Outcome.PASSTHROUGH_TLS);
    }

    @Test
    void does_not_say_that_a_client_has_no_proxy_when_that_is_not_known() {
        CallVerdict verdict = CallSimulator.of(Mesh.of(Manifests.read(deployment("cart", "", ""), "test")))
                .decide(cart());

        assertThat(verdict)
                .asString()
                .startsWith("UNKNOWN: CLIENT_INJECTION: whether the client has a proxy is not known: ")
                .contains("; not known: whether the client's pods run with a proxy: ");
    }

    @Test
    void a_url_is_no_host() {
        CallVerdict verdict = ask(Call.from("shop", "cart").to("http://catalog.shop/", 80));

        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict)
                .asString()
                .endsWith("\"http://catalog.shop/\" is no host (want a name or an address, no URL)");
    }

    @Test
    void a_call_tells_itself() {
        assertThat(cart()).hasToString("shop/cart -> catalog.shop.svc.cluster.local:80");
        assertThat(outside().toPod().overTls())
                .hasToString("outside -> a pod of catalog.shop.svc.cluster.local:80 (TLS)");
        assertThat(new Symptom(503, "no healthy upstream", "UH")).hasToString("503 UH no healthy upstream");
        assertThat(new Symptom(0, "closed", "")).hasToString("closed");
        for (Outcome outcome : Outcome.values()) {
            assertThat(outcome.arrives())
                    .isEqualTo(List.of(Outcome.MTLS, Outcome.PLAINTEXT, Outcome.PASSTHROUGH_TLS)
                            .contains(outcome));
        }
    }

    @Test
    void an_external_name_is_followed_by_whoever_has_no_proxy() {
        String alias =
                "{apiVersion: v1, kind: Service, metadata: {name: %s, namespace: shop}, spec: {type: ExternalName, "
                        + "externalName: %s}}";
        with(
                alias.formatted("door", "gate.shop.svc.cluster.local"),
                alias.formatted("gate", CATALOG),
                alias.formatted("left", "right.shop.svc.cluster.local"),
                alias.formatted("right", "left.shop.svc.cluster.local"));
        CallVerdict open = ask(Call.fromOutside().to("door.shop.svc.cluster.local", 80));
        assertThat(open.outcome()).isEqualTo(Outcome.PLAINTEXT);
        assertThat(stage(open, Step.SERVER)).contains("mode PERMISSIVE takes it");
        assertThat(with(STRICT)
                        .ask(Call.fromOutside().to("door.shop.svc.cluster.local", 80))
                        .outcome())
                .isEqualTo(Outcome.REJECTED);
        assertThat(ask(Call.fromOutside().to("left.shop.svc.cluster.local", 80)).outcome())
                .as("names in a circle end")
                .isNotEqualTo(Outcome.MTLS);
    }
}
