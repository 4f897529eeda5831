package io.github.windlass4j.mesh.proxy;

import static io.github.windlass4j.mesh.proxy.ProxyMesh.istio;
import static io.github.windlass4j.mesh.proxy.ProxyMesh.service;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which servers and routes of a gateway take a connection. */
class GatewayPathsTest {
    private static final Proxy GATEWAY =
            Proxy.gateway("shop", Map.of("istio", "ingressgateway")).at("1.1.1.1");

    /** Behind a Service that maps 80 to 8080 and 443 to 8443. */
    private static ProxyMesh mesh() {
        return ProxyMesh.of(
                        service(
                                "ingressgateway",
                                "selector: {istio: ingressgateway}, ports: [{name: http, port: 80, targetPort: 8080}, "
                                        + "{name: https, port: 443, targetPort: 8443}, {name: tcp, port: 9999}]"),
                        "{apiVersion: v1, kind: Pod, metadata: {name: gw, namespace: shop, labels: {istio: "
                                + "ingressgateway}}, status: {podIP: 1.1.1.1}, spec: {containers: [{name: app}]}}",
                        service(
                                "web",
                                "clusterIP: 10.0.0.1, ports: [{name: http, port: 80}, {name: tls, port: 443}, {name: udp, port: 53, protocol: UDP}]"),
                        istio(
                                "Gateway",
                                "gw",
                                "selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, "
                                        + "protocol: HTTP}, hosts: [web.example.com, '*.star.example.com', "
                                        + "'shop/own.example.com', 'other/no.example.com']}, {port: {number: 80, name: http2, "
                                        + "protocol: HTTP}, hosts: [secure.example.com], tls: {httpsRedirect: true}}, {port: "
                                        + "{number: 443, name: https, protocol: HTTPS}, hosts: [web.example.com], tls: {mode: "
                                        + "SIMPLE, credentialName: web}}, {port: {number: 443, name: https-m, protocol: HTTPS}, "
                                        + "hosts: [mutual.example.com], tls: {mode: MUTUAL, credentialName: mutual}}, {port: "
                                        + "{number: 443, name: https-o, protocol: HTTPS}, hosts: [optional.example.com], tls: "
                                        + "{mode: OPTIONAL_MUTUAL, credentialName: optional}}, {port: "
                                        + "{number: 443, name: https-i, protocol: HTTPS}, hosts: [istio.example.com], tls: "
                                        + "{mode: ISTIO_MUTUAL}}, {port: {number: 443, name: pass, protocol: TLS}, hosts: "
                                        + "[pass.example.com], tls: {mode: PASSTHROUGH}}, {port: {number: 443, name: dup, "
                                        + "protocol: TLS}, hosts: [web.example.com], tls: {mode: PASSTHROUGH}}, {port: {number: "
                                        + "9999, name: tcp, protocol: TCP}, hosts: ['*']}, {port: {number: 15443, name: auto, "
                                        + "protocol: TLS}, hosts: ['*.local'], tls: {mode: AUTO_PASSTHROUGH}}, {port: {number: "
                                        + "7777, name: bound, protocol: HTTP}, bind: 1.2.3.4, hosts: ['*']}]"),
                        istio(
                                "VirtualService",
                                "web",
                                "hosts: [web.example.com, a.star.example.com, own.example.com, no.example.com, "
                                        + "mutual.example.com, optional.example.com, istio.example.com], gateways: [gw], http: [{name: "
                                        + "safe, match: [{scheme: {exact: https}, uri: {prefix: /safe}}], route: [{destination: "
                                        + "{host: web}}]}, {name: v1, match: "
                                        + "[{uri: {prefix: /v1}}], route: [{destination: {host: web}}]}, {name: p80, match: "
                                        + "[{port: 80, uri: {prefix: /p80}}], route: [{destination: {host: web, subset: old}}]}]"),
                        istio(
                                "VirtualService",
                                "pass",
                                "hosts: [pass.example.com], gateways: [gw], tls: [{match: [{port: 443, sniHosts: "
                                        + "[pass.example.com]}], route: [{destination: {host: web, port: {number: 443}}}]}]"),
                        istio(
                                "VirtualService",
                                "tcp",
                                "hosts: ['*'], gateways: [gw], tcp: [{match: [{port: 9999}], route: [{destination: "
                                        + "{host: web, port: {number: 80}}, weight: 1}, {destination: {host: web, subset: v2, "
                                        + "port: {number: 80}}, weight: 2}]}]"))
                .at(GATEWAY);
    }

