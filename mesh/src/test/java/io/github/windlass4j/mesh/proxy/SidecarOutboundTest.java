package io.github.windlass4j.mesh.proxy;

import static io.github.windlass4j.mesh.proxy.ProxyMesh.istio;
import static io.github.windlass4j.mesh.proxy.ProxyMesh.service;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where connections of an application go that its sidecar has caught. */
class SidecarOutboundTest {
    private static ProxyMesh mesh() {
        return ProxyMesh.of(
                service(
                        "web",
                        "clusterIP: 10.0.0.1, ports: [{name: http, port: 80}, {name: tcp-db, port: 3306}, "
                                + "{name: https, port: 443}, {port: 9000, name: ''}]"),
                service(
                        "other",
                        "clusterIP: 10.0.0.2, ports: [{name: http, port: 80}, {name: tls, port: 443}, "
                                + "{name: mysql, port: 9000}, {name: tcp, port: 3307}]"),
                service("raw", "clusterIP: 10.0.0.3, ports: [{name: tcp, port: 80}]"),
                service("pods", "clusterIP: None, ports: [{name: http, port: 8080}, {name: tcp, port: 7000}]"),
                istio(
                        "ServiceEntry",
                        "dns",
                        "hosts: [dns.example.com], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}, "
                                + "{number: 443, name: tls, protocol: TLS}]"),
                istio(
                        "ServiceEntry",
                        "range",
                        "hosts: [range.example.com], addresses: [240.1.1.0/24], resolution: STATIC, endpoints: "
                                + "[{address: 9.9.9.9}], ports: [{number: 5432, name: tcp, protocol: TCP}]"),
                istio(
                        "ServiceEntry",
                        "wild",
                        "hosts: ['*.wild.example.com'], resolution: NONE, ports: [{number: 80, name: http, protocol: HTTP}, "
                                + "{number: 443, name: tls, protocol: TLS}]"));
    }

    /** Protocols of the ports of {@link #mesh()} by the service's address. */
    private static final Map<String, Map<Integer, String>> DECLARED = Map.of(
            "10.0.0.1", Map.of(80, "http", 3306, "tcp", 443, "tls", 9000, ""),
            "10.0.0.2", Map.of(80, "http", 443, "tls", 9000, "tcp", 3307, "tcp"),
            "10.0.0.3", Map.of(80, "tcp"),
            "10.0.0.9", Map.of());

    private static final Map<String, String> NAMES = Map.of("10.0.0.1", "web", "10.0.0.2", "other", "10.0.0.3", "raw");

