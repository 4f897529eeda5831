package io.github.windlass4j.mesh.proxy;

import static io.github.windlass4j.mesh.proxy.ProxyMesh.istio;
import static io.github.windlass4j.mesh.proxy.ProxyMesh.object;
import static io.github.windlass4j.mesh.proxy.ProxyMesh.service;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a sidecar takes on each kind of port, by mode: the whole product of ports, bytes and ways of TLS. */
class SidecarInboundTest {
    /** Ports 8080 of HTTP, 81 of TCP, 82 that says nothing, 83 of no service, 90 of no service with a mode of its own. */
    private static ProxyMesh mesh(String mode) {
        return ProxyMesh.of(
                service(
                        "own",
                        "clusterIP: 10.0.0.1, selector: {app: client}, ports: [{name: http, port: 80, targetPort: 8080}, "
                                + "{name: tcp, port: 81}, {name: '', port: 82}]"),
                "{apiVersion: v1, kind: Pod, metadata: {name: client, namespace: shop, labels: {app: client}}, "
                        + "status: {podIP: 1.1.1.1}, spec: {containers: [{name: app}]}}",
                object(
                        "security.istio.io/v1",
                        "PeerAuthentication",
                        "own",
                        "shop",
                        "selector: {matchLabels: {app: client}}, mtls: {mode: " + mode
                                + "}, portLevelMtls: {90: {mode: STRICT}}"));
    }

    @Test
    void mode_strict() {
        String table = """
                http in:8080 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                tcp in:8080 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                http+tls in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080: TLS without the client certificate that the filter chain expects
                tcp+tls in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080: TLS without the client certificate that the filter chain expects
                http+mtls in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080, virtual host inbound|http|80, route default -> inbound|8080||
                tcp+mtls in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080: bytes that are not HTTP where the filter chain decodes HTTP
                http in:81 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                tcp in:81 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                http+tls in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81: TLS without the client certificate that the filter chain expects
                tcp+tls in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81: TLS without the client certificate that the filter chain expects
                http+mtls in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                tcp+mtls in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                http in:82 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                tcp in:82 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                http+tls in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82: TLS without the client certificate that the filter chain expects
                tcp+tls in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82: TLS without the client certificate that the filter chain expects
                http+mtls in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82, virtual host inbound|http|82, route default -> inbound|82||
                tcp+mtls in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                http in:83 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                tcp in:83 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                http+tls in:83 host=a; listener virtualInbound, filter chain virtualInbound: TLS without the client certificate that the filter chain expects
                tcp+tls in:83 host=a; listener virtualInbound, filter chain virtualInbound: TLS without the client certificate that the filter chain expects
                http+mtls in:83 host=a; listener virtualInbound, filter chain virtualInbound-catchall-http, virtual host inbound|http|0, route default -> InboundPassthroughCluster
                tcp+mtls in:83 host=a; listener virtualInbound, filter chain virtualInbound -> InboundPassthroughCluster
                http in:90 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                tcp in:90 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                http+tls in:90 host=a; listener virtualInbound, filter chain virtualInbound: TLS without the client certificate that the filter chain expects
                tcp+tls in:90 host=a; listener virtualInbound, filter chain virtualInbound: TLS without the client certificate that the filter chain expects
                http+mtls in:90 host=a; listener virtualInbound, filter chain virtualInbound-catchall-http, virtual host inbound|http|0, route default -> InboundPassthroughCluster
                tcp+mtls in:90 host=a; listener virtualInbound, filter chain virtualInbound -> InboundPassthroughCluster
                tcp+mtls in:8080 certificate=other; listener virtualInbound, filter chain 0.0.0.0_8080: TLS without the client certificate that the filter chain expects
                tcp+mtls in:81 certificate=other; listener virtualInbound, filter chain 0.0.0.0_81: TLS without the client certificate that the filter chain expects
                http+mtls in:82 host=a alpn=h2; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                """;
        assertThat(mesh("STRICT").answers(table)).isEqualTo(table);
    }

