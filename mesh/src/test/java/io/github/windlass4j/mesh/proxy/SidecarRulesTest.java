package io.github.windlass4j.mesh.proxy;

import static io.github.windlass4j.mesh.proxy.ProxyMesh.istio;
import static io.github.windlass4j.mesh.proxy.ProxyMesh.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where connections go when ports are shared and rules name them; the answers follow from Istio's documentation. */
class SidecarRulesTest {
    private static final String PASSED = "[PassthroughCluster]";

    private static String to(ProxyMesh mesh, String connection) {
        return mesh.simulator()
                .decide(ProxyMesh.parse(connection))
                .clusters()
                .toString()
                .replace(".shop.svc.cluster.local", "");
    }

    private static String entry(String name, int port, String protocol) {
        return istio(
                "ServiceEntry",
                name,
                "hosts: [" + name + ".example.com], resolution: NONE, ports: [{number: " + port + ", name: p"
                        + (protocol.isEmpty() ? "" : ", protocol: " + protocol) + "}]");
    }

    /** Protocol selection: what has no address shares the port; HTTP is told by its bytes, the rest by what is left. */
    @Test
    void protocols_share_the_port_of_all_addresses() {
        ProxyMesh both = ProxyMesh.of(entry("http", 81, "HTTP"), entry("tcp", 81, "TCP"));
        assertThat(to(both, "http 7.7.7.7:81 host=http.example.com")).isEqualTo("[outbound|81||http.example.com]");
        assertThat(to(both, "tcp 7.7.7.7:81")).isEqualTo("[outbound|81||tcp.example.com]");
        ProxyMesh reversed = ProxyMesh.of(entry("zhttp", 81, "HTTP"), entry("atcp", 81, "TCP"));
        assertThat(to(reversed, "http 7.7.7.7:81 host=zhttp.example.com"))
                .isEqualTo("[outbound|81||zhttp.example.com]");
        assertThat(to(reversed, "tcp 7.7.7.7:81")).isEqualTo("[outbound|81||atcp.example.com]");
        ProxyMesh two = ProxyMesh.of(entry("a", 81, "TCP"), entry("b", 81, "TCP"));
        assertThat(to(two, "tcp 7.7.7.7:81")).as("the first one has it").isEqualTo("[outbound|81||a.example.com]");
        ProxyMesh tls = ProxyMesh.of(entry("a", 81, "TLS"), entry("b", 81, "TLS"), entry("c", 81, "HTTP"));
        assertThat(to(tls, "tcp+tls 7.7.7.7:81 sni=a.example.com")).isEqualTo("[outbound|81||a.example.com]");
        assertThat(to(tls, "tcp+tls 7.7.7.7:81 sni=b.example.com")).isEqualTo("[outbound|81||b.example.com]");
        assertThat(to(tls, "tcp+tls 7.7.7.7:81 sni=d.example.com")).isEqualTo(PASSED);
        assertThat(to(tls, "http 7.7.7.7:81 host=c.example.com")).isEqualTo("[outbound|81||c.example.com]");
    }

    @Test
    void an_undeclared_port_is_sniffed() {
        ProxyMesh mesh = ProxyMesh.of(entry("a", 81, ""));
        assertThat(to(mesh, "http 7.7.7.7:81 host=a.example.com")).isEqualTo("[outbound|81||a.example.com]");
        assertThat(to(mesh, "http 7.7.7.7:81 host=b.example.com")).isEqualTo(PASSED);
        assertThat(to(mesh, "tcp 7.7.7.7:81")).isEqualTo("[outbound|81||a.example.com]");
        ProxyMesh after = ProxyMesh.of(entry("a", 81, "TCP"), entry("b", 81, ""));
        assertThat(to(after, "tcp 7.7.7.7:81")).isEqualTo("[outbound|81||a.example.com]");
        assertThat(to(after, "http 7.7.7.7:81 host=b.example.com")).isEqualTo("[outbound|81||b.example.com]");
    }

