package io.github.windlass4j.mesh;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.windlass4j.house.Fuzzed;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.mesh.analyze.Analyzer;
import io.github.windlass4j.mesh.call.Call;
import io.github.windlass4j.mesh.call.CallSimulator;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import io.github.windlass4j.mesh.observe.MetricsMerge;
import io.github.windlass4j.mesh.validate.Webhook;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as the objects of a mesh and as its MeshConfig: the webhook, the analyzers, injection and a call answer, whatever they
 * are. As tests over the inputs kept in {@code MeshFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1} and one method
 * chosen.
 */
class MeshFuzzTest {
    @FuzzTest(maxDuration = "15m")
    void objects(byte[] input) {
        read(input).ifPresent(manifests -> {
            for (Resource object : manifests.resources()) {
                if (!Webhook.review(object).equals(Webhook.review(object))) {
                    throw new AssertionError("reviewed twice, the answer differs: " + object);
                }
            }
            Mesh mesh = mesh(manifests);
            if (mesh != null
                    && Analyzer.analyze(mesh).stream()
                            .anyMatch(found -> found.message().isBlank())) {
                throw new AssertionError("a finding says something");
            }
        });
    }

    @FuzzTest(maxDuration = "15m")
    void call(byte[] input) {
        read(input).ifPresent(manifests -> {
            Mesh mesh = mesh(manifests);
            if (mesh == null) {
                return;
            }
            Injector injector = Injector.of(mesh);
            for (Workload workload : mesh.workloads()) {
                injector.decide(workload).toString();
                MetricsMerge.of(workload.podAnnotations()).toString();
            }
            CallSimulator simulator = CallSimulator.of(mesh);
            for (Workload workload : mesh.workloads()) {
                simulator.probes(workload).toString();
                simulator.decideFromOutside(workload, 8080, true, "/metrics").toString();
            }
            for (Call call : new Call[] {
                Call.fromOutside().to("reviews.shop.svc.cluster.local", 9080),
                Call.fromOutside().to("10.0.0.1", 443).overTls(),
            }) {
                if (!simulator
                        .decide(call)
                        .toString()
                        .equals(simulator.decide(call).toString())) {
                    throw new AssertionError("run twice, the verdict differs: " + call);
                }
            }
        });
    }

    @FuzzTest(maxDuration = "15m")
    void config(byte[] input) {
        Fuzzed.read(input, MalformedYamlException.class, text -> MeshConfig.read(text, "fuzzed"))
                .ifPresent(MeshFuzzTest::applies);
    }

    private static void applies(MeshConfig config) {
        Mesh mesh = Mesh.of(Manifests.empty(), config.overlaid(config));
        String told = mesh.rootNamespace()
                + config.trustDomainAliases()
                + config.isAutoMtls()
                + config.outboundTrafficPolicy()
                + config.defaultServiceExportTo();
        if (told.isBlank()) {
            throw new AssertionError("a configuration has defaults");
        }
        Analyzer.analyze(mesh);
    }

    /** Null when a MeshConfig among the objects is no YAML, which is documented. */
    private static @Nullable Mesh mesh(Manifests manifests) {
        try {
            return Mesh.of(manifests);
        } catch (MalformedYamlException e) {
            return null;
        }
    }

    private static Optional<Manifests> read(byte[] input) {
        return Fuzzed.read(input, MalformedYamlException.class, text -> Manifests.read(text, "fuzzed"))
                .filter(manifests -> manifests.resources().stream()
                        .allMatch(object -> object.root().expandedSize() <= 5_000));
    }
}
