package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.advisor.render.AdviceJson;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.SignatureMemo;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.report.Report;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.gateway.route.RouteSimulator;
import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.regex.Regex;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.mesh.analyze.Analyzer;
import io.github.windlass4j.mesh.call.Call;
import io.github.windlass4j.mesh.call.CallSimulator;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.observe.promql.PromQuery;
import io.github.windlass4j.scan.config.ConfigScan;
import io.github.windlass4j.scan.config.Configuration;
import io.github.windlass4j.scan.fleet.FleetAssessor;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.truststore.audit.StoreAudit;
import io.github.windlass4j.truststore.client.ConnectionString;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.diagnose.Diagnosis;
import io.github.windlass4j.truststore.diff.StoreDiff;
import io.github.windlass4j.truststore.rotation.Rotation;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import io.github.windlass4j.truststore.store.UnreadableStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Calls over all modules, each with the same answer whenever and by whomever it is made. */
final class MixedCalls {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String MANIFESTS = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: example}
            spec: {controllerName: example.net/gateway}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: gw, namespace: shop}
            spec:
              gatewayClassName: example
              listeners: [{name: http, port: 80, protocol: HTTP, hostname: "*.example"}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: shop, namespace: shop}
            spec:
              parentRefs: [{name: gw}]
              hostnames: [shop.example]
              rules:
              - matches: [{path: {type: PathPrefix, value: /cart}}, {path: {type: RegularExpression, value: "/v[0-9]+/.*"}}]
                backendRefs: [{name: cart, port: 80, weight: 9}, {name: reviews, port: 9080, weight: 1}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: reviews, namespace: shop}
            spec: {selector: {app: reviews}, ports: [{port: 9080, name: http}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: reviews, namespace: shop}
            spec:
              selector: {matchLabels: {app: reviews}}
              template:
                metadata: {labels: {app: reviews}}
                spec: {containers: [{name: a, image: a, ports: [{containerPort: 9080}]}]}
            ---
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: default, namespace: shop}
            spec: {mtls: {mode: STRICT}}
            """;
    private static final String PROPERTIES =
            "spring.datasource.url=jdbc:postgresql://db/shop?sslmode=verify-full&sslrootcert=/etc/ca.pem\n";

    private final Map<String, Callable<String>> calls = new LinkedHashMap<>();
    private final SignatureMemo memo = SignatureMemo.standard();

    MixedCalls() {
        Mint mint = Mint.seeded(41).at(AT).keys(KeyType.P_256);
        Authority root = mint.root("Root");
        Authority next = mint.root("Next Root");
        Issued today = root.issueAuthority("CA 1").issueLeaf("db.example");
        Issued tomorrow = next.issueAuthority("CA 2").issueLeaf("db.example");
        TrustStore store = TrustStore.of("old", List.of(root.certificate()));
        TrustStore both = TrustStore.of("new", List.of(root.certificate(), next.certificate()));
        chains(root.certificate(), today);
        stores(store, both, today, tomorrow);
        manifests();
        fleet(List.of(root.certificate(), next.certificate()), today, tomorrow);
        Knowledge knowledge = Knowledge.of(KnowledgePack.shipped("ca-rotation"));
        calls.put(
                "advise", () -> AdviceJson.render(Advisor.advise(knowledge, Facts.none(), LocalDate.of(2026, 11, 22))));
    }

    /** The calls by name. */
    Map<String, Callable<String>> all() {
        return Map.copyOf(calls);
    }

    private void chains(Certificate root, Issued issued) {
        for (Profile profile : List.of(Profile.RFC5280, Profile.WEBPKI, Profile.PRIVATE_PKI)) {
            ChainRequest request = ChainRequest.of(issued.chain())
                    .anchors(List.of(root))
                    .at(AT)
                    .host(ServerName.parse("db.example"));
            ChainValidator validator = ChainValidator.of(profile);
            calls.put(
                    "validate " + profile.name(),
                    () -> String.valueOf(validator.validate(request).isTrusted()));
            calls.put(
                    "validate with memo " + profile.name(),
                    () -> String.valueOf(validator.validate(request.memo(memo)).isTrusted()));
        }
        Hostile mesh = Hostile.mesh(10, false);
        calls.put(
                "hostile mesh",
                () -> String.valueOf(ChainValidator.of(Profile.RFC5280)
                        .validate(mesh.request())
                        .isTrusted()));
        byte[] pem = (root.toPem() + issued.certificate().toPem().substring(3)).getBytes(StandardCharsets.US_ASCII);
        calls.put(
                "damaged bundle",
                () -> CertificateBundle.read(pem, "x").findings().toString());
    }

    private void stores(TrustStore old, TrustStore both, Issued today, Issued tomorrow) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("pem", StoreFile.pem(both).bytes());
        files.put("pkcs12", StoreFile.pkcs12(both, PASSWORD).bytes());
        files.put("jks", StoreFile.jks(both, PASSWORD, AT).bytes());
        files.put("pkcs7", StoreFile.pkcs7(both).bytes());
        files.forEach((format, bytes) -> {
            calls.put(
                    "read " + format,
                    () -> TrustStore.read(bytes, format, PASSWORD).toString());
            byte[] damaged = bytes.clone();
            damaged[damaged.length / 2] ^= 0x55;
            calls.put("read damaged " + format, () -> readOrRefused(damaged));
        });
        PresentedChain chain = PresentedChain.of("db", today.chain());
        PresentedChain later = PresentedChain.of("db", tomorrow.chain());
        calls.put("diff", () -> StoreDiff.between(old, both).lines().toString());
        calls.put(
                "audit",
                () -> Report.titled("audit", AT).with(StoreAudit.of(both, AT)).toMarkdown());
        calls.put(
                "connect",
                () -> ConnectionString.parse("jdbc:postgresql://db.example/x?sslmode=verify-full")
                        .client("42.7.14")
                        .rootFile(old)
                        .jdk(17)
                        .connect(Server.presenting(later), AT)
                        .message());
        calls.put(
                "rotate",
                () -> Rotation.from(chain)
                        .to(later)
                        .at(AT)
                        .impactOn(ConnectionString.parse("host=db.example sslmode=verify-ca")
                                .client("15.18")
                                .rootFile(old)
                                .openssl("3.0"))
                        .toString());
        calls.put(
                "diagnose",
                () -> Diagnosis.ofLibpq("SSL error: certificate verify failed").toString());
    }

    private static String readOrRefused(byte[] content) {
        try {
            return TrustStore.read(content, "damaged", PASSWORD).toString();
        } catch (UnreadableStoreException refused) {
            return refused.getMessage();
        }
    }

    private void manifests() {
        GatewayRelease release = GatewayRelease.shipped(Channel.STANDARD);
        calls.put("validate manifests", () -> {
            List<String> verdicts = new ArrayList<>();
            for (Resource object : Manifests.read(MANIFESTS, "shop.yaml").resources()) {
                verdicts.add(release.schemas().create(object).errors().toString());
            }
            return verdicts.toString();
        });
        calls.put(
                "write manifests", () -> Manifests.read(MANIFESTS, "shop.yaml").toYaml());
        calls.put("refuse manifests", () -> {
            try {
                return Manifests.read(MANIFESTS + "a: [", "cut.yaml").toString();
            } catch (MalformedYamlException refused) {
                return refused.getMessage();
            }
        });
        calls.put(
                "route",
                () -> RouteSimulator.of(
                                Attachment.of(
                                        GatewaySet.of(Manifests.read(MANIFESTS, "shop.yaml")),
                                        Controller.named("example.net/gateway")),
                                AT)
                        .decide(Request.get("http://shop.example/v1/x"))
                        .toString());
        calls.put(
                "analyze mesh",
                () -> Analyzer.analyze(Mesh.of(Manifests.read(MANIFESTS, "shop.yaml")))
                        .toString());
        calls.put(
                "call in mesh",
                () -> CallSimulator.of(Mesh.of(Manifests.read(MANIFESTS, "shop.yaml")))
                        .decide(Call.fromOutside().to("reviews.shop.svc.cluster.local", 9080))
                        .toString());
        Regex shared = Regex.compile("(a|b)*c[0-9]{1,20}(x|y)?");
        String text = "ab".repeat(200) + "c123";
        calls.put(
                "match",
                () -> shared.matches(text) + " " + Regex.compile("(a*)*d").find(text));
        calls.put(
                "query",
                () -> PromQuery.parse("sum by (le) (rate(x_bucket{a=~\"b|c\"}[5m]))", "q")
                        .metrics()
                        .toString());
    }

    private void fleet(List<Certificate> roots, Issued today, Issued tomorrow) {
        List<PresentedChain> chains =
                List.of(PresentedChain.of("today", today.chain()), PresentedChain.of("tomorrow", tomorrow.chain()));
        calls.put(
                "fleet",
                () -> FleetAssessor.of(Profile.PRIVATE_PKI, chains, AT)
                        .assess("store", roots)
                        .rejecting(0)
                        .toString());
        calls.put("scan", () -> {
            Inventory found = ConfigScan.of("app", Configuration.properties(PROPERTIES, new Place("image", "/app")))
                    .scan();
            StringBuilder lines = new StringBuilder();
            try {
                found.writeTo(lines);
            } catch (IOException memoryOnly) {
                throw new UncheckedIOException(memoryOnly);
            }
            return lines.toString();
        });
    }
}