    /** Databases whose servers speak first would wait for bytes to sniff: they share with nobody. */
    @Test
    void server_first_protocols_share_with_nobody() {
        for (String protocol : List.of("MONGO", "MYSQL")) {
            ProxyMesh shared = ProxyMesh.of(entry("a", 81, "HTTP"), entry("b", 81, protocol));
            assertThat(to(shared, "tcp 7.7.7.7:81")).as(protocol).isEqualTo(PASSED);
            assertThat(to(ProxyMesh.of(entry("b", 81, protocol)), "tcp 7.7.7.7:81"))
                    .as(protocol)
                    .isEqualTo("[outbound|81||b.example.com]");
        }
    }

    /** The pods of a headless service are listened on one by one; a pod reaches itself without its proxy. */
    @Test
    void tcp_of_a_headless_service_by_pod() {
        ProxyMesh mesh = ProxyMesh.of(
                service(
                        "db",
                        "clusterIP: None, selector: {app: db}, ports: [{name: tcp, port: 5432}, {name: http, port: 80}]"),
                "{apiVersion: v1, kind: Pod, metadata: {name: db-0, namespace: shop, labels: {app: db}}, status: {podIP:"
                        + " 10.9.0.1}, spec: {containers: [{name: a}]}}",
                "{apiVersion: v1, kind: Pod, metadata: {name: db-1, namespace: shop, labels: {app: db}}, status: {podIP:"
                        + " 10.9.0.2}, spec: {containers: [{name: a}]}}");
        assertThat(to(mesh, "tcp 10.9.0.1:5432")).isEqualTo("[outbound|5432||db]");
        assertThat(to(mesh, "tcp 10.9.0.2:5432")).isEqualTo("[outbound|5432||db]");
        assertThat(to(mesh, "tcp 10.9.0.3:5432")).isEqualTo(PASSED);
        assertThat(to(mesh, "http 10.9.0.3:80 host=db")).isEqualTo("[outbound|80||db]");
        mesh.at(Proxy.sidecar("shop", Map.of("app", "db")).at("10.9.0.1"));
        assertThat(to(mesh, "tcp 10.9.0.1:5432")).isEqualTo(PASSED);
        assertThat(to(mesh, "tcp 10.9.0.2:5432")).isEqualTo("[outbound|5432||db]");
    }

    /** VirtualService, tls: server names, ports and subnets of a match. */
    @Test
    void routes_of_tls() {
        ProxyMesh mesh = ProxyMesh.of(
                service("web", "clusterIP: 10.0.0.1, ports: [{name: tls, port: 443}, {name: tls-alt, port: 8443}]"),
                service("other", "clusterIP: 10.0.0.2, ports: [{name: tls, port: 443}, {name: tls-alt, port: 8443}]"),
                istio(
                        "VirtualService",
                        "web",
                        "hosts: [web], tls: [{match: [{port: 443, sniHosts: [a.web]}], route: [{destination: {host: other}}]},"
                                + " {match: [{port: 443, sniHosts: [b.web]}, {port: 443, sniHosts: [c.web], gateways: [edge]}],"
                                + " route: [{destination: {host: web}}]}, {match: [{port: 443, sniHosts: [a.web]}], route:"
                                + " [{destination: {host: web, subset: late}}]}, {match: [{port: 443, sniHosts: [d.web],"
                                + " sourceLabels: {app: client}}], route: [{destination: {host: web, subset: d}, weight: 1},"
                                + " {destination: {host: web, subset: e}, weight: 9}, {destination: {host: web, subset: f},"
                                + " weight: 0}]}, {match: [{port: 443, sniHosts: [e.web], sourceLabels: {app: nobody}}], route:"
                                + " [{destination: {host: other}}]}]"));
        assertThat(to(mesh, "tcp+tls 10.0.0.1:443 sni=a.web")).isEqualTo("[outbound|443||other]");
        assertThat(to(mesh, "tcp+tls 10.0.0.1:443 sni=b.web")).isEqualTo("[outbound|443||web]");
        assertThat(to(mesh, "tcp+tls 10.0.0.1:443 sni=c.web")).isEqualTo(PASSED);
        assertThat(to(mesh, "tcp+tls 10.0.0.1:443 sni=d.web")).isEqualTo("[outbound|443|d|web, outbound|443|e|web]");
        assertThat(to(mesh, "tcp+tls 10.0.0.1:443 sni=e.web")).isEqualTo(PASSED);
        assertThat(to(mesh, "tcp+tls 10.0.0.1:8443 sni=a.web"))
                .as("no match is for this port")
                .isEqualTo("[outbound|8443||web]");
        assertThat(to(mesh, "tcp+tls 10.0.0.2:443 sni=a.web"))
                .as("the rule is for another host")
                .isEqualTo("[outbound|443||other]");
    }

