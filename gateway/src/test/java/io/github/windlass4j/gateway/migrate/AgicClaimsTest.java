package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.AgicSamples.ingress;
import static io.github.windlass4j.gateway.migrate.AgicSamples.path;
import static io.github.windlass4j.gateway.migrate.AgicSamples.rule;
import static io.github.windlass4j.gateway.migrate.AgicSamples.tls;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.migrate.AnnotationCatalog.Status;
import io.github.windlass4j.manifest.object.Manifests;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link AnnotationClaimsTest} asks of ingress-nginx, of the controller of Application Gateway. */
class AgicClaimsTest {
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("backend-path-prefix", "/v2"),
            Map.entry("backend-hostname", "in.example.com"),
            Map.entry("backend-protocol", "https"),
            Map.entry("hostname-extension", "b.example.com"),
            Map.entry("override-frontend-port", "8080"),
            Map.entry("health-probe-port", "9090"),
            Map.entry("health-probe-interval", "9"),
            Map.entry("health-probe-timeout", "9"),
            Map.entry("health-probe-unhealthy-threshold", "3"),
            Map.entry("health-probe-status-codes", "200-299"),
            Map.entry("appgw-ssl-certificate", "installed"));

    private record Claim(String name, AnnotationCatalog.Reads reads, boolean agc) {
        String value() {
            return VALUES.getOrDefault(
                    name,
                    reads == AnnotationCatalog.Reads.TEXT
                            ? "/text"
                            : reads == AnnotationCatalog.Reads.FLAG ? "true" : "7");
        }
    }

    static Stream<Claim> claims() {
        return AnnotationCatalog.shipped().annotations().stream()
                .filter(entry -> entry.name().startsWith(AgicSettings.PREFIX))
                .flatMap(entry -> Stream.of(false, true)
                        .map(agc ->
                                new Claim(entry.name().substring(AgicSettings.PREFIX.length()), entry.reads(), agc)));
    }

    private static IngressMigration migrate(String annotations, Claim claim) {
        String certificate = claim.name().equals("ssl-redirect") ? tls("a.example.com") : "";
        String yaml = AgicSamples.SERVICES
                + ingress("a", annotations, certificate + rule("a.example.com", path("/app/*", "Prefix", "web")));
        return IngressMigration.of(
                GatewaySet.of(Manifests.read(yaml, "in.yaml")),
                claim.agc()
                        ? MigrationTarget.managed(AgcProfile.newest(), "edge", "platform", "alb")
                        : MigrationTarget.standard("edge", "any"));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void what_is_said_of_an_annotation_is_what_is_written(Claim claim) {
        IngressMigration migration = migrate(AgicSamples.appgw(claim.name(), claim.value()), claim);
        boolean changes = !migration
                .objects()
                .toYaml()
                .equals(migrate("", claim).objects().toYaml());
        assertThat(migration.annotations())
                .filteredOn(report -> report.annotation().equals(AgicSettings.PREFIX + claim.name()))
                .singleElement()
                .satisfies(report -> assertThat(
                                Set.of(Status.CONVERTED, Status.REPLACED).contains(report.status()))
                        .as(report.toString())
                        .isEqualTo(changes));
    }
}
