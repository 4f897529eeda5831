package io.github.windlass4j.mesh.proxy;

import static io.github.windlass4j.mesh.proxy.ProxyMesh.istio;
import static io.github.windlass4j.mesh.proxy.ProxyMesh.object;
import static io.github.windlass4j.mesh.proxy.ProxyMesh.service;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a sidecar takes on each kind of port, by mode (istio.io: PeerAuthentication, protocol selection; envoyproxy.io:
 * FilterChainMatch).
 */
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

    private static final List<Integer> PORTS = List.of(8080, 81, 82, 83, 90);
    private static final List<String> BYTES = List.of("http", "tcp");
    private static final List<String> WIRES = List.of("", "+tls", "+mtls", "+mtls other");

    /** The whole product, against the rules written down a second time in {@link #expected}. */
    @ParameterizedTest
    @ValueSource(strings = {"STRICT", "PERMISSIVE", "DISABLE"})
    void what_a_port_takes_follows_from_its_mode_and_protocol(String mode) {
        ProxySimulator simulator = mesh(mode).simulator();
        List<String> differences = new ArrayList<>();
        for (int port : PORTS) {
            for (String bytes : BYTES) {
                for (String wire : WIRES) {
                    String connection = bytes + wire.replace(" other", "") + " in:" + port + " host=a"
                            + (wire.endsWith("other") ? " certificate=other" : "");
                    ProxyPath path = simulator.decide(ProxyMesh.parse(connection));
                    String expected = expected(mode, port, bytes, wire);
                    if (!told(path).equals(expected)) {
                        differences.add(connection + ": " + path + " (want " + expected + ")");
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /**
     * PeerAuthentication: STRICT takes Istio's mutual TLS only, PERMISSIVE also plaintext, DISABLE opens no TLS; a mode of the
     * port comes first. Envoy's FilterChainMatch: plaintext and TLS are told apart before a byte of the application is read,
     * and a connection that no chain matches is closed. Istio's protocol selection: a port declared as HTTP is decoded, one
     * declared as TCP is not, one that is not declared is sniffed.
     */
    private static String expected(String mode, int port, String bytes, String wire) {
        String counts = port == 90 ? "STRICT" : mode;
        boolean decodes = port == 8080;
        boolean sniffs = port >= 82;
        String inside = decodes
                ? bytes.equals("http") ? "decoded" : "not HTTP"
                : sniffs && bytes.equals("http") ? "decoded" : "bytes";
        boolean tls = !wire.isEmpty();
        return switch (counts) {
            case "STRICT" ->
                !tls ? "closed" : wire.equals("+mtls") ? "mutual TLS, " + inside : "not Istio's certificate";
            case "PERMISSIVE" ->
                !tls
                        ? inside
                        : wire.equals("+mtls")
                                ? "mutual TLS, " + inside
                                : wire.equals("+mtls other")
                                        ? "not Istio's certificate"
                                        // TLS of the application's own: no chain of an HTTP port is for it.
                                        : decodes ? "closed" : "bytes";
            // Unopened TLS is no HTTP.
            default -> !tls ? inside : decodes ? "not HTTP" : "bytes";
        };
    }

    private static String told(ProxyPath path) {
        String opened = path.endsTls() ? "mutual TLS, " : "";
        if (path.obstacle().isPresent()) {
            return switch (path.obstacle().get()) {
                case NO_FILTER_CHAIN -> "closed";
                case NOT_MUTUAL_TLS -> "not Istio's certificate";
                case PROTOCOL -> opened + "not HTTP";
                default -> path.toString();
            };
        }
        return opened + (path.virtualHost().isEmpty() ? "bytes" : "decoded");
    }

    /**
     * A port that a Service names leads to the cluster of its own, any other to where it went; names as istioctl shows them.
     */
    @Test
    void ports_lead_to_their_own_clusters() {
        String table = """
                http+mtls in:8080 host=a; listener virtualInbound, filter chain 0.0.0.0_8080, virtual host inbound|http|80, route default -> inbound|8080||
                tcp+mtls in:81; listener virtualInbound, filter chain 0.0.0.0_81 -> inbound|81||
                http+mtls in:82 host=a; listener virtualInbound, filter chain 0.0.0.0_82, virtual host inbound|http|82, route default -> inbound|82||
                tcp+mtls in:82; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                http+mtls in:83 host=a; listener virtualInbound, filter chain virtualInbound-catchall-http, virtual host inbound|http|0, route default -> InboundPassthroughCluster
                tcp+mtls in:83; listener virtualInbound, filter chain virtualInbound -> InboundPassthroughCluster
                http+mtls in:82 host=a alpn=h2; listener virtualInbound, filter chain 0.0.0.0_82 -> inbound|82||
                """;
        assertThat(mesh("STRICT").answers(table)).isEqualTo(table);
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
