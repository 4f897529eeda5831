package io.github.windlass4j.truststore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.jdbc.HandshakeListener.Warning;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asked directly, as JSSE and drivers ask it. */
class WindlassTrustManagerTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final Mint MINT = Mint.seeded(77).at(AT);
    private static final Authority ROOT = MINT.root("Root");
    private static final Authority ISSUER = ROOT.issueAuthority("Issuer");
    private static final Issued LEAF = ISSUER.issueLeaf("db.example.test");

    @TempDir
    Path folder;

    private final List<HandshakeListener.Report> reports = new ArrayList<>();

    @Test
    void a_pin_is_a_warning_only_where_no_root_would_do() throws Exception {
        assertThat(warnings(LEAF, ISSUER)).contains(Warning.PINNED);
        assertThat(warnings(LEAF, ISSUER, ROOT)).doesNotContain(Warning.PINNED);
        assertThat(warnings(LEAF, ISSUER, MINT.root("Other"))).contains(Warning.PINNED);
        assertThat(warnings(LEAF, ROOT)).isEmpty();
    }

    @Test
    void a_path_that_ends_within_thirty_days_is_a_warning() throws Exception {
        assertThat(warnings(ending(Duration.ofDays(30).minusSeconds(1)), ROOT)).containsExactly(Warning.ENDS_SOON);
        assertThat(reports.get(reports.size() - 1).daysToHorizon()).hasValue(29);
        assertThat(warnings(ending(Duration.ofDays(30)), ROOT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify-ca", "require"})
    void no_chain_is_never_accepted(String mode) throws IOException {
        WindlassTrustManager trust = trust(mode, ROOT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trust.checkServerTrusted(new X509Certificate[0], "RSA"))
                .withMessageContaining("0 certificates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trust.checkServerTrusted((X509Certificate[]) null, "RSA"));
    }

    @Test
    void a_driver_that_asks_jsse_for_the_host_gets_it_checked_in_every_verifying_mode() throws Exception {
        WindlassTrustManager trust = trust("verify-ca", ROOT);
        assertThatCode(() -> trust.checkServerTrusted(x509(LEAF), "RSA", engine("other.example.test", null)))
                .doesNotThrowAnyException();
        assertThatCode(() -> trust.checkServerTrusted(x509(LEAF), "RSA", engine("db.example.test", "HTTPS")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> trust.checkServerTrusted(x509(LEAF), "RSA", engine("other.example.test", "HTTPS")))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("HOSTNAME_MISMATCH");
        try (SSLSocket socket =
                (SSLSocket) SSLContext.getDefault().getSocketFactory().createSocket()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            assertThatThrownBy(() -> trust.checkServerTrusted(x509(LEAF), "RSA", socket))
                    .isInstanceOf(CertificateException.class)
                    .hasMessageContaining("needs the host name");
        }
    }

    @Test
    void verify_full_without_a_host_refuses_and_says_what_to_do() throws Exception {
        WindlassTrustManager trust = trust("verify-full", ROOT);
        assertThatThrownBy(() -> trust.checkServerTrusted(x509(LEAF), "RSA"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("use verify-ca, or a driver that passes the host");
        assertThatThrownBy(() -> trust.checkServerTrusted(x509(LEAF), "RSA", engine("not a name", null)))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("not a name");
    }

    @Test
    void the_jvms_store_counts_as_the_jvm_itself_loads_it() throws IOException {
        TrustStore roots = TrustStore.of("roots", List.of(ROOT.certificate()));
        Path jks = folder.resolve("trust.jks");
        StoreFile.jks(roots, "changeit".toCharArray(), AT).writeTo(jks);
        assertThat(LiveStore.ofJvm(folder, jvm(jks, "changeit")).certificates()).containsExactly(ROOT.certificate());
        assertThat(LiveStore.ofJvm(folder, jvm(jks, "")).certificates()).containsExactly(ROOT.certificate());
        assertThatThrownBy(() -> LiveStore.ofJvm(folder, jvm(jks, "not-its-password")))
                .isInstanceOf(LiveStore.UnusableStore.class)
                .hasMessageContaining("integrity check fails")
                .hasMessageContaining("the JVM fails with")
                .hasMessageNotContaining("not-its-password");
        Path p12 = folder.resolve("trust.p12");
        StoreFile.pkcs12(roots, "changeit".toCharArray()).writeTo(p12);
        assertThatThrownBy(() -> LiveStore.ofJvm(folder, jvm(p12, "")))
                .isInstanceOf(LiveStore.UnusableStore.class)
                .hasMessageContaining("the JVM loads no certificate from it");
        assertThatThrownBy(() -> LiveStore.ofJvm(folder, jvm(folder.resolve("missing.jks"), "")))
                .isInstanceOf(LiveStore.UnusableStore.class)
                .hasMessageContaining("missing.jks is no file that can be read: the JVM trusts nobody");
        Path security = Files.createDirectories(folder.resolve("lib/security"));
        Files.copy(jks, security.resolve("cacerts"));
        assertThat(LiveStore.ofJvm(folder, jvm(folder.resolve("missing.jks"), ""))
                        .certificates())
                .as("as the JDK does")
                .containsExactly(ROOT.certificate());
    }

    private static Map<String, String> jvm(Path file, String password) {
        return Map.of("javax.net.ssl.trustStore", file.toString(), "javax.net.ssl.trustStorePassword", password);
    }

    @Test
    void it_judges_no_clients_and_names_no_issuers() throws IOException {
        WindlassTrustManager trust = trust("verify-ca", ROOT);
        assertThatThrownBy(() -> trust.checkClientTrusted(x509(LEAF), "RSA")).hasMessageContaining("servers only");
        assertThatThrownBy(() -> trust.checkClientTrusted(x509(LEAF), "RSA", engine("h", null)))
                .hasMessageContaining("servers only");
        assertThat(trust.getAcceptedIssuers()).isEmpty();
    }

    private Issued ending(Duration after) {
        return ISSUER.issueLeaf("db.example.test", spec -> spec.notAfter(AT.plus(after)));
    }

    private Set<Warning> warnings(Issued server, Authority... trusted) throws Exception {
        trust("verify-ca", trusted).checkServerTrusted(x509(server), "RSA");
        return reports.get(reports.size() - 1).warnings();
    }

    private WindlassTrustManager trust(String mode, Authority... trusted) throws IOException {
        Path file = folder.resolve("roots.pem");
        Files.writeString(
                file,
                Stream.of(trusted)
                        .map(authority -> authority.certificate().toPem())
                        .collect(Collectors.joining()));
        return new WindlassTrustManager(
                JdbcSettings.ofText("stores=" + file + ";sslmode=" + mode),
                Clock.fixed(AT, ZoneOffset.UTC),
                reports::add);
    }

    private static SSLEngine engine(String host, @org.jspecify.annotations.Nullable String algorithm)
            throws GeneralSecurityException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine(host, 5432);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(algorithm);
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static X509Certificate[] x509(Issued issued) {
        return issued.chain().stream().map(Certificate::toX509).toArray(X509Certificate[]::new);
    }
}