    /** VirtualService, tcp: the first rule that applies; subnets leave the rest to the service. */
    @Test
    void routes_of_tcp() {
        String service =
                service("db", "clusterIP: 10.0.0.1, ports: [{name: tcp, port: 5432}, {name: tcp-b, port: 5433}]");
        String route = "route: [{destination: {host: %s, port: {number: 5432}}}]";
        ProxyMesh all = ProxyMesh.of(
                service,
                istio(
                        "VirtualService",
                        "db",
                        "hosts: [db], tcp: [{" + route.formatted("first") + "}, {" + route.formatted("second") + "}]"));
        assertThat(to(all, "tcp 10.0.0.1:5432")).isEqualTo("[outbound|5432||first]");
        assertThat(to(all, "tcp 10.0.0.1:5433")).isEqualTo("[outbound|5432||first]");
        ProxyMesh port = ProxyMesh.of(
                service,
                istio(
                        "VirtualService",
                        "db",
                        "hosts: [db], tcp: [{match: [{port: 5433}], " + route.formatted("first") + "}]"));
        assertThat(to(port, "tcp 10.0.0.1:5432")).isEqualTo("[outbound|5432||db]");
        assertThat(to(port, "tcp 10.0.0.1:5433")).isEqualTo("[outbound|5432||first]");
        String range = istio(
                "ServiceEntry",
                "range",
                "hosts: [range.example.com], addresses: [10.1.0.0/16], resolution: NONE, ports: [{number: 5432, name: tcp,"
                        + " protocol: TCP}]");
        ProxyMesh subnet = ProxyMesh.of(
                range,
                istio(
                        "VirtualService",
                        "range",
                        "hosts: [range.example.com], tcp: [{match: [{destinationSubnets: [10.1.1.0/24]}], "
                                + route.formatted("first") + "}]"));
        assertThat(to(subnet, "tcp 10.1.1.7:5432")).isEqualTo("[outbound|5432||first]");
        assertThat(to(subnet, "tcp 10.1.2.7:5432")).isEqualTo("[outbound|5432||range.example.com]");
        assertThat(to(subnet, "tcp 10.2.1.7:5432")).isEqualTo(PASSED);
        ProxyMesh same = ProxyMesh.of(
                range,
                istio(
                        "VirtualService",
                        "range",
                        "hosts: [range.example.com], tcp: [{match: [{destinationSubnets: [10.1.0.0/16]}], "
                                + route.formatted("first") + "}, {" + route.formatted("second") + "}]"));
        assertThat(to(same, "tcp 10.1.2.7:5432")).isEqualTo("[outbound|5432||first]");
    }

    /** Sidecar: a listener for a forward proxy sees hosts with their ports. */
    @Test
    void a_forward_proxy_tells_ports_by_host() {
        ProxyMesh mesh = ProxyMesh.of(
                service("web", "clusterIP: 10.0.0.1, ports: [{name: http, port: 80}, {name: http-b, port: 8080}]"),
                service("alt", "clusterIP: 10.0.0.2, ports: [{name: http, port: 9080}]"),
                istio(
                        "Sidecar",
                        "all",
                        "egress: [{bind: 127.0.0.1, port: {number: 3128, name: proxy, protocol: HTTP_PROXY}, hosts: ['./*']}]"));
        assertThat(to(mesh, "http 127.0.0.1:3128 host=web")).isEqualTo("[outbound|80||web]");
        assertThat(to(mesh, "http 127.0.0.1:3128 host=alt"))
                .as("only port 80 goes without number")
                .isEqualTo(PASSED);
    }

