package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.istio.ClientTls;
import io.github.windlass4j.mesh.istio.DestinationRule;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.istio.PeerAuthentication;
import io.github.windlass4j.mesh.mtls.PeerPolicy;
import io.github.windlass4j.mesh.mtls.ServiceMode;
import io.github.windlass4j.mesh.mtls.TlsOrigination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What policies say together and how clients connect: five formats of single functions. */
final class PolicySuites {
    static final Suite COMPOSE = suite("peerauthn-compose", PolicySuites::compose);
    static final Suite CLIENT = suite("auto-mtls-client", PolicySuites::client);
    static final Suite ENDPOINT = new Plain("endpoint-mtls-checker", PolicySuites::endpoints);
    static final Suite INFER = suite("infer-service-mode", PolicySuites::infer);

    private static final String ROOT = "root-namespace";
    private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");

    private PolicySuites() {}

    private record Plain(String name, Function<JsonNode, Stream<Case>> read) implements Suite {
        @Override
        public String file() {
            return "mesh/istio-mtls/" + name + ".json";
        }

        @Override
        public Stream<Case> cases(CaseFile file) {
            return file.elements("cases").flatMap(read);
        }
    }

    private static Suite suite(String name, Function<JsonNode, Case> read) {
        return new Plain(name, node -> Stream.of(read.apply(node)));
    }

    /** Upstream names the modes MTLSStrict and so on; MTLSUnknown is no mode. */
    static String word(MtlsMode mode) {
        String text = mode == MtlsMode.UNSET ? "unknown" : mode.name().toLowerCase(Locale.ROOT);
        return "MTLS" + text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    static Resource resource(String kind, JsonNode config) {
        boolean policy = kind.equals("PeerAuthentication");
        Map<String, Object> metadata = new LinkedHashMap<>();
        JsonNode meta = config.get("Meta");
        metadata.put("name", meta.get("name").asString());
        metadata.put("namespace", meta.get("namespace").asString());
        if (meta.has("creationTimestamp")) {
            JsonNode created = meta.get("creationTimestamp");
            // A call is now plus so many nanoseconds.
            metadata.put(
                    "creationTimestamp",
                    (created.isObject()
                                    ? NOW.plusNanos(created.get("args").get(0).asLong())
                                    : NOW)
                            .toString());
        }
        return Resource.of((Mapping) Node.of(Map.of(
                "apiVersion",
                (policy ? "security" : "networking") + ".istio.io/v1",
                "kind",
                kind,
                "metadata",
                metadata,
                "spec",
                tree(config.get("Spec")))));
    }

    static Node tree(JsonNode json) {
        return Yaml.read(json.toString(), "case").get(0).root();
    }

    private static Case compose(JsonNode test) {
        return new Case(CaseIds.of(test), test.get("want"), () -> {
            List<PeerAuthentication> policies = new ArrayList<>();
            test.get("configs")
                    .forEach(config -> PeerAuthentication.KIND
                            .view(resource("PeerAuthentication", config))
                            .ifPresent(policies::add));
            PeerPolicy policy = PeerPolicy.compose(ROOT, policies);
            Map<String, String> ports = new TreeMap<>();
            policy.ports().forEach((port, decision) -> ports.put(port.toString(), word(decision.mode())));
            Map<String, String> wanted = new TreeMap<>();
            test.get("want")
                    .path("PerPort")
                    .properties()
                    .forEach(port -> wanted.put(port.getKey(), port.getValue().asString()));
            boolean pass = word(policy.base().mode())
                            .equals(test.get("want").get("Mode").asString())
                    && ports.equals(wanted);
            return new Answer(
                    word(policy.base().mode()) + " " + ports,
                    pass,
                    policy.base().toString());
        });
    }

    private static Case client(JsonNode test) {
        return new Case(CaseIds.of(test), test.get("want"), () -> {
            Optional<TlsOrigination.Written> written = test.get("tls").isNull()
                    ? Optional.empty()
                    : Optional.of(new TlsOrigination.Written(
                            new ClientTls(Fields.of(tree(test.get("tls")))), "spec.trafficPolicy.tls"));
            JsonNode proxy = test.get("proxy").get("Metadata");
            Optional<TlsOrigination.Certificates> own = proxy.has("TLSClientCertChain")
                    ? Optional.of(new TlsOrigination.Certificates(
                            proxy.get("TLSClientCertChain").asString(),
                            proxy.get("TLSClientKey").asString(),
                            proxy.get("TLSClientRootCert").asString()))
                    : Optional.empty();
            List<String> names = new ArrayList<>();
            test.get("sans").forEach(name -> names.add(name.asString()));
            MtlsMode mode = Stream.of(MtlsMode.values())
                    .filter(candidate ->
                            word(candidate).equals(test.get("serviceMTLSMode").asString()))
                    .findFirst()
                    .orElseThrow();
            Optional<TlsOrigination> tls = TlsOrigination.of(
                    written,
                    test.get("autoMTLSEnabled").asBoolean(),
                    test.get("meshExternal").asBoolean(),
                    mode,
                    test.get("sni").asString(),
                    names,
                    own);
            String source = tls.filter(found -> found.source() == TlsOrigination.Source.AUTOMATIC)
                    .map(found -> "$autoDetected")
                    .orElse("$userSupplied");
            Map<String, Object> actual = tls.map(PolicySuites::settings).orElse(Map.of());
            Map<String, Object> wanted = new TreeMap<>();
            test.get("want").properties().forEach(field -> {
                List<String> values = new ArrayList<>();
                field.getValue().forEach(value -> values.add(value.asString()));
                wanted.put(
                        field.getKey(),
                        field.getValue().isArray() ? values : field.getValue().asString());
            });
            return new Answer(
                    actual + " " + source,
                    actual.equals(wanted)
                            && source.equals(test.get("wantCtxType").asString()),
                    tls.map(TlsOrigination::toString).orElse("as the application sends"));
        });
    }

    private static Map<String, Object> settings(TlsOrigination tls) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("mode", tls.mode().name());
        if (!tls.serverName().isEmpty()) {
            settings.put("sni", tls.serverName());
        }
        if (!tls.subjectAltNames().isEmpty()) {
            settings.put("subjectAltNames", tls.subjectAltNames());
        }
        tls.certificates().ifPresent(files -> {
            settings.put("clientCertificate", files.chain());
            settings.put("privateKey", files.key());
            settings.put("caCertificates", files.roots());
        });
        return settings;
    }

