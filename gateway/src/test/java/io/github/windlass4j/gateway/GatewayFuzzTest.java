package io.github.windlass4j.gateway;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.windlass4j.gateway.agc.AgcLint;
import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.gateway.diagram.GatewayDiagram;
import io.github.windlass4j.gateway.migrate.IngressMigration;
import io.github.windlass4j.gateway.migrate.MigrationProof;
import io.github.windlass4j.gateway.migrate.MigrationTarget;
import io.github.windlass4j.gateway.portability.ConformanceReport;
import io.github.windlass4j.gateway.portability.Portability;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.gateway.route.RouteSimulator;
import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.house.Fuzzed;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Bytes as manifests of a gateway, as Ingresses and as conformance reports: whatever they are, validation, attachment, routing,
 * lint, migration and diagrams answer, and answer the same twice. As tests over the inputs kept in {@code
 * GatewayFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1} and one method chosen.
 */
class GatewayFuzzTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final GatewayRelease RELEASE = GatewayRelease.shipped(Channel.EXPERIMENTAL);
    private static final AgcLint LINT = AgcLint.of(AgcProfile.newest());
    private static final List<Request> REQUESTS = List.of(
            Request.get("http://shop.example/cart/1?x=1"),
            Request.get("https://a.shop.example:8443/").withHeader("x-canary", "always"),
            Request.grpc("shop.example", "s.S", "m"),
            Request.tls("shop.example", 443),
            Request.tcp(9000),
            Request.udp(53));

    @FuzzTest(maxDuration = "15m")
    void gateway(byte[] input) {
        read(input).ifPresent(manifests -> {
            GatewaySet set = GatewaySet.of(manifests);
            Attachment attachment = Attachment.of(set, Controller.named("example.net/gateway"));
            RouteSimulator simulator = RouteSimulator.of(attachment, AT);
            for (Request request : REQUESTS) {
                String first = simulator.decide(request).toString();
                if (!first.equals(simulator.decide(request).toString())) {
                    throw new AssertionError("decided twice, " + request + " goes elsewhere: " + first);
                }
            }
            simulator.tables().toString();
            simulator.findings();
            attachment.certificateFindings(AT, Duration.ofDays(30));
            GatewayDiagram.draw(attachment);
            Portability.of(set, List.of()).toString();
        });
    }

    @FuzzTest(maxDuration = "15m")
    void rules(byte[] input) {
        read(input).ifPresent(manifests -> {
            for (Resource object : manifests.resources()) {
                if (RELEASE.schemas().create(object).errors().stream()
                        .anyMatch(error -> error.message().isBlank())) {
                    throw new AssertionError("an error says something about " + object);
                }
            }
            LINT.check(manifests).toString();
        });
    }

    @FuzzTest(maxDuration = "15m")
    void ingress(byte[] input) {
        read(input).ifPresent(manifests -> {
            IngressMigration migration =
                    IngressMigration.of(GatewaySet.of(manifests), MigrationTarget.standard("gw", "example"));
            MigrationProof proof = migration.prove();
            if (!Manifests.read(migration.objects().toYaml(), "written")
                    .toYaml()
                    .equals(migration.objects().toYaml())) {
                throw new AssertionError("what is written does not read back: " + migration.objects());
            }
            if (proof.holds() != migration.prove().holds()) {
                throw new AssertionError("proved twice, the answer differs");
            }
            migration.annotations().toString();
        });
    }

    @FuzzTest(maxDuration = "15m")
    void report(byte[] input) {
        read(input)
                .ifPresent(manifests -> Portability.of(GatewaySet.of(manifests), ConformanceReport.all(manifests))
                        .toString());
    }

    private static Optional<Manifests> read(byte[] input) {
        return Fuzzed.read(input, MalformedYamlException.class, text -> Manifests.read(text, "fuzzed"))
                .filter(manifests -> manifests.resources().stream()
                        .allMatch(object -> object.root().expandedSize() <= 5_000));
    }
}
