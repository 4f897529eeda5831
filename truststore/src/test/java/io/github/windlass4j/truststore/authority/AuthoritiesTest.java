package io.github.windlass4j.truststore.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.knowledge.MalformedKnowledgeException;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.client.Engine;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthoritiesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final String HASH_A = "a".repeat(64);
    private static final String HASH_B = "b".repeat(64);

    @Test
    void ships_azure_with_the_recommended_roots_and_dates() {
        Authorities azure = Authorities.azure();
        assertThat(azure.recommended())
                .extracting(KnownCertificate::subject)
                .containsExactly(
                        "CN=DigiCert Global Root G2,OU=www.digicert.com,O=DigiCert Inc,C=US",
                        "CN=Microsoft RSA Root Certificate Authority 2017,O=Microsoft Corporation,C=US",
                        "CN=Microsoft TLS RSA Root G2,O=Microsoft Corporation,C=US");
        assertThat(azure.withdrawals())
                .filteredOn(withdrawal -> withdrawal.certificate().equals("digicert-g2"))
                .extracting(Withdrawal::on)
                .containsExactly(LocalDate.parse("2029-04-15"));
        assertThat(azure.certificate("ms-tls-rsa-g2-cross").orElseThrow().notAfter())
                .isEqualTo(Instant.parse("2029-06-19T23:59:59Z"));
        assertThat(azure.certificate("ms-tls-rsa-g2-cross").orElseThrow().keySha256())
                .isEqualTo(azure.certificate("ms-tls-rsa-g2").orElseThrow().keySha256());
        assertThat(azure.knownAnchors()).hasSize(3);
        assertThat(azure.distrust()).hasSize(2);
        assertThat(azure.unseen()).hasSize(6);
        assertThat(azure.schedule()).hasSize(5);
        assertThat(azure).hasToString("Azure, 30 certificates, as of 2026-11-22");
    }

    @Test
    void an_empty_store_covers_nothing_and_misses_every_recommended_root() {
        StoreReview review = Authorities.azure().review(TrustStore.of("empty.pem", List.of()), NOW);
        assertThat(review.held()).isEmpty();
        assertThat(review.missing()).hasSize(3);
        assertThat(review.isReadyFor(Topology.Generation.NEW, Engine.JSSE)).isFalse();
        // The DigiCert-signed issuing CAs of the old chain have expired: nobody sends them any more.
        assertThat(review.findings())
                .filteredOn(finding -> finding.rule().equals(AuthorityRule.TOPOLOGY_NOT_COVERED.id()))
                .hasSize(6);
        assertThat(review.findings())
                .filteredOn(finding -> finding.rule().equals(AuthorityRule.RECOMMENDED_ROOT_MISSING.id()))
                .allSatisfy(finding -> {
                    assertThat(finding.location().artifact()).isEqualTo("empty.pem");
                    assertThat(finding.severity()).isEqualTo(AuthorityRule.RECOMMENDED_ROOT_MISSING.severity());
                })
                .hasSize(3);
    }

    @Test
    void refuses_a_document_that_points_nowhere() {
        String document = document("\"recommended\": [\"nobody\"]");
        assertThatThrownBy(() -> Authorities.read(document.getBytes(StandardCharsets.UTF_8), "own.json"))
                .isInstanceOf(MalformedKnowledgeException.class)
                .hasMessageContaining("own.json")
                .hasMessageContaining("recommended: certificate \"nobody\" is not in certificates");
    }

    @Test
    void reads_a_document_of_ones_own() {
        Authorities own =
                Authorities.read(document("\"recommended\": [\"root\"]").getBytes(StandardCharsets.UTF_8), "own.json");
        StoreReview review = own.review(TrustStore.of("empty", List.of()), NOW);
        assertThat(review.coverage("direct", Engine.OPENSSL).orElseThrow())
                .hasToString("direct under OpenSSL: not covered");
        assertThat(review.coverage("nothing", Engine.OPENSSL)).isEmpty();
        assertThat(review.findings()).extracting(Finding::rule).containsExactly("WL-TS-202", "WL-TS-202", "WL-TS-201");
        assertThat(own.sources()).hasSize(1);
    }

    @Test
    void refuses_a_root_that_another_key_signed() {
        assertThatThrownBy(() -> new KnownCertificate(
                        "x",
                        KnownCertificate.Role.ROOT,
                        "CN=x",
                        "CN=x",
                        HASH_A,
                        "c".repeat(40),
                        HASH_A,
                        HASH_B,
                        "1",
                        NOW,
                        NOW.plusSeconds(1),
                        null,
                        List.of("s")))
                .hasMessage("role: ROOT (want ROOT exactly if it signed itself)");
    }

    /** Where each engine's way ends, and why: what is there and has ended is not said to be missing. */
    @Test
    void a_way_that_ends_says_what_is_there() {
        Mint mint = Mint.seeded(7).at(NOW);
        Authority root = mint.root("R");
        Authority other = mint.root("Other", spec -> spec.subject("CN=R"));
        Certificate issuing = root.issueAuthority("I").certificate();
        Authorities own = Authorities.read(
                document("\"recommended\": []")
                        .replace("\"keySha256\": \"" + HASH_A, "\"keySha256\": \"" + key(root.certificate()))
                        .replace(
                                "\"issuerKeySha256\": \"" + HASH_A, "\"issuerKeySha256\": \"" + key(root.certificate()))
                        .replace("\"keySha256\": \"" + HASH_B, "\"keySha256\": \"" + key(issuing))
                        .getBytes(StandardCharsets.UTF_8),
                "own.json");
        Instant ended = Instant.parse("2030-01-01T00:00:01Z");
        assertThat(evidence(own, Engine.JSSE, ended, root.certificate()))
                .isEqualTo("CN=I is sent, but ended 2030-01-01T00:00:00Z");
        assertThat(evidence(own, Engine.OPENSSL, ended, root.certificate()))
                .isEqualTo("CN=I is sent, but ended 2030-01-01T00:00:00Z");
        Instant late = issuing.notAfter().plusSeconds(1);
        assertThat(evidence(own, Engine.OPENSSL, late, issuing, root.certificate()))
                .isEqualTo("CN=I is in the store, but ended " + issuing.notAfter());
        assertThat(evidence(own, Engine.OPENSSL, issuing.notBefore().minusSeconds(1), issuing, root.certificate()))
                .isEqualTo("CN=I is in the store, but begins " + issuing.notBefore());
        for (Engine engine : List.of(Engine.JSSE, Engine.OPENSSL)) {
            assertThat(evidence(own, engine, NOW, other.certificate()))
                    .isEqualTo("CN=I until 2030-01-01T00:00:00Z <- CN=R is in the store with another key");
            assertThat(evidence(own, engine, NOW))
                    .isEqualTo("CN=I until 2030-01-01T00:00:00Z <- no certificate of CN=R in the store");
        }
    }

    private static String key(Certificate certificate) {
        return certificate.spkiSha256();
    }

    private static String evidence(Authorities own, Engine engine, Instant at, Certificate... store) {
        Coverage coverage = own.review(TrustStore.of("store", List.of(store)), at)
                .coverage("direct", engine)
                .orElseThrow();
        assertThat(coverage.isCovered()).isFalse();
        return coverage.evidence().get(0);
    }

    private static String document(String recommended) {
        return """
                {
                  "asOf": "2026-11-22", "name": "Own",
                  "sources": [{"id": "s", "title": "t", "publisher": "p", "kind": "USER", "date": "2026-11-22"}],
                  "certificates": [
                    {"id": "root", "role": "ROOT", "subject": "CN=R", "issuer": "CN=R", "sha256": "%1$s", "sha1": "%3$s",
                     "keySha256": "%1$s", "issuerKeySha256": "%1$s", "serial": "1",
                     "notBefore": "2020-01-01T00:00:00Z", "notAfter": "2040-01-01T00:00:00Z", "sources": ["s"]},
                    {"id": "issuing", "role": "ISSUING", "subject": "CN=I", "issuer": "CN=R", "sha256": "%2$s",
                     "sha1": "%3$s", "keySha256": "%2$s", "issuerKeySha256": "%1$s", "serial": "2",
                     "notBefore": "2020-01-01T00:00:00Z", "notAfter": "2030-01-01T00:00:00Z", "sources": ["s"]}],
                  "withdrawals": [],
                  "topologies": [{"id": "direct", "title": "direct", "generation": "NEW", "sent": [["issuing"]],
                                  "sources": ["s"]}],
                  %4$s, "unseen": [], "schedule": []
                }""".formatted(HASH_A, HASH_B, "c".repeat(40), recommended);
    }
}
