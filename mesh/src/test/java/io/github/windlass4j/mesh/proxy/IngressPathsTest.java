package io.github.windlass4j.mesh.proxy;

import static io.github.windlass4j.mesh.proxy.ProxyMesh.service;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ingresses that Istio itself serves. */
class IngressPathsTest {
    private static ProxyMesh mesh() {
        return ProxyMesh.of(
                        service("web", "clusterIP: 10.0.0.1, ports: [{name: http, port: 80}, {name: alt, port: 8080}]"),
                        "{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: istio}, spec: {controller: istio.io/ingress-controller}}",
                        "{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: nginx}, spec: {controller: k8s.io/ingress-nginx}}",
                        "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i, namespace: shop}, spec: {ingressClassName: istio, tls: [{hosts: [a.example.com], secretName: s}], rules: [{host: a.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}, {path: /exact, pathType: Exact, backend: {service: {name: web, port: {name: alt}}}}, {path: /p, pathType: Prefix, backend: {service: {name: web, port: {number: 8080}}}}, {path: /old/*, pathType: ImplementationSpecific, backend: {service: {name: web, port: {number: 8080}}}}, {path: /plain, pathType: ImplementationSpecific, backend: {service: {name: web, port: {number: 8080}}}}, {path: /gone, pathType: Exact, backend: {service: {name: web, port: {name: none}}}}]}}]}}",
                        "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: j, namespace: shop, annotations: {kubernetes.io/ingress.class: istio}}, spec: {rules: [{host: a.example.com, http: {paths: [{path: /later, pathType: Prefix, backend: {service: {name: web, port: {number: 8080}}}}]}},{http: {paths: [{pathType: ImplementationSpecific, backend: {service: {name: web, port: {number: 80}}}}]}}]}}",
                        "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: k, namespace: shop}, spec: {ingressClassName: nginx, rules: [{host: k.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}}",
                        "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: l, namespace: shop}, spec: {rules: [{host: l.example.com, http: {paths: [{path: /l, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}}",
                        "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: m, namespace: shop, annotations: {kubernetes.io/ingress.class: nginx}}, spec: {rules: [{host: m.example.com, http: {paths: [{path: /m, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}}")
                .at(Proxy.gateway("istio-system", Map.of("istio", "ingressgateway"))
                        .at("1.1.1.1"));
    }

    /** The longer path counts first, an exact one before a prefix. */
    @Test
    void by_class_host_and_path() {
        String table = """
                http 1.1.1.1:80 host=a.example.com path=/x; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80 -> outbound|80||web
                http 1.1.1.1:80 host=a.example.com path=/exact; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80 -> outbound|8080||web
                http 1.1.1.1:80 host=a.example.com path=/exact/1; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80 -> outbound|80||web
                http 1.1.1.1:80 host=a.example.com path=/p/1; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80 -> outbound|8080||web
                http 1.1.1.1:80 host=a.example.com path=/p; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80 -> outbound|8080||web
                http 1.1.1.1:80 host=a.example.com path=/px; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80 -> outbound|80||web
                http 1.1.1.1:80 host=a.example.com path=/old/1; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80 -> outbound|8080||web
                http 1.1.1.1:80 host=a.example.com path=/plain; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80 -> outbound|8080||web
                http 1.1.1.1:80 host=a.example.com path=/plain/1; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80 -> outbound|80||web
                http 1.1.1.1:80 host=a.example.com path=/gone; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80 -> outbound|80||web
                http 1.1.1.1:80 host=a.example.com path=/later; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80 -> outbound|8080||web
                http 1.1.1.1:80 host=b.example.com path=/z; listener 0.0.0.0_80, routes http.80, virtual host *:80 -> outbound|80||web
                http 1.1.1.1:80 host=k.example.com path=/; listener 0.0.0.0_80, routes http.80, virtual host *:80 -> outbound|80||web
                http 1.1.1.1:80 host=l.example.com path=/l; listener 0.0.0.0_80, routes http.80, virtual host *:80 -> outbound|80||web
                http 1.1.1.1:80 host=m.example.com path=/m; listener 0.0.0.0_80, routes http.80, virtual host *:80 -> outbound|80||web
                http+tls 1.1.1.1:443 sni=a.example.com host=a.example.com path=/x; listener 0.0.0.0_443, routes https.443.https-443-ingress-i-shop-0.i-istio-autogenerated-k8s-ingress-shop.istio-system, virtual host a.example.com:443 -> outbound|80||web
                """;
        assertThat(mesh().answers(table)).isEqualTo(table);
    }

    @Test
    void an_ingress_without_class_is_taken_where_that_is_the_mode() {
        String table = """
                http 1.1.1.1:80 host=l.example.com path=/l; listener 0.0.0.0_80, routes http.80, virtual host l.example.com:80 -> outbound|80||web
                """;
        assertThat(mesh().config("ingressControllerMode: DEFAULT").answers(table))
                .isEqualTo(table);
    }

    @Test
    void none_is_taken_where_the_controller_is_off() {
        String table = """
                http 1.1.1.1:80 host=a.example.com path=/x; : no listener
                """;
        assertThat(mesh().config("ingressControllerMode: 'OFF'").answers(table)).isEqualTo(table);
    }

    @Test
    void another_selector_means_another_gateway() {
        String table = """
                http 1.1.1.1:80 host=m.example.com path=/m; : no listener
                """;
        assertThat(mesh().config("{ingressClass: nginx, ingressSelector: other}")
                        .answers(table))
                .isEqualTo(table);
    }

