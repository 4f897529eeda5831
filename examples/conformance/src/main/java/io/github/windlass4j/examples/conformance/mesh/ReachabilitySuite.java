package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.Call;
import io.github.windlass4j.mesh.call.CallSimulator;
import io.github.windlass4j.mesh.call.CallVerdict;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.proxy.Connection.Application;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Who reaches whom, on which port, in mutual TLS or not: whole calls. */
final class ReachabilitySuite implements Suite {
    private static final Map<String, Integer> PORTS =
            Map.of("http", 80, "http2", 85, "https", 443, "tcp", 9090, "grpc", 7070);

    @Override
    public String name() {
        return "reachability";
    }

    @Override
    public String file() {
        return "mesh/istio-mtls/reachability.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("rows")
                .map(row -> new Case(
                        CaseIds.join(row, "case", "from", "to", "port"),
                        "success " + row.get("expectSuccess").asBoolean() + ", mTLS " + row.get("expectMTLS"),
                        () -> ask(row)));
    }

    private static Answer ask(JsonNode row) {
        String to = row.get("to").asString();
        boolean migration = to.startsWith("migration");
        String target = migration ? "migration" : to.equals("sidecar") ? "server" : to;
        String manifests = workloads(target) + policies(row.get("config"), target);
        CallSimulator simulator =
                CallSimulator.of(Mesh.of(Manifests.read(manifests, "row")), InjectionWebhook.ofDefault(false));
        String port = row.get("port").asString();
        int number = PORTS.getOrDefault(port, 80);
        Call call = Call.from("apps", row.get("from").asString().equals("naked") ? "naked-client" : "client")
                .to(target + ".apps.svc.cluster.local", number)
                .speaking(
                        switch (port) {
                            case "tcp" -> Application.TCP;
                            case "http2", "grpc" -> Application.HTTP2;
                            default -> Application.HTTP;
                        });
        if (port.equals("https")) {
            call = call.overTls();
        }
        if (migration) {
            call = call.requesting("GET", to.endsWith("vistio") ? "/vistio" : "/vlegacy", Map.of());
        }
        CallVerdict verdict = simulator.decide(call);
        boolean mutual = verdict.outcome() == CallVerdict.Outcome.MTLS;
        boolean pass = verdict.outcome() != CallVerdict.Outcome.UNKNOWN
                && verdict.outcome().arrives() == row.get("expectSuccess").asBoolean()
                && (row.get("expectMTLS").isNull()
                        || mutual == row.get("expectMTLS").asBoolean());
        return new Answer(verdict.outcome().name(), pass, verdict.trace().toString());
    }

    private static String workloads(String target) {
        StringBuilder text = new StringBuilder("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: apps, labels: {istio-injection: enabled}}
                """);
        text.append(deployment("client", "client", "")).append(deployment("naked-client", "naked-client", "false"));
        text.append("""
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s, namespace: apps}
                spec:
                  %2$s
                  selector: {app: %1$s}
                  ports:
                  - {name: http, port: 80, targetPort: 18080}
                  - {name: http2, port: 85, targetPort: 18085}
                  - {name: https, port: 443, targetPort: 18443}
                  - {name: tcp, port: 9090, targetPort: 19090}
                  - {name: grpc, port: 7070, targetPort: 17070}
                """.formatted(target, target.equals("headless") ? "clusterIP: None" : "type: ClusterIP"));
        switch (target) {
            case "migration" ->
                text.append(deployment("migration-vistio", "migration, version: vistio", ""))
                        .append(deployment("migration-vlegacy", "migration, version: vlegacy", "false"));
            case "vm" -> text.append("""
                    ---
                    apiVersion: networking.istio.io/v1
                    kind: WorkloadEntry
                    metadata: {name: vm, namespace: apps}
                    spec: {address: 10.9.9.9, labels: {app: vm}, serviceAccount: vm}
                    """);
            default -> text.append(deployment(target, target, target.equals("naked") ? "false" : ""));
        }
        return text.toString();
    }

    private static String deployment(String name, String labels, String inject) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: apps}
                spec:
                  template:
                    metadata:
                      labels: {app: %s%s}
                    spec:
                      containers: [{name: app, image: app}]
                """.formatted(name, labels, inject.isEmpty() ? "" : ", sidecar.istio.io/inject: \"" + inject + '"');
    }

    private static String policies(JsonNode config, String target) {
        StringBuilder text = new StringBuilder();
        if (config.has("pa")) {
            String scope = config.get("pa").get(0).asString();
            String selector = scope.equals("workload") ? "selector: {matchLabels: {app: " + target + "}}" : "";
            text.append("""
                    ---
                    apiVersion: security.istio.io/v1
                    kind: PeerAuthentication
                    metadata: {name: policy, namespace: %s}
                    spec:
                      %s
                      mtls: {mode: %s}
                      %s
                    """.formatted(
                            scope.equals("mesh") ? "istio-system" : "apps",
                            selector,
                            config.get("pa").get(1).asString(),
                            config.has("paPort") ? ports(config.get("paPort").asString()) : ""));
        }
        if (config.has("dr")) {
            text.append(rule(config.get("dr"), target + ".apps.svc.cluster.local", target));
        }
        return text.toString();
    }

    private static String ports(String mode) {
        return "portLevelMtls: {18080: {mode: %1$s}, 18085: {mode: %1$s}, 18443: {mode: %1$s}, 19090: {mode: %1$s}, "
                .concat("17070: {mode: %1$s}}")
                .formatted(mode);
    }

    private static String rule(JsonNode rule, String host, String target) {
        // A pair of scope and mode, or a mode alone; one mode is about load balancing instead of TLS.
        String scope = rule.isArray() ? rule.get(0).asString() : "mesh";
        if (scope.equals("subset")) {
            return target.equals("migration") ? migration(rule.get(1), host) : "";
        }
        boolean wide = !scope.equals("service");
        String mode = (rule.isArray() ? rule.get(1) : rule).asString();
        String policy =
                mode.equals("PASSTHROUGH-LB") ? "loadBalancer: {simple: PASSTHROUGH}" : "tls: {mode: " + mode + "}";
        return """
                ---
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: rule, namespace: %s}
                spec: {host: "%s", trafficPolicy: {%s}}
                """.formatted(wide ? "istio-system" : "apps", wide ? "*" : host, policy);
    }

    private static String migration(JsonNode mode, String host) {
        String tls = mode.isNull() ? "" : "trafficPolicy: {tls: {mode: " + mode.asString() + "}}";
        String subset = mode.isNull() ? "" : ", " + tls;
        return """
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: migration, namespace: apps}
                spec:
                  hosts: [%1$s]
                  http:
                  - name: vistio-route
                    match: [{uri: {prefix: /vistio}}]
                    route: [{destination: {host: %1$s, subset: vistio}}]
                  - route: [{destination: {host: %1$s, subset: vlegacy}}]
                ---
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: migration, namespace: apps}
                spec:
                  host: %1$s
                  subsets:
                  - {name: vistio, labels: {version: vistio}%2$s}
                  - {name: vlegacy, labels: {version: vlegacy}%2$s}
                  %3$s
                """.formatted(host, subset, tls);
    }
}
