package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.NginxSamples.AGC;
import static io.github.windlass4j.gateway.migrate.NginxSamples.STANDARD;
import static io.github.windlass4j.gateway.migrate.NginxSamples.ingress;
import static io.github.windlass4j.gateway.migrate.NginxSamples.losses;
import static io.github.windlass4j.gateway.migrate.NginxSamples.migrate;
import static io.github.windlass4j.gateway.migrate.NginxSamples.path;
import static io.github.windlass4j.gateway.migrate.NginxSamples.service;
import static io.github.windlass4j.gateway.migrate.NginxSamples.tls;
import static io.github.windlass4j.gateway.migrate.NginxSamples.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.migrate.Loss.Aspect;
import io.github.windlass4j.gateway.route.Request;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerWriterTest {
    private static final String SERVICES = service("shop", "web") + service("shop", "next");
    private static final String A = "a.example.com";

    private static IngressMigration proved(MigrationTarget target, String... documents) {
        IngressMigration migration = migrate(target, SERVICES + String.join("", documents));
        assertThat(migration.prove().differences())
                .filteredOn(difference -> difference.loss().isEmpty())
                .isEmpty();
        return migration;
    }

    private static IngressMigration proved(String... documents) {
        return proved(STANDARD, documents);
    }

    private static String root(String name, String tls, String host, String... annotations) {
        return ingress("shop", name, tls, host, path("/", "web"), annotations);
    }

    private static List<String> listeners(IngressMigration migration) {
        return written(migration, "Gateway").stream()
                .flatMap(gateway -> List.of(gateway.split("\\{\"name\":")).stream())
                .filter(part -> part.contains("\"protocol\""))
                .map(part -> part.substring(1, part.indexOf('"', 1)))
                .toList();
    }

    // Certificates

    @Test
    void an_entry_for_a_wildcard_serves_the_hosts_below_it() {
        IngressMigration migration = proved(root("a", tls("star", "*.example.com"), A));
        assertThat(listeners(migration)).containsExactly("http", "https-a-example-com");
        assertThat(losses(migration, Aspect.OWN_CERTIFICATE)).containsOnly("OWN_CERTIFICATE ");
        assertThat(listeners(proved(root("a", tls("star", "*.example.com"), "a.b.example.com"))))
                .as("a wildcard stands for one label")
                .containsExactly("http");
        assertThat(listeners(proved(root("a", "{secretName: any}", A)))).hasSize(2);
        assertThat(listeners(proved(root("a", tls("other", "b.example.com"), A))))
                .containsExactly("http");
        assertThat(listeners(proved(root("a", "{secretName: any}", "")))).containsExactly("http");
    }

    @Test
    void the_entry_that_names_the_host_goes_before_one_that_only_fits() {
        String both = tls("star", "*.example.com") + ", " + tls("own", A);
        assertThat(written(proved(root("a", both, A)), "Gateway").get(0))
                .contains("\"certificateRefs\":[{\"name\":\"own\"}]");
        assertThat(listeners(proved(root("a", tls("star", "*.example.com") + ", {hosts: ['" + A + "']}", A))))
                .as("the named entry has no Secret, so the controller's own certificate serves")
                .containsExactly("http");
    }

    @Test
    void a_secret_that_is_there_serves_the_hosts_that_its_certificate_names() {
        Issued issued = Mint.seeded(5).root("Root").issueLeaf("*.example.com");
        String secret = "---\n{apiVersion: v1, kind: Secret, metadata: {name: star, namespace: shop}, "
                + "type: kubernetes.io/tls, stringData: {tls.crt: \""
                + issued.chainPem().replace("\n", "\\n")
                + "\", tls.key: \"" + issued.privateKeyPem().replace("\n", "\\n") + "\"}}\n";
        assertThat(listeners(proved(secret, root("a", "{secretName: star}", A))))
                .hasSize(2);
        assertThat(listeners(proved(secret, root("a", tls("star", "b.example.com"), A))))
                .as("what the entry says does not matter")
                .hasSize(2);
        assertThat(listeners(proved(secret, root("a", "{secretName: star}", "a.example.org"))))
                .containsExactly("http");
        assertThat(listeners(proved(secret, root("a", "{secretName: star}", "*.example.com"))))
                .hasSize(2);
    }

    @Test
    void without_a_certificate_the_controllers_own_is_lost() {
        assertThat(losses(proved(root("a", "", A)), Aspect.OWN_CERTIFICATE))
                .containsExactly("OWN_CERTIFICATE ", "OWN_CERTIFICATE " + A, "OWN_CERTIFICATE ");
    }

    // Hosts

    @Test
    void a_wildcard_and_a_path_that_nobody_takes_are_told() {
        IngressMigration migration =
                proved(root("a", "", "*.example.com"), ingress("shop", "b", "", A, path("/only", "next")));
        assertThat(losses(migration, Aspect.WILDCARD)).containsExactly("WILDCARD *.example.com");
        assertThat(losses(migration, Aspect.HOST_FALLTHROUGH)).containsExactly("HOST_FALLTHROUGH " + A);
        assertThat(losses(proved(root("a", "", "b.example.com"), root("b", "", A)), Aspect.HOST_FALLTHROUGH))
                .isEmpty();
        assertThat(losses(
                        proved(root("a", "", ""), root("b", "", A), root("c", "", "*.x.example.com")),
                        Aspect.HOST_FALLTHROUGH))
                .containsExactly("HOST_FALLTHROUGH *.x.example.com", "HOST_FALLTHROUGH " + A);
        assertThat(losses(
                        proved(root("a", "", "*.example.com"), root("b", "", "*.x.example.com")),
                        Aspect.HOST_FALLTHROUGH))
                .containsExactly("HOST_FALLTHROUGH *.x.example.com");
    }

    @Test
    void nothing_to_serve_makes_no_objects_and_says_so() {
        IngressMigration migration = proved(ingress(
                "shop",
                "a",
                "",
                A,
                path("/", "nobody")
                        .replace("service: {name: nobody, port: {number: 80}}", "resource: {kind: Bucket, name: b}")));
        assertThat(migration.objects().resources()).isEmpty();
        assertThat(losses(migration, Aspect.NOT_SERVED)).containsExactly("NOT_SERVED ", "NOT_SERVED " + A);
        assertThat(losses(proved(root("a", "", A)), Aspect.NOT_SERVED)).isEmpty();
    }

    @Test
    void locations_that_nginx_takes_for_one_are_not_known() {
        IngressMigration migration =
                proved(ingress("shop", "a", "", A, path("/x", "web") + ", " + path("/x/", "next")));
        assertThat(losses(migration, Aspect.UNKNOWN_BEFORE)).containsExactly("UNKNOWN_BEFORE " + A);
        assertThat(losses(proved(root("a", "", A)), Aspect.UNKNOWN_BEFORE)).isEmpty();
    }

    // The other name

    @Test
    void the_other_name_redirects_with_and_without_tls() {
        IngressMigration plain = proved(root("a", "", "www.example.com", "from-to-www-redirect", "true"));
        assertThat(written(plain, "HTTPRoute"))
                .anyMatch(route -> route.equals("shop/www-example-com-www {\"parentRefs\":[{\"name\":\"web\","
                        + "\"sectionName\":\"http\"}],\"hostnames\":[\"example.com\"],\"rules\":[{\"matches\":"
                        + "[{\"path\":{\"type\":\"PathPrefix\",\"value\":\"/\"}}],\"filters\":[{\"type\":"
                        + "\"RequestRedirect\",\"requestRedirect\":{\"hostname\":\"www.example.com\","
                        + "\"statusCode\":308}}]}]}"));
        assertThat(losses(plain, Aspect.OWN_CERTIFICATE)).contains("OWN_CERTIFICATE example.com");
        IngressMigration secured = proved(root("a", tls("s", A), A, "from-to-www-redirect", "true"));
        assertThat(listeners(secured)).containsExactly("http", "https-a-example-com", "https-www-a-example-com");
        assertThat(losses(secured, Aspect.OWN_CERTIFICATE)).doesNotContain("OWN_CERTIFICATE www." + A);
        assertThat(losses(secured, Aspect.REDIRECT_CODE)).isEmpty();
    }

    @Test
    void the_other_name_is_left_to_its_own_ingress() {
        IngressMigration migration =
                proved(root("a", "", A, "from-to-www-redirect", "true"), root("b", "", "www." + A));
        assertThat(written(migration, "HTTPRoute")).noneMatch(route -> route.contains("-www {"));
    }

    @Test
    void an_older_controller_redirects_the_other_name_with_another_status() {
        MigrationTarget old = MigrationTarget.managed(AgcProfile.of("1.9").orElseThrow(), "web", "platform", "alb");
        assertThat(losses(proved(old, root("a", "", A, "from-to-www-redirect", "true")), Aspect.REDIRECT_CODE))
                .containsExactly("REDIRECT_CODE www." + A);
    }

    // TLS that is passed through

    @Test
    void tls_is_passed_through_to_the_backend_of_the_root() {
        IngressMigration migration = proved(ingress(
                "shop",
                "a",
                tls("s", A),
                A,
                path("/api", "web") + ", " + path("/", "next"),
                "ssl-passthrough",
                "true"));
        assertThat(written(migration, "TLSRoute"))
                .containsExactly("shop/a-example-com-tls {\"parentRefs\":[{\"name\":\"web\","
                        + "\"sectionName\":\"tls-a-example-com\"}],\"hostnames\":[\"" + A + "\"],"
                        + "\"rules\":[{\"backendRefs\":[{\"name\":\"next\",\"port\":80}]}]}");
        assertThat(written(migration, "Gateway").get(0))
                .contains("{\"name\":\"tls-a-example-com\",\"hostname\":\"" + A + "\",\"port\":443,"
                        + "\"protocol\":\"TLS\",\"tls\":{\"mode\":\"Passthrough\"}");
        assertThat(listeners(migration)).containsExactly("http", "tls-a-example-com");
        assertThat(losses(migration, Aspect.PASSTHROUGH)).isEmpty();
        assertThat(losses(migration, Aspect.OWN_CERTIFICATE)).doesNotContain("OWN_CERTIFICATE " + A);
    }

    @Test
    void only_the_host_itself_is_passed_through_and_not_its_aliases() {
        String[] settings = {"ssl-passthrough", "true", "server-alias", "b.example.com"};
        IngressMigration migration = proved(root("a", tls("s", A), A, settings));
        assertThat(listeners(migration)).containsExactly("http", "tls-a-example-com", "https-b-example-com");
        assertThat(losses(proved(root("a", "", A, settings)), Aspect.OWN_CERTIFICATE))
                .contains("OWN_CERTIFICATE " + A);
    }

    @Test
    void a_root_that_is_exact_stands_behind_the_one_that_every_server_has() {
        String exact = path("/", "web").replace("Prefix", "Exact");
        IngressMigration migration = proved(ingress("shop", "a", tls("s", A), A, exact, "ssl-passthrough", "true"));
        assertThat(written(migration, "TLSRoute")).isEmpty();
        assertThat(listeners(migration)).containsExactly("http", "https-a-example-com");
    }

    @Test
    void where_it_cannot_be_passed_through_that_is_lost() {
        for (IngressMigration migration : List.of(
                proved(ingress("shop", "a", tls("s", A), A, path("/api", "web"), "ssl-passthrough", "true")),
                proved(AGC, root("a", tls("s", A), A, "ssl-passthrough", "true")))) {
            assertThat(losses(migration, Aspect.PASSTHROUGH)).containsExactly("PASSTHROUGH " + A);
            assertThat(listeners(migration)).containsExactly("http", "https-a-example-com");
            assertThat(written(migration, "TLSRoute")).isEmpty();
        }
        assertThat(proved(ingress("shop", "a", tls("s", A), A, path("/api", "web"), "ssl-passthrough", "true"))
                        .prove()
                        .differences())
                .as("what is passed through to the root that no Ingress wrote reaches nobody")
                .filteredOn(difference -> difference.request().transport() == Request.Transport.HTTPS
                        && difference.request().host().equals(A)
                        && difference.request().path().equals("/api"))
                .extracting(difference ->
                        difference.before().kind() + " " + difference.after().kind())
                .containsOnly("REFUSED FORWARDED");
        assertThat(losses(proved(root("a", "", "", "ssl-passthrough", "true")), Aspect.PASSTHROUGH))
                .containsExactly("PASSTHROUGH ");
    }
}
