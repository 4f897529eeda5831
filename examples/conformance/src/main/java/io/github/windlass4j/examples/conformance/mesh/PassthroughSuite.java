package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.proxy.Connection;
import io.github.windlass4j.mesh.proxy.Control;
import io.github.windlass4j.mesh.proxy.Proxy;
import io.github.windlass4j.mesh.proxy.ProxyPath;
import io.github.windlass4j.mesh.proxy.ProxySimulator;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Calls to hosts that one ServiceEntry names or does not name, by policy for the unknown, port and wire. */
final class PassthroughSuite implements Suite {
    @Override
    public String name() {
        return "outbound-passthrough";
    }

    @Override
    public String file() {
        return "mesh/istio-mtls/outbound-passthrough.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("cases")
                .map(row -> new Case(
                        CaseIds.join(
                                row,
                                "outboundTrafficPolicy",
                                "serviceEntryHasVIP",
                                "port",
                                "portProtocol",
                                "protocol",
                                "tls",
                                "alpn",
                                "host"),
                        row.get("expect"),
                        () -> ask(row)));
    }

    private static Answer ask(JsonNode row) {
        String manifests = """
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: se}
                spec:
                  hosts: [istio.io]
                  addresses: [%s]
                  ports:
                  - {name: http, number: 80, protocol: HTTP}
                  - {name: auto, number: 81}
                  - {name: tcp, number: 82, protocol: TCP}
                  - {name: tls, number: 83, protocol: TLS}
                  - {name: https, number: 84, protocol: HTTPS}
                  - {name: grpc, number: 85, protocol: GRPC}
                  - {name: h2, number: 86, protocol: HTTP2}
                  location: MESH_EXTERNAL
                  resolution: DNS
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: istio, namespace: istio-system}
                data:
                  mesh: 'outboundTrafficPolicy: {mode: %s}'
                """.formatted(
                        row.get("serviceEntryHasVIP").asBoolean() ? "1.2.3.4" : "",
                        row.get("outboundTrafficPolicy").asString());
        Mesh mesh = Mesh.of(Manifests.read(manifests, "case"));
        ProxySimulator simulator = ProxySimulator.of(
                Control.of(mesh, workload -> false),
                Proxy.sidecar("default", Map.of()).at("1.1.1.1"));
        String host = row.get("host").asString();
        Connection.Wire wire = switch (row.get("tls").asString()) {
            case "tls" -> Connection.Wire.TLS;
            case "mtls" -> Connection.Wire.MUTUAL_TLS;
            default -> Connection.Wire.PLAINTEXT;
        };
        Connection.Application application = switch (row.get("protocol").asString()) {
            case "http" -> Connection.Application.HTTP;
            case "http2" -> Connection.Application.HTTP2;
            default -> Connection.Application.TCP;
        };
        ProxyPath path =
                simulator.decide(Connection.to("1.3.3.7", row.get("port").asInt())
                        .http(host, "/")
                        .speaking(application)
                        .over(wire, wire == Connection.Wire.TLS ? host : "")
                        .offering(row.get("alpn").asString("")));
        JsonNode expect = row.get("expect");
        boolean pass = path.obstacle().isPresent() == expect.has("error")
                && agrees(expect, "clusterMatched", path.cluster())
                && agrees(expect, "virtualHostMatched", path.virtualHost())
                && agrees(expect, "listenerMatched", path.listener());
        return new Answer(path.toString(), pass, path.toString());
    }

    private static boolean agrees(JsonNode expect, String field, String actual) {
        return !expect.has(field) || expect.get(field).asString().equals(actual);
    }
}
