package io.github.windlass4j.truststore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.CapturedLog;
import io.github.windlass4j.truststore.CapturedLog.Event;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What the log of a program says that uses the socket factory or the trust manager: once for each cause, never a secret. */
class LoggedTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final Mint MINT = Mint.seeded(78).at(AT);
    private static final Authority ROOT = MINT.root("Root");
    private static final Authority ISSUER = ROOT.issueAuthority("Issuer");
    private static final Issued LEAF = ISSUER.issueLeaf("db.example.test");
    private static final String SECRET = "correct-horse-7";

    @TempDir
    Path folder;

    @BeforeEach
    void forget() {
        CapturedLog.clear();
    }

    /** Whatever a test here did: rules for every line. */
    @AfterEach
    void nothing_is_an_error_and_nothing_tells_the_password() {
        assertThat(CapturedLog.events()).noneMatch(event -> event.level() == Level.ERROR);
        assertThat(CapturedLog.events()).noneMatch(event -> event.text().contains(SECRET));
        List<Event> warnings = warnings();
        assertThat(warnings).doesNotHaveDuplicates();
    }

    @Test
    void these_tests_read_what_is_logged() {
        LoggerFactory.getLogger("x").warn("a {}", "b", new IOException("c"));
        assertThat(CapturedLog.events()).containsExactly(new Event(Level.WARN, "x", "a b\njava.io.IOException: c"));
    }

    @Test
    void a_chain_that_passes_without_a_doubt_is_not_worth_a_line() throws Exception {
        WindlassTrustManager trust = trust("verify-ca", p12(ROOT));
        trust.checkServerTrusted(x509(LEAF), "RSA");
        assertThat(logged()).isEmpty();
    }

    @Test
    void a_pin_is_told_once_however_often_it_is_met() throws Exception {
        WindlassTrustManager trust = trust("verify-ca", p12(ISSUER));
        for (int i = 0; i < 20; i++) {
            trust.checkServerTrusted(x509(LEAF), "RSA");
            trust.checkServerTrusted(x509(ISSUER.issueLeaf("other" + i + ".example.test")), "RSA");
        }
        assertThat(warnings()).singleElement().satisfies(event -> {
            assertThat(event.logger()).isEqualTo(WindlassTrustManager.class.getName());
            assertThat(event.text()).contains("only because CN=Issuer").contains("trust its root instead");
        });
    }

    @Test
    void each_cause_is_told_by_itself() throws Exception {
        WindlassTrustManager trust = trust("verify-ca", p12(ISSUER));
        Issued ending = ISSUER.issueLeaf("db.example.test", spec -> spec.notAfter(AT.plus(Duration.ofDays(3))));
        for (int i = 0; i < 5; i++) {
            trust.checkServerTrusted(x509(ending), "RSA");
        }
        assertThat(warnings())
                .extracting(Event::text)
                .hasSize(2)
                .anyMatch(text -> text.contains("is pinned"))
                .anyMatch(text -> text.contains("the path to CN=Issuer ends at 2026-11-25T12:00:00Z"));
    }

    @Test
    void a_mode_that_accepts_everybody_is_told_once_for_all_connections_of_a_pool() {
        Properties properties = new Properties();
        properties.setProperty("sslmode", "require");
        properties.setProperty("password", SECRET);
        properties.setProperty("windlass.storePassword", SECRET);
        properties.setProperty("windlass.stores", folder.resolve("pool.p12").toString());
        for (int i = 0; i < 10; i++) {
            // pgjdbc makes a factory for each connection.
            assertThat(new WindlassSslSocketFactory(properties).toString()).doesNotContain(SECRET);
        }
        assertThat(warnings()).isEmpty();
        WindlassTrustManager trust = trust("require", folder.resolve("none.p12"));
        for (int i = 0; i < 10; i++) {
            assertThat(accepts(trust, LEAF)).isTrue();
        }
        assertThat(warnings())
                .extracting(Event::text)
                .containsExactly("sslmode=require accepts every server: the connection is encrypted, not protected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"half of a fi", "", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void a_file_that_became_unusable_is_told_once_and_the_last_good_one_stays(String content) throws Exception {
        Path file = p12(ROOT);
        WindlassTrustManager trust = trust("verify-ca", file);
        assertThat(accepts(trust, LEAF)).isTrue();
        Files.writeString(file, content, StandardCharsets.US_ASCII);
        for (int i = 0; i < 5; i++) {
            assertThat(accepts(trust, LEAF)).isTrue();
        }
        assertThat(warnings()).singleElement().satisfies(event -> {
            assertThat(event.logger()).isEqualTo(LiveStore.class.getName());
            assertThat(event.text())
                    .contains(file.toString())
                    .contains("is unusable; going on with what it held before");
        });
        Files.delete(file);
        assertThat(accepts(trust, LEAF)).isTrue();
        assertThat(accepts(trust, LEAF)).isTrue();
        assertThat(warnings()).hasSize(2);
    }

    @Test
    void a_changed_file_with_another_password_is_told_without_either() throws Exception {
        Path file = p12(ROOT);
        WindlassTrustManager trust = trust("verify-ca", file);
        assertThat(accepts(trust, LEAF)).isTrue();
        StoreFile.pkcs12(store(ROOT, ISSUER), "another-horse-8".toCharArray()).writeTo(file);
        assertThat(accepts(trust, LEAF)).isTrue();
        assertThat(warnings())
                .singleElement()
                .satisfies(event -> assertThat(event.text())
                        .contains("going on with what it held before")
                        .doesNotContain("another-horse-8"));
    }

    @Test
    void a_good_change_is_a_detail() throws Exception {
        Path file = p12(ROOT);
        WindlassTrustManager trust = trust("verify-ca", file);
        assertThat(accepts(trust, LEAF)).isTrue();
        StoreFile.pkcs12(store(ROOT, ISSUER), SECRET.toCharArray()).writeTo(file);
        assertThat(accepts(trust, LEAF)).isTrue();
        assertThat(logged())
                .singleElement()
                .satisfies(event -> assertThat(event.level()).isEqualTo(Level.DEBUG));
    }

    /** Neither logged nor lost: what is thrown says it, with the diagnosis. */
    @Test
    void a_refusal_is_thrown_and_not_logged() throws Exception {
        WindlassTrustManager trust = trust("verify-ca", p12(MINT.root("Other")));
        assertThatThrownBy(() -> trust.checkServerTrusted(x509(LEAF), "RSA"))
                .isInstanceOf(CertificateException.class)
                .hasMessageNotContaining(SECRET);
        WindlassTrustManager wrong = new WindlassTrustManager(
                JdbcSettings.ofText("stores=" + p12(ROOT) + ";storePassword=x" + SECRET + ";sslmode=verify-ca"),
                Clock.fixed(AT, ZoneOffset.UTC),
                null);
        assertThatThrownBy(() -> wrong.checkServerTrusted(x509(LEAF), "RSA"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("password")
                .hasMessageNotContaining(SECRET);
        assertThat(logged()).isEmpty();
    }

    @Test
    void a_listener_that_fails_breaks_no_connection() throws Exception {
        WindlassTrustManager trust = trust("verify-ca", p12(ROOT)).withListener(report -> {
            throw new IllegalStateException("metrics are down");
        });
        assertThat(accepts(trust, LEAF)).isTrue();
        assertThat(logged()).singleElement().satisfies(event -> {
            assertThat(event.level()).isEqualTo(Level.DEBUG);
            assertThat(event.text()).contains("metrics are down");
        });
    }

    private static List<Event> warnings() {
        return logged().stream().filter(event -> event.level() == Level.WARN).toList();
    }

    /** By this package; that a test itself writes a store is logged too. */
    private static List<Event> logged() {
        return CapturedLog.events().stream()
                .filter(event -> event.logger().startsWith(LoggedTest.class.getPackageName()))
                .toList();
    }

    private static TrustStore store(Authority... trusted) {
        return TrustStore.of(
                "roots", List.of(trusted).stream().map(Authority::certificate).toList());
    }

    private Path p12(Authority... trusted) throws IOException {
        Path file = folder.resolve("roots.p12");
        StoreFile.pkcs12(store(trusted), SECRET.toCharArray()).writeTo(file);
        return file;
    }

    private static WindlassTrustManager trust(String mode, Path file) {
        return new WindlassTrustManager(
                JdbcSettings.ofText("stores=" + file + ";storePassword=" + SECRET + ";sslmode=" + mode),
                Clock.fixed(AT, ZoneOffset.UTC),
                null);
    }

    private static boolean accepts(WindlassTrustManager trust, Issued server) {
        try {
            trust.checkServerTrusted(x509(server), "RSA");
            return true;
        } catch (CertificateException refused) {
            return false;
        }
    }

    private static X509Certificate[] x509(Issued issued) {
        return issued.chain().stream().map(Certificate::toX509).toArray(X509Certificate[]::new);
    }
}
