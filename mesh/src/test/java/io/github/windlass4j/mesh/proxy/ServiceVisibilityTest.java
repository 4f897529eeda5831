package io.github.windlass4j.mesh.proxy;

import static io.github.windlass4j.mesh.proxy.ProxyMesh.istio;
import static io.github.windlass4j.mesh.proxy.ProxyMesh.object;
import static io.github.windlass4j.mesh.proxy.ProxyMesh.service;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a sidecar knows of services that claim one address or one host, and under which names it knows them. */
class ServiceVisibilityTest {
    private static String entry(String name, String namespace, String host, String more) {
        return object(
                "networking.istio.io/v1",
                "ServiceEntry",
                name,
                namespace,
                "hosts: [" + host + "], ports: [{number: 80, name: p, protocol: TCP}], resolution: NONE, " + more);
    }

    private static String claim(String host, String namespace, String exportTo) {
        return entry(host.substring(0, 1), namespace, host, "addresses: [10.0.0.9]" + exportTo);
    }

    /** Go's own order of names would put the first host first: who is exported to whom comes before that. */
    @Test
    void what_only_the_own_namespace_sees_comes_before_what_is_exported_to_it_and_that_before_what_all_see() {
        String open = claim("a.example", "shop", "");
        String shared = claim("b.example", "other", ", exportTo: [shop]");
        String own = claim("c.example", "shop", ", exportTo: ['.']");
        assertThat(ProxyMesh.of(open, shared, own).path("tcp 10.0.0.9:80")).contains("c.example");
        assertThat(ProxyMesh.of(open, shared).path("tcp 10.0.0.9:80")).contains("b.example");
        assertThat(ProxyMesh.of(open).path("tcp 10.0.0.9:80")).contains("a.example");
    }

    @Test
    void a_default_for_the_own_namespace_makes_what_says_nothing_private() {
        ProxyMesh mesh = ProxyMesh.of(claim("b.example", "shop", ", exportTo: ['*']"), claim("c.example", "shop", ""));
        assertThat(mesh.path("tcp 10.0.0.9:80")).contains("b.example");
        assertThat(mesh.config("defaultServiceExportTo: ['.', '*']").path("tcp 10.0.0.9:80"))
                .contains("c.example");
    }

    @Test
    void nobody_sees_what_is_exported_to_nobody_whoever_else_is_named() {
        String hidden = claim("b.example", "other", ", exportTo: ['~', shop]");
        assertThat(ProxyMesh.of(hidden).path("tcp 10.0.0.9:80")).contains("PassthroughCluster");
    }

    @Test
    void each_address_of_a_service_entry_has_a_listener() {
        ProxyMesh mesh = ProxyMesh.of(entry("a", "shop", "a.example", "addresses: [10.0.0.8, 10.0.0.9]"));
        assertThat(mesh.path("tcp 10.0.0.8:80")).contains("listener 10.0.0.8_80", "outbound|80||a.example");
        assertThat(mesh.path("tcp 10.0.0.9:80")).contains("listener 10.0.0.9_80", "outbound|80||a.example");
    }

    /** Declarations of one host that cannot become one service have their listeners all the same. */
    @Test
    void declarations_of_one_host_that_differ_keep_their_ports() {
        ProxyMesh mesh = ProxyMesh.of(
                entry("a", "shop", "a.example", "addresses: [10.0.0.8]"),
                istio(
                        "ServiceEntry",
                        "b",
                        "hosts: [a.example], addresses: [10.0.0.9], ports: [{number: 443, name: s, protocol: TLS}], resolution: DNS"));
        assertThat(mesh.path("tcp 10.0.0.8:80")).contains("outbound|80||a.example");
        assertThat(mesh.path("tcp+tls 10.0.0.9:443 sni=a.example")).contains("outbound|443||a.example");
    }

    /** Full names of services may end in a dot; short ones and hosts that are nobody's service may not. */
    @Test
    void absolute_names_are_known() {
        ProxyMesh mesh = ProxyMesh.of(
                service("web", "clusterIP: 10.0.0.1, ports: [{name: http, port: 80}]"),
                service("alias", "type: ExternalName, externalName: web.shop.svc.cluster.local"),
                service("pods", "clusterIP: None, ports: [{name: http, port: 80}]"),
                istio(
                        "ServiceEntry",
                        "out",
                        "hosts: [out.example.com], ports: [{number: 80, name: http, protocol: HTTP}], resolution: DNS"),
                istio(
                        "ServiceEntry",
                        "any",
                        "hosts: ['*.any.example'], ports: [{number: 80, name: http, protocol: HTTP}]"),
                istio(
                        "VirtualService",
                        "own",
                        "hosts: [own.example.com], http: [{route: [{destination: {host: web}}]}]"));
        assertThat(mesh.path("http 10.0.0.1:80 host=web.shop.svc.cluster.local."))
                .contains("outbound|80||web.shop");
        assertThat(mesh.path("http 10.0.0.1:80 host=web.shop.svc.cluster.local.:80"))
                .contains("outbound|80||web.shop");
        assertThat(mesh.path("http 10.0.0.1:80 host=alias.shop.svc.cluster.local."))
                .contains("outbound|80||web.shop");
        assertThat(mesh.path("http 10.0.0.1:80 host=p-0.pods.shop.svc.cluster.local."))
                .contains("outbound|80||pods.shop");
        assertThat(mesh.path("http 10.0.0.1:80 host=out.example.com.")).contains("outbound|80||out.example.com");
        assertThat(mesh.path("http 10.0.0.1:80 host=x.any.example.")).contains("outbound|80||*.any.example");
        for (String unknown :
                new String[] {"web.", "web.shop.", "web.shop.svc.", "own.example.com.", "x.example.com."}) {
            assertThat(mesh.path("http 10.0.0.1:80 host=" + unknown))
                    .as(unknown)
                    .contains("allow_any");
        }
    }
}
