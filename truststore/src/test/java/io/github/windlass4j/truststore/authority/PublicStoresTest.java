package io.github.windlass4j.truststore.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.truststore.client.Engine;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The judgement without chain files, held against what the JDK and OpenSSL said about real chains and real public stores. */
class PublicStoresTest {
    private static final Path CASES = Path.of(System.getProperty("windlass.cases", "../../shared/oracles"))
            .resolve("truststore");
    private static final Map<String, Certificate> CERTIFICATES = new HashMap<>();
    private static final Map<String, List<String>> STORES = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        if (!Files.isReadable(CASES.resolve("stores.json.gz"))) {
            System.out.println("public stores: skipped, " + CASES.normalize() + " is not there");
            assertThat(Boolean.getBoolean("windlass.cases.required")).isFalse();
            Assumptions.abort(CASES + " is not there");
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(open("certs.jsonl.gz"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = JsonMapper.shared().readTree(line);
                CertificateBundle.read(node.get("pem").asString().getBytes(StandardCharsets.UTF_8), "pem")
                        .certificates()
                        .forEach(certificate -> CERTIFICATES.put(certificate.sha256(), certificate));
            }
        }
        json("stores.json.gz").forEach(store -> STORES.put(store.get("name").asString(), hashes(store.get("certs"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"azure-rotation.json.gz", "azure-rotation-extra.json.gz"})
    void answers_without_chain_files_what_the_engines_answered_with_them(String file) throws IOException {
        Authorities azure = Authorities.azure();
        JsonNode suite = json(file);
        Map<String, List<String>> own = new HashMap<>(STORES);
        if (suite.get("stores").isObject()) {
            suite.get("stores").properties().forEach(store -> own.put(store.getKey(), hashes(store.getValue())));
        }
        int judged = 0;
        List<String> wrong = new ArrayList<>();
        for (JsonNode one : suite.get("cases")) {
            Certificate leaf = CERTIFICATES.get(one.get("leaf").asString());
            Optional<List<KnownCertificate>> sent = sent(
                    azure,
                    leaf,
                    hashes(suite.get("intermediatesVariants")
                            .get(one.get("intermediatesVariant").asString())));
            if (sent.isEmpty()) {
                continue;
            }
            TrustStore store = store(own.get(one.get("store").asString()));
            Instant at = Instant.parse(one.get("at").asString());
            for (Engine engine : List.of(Engine.JSSE, Engine.OPENSSL)) {
                boolean leafValid = engine == Engine.JSSE ? !at.isAfter(leaf.notAfter()) : at.isBefore(leaf.notAfter());
                boolean answer = leafValid && azure.covers(store, sent.get(), engine, at);
                boolean expected = one.get(engine == Engine.JSSE ? "jsse" : "openssl")
                        .get("trusted")
                        .asBoolean();
                judged++;
                if (answer != expected) {
                    wrong.add(one.get("id").asString() + " " + engine + " at " + at + " want " + expected);
                }
            }
        }
        System.out.println(file + ": " + judged + " verdicts without chain files, " + wrong.size() + " wrong");
        assertThat(wrong).isEmpty();
        assertThat(judged).isGreaterThan(200);
    }

    @Test
    void no_public_store_is_ready_for_servers_that_leave_out_the_cross_certificate() {
        Instant at = Instant.parse("2026-11-22T00:00:00Z");
        for (String name : List.of("debian12-ca-certificates-20250419", "openjdk-17.0.19", "node-20.20.2")) {
            StoreReview review = Authorities.azure().review(store(STORES.get(name)), at);
            for (Engine engine : List.of(Engine.JSSE, Engine.OPENSSL)) {
                assertThat(review.coverage("new-with-cross", engine)
                                .orElseThrow()
                                .isCovered())
                        .as(name)
                        .isTrue();
                assertThat(review.coverage("new-without-cross", engine)
                                .orElseThrow()
                                .isCovered())
                        .as(name)
                        .isFalse();
            }
            assertThat(review.missing()).extracting(KnownCertificate::id).containsExactly("ms-tls-rsa-g2");
        }
    }

    @Test
    void the_published_facts_are_those_of_the_certificates() {
        for (KnownCertificate known : Authorities.azure().certificates()) {
            Certificate certificate = CERTIFICATES.get(known.sha256());
            assertThat(certificate).as(known.id()).isNotNull();
            assertThat(known.subject()).isEqualTo(certificate.subject().toString());
            assertThat(known.issuer()).isEqualTo(certificate.issuer().toString());
            assertThat(known.sha1()).isEqualTo(certificate.sha1());
            assertThat(known.keySha256()).isEqualTo(certificate.spkiSha256());
            assertThat(known.serial()).isEqualTo(certificate.serialNumber().toString(16));
            assertThat(known.notBefore()).isEqualTo(certificate.notBefore());
            assertThat(known.notAfter()).isEqualTo(certificate.notAfter());
        }
    }

    /** The intermediates as known facts, with one that issued the leaf first; empty if none did. */
    private static Optional<List<KnownCertificate>> sent(Authorities azure, Certificate leaf, List<String> hashes) {
        List<KnownCertificate> sent = new ArrayList<>();
        for (String hash : hashes) {
            sent.add(azure.identify(CERTIFICATES.get(hash)).orElseThrow());
        }
        Optional<KnownCertificate> issuer = sent.stream()
                .filter(known -> known.subject().equals(leaf.issuer().toString()))
                .findFirst();
        return issuer.map(first -> {
            sent.remove(first);
            sent.add(0, first);
            return sent;
        });
    }

    private static TrustStore store(List<String> hashes) {
        return TrustStore.of(
                "store",
                hashes.stream()
                        .map(CERTIFICATES::get)
                        .filter(java.util.Objects::nonNull)
                        .toList());
    }

    private static List<String> hashes(JsonNode array) {
        List<String> hashes = new ArrayList<>();
        array.forEach(hash -> hashes.add(hash.asString()));
        return hashes;
    }

    private static JsonNode json(String name) throws IOException {
        try (InputStream in = open(name)) {
            return JsonMapper.shared().readTree(in);
        }
    }

    private static InputStream open(String name) throws IOException {
        return new GZIPInputStream(Files.newInputStream(CASES.resolve(name)));
    }
}
