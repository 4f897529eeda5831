package io.github.windlass4j.mesh.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Controllers as charts and add-ons install them, in front of an application under STRICT. */
class NginxInTheWildTest {
    private static final NginxSetup SETUP = NginxSetup.of("ingress-nginx", "ingress-nginx-controller", "shop", "shop");
    private static final NginxDoctor DOCTOR = NginxDoctor.of(InjectionWebhook.ofRevision("asm-1-29"));

    private static final String SHOP = """
            {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio.io/rev: asm-1-29}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart, namespace: shop}
            spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: app, ports: [{name: web, containerPort: 8080}]}]}}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: cart, namespace: shop}
            spec: {clusterIP: 10.0.7.7, selector: {app: cart}, ports: [{name: http, port: 80, targetPort: web}]}
            ---
            {apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: default, namespace: shop}, spec: {mtls: {mode: STRICT}}}
            """;

    /** What the chart renders by default, as far as it matters here. */
    private static final String CHART = """
            apiVersion: apps/v1
            kind: %s
            metadata:
              name: ingress-nginx-controller
              namespace: ingress-nginx
              labels: {app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller}
            spec:
              selector: {matchLabels: {app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller}}
              template:
                metadata:
                  labels: {app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller%s}
                  annotations: {%s}
                spec:
                  dnsPolicy: ClusterFirst
                  %s
                  serviceAccountName: ingress-nginx
                  containers:
                  - name: controller
                    image: registry.k8s.io/ingress-nginx/controller:v1.15.1
                    args:
                    - /nginx-ingress-controller
                    - --publish-service=$(POD_NAMESPACE)/ingress-nginx-controller
                    - --election-id=ingress-nginx-leader
                    - --controller-class=k8s.io/ingress-nginx
                    - --ingress-class=nginx
                    - --configmap=$(POD_NAMESPACE)/ingress-nginx-controller
                    - --validating-webhook=:8443
                    ports:
                    - {name: http, containerPort: 80, protocol: TCP%s}
                    - {name: https, containerPort: 443, protocol: TCP%s}
                    - {name: webhook, containerPort: 8443, protocol: TCP}
            """;

    private static final String CHART_SERVICES = """
            apiVersion: v1
            kind: Service
            metadata: {name: ingress-nginx-controller, namespace: ingress-nginx}
            spec:
              type: LoadBalancer
              externalTrafficPolicy: Local
              selector: {app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller}
              ports:
              - {name: http, port: 80, targetPort: http, appProtocol: http}
              - {name: https, port: 443, targetPort: https, appProtocol: https}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: ingress-nginx-controller-admission, namespace: ingress-nginx}
            spec:
              type: ClusterIP
              selector: {app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller}
              ports: [{name: https-webhook, port: 443, targetPort: webhook, appProtocol: https}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: ingress-nginx-admission}
            webhooks:
            - name: validate.nginx.ingress.kubernetes.io
              clientConfig: {service: {name: ingress-nginx-controller-admission, namespace: ingress-nginx, port: 443, path: /networking/v1/ingresses}}
            """;

    private static final String CLASS =
            "{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: nginx}, "
                    + "spec: {controller: k8s.io/ingress-nginx}}";

    private String kind = "Deployment";
    private String podLabels = "";
    private String podAnnotations = "";
    private String podSpec = "";
    private String probes = "";
    private boolean onNodes;
    private String namespaceLabels = "";
    private String ingressAnnotations = "";
    private String ingressClass = "ingressClassName: nginx, ";
    private String backend = "{name: cart, port: {name: http}}";
    private final List<String> more = new ArrayList<>(List.of(CHART_SERVICES, CLASS));

    private Mesh mesh() {
        List<String> all = new ArrayList<>(more);
        all.add(SHOP);
        all.add("{apiVersion: v1, kind: Namespace, metadata: {name: ingress-nginx, labels: {" + namespaceLabels
                + "}}}");
        all.add(CHART.formatted(
                        kind,
                        podLabels,
                        podAnnotations,
                        podSpec,
                        onNodes ? ", hostPort: 80" : "",
                        onNodes ? ", hostPort: 443" : "")
                + probes);
        all.add(
                "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: shop, namespace: shop, annotations: {"
                        + ingressAnnotations + "}}, spec: {" + ingressClass
                        + "rules: [{host: shop.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: "
                        + backend
                        + "}}]}}]}}");
        return Mesh.of(Manifests.read(String.join("\n---\n", all), "cluster"));
    }