    @Test
    void another_class_may_be_istio_s() {
        String table = """
                http 1.1.1.1:80 host=m.example.com path=/m; listener 0.0.0.0_80, routes http.80, virtual host m.example.com:80 -> outbound|80||web
                http 1.1.1.1:80 host=a.example.com path=/later; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80 -> outbound|80||web
                """;
        assertThat(mesh().config("{ingressClass: nginx}").answers(table)).isEqualTo(table);
    }

    private static String ingress(String name, String meta, String tls, String rules) {
        return "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: " + name
                + ", namespace: shop, annotations: {kubernetes.io/ingress.class: istio}, " + meta + "}, spec: {tls: ["
                + tls
                + "], rules: [" + rules + "]}}";
    }

    private static String rule(String host, String type, String path, int port) {
        return "{host: " + host + ", http: {paths: [{path: '" + path + "', pathType: " + type
                + ", backend: {service: {name: web, port: {number: " + port + "}}}}]}}";
    }

    private static ProxyMesh gateway(String... documents) {
        return ProxyMesh.of(documents)
                .at(Proxy.gateway("istio-system", Map.of("istio", "ingressgateway"))
                        .at("1.1.1.1"));
    }

    /** Their Gateways have no age and go by name, their rules by the age of the Ingress: TLS for one host is the first name's. */
    @Test
    void the_older_of_two_ingresses_has_the_rule_and_the_first_by_name_the_certificate() {
        String tls = "{hosts: [a.example.com], secretName: s}";
        ProxyMesh mesh = gateway(
                ingress(
                        "first",
                        "creationTimestamp: '2020-01-01T00:00:00Z'",
                        tls,
                        rule("a.example.com", "Exact", "/f", 80)),
                ingress(
                        "second",
                        "creationTimestamp: '2010-01-01T00:00:00Z'",
                        tls,
                        rule("a.example.com", "Exact", "/s", 81)));
        String table = """
                http 1.1.1.1:80 host=a.example.com path=/f; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80 -> outbound|80||web
                http 1.1.1.1:80 host=a.example.com path=/s; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80 -> outbound|81||web
                http+tls 1.1.1.1:443 sni=a.example.com host=a.example.com path=/f; listener 0.0.0.0_443, routes https.443.https-443-ingress-first-shop-0.first-istio-autogenerated-k8s-ingress-shop.istio-system, virtual host blackhole:443: no route takes the request
                """;
        assertThat(mesh.answers(table)).isEqualTo(table);
    }

    /** A Gateway without creation time is among them by its name, one with a time comes after them. */
    @Test
    void gateways_that_somebody_wrote_share_the_order() {
        String tls = "{hosts: [a.example.com], secretName: s}";
        String made = ingress("b", "labels: {}", tls, rule("a.example.com", "Exact", "/f", 80));
        String written =
                "{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: a, namespace: istio-system%s}, spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 443, name: w, protocol: HTTPS}, hosts: [a.example.com], tls: {mode: SIMPLE, credentialName: w}}]}}";
        String question = "http+tls 1.1.1.1:443 sni=a.example.com host=a.example.com path=/f";
        assertThat(gateway(made, written.formatted("")).path(question)).contains("routes https.443.w.a.istio-system");
        assertThat(gateway(made, written.formatted(", creationTimestamp: '2020-01-01T00:00:00Z'"))
                        .path(question))
                .contains("routes https.443.https-443-ingress-b-shop-0");
    }

    @Test
    void tls_without_a_secret_and_rules_without_paths_count_for_nothing() {
        ProxyMesh mesh = gateway(
                ingress("a", "labels: {}", "{hosts: [a.example.com]}", "{host: a.example.com}"),
                ingress("b", "labels: {}", "", rule("b.example.com", "Exact", "/f", 80)));
        assertThat(mesh.path("http+tls 1.1.1.1:443 sni=a.example.com host=a.example.com"))
                .contains("no listener");
        String table = """
                http 1.1.1.1:80 host=a.example.com path=/f; listener 0.0.0.0_80, routes http.80: no virtual host for the Host
                http 1.1.1.1:80 host=b.example.com path=/f; listener 0.0.0.0_80, routes http.80, virtual host b.example.com:80 -> outbound|80||web
                """;
        assertThat(mesh.answers(table)).isEqualTo(table);
    }

    @Test
    void a_star_as_path_of_no_stated_type_takes_all() {
        for (String path : new String[] {"", "*", "/*", ".*"}) {
            ProxyMesh mesh =
                    gateway(ingress("a", "labels: {}", "", rule("a.example.com", "ImplementationSpecific", path, 80)));
            assertThat(mesh.path("http 1.1.1.1:80 host=a.example.com path=/any"))
                    .as(path)
                    .contains("outbound|80||web");
        }
    }

    @Test
    void without_a_selector_the_service_names_the_pods() {
        String document = ingress("a", "labels: {}", "", rule("a.example.com", "Exact", "/f", 80));
        String question = "http 1.1.1.1:80 host=a.example.com path=/f";
        assertThat(gateway(document).config("{ingressSelector: ''}").path(question))
                .contains("outbound|80||web");
        assertThat(gateway(document)
                        .config("{ingressSelector: '', ingressService: other}")
                        .path(question))
                .contains("no listener");
        assertThat(ProxyMesh.of(document)
                        .config("{ingressSelector: '', ingressService: other}")
                        .at(Proxy.gateway("istio-system", Map.of("istio", "other"))
                                .at("1.1.1.1"))
                        .path(question))
                .contains("outbound|80||web");
    }
}
