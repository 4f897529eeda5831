package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.Schemas;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A stream of manifests, half HTTPRoutes, half Deployments. Ours reads them (places, Kubernetes' scalars, repeated keys) and
 * gives the API server's verdict on each kind that Gateway API defines; Jackson only makes trees. Time is per document.
 */
@State(Scope.Benchmark)
public class ManifestBenchmark {
    private static final int DOCUMENTS = 500;

    private final String text = ManifestMaterial.stream(DOCUMENTS);
    private final Schemas schemas = GatewayRelease.shipped(Channel.STANDARD).schemas();
    private final YAMLMapper mapper = new YAMLMapper();

    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public int windlass() {
        int accepted = 0;
        for (Resource resource : Manifests.read(text, "stream.yaml").resources()) {
            accepted += schemas.create(resource).isAccepted() ? 1 : 0;
        }
        return accepted;
    }

    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public int windlassRead() {
        return Manifests.read(text, "stream.yaml").resources().size();
    }

    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public int jacksonRead() throws Exception {
        try (MappingIterator<JsonNode> documents =
                mapper.readerFor(JsonNode.class).readValues(text)) {
            return documents.readAll().size();
        }
    }
}
