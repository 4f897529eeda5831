package io.github.windlass4j.mesh.proxy;

import static io.github.windlass4j.mesh.proxy.ProxyMesh.istio;
import static io.github.windlass4j.mesh.proxy.ProxyMesh.service;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Services on one address and port: what tells them apart, and what cannot be there together. */
class SharedAddressTest {
    private static String entry(String host, String protocol, String more) {
        return istio(
                "ServiceEntry",
                host.substring(0, 1),
                "hosts: [" + host + "], ports: [{number: 3306, name: p, protocol: " + protocol
                        + "}], resolution: NONE, " + more);
    }

    /** A server that speaks first would wait for ever behind a proxy that looks at the client's first bytes. */
    @Test
    void no_request_is_looked_for_where_a_database_was_first() {
        String web = service("web", "clusterIP: 10.0.0.1, ports: [{name: http, port: 3306}]");
        String other = service("other", "clusterIP: 10.0.0.2, ports: [{name: x, appProtocol: http, port: 3306}]");
        for (String protocol : new String[] {"MYSQL", "MONGO"}) {
            ProxyMesh mesh = ProxyMesh.of(entry("a.example", protocol, ""), web, other);
            assertThat(mesh.path("http 10.0.0.1:3306 host=web")).contains("outbound|3306||a.example");
        }
        assertThat(ProxyMesh.of(entry("a.example", "TCP", ""), web).path("http 10.0.0.1:3306 host=web"))
                .contains("outbound|3306||web");
    }

    @Test
    void databases_share_an_address_with_their_like_alone() {
        String first = "addresses: [10.1.0.0/16]";
        String second = "addresses: [10.2.0.0/16]";
        String question = "tcp 10.2.0.1:3306";
        assertThat(ProxyMesh.of(entry("a.example", "TCP", first), entry("b.example", "MYSQL", second))
                        .path(question))
                .contains("PassthroughCluster");
        assertThat(ProxyMesh.of(entry("a.example", "MYSQL", first), entry("b.example", "TCP", second))
                        .path(question))
                .contains("PassthroughCluster");
        assertThat(ProxyMesh.of(entry("a.example", "MYSQL", first), entry("b.example", "MYSQL", second))
                        .path(question))
                .contains("b.example");
        assertThat(ProxyMesh.of(entry("a.example", "TCP", first), entry("b.example", "REDIS", second))
                        .path(question))
                .contains("b.example");
    }

    /** VirtualService, tls: istiod keeps the subnets of one condition for those after it. */
    @Test
    void subnets_of_a_condition_stay_for_those_after_it() {
        String rule = istio(
                "VirtualService",
                "a",
                "hosts: [a.example], tls: [{match: [{sniHosts: [one.example], destinationSubnets: [10.1.1.0/24]}, {sniHosts: "
                        + "[two.example]}], route: [{destination: {host: to.example, port: {number: 1}}}]}]");
        ProxyMesh mesh = ProxyMesh.of(entry("a.example", "TLS", "addresses: [10.1.0.0/16]"), rule);
        assertThat(mesh.path("tcp+tls 10.1.1.7:3306 sni=one.example")).contains("outbound|1||to.example");
        assertThat(mesh.path("tcp+tls 10.1.1.7:3306 sni=two.example")).contains("outbound|1||to.example");
        assertThat(mesh.path("tcp+tls 10.1.2.7:3306 sni=two.example")).contains("PassthroughCluster");
    }

    /** Where only the server name tells services apart, the names of those that stand for one are its names too. */
    @Test
    void an_alias_is_known_by_all_its_names() {
        ProxyMesh mesh = ProxyMesh.of(
                entry("out.example", "TLS", ""),
                entry("so.example", "TLS", ""),
                service("alias", "type: ExternalName, externalName: out.example"));
        for (String name :
                new String[] {"out.example", "alias", "alias.shop", "alias.shop.svc", "alias.shop.svc.cluster.local"}) {
            assertThat(mesh.path("tcp+tls 10.9.9.9:3306 sni=" + name)).as(name).contains("outbound|3306||out.example");
        }
        assertThat(mesh.path("tcp+tls 10.9.9.9:3306 sni=alias.other")).contains("PassthroughCluster");
    }

    @Test
    void between_clusters_subsets_have_server_names_of_their_own() {
        ProxyMesh mesh = ProxyMesh.of(
                        service("web", "clusterIP: 10.0.0.1, ports: [{name: http, port: 80}]"),
                        istio(
                                "DestinationRule",
                                "web",
                                "host: web, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]"),
                        istio(
                                "Gateway",
                                "gw",
                                "selector: {istio: eastwest}, servers: [{port: {number: 15443, name: tls, protocol: TLS}, hosts: "
                                        + "['*.local'], tls: {mode: AUTO_PASSTHROUGH}}]"))
                .at(Proxy.gateway("shop", Map.of("istio", "eastwest")).at("1.1.1.1"));
        for (String subset : new String[] {"", "v1", "v2"}) {
            String cluster = "outbound_.80_." + subset + "_.web.shop.svc.cluster.local";
            assertThat(mesh.path("tcp+mtls 1.1.1.1:15443 sni=" + cluster)).contains("-> " + cluster);
        }
        assertThat(mesh.path("tcp+mtls 1.1.1.1:15443 sni=outbound_.80_.v3_.web.shop.svc.cluster.local"))
                .contains("no filter chain");
    }
}