    private NginxReport report() {
        return DOCTOR.examine(mesh(), SETUP);
    }

    private NginxPatch patch() {
        NginxPatch patch = DOCTOR.patch(mesh(), SETUP).orElseThrow();
        assertThat(DOCTOR.examine(patch.patched(), SETUP).isHealthy()).isTrue();
        return patch;
    }

    private void injected() {
        namespaceLabels = "istio.io/rev: asm-1-29";
        ingressAnnotations = "nginx.ingress.kubernetes.io/service-upstream: 'true', "
                + "nginx.ingress.kubernetes.io/upstream-vhost: cart.shop.svc.cluster.local";
    }

    @Test
    void the_chart_in_front_of_strict_ends_in_502_and_is_mended_by_three_edits() {
        NginxReport report = report();
        assertThat(report.status()).isEqualTo(502);
        assertThat(report.broken()).singleElement().extracting(Hop::kind).isEqualTo(Hop.Kind.BACKEND);
        assertThat(report.notes()).isEmpty();
        assertThat(report.hops())
                .extracting(Hop::kind)
                .containsExactlyInAnyOrder(
                        Hop.Kind.ENTRY, Hop.Kind.ENTRY, Hop.Kind.ADMISSION, Hop.Kind.BACKEND, Hop.Kind.API_SERVER);
        assertThat(patch().edits())
                .containsExactly(NginxEdit.INJECT, NginxEdit.UPSTREAM_VHOST, NginxEdit.SERVICE_UPSTREAM);
    }

    @Test
    void a_daemon_set_is_a_controller_too() {
        kind = "DaemonSet";
        assertThat(report().status()).isEqualTo(502);
        assertThat(patch().edits()).contains(NginxEdit.INJECT);
    }

    @Test
    void on_the_node_s_network_no_patch_reaches_mutual_tls() {
        kind = "DaemonSet";
        podSpec = "hostNetwork: true";
        injected();
        NginxReport report = report();
        assertThat(report.status()).isEqualTo(502);
        assertThat(report.backend().orElseThrow().trace().get(0).text()).contains("hostNetwork");
        assertThat(DOCTOR.patch(mesh(), SETUP)).isEmpty();
    }

    @Test
    void pods_that_decline_injection_are_told_to_take_it() {
        podLabels = ", sidecar.istio.io/inject: 'false'";
        podAnnotations = "sidecar.istio.io/inject: 'false', prometheus.io/scrape: 'true'";
        NginxPatch patch = patch();
        assertThat(patch.edits()).startsWith(NginxEdit.INJECT);
        assertThat(patch.toYaml()).doesNotContain("sidecar.istio.io/inject").contains("prometheus.io/scrape");
    }

    /** The proxy's settings and lists of others stay when a patch adds to them. */
    @Test
    void a_patch_keeps_what_stands_in_the_annotations_that_it_changes() {
        injected();
        podAnnotations =
                "proxy.istio.io/config: '{concurrency: 2}', traffic.sidecar.istio.io/excludeInboundPorts: '10254'";
        more.add(
                "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: strict, namespace: ingress-nginx}, "
                        + "spec: {mtls: {mode: STRICT}}}");
        Mesh held = DOCTOR.edited(mesh(), SETUP, List.of(NginxEdit.HOLD_UNTIL_START, NginxEdit.EXCLUDE_INBOUND));
        assertThat(NginxDoctor.controller(held, SETUP).podAnnotations())
                .containsEntry("proxy.istio.io/config", "concurrency: 2\nholdApplicationUntilProxyStarts: true\n")
                .containsEntry("traffic.sidecar.istio.io/excludeInboundPorts", "10254,80,443,8443");
    }

