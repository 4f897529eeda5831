package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.proxy.Connection;
import io.github.windlass4j.mesh.proxy.Connection.Application;
import io.github.windlass4j.mesh.proxy.Connection.Wire;
import io.github.windlass4j.mesh.proxy.Control;
import io.github.windlass4j.mesh.proxy.Proxy;
import io.github.windlass4j.mesh.proxy.ProxyPath;
import io.github.windlass4j.mesh.proxy.ProxySimulator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Connections through the configuration of one proxy, sidecar or gateway: where they end. */
record ProxySuite(String name, String file) implements Suite {
    private static final Map<ProxyPath.Obstacle, String> ERRORS = Map.of(
            ProxyPath.Obstacle.NO_LISTENER, "ErrNoListener",
            ProxyPath.Obstacle.NO_FILTER_CHAIN, "ErrNoFilterChain",
            ProxyPath.Obstacle.SEVERAL_FILTER_CHAINS, "ErrMultipleFilterChain",
            ProxyPath.Obstacle.NOT_TLS, "ErrTLSError",
            ProxyPath.Obstacle.NOT_MUTUAL_TLS, "ErrMTLSError",
            ProxyPath.Obstacle.PROTOCOL, "ErrProtocolError",
            ProxyPath.Obstacle.NO_VIRTUAL_HOST, "ErrNoVirtualHost",
            ProxyPath.Obstacle.NO_ROUTE, "ErrNoRoute",
            ProxyPath.Obstacle.TLS_REDIRECT, "ErrTLSRedirect");

    private static final List<String> GATEWAY_SUITES =
            List.of("TestHTTPGateway", "TestGateway", "TestTargetPort", "TestIngress", "TestDisablePortTranslation");

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("cases").flatMap(ProxySuite::calls);
    }

    private static Stream<Case> calls(JsonNode test) {
        ProxySimulator simulator = simulator(test);
        String title = test.path("name").isNull() || test.path("name").isMissingNode()
                ? test.path("line").asString()
                : test.get("name").asString();
        List<Case> cases = new ArrayList<>();
        JsonNode calls = test.get("calls");
        for (int i = 0; i < calls.size(); i++) {
            JsonNode call = calls.get(i);
            String id = test.get("suite").asString() + "/" + title + "/" + i;
            cases.add(new Case(id, call.get("expect"), () -> ask(simulator, call)));
        }
        return cases.stream();
    }

    private static ProxySimulator simulator(JsonNode test) {
        Manifests manifests = DomainlessRules.complete(
                        Manifests.read(test.path("config").asString(""), "config"))
                .plus(Manifests.read(test.path("kubeConfig").asString(""), "kubeConfig"));
        String suite = test.get("suite").asString();
        Proxy proxy = Proxy.sidecar("default", labels(test.path("proxyLabels"))).at("1.1.1.1");
        if (GATEWAY_SUITES.stream().anyMatch(suite::startsWith)) {
            proxy = Proxy.gateway("istio-system", Map.of("istio", "ingressgateway"))
                    .at("1.1.1.1");
        } else if (suite.equals("TestServiceEntryDuplicatedHostname")) {
            proxy = proxy.allocatingAddresses();
        } else if (suite.equals("TestServiceEntry")) {
            proxy = Proxy.sidecar("default", Map.of("app", "foo")).at("127.0.0.1", "1234::1234");
        }
        return ProxySimulator.of(Control.of(Mesh.of(manifests), workload -> false), proxy);
    }

    static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asString()));
        return labels;
    }

    private static Answer ask(ProxySimulator simulator, JsonNode call) {
        ProxyPath path = simulator.decide(connection(call.get("call")));
        JsonNode expect = call.get("expect");
        Map<String, String> actual = new LinkedHashMap<>();
        actual.put("error", path.obstacle().map(ERRORS::get).orElse(""));
        actual.put("listenerMatched", path.listener());
        actual.put("filterChainMatched", path.filterChain());
        actual.put("routeConfigMatched", path.routeConfig());
        actual.put("virtualHostMatched", path.virtualHost());
        actual.put("routeMatched", path.route());
        actual.put("clusterMatched", path.cluster());
        boolean strict = expect.path("strictMatch").asBoolean(false);
        boolean pass = actual.entrySet().stream().allMatch(field -> {
            JsonNode wanted = expect.get(field.getKey());
            boolean always = strict || field.getKey().equals("error");
            return wanted == null
                    ? !always || field.getValue().isEmpty()
                    : wanted.asString().equals(field.getValue());
        });
        return new Answer(actual, pass, path.toString());
    }

    static Connection connection(JsonNode call) {
        int port = call.path("port").asInt(0);
        Connection connection = call.path("callMode").asString("").equals("inbound")
                ? Connection.inbound(port)
                : Connection.to(call.path("address").asString("1.3.3.7"), port);
        String host = call.path("hostHeader").asString("");
        Application application = switch (call.path("protocol").asString("")) {
            case "http" -> Application.HTTP;
            case "http2" -> Application.HTTP2;
            default -> Application.TCP;
        };
        Wire wire = switch (call.path("tLS").asString("")) {
            case "tls" -> Wire.TLS;
            case "mtls" -> Wire.MUTUAL_TLS;
            default -> Wire.PLAINTEXT;
        };
        String serverName = call.path("sni").asString("");
        return connection
                .http(host, call.path("path").asString("/"))
                .speaking(application)
                .over(wire, serverName.isEmpty() && wire == Wire.TLS ? host : serverName)
                .offering(call.path("alpn").asString(""))
                .showing(call.path("mtlsSecretConfigName").asString(Connection.MESH));
    }
}
