package io.github.windlass4j.gateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.migrate.AgicKnowledge.Topic;
import io.github.windlass4j.gateway.migrate.AnnotationCatalog.Status;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.manifest.object.Manifests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each statement of {@link AgicKnowledge} by a request that shows it; and the objects made of the Ingress prove equal. */
class AgicSimulatorTest {
    private static final String HOST = "a.example.com";

    private static String ingress(String name, String annotations, String spec) {
        return AgicSamples.ingress(name, annotations, spec);
    }

    private static String rule(String host, String... paths) {
        return AgicSamples.rule(host, paths);
    }

    private static String path(String path, String type, String service) {
        return AgicSamples.path(path, type, service);
    }

    private static GatewaySet set(String yaml) {
        return GatewaySet.of(Manifests.read(AgicSamples.SERVICES + yaml, "in.yaml"));
    }

    private static String answer(String yaml, String url) {
        GatewaySet set = set(yaml);
        return AgicSimulator.of(set, set.ingresses()).decide(Request.get(url)).toString();
    }

    /** Where a request arrives, or what it is answered; and that nothing about the Ingresses is unexplained. */
    private static String proved(String yaml, String url) {
        migrated(yaml);
        return answer(yaml, url).replaceAll("^\\[1/1 to Service default/([a-z]+):[0-9]+ as (.*)]$", "$1 $2");
    }

    private static IngressMigration migrated(String yaml) {
        return migrated(yaml, MigrationTarget.standard("edge", "any"));
    }

    private static IngressMigration migrated(String yaml, MigrationTarget target) {
        IngressMigration migration = IngressMigration.of(set(yaml), target);
        assertThat(migration.prove().requests()).isPositive();
        assertThat(migration.prove().differences())
                .filteredOn(difference -> difference.loss().isEmpty())
                .isEmpty();
        return migration;
    }

    private static Status status(IngressMigration migration, String annotation) {
        return migration.annotations().stream()
                .filter(report -> report.annotation().endsWith("/" + annotation))
                .map(AnnotationReport::status)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void something_is_said_on_every_topic(Topic topic) {
        AgicKnowledge facts = AgicKnowledge.shipped();
        assertThat(facts.says(topic)).isNotBlank();
        assertThat(facts.statements())
                .filteredOn(statement -> statement.about() == topic)
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/foo,   Exact,                  /foo,     web /foo",
        "/foo,   Exact,                  /foo/,    502",
        "/foo*,  Exact,                  /foo,     web /foo",
        "/foo*,  Exact,                  /foo/x,   502",
        "/foo,   Exact,                  /FOO,     web /FOO",
        "/foo,   Prefix,                 /foo,     web /foo",
        "/foo,   Prefix,                 /foo/x,   web /foo/x",
        "/foo,   Prefix,                 /Foo/X,   web /Foo/X",
        "/foo,   Prefix,                 /foobar,  unknown",
        "/foo,   Prefix,                 /fo,      502",
        "/foo/,  Prefix,                 /foo,     unknown",
        "/foo/,  Prefix,                 /foo/,    web /foo/",
        "/foo,   ImplementationSpecific, /foo,     web /foo",
        "/foo,   ImplementationSpecific, /foo/x,   502",
        "/foo*,  ImplementationSpecific, /foobar,  web /foobar",
        "/foo/*, ImplementationSpecific, /foo/x,   web /foo/x",
        "/foo/*, ImplementationSpecific, /foo,     unknown",
        "/,      Exact,                  /x,       web /x",
        "/*,     Prefix,                 /x?q=1,   web /x?q=1",
        "/a/*/b, ImplementationSpecific, /other,   unknown"
    })
    void a_path_type_makes_a_pattern(String path, String type, String asked, String want) {
        assertThat(proved(ingress("a", "", rule(HOST, path(path, type, "web"))), "http://" + HOST + asked))
                .isEqualTo(want.replace("web ", "web " + HOST));
    }

