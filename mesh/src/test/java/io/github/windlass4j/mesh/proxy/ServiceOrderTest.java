package io.github.windlass4j.mesh.proxy;

import static io.github.windlass4j.mesh.proxy.ProxyMesh.istio;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which of two objects that say different things about one place counts: the older one, then by name as istiod compares names. */
class ServiceOrderTest {
    private static String entry(String name, String host, String protocol, String more) {
        return istio(
                "ServiceEntry",
                name,
                "hosts: [" + host
                        + "], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: p, protocol: "
                        + protocol + "}], " + more);
    }

    private static String dated(String document, String name, String time) {
        return document.replace("{name: " + name + ",", "{name: " + name + ", creationTimestamp: '" + time + "',");
    }

    /** Their hosts decide, not the names of their objects. */
    @Test
    void of_service_entries_of_one_second_the_first_host_has_the_address() {
        String first = entry("b", "a.example", "TCP", "addresses: [10.0.0.9], endpoints: [{address: 10.1.1.1}]");
        String second = entry("a", "b.example", "TCP", "addresses: [10.0.0.9], endpoints: [{address: 10.1.1.2}]");
        assertThat(ProxyMesh.of(first, second).path("tcp 10.0.0.9:80")).contains("outbound|80||a.example");
        assertThat(ProxyMesh.of(dated(first, "b", "2020-01-02T00:00:00Z"), dated(second, "a", "2020-01-01T00:00:00Z"))
                        .path("tcp 10.0.0.9:80"))
                .contains("outbound|80||b.example");
    }

    @Test
    void before_one_proxy_too_the_first_host_says_what_a_port_speaks() {
        String first = entry("b", "a.example", "TCP", "endpoints: [{address: 1.1.1.1}]");
        String second = entry("a", "b.example", "HTTP", "endpoints: [{address: 1.1.1.1}]");
        assertThat(ProxyMesh.of(first, second).path("tcp in:80")).contains("inbound|80||");
        assertThat(ProxyMesh.of(dated(first, "b", "2020-01-02T00:00:00Z"), dated(second, "a", "2020-01-01T00:00:00Z"))
                        .path("tcp in:80"))
                .doesNotContain("inbound|80||");
    }

    /** A Kubernetes Service comes before a ServiceEntry only if it is older or its host is less. */
    @Test
    void a_service_before_a_proxy_has_no_precedence_over_a_service_entry() {
        String service = ProxyMesh.service("web", "clusterIP: None, ports: [{name: http, port: 80}]");
        String slice =
                "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}, addressType: IPv4, endpoints: [{addresses: [1.1.1.1]}], ports: [{name: http, port: 80}]}";
        String entry = entry("z", "a.example", "TCP", "endpoints: [{address: 1.1.1.1}]");
        assertThat(ProxyMesh.of(service, slice, entry).path("tcp in:80")).contains("inbound|80||");
        assertThat(ProxyMesh.of(service, slice, entry.replace("a.example", "zzz.example"))
                        .path("tcp in:80"))
                .doesNotContain("inbound|80||");
    }

    /** Names are compared before namespaces, not both joined by a dot, which sorts behind a hyphen. */
    @Test
    void a_name_comes_before_a_longer_one_that_begins_with_it() {
        String strict =
                "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: a, namespace: shop}, spec: {mtls: {mode: STRICT}}}";
        String open =
                "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: a-b, namespace: shop}, spec: {mtls: {mode: DISABLE}}}";
        assertThat(ProxyMesh.of(strict, open).path("tcp in:80")).contains("no filter chain");
    }
}
