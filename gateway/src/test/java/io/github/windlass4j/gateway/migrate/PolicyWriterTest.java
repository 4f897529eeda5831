package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.NginxSamples.AGC;
import static io.github.windlass4j.gateway.migrate.NginxSamples.STANDARD;
import static io.github.windlass4j.gateway.migrate.NginxSamples.ingress;
import static io.github.windlass4j.gateway.migrate.NginxSamples.migrate;
import static io.github.windlass4j.gateway.migrate.NginxSamples.path;
import static io.github.windlass4j.gateway.migrate.NginxSamples.service;
import static io.github.windlass4j.gateway.migrate.NginxSamples.tls;
import static io.github.windlass4j.gateway.migrate.NginxSamples.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.agc.AgcProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyWriterTest {
    private static final String A = "a.example.com";
    private static final String SERVICES = service("shop", "web") + service("shop", "next");
    private static final String[] VERIFIED = {
        "backend-protocol", "HTTPS",
        "proxy-ssl-verify", "on",
        "proxy-ssl-secret", "certs/ca",
        "proxy-ssl-name", "web.internal"
    };

    private static String root(String... annotations) {
        return ingress("shop", "a", "", A, path("/", "web"), annotations);
    }

    private static String azure(String namespace, String name, String host, String annotations) {
        return ingress("azure-application-gateway", namespace + "/" + name, annotations, "", host, path("/", "web"));
    }

    private static String probe(String annotations) {
        return written(migrate(AGC, SERVICES, azure("shop", "a", A, annotations)), "HealthCheckPolicy").stream()
                .findFirst()
                .map(policy -> policy.substring(policy.indexOf("\"default\":") + 10, policy.length() - 1))
                .orElse("none");
    }

    // TLS and protocols of backends

    @Test
    void authorities_of_backends_move_from_a_secret_into_a_config_map() {
        String secret = "---\n{apiVersion: v1, kind: Secret, metadata: {name: ca, namespace: certs}, "
                + "stringData: {ca.crt: \"some PEM\"}}\n";
        IngressMigration migration = migrate(STANDARD, SERVICES, secret, root(VERIFIED));
        assertThat(written(migration, "BackendTLSPolicy"))
                .containsExactly(
                        "shop/web-tls {\"targetRefs\":[{\"group\":\"\",\"kind\":\"Service\",\"name\":\"web\"}],"
                                + "\"validation\":{\"hostname\":\"web.internal\",\"caCertificateRefs\":[{\"group\":\"\","
                                + "\"kind\":\"ConfigMap\",\"name\":\"ca-ca\"}]}}");
        assertThat(migration.objects().ofKind("", "ConfigMap")).singleElement().satisfies(map -> {
            assertThat(map.ref()).hasToString("ConfigMap shop/ca-ca");
            assertThat(map.toYaml()).contains("ca.crt: some PEM");
        });
    }

    @Test
    void authorities_that_are_not_given_are_taken_to_be_there() {
        IngressMigration migration = migrate(STANDARD, SERVICES, root(VERIFIED));
        assertThat(migration.objects().ofKind("", "ConfigMap")).isEmpty();
        assertThat(migration.prove().holds()).isTrue();
        String own = "---\n{apiVersion: v1, kind: Secret, metadata: {name: ca, namespace: shop}, "
                + "stringData: {ca.crt: \"own PEM\"}}\n";
        String[] here = VERIFIED.clone();
        here[5] = "ca";
        assertThat(migrate(STANDARD, SERVICES, own, root(here)).objects().ofKind("", "ConfigMap"))
                .as("a Secret without namespace is one of the Service's")
                .hasSize(1);
    }

    @Test
    void what_a_policy_cannot_say_makes_none() {
        for (int missing : new int[] {3, 5, 7}) {
            String[] some = VERIFIED.clone();
            some[missing] = missing == 3 ? "off" : "";
            assertThat(written(migrate(STANDARD, SERVICES, root(some)), "BackendTLSPolicy"))
                    .isEmpty();
        }
        assertThat(written(migrate(STANDARD, SERVICES, root("backend-protocol", "HTTP")), "BackendTLSPolicy"))
                .isEmpty();
    }

    @Test
    void application_gateway_for_containers_has_a_policy_of_its_own() {
        assertThat(written(migrate(AGC, SERVICES, root(VERIFIED)), "BackendTLSPolicy"))
                .containsExactly("shop/web-tls {\"targetRef\":{\"group\":\"\",\"kind\":\"Service\",\"name\":\"web\"},"
                        + "\"default\":{\"sni\":\"web.internal\",\"verify\":{\"caCertificateRef\":{\"name\":\"ca\"},"
                        + "\"subjectAltName\":\"web.internal\"}}}");
        assertThat(written(migrate(AGC, SERVICES, root("backend-protocol", "GRPCS")), "BackendTLSPolicy"))
                .containsExactly("shop/web-tls {\"targetRef\":{\"group\":\"\",\"kind\":\"Service\",\"name\":\"web\"},"
                        + "\"default\":{}}");
    }

    @Test
    void backends_that_are_called_by_grpc_say_so_at_their_service() {
        IngressMigration migration = migrate(STANDARD, SERVICES, root("backend-protocol", "GRPC"));
        assertThat(written(migration, "Service"))
                .containsExactly("shop/web {\"ports\":[{\"name\":\"http\",\"port\":80,"
                        + "\"appProtocol\":\"kubernetes.io/h2c\"}]}");
        assertThat(written(migrate(AGC, SERVICES, root("backend-protocol", "GRPC")), "Service"))
                .isEmpty();
        String odd = "---\n{apiVersion: v1, kind: Service, metadata: {name: odd, namespace: shop}, spec: {ports: 3}}\n";
        assertThat(written(
                        migrate(
                                STANDARD,
                                SERVICES,
                                odd,
                                ingress("shop", "a", "", A, path("/", "odd"), "backend-protocol", "GRPC")),
                        "Service"))
                .as("a Service of another shape stays as it is")
                .containsAnyOf("shop/odd {\"ports\":3}");
    }

    // Policies of Application Gateway for Containers

    @Test
    void a_probe_keeps_what_is_a_number() {
        String prefix = "appgw.ingress.kubernetes.io/health-probe-";
        assertThat(probe(prefix + "interval: '10', " + prefix + "timeout: '3', " + prefix + "port: '8080', " + prefix
                        + "unhealthy-threshold: '4', " + prefix + "hostname: h, " + prefix + "path: /z, " + prefix
                        + "status-codes: '200-299, 401,x, 500-'"))
                .isEqualTo("{\"interval\":\"10s\",\"timeout\":\"3s\",\"unhealthyThreshold\":4,\"port\":8080,"
                        + "\"http\":{\"host\":\"h\",\"path\":\"/z\",\"match\":{\"statusCodes\":["
                        + "{\"start\":200,\"end\":299},{\"start\":401,\"end\":401}]}}}");
        assertThat(probe(prefix + "interval: soon, " + prefix + "port: '-1'")).isEqualTo("none");
    }

    @Test
    void sessions_and_firewalls_are_those_of_the_routes_of_their_ingress() {
        String cookie = "appgw.ingress.kubernetes.io/cookie-based-affinity: 'true', "
                + "appgw.ingress.kubernetes.io/waf-policy-for-path: /subscriptions/w";
        IngressMigration migration = migrate(
                AGC,
                SERVICES,
                service("blog", "web"),
                azure("shop", "a", A, cookie),
                azure("shop", "b", "b.example.com", ""),
                azure("blog", "c", "c.example.com", ""),
                azure("shop", "d", "", ""));
        assertThat(written(migration, "RoutePolicy"))
                .containsExactly("shop/a-example-com {\"targetRef\":{\"group\":\"gateway.networking.k8s.io\","
                        + "\"kind\":\"HTTPRoute\",\"name\":\"a-example-com\"},"
                        + "\"default\":{\"sessionAffinity\":{\"affinityType\":\"managed-cookie\"}}}");
        assertThat(written(migration, "WebApplicationFirewallPolicy"))
                .containsExactly("shop/a-example-com {\"targetRef\":{\"group\":\"gateway.networking.k8s.io\","
                        + "\"kind\":\"HTTPRoute\",\"name\":\"a-example-com\"},"
                        + "\"webApplicationFirewall\":{\"id\":\"/subscriptions/w\"}}");
        assertThat(written(
                        migrate(AGC, SERVICES, azure("shop", "a", A, ""), azure("shop", "d", "", cookie)),
                        "RoutePolicy"))
                .singleElement()
                .asString()
                .startsWith("shop/all-hosts ");
    }

    @Test
    void limits_stand_where_the_version_of_the_controller_reads_them() {
        MigrationTarget old = MigrationTarget.managed(AgcProfile.of("1.9").orElseThrow(), "web", "platform", "alb");
        String limit = "appgw.ingress.kubernetes.io/request-timeout: '20'";
        assertThat(written(migrate(old, SERVICES, azure("shop", "a", A, limit)), "RoutePolicy"))
                .singleElement()
                .asString()
                .endsWith("\"default\":{\"timeouts\":{\"routeTimeout\":\"20s\"}}}");
        assertThat(written(migrate(AGC, SERVICES, azure("shop", "a", A, limit)), "RoutePolicy"))
                .isEmpty();
        assertThat(written(migrate(old, SERVICES, azure("shop", "a", A, limit.replace("20", "0"))), "RoutePolicy"))
                .isEmpty();
    }

    @Test
    void spreading_over_pods_needs_a_version_that_has_it() {
        MigrationTarget old = MigrationTarget.managed(AgcProfile.of("1.7").orElseThrow(), "web", "platform", "alb");
        assertThat(written(migrate(AGC, SERVICES, root("load-balance", "ewma")), "BackendLoadBalancingPolicy"))
                .containsExactly("shop/web {\"targetRefs\":[{\"targetRef\":{\"group\":\"\",\"kind\":\"Service\","
                        + "\"name\":\"web\"}}],\"loadBalancing\":{\"strategy\":\"least-request\"}}");
        assertThat(written(migrate(old, SERVICES, root("load-balance", "ewma")), "BackendLoadBalancingPolicy"))
                .isEmpty();
    }

    @Test
    void client_certificates_are_asked_for_at_the_listeners_of_the_ingress() {
        String[] demand = {"auth-tls-secret", "certs/clients"};
        String asking = ingress("shop", "a", tls("s", A), A, path("/", "web"), demand);
        assertThat(written(migrate(AGC, SERVICES, asking), "FrontendTLSPolicy"))
                .containsExactly("shop/a {\"targetRef\":{\"group\":\"gateway.networking.k8s.io\",\"kind\":\"Gateway\","
                        + "\"name\":\"web\",\"sectionNames\":[\"https-a-example-com\"]},\"default\":{\"verify\":"
                        + "{\"caCertificateRef\":{\"name\":\"clients\",\"namespace\":\"certs\"}}}}");
        String elsewhere = ingress("blog", "b", "", "b.example.com", path("/", "web"));
        assertThat(written(
                        migrate(AGC, SERVICES, service("blog", "web"), asking.replace("certs/", "blog/"), elsewhere),
                        "FrontendTLSPolicy"))
                .as("the Gateway lives in the first namespace, and its policy with it")
                .singleElement()
                .asString()
                .startsWith("blog/a ")
                .endsWith("{\"caCertificateRef\":{\"name\":\"clients\"}}}}");
        assertThat(written(
                        migrate(AGC, SERVICES, ingress("shop", "a", "", A, path("/", "web"), demand)),
                        "FrontendTLSPolicy"))
                .as("nothing to ask without TLS")
                .isEmpty();
        assertThat(written(
                        migrate(
                                AGC,
                                SERVICES,
                                ingress("shop", "a", tls("star", "*.example.com"), A, path("/", "web"), demand)),
                        "FrontendTLSPolicy"))
                .hasSize(1);
    }

    @Test
    void only_routes_with_backends_of_its_own_namespace_are_those_of_an_ingress() {
        IngressMigration migration = migrate(
                AGC,
                SERVICES,
                service("blog", "web"),
                ingress("shop", "a", tls("s", A), A, path("/", "web"), "affinity", "cookie"),
                ingress("blog", "b", "", A, path("/blog", "web")));
        assertThat(migration.objects().ofKind("gateway.networking.k8s.io", "HTTPRoute"))
                .hasSizeGreaterThan(2);
        assertThat(written(migration, "RoutePolicy")).singleElement().asString().startsWith("shop/a-example-com");
        assertThat(written(
                        migrate(
                                AGC,
                                SERVICES,
                                ingress(
                                        "shop",
                                        "a",
                                        tls("s", A),
                                        A,
                                        path("/", "web"),
                                        "auth-tls-secret",
                                        "shop/ca",
                                        "server-alias",
                                        "b.example.com")),
                        "FrontendTLSPolicy"))
                .as("other names of the server ask too")
                .singleElement()
                .asString()
                .contains("[\"https-a-example-com\",\"https-b-example-com\"]");
    }

    // Knowledge

    @Test
    void a_statement_is_found_by_its_subject() {
        AgicKnowledge knowledge = AgicKnowledge.shipped();
        List<AgicKnowledge.Statement> statements = knowledge.statements();
        for (AgicKnowledge.Statement statement : statements) {
            assertThat(knowledge.says(statement.about())).isEqualTo(statement.says());
        }
        assertThat(knowledge).hasToString(statements.size() + " statements, as of " + knowledge.asOf());
    }
}