    @Test
    void the_first_path_that_matches_decides() {
        String yaml = ingress(
                "a",
                "",
                rule(
                        HOST,
                        path("/foo", "Prefix", "web"),
                        path("/foo/bar", "Prefix", "next"),
                        path("/foo", "Prefix", "next")));
        assertThat(proved(yaml, "http://" + HOST + "/foo/bar/x")).startsWith("web ");
        assertThat(migrated(yaml).losses()).extracting(Loss::aspect).contains(Loss.Aspect.NEVER_REACHED);
    }

    @Test
    void ingresses_are_listed_by_namespace_and_name() {
        String yaml = ingress("z", "", rule(HOST, path("/foo/bar", "Prefix", "web")))
                + ingress("b", "", rule(HOST, path("/foo", "Prefix", "next")));
        assertThat(proved(yaml, "http://" + HOST + "/foo/bar")).startsWith("next ");
        assertThat(proved(yaml.replace("name: z,", "name: a,"), "http://" + HOST + "/foo/bar"))
                .startsWith("web ");
    }

    @Test
    void the_last_default_stays_and_a_path_is_one_before_the_default_backend() {
        String yaml = ingress("a", "", rule(HOST, path("/", "Prefix", "web")))
                + ingress(
                        "b", "", rule(HOST, path("/x", "Exact", "web"), path("/*", "ImplementationSpecific", "next")));
        assertThat(proved(yaml, "http://" + HOST + "/other")).startsWith("next ");
        String fallback = "defaultBackend: {service: {name: next, port: {number: 8080}}}, ";
        assertThat(proved(ingress("a", "", fallback + rule(HOST, path("/x", "Exact", "web"))), "http://" + HOST + "/y"))
                .startsWith("next ");
        assertThat(proved(ingress("a", "", fallback + rule(HOST, path("/", "Exact", "web"))), "http://" + HOST + "/y"))
                .startsWith("web ");
        assertThat(proved(ingress("a", "", fallback.substring(0, fallback.length() - 2)), "http://any.example.com/y"))
                .startsWith("next any.example.com");
    }

    @Test
    void a_certificate_takes_plain_http_away() {
        String yaml = ingress("a", "", AgicSamples.tls(HOST) + rule(HOST, path("/", "Prefix", "web")));
        assertThat(proved(yaml, "https://" + HOST + "/")).startsWith("web ");
        assertThat(proved(yaml, "http://" + HOST + "/")).isEqualTo("refused");
        String beside = yaml + ingress("b", "", rule("b.example.com", path("/", "Prefix", "next")));
        assertThat(proved(beside, "http://" + HOST + "/")).isEqualTo("404");
        assertThat(proved(beside, "https://b.example.com/")).isEqualTo("404");
    }

    @Test
    void redirects_are_permanent_and_need_the_listener_that_they_lead_to() {
        String yaml = ingress(
                "a",
                AgicSamples.appgw("ssl-redirect", "true"),
                AgicSamples.tls(HOST) + rule(HOST, path("/x", "Prefix", "web")));
        assertThat(proved(yaml, "http://" + HOST + "/y?q=1")).isEqualTo("301 to https://" + HOST + "/y?q=1");
        assertThat(proved(yaml.replace(AgicSamples.tls(HOST), ""), "http://" + HOST + "/x"))
                .startsWith("web ");
        String later = ingress("b", "", AgicSamples.tls(HOST) + rule(HOST, path("/z", "Prefix", "next")));
        assertThat(proved(yaml + later, "http://" + HOST + "/x")).startsWith("web ");
        assertThat(proved(yaml.replace(HOST, "'*.example.com'"), "http://" + HOST + "/x"))
                .isEqualTo("unknown");
    }