    @Test
    void the_api_server_s_stated_address_may_pass_by_the_proxy() {
        injected();
        podAnnotations = "traffic.sidecar.istio.io/excludeOutboundIPRanges: 169.254.169.254/32";
        more.add(
                "{apiVersion: v1, kind: Service, metadata: {name: kubernetes, namespace: default}, spec: {clusterIP: 10.0.0.1, "
                        + "ports: [{name: https, port: 443, targetPort: 443}]}}\n---\n"
                        + "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: kubernetes, namespace: default, labels: "
                        + "{kubernetes.io/service-name: kubernetes}}, addressType: IPv4, ports: [{name: https, port: 443}], "
                        + "endpoints: [{addresses: [20.1.2.3]}]}");
        NginxDoctor old = DOCTOR.withNativeSidecars(false);
        assertThat(old.examine(mesh(), SETUP).broken()).extracting(Hop::kind).contains(Hop.Kind.START);
        Mesh excluded = old.edited(mesh(), SETUP, List.of(NginxEdit.EXCLUDE_API_SERVER));
        assertThat(NginxDoctor.controller(excluded, SETUP).podAnnotations())
                .containsEntry("traffic.sidecar.istio.io/excludeOutboundIPRanges", "169.254.169.254/32,10.0.0.1/32");
        assertThat(old.examine(excluded, SETUP).broken()).extracting(Hop::kind).doesNotContain(Hop.Kind.START);
    }

    @Test
    void a_backend_that_is_nobody_s_is_no_healthy_one() {
        backend = "{name: cart, port: {name: web}}";
        NginxReport report = report();
        assertThat(report.isHealthy()).isFalse();
        assertThat(report.status()).isEqualTo(503);
        assertThat(report.backend().orElseThrow().outcome()).isEqualTo(Outcome.NO_ROUTE);
        assertThat(report.cause().orElseThrow()).asString().contains("no such service or port: cart.shop:web");
        assertThat(DOCTOR.patch(mesh(), SETUP)).isEmpty();
        backend = "{name: basket, port: {number: 80}}";
        assertThat(report().cause().orElseThrow()).asString().contains("basket.shop:80");
    }

    @Test
    void classes_tell_whose_an_ingress_is() {
        more.remove(CLASS);
        assertThat(report().notes()).singleElement().asString().contains("IngressClass nginx is not among the objects");
        more.add(CLASS.replace("k8s.io/ingress-nginx", "nginx.org/ingress-controller"));
        assertThat(report().notes())
                .singleElement()
                .asString()
                .contains(
                        "IngressClass nginx belongs to nginx.org/ingress-controller, the controller is k8s.io/ingress-nginx");
        ingressClass = "";
        assertThat(report().notes()).singleElement().asString().contains("it has no class");
        more.add("{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: default, annotations: "
                + "{ingressclass.kubernetes.io/is-default-class: 'true'}}, spec: {controller: k8s.io/ingress-nginx}}");
        assertThat(report().notes()).isEmpty();
        ingressAnnotations = "kubernetes.io/ingress.class: istio";
        assertThat(report().notes())
                .singleElement()
                .asString()
                .contains("kubernetes.io/ingress.class is istio, the controller's nginx");
        ingressAnnotations = "kubernetes.io/ingress.class: nginx";
        assertThat(report().notes()).isEmpty();
    }

