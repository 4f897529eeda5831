package io.github.windlass4j.truststore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.authority.Authorities;
import io.github.windlass4j.truststore.jdbc.HandshakeListener.Warning;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A platform that moves from one root to another, which the first cross-signs; some servers leave the cross-certificate out.
 */
class ComingRotationTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    private final Mint mint = Mint.seeded(8).at(AT);
    private final Authority oldRoot = mint.root("Old Root");
    private final Authority newRoot = mint.root("New Root");
    private final Authority cross = oldRoot.crossSign(newRoot);
    private final Authority oldIssuing = oldRoot.issueAuthority("Old Issuing CA");
    private final Authority newIssuing = newRoot.issueAuthority("New Issuing CA");
    private final Issued oldLeaf = oldIssuing.issueLeaf("db.example.test");
    private final Issued newLeaf = newIssuing.issueLeaf("db.example.test");
    private final Authorities known = Authorities.read(document().getBytes(StandardCharsets.UTF_8), "platform.json");

    @TempDir
    Path folder;

    @Test
    void warns_while_the_store_lacks_the_new_root() throws Exception {
        assertThat(warnings(oldLeaf, oldRoot)).containsExactly(Warning.ROTATION_AHEAD);
        assertThat(warnings(oldLeaf, oldRoot, newRoot)).isEmpty();
        assertThat(warnings(newLeaf, newRoot)).isEmpty();
        Authority stranger = mint.root("Stranger");
        assertThat(warnings(stranger.issueLeaf("db.example.test"), stranger)).isEmpty();
    }

    @Test
    void warns_also_of_a_pin() throws Exception {
        assertThat(warnings(oldLeaf, oldIssuing)).containsExactlyInAnyOrder(Warning.PINNED, Warning.ROTATION_AHEAD);
    }

    @Test
    void says_what_comes_and_what_to_add() {
        TrustStore store = TrustStore.of("roots.pem", List.of(oldRoot.certificate()));

        String text = ComingRotation.warning(known, oldLeaf.path(), store, AT).orElseThrow();

        assertThat(text)
                .isEqualTo(
                        "CN=Old Issuing CA is being replaced (Platform, as of 2026-11-22), and roots.pem does not lead"
                                + " to: new without cross; add CN=New Root (SHA-256 "
                                + newRoot.certificate().sha256() + ")");
    }

    @Test
    void the_shipped_facts_are_silent_about_others() {
        TrustStore store = TrustStore.of("roots.pem", List.of(oldRoot.certificate()));

        assertThat(ComingRotation.warning(Authorities.azure(), oldLeaf.path(), store, AT))
                .isEmpty();
        assertThat(ComingRotation.warning(known, List.of(oldLeaf.certificate()), store, AT))
                .isEmpty();
    }

    private Set<Warning> warnings(Issued server, Authority... trusted) throws Exception {
        Path file = folder.resolve("roots.pem");
        List<Certificate> anchors = new ArrayList<>();
        for (Authority authority : trusted) {
            anchors.add(authority.certificate());
        }
        StoreFile.pem(TrustStore.of("roots", anchors)).writeTo(file);
        Properties properties = new Properties();
        properties.setProperty("sslmode", "verify-ca");
        properties.setProperty("sslrootcert", file.toString());
        List<HandshakeListener.Report> reports = new ArrayList<>();
        WindlassTrustManager manager = new WindlassTrustManager(
                JdbcSettings.ofPgjdbc(properties, folder), Clock.fixed(AT, ZoneOffset.UTC), reports::add, known);
        X509Certificate[] chain =
                server.chain().stream().map(Certificate::toX509).toArray(X509Certificate[]::new);

        for (int handshake = 0; handshake < 2; handshake++) {
            manager.checkServerTrusted(chain, "ECDHE_ECDSA");
        }

        assertThat(reports).hasSize(2);
        assertThat(reports.get(0).accepted()).isTrue();
        assertThat(reports.get(1).warnings()).isEqualTo(reports.get(0).warnings());
        return reports.get(0).warnings();
    }

    private String document() {
        return """
                {"asOf": "2026-11-22", "name": "Platform",
                 "sources": [{"id": "s", "title": "Its page", "publisher": "Platform", "kind": "SUBJECT_PAGE",
                   "date": "2026-11-22", "url": "https://platform.example.test/"}],
                 "certificates": [%s, %s, %s, %s, %s],
                 "withdrawals": [],
                 "topologies": [
                   {"id": "old", "title": "old", "generation": "OLD", "sent": [["old-issuing"]], "sources": ["s"]},
                   {"id": "with", "title": "new with cross", "generation": "NEW", "sent": [["new-issuing", "cross"]],
                    "sources": ["s"]},
                   {"id": "without", "title": "new without cross", "generation": "NEW", "sent": [["new-issuing"]],
                    "sources": ["s"]}],
                 "recommended": ["new-root"], "unseen": [], "schedule": []}
                """.formatted(
                        fact("old-root", "ROOT", oldRoot, oldRoot),
                        fact("new-root", "ROOT", newRoot, newRoot),
                        fact("cross", "CROSS", cross, oldRoot),
                        fact("old-issuing", "ISSUING", oldIssuing, oldRoot),
                        fact("new-issuing", "ISSUING", newIssuing, newRoot));
    }

    private static String fact(String id, String role, Authority authority, Authority issuer) {
        Certificate certificate = authority.certificate();
        return """
                {"id": "%s", "role": "%s", "subject": "%s", "issuer": "%s", "sha256": "%s", "sha1": "%s",
                 "keySha256": "%s", "issuerKeySha256": "%s", "serial": "%s", "notBefore": "%s", "notAfter": "%s",
                 "sources": ["s"]}""".formatted(
                        id,
                        role,
                        certificate.subject(),
                        certificate.issuer(),
                        certificate.sha256(),
                        "0".repeat(40),
                        certificate.spkiSha256(),
                        issuer.certificate().spkiSha256(),
                        certificate.serialNumber().toString(16),
                        certificate.notBefore(),
                        certificate.notAfter());
    }
}