    @Test
    void defaults_that_do_not_go_together_are_not_guessed() {
        String redirecting = ingress(
                "a",
                AgicSamples.appgw("ssl-redirect", "true"),
                AgicSamples.tls(HOST) + rule(HOST, path("/x", "Prefix", "web")));
        String forwarding = ingress("b", "", rule(HOST, path("/", "Prefix", "next")));
        assertThat(proved(redirecting + forwarding, "http://" + HOST + "/y")).isEqualTo("unknown");
        assertThat(proved(redirecting + forwarding.replace("name: b,", "name: A,"), "http://" + HOST + "/y"))
                .startsWith("301 ");
        String missing = ingress("c", "", rule(HOST, path("/", "Prefix", "missing")));
        assertThat(proved(forwarding + missing, "http://" + HOST + "/y")).isEqualTo("unknown");
    }

    @Test
    void an_installed_certificate_becomes_a_secret_to_be_written() {
        String yaml = ingress(
                "a", AgicSamples.appgw("appgw-ssl-certificate", "My_Cert"), rule(HOST, path("/", "Prefix", "web")));
        assertThat(proved(yaml, "https://" + HOST + "/")).startsWith("web ");
        IngressMigration migration = migrated(yaml);
        assertThat(migration.objects().toYaml()).contains("name: my-cert");
        assertThat(status(migration, "appgw-ssl-certificate")).isEqualTo(Status.REPLACED);
    }

    @Test
    void a_wildcard_takes_any_number_of_labels() {
        String yaml = ingress("a", "", rule("'*.example.com'", path("/", "Prefix", "web")));
        assertThat(proved(yaml, "http://a.b.example.com/")).startsWith("web ");
        assertThat(proved(yaml, "http://example.com/")).isEqualTo("404");
        String odd = ingress(
                "a",
                AgicSamples.appgw("hostname-extension", "b.*.org, c?.org"),
                rule(HOST, path("/", "Prefix", "web")));
        assertThat(proved(odd, "http://b.x.org/")).startsWith("web ");
        assertThat(proved(odd, "http://cc.org/")).startsWith("web ");
        assertThat(proved(odd, "http://c.org/")).isEqualTo("404");
        assertThat(migrated(odd).losses()).extracting(Loss::aspect).contains(Loss.Aspect.HOST_PATTERN);
    }

    @Test
    void which_listener_is_asked_first_is_known_by_stated_numbers_only() {
        String wide = ingress("a", "", rule("'*.example.com'", path("/", "Prefix", "web")));
        String exact = ingress("b", "", rule(HOST, path("/", "Prefix", "next")));
        assertThat(proved(wide + exact, "http://" + HOST + "/")).isEqualTo("unknown");
        String first = ingress("b", AgicSamples.appgw("rule-priority", "10"), rule(HOST, path("/", "Prefix", "next")));
        assertThat(proved(wide + first, "http://" + HOST + "/")).startsWith("next ");
        String before = ingress(
                "a", AgicSamples.appgw("rule-priority", "5"), rule("'*.example.com'", path("/", "Prefix", "web")));
        assertThat(proved(before + first, "http://" + HOST + "/")).startsWith("web ");
        assertThat(status(migrated(before + first), "rule-priority")).isEqualTo(Status.LOST);
        String any = ingress("c", "", rule("", path("/", "Prefix", "web")));
        assertThat(proved(any + exact, "http://" + HOST + "/")).startsWith("next ");
        assertThat(proved(any + exact, "http://elsewhere.org/")).startsWith("web ");
        String late =
                ingress("b", AgicSamples.appgw("rule-priority", "20000"), rule(HOST, path("/", "Prefix", "next")));
        assertThat(proved(any + late, "http://" + HOST + "/")).startsWith("web ");
    }

    @Test
    void a_listener_has_five_names_at_most() {
        String names = "b.org, c.org, d.org, e.org";
        String five =
                ingress("a", AgicSamples.appgw("hostname-extension", names), rule(HOST, path("/", "Prefix", "web")));
        assertThat(proved(five, "http://e.org/")).startsWith("web ");
        assertThat(proved(five.replace("e.org", "e.org, f.org"), "http://e.org/"))
                .isEqualTo("unknown");
    }

