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
}
