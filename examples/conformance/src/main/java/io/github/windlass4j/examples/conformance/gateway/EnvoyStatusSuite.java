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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What Envoy Gateway writes into the status of the objects of one input. */
final class EnvoyStatusSuite implements Suite {
    private static final Controller CONTROLLER = Controller.named("gateway.envoyproxy.io/gatewayclass-controller")
            .accepting("envoy-gateway-class")
            .withBackend("gateway.envoyproxy.io", "Backend")
            .withBackend("multicluster.x-k8s.io", "ServiceImport")
            .choosing(Controller.Choice.TAKES_AUTHORITIES_FROM_SECRETS)
            .choosing(Controller.Choice.TAKES_AUTHORITIES_FROM_TRUST_BUNDLES)
            .choosing(Controller.Choice.FOLLOWS_AUTHORITIES_BY_KIND)
            .choosing(Controller.Choice.TAKES_TLS_CRT_WITHOUT_CA_CRT)
            .choosing(Controller.Choice.TAKES_THE_ONLY_KEY_WITHOUT_CA_CRT)
            .choosing(Controller.Choice.REFUSES_WHAT_RE2_CANNOT_READ)
            .choosing(Controller.Choice.LETS_HTTP_AND_GRPC_SHARE_HOSTS)
            .choosing(Controller.Choice.COUNTS_ROUTES_WITH_UNSUPPORTED_VALUES)
            .choosing(Controller.Choice.REFUSES_DISPUTED_HEADERS)
            .choosing(Controller.Choice.REFUSES_FILTERS_OF_OTHERS)
            .defining("gateway.envoyproxy.io/HTTPRouteFilter")
            .choosing(Controller.Choice.REFUSES_FURTHER_RULES)
            .choosing(Controller.Choice.WANTS_EVERY_ALLOWED_KIND)
            .choosing(Controller.Choice.REFUSES_CERTIFICATES_BESIDE_PASSTHROUGH)
            .choosing(Controller.Choice.LETS_ONLY_SERVED_LISTENERS_CONFLICT)
            .choosing(Controller.Choice.LETS_THE_FIRST_UDP_LISTENER_STAND)
            .without("Mesh");

    private static final Map<String, String> KINDS = Map.of(
            "gateways", "Gateway",
            "listenerSets", "ListenerSet",
            "httpRoutes", "HTTPRoute",
            "grpcRoutes", "GRPCRoute",
            "tlsRoutes", "TLSRoute",
            "tcpRoutes", "TCPRoute",
            "udpRoutes", "UDPRoute",
            "backendTLSPolicies", "BackendTLSPolicy");

    @Override
    public String name() {
        return "envoy-gateway-status";
    }

    @Override
    public String file() {
        return "gateway/envoy-gateway-status.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("cases")
                .flatMap(node -> Stream.concat(
                        Stream.of(new Case(node.get("case").asString(), node.get("expectedStatus"), () -> ask(node))),
                        node.path("orderedHttpRoutes")
                                .valueStream()
                                .map(listener -> new Case(
                                        node.get("case").asString() + "#"
                                                + listener.get("listener").asString(),
                                        listener.get("routesInOrder"),
                                        () -> OrderedRoutes.ask(listener, attachment(node))))));
    }

    private static Answer ask(JsonNode node) {
        StatusComparison comparison = new StatusComparison(attachment(node), "envoy-gateway");
        node.get("expectedStatus")
                .properties()
                .forEach(kind -> kind.getValue().forEach(one -> {
                    if (KINDS.containsKey(kind.getKey()) && one.get("status").isObject()) {
                        comparison.object(
                                KINDS.get(kind.getKey()),
                                one.path("namespace").asString("default"),
                                one.get("name").asString(),
                                one.get("status"));
                    }
                }));
        return comparison.answer();
    }

    private static Attachment attachment(JsonNode node) {
        List<Resource> objects = new ArrayList<>();
        // The test that made the cases adds these Services to every input.
        objects.addAll(Manifests.read(services(), "services.yaml").resources());
        node.get("input").forEach(value -> {
            if (value.isArray()) {
                value.forEach(one -> objects.add(Objects.resource(aged(one, objects.size()))));
            } else if (value.isObject()) {
                objects.add(Objects.resource(value));
            }
        });
        return Attachment.of(GatewaySet.of(Manifests.of(objects)), CONTROLLER);
    }

    /**
     * The controller hands the translator its routes by age (Envoy Gateway, {@code ControllerResources.Sort}), and the
     * translator keeps that order among equals: where the translator alone was asked, the place in its input is the age.
     */
    private static JsonNode aged(JsonNode object, int place) {
        if (object.path("kind").asString("").endsWith("Route")) {
            ((ObjectNode) object.get("metadata"))
                    .put("creationTimestamp", Instant.EPOCH.plusSeconds(place).toString());
        }
        return object;
    }

    private static String services() {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("service-1", "service-2", "service-3", "service-4", "mirror-service")) {
            String rest = name.startsWith("mirror")
                    ? ""
                    : ", {name: https, port: 8443}, {name: tcp, port: 8163}, {name: udp, port: 8162, protocol: UDP}";
            text.append("""
                    ---
                    apiVersion: v1
                    kind: Service
                    metadata: {name: %s, namespace: default}
                    spec: {ports: [{name: http, port: 8080}%s]}
                    """.formatted(name, rest));
        }
        return text.toString();
    }
}
