package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.AgicSamples.appgw;
import static io.github.windlass4j.gateway.migrate.AgicSamples.ingress;
import static io.github.windlass4j.gateway.migrate.AgicSamples.path;
import static io.github.windlass4j.gateway.migrate.AgicSamples.rule;
import static io.github.windlass4j.gateway.migrate.AgicSamples.tls;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.migrate.Loss.Aspect;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written for listeners of an Application Gateway, and each loss where it occurs and not beside it. */
class AgicWriterTest {
    private static final String HOST = "a.example.com";
    private static final MigrationTarget STANDARD = MigrationTarget.standard("edge", "any");
    private static final MigrationTarget AGC = MigrationTarget.managed(AgcProfile.newest(), "edge", "platform", "alb");

    private static IngressMigration migrate(MigrationTarget target, String... ingresses) {
        return IngressMigration.of(
                GatewaySet.of(Manifests.read(AgicSamples.SERVICES + String.join("", ingresses), "in.yaml")), target);
    }

    private static List<Aspect> lost(MigrationTarget target, String... ingresses) {
        return migrate(target, ingresses).losses().stream()
                .map(Loss::aspect)
                .distinct()
                .toList();
    }

    private static List<Aspect> lost(String annotations, String... paths) {
        return lost(STANDARD, ingress("a", annotations, rule(HOST, paths)));
    }

    private static List<String> listeners(IngressMigration migration) {
        return new Gateway(migration
                        .objects()
                        .ofKind("gateway.networking.k8s.io", "Gateway")
                        .get(0))
                .listeners().stream()
                        .map(listener -> listener.protocol() + " " + listener.port())
                        .toList();
    }

    private static List<String> routes(IngressMigration migration) {
        return migration.objects().ofKind("gateway.networking.k8s.io", "HTTPRoute").stream()
                .map(Resource::name)
                .toList();
    }

    @Test
    void a_port_of_its_own_stays_where_the_target_has_it_and_moves_where_not() {
        String other = ingress("a", appgw("override-frontend-port", "8080"), rule(HOST, path("/", "Prefix", "web")));
        IngressMigration kept = migrate(STANDARD, other);
        assertThat(listeners(kept)).containsExactly("HTTP 8080");
        assertThat(routes(kept)).singleElement().asString().endsWith("-8080");
        assertThat(kept.losses()).extracting(Loss::aspect).doesNotContain(Aspect.PORT);
        IngressMigration moved = migrate(AGC, other);
        assertThat(listeners(moved)).containsExactly("HTTP 80");
        assertThat(routes(moved)).singleElement().asString().doesNotContain("80");
        assertThat(moved.losses()).extracting(Loss::aspect).contains(Aspect.PORT);
    }

    @Test
    void a_port_that_is_taken_by_the_same_host_takes_no_second_listener() {
        String usual = ingress("a", "", rule(HOST, path("/a", "Exact", "web")));
        String other = ingress("b", appgw("override-frontend-port", "8080"), rule(HOST, path("/b", "Exact", "next")));
        String third = ingress("c", appgw("override-frontend-port", "9090"), rule(HOST, path("/c", "Exact", "next")));
        assertThat(migrate(AGC, usual, other).objects().toYaml())
                .contains("value: /a")
                .doesNotContain("value: /b");
        assertThat(migrate(AGC, other, third).objects().toYaml())
                .contains("value: /b")
                .doesNotContain("value: /c");
        String elsewhere = third.replace(HOST, "c.example.com");
        assertThat(migrate(AGC, usual, other.replace(HOST, "b.example.com"), elsewhere)
                        .objects()
                        .toYaml())
                .contains("value: /a", "value: /b", "value: /c");
        assertThat(migrate(STANDARD, usual, other, third).objects().toYaml())
                .contains("value: /a", "value: /b", "value: /c");
    }

    @Test
    void redirects_to_tls_have_a_route_beside_that_of_tls() {
        IngressMigration migration = migrate(
                STANDARD,
                ingress("a", appgw("ssl-redirect", "true"), tls(HOST) + rule(HOST, path("/", "Prefix", "web"))));
        assertThat(listeners(migration)).containsExactlyInAnyOrder("HTTP 80", "HTTPS 443");
        assertThat(routes(migration)).hasSize(2).anyMatch(name -> name.endsWith("-http"));
        assertThat(migration.losses()).extracting(Loss::aspect).contains(Aspect.OWN_CERTIFICATE, Aspect.PLAIN_AT_TLS);
        assertThat(lost("", path("/", "Prefix", "web"))).doesNotContain(Aspect.OWN_CERTIFICATE, Aspect.PLAIN_AT_TLS);
    }