    /** Every address with every port, Host, protocol and policy, against the rules written down a second time. */
    @ParameterizedTest
    @ValueSource(strings = {"ALLOW_ANY", "REGISTRY_ONLY"})
    void where_a_connection_goes_follows_from_its_port(String policy) {
        ProxySimulator simulator =
                mesh().config("outboundTrafficPolicy: {mode: " + policy + "}").simulator();
        List<String> differences = new ArrayList<>();
        for (String address : DECLARED.keySet()) {
            for (int port : List.of(80, 3306, 3307, 9000, 5555)) {
                for (String bytes : List.of("http", "h2", "tcp", "tcp+tls", "http+tls")) {
                    for (String host : List.of("web", "other", "raw", "unknown")) {
                        String connection = bytes + " " + address + ":" + port + " host=" + host + " sni=" + host;
                        String expected = expected(policy, address, port, bytes, host);
                        ProxyPath path = simulator.decide(ProxyMesh.parse(connection));
                        String told = path.clusters().isEmpty() ? path.virtualHost() : path.cluster();
                        if (!told.replace(".shop.svc.cluster.local", "").equals(expected)) {
                            differences.add(connection + ": " + path + " (want " + expected + ")");
                        }
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /**
     * Istio, traffic routing: HTTP by port and Host, whatever the address; TCP by port and the service's address, whatever
     * Host; protocol selection: what is not declared is sniffed at its own address. Mesh configuration, outboundTrafficPolicy:
     * what is of no service goes on as it is, or nowhere.
     */
    private static String expected(String policy, String address, int port, String bytes, String host) {
        String declared = DECLARED.get(address).get(port);
        if (declared != null && !declared.equals("http")) {
            return "outbound|" + port + "||" + NAMES.get(address);
        }
        boolean open = policy.equals("ALLOW_ANY");
        boolean isShared = port == 80 && (bytes.equals("http") || bytes.equals("h2"));
        if (!isShared) {
            return open ? "PassthroughCluster" : "BlackHoleCluster";
        }
        boolean isKnown = host.equals("web") || host.equals("other");
        return isKnown ? "outbound|80||" + host : open ? "PassthroughCluster" : "block_all";
    }

    /** A port of HTTP is shared by its services and told apart by Host; others have listeners of their own. */
    @Test
    void by_address_port_and_host() {
        String table = """
                http 10.0.0.1:80 host=web; listener 0.0.0.0_80, routes 80, virtual host web:80, route default -> outbound|80||web
                http 10.0.0.1:80 host=web.shop; listener 0.0.0.0_80, routes 80, virtual host web:80, route default -> outbound|80||web
                http 10.0.0.1:80 host=web.shop.svc; listener 0.0.0.0_80, routes 80, virtual host web:80, route default -> outbound|80||web
                http 10.0.0.1:80 host=web.shop.svc.cluster.local:80; listener 0.0.0.0_80, routes 80, virtual host web:80, route default -> outbound|80||web
                http 10.0.0.1:80 host=10.0.0.1; listener 0.0.0.0_80, routes 80, virtual host web:80, route default -> outbound|80||web
                http 10.0.0.9:80 host=other; listener 0.0.0.0_80, routes 80, virtual host other:80, route default -> outbound|80||other
                http 10.0.0.1:80 host=unknown; listener 0.0.0.0_80, routes 80, virtual host allow_any, route allow_any -> PassthroughCluster
                h2 10.0.0.1:80 host=web; listener 0.0.0.0_80, routes 80, virtual host web:80, route default -> outbound|80||web
                tcp 10.0.0.1:80; listener 0.0.0.0_80, filter chain PassthroughFilterChain -> PassthroughCluster
                http+tls 10.0.0.1:80 host=web sni=web; listener 0.0.0.0_80, filter chain PassthroughFilterChain -> PassthroughCluster
                http 10.0.0.1:80 host=dns.example.com; listener 0.0.0.0_80, routes 80, virtual host dns.example.com:80, route default -> outbound|80||dns.example.com
                http 10.0.0.1:80 host=a.wild.example.com; listener 0.0.0.0_80, routes 80, virtual host *.wild.example.com:80, route default -> outbound|80||*.wild.example.com
                http 10.0.0.1:80 host=wild.example.com; listener 0.0.0.0_80, routes 80, virtual host allow_any, route allow_any -> PassthroughCluster
                tcp 10.0.0.3:80; listener 10.0.0.3_80 -> outbound|80||raw
                http 10.0.0.3:80 host=web; listener 10.0.0.3_80 -> outbound|80||raw
                http 10.0.0.3:80 host=raw; listener 10.0.0.3_80 -> outbound|80||raw
                tcp 10.0.0.1:3306; listener 10.0.0.1_3306 -> outbound|3306||web
                tcp 10.0.0.2:3306; listener virtualOutbound, filter chain virtualOutbound-catchall-tcp -> PassthroughCluster
                http 10.0.0.1:3306 host=web; listener 10.0.0.1_3306 -> outbound|3306||web
                tcp 10.0.0.2:3307; listener 10.0.0.2_3307 -> outbound|3307||other
                tcp+tls 10.0.0.1:443 sni=web; listener 10.0.0.1_443 -> outbound|443||web
                tcp+tls 10.0.0.1:443 sni=dns.example.com; listener 10.0.0.1_443 -> outbound|443||web
                tcp+tls 10.0.0.9:443 sni=dns.example.com; listener 0.0.0.0_443 -> outbound|443||dns.example.com
                tcp+tls 10.0.0.9:443 sni=a.wild.example.com; listener 0.0.0.0_443 -> outbound|443||*.wild.example.com
                tcp+tls 10.0.0.9:443 sni=x.example.com; listener 0.0.0.0_443, filter chain PassthroughFilterChain -> PassthroughCluster
                tcp 10.0.0.9:443; listener 0.0.0.0_443, filter chain PassthroughFilterChain -> PassthroughCluster
                http+tls 10.0.0.2:443 sni=other; listener 10.0.0.2_443 -> outbound|443||other
                http 10.0.0.1:9000 host=web; listener 10.0.0.1_9000, routes web:9000, virtual host web:9000, route default -> outbound|9000||web
                http 10.0.0.1:9000 host=anything; listener 10.0.0.1_9000, routes web:9000, virtual host web:9000, route default -> outbound|9000||web
                tcp 10.0.0.1:9000; listener 10.0.0.1_9000 -> outbound|9000||web
                tcp+tls 10.0.0.1:9000 sni=a; listener 10.0.0.1_9000 -> outbound|9000||web
                tcp 10.0.0.2:9000; listener 10.0.0.2_9000 -> outbound|9000||other
                http 10.0.0.2:9000 host=other; listener 10.0.0.2_9000 -> outbound|9000||other
                http 1.2.3.4:8080 host=pods; listener 0.0.0.0_8080, routes 8080, virtual host pods:8080, route default -> outbound|8080||pods
                http 1.2.3.4:8080 host=p-0.pods; listener 0.0.0.0_8080, routes 8080, virtual host pods:8080, route default -> outbound|8080||pods
                http 1.2.3.4:8080 host=x; listener 0.0.0.0_8080, routes 8080, virtual host allow_any, route allow_any -> PassthroughCluster
                tcp 1.2.3.4:7000; listener virtualOutbound, filter chain virtualOutbound-catchall-tcp -> PassthroughCluster
                tcp 240.1.1.7:5432; listener 0.0.0.0_5432 -> outbound|5432||range.example.com
                tcp 240.1.2.7:5432; listener 0.0.0.0_5432, filter chain PassthroughFilterChain -> PassthroughCluster
                http 7.7.7.7:12345 host=a; listener virtualOutbound, filter chain virtualOutbound-catchall-tcp -> PassthroughCluster
                tcp 7.7.7.7:15001; listener virtualOutbound, filter chain virtualOutbound-blackhole -> BlackHoleCluster
                tcp 1.1.1.1:15006; listener virtualInbound, filter chain virtualInbound-blackhole -> BlackHoleCluster
                """;
        assertThat(mesh().answers(table)).isEqualTo(table);
    }

    @Test
    void only_known_destinations() {
        String table = """
                http 10.0.0.1:80 host=unknown; listener 0.0.0.0_80, routes 80, virtual host block_all, route block_all
                tcp 7.7.7.7:5555; listener virtualOutbound, filter chain virtualOutbound-catchall-tcp -> BlackHoleCluster
                http 7.7.7.7:5555 host=a; listener virtualOutbound, filter chain virtualOutbound-catchall-tcp -> BlackHoleCluster
                tcp 10.0.0.1:80; listener 0.0.0.0_80, filter chain PassthroughFilterChain -> BlackHoleCluster
                tcp+tls 10.0.0.9:443 sni=x.example.com; listener 0.0.0.0_443, filter chain PassthroughFilterChain -> BlackHoleCluster
                """;
        assertThat(mesh().config("outboundTrafficPolicy: {mode: REGISTRY_ONLY}").answers(table))
                .isEqualTo(table);
    }

    /** The first route counts whose match takes the request. */
    @Test
    void by_requests() {
        String table = """
                http 10.0.0.1:80 host=web path=/v1/a x-team=blue; listener 0.0.0.0_80, routes 80, virtual host web:80, route a -> outbound|80||other
                http 10.0.0.1:80 host=web path=/v1/a; listener 0.0.0.0_80, routes 80, virtual host web:80: no route takes the request
                http 10.0.0.1:80 host=web path=/ method=PUT; listener 0.0.0.0_80, routes 80, virtual host web:80, route a.put -> outbound|80||other
                http 10.0.0.1:80 host=web path=/?v=2; listener 0.0.0.0_80, routes 80, virtual host web:80, route q -> outbound|80||other, outbound|80||web
                http 10.0.0.1:80 host=web path=/?a=1&v=2; listener 0.0.0.0_80, routes 80, virtual host web:80, route q -> outbound|80||other, outbound|80||web
                http 10.0.0.1:80 host=web path=/?a=1&V=2; listener 0.0.0.0_80, routes 80, virtual host web:80: no route takes the request
                http 10.0.0.1:80 host=web path=/?v; listener 0.0.0.0_80, routes 80, virtual host web:80: no route takes the request
                http 10.0.0.1:80 host=web path=/r12?x=1; listener 0.0.0.0_80, routes 80, virtual host web:80 -> outbound|80|v2|web
                http 10.0.0.1:80 host=web path=/r12 x-no=1; listener 0.0.0.0_80, routes 80, virtual host web:80: no route takes the request
                http 10.0.0.1:80 host=web path=/cASE; listener 0.0.0.0_80, routes 80, virtual host web:80, route i
                http 10.0.0.1:80 host=web path=/casE/; listener 0.0.0.0_80, routes 80, virtual host web:80: no route takes the request
                http 10.0.0.1:80 host=web path=/g/1; listener 0.0.0.0_80, routes 80, virtual host web:80, route g -> outbound|80||raw
                http 10.0.0.1:80 host=web path=/none; listener 0.0.0.0_80, routes 80, virtual host web:80: no route takes the request
                http 10.0.0.1:80 host=other; listener 0.0.0.0_80, routes 80, virtual host other:80, route default -> outbound|80||other
                """;
        assertThat(mesh().and(istio(
                                "VirtualService",
                                "web",
                                "hosts: [web], http: [{name: a, match: [{uri: {prefix: /v1}, headers: {x-team: {exact: "
                                        + "blue}}}, {name: put, method: {exact: PUT}}], route: [{destination: {host: other}}]}, "
                                        + "{name: q, match: [{queryParams: {v: {exact: '2'}}}], route: [{destination: {host: "
                                        + "other}, weight: 20}, {destination: {host: web}, weight: 80}, {destination: {host: "
                                        + "raw}, weight: 0}]}, {name: n, match: [{uri: {regex: '/r[0-9]+'}, withoutHeaders: "
                                        + "{x-no: {}}}], rewrite: {authority: inner}, route: [{destination: {host: web, subset: "
                                        + "v2, port: {number: 80}}}]}, {name: i, match: [{uri: {exact: /Case}, ignoreUriCase: "
                                        + "true}], redirect: {uri: /x}}, {name: s, match: [{sourceLabels: {app: someone}}], "
                                        + "directResponse: {status: 418}}, {name: p, match: [{port: 81}], route: [{destination: "
                                        + "{host: raw}}]}, {name: g, match: [{gateways: [mesh], authority: {prefix: we}, scheme: "
                                        + "{exact: http}, uri: {prefix: /g}}], route: [{destination: {host: raw}}]}]"))
                        .answers(table))
                .isEqualTo(table);
    }

    @Test
    void by_connections() {
        String table = """
                tcp 10.0.0.1:3306; listener 10.0.0.1_3306 -> outbound|80||raw
                tcp+tls 10.0.0.1:443 sni=a.example.com; listener 10.0.0.1_443 -> outbound|443||other
                tcp+tls 10.0.0.1:443 sni=x.b.example.com; listener 10.0.0.1_443 -> outbound|443||web
                tcp+tls 10.0.0.1:443 sni=web; listener 10.0.0.1_443, filter chain PassthroughFilterChain -> PassthroughCluster
                tcp 10.0.0.1:443; listener 10.0.0.1_443, filter chain PassthroughFilterChain -> PassthroughCluster
                """;
        assertThat(mesh().and(istio(
                                "VirtualService",
                                "db",
                                "hosts: [web], tcp: [{match: [{port: 3306, destinationSubnets: [10.0.0.0/24]}], route: "
                                        + "[{destination: {host: raw}}]}, {match: [{port: 3306}], route: [{destination: {host: "
                                        + "other, port: {number: 3307}}, weight: 50}, {destination: {host: web}, weight: 50}]}], "
                                        + "tls: [{match: [{port: 443, sniHosts: [a.example.com]}], route: [{destination: {host: "
                                        + "other}}]}, {match: [{port: 443, sniHosts: ['*.b.example.com']}], route: "
                                        + "[{destination: {host: web}}]}]"))
                        .answers(table))
                .isEqualTo(table);
    }

    @Test
    void hosts_of_no_service_have_routes_on_port_80() {
        String table = """
                http 10.0.0.1:80 host=stranger.example.com; listener 0.0.0.0_80, routes 80, virtual host stranger.example.com:80 -> outbound|80||other
                http 10.0.0.1:80 host=a.star.example.com; listener 0.0.0.0_80, routes 80, virtual host *.star.example.com:80 -> outbound|80||other
                http 10.0.0.1:80 host=web; listener 0.0.0.0_80, routes 80, virtual host web:80, route default -> outbound|80||web
                http 10.0.0.1:8080 host=stranger.example.com; listener 0.0.0.0_8080, routes 8080, virtual host allow_any, route allow_any -> PassthroughCluster
                """;
        assertThat(mesh().and(istio(
                                "VirtualService",
                                "strange",
                                "hosts: [stranger.example.com, '*.star.example.com'], http: [{route: [{destination: "
                                        + "{host: other}}]}]"))
                        .answers(table))
                .isEqualTo(table);
    }

    @Test
    void a_wildcard_takes_the_services_that_it_covers() {
        String table = """
                http 10.0.0.1:80 host=web; listener 0.0.0.0_80, routes 80, virtual host web:80, route w -> outbound|80||other
                http 10.0.0.1:80 host=other; listener 0.0.0.0_80, routes 80, virtual host other:80, route w -> outbound|80||other
                http 10.0.0.1:80 host=dns.example.com; listener 0.0.0.0_80, routes 80, virtual host dns.example.com:80, route default -> outbound|80||dns.example.com
                """;
        assertThat(mesh().and(istio(
                                "VirtualService",
                                "wild",
                                "hosts: ['*.shop.svc.cluster.local'], http: [{name: w, route: [{destination: {host: "
                                        + "other}}]}]"))
                        .answers(table))
                .isEqualTo(table);
    }

    @Test
    void through_the_listeners_of_a_sidecar_resource() {
        String table = """
                http 9.9.9.9:8080 host=pods; listener 0.0.0.0_8080, routes 8080, virtual host pods:8080, route default -> outbound|8080||pods
                http 127.0.0.1:3128 host=web:80; listener 127.0.0.1_3128, routes 3128, virtual host web:80, route default -> outbound|80||web
                http 127.0.0.1:3128 host=web; listener 127.0.0.1_3128, routes 3128, virtual host web:80, route default -> outbound|80||web
                http 127.0.0.1:3128 host=pods:8080; listener 127.0.0.1_3128, routes 3128, virtual host allow_any, route allow_any -> PassthroughCluster
                http 10.0.0.1:80 host=web; listener 0.0.0.0_80, routes 80, virtual host allow_any, route allow_any -> PassthroughCluster
                http 10.0.0.1:80 host=other; listener 0.0.0.0_80, routes 80, virtual host other:80, route default -> outbound|80||other
                tcp 10.0.0.1:3306; listener virtualOutbound, filter chain virtualOutbound-catchall-tcp -> PassthroughCluster
                """;
        assertThat(mesh().and(
                                istio(
                                        "Sidecar",
                                        "default",
                                        "egress: [{port: {number: 8080, protocol: HTTP, name: h}, bind: 0.0.0.0, hosts: "
                                                + "['./pods.shop.svc.cluster.local']}, {port: {number: 3128, protocol: HTTP_PROXY, name: "
                                                + "p}, bind: 127.0.0.1, hosts: ['./*']}, {hosts: ['./other.shop.svc.cluster.local']}]"))
                        .answers(table))
                .isEqualTo(table);
    }

    @Test
    void unknown_destinations_through_an_egress_proxy() {
        String table = """
                http 10.0.0.1:80 host=unknown; listener 0.0.0.0_80, routes 80, virtual host allow_any, route allow_any -> outbound|80||other
                tcp 9.9.9.9:1234; listener virtualOutbound, filter chain virtualOutbound-catchall-tcp -> outbound|80||other
                """;
        assertThat(mesh().and(
                                istio(
                                        "Sidecar",
                                        "default",
                                        "outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: "
                                                + "other.shop.svc.cluster.local, port: {number: 80}}}, egress: [{hosts: ['./*']}]"))
                        .answers(table))
                .isEqualTo(table);
    }

    @Test
    void services_without_an_address_may_get_one_of_a_reserved_range() {
        Proxy allocating = Proxy.sidecar("shop", Map.of()).at("1.1.1.1").allocatingAddresses();
        String address =
                mesh().at(allocating).simulator().address("dns.example.com").orElseThrow();
        assertThat(address).startsWith("240.240.");
        assertThat(mesh().at(allocating).path("tcp+tls " + address + ":443 sni=a"))
                .isEqualTo("listener " + address + "_443 -> outbound|443||dns.example.com");
        assertThat(mesh().simulator().address("dns.example.com")).isEmpty();
        assertThat(mesh().simulator().address("web.shop.svc.cluster.local")).contains("10.0.0.1");
        assertThat(mesh().simulator().address("unknown")).isEmpty();
    }

    @Test
    void a_table_tells_its_names_and_where_they_lead() {
        RouteTable table = mesh().simulator().routes("80");
        assertThat(table.name()).isEqualTo("80");
        assertThat(table.clusters())
                .containsEntry("web.shop", List.of("outbound|80||web.shop.svc.cluster.local"))
                .containsEntry("web.shop.svc.cluster.local", List.of("outbound|80||web.shop.svc.cluster.local"))
                .containsEntry("10.0.0.2", List.of("outbound|80||other.shop.svc.cluster.local"))
                .containsEntry("*.wild.example.com", List.of("outbound|80||*.wild.example.com"))
                .containsEntry("*", List.of("PassthroughCluster"))
                .doesNotContainKey("raw.shop.svc.cluster.local");
    }
}
