package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.analyze.Analyzer;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Manifests and what one of istioctl's analyzers says of them: the multiset of code and origin. */
final class AnalyzeSuite implements Suite {
    /** What istioctl takes to be there when it looks at files. */
    private static final String DEFAULTS = """
            apiVersion: v1
            kind: Pod
            metadata: {name: istio-ingressgateway-dummypod, namespace: istio-system, labels: {istio: ingressgateway}}
            spec: {containers: [{name: istio-proxy}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: istio-ingressgateway, namespace: istio-system}
            spec:
              selector: {istio: ingressgateway}
              ports:
              - {name: http2, port: 80, protocol: TCP, targetPort: 80}
              - {name: https, port: 443, protocol: TCP, targetPort: 443}
              - {name: tcp, port: 31400, protocol: TCP, targetPort: 31400}
              - {name: tls, port: 15443, protocol: TCP, targetPort: 15443}
            """;

    /** When the certificates of the cases are looked at: the day of Istio's sources that they are of. */
    private static final Instant AT = Instant.parse("2026-08-22T00:00:00Z");

    /** Where istiod reads the networks of a mesh. */
    private static final String NETWORKS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: istio, namespace: istio-system}
            data:
              meshNetworks: |
            """;

    @Override
    public String name() {
        return "istio-analyze";
    }

    @Override
    public String file() {
        return "mesh/istio-analyze/cases.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("cases").map(node -> {
            List<String> expected = new ArrayList<>();
            node.get("expected")
                    .forEach(message -> expected.add(message.get("code").asString() + " "
                            + origin(message.get("origin").asString())));
            expected.sort(null);
            return new Case(CaseIds.of(node, "expected"), expected, () -> ask(file, node, expected));
        });
    }

    private static Answer ask(CaseFile file, JsonNode node, List<String> expected) {
        List<Finding> findings = findings(file, node);
        List<String> actual = new ArrayList<>();
        findings.forEach(finding ->
                actual.add(finding.rule() + " " + origin(finding.location().entry())));
        actual.sort(null);
        return Answer.compare(expected, actual, findings.toString());
    }

    private static List<Finding> findings(CaseFile file, JsonNode node) {
        if (node.has("cluster1InputFiles")) {
            return Analyzer.acrossClusters(Map.of(
                    "cluster1", Mesh.of(inputs(file, node.get("cluster1InputFiles"))),
                    "cluster2", Mesh.of(inputs(file, node.get("cluster2InputFiles")))));
        }
        Manifests manifests = inputs(file, node.get("inputFiles"));
        if (node.has("meshNetworksFile")) {
            manifests = manifests.plus(Manifests.read(
                    NETWORKS
                            + file.companion(node.get("meshNetworksFile").asString())
                                    .text()
                                    .indent(4),
                    "networks.yaml"));
        }
        Mesh mesh = node.has("meshConfigFile")
                ? Mesh.of(
                        manifests,
                        MeshConfig.read(
                                file.companion(node.get("meshConfigFile").asString())
                                        .text(),
                                "mesh.yaml"))
                : Mesh.of(manifests);
        return Analyzer.named(node.get("analyzer").asString()).check(mesh, AT);
    }

    private static Manifests inputs(CaseFile file, JsonNode names) {
        Manifests manifests = Manifests.read(DEFAULTS, "defaults.yaml");
        for (JsonNode input : names) {
            manifests = manifests.plus(Trees.manifests(file, input.asString()));
        }
        return manifests;
    }

    /** An object that states no namespace is in {@code default}, for istioctl without a name. */
    private static String origin(String text) {
        return text.replace(" default/", " ");
    }
}