    @Test
    void paths_are_lost_by_their_own_reason() {
        assertThat(lost("", path("/a", "Exact", "web"), path("/", "Prefix", "next")))
                .contains(Aspect.LETTER_CASE)
                .doesNotContain(Aspect.TEXT_PREFIX, Aspect.EMPTY_POOL, Aspect.NEVER_REACHED, Aspect.UNKNOWN_BEFORE);
        assertThat(lost("", path("/a", "Exact", "web"))).contains(Aspect.EMPTY_POOL);
        assertThat(lost("", path("/a*", "ImplementationSpecific", "web"), path("/", "Prefix", "next")))
                .contains(Aspect.TEXT_PREFIX);
        assertThat(lost("", path("/a", "Prefix", "web"), path("/", "Prefix", "next")))
                .contains(Aspect.UNKNOWN_BEFORE)
                .doesNotContain(Aspect.TEXT_PREFIX);
        assertThat(lost("", path("/a/*", "ImplementationSpecific", "web"), path("/a/b", "Exact", "next")))
                .contains(Aspect.NEVER_REACHED);
        assertThat(lost(
                        "",
                        path("/a/*", "ImplementationSpecific", "web"),
                        path("/b/*", "ImplementationSpecific", "next")))
                .doesNotContain(Aspect.NEVER_REACHED);
        assertThat(lost(
                        "",
                        path("/a/b*", "ImplementationSpecific", "web"),
                        path("/a*", "ImplementationSpecific", "next")))
                .doesNotContain(Aspect.NEVER_REACHED);
    }

    @Test
    void what_backends_see_is_lost_where_it_cannot_be_written() {
        String web = path("/a", "Exact", "web");
        assertThat(lost(appgw("backend-hostname", "in.example.com"), web)).doesNotContain(Aspect.UPSTREAM_HOST);
        assertThat(lost(appgw("backend-hostname", "in_valid"), web)).contains(Aspect.UPSTREAM_HOST);
        assertThat(lost(appgw("backend-path-prefix", "/v2"), web)).doesNotContain(Aspect.REWRITE);
        assertThat(lost(appgw("backend-path-prefix", "/v2"), path("/", "Prefix", "web")))
                .doesNotContain(Aspect.REWRITE);
        assertThat(lost(appgw("backend-path-prefix", "/v2"), path("/a*", "ImplementationSpecific", "web")))
                .contains(Aspect.REWRITE);
        assertThat(lost("", path("/a", "Exact", "gone"))).contains(Aspect.MISSING_BACKEND);
        assertThat(lost("", web)).doesNotContain(Aspect.MISSING_BACKEND);
        assertThat(lost(appgw("rewrite-rule-set", "set"), path("/", "Prefix", "web")))
                .contains(Aspect.UNKNOWN_BEFORE);
    }

    @Test
    void hosts_that_overlap_are_asked_in_another_order() {
        String wide = ingress("a", appgw("rule-priority", "10"), rule("'*.example.com'", path("/", "Prefix", "web")));
        String narrow = ingress("b", appgw("rule-priority", "20"), rule(HOST, path("/b", "Exact", "next")));
        assertThat(lost(STANDARD, wide, narrow)).contains(Aspect.HOST_ORDER, Aspect.HOST_FALLTHROUGH);
        assertThat(lost(STANDARD, wide, narrow.replace("20", "5"))).contains(Aspect.HOST_FALLTHROUGH);
        assertThat(lost(STANDARD, wide, narrow.replace(HOST, "b.example.org")))
                .doesNotContain(Aspect.HOST_ORDER, Aspect.HOST_FALLTHROUGH, Aspect.UNKNOWN_BEFORE);
        assertThat(lost(STANDARD, wide.replace("rule-priority", "other"), narrow.replace("rule-priority", "other")))
                .contains(Aspect.UNKNOWN_BEFORE)
                .doesNotContain(Aspect.HOST_ORDER);
        String answered = narrow.replace("]}}]", ", " + path("/", "Prefix", "next") + "]}}]");
        assertThat(lost(STANDARD, wide, answered)).doesNotContain(Aspect.HOST_FALLTHROUGH);
    }
}