    @Test
    void mode_permissive() {
        String table = """
                http in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080, virtual host inbound|http|80, route default -> inbound|8080||
                tcp in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080: bytes that are not HTTP where the filter chain decodes HTTP
                http+tls in:8080 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                tcp+tls in:8080 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                http+mtls in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080, virtual host inbound|http|80, route default -> inbound|8080||
                tcp+mtls in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080: bytes that are not HTTP where the filter chain decodes HTTP
                http in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                tcp in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                http+tls in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                tcp+tls in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                http+mtls in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                tcp+mtls in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                http in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82, virtual host inbound|http|82, route default -> inbound|82||
                tcp in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                http+tls in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                tcp+tls in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                http+mtls in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82, virtual host inbound|http|82, route default -> inbound|82||
                tcp+mtls in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                http in:83 host=a; listener virtualInbound, filter chain virtualInbound-catchall-http, virtual host inbound|http|0, route default -> InboundPassthroughCluster
                tcp in:83 host=a; listener virtualInbound, filter chain virtualInbound -> InboundPassthroughCluster
                http+tls in:83 host=a; listener virtualInbound, filter chain virtualInbound -> InboundPassthroughCluster
                tcp+tls in:83 host=a; listener virtualInbound, filter chain virtualInbound -> InboundPassthroughCluster
                http+mtls in:83 host=a; listener virtualInbound, filter chain virtualInbound-catchall-http, virtual host inbound|http|0, route default -> InboundPassthroughCluster
                tcp+mtls in:83 host=a; listener virtualInbound, filter chain virtualInbound -> InboundPassthroughCluster
                http in:90 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                tcp in:90 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                http+tls in:90 host=a; listener virtualInbound, filter chain virtualInbound: TLS without the client certificate that the filter chain expects
                tcp+tls in:90 host=a; listener virtualInbound, filter chain virtualInbound: TLS without the client certificate that the filter chain expects
                http+mtls in:90 host=a; listener virtualInbound, filter chain virtualInbound-catchall-http, virtual host inbound|http|0, route default -> InboundPassthroughCluster
                tcp+mtls in:90 host=a; listener virtualInbound, filter chain virtualInbound -> InboundPassthroughCluster
                tcp+mtls in:8080 certificate=other; listener virtualInbound, filter chain 0.0.0.0_8080: TLS without the client certificate that the filter chain expects
                tcp+mtls in:81 certificate=other; listener virtualInbound, filter chain 0.0.0.0_81: TLS without the client certificate that the filter chain expects
                http+mtls in:82 host=a alpn=h2; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                """;
        assertThat(mesh("PERMISSIVE").answers(table)).isEqualTo(table);
    }

    @Test
    void mode_disable() {
        String table = """
                http in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080, virtual host inbound|http|80, route default -> inbound|8080||
                tcp in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080: bytes that are not HTTP where the filter chain decodes HTTP
                http+tls in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080: bytes that are not HTTP where the filter chain decodes HTTP
                tcp+tls in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080: bytes that are not HTTP where the filter chain decodes HTTP
                http+mtls in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080: bytes that are not HTTP where the filter chain decodes HTTP
                tcp+mtls in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080: bytes that are not HTTP where the filter chain decodes HTTP
                http in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                tcp in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                http+tls in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                tcp+tls in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                http+mtls in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                tcp+mtls in:81 host=a; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                http in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82, virtual host inbound|http|82, route default -> inbound|82||
                tcp in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                http+tls in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                tcp+tls in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                http+mtls in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                tcp+mtls in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                http in:83 host=a; listener virtualInbound, filter chain virtualInbound-catchall-http, virtual host inbound|http|0, route default -> InboundPassthroughCluster
                tcp in:83 host=a; listener virtualInbound, filter chain virtualInbound -> InboundPassthroughCluster
                http+tls in:83 host=a; listener virtualInbound, filter chain virtualInbound -> InboundPassthroughCluster
                tcp+tls in:83 host=a; listener virtualInbound, filter chain virtualInbound -> InboundPassthroughCluster
                http+mtls in:83 host=a; listener virtualInbound, filter chain virtualInbound -> InboundPassthroughCluster
                tcp+mtls in:83 host=a; listener virtualInbound, filter chain virtualInbound -> InboundPassthroughCluster
                http in:90 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                tcp in:90 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                http+tls in:90 host=a; listener virtualInbound, filter chain virtualInbound: TLS without the client certificate that the filter chain expects
                tcp+tls in:90 host=a; listener virtualInbound, filter chain virtualInbound: TLS without the client certificate that the filter chain expects
                http+mtls in:90 host=a; listener virtualInbound, filter chain virtualInbound-catchall-http, virtual host inbound|http|0, route default -> InboundPassthroughCluster
                tcp+mtls in:90 host=a; listener virtualInbound, filter chain virtualInbound -> InboundPassthroughCluster
                tcp+mtls in:8080 certificate=other; listener virtualInbound, filter chain 0.0.0.0_8080: bytes that are not HTTP where the filter chain decodes HTTP
                tcp+mtls in:81 certificate=other; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                http+mtls in:82 host=a alpn=h2; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                """;
        assertThat(mesh("DISABLE").answers(table)).isEqualTo(table);
    }