    @Test
    void the_controller_s_config_map_may_choose_service_addresses() {
        namespaceLabels = "istio.io/rev: asm-1-29";
        ingressAnnotations = "nginx.ingress.kubernetes.io/upstream-vhost: cart.shop.svc.cluster.local";
        assertThat(report().status()).isNotEqualTo(200);
        more.add(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: ingress-nginx-controller, namespace: ingress-nginx}, "
                        + "data: {service-upstream: 'true'}}");
        assertThat(report().isHealthy()).isTrue();
        ingressAnnotations += ", nginx.ingress.kubernetes.io/service-upstream: 'false'";
        assertThat(report().status()).as("the Ingress has the last word").isNotEqualTo(200);
    }

    @Test
    void annotations_are_read_as_the_controller_reads_them() {
        injected();
        assertThat(report().isHealthy()).isTrue();
        ingressAnnotations = ingressAnnotations.replace("'true'", "'T'");
        assertThat(report().isHealthy()).isTrue();
        ingressAnnotations += ", nginx.ingress.kubernetes.io/backend-protocol: https";
        assertThat(report().backend().orElseThrow().outcome())
                .as("TLS to a port that speaks HTTP")
                .isNotEqualTo(Outcome.MTLS);
        ingressAnnotations = "nginx.ingress.kubernetes.io/ssl-passthrough: 'true'";
        assertThat(report().notes()).anyMatch(note -> note.endsWith("ssl-passthrough is not read"));
    }

    @Test
    void a_controller_that_no_service_selects_is_told() {
        kind = "DaemonSet";
        more.remove(CHART_SERVICES);
        assertThat(report().notes())
                .singleElement()
                .asString()
                .startsWith("no Service selects DaemonSet ingress-nginx/");
    }

    @Test
    void of_several_controllers_the_one_that_is_asked_about_counts() {
        more.add(CHART.formatted("Deployment", "", "", "", "", "")
                .replace("ingress-nginx-controller", "internal-controller")
                .replace("component: controller", "component: internal")
                .replace("k8s.io/ingress-nginx", "k8s.io/internal"));
        more.add(
                "{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: internal}, spec: {controller: k8s.io/internal}}");
        NginxSetup internal = NginxSetup.of("ingress-nginx", "internal-controller", "shop", "shop");
        assertThat(DOCTOR.examine(mesh(), internal).notes())
                .anyMatch(note -> note.contains("belongs to k8s.io/ingress-nginx, the controller is k8s.io/internal"));
        assertThat(report().notes()).isEmpty();
    }

    /** The add-on starts its controller with classes of its own, and nobody else may change it. */
    @Test
    void the_application_routing_add_on_has_its_own_class_and_limits() {
        more.remove(CLASS);
        more.add(
                "{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: webapprouting.kubernetes.azure.com}, "
                        + "spec: {controller: webapprouting.kubernetes.azure.com/nginx}}");
        more.add(CHART.formatted("Deployment", "", "", "", "", "")
                .replace("namespace: ingress-nginx", "namespace: app-routing-system")
                .replace("name: ingress-nginx-controller", "name: nginx")
                .replace(
                        "--controller-class=k8s.io/ingress-nginx",
                        "--controller-class=webapprouting.kubernetes.azure.com/nginx")
                .replace("--ingress-class=nginx", "--ingress-class=webapprouting.kubernetes.azure.com"));
        ingressClass = "ingressClassName: webapprouting.kubernetes.azure.com, ";
        NginxSetup routing = NginxSetup.of("app-routing-system", "nginx", "shop", "shop");
        NginxReport report = DOCTOR.examine(mesh(), routing);
        assertThat(report.status()).isEqualTo(502);
        assertThat(report.notes())
                .hasSize(2)
                .anyMatch(note -> note.contains("manages the controller"))
                .anyMatch(note -> note.startsWith("no Service selects"));
        assertThat(DOCTOR.patch(mesh(), routing).orElseThrow().after().notes())
                .as("whoever takes the patch is told too")
                .anyMatch(note -> note.contains("manages the controller"));
    }

    /** An ExternalName beside the Ingress is how many reach an application of another namespace. */
    @Test
    void an_external_name_leads_to_the_service_that_it_names() {
        namespaceLabels = "istio.io/rev: asm-1-29";
        backend = "{name: door, port: {number: 80}}";
        more.add("{apiVersion: v1, kind: Service, metadata: {name: door, namespace: shop}, spec: {type: ExternalName, "
                + "externalName: cart.shop.svc.cluster.local}}");
        NginxReport report = report();
        assertThat(report.backend().orElseThrow().outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(report.hops())
                .filteredOn(hop -> hop.kind() == Hop.Kind.BACKEND)
                .allMatch(Hop::strict);
        ingressAnnotations = "nginx.ingress.kubernetes.io/upstream-vhost: cart.shop.svc.cluster.local";
        assertThat(report().isHealthy()).isTrue();
        assertThat(report().backend().orElseThrow().outcome()).isEqualTo(Outcome.MTLS);
        more.add("{apiVersion: v1, kind: Service, metadata: {name: far, namespace: shop}, spec: {type: ExternalName, "
                + "externalName: far.example.com}}");
        backend = "{name: far, port: {number: 80}}";
        ingressAnnotations = "";
        assertThat(report().backend().orElseThrow().outcome()).isEqualTo(Outcome.PLAINTEXT);
    }

    /** The chart's own probes: /healthz on 10254, by number. */
    private void probed() {
        injected();
        probes = """
                    readinessProbe: {httpGet: {path: /healthz, port: 10254, scheme: HTTP}}
                    livenessProbe: {httpGet: {path: /healthz, port: 10254, scheme: HTTP}}
                    lifecycle: {preStop: {httpGet: {path: /wait, port: 10254}}}
            """;
        more.add("{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: default, namespace: "
                + "istio-system}, spec: {mtls: {mode: STRICT}}}");
        podAnnotations = "traffic.sidecar.istio.io/excludeInboundPorts: '80,443,8443'";
    }

    @Test
    void probes_ask_the_agent_and_need_no_patch() {
        probed();
        assertThat(report().hops())
                .filteredOn(hop -> hop.kind() == Hop.Kind.PROBE)
                .extracting(Hop::what)
                .containsExactly(
                        "readinessProbe of controller, HTTP 10254/healthz",
                        "livenessProbe of controller, HTTP 10254/healthz");
        assertThat(report().isHealthy()).isTrue();
        assertThat(report().status()).isEqualTo(200);
        assertThat(patch().edits()).isEmpty();
    }

    @Test
    void a_controller_that_is_never_ready_serves_nobody_and_is_mended() {
        probed();
        podAnnotations += ", sidecar.istio.io/rewriteAppHTTPProbers: 'false'";
        NginxReport report = report();
        assertThat(report.broken()).hasSize(2).allMatch(hop -> hop.kind() == Hop.Kind.PROBE);
        assertThat(report.status()).isZero();
        assertThat(report.cause().orElseThrow().object().orElseThrow())
                .hasToString("PeerAuthentication istio-system/default");
        assertThat(patch().edits()).containsExactly(NginxEdit.INCLUDE_NO_INBOUND);
        Mesh excluded = DOCTOR.edited(mesh(), SETUP, List.of(NginxEdit.EXCLUDE_INBOUND));
        assertThat(DOCTOR.examine(excluded, SETUP).isHealthy()).isTrue();
        assertThat(excluded.workload("ingress-nginx", "ingress-nginx-controller")
                        .orElseThrow()
                        .podAnnotations())
                .containsEntry("traffic.sidecar.istio.io/excludeInboundPorts", "80,443,8443,10254");
    }

    @Test
    void excluding_a_port_that_a_probe_names_leaves_the_agent_without_an_answer() {
        probed();
        probes = "        readinessProbe: {httpGet: {path: /, port: http}}\n";
        NginxReport report = report();
        assertThat(report.broken()).singleElement().extracting(Hop::kind).isEqualTo(Hop.Kind.PROBE);
        assertThat(report.broken().get(0).verdict().symptom().orElseThrow().status())
                .isEqualTo(400);
    }

    /** The chart's DaemonSet without Services: ports of the nodes are the way in, and meet the sidecar. */
    @Test
    void ports_of_the_nodes_are_ways_in() {
        probed();
        probes = "";
        podAnnotations = "";
        kind = "DaemonSet";
        more.remove(CHART_SERVICES);
        onNodes = true;
        NginxReport report = report();
        assertThat(report.broken())
                .filteredOn(hop -> hop.kind() == Hop.Kind.ENTRY)
                .extracting(Hop::what)
                .containsExactly(
                        "port 80 of the nodes of DaemonSet ingress-nginx/ingress-nginx-controller",
                        "port 443 of the nodes of DaemonSet ingress-nginx/ingress-nginx-controller");
        assertThat(report.notes()).noneMatch(note -> note.contains("no Service selects"));
        Mesh excluded = DOCTOR.edited(mesh(), SETUP, List.of(NginxEdit.EXCLUDE_INBOUND));
        assertThat(DOCTOR.examine(excluded, SETUP).broken()).isEmpty();
    }
}