    private static Stream<Case> endpoints(JsonNode scenarios) {
        return scenarios.properties().stream()
                .filter(entry -> entry.getValue().isObject())
                .map(entry -> new Case(
                        entry.getKey(),
                        entry.getValue().get("IsMtlsDisabled").asBoolean(),
                        () -> endpoint(entry.getValue())));
    }

    private static Answer endpoint(JsonNode scenario) {
        List<Resource> resources = new ArrayList<>();
        Stream.concat(
                        scenario.has("Config") ? Stream.of(scenario.get("Config")) : Stream.empty(),
                        scenario.path("Configs").values().stream())
                .forEach(config -> resources.add(
                        resource(config.get("Meta").get("type").asString().replace("$gvk.", ""), config)));
        Mesh mesh = Mesh.of(Manifests.of(resources));
        List<DestinationRule> rules = mesh.all(DestinationRule.KIND).stream()
                .filter(rule -> rule.host().equals("example.ns.svc.cluster.local"))
                .toList();
        Optional<TlsOrigination.Written> written =
                TlsOrigination.written(rules, scenario.path("SubsetName").asString(""), 80);
        PeerPolicy policy = PeerPolicy.of(mesh, "ns", Map.of("app", "example"));
        boolean disabled = !TlsOrigination.isMutual(written, true, policy, 8080);
        return Answer.compare(scenario.get("IsMtlsDisabled").asBoolean(), disabled, written + ", " + policy.port(8080));
    }

    /** The policies that upstream's test sets up: STRICT in one namespace, DISABLE for one workload of another. */
    private static final String POLICIES = """
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: default, namespace: whole}
            spec: {mtls: {mode: STRICT}}
            ---
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: workload-beta-policy, namespace: partial}
            spec:
              selector: {matchLabels: {app: httpbin, version: v1}}
              mtls: {mode: DISABLE}
            """;

    private static Case infer(JsonNode test) {
        String wanted = test.get("wanted").asString().replace("$", "");
        return new Case(CaseIds.of(test), wanted, () -> {
            List<Boolean> endpoints = new ArrayList<>();
            test.path("serviceInstances")
                    .forEach(instance -> endpoints.add(
                            !instance.get("Endpoint").get("TLSMode").asString().equals("$DisabledTLSModeLabel")));
            MtlsMode mode = ServiceMode.infer(
                    Mesh.of(Manifests.read(POLICIES, "policies")),
                    test.get("serviceNamespace").asString(),
                    test.get("serviceResolution").asString().equals("$Passthrough"),
                    endpoints);
            return Answer.compare(wanted, word(mode), endpoints.size() + " endpoints");
        });
    }
}
