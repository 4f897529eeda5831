package io.github.windlass4j.gateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.agc.AgcLint;
import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.migrate.AnnotationCatalog.Status;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.object.Manifests;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngressMigrationTest {
    private static final String SERVICES = """
            {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{name: http, port: 80}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: next}, spec: {ports: [{name: http, port: 8080}]}}
            ---
            """;

    private static String ingress(
            String name, String annotations, String host, String path, String type, String service) {
        return """
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: %s, annotations: {%s}}
                spec:
                  ingressClassName: nginx
                  rules:
                  - host: "%s"
                    http:
                      paths:
                      - {path: '%s', pathType: %s, backend: {service: {name: %s, port: {name: http}}}}
                ---
                """.formatted(name, annotations, host, path, type, service);
    }

    private static String nginx(String... pairs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            text.append(i == 0 ? "" : ", ")
                    .append("nginx.ingress.kubernetes.io/" + pairs[i] + ": '" + pairs[i + 1] + "'");
        }
        return text.toString();
    }

    private static IngressMigration migrate(String yaml) {
        return IngressMigration.of(
                GatewaySet.of(Manifests.read(SERVICES + yaml, "in.yaml")), MigrationTarget.standard("web", "any"));
    }

    private static IngressMigration proved(String yaml) {
        IngressMigration migration = migrate(yaml);
        assertThat(migration.prove().differences())
                .filteredOn(difference -> difference.loss().isEmpty())
                .isEmpty();
        assertThat(migration.prove().requests()).isPositive();
        return migration;
    }

    private static Map<String, Status> statuses(IngressMigration migration) {
        return migration.annotations().stream()
                .collect(Collectors.toMap(
                        report -> report.annotation()
                                .substring(report.annotation().indexOf('/') + 1),
                        AnnotationReport::status));
    }

    private static List<HttpRoute> routes(IngressMigration migration) {
        return migration.objects().ofKind("gateway.networking.k8s.io", "HTTPRoute").stream()
                .map(HttpRoute::new)
                .toList();
    }

    @Test
    void a_named_port_becomes_its_number() {
        HttpRoute route = routes(proved(ingress("a", "", "a.example.com", "/", "Prefix", "next")))
                .get(0);
        assertThat(route.rules().get(0).backendRefs().get(0).port()).hasValue(8080);
    }

    @Test
    void a_canary_becomes_weights_of_the_same_rule() {
        IngressMigration migration = proved(ingress("a", "", "a.example.com", "/", "Prefix", "web")
                + ingress("b", nginx("canary", "true", "canary-weight", "20"), "a.example.com", "/", "Prefix", "next"));
        assertThat(routes(migration))
                .singleElement()
                .satisfies(route -> assertThat(route.rules().get(0).backendRefs())
                        .extracting(backend -> backend.weight())
                        .containsExactly(20, 80));
    }

    @Test
    void the_way_to_the_application_takes_the_root_from_a_canary_too() {
        proved(ingress("a", nginx("app-root", "/app"), "a.example.com", "/foo", "Prefix", "web")
                + ingress("b", "", "a.example.com", "/", "Exact", "next")
                + ingress(
                        "c", nginx("canary", "true", "canary-by-header", "X-C"), "a.example.com", "/", "Exact", "web"));
    }

    @Test
    void a_canary_by_header_and_cookie_decides_in_that_order() {
        proved(ingress("a", "", "a.example.com", "/", "Prefix", "web")
                + ingress(
                        "b",
                        nginx(
                                "canary",
                                "true",
                                "canary-by-header",
                                "X-C",
                                "canary-by-cookie",
                                "ck",
                                "canary-weight",
                                "5"),
                        "a.example.com",
                        "/",
                        "Prefix",
                        "next"));
    }

    @Test
    void a_rewrite_with_groups_becomes_the_replacement_of_a_prefix() {
        IngressMigration migration = proved(ingress(
                "a",
                nginx("rewrite-target", "/$2", "use-regex", "true"),
                "a.example.com",
                "/foo(/|$)(.*)",
                "Prefix",
                "web"));
        assertThat(migration.objects().toYaml()).contains("ReplacePrefixMatch").contains("value: /foo\n");
        assertThat(migration.losses())
                .extracting(Loss::aspect)
                .contains(Loss.Aspect.LETTER_CASE)
                .doesNotContain(Loss.Aspect.REWRITE);
        assertThat(migration.prove().differences())
                .anyMatch(difference -> difference.request().path().equals("/FOO"));
    }

    @Test
    void the_path_itself_keeps_the_slash_that_the_replacement_of_a_prefix_leaves_out() {
        for (List<String> pair : List.of(List.of("/foo(/|$)(.*)", "/new/$2"), List.of("/foo/?(.*)", "/new/$1"))) {
            IngressMigration migration = proved(
                    ingress("a", nginx("rewrite-target", pair.get(1)), "a.example.com", pair.get(0), "Prefix", "web"));
            assertThat(routes(migration).get(0).rules())
                    .extracting(rule -> rule.matches().get(0).path().type() + " "
                            + rule.filters().get(0).fields())
                    .satisfiesExactly(
                            alone -> assertThat(alone).startsWith("Exact ").contains("ReplaceFullPath"),
                            below -> assertThat(below).startsWith("PathPrefix ").contains("ReplacePrefixMatch"));
        }
        for (List<String> pair : List.of(List.of("/foo(/|$)(.*)", "/$2"), List.of("/foo/(.*)", "/new/$1"))) {
            IngressMigration migration = proved(
                    ingress("a", nginx("rewrite-target", pair.get(1)), "a.example.com", pair.get(0), "Prefix", "web"));
            assertThat(routes(migration).get(0).rules()).hasSize(1);
        }
    }

    @Test
    void which_expression_goes_first_may_decide_between_a_redirect_and_a_backend() {
        String[] away = {"rewrite-target", "/new/$1", "temporal-redirect", "http://t.example.com/q"};
        proved(ingress("a", nginx(away), "a.example.com", "/foo/?(.*)", "Prefix", "web")
                + ingress("b", "", "a.example.com", "/foo/(a|b)", "Prefix", "next"));
    }

    @Test
    void a_rewrite_that_gateway_api_cannot_say_is_lost_and_shown() {
        IngressMigration migration = proved(
                ingress("a", nginx("rewrite-target", "/$1/x/$2"), "a.example.com", "/(a+)/(b+)", "Prefix", "web"));
        assertThat(statuses(migration)).containsEntry("rewrite-target", Status.LOST);
    }

    @Test
    void app_root_goes_before_the_way_to_tls() {
        String yaml = ingress("a", nginx("app-root", "/app"), "a.example.com", "/", "Prefix", "web")
                .replace("  rules:", "  tls: [{hosts: [a.example.com], secretName: cert}]\n  rules:");
        IngressSimulator simulator = simulator(yaml);
        assertThat(simulator.decide(Request.get("http://a.example.com/")))
                .hasToString("302 to http://a.example.com/app");
        assertThat(simulator.decide(Request.get("http://a.example.com/x")))
                .hasToString("308 to https://a.example.com/x");
        proved(yaml);
    }

    @Test
    void a_default_backend_serves_the_hosts_of_its_rules_only() {
        String yaml = ingress("a", "", "a.example.com", "/api", "Prefix", "web")
                .replace("  rules:", "  defaultBackend: {service: {name: next, port: {number: 8080}}}\n  rules:");
        IngressSimulator simulator = simulator(yaml);
        assertThat(simulator.decide(Request.get("http://a.example.com/x")).toString())
                .contains("next:8080");
        assertThat(simulator.decide(Request.get("http://b.example.com/x"))).hasToString("404");
        proved(yaml);
    }

    @Test
    void one_rewrite_makes_every_path_of_its_host_an_expression() {
        String yaml = ingress("a", "", "a.example.com", "/foo", "Exact", "web")
                + ingress("b", nginx("rewrite-target", "/x"), "a.example.com", "/bar", "Prefix", "next");
        assertThat(simulator(yaml)
                        .decide(Request.get("http://a.example.com/FOObar"))
                        .toString())
                .contains("default/web");
        proved(yaml);
    }

    private static IngressSimulator simulator(String yaml) {
        GatewaySet set = GatewaySet.of(Manifests.read(SERVICES + yaml, "in.yaml"));
        return IngressSimulator.of(set, set.ingresses());
    }

    @Test
    void every_annotation_is_accounted_for() {
        Map<String, Status> statuses = statuses(migrate(ingress(
                "a",
                nginx(
                        "limit-rps", "5",
                        "enable-cors", "false",
                        "permanent-redirect", "/relative",
                        "canary-weight", "5",
                        "nobody-knows", "x",
                        "upstream-vhost", "internal.local",
                        "backend-protocol", "HTTPS"),
                "a.example.com",
                "/",
                "Prefix",
                "web")));
        assertThat(statuses)
                .containsEntry("limit-rps", Status.LOST)
                .containsEntry("enable-cors", Status.NO_EFFECT)
                .containsEntry("permanent-redirect", Status.NO_EFFECT)
                .containsEntry("canary-weight", Status.NO_EFFECT)
                .containsEntry("nobody-knows", Status.UNKNOWN)
                .containsEntry("upstream-vhost", Status.CONVERTED)
                .containsEntry("backend-protocol", Status.LOST);
    }

    @Test
    void ingresses_of_other_controllers_are_left_alone() {
        IngressMigration migration = migrate(ingress("a", "", "a.example.com", "/", "Prefix", "web")
                .replace("ingressClassName: nginx", "ingressClassName: traefik"));
        assertThat(migration.left()).hasSize(1);
        assertThat(migration.objects().resources()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:80", "a/b", "Shop.example.com", "10.0.0.1", "a..b", "*", "shop.*.com", "-a.example.com"})
    void ingresses_with_a_host_that_the_api_server_refuses_are_left_alone(String host) {
        IngressMigration migration = migrate(ingress("a", "", host, "/", "Prefix", "web"));
        assertThat(migration.left()).hasSize(1);
        assertThat(migration.objects().resources()).isEmpty();
        assertThat(migration.losses()).first().satisfies(loss -> {
            assertThat(loss.aspect()).isEqualTo(Loss.Aspect.REFUSED_HOST);
            assertThat(loss.host()).contains(host);
            assertThat(loss.what()).contains("spec.rules[0].host: ");
        });
        assertThat(migration.prove().holds()).isTrue();
    }

    @Test
    void application_gateway_annotations_become_its_policies_and_keep_its_rules() {
        String azure = "appgw.ingress.kubernetes.io/";
        String yaml = ingress(
                        "a",
                        azure + "health-probe-path: /healthz, " + azure + "health-probe-interval: '10', " + azure
                                + "cookie-based-affinity: 'true', " + azure + "backend-path-prefix: /v2, " + azure
                                + "use-private-ip: 'true', " + azure + "request-timeout: '20'",
                        "a.example.com",
                        "/app/*",
                        "ImplementationSpecific",
                        "web")
                .replace("ingressClassName: nginx", "ingressClassName: azure-application-gateway");
        AgcProfile profile = AgcProfile.newest();
        GatewaySet set = GatewaySet.of(Manifests.read(SERVICES + yaml, "in.yaml"));
        IngressMigration migration =
                IngressMigration.of(set, MigrationTarget.managed(profile, "web", "platform", "alb"));
        assertThat(migration.objects().resources())
                .extracting(resource -> resource.kind())
                .containsExactly("Gateway", "HTTPRoute", "RoutePolicy", "HealthCheckPolicy");
        assertThat(migration.objects().toYaml())
                .contains("replacePrefixMatch: /v2")
                .contains("request: \"20s\"");
        assertThat(statuses(migration))
                .containsEntry("use-private-ip", Status.LOST)
                .containsEntry("health-probe-path", Status.REPLACED);
        assertThat(AgcLint.of(profile)
                        .check(migration.objects().plus(Manifests.of(set.ofKind("", "Service"))))
                        .findings())
                .isEmpty();
    }

    @Test
    void an_older_controller_gets_what_it_knows_and_the_rest_is_reported() {
        String yaml = ingress(
                        "a",
                        nginx("proxy-read-timeout", "30", "permanent-redirect-code", "308", "enable-cors", "true"),
                        "a.example.com",
                        "/",
                        "Prefix",
                        "web")
                .replace("  rules:", "  tls: [{hosts: [a.example.com], secretName: cert}]\n  rules:");
        AgcProfile profile = AgcProfile.of("1.9").orElseThrow();
        GatewaySet set = GatewaySet.of(Manifests.read(SERVICES + yaml, "in.yaml"));
        IngressMigration migration =
                IngressMigration.of(set, MigrationTarget.bringYourOwn(profile, "web", "/subscriptions/...", "front"));
        assertThat(migration.objects().toYaml())
                .contains("routeTimeout: \"30s\"")
                .contains("statusCode: 301")
                .doesNotContain("cors:");
        assertThat(statuses(migration)).containsEntry("enable-cors", Status.LOST);
        assertThat(migration.losses()).extracting(Loss::aspect).contains(Loss.Aspect.REDIRECT_CODE);
        assertThat(migration.prove().holds()).isTrue();
        assertThat(AgcLint.of(profile).check(migration.objects()).findings()).isEmpty();
    }

    @Test
    void objects_of_any_shape_end_with_a_migration() {
        for (String spec : List.of(
                "null",
                "[]",
                "{rules: 3}",
                "{rules: [null, {http: []}, {http: {paths: [1, {path: 7}]}}]}",
                "{rules: [{host: '\"', http: {paths: [{path: '(((', backend: {service: {name: web}}}]}}], tls: [[]]}")) {
            String yaml = "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a, annotations: {"
                    + nginx("rewrite-target", "$host/$9", "canary-weight", "99999999999") + "}}, spec: " + spec + "}";
            assertThat(migrate(yaml).prove()).isNotNull();
        }
    }

    @Property(tries = 30)
    void routes_do_what_the_ingresses_did_but_for_reported_losses(@ForAll("ingresses") List<String> ingresses) {
        IngressMigration migration = proved(String.join("", ingresses));
        GatewayRelease release = GatewayRelease.shipped(Channel.STANDARD);
        migration
                .objects()
                .resources()
                .forEach(object ->
                        assertThat(release.schemas().create(object).errors()).isEmpty());
        assertThat(migrate(String.join("", ingresses)).objects().toYaml())
                .isEqualTo(migration.objects().toYaml());
    }

    @Provide
    Arbitrary<List<String>> ingresses() {
        Arbitrary<String> hosts = Arbitraries.of("a.example.com", "b.example.com", "*.example.com", "");
        Arbitrary<String> paths = Arbitraries.of("/", "/foo", "/foo/", "/foo/bar", "/x", "/foo(/|$)(.*)", "/x/(.*)");
        Arbitrary<String> types = Arbitraries.of("Exact", "Prefix", "ImplementationSpecific");
        Arbitrary<String> services = Arbitraries.of("web", "next", "missing");
        Arbitrary<String> annotations = Arbitraries.of(
                "",
                "",
                nginx("use-regex", "true"),
                nginx("rewrite-target", "/bar"),
                nginx("rewrite-target", "/$2"),
                nginx("rewrite-target", "/in/$1"),
                nginx("rewrite-target", "/in/$2"),
                nginx("app-root", "/app"),
                nginx("permanent-redirect", "https://x.example.com/p"),
                nginx("force-ssl-redirect", "true"),
                nginx("server-alias", "c.example.com"),
                nginx("from-to-www-redirect", "true"),
                nginx("upstream-vhost", "internal.local"),
                nginx("canary", "true", "canary-weight", "30"),
                nginx("canary", "true", "canary-by-header", "X-C"));
        Arbitrary<Boolean> tls = Arbitraries.of(true, false);
        return Combinators.combine(hosts, paths, types, services, annotations, tls)
                .as((host, path, type, service, annotation, secured) -> ingress(
                                "NAME", annotation, host, path, type, service)
                        .replace(
                                "  rules:",
                                secured && !host.isEmpty()
                                        ? "  tls: [{hosts: ['" + host + "'], secretName: cert}]\n  rules:"
                                        : "  rules:"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(list -> IntStream.range(0, list.size())
                        .mapToObj(i -> list.get(i).replace("NAME", "i" + i))
                        .toList());
    }
}