    /** TLS of a listener's own stands only where Istio's is switched off. */
    @Test
    void through_the_listeners_of_a_sidecar_resource() {
        String table = """
                http+tls in:9080 host=a; listener virtualInbound, filter chain 1.1.1.1_9080, virtual host inbound|http|9080, route default -> inbound|9080||
                http in:9080 host=a; listener virtualInbound: no filter chain matches; the connection is closed
                http+mtls in:9080 host=a; listener virtualInbound, filter chain 1.1.1.1_9080: TLS without the client certificate that the filter chain expects
                tcp+tls in:9081; listener virtualInbound, filter chain 0.0.0.0_9081: TLS without the client certificate that the filter chain expects
                tcp+mtls in:9081 certificate=x; listener virtualInbound, filter chain 0.0.0.0_9081 -> inbound|9081||
                tcp+mtls in:9081; listener virtualInbound, filter chain 0.0.0.0_9081: TLS without the client certificate that the filter chain expects
                http in:9082 host=a; listener virtualInbound, filter chain virtualInbound-catchall-http, virtual host inbound|http|0, route default -> InboundPassthroughCluster
                http in:9083 host=a; listener virtualInbound, filter chain 1.1.1.1_9083, virtual host inbound|http|9083, route default -> inbound|9083||
                tcp+mtls in:9084; listener virtualInbound, filter chain 1.1.1.1_9084 -> inbound|9084||
                tcp in:9084; listener virtualInbound: no filter chain matches; the connection is closed
                """;
        assertThat(ProxyMesh.of(
                                istio(
                                        "Sidecar",
                                        "own",
                                        "workloadSelector: {labels: {app: client}}, ingress: [{port: {number: 9080, protocol: "
                                                + "HTTPS, name: https}, defaultEndpoint: 127.0.0.1:8080, tls: {mode: SIMPLE, "
                                                + "serverCertificate: /c, privateKey: /k}}, {port: {number: 9081, protocol: TLS, name: "
                                                + "tls}, bind: 0.0.0.0, defaultEndpoint: 127.0.0.1:8080, tls: {mode: MUTUAL, "
                                                + "credentialName: x}}, {port: {number: 9082, protocol: HTTP, name: h}, captureMode: "
                                                + "NONE}, {port: {number: 9083, protocol: HTTP, name: g}}, {port: {number: 9084, "
                                                + "protocol: TCP, name: i}, tls: {mode: ISTIO_MUTUAL}}]"),
                                object(
                                        "security.istio.io/v1",
                                        "PeerAuthentication",
                                        "p",
                                        "shop",
                                        "selector: {matchLabels: {app: client}}, mtls: {mode: PERMISSIVE}, portLevelMtls: "
                                                + "{9080: {mode: DISABLE}, 9081: {mode: DISABLE}, 9084: {mode: DISABLE}}"))
                        .answers(table))
                .isEqualTo(table);
    }
}
