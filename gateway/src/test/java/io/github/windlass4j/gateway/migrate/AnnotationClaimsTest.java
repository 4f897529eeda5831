package io.github.windlass4j.gateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.migrate.AnnotationCatalog.Status;
import io.github.windlass4j.manifest.object.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An annotation is reported as converted or replaced if and only if it changes what is produced: nothing is dropped in
 * silence, and nothing is claimed that is not written.
 */
class AnnotationClaimsTest {
    private static final Set<Status> CARRIED = Set.of(Status.CONVERTED, Status.REPLACED);
    private static final String NGINX = "nginx.ingress.kubernetes.io/";

    /** Values that say something, for annotations that do not take just any text; and what must stand beside them. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("rewrite-target", "/new"),
            Map.entry("app-root", "/start"),
            Map.entry("ssl-redirect", "false"),
            Map.entry("permanent-redirect", "https://other.example.com"),
            Map.entry("temporal-redirect", "https://other.example.com"),
            Map.entry("permanent-redirect-code", "308"),
            Map.entry("temporal-redirect-code", "307"),
            Map.entry("canary-weight-total", "200"),
            Map.entry("custom-headers", "default/headers"),
            Map.entry("backend-protocol", "HTTPS"),
            Map.entry("proxy-ssl-verify", "on"),
            Map.entry("affinity", "cookie"),
            Map.entry("load-balance", "ewma"),
            Map.entry("cors-allow-origin", "https://a.example.org"),
            Map.entry("cors-allow-credentials", "false"),
            Map.entry("cors-allow-methods", "PUT"));

    /** What a BackendTLSPolicy does anyway. */
    private static final Set<String> ANYWAY = Set.of("proxy-ssl-server-name");

    private static final Map<String, List<String>> BESIDE = Map.of(
            "force-ssl-redirect", List.of("ssl-redirect"),
            "permanent-redirect-code", List.of("permanent-redirect"),
            "temporal-redirect-code", List.of("temporal-redirect"),
            "x-forwarded-prefix", List.of("rewrite-target"),
            "session-cookie-name", List.of("affinity"),
            "session-cookie-max-age", List.of("affinity", "session-cookie-name"),
            "proxy-ssl-secret", List.of("backend-protocol", "proxy-ssl-verify", "proxy-ssl-name"),
            "proxy-ssl-name", List.of("backend-protocol", "proxy-ssl-verify", "proxy-ssl-secret"),
            "proxy-ssl-verify", List.of("backend-protocol", "proxy-ssl-name", "proxy-ssl-secret"),
            "backend-protocol", List.of("proxy-ssl-verify", "proxy-ssl-name", "proxy-ssl-secret"));

    private static String value(String name, AnnotationCatalog.Reads reads) {
        String stated = VALUES.get(name);
        return stated != null
                ? stated
                : switch (reads) {
                    case FLAG -> "true";
                    case NUMBER, POSITIVE -> "7";
                    case URL -> "https://other.example.com";
                    case PATH -> "/other";
                    case TEXT -> "some-text";
                };
    }

    private record Claim(String name, boolean agc) {}

    static Stream<Claim> claims() {
        return AnnotationCatalog.shipped().annotations().stream()
                .map(AnnotationCatalog.Entry::name)
                .filter(name -> name.startsWith(NGINX))
                .map(name -> name.substring(NGINX.length()))
                .filter(name -> !ANYWAY.contains(name))
                .flatMap(name -> Stream.of(new Claim(name, false), new Claim(name, true)));
    }

    private static IngressMigration migrate(Map<String, String> annotations, boolean canary, boolean agc) {
        Map<String, String> main = new TreeMap<>(canary ? Map.of() : annotations);
        String yaml = """
                {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: next}, spec: {ports: [{port: 80}]}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: headers}, data: {X-A: b}}
                """ + ingress("a", main, "web") + (canary ? ingress("b", annotations, "next") : "");
        return IngressMigration.of(
                GatewaySet.of(Manifests.read(yaml, "in.yaml")),
                agc
                        ? MigrationTarget.managed(AgcProfile.newest(), "web", "platform", "alb")
                        : MigrationTarget.standard("web", "any"));
    }

    private static String ingress(String name, Map<String, String> annotations, String service) {
        StringBuilder text = new StringBuilder("---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n"
                + "  name: " + name + "\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: any\n");
        annotations.forEach((key, value) -> text.append("    " + NGINX + key + ": '" + value + "'\n"));
        return text + "spec:\n  ingressClassName: nginx\n  tls: [{hosts: [a.example.com], secretName: crt}]\n  rules:\n"
                + "  - host: a.example.com\n    http: {paths: [{path: /app, pathType: Prefix, backend:"
                + " {service: {name: " + service + ", port: {number: 80}}}}]}\n";
    }

    @ParameterizedTest
    @MethodSource("claims")
    void what_is_said_of_an_annotation_is_what_is_written(Claim claim) {
        AnnotationCatalog catalog = AnnotationCatalog.shipped();
        Map<String, String> with = new TreeMap<>();
        List<String> names = new ArrayList<>(BESIDE.getOrDefault(claim.name(), List.of()));
        boolean canary = claim.name().startsWith("canary");
        if (canary) {
            names.addAll(List.of("canary", "canary-weight"));
            if (claim.name().startsWith("canary-by-header-")) {
                names.add("canary-by-header");
            }
        }
        if (claim.name().startsWith("cors-")) {
            names.add("enable-cors");
        }
        names.add(claim.name());
        names.forEach(name -> with.put(
                name, value(name, catalog.find(NGINX + name).orElseThrow().reads())));
        IngressMigration migration = migrate(with, canary, claim.agc());
        Map<String, String> without = new TreeMap<>(with);
        without.remove(claim.name());
        boolean changes = !migration
                .objects()
                .toYaml()
                .equals(migrate(without, canary, claim.agc()).objects().toYaml());
        assertThat(migration.annotations())
                .filteredOn(report -> report.annotation().equals(NGINX + claim.name()))
                .singleElement()
                .satisfies(report -> assertThat(CARRIED.contains(report.status()))
                        .as(report.toString())
                        .isEqualTo(changes));
    }

    @Test
    void sessions_and_their_cookies_are_reported_together() {
        assertThat(migrate(Map.of("session-cookie-name", "s"), false, true).annotations())
                .extracting(AnnotationReport::status)
                .containsExactly(Status.NO_EFFECT);
        assertThat(migrate(Map.of("affinity", "cookie", "session-cookie-max-age", "60"), false, true)
                        .annotations())
                .extracting(AnnotationReport::status)
                .containsExactly(Status.REPLACED, Status.LOST);
    }

    @Test
    void names_for_tls_say_nothing_without_tls() {
        Map<String, String> names = Map.of("proxy-ssl-name", "a.internal", "proxy-ssl-server-name", "on");
        assertThat(migrate(names, false, true).annotations())
                .extracting(AnnotationReport::status)
                .containsOnly(Status.LOST);
        Map<String, String> spoken = new TreeMap<>(names);
        spoken.put("backend-protocol", "HTTPS");
        assertThat(migrate(spoken, false, true).annotations())
                .extracting(AnnotationReport::status)
                .containsOnly(Status.REPLACED);
    }
}
