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
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What Istio writes into the status of the objects of one input. */
final class IstioStatusSuite implements Suite {
    private static final Controller CONTROLLER = Controller.named("istio.io/gateway-controller")
            .accepting("istio")
            .accepting("istio-remote")
            .withBackend("networking.istio.io", "Hostname")
            .withBackend("networking.istio.io", "ServiceEntry")
            .withBackend("gateway.networking.x-k8s.io", "XBackend")
            .withBackend("inference.networking.k8s.io", "InferencePool")
            .withBackend("multicluster.x-k8s.io", "ServiceImport")
            .without("UDPRoute")
            .choosing(Controller.Choice.IGNORES_SERVICE_PORTS)
            .choosing(Controller.Choice.LETS_HTTP_AND_GRPC_SHARE_HOSTS)
            .choosing(Controller.Choice.TELLS_LISTENERS_APART)
            .choosing(Controller.Choice.PROGRAMS_WITHOUT_PARAMETERS)
            .choosing(Controller.Choice.PROGRAMS_LISTENERS_WITHOUT_KINDS)
            .choosing(Controller.Choice.REPEATS_UNSUPPORTED_ADDRESSES)
            .choosing(Controller.Choice.ASKS_HOSTS_BEFORE_NAMESPACES)
            .choosing(Controller.Choice.TELLS_FORBIDDEN_CERTIFICATES_AS_AUTHORITIES)
            .choosing(Controller.Choice.WANTS_EVERY_TARGET)
            .choosing(Controller.Choice.WANTS_TLS_SETTINGS_IN_LISTENER_SETS_ONLY)
            .choosing(Controller.Choice.TELLS_THE_LAST_BACKEND);

    /** Classes of gateways inside the mesh, whose protocol is Istio's own. */
    private static final Set<String> MESH_ONLY = Set.of("istio-waypoint", "istio-east-west");

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
        namespaces(objects);
        StatusComparison comparison =
                new StatusComparison(Attachment.of(GatewaySet.of(Manifests.of(objects)), CONTROLLER), "istio");
        for (JsonNode one : node.get("expectedStatus")) {
            JsonNode metadata = one.get("metadata");
            String kind = one.get("kind").asString();
            if (KINDS.contains(kind)
                    && one.get("status").isObject()
                    && !isMeshOnly(gateway(kind, metadata.get("name").asString(), objects), objects)) {
                comparison.object(
                        kind,
                        metadata.path("namespace").asString(""),
                        metadata.get("name").asString(),
                        one.get("status"));
            }
        }
        return comparison.answer();
    }

    /** Name of the Gateway that an object is, or that it adds listeners to. */
    private static String gateway(String kind, String name, List<Resource> objects) {
        return objects.stream()
                .filter(one -> kind.equals("ListenerSet")
                        && one.kind().equals(kind)
                        && one.name().equals(name))
                .map(one -> one.spec().child("parentRef").text("name", ""))
                .findFirst()
                .orElse(name);
    }

    private static boolean isMeshOnly(String gateway, List<Resource> objects) {
        return objects.stream()
                .anyMatch(one -> one.kind().equals("Gateway")
                        && one.name().equals(gateway)
                        && MESH_ONLY.contains(one.spec().text("gatewayClassName", "")));
    }

    /** What stands in the cluster of the test that made the cases. */
    private static void cluster(List<Resource> objects) {
        JsonNode cluster = Resources.json("istio-test-cluster.json");
        named(cluster.get("services"), (namespace, name) -> service(namespace, name, cluster.get("ports")), objects);
        cluster.get("hostnames")
                .forEach(name -> objects.add(Resource.of((Mapping) Node.of(Map.of(
                        "apiVersion", "networking.istio.io/v1",
                        "kind", "Hostname",
                        "metadata", Map.of("namespace", "default", "name", name.asString()))))));
        named(cluster.get("keyPairs"), Credentials::keyPair, objects);
        named(cluster.get("brokenKeyPairs"), Credentials::brokenKeyPair, objects);
        named(cluster.get("authorities"), Credentials::authority, objects);
        named(cluster.get("brokenAuthorities"), Credentials::brokenAuthority, objects);
    }

    /** The test labels every namespace with the first part of its name. */
    private static void namespaces(List<Resource> objects) {
        Set<String> names = new TreeSet<>();
        objects.forEach(one -> names.add(one.namespace()));
        for (String name : names) {
            objects.add(Resource.of((Mapping) Node.of(Map.of(
                    "apiVersion", "v1",
                    "kind", "Namespace",
                    "metadata",
                            Map.of(
                                    "name",
                                    name,
                                    "labels",
                                    Map.of("istio.io/test-name-part", name.split("-", -1)[0]))))));
        }
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
