package io.github.windlass4j.examples.conformance.gateway;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.examples.conformance.manifest.Objects;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What Istio writes into the status of the objects of one input. */
final class IstioStatusSuite implements Suite {
    private static final Controller CONTROLLER = Controller.named("istio.io/gateway-controller")
            .accepting("istio")
            .accepting("istio-waypoint")
            .accepting("istio-east-west")
            .accepting("istio-remote")
            .withBackend("networking.istio.io", "Hostname")
            .withBackend("networking.istio.io", "ServiceEntry")
            .withBackend("gateway.networking.x-k8s.io", "XBackend")
            .withBackend("inference.networking.k8s.io", "InferencePool")
            .withBackend("multicluster.x-k8s.io", "ServiceImport")
            .without("UDPRoute");

    private static final Set<String> KINDS = Set.of(
            "GatewayClass",
            "Gateway",
            "ListenerSet",
            "HTTPRoute",
            "GRPCRoute",
            "TLSRoute",
            "TCPRoute",
            "BackendTLSPolicy");

    @Override
    public String name() {
        return "istio-gateway-status";
    }

    @Override
    public String file() {
        return "gateway/istio-gateway-status.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("cases")
                .map(node -> new Case(node.get("case").asString(), node.get("expectedStatus"), () -> ask(node)));
    }

    private static Answer ask(JsonNode node) {
        List<Resource> objects = new ArrayList<>();
        cluster(objects);
        node.get("input").forEach(one -> objects.add(Objects.resource(one)));
        StatusComparison comparison =
                new StatusComparison(Attachment.of(GatewaySet.of(Manifests.of(objects)), CONTROLLER), "istio");
        for (JsonNode one : node.get("expectedStatus")) {
            if (KINDS.contains(one.get("kind").asString()) && one.get("status").isObject()) {
                JsonNode metadata = one.get("metadata");
                comparison.object(
                        one.get("kind").asString(),
                        metadata.path("namespace").asString(""),
                        metadata.get("name").asString(),
                        one.get("status"));
            }
        }
        return comparison.answer();
    }

    /** What stands in the cluster of the test that made the cases. */
    private static void cluster(List<Resource> objects) {
        JsonNode cluster = Resources.json("istio-test-cluster.json");
        named(cluster.get("services"), (namespace, name) -> service(namespace, name, cluster.get("ports")), objects);
        named(cluster.get("keyPairs"), Credentials::keyPair, objects);
        named(cluster.get("brokenKeyPairs"), Credentials::brokenKeyPair, objects);
        named(cluster.get("authorities"), Credentials::authority, objects);
        named(cluster.get("brokenAuthorities"), Credentials::brokenAuthority, objects);
    }

    private static void named(JsonNode byNamespace, BiFunction<String, String, Resource> make, List<Resource> objects) {
        byNamespace
                .properties()
                .forEach(namespace -> namespace
                        .getValue()
                        .forEach(name -> objects.add(make.apply(namespace.getKey(), name.asString()))));
    }

    private static Resource service(String namespace, String name, JsonNode numbers) {
        List<Object> ports = new ArrayList<>();
        numbers.forEach(number -> ports.add(Map.of("name", "port-" + number.asInt(), "port", number.asInt())));
        return Resource.of((Mapping) Node.of(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Service",
                "metadata",
                Map.of("namespace", namespace, "name", name),
                "spec",
                Map.of("ports", ports))));
    }
}
