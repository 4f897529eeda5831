package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.AgicSamples.appgw;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.migrate.MigrationProof.Difference;
import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.object.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Ingresses of Application Gateway against the objects made of them. The build compares 100 pairs, {@code -Dwindlass.deep=true}
 * 10,000.
 */
class AgicProperties {
    private static final int PAIRS_PER_TRY = Boolean.getBoolean("windlass.deep") ? 100 : 1;
    private static final GatewayRelease RELEASE = GatewayRelease.shipped(Channel.STANDARD);

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void routes_do_what_the_ingresses_did_but_for_reported_losses(@ForAll long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < PAIRS_PER_TRY; i++) {
            compare(draw(random), random.nextInt(3) == 0);
        }
    }

    private static void compare(String yaml, boolean agc) {
        GatewaySet set = GatewaySet.of(Manifests.read(AgicSamples.SERVICES + yaml, "in.yaml"));
        MigrationTarget target = agc
                ? MigrationTarget.managed(AgcProfile.newest(), "edge", "platform", "alb")
                : MigrationTarget.standard("edge", "any");
        IngressMigration migration = IngressMigration.of(set, target);
        MigrationProof proof = migration.prove();
        assertThat(proof.requests()).isPositive();
        assertThat(proof.differences())
                .as(() -> yaml + migration.objects().toYaml() + migration.losses())
                .filteredOn(difference -> difference.loss().isEmpty())
                .isEmpty();
        migration
                .objects()
                .ofKind("gateway.networking.k8s.io", "HTTPRoute")
                .forEach(route -> assertThat(RELEASE.schemas().create(route).errors())
                        .as(yaml)
                        .isEmpty());
        swapped(migration, proof, yaml);
    }

    /**
     * Routes to another backend are seen wherever requests arrived at the right one; at paths that
     * are written in one way only, and where host names mean the same on both sides, nothing explains that.
     */
    private static void swapped(IngressMigration migration, MigrationProof proof, String yaml) {
        if (migration.losses().stream()
                .anyMatch(
                        loss -> loss.aspect() == Loss.Aspect.HOST_ORDER || loss.aspect() == Loss.Aspect.HOST_PATTERN)) {
            return;
        }
        String text = migration.objects().toYaml();
        Manifests others = Manifests.read(text.replace("- name: web\n", "- name: next\n"), "out.yaml");
        List<Difference> changed = migration.compare(others).differences().stream()
                .filter(difference -> difference.before().toString().contains("default/web"))
                .filter(difference -> difference.after().toString().contains("default/next"))
                .toList();
        Set<String> known = proof.differences().stream()
                .map(difference -> difference.request().toString())
                .collect(Collectors.toSet());
        assertThat(changed)
                .as(yaml)
                .filteredOn(difference -> !known.contains(difference.request().toString()))
                .filteredOn(difference -> Set.of("/", "/x", "/other")
                        .contains(difference.request().path()))
                .allMatch(difference -> difference.loss().isEmpty());
    }

    private static String draw(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            List<String> paths = new ArrayList<>();
            for (int j = random.nextInt(3); j >= 0; j--) {
                paths.add(AgicSamples.path(
                        one(
                                random,
                                "/",
                                "/*",
                                "/foo",
                                "/foo",
                                "/foo/",
                                "/foo/*",
                                "/foo*",
                                "/foo/bar",
                                "/Foo/bar*",
                                "/x",
                                "/a/*/b"),
                        one(random, "Exact", "Prefix", "Prefix", "ImplementationSpecific"),
                        one(random, "web", "web", "next", "missing")));
            }
            String host = one(random, "a.example.com", "a.example.com", "b.example.com", "'*.example.com'", "");
            String spec = (random.nextInt(3) == 0 ? AgicSamples.tls(host.isEmpty() ? "" : host) : "")
                    + (random.nextInt(6) == 0
                            ? "defaultBackend: {service: {name: " + one(random, "web", "next", "missing")
                                    + ", port: {number: 80}}}, "
                            : "")
                    + AgicSamples.rule(host, paths.toArray(String[]::new));
            text.append(AgicSamples.ingress("i" + random.nextInt(9) + i, annotations(random), spec));
        }
        return text.toString();
    }

    private static String annotations(Random random) {
        return one(
                random,
                "",
                "",
                "",
                appgw("ssl-redirect", "true"),
                appgw("ssl-redirect", "true", "appgw-ssl-certificate", "cert-1"),
                appgw("backend-path-prefix", "/v2"),
                appgw("backend-path-prefix", "/v2/"),
                appgw("backend-path-prefix", "/"),
                appgw("backend-hostname", "in.local"),
                appgw("hostname-extension", "c.example.com"),
                appgw("hostname-extension", "*.example.org, d*.example.com"),
                appgw("override-frontend-port", "8080"),
                appgw("rule-priority", "10"),
                appgw("rule-priority", "20"),
                appgw("rewrite-rule-set", "set"),
                appgw("request-timeout", "20"));
    }

    private static String one(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }
}
