package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.proxy.Control;
import io.github.windlass4j.mesh.proxy.Proxy;
import io.github.windlass4j.mesh.proxy.ProxySimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Which clusters are behind which domains of a sidecar's routes, each table once with VirtualServices and, where all its hosts
 * are Kubernetes Services, once with routes of the Gateway API: istiod makes one VirtualService of each of their parents.
 */
final class SidecarRoutesSuite implements Suite {
    /** The services that upstream's test knows. */
    private static final String SERVICES = """
            apiVersion: v1
            kind: Service
            metadata: {name: known, namespace: default}
            spec: {clusterIP: 2.0.0.0, ports: [{port: 80, name: http}, {port: 8080, name: http}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: alt-known, namespace: default}
            spec: {clusterIP: 2.0.0.1, ports: [{port: 80, name: http}, {port: 8080, name: http}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: not-default, namespace: not-default}
            spec: {clusterIP: 2.0.0.2, ports: [{port: 80, name: http}, {port: 8080, name: http}]}
            """;

    @Override
    public String name() {
        return "sidecar-routes-simulation";
    }

    @Override
    public String file() {
        return "mesh/istio-mtls/sidecar-routes-simulation.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("cases").map(test -> new Case(CaseIds.of(test), test.get("expected"), () -> ask(test)));
    }

    private static Answer ask(JsonNode test) {
        JsonNode gateway = test.hasNonNull("expectedGateway") ? test.get("expectedGateway") : test.get("expected");
        List<String> differences = new ArrayList<>(differences(test, test.get("expected"), false));
        boolean both = test.get("cfg")
                .valueStream()
                .filter(argument -> !argument.has("Egress"))
                .flatMap(argument -> hosts(argument).stream())
                .allMatch(host -> host.split("\\.", -1).length == 5 && !host.startsWith("*"));
        if (both) {
            differences.addAll(differences(test, gateway, true));
        }
        return new Answer(
                differences.isEmpty() ? "as expected" : differences.toString(),
                differences.isEmpty(),
                both ? "both variants compared" : "VirtualServices compared");
    }

    private static List<String> hosts(JsonNode argument) {
        return argument.has("Matches")
                ? argument.get("Matches").valueStream().map(JsonNode::asString).toList()
                : List.of(argument.path("Match").asString(""));
    }

    private static List<String> differences(JsonNode test, JsonNode expected, boolean gatewayApi) {
        StringBuilder manifests = new StringBuilder(SERVICES);
        for (JsonNode argument : test.get("cfg")) {
            if (argument.has("Egress")) {
                manifests.append("---\n").append(sidecar(argument));
            } else if (gatewayApi) {
                hosts(argument).forEach(host -> manifests.append("---\n").append(rule(argument, List.of(host), true)));
            } else {
                manifests.append("---\n").append(rule(argument, hosts(argument), false));
            }
        }
        Control control = Control.of(
                Mesh.of(Manifests.read(manifests.toString(), test.get("name").asString())), workload -> false);
        Proxy proxy = Proxy.sidecar(test.get("proxy").get("ConfigNamespace").asString(), Map.of());
        Map<String, List<String>> clusters = ProxySimulator.of(control, proxy)
                .routes(test.get("routeName").asString())
                .clusters();
        List<String> differences = new ArrayList<>();
        expected.properties().forEach(domain -> {
            List<String> wanted = new ArrayList<>();
            domain.getValue().forEach(cluster -> wanted.add(cluster.asString()));
            List<String> actual = clusters.getOrDefault(domain.getKey(), List.of());
            if (!wanted.equals(actual)) {
                differences.add((gatewayApi ? "Gateway API, " : "") + domain.getKey() + ": " + actual);
            }
        });
        return differences;
    }

    private static String sidecar(JsonNode argument) {
        return """
                apiVersion: networking.istio.io/v1
                kind: Sidecar
                metadata: {name: "%1$s", namespace: "%1$s"}
                spec: {egress: [{hosts: %2$s}]}
                """.formatted(argument.get("Namespace").asString(), argument.get("Egress"));
    }

    /** A route of the Gateway API always names the port of its destination. */
    private static String rule(JsonNode argument, List<String> hosts, boolean gatewayApi) {
        String destination = argument.get("Dest").asString();
        String port = argument.has("Port") ? argument.get("Port").asString() : gatewayApi ? "80" : "";
        return """
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata:
                  name: "%s"
                  namespace: %s
                  creationTimestamp: "%s"
                  annotations: {%s}
                spec:
                  hosts: ["%s"]
                  http: [{route: [{destination: {host: "%s"%s}}]%s}]
                """.formatted(
                argument.get("Namespace").asString() + hosts.get(0).replace("*", "wild") + destination,
                argument.get("Namespace").asString(),
                argument.path("Time").asString("2020-01-01T00:00:00Z"),
                gatewayApi ? "internal.istio.io/route-semantics: gateway" : "",
                String.join("\", \"", hosts),
                destination,
                port.isEmpty() ? "" : ", port: {number: " + port + "}",
                argument.has("PortMatch")
                        ? ", match: [{port: " + argument.get("PortMatch").asString() + "}]"
                        : "");
    }
}
