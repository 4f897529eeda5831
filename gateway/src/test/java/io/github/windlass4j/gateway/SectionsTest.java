package io.github.windlass4j.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Report;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.gateway.migrate.IngressMigration;
import io.github.windlass4j.gateway.migrate.MigrationTarget;
import io.github.windlass4j.gateway.route.RouteSimulator;
import io.github.windlass4j.gateway.route.TrafficDifference;
import io.github.windlass4j.manifest.object.Manifests;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Verdicts of this module as sections of one report. */
class SectionsTest {
    private static final String SHOP = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge, namespace: shop}
            spec:
              gatewayClassName: some-class
              listeners: [{name: http, port: 80, protocol: HTTP}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: web, namespace: shop}
            spec:
              parentRefs: [{name: edge}]
              rules: [{backendRefs: [{name: web, port: 80}]}]
            ---
            {apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {ports: [{port: 80}]}}
            """;

    @Test
    void objects_that_a_controller_serves_pass_and_a_missing_backend_fails_with_its_reason() {
        assertThat(attachment(SHOP).section().outcome()).isEqualTo(Outcome.PASSES);
        Section broken = attachment(SHOP.replace("{name: web, port: 80}", "{name: gone, port: 80}"))
                .section();
        assertThat(broken.outcome()).isEqualTo(Outcome.FAILS);
        assertThat(Report.titled("Shop", Instant.EPOCH).with(broken).toMarkdown())
                .contains("HTTPRoute shop/web at Gateway shop/edge")
                .contains("ResolvedRefs")
                .contains("gone");
    }

    @Test
    void a_listener_that_conflicts_fails_although_its_condition_is_true() {
        Section section = attachment(SHOP.replace(
                        "{name: http, port: 80, protocol: HTTP}",
                        "{name: http, port: 80, protocol: HTTP}, {name: tcp, port: 80, protocol: TCP}"))
                .section();
        assertThat(section.outcome()).isEqualTo(Outcome.FAILS);
        assertThat(Report.titled("Shop", Instant.EPOCH).with(section).toMarkdown())
                .contains("Conflicted");
    }

    @Test
    void a_move_of_traffic_warns_and_equal_sides_pass() {
        RouteSimulator before = RouteSimulator.of(attachment(SHOP));
        assertThat(TrafficDifference.between(before, before).section().outcome())
                .isEqualTo(Outcome.PASSES);
        Section moved = TrafficDifference.between(
                        before, RouteSimulator.of(attachment(SHOP.replace("name: web,", "name: other,"))))
                .section();
        assertThat(moved.outcome()).isEqualTo(Outcome.WARNS);
        assertThat(Report.titled("Shop", Instant.EPOCH).with(moved).toMarkdown())
                .contains("Service shop/web")
                .contains("Service shop/other");
    }

    @Test
    void a_migration_tells_what_is_lost() {
        IngressMigration migration = IngressMigration.of(
                GatewaySet.of(Manifests.read("""
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: web, namespace: shop, annotations: {nginx.ingress.kubernetes.io/limit-rps: "5"}}
                        spec:
                          ingressClassName: nginx
                          defaultBackend: {service: {name: web, port: {number: 80}}}
                        """, "shop")), MigrationTarget.standard("edge", "some-class"));
        assertThat(migration.section().outcome()).isEqualTo(Outcome.WARNS);
        assertThat(Report.titled("Shop", Instant.EPOCH).with(migration).toMarkdown())
                .contains("limit-rps")
                .contains("nothing is limited");
    }

    private static Attachment attachment(String manifests) {
        return Attachment.of(
                GatewaySet.of(Manifests.read(manifests, "shop")),
                Controller.named("example.com/any").accepting("some-class"));
    }
}