    /** Hosts that are nobody's service have routes on port 80, as nobody else could know them. */
    @Test
    void hosts_of_no_service_have_routes_on_port_80_only() {
        ProxyMesh mesh = ProxyMesh.of(
                service("web", "clusterIP: 10.0.0.1, ports: [{name: http, port: 80}, {name: http-b, port: 8080}]"),
                istio(
                        "VirtualService",
                        "own",
                        "hosts: [own.example.com, '*.any.example.com'], http: [{route: [{destination: {host: web}}]}]"));
        assertThat(to(mesh, "http 10.0.0.1:80 host=own.example.com")).isEqualTo("[outbound|80||web]");
        assertThat(to(mesh, "http 10.0.0.1:80 host=x.any.example.com")).isEqualTo("[outbound|80||web]");
        assertThat(to(mesh, "http 10.0.0.1:8080 host=own.example.com")).isEqualTo(PASSED);
        assertThat(to(mesh, "http 10.0.0.1:8080 host=x.any.example.com")).isEqualTo(PASSED);
    }

    /** The most specific VirtualService has a service that a pattern covers too. */
    @Test
    void patterns_cover_services_and_the_longer_one_counts() {
        String route = ", http: [{route: [{destination: {host: %s}}]}]";
        ProxyMesh mesh = ProxyMesh.of(
                service("web", "clusterIP: 10.0.0.1, ports: [{name: http, port: 8080}]"),
                service("api", "clusterIP: 10.0.0.2, ports: [{name: http, port: 8080}]"),
                istio("VirtualService", "a", "hosts: ['*.shop.svc.cluster.local']" + route.formatted("wide")),
                istio("VirtualService", "b", "hosts: ['*.svc.cluster.local']" + route.formatted("wider")),
                istio("VirtualService", "c", "hosts: [api]" + route.formatted("exact")));
        assertThat(to(mesh, "http 10.0.0.1:8080 host=web")).isEqualTo("[outbound|8080||wide]");
        assertThat(to(mesh, "http 10.0.0.2:8080 host=api")).isEqualTo("[outbound|8080||exact]");
        assertThat(to(mesh, "http 10.0.0.2:8080 host=none")).isEqualTo(PASSED);
    }

    /** Envoy, virtual hosts: exact, then the longest ending, then the longest beginning, then {@code *}; ports do not count. */
    @Test
    void a_host_is_matched_as_envoy_matches_it() {
        RouteTable table = new RouteTable(
                "80",
                List.of(
                        virtualHost("exact", "a.b.example.com"),
                        virtualHost("ending", "*.example.com"),
                        virtualHost("longer", "*.b.example.com"),
                        virtualHost("beginning", "a.*"),
                        virtualHost("six", "[::1]"),
                        virtualHost("all", "*")));
        Map<String, String> expected = Map.of(
                "a.b.example.com", "exact",
                "A.B.Example.com:80", "exact",
                "c.b.example.com", "longer",
                "x.example.com", "ending",
                "a.other", "beginning",
                "example.com", "all",
                "[::1]:80", "six",
                "[::1]", "six",
                "::1", "all",
                ":80", "all");
        expected.forEach((host, name) ->
                assertThat(table.host(host).orElseThrow().name()).as(host).isEqualTo(name));
        RouteTable none = new RouteTable("80", List.of(virtualHost("all", "*")));
        assertThat(none.host("a.b").orElseThrow().name()).isEqualTo("all");
        assertThat(new RouteTable("80", List.of()).host("a.b")).isEmpty();
    }

    private static VirtualHost virtualHost(String name, String domain) {
        return new VirtualHost(name, List.of(domain), List.of(Route.to(name, name)));
    }

    @Test
    void proxies_and_places_print_as_one_line() {
        assertThat(Proxy.sidecar("shop", Map.of("app", "cart"))).hasToString("sidecar shop {app=cart}");
        assertThat(Proxy.gateway("edge", Map.of())).hasToString("gateway edge {}");
        Control control = Control.of(
                Mesh.of(Manifests.read(
                        "{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {selector: {app: web},"
                                + " ports: [{name: http, port: 80}]}}\n---\n{apiVersion: v1, kind: Pod, metadata: {name: web,"
                                + " namespace: shop, labels: {app: web}}, spec: {containers: [{name: a}]}}",
                        "web")),
                workload -> false);
        Upstream web = control.upstream("web.shop.svc.cluster.local", 80).orElseThrow();
        assertThat(web).hasToString("web.shop.svc.cluster.local:80, 1 server");
        assertThat(web.servers()).singleElement().hasToString("Pod shop/web:80");
        assertThat(new Upstream.Server("1.2.3.4", 80, "shop", Map.of(), false, false, Optional.empty()))
                .hasToString("1.2.3.4:80");
    }
}