    @Test
    void by_server_and_route() {
        String table = """
                http 1.1.1.1:8080 host=web.example.com path=/v1; listener 0.0.0.0_8080, routes http.8080, virtual host web.example.com:80, route v1 -> outbound|80||web
                http 1.1.1.1:8080 host=web.example.com path=/p80; listener 0.0.0.0_8080, routes http.8080, virtual host web.example.com:80, route p80 -> outbound|80|old|web
                http 1.1.1.1:8080 host=web.example.com path=/no; listener 0.0.0.0_8080, routes http.8080, virtual host web.example.com:80: no route takes the request
                http 1.1.1.1:8080 host=a.star.example.com path=/v1; listener 0.0.0.0_8080, routes http.8080, virtual host a.star.example.com:80, route v1 -> outbound|80||web
                http 1.1.1.1:8080 host=b.star.example.com path=/v1; listener 0.0.0.0_8080, routes http.8080: no virtual host for the Host
                http 1.1.1.1:8080 host=own.example.com path=/v1; listener 0.0.0.0_8080, routes http.8080, virtual host own.example.com:80, route v1 -> outbound|80||web
                http 1.1.1.1:8080 host=no.example.com path=/v1; listener 0.0.0.0_8080, routes http.8080: no virtual host for the Host
                http 1.1.1.1:8080 host=secure.example.com; listener 0.0.0.0_8080, routes http.8080, virtual host secure.example.com:80: redirected to HTTPS
                http 1.1.1.1:80 host=web.example.com; : no listener
                tcp 1.1.1.1:8080; listener 0.0.0.0_8080: bytes that are not HTTP where the filter chain decodes HTTP
                http+tls 1.1.1.1:8443 sni=web.example.com host=web.example.com path=/v1; listener 0.0.0.0_8443, routes https.443.https.gw.shop, virtual host web.example.com:443, route v1 -> outbound|443||web
                http+tls 1.1.1.1:8443 sni=web.example.com host=web.example.com path=/p80; listener 0.0.0.0_8443, routes https.443.https.gw.shop, virtual host web.example.com:443: no route takes the request
                http 1.1.1.1:8443 host=web.example.com; listener 0.0.0.0_8443: no filter chain matches; the connection is closed
                http+tls 1.1.1.1:8443 sni=mutual.example.com host=mutual.example.com; listener 0.0.0.0_8443: TLS without the client certificate that the filter chain expects
                http+mtls 1.1.1.1:8443 sni=mutual.example.com host=mutual.example.com certificate=another; listener 0.0.0.0_8443: TLS without the client certificate that the filter chain expects
                http+mtls 1.1.1.1:8443 sni=mutual.example.com host=mutual.example.com certificate=mutual path=/v1; listener 0.0.0.0_8443, routes https.443.https-m.gw.shop, virtual host mutual.example.com:443, route v1 -> outbound|443||web
                http+tls 1.1.1.1:8443 sni=optional.example.com host=optional.example.com path=/v1; listener 0.0.0.0_8443, routes https.443.https-o.gw.shop, virtual host optional.example.com:443, route v1 -> outbound|443||web
                http+mtls 1.1.1.1:8443 sni=optional.example.com host=optional.example.com certificate=optional path=/v1; listener 0.0.0.0_8443, routes https.443.https-o.gw.shop, virtual host optional.example.com:443, route v1 -> outbound|443||web
                http+mtls 1.1.1.1:8443 sni=optional.example.com host=optional.example.com certificate=another path=/v1; listener 0.0.0.0_8443: TLS without the client certificate that the filter chain expects
                http+tls 1.1.1.1:8443 sni=web.example.com host=web.example.com path=/safe; listener 0.0.0.0_8443, routes https.443.https.gw.shop, virtual host web.example.com:443, route safe -> outbound|443||web
                http 1.1.1.1:8080 host=web.example.com path=/safe; listener 0.0.0.0_8080, routes http.8080, virtual host web.example.com:80: no route takes the request
                http+mtls 1.1.1.1:8443 sni=istio.example.com host=istio.example.com path=/v1; listener 0.0.0.0_8443, routes https.443.https-i.gw.shop, virtual host istio.example.com:443, route v1 -> outbound|443||web
                http+mtls 1.1.1.1:8443 sni=web.example.com host=web.example.com path=/v1; listener 0.0.0.0_8443: TLS without the client certificate that the filter chain expects
                http+tls 1.1.1.1:8443 sni=pass.example.com host=pass.example.com; listener 0.0.0.0_8443 -> outbound|443||web
                tcp+tls 1.1.1.1:8443 sni=none.example.com; listener 0.0.0.0_8443: no filter chain matches; the connection is closed
                tcp 1.1.1.1:9999; listener 0.0.0.0_9999 -> outbound|80||web, outbound|80|v2|web
                tcp+mtls 1.1.1.1:15443 sni=outbound_.80_._.web.shop.svc.cluster.local; listener 0.0.0.0_15443 -> outbound_.80_._.web
                tcp+mtls 1.1.1.1:15443 sni=outbound_.53_._.web.shop.svc.cluster.local; listener 0.0.0.0_15443: no filter chain matches; the connection is closed
                tcp+mtls 1.1.1.1:15443 sni=outbound_.80_._.ingressgateway.shop.svc.cluster.local; listener 0.0.0.0_15443 -> outbound_.80_._.ingressgateway
                tcp 1.1.1.1:15443; listener 0.0.0.0_15443: no filter chain matches; the connection is closed
                http 1.2.3.4:7777 host=x; listener 1.2.3.4_7777, routes http.7777.1.2.3.4: no virtual host for the Host
                http 1.1.1.1:7777 host=x; : no listener
                http 1.1.1.1:1 host=x; : no listener
                """;
        assertThat(mesh().answers(table)).isEqualTo(table);
    }

