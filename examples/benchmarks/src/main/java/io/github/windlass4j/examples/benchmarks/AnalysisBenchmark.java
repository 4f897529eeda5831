package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.gateway.route.RouteSimulator;
import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.Schemas;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A fleet's manifests as one stream: 10,000 documents, half HTTPRoutes, half Deployments, and 20 Gateways. The case
 * {@code verdicts} reads all and gives the API server's verdicts; {@code whole} also attaches the routes, predicts every status
 * and compiles the match tables. Jackson only makes trees. What one thread used of the processor, for the whole stream.
 */
final class AnalysisBenchmark implements ProcessorRows {
    private static final int DOCUMENTS = 10_000;
    private static final int GATEWAYS = 20;

    private final String text =
            IntStream.range(0, GATEWAYS).mapToObj(ManifestMaterial::gateway).collect(Collectors.joining("---\n"))
                    + "---\n" + ManifestMaterial.stream(DOCUMENTS);
    private final Schemas schemas = GatewayRelease.shipped(Channel.STANDARD).schemas();
    private final Controller controller = Controller.named("example.com/edge").accepting("azure-alb-external");
    private final YAMLMapper mapper = new YAMLMapper();

    @Override
    public Map<String, Callable<Cost>> operations() {
        Map<String, Callable<?>> depths = Map.of(
                "read",
                () -> Manifests.read(text, "stream.yaml"),
                "verdicts",
                this::judged,
                "whole",
                () -> RouteSimulator.of(Attachment.of(GatewaySet.of(judged()), controller))
                        .tables());
        Map<String, Callable<Cost>> operations = new TreeMap<>();
        depths.forEach((depth, operation) -> {
            operations.put(DOCUMENTS + " documents, " + depth + "\twindlass", ThreadCost.of(operation));
            operations.put(DOCUMENTS + " documents, " + depth + "\tjacksonTrees", ThreadCost.of(this::trees));
        });
        return operations;
    }

    private Manifests judged() {
        Manifests manifests = Manifests.read(text, "stream.yaml");
        for (Resource resource : manifests.resources()) {
            if (!schemas.create(resource).isAccepted() && resource.group().equals("gateway.networking.k8s.io")) {
                throw new IllegalStateException(resource + " is valid");
            }
        }
        return manifests;
    }

    private int trees() throws Exception {
        try (MappingIterator<JsonNode> documents =
                mapper.readerFor(JsonNode.class).readValues(text)) {
            return documents.readAll().size();
        }
    }
}