    @Test
    void another_port_is_kept_where_the_target_has_it() {
        String yaml = ingress(
                "a", AgicSamples.appgw("override-frontend-port", "8080"), rule(HOST, path("/", "Prefix", "web")));
        assertThat(proved(yaml, "http://" + HOST + ":8080/")).startsWith("web ");
        assertThat(proved(yaml, "http://" + HOST + "/")).isEqualTo("refused");
        assertThat(status(migrated(yaml), "override-frontend-port")).isEqualTo(Status.CONVERTED);
        MigrationTarget agc = MigrationTarget.managed(AgcProfile.newest(), "web", "platform", "alb");
        assertThat(status(migrated(yaml, agc), "override-frontend-port")).isEqualTo(Status.LOST);
        assertThat(migrated(yaml, agc).losses()).extracting(Loss::aspect).contains(Loss.Aspect.PORT);
        assertThat(proved(yaml.replace("8080'", "65000'"), "http://" + HOST + "/"))
                .startsWith("web ");
        String tls = ingress(
                "a",
                AgicSamples.appgw("override-frontend-port", "8443"),
                AgicSamples.tls(HOST) + rule(HOST, path("/", "Prefix", "web")));
        assertThat(proved(tls, "https://" + HOST + ":8443/")).startsWith("web ");
        assertThat(answer(tls, "http://" + HOST + ":8443/")).isEqualTo("400");
        String both = tls
                + ingress(
                        "b",
                        AgicSamples.appgw("override-frontend-port", "8443"),
                        rule("b.org", path("/", "Prefix", "web")));
        assertThat(proved(both, "https://" + HOST + ":8443/")).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "/home,          Exact,                  /home/,         /over/home/",
        "/pathrule*,     ImplementationSpecific, /pathrule/home/,        /over/home/",
        "/pathrule*,     ImplementationSpecific, /pathrule/home/second/, /over/home/second/",
        "/pathrule*,     ImplementationSpecific, /home/,         /over/home/",
        "/pathrule/home*, ImplementationSpecific, /pathrule/home/, /over/",
        "/pathrule/home*, ImplementationSpecific, /pathrule/home/second/, /over/second/",
        "/pathrule/,     Exact,                  /pathrule/,     /over/"
    })
    void a_path_for_backends_takes_the_place_of_what_matched(String path, String type, String asked, String want) {
        String yaml = ingress(
                "a",
                AgicSamples.appgw("backend-path-prefix", "/over/"),
                rule(HOST, path(path, type, "web"), path("/", "Prefix", "next")));
        assertThat(proved(yaml, "http://" + HOST + asked + "?q=1")).endsWith(HOST + want + "?q=1");
    }

    @Test
    void a_path_for_backends_without_a_slash_at_its_end() {
        String yaml = ingress(
                "a",
                AgicSamples.appgw("backend-path-prefix", "/v2"),
                rule(HOST, path("/app", "Prefix", "web"), path("/", "Prefix", "next")));
        assertThat(proved(yaml, "http://" + HOST + "/app")).endsWith(HOST + "/v2");
        assertThat(proved(yaml, "http://" + HOST + "/app/x")).endsWith(HOST + "/v2/x");
        assertThat(proved(yaml, "http://" + HOST + "/")).endsWith(HOST + "/v2/");
        assertThat(proved(yaml.replace("/v2", "v2"), "http://" + HOST + "/app")).isEqualTo("unknown");
    }

    @Test
    void the_host_that_backends_see() {
        String yaml = ingress(
                "a", AgicSamples.appgw("backend-hostname", "in.local"), rule(HOST, path("/x", "Prefix", "web")));
        assertThat(proved(yaml, "http://" + HOST + "/x")).isEqualTo("web in.local/x");
        String own = ingress(
                "a",
                AgicSamples.appgw("backend-protocol", "HTTPS", "appgw-trusted-root-certificate", "root"),
                rule(HOST, path("/x", "Prefix", "web")));
        assertThat(proved(own, "http://" + HOST + "/x")).isEqualTo("unknown");
    }

    @Test
    void backends_that_do_not_exist() {
        assertThat(proved(ingress("a", "", rule(HOST, path("/x", "Prefix", "missing"))), "http://" + HOST + "/x"))
                .isEqualTo("502");
        String port = ingress("a", "", rule(HOST, path("/x", "Prefix", "web").replace("number: 80", "number: 81")));
        assertThat(proved(port, "http://" + HOST + "/x")).isEqualTo("unknown");
        String target = ingress("a", "", rule(HOST, path("/x", "Prefix", "web").replace("number: 80", "number: 9090")));
        assertThat(proved(target, "http://" + HOST + "/x")).startsWith("web ");
        assertThat(migrated(target).objects().toYaml()).contains("port: 80\n");
    }

    @Test
    void a_rewrite_rule_set_is_not_guessed() {
        String yaml =
                ingress("a", AgicSamples.appgw("rewrite-rule-set", "set"), rule(HOST, path("/x", "Prefix", "web")));
        assertThat(proved(yaml, "http://" + HOST + "/x")).isEqualTo("unknown");
        assertThat(status(migrated(yaml), "rewrite-rule-set")).isEqualTo(Status.LOST);
    }

    @Test
    void annotations_of_the_other_controller_say_nothing() {
        String yaml =
                ingress("a", "nginx.ingress.kubernetes.io/app-root: /app", rule(HOST, path("/", "Prefix", "web")));
        assertThat(proved(yaml, "http://" + HOST + "/")).startsWith("web ");
        assertThat(status(migrated(yaml), "app-root")).isEqualTo(Status.NO_EFFECT);
    }

    @Test
    void a_rule_for_tcp_is_not_looked_at() {
        String yaml = ingress("a", "", rule(HOST, path("/", "Prefix", "web")));
        GatewaySet set = set(yaml);
        assertThat(AgicSimulator.of(set, set.ingresses()).decide(Request.tcp(80)))
                .hasToString("refused");
    }

    @Test
    void two_controllers_become_one_gateway() {
        String yaml = ingress("a", "", rule(HOST, path("/x", "Prefix", "web")))
                + ingress("b", "", rule("b.example.com", path("/", "Prefix", "next")))
                        .replace("azure-application-gateway", "nginx");
        IngressMigration migration = migrated(yaml);
        assertThat(migration.objects().toYaml()).contains("a.example.com").contains("b.example.com");
        assertThat(migration.losses()).extracting(Loss::aspect).contains(Loss.Aspect.OTHER_CONTROLLER);
    }

    @Test
    void a_host_of_two_controllers_is_a_difference_that_nothing_explains() {
        String yaml = ingress("a", "", rule(HOST, path("/", "Prefix", "web")))
                + ingress("b", "", rule(HOST, path("/", "Prefix", "next")))
                        .replace("azure-application-gateway", "nginx");
        assertThat(IngressMigration.of(set(yaml), MigrationTarget.standard("edge", "any"))
                        .prove()
                        .holds())
                .isFalse();
    }

    @Test
    void objects_of_another_hand_are_compared_too() {
        String yaml = ingress("a", "", rule(HOST, path("/", "Prefix", "web")));
        IngressMigration migration = migrated(yaml);
        Manifests wrong =
                Manifests.read(migration.objects().toYaml().replace("name: web\n", "name: next\n"), "out.yaml");
        assertThat(wrong.toYaml()).isNotEqualTo(migration.objects().toYaml());
        MigrationProof proof = migration.compare(wrong);
        assertThat(proof.holds()).isFalse();
        assertThat(proof.differences())
                .anySatisfy(difference -> assertThat(difference.toString())
                        .contains("default/web")
                        .contains("default/next"));
        assertThat(List.of(migration.section().toString())).isNotEmpty();
    }
}
