package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.NginxSamples.AGC;
import static io.github.windlass4j.gateway.migrate.NginxSamples.STANDARD;
import static io.github.windlass4j.gateway.migrate.NginxSamples.ingress;
import static io.github.windlass4j.gateway.migrate.NginxSamples.losses;
import static io.github.windlass4j.gateway.migrate.NginxSamples.migrate;
import static io.github.windlass4j.gateway.migrate.NginxSamples.migrateShop;
import static io.github.windlass4j.gateway.migrate.NginxSamples.path;
import static io.github.windlass4j.gateway.migrate.NginxSamples.service;
import static io.github.windlass4j.gateway.migrate.NginxSamples.tls;
import static io.github.windlass4j.gateway.migrate.NginxSamples.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.manifest.object.Manifests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What charts and clusters write that no example of the documents does. */
class RealWorldIngressTest {
    private static final String HOST = "a.example.com";
    private static final String WEB = service("shop", "web");

    private static String plainAnswer(String path, String... documents) {
        GatewaySet set = GatewaySet.of(Manifests.read(String.join("", documents), "in.yaml"));
        return IngressSimulator.of(set, set.ingresses())
                .decide(Request.get("http://" + path))
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hello/?(.*)", "/hello/*(.*)", "/hello/{0,1}(.*)"})
    void a_slash_that_may_be_missing_is_no_part_of_the_prefix(String path) {
        IngressMigration migration = migrateShop(tls("s", HOST), path, "rewrite-target", "/$1", "use-regex", "true");
        assertThat(migration.prove().differences())
                .filteredOn(difference -> difference.request().path().equals("/hellobar"))
                .allSatisfy(difference -> assertThat(difference.loss()).isPresent());
        assertThat(migration.prove().holds()).isTrue();
    }

    @Test
    void an_alias_that_is_an_expression_is_lost_and_one_that_is_a_name_is_not() {
        IngressMigration migration =
                migrateShop("", "/", "server-alias", "~^www[0-9]\\.example\\.com$, B.example.com, su:b");
        assertThat(migration.annotations())
                .filteredOn(report -> report.annotation().endsWith("server-alias"))
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.status()).isEqualTo(AnnotationCatalog.Status.LOST);
                    assertThat(report.what()).endsWith(": ~^www[0-9]\\.example\\.com$, su:b");
                });
        assertThat(written(migration, "HTTPRoute").toString())
                .contains("b.example.com")
                .doesNotContain("www")
                .doesNotContain("su:b");
        assertThat(migration.prove().holds()).isTrue();
    }

    @Test
    void an_alias_with_a_star_is_for_names_of_any_depth() {
        String objects = ingress("shop", "a", "", HOST, path("/", "web"), "server-alias", "*.b.example.com");
        assertThat(plainAnswer("x.b.example.com/", WEB, objects)).contains("shop/web");
        assertThat(plainAnswer("y.x.b.example.com/", WEB, objects)).contains("shop/web");
        assertThat(plainAnswer("b.example.com/", WEB, objects)).isEqualTo("404");
        assertThat(migrateShop("", "/", "server-alias", "*.b.example.com")
                        .prove()
                        .holds())
                .isTrue();
    }

    @Test
    void values_of_cors_that_no_route_can_have_are_lost_and_not_written() {
        IngressMigration migration = migrateShop(
                "",
                "/",
                "enable-cors",
                "true",
                "cors-max-age",
                "0",
                "cors-allow-methods",
                "GET, BREW",
                "cors-allow-origin",
                "a.example.org, https://b.example.org");
        assertThat(migration.annotations())
                .filteredOn(report -> report.status() == AnnotationCatalog.Status.LOST)
                .extracting(report -> report.annotation().substring("nginx.ingress.kubernetes.io/".length()) + ": "
                        + report.what().substring(report.what().lastIndexOf(": ") + 2))
                .contains("cors-allow-methods: BREW", "cors-allow-origin: a.example.org")
                .anyMatch(text -> text.startsWith("cors-max-age: "));
        assertThat(written(migration, "HTTPRoute").toString())
                .contains("\"allowMethods\":[\"GET\"]")
                .contains("\"allowOrigins\":[\"https://b.example.org\"]")
                .doesNotContain("maxAge");
        assertThat(written(
                                migrateShop("", "/", "enable-cors", "true", "cors-allow-origin", "a.example.org"),
                                "HTTPRoute")
                        .toString())
                .as("nobody is allowed anything")
                .doesNotContain("cors");
    }

    @Test
    void a_rewrite_to_the_root_that_is_lost_explains_what_the_backend_sees() {
        IngressMigration migration = migrateShop("", "/shop(/|$)(.*)", "rewrite-target", "/$1");
        assertThat(migration.prove().differences())
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.loss()).isPresent());
    }

    @Test
    void a_tls_section_without_a_secret_sends_plain_requests_to_https() {
        String objects = ingress("shop", "a", "{hosts: [" + HOST + "]}", HOST, path("/", "web"));
        assertThat(plainAnswer(HOST + "/x", WEB, objects)).isEqualTo("308 to https://a.example.com/x");
        IngressMigration migration = migrate(STANDARD, WEB, objects);
        assertThat(written(migration, "HTTPRoute"))
                .singleElement()
                .asString()
                .contains("\"requestRedirect\":{\"scheme\":\"https\",\"statusCode\":308}");
        assertThat(losses(migration, Loss.Aspect.OWN_CERTIFICATE)).contains("OWN_CERTIFICATE " + HOST);
        assertThat(migration.prove().holds()).isTrue();
    }

    @Test
    void the_section_counts_for_every_host_of_its_ingress_and_for_none_without_a_name() {
        String two = """
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {namespace: shop, name: two}
                spec:
                  ingressClassName: nginx
                  tls: [{hosts: [a.example.com], secretName: s}]
                  rules:
                    - {host: a.example.com, http: {paths: [%1$s]}}
                    - {host: b.example.com, http: {paths: [%1$s]}}
                    - {http: {paths: [%1$s]}}
                """.formatted(path("/", "web"));
        assertThat(plainAnswer("b.example.com/", WEB, two)).isEqualTo("308 to https://b.example.com/");
        assertThat(plainAnswer("c.example.com/", WEB, two)).startsWith("[1/1 to Service shop/web:80");
        assertThat(migrate(STANDARD, WEB, two).prove().holds()).isTrue();
    }

    @Test
    void the_first_section_of_a_host_decides_though_it_names_no_secret() {
        String first = ingress("shop", "a", "{hosts: [" + HOST + "]}", HOST, path("/", "web"));
        String second = ingress("shop", "b", tls("s", HOST), HOST, path("/b", "web"));
        IngressMigration migration = migrate(STANDARD, WEB, first, second);
        assertThat(written(migration, "Gateway")).singleElement().asString().doesNotContain("certificateRefs");
        assertThat(migration.prove().holds()).isTrue();
    }

    @Test
    void a_name_without_a_certificate_has_that_of_the_wildcard() {
        String wildcard = ingress("shop", "a", tls("wild", "*.example.com"), "*.example.com", path("/", "web"));
        String name = ingress("shop", "b", "", "api.example.com", path("/", "web"));
        String deeper = ingress("shop", "c", "", "v1.api.example.com", path("/", "web"));
        assertThat(plainAnswer("api.example.com/x", WEB, wildcard, name)).isEqualTo("308 to https://api.example.com/x");
        assertThat(plainAnswer("v1.api.example.com/x", WEB, wildcard, deeper))
                .startsWith("[1/1 to Service shop/web:80");
        IngressMigration migration = migrate(STANDARD, WEB, wildcard, name);
        assertThat(written(migration, "Gateway"))
                .singleElement()
                .asString()
                .contains("\"hostname\":\"api.example.com\",\"port\":443,\"protocol\":\"HTTPS\","
                        + "\"tls\":{\"certificateRefs\":[{\"name\":\"wild\"}]}");
        assertThat(losses(migration, Loss.Aspect.OWN_CERTIFICATE)).doesNotContain("OWN_CERTIFICATE api.example.com");
        assertThat(migration.prove().holds()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"extensions/v1beta1", "networking.k8s.io/v1beta1"})
    void an_ingress_of_an_old_version_is_named(String version) {
        IngressMigration migration = migrate(STANDARD, """
                apiVersion: %s
                kind: Ingress
                metadata: {name: old, namespace: shop, annotations: {kubernetes.io/ingress.class: nginx}}
                spec: {rules: [{host: a.example.com, http: {paths: [{path: /, backend: {serviceName: web, servicePort: 80}}]}}]}
                """.formatted(version));
        assertThat(migration.left()).hasSize(1);
        assertThat(migration.losses())
                .filteredOn(loss -> loss.aspect() == Loss.Aspect.OLD_VERSION)
                .singleElement()
                .extracting(Loss::what)
                .isEqualTo("Ingress shop/old is of " + version + " (want networking.k8s.io/v1): not read");
    }

    @Test
    void annotations_of_other_tools_are_named() {
        String objects = ingress(
                "nginx",
                "shop/a",
                "cert-manager.io/cluster-issuer: letsencrypt, kubectl.kubernetes.io/last-applied-configuration: x",
                tls("s", HOST),
                HOST,
                path("/", "web"));
        assertThat(migrate(STANDARD, WEB, objects).annotations())
                .singleElement()
                .hasToString("UNKNOWN Ingress shop/a cert-manager.io/cluster-issuer=letsencrypt: "
                        + "another tool's: what it does for this Ingress ends");
    }

    @Test
    void what_takes_the_place_of_an_annotation_is_said_for_the_target() {
        String objects = ingress("shop", "a", "", HOST, path("/", "web"), "affinity", "cookie");
        assertThat(migrate(AGC, WEB, objects).annotations())
                .singleElement()
                .extracting(AnnotationReport::what)
                .isEqualTo("RoutePolicy with a managed cookie, or with the named one as an application cookie");
        assertThat(migrate(STANDARD, WEB, objects).annotations())
                .singleElement()
                .extracting(AnnotationReport::what)
                .isEqualTo(
                        "sessionPersistence is experimental in Gateway API: requests of one session may reach several pods");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", ports: [{port: 443}]"})
    void a_service_that_is_only_a_name_is_served_on_any_port_before(String ports) {
        String external = "---\n{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, "
                + "spec: {type: ExternalName, externalName: legacy.example.net" + ports + "}}\n";
        String objects = ingress("shop", "a", "", HOST, path("/app", "web"));
        assertThat(plainAnswer(HOST + "/app", external, objects))
                .isEqualTo("[1/1 to Service shop/web:80 as a.example.com/app]");
        IngressMigration migration = migrate(STANDARD, external, objects);
        assertThat(migration.losses())
                .filteredOn(loss -> loss.aspect() == Loss.Aspect.EXTERNAL_NAME)
                .extracting(Loss::toString)
                .containsExactly("EXTERNAL_NAME at a.example.com/app: Service shop/web stands for legacy.example.net: "
                        + "whether requests are sent there is up to the implementation");
        assertThat(migration.prove().holds()).isTrue();
    }
}