    /** Servers of one port come together; what fits no listener that is there is left out. */
    @Test
    void several_gateways_on_one_proxy() {
        String table = """
                http 1.1.1.1:80 host=a.example.com; listener 0.0.0.0_80, routes http.80, virtual host a.example.com:80, route x -> outbound|80||web
                http 1.1.1.1:80 host=b.example.com; listener 0.0.0.0_80, routes http.80, virtual host b.example.com:80, route x -> outbound|80||web
                http 1.1.1.1:80 host=c.example.com; listener 0.0.0.0_80, routes http.80: no virtual host for the Host
                tcp 1.1.1.1:81; : no listener
                http+tls 1.1.1.1:443 sni=a.example.com host=a.example.com; listener 0.0.0.0_443, routes https.443.https.a.shop, virtual host a.example.com:443, route x -> outbound|80||web
                http+tls 1.1.1.1:443 sni=b.example.com host=b.example.com; listener 0.0.0.0_443, routes https.443.https.b.shop, virtual host b.example.com:443, route x -> outbound|80||web
                http+tls 1.1.1.1:443 sni=b.example.com host=a.example.com; listener 0.0.0.0_443, routes https.443.https.b.shop: no virtual host for the Host
                """;
        assertThat(ProxyMesh.of(
                                service("web", "clusterIP: 10.0.0.1, ports: [{name: http, port: 80}]"),
                                istio(
                                        "Gateway",
                                        "a",
                                        "selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, "
                                                + "protocol: HTTP}, hosts: [a.example.com]}, {port: {number: 81, name: tcp, protocol: "
                                                + "TCP}, hosts: ['*']}, {port: {number: 443, name: https, protocol: HTTPS}, hosts: "
                                                + "[a.example.com], tls: {mode: SIMPLE, serverCertificate: c, privateKey: k}}]"),
                                istio(
                                        "Gateway",
                                        "b",
                                        "selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, "
                                                + "protocol: HTTP}, hosts: [b.example.com]}, {port: {number: 80, name: tcp, protocol: "
                                                + "TCP}, hosts: ['*']}, {port: {number: 81, name: tcp, protocol: TCP}, hosts: ['*']}, "
                                                + "{port: {number: 443, name: https, protocol: HTTPS}, hosts: [b.example.com], tls: "
                                                + "{mode: SIMPLE, credentialName: b}}]"),
                                istio(
                                        "Gateway",
                                        "c",
                                        "selector: {istio: other}, servers: [{port: {number: 80, name: http, protocol: HTTP}, "
                                                + "hosts: [c.example.com]}]"),
                                istio(
                                        "VirtualService",
                                        "web",
                                        "hosts: ['*.example.com'], gateways: [a, b, c], http: [{name: x, route: [{destination: "
                                                + "{host: web}}]}]"))
                        .at(GATEWAY)
                        .answers(table))
                .isEqualTo(table);
    }
}
