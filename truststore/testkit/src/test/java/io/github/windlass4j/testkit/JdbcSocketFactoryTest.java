package io.github.windlass4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.diagnose.Cause;
import io.github.windlass4j.truststore.jdbc.HandshakeListener;
import io.github.windlass4j.truststore.jdbc.WindlassSslSocketFactory;
import io.github.windlass4j.truststore.jdbc.WindlassTrustManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PkiExtension.class)
class JdbcSocketFactoryTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void accepts_a_chain_to_the_root_file(String protocol, Pki pki) throws Exception {
        Path roots = write("roots.pem", pki.root().certificate());
        try (TlsServer server = pki.startServer()) {
            handshake(server, pgjdbc("verify-ca", roots), "localhost", protocol);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void refusal_carries_cause_remedy_store_and_obstacle(String protocol, Pki pki) throws Exception {
        Path roots = write("roots.pem", pki.mint().root("Stranger").certificate());
        try (TlsServer server = pki.startServer()) {
            assertThatThrownBy(() -> handshake(server, pgjdbc("verify-ca", roots), "localhost", protocol))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("NO_ANCHOR")
                    .hasMessageContaining("Remedy: ")
                    .hasMessageContaining("roots.pem")
                    .hasMessageContaining("WL-CH-");
        }
    }

    @Test
    void leaf_alone_is_named_as_the_servers_fault(Pki pki) throws Exception {
        Path roots = write("roots.pem", pki.root().certificate());
        try (TlsServer server =
                TlsServer.start(pki.server().privateKey(), List.of(pki.server().certificate()))) {
            assertThatThrownBy(() -> handshake(server, pgjdbc("verify-ca", roots), "localhost", "TLSv1.3"))
                    .hasMessageContaining("SERVER_OMITS_INTERMEDIATE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "allow", "prefer", "require"})
    void weaker_modes_check_nothing_as_with_the_drivers_own_factory(String mode, Pki pki) throws Exception {
        try (TlsServer server = pki.startServer()) {
            handshake(server, pgjdbc(mode, folder.resolve("missing.pem")), "localhost", "TLSv1.3");
        }
    }

    @Test
    void host_is_left_to_pgjdbc_and_checked_for_others(Pki pki) throws Exception {
        Path roots = write("roots.pem", pki.root().certificate());
        try (TlsServer server = pki.startServer()) {
            handshake(server, pgjdbc("verify-full", roots), "other.example.test", "TLSv1.3");

            SSLSocketFactory full = new WindlassSslSocketFactory("stores=" + roots);
            handshake(server, full, "localhost", "TLSv1.3");
            assertThatThrownBy(() -> handshake(server, full, "other.example.test", "TLSv1.3"))
                    .hasMessageContaining("HOSTNAME_MISMATCH");
            handshake(
                    server,
                    new WindlassSslSocketFactory("stores=" + roots + ";sslmode=verify-ca"),
                    "other.example.test",
                    "TLSv1.3");
        }
    }

    @Test
    void several_stores_count_as_one(Pki pki) throws Exception {
        Path other = write("other.pem", pki.mint().root("Other").certificate());
        Path roots = write("roots.pem", pki.root().certificate());
        try (TlsServer server = pki.startServer()) {
            handshake(
                    server, new WindlassSslSocketFactory("stores=" + other + ",jvm," + roots), "localhost", "TLSv1.3");
        }
    }

    @Test
    void changed_file_counts_from_the_next_connection_on_and_no_old_session_is_resumed(Pki pki) throws Exception {
        Path roots = write("roots.pem", pki.root().certificate());
        SSLSocketFactory factory = new WindlassSslSocketFactory("stores=" + roots);
        try (TlsServer server = pki.startServer()) {
            handshake(server, factory, "localhost", "TLSv1.2");
            handshake(server, factory, "localhost", "TLSv1.3");

            rewrite(roots, pki.mint().root("Stranger").certificate().toPem());
            assertThatThrownBy(() -> handshake(server, factory, "localhost", "TLSv1.2"))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThatThrownBy(() -> handshake(server, factory, "localhost", "TLSv1.3"))
                    .isInstanceOf(SSLHandshakeException.class);

            rewrite(roots, pki.root().certificate().toPem());
            handshake(server, factory, "localhost", "TLSv1.3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate in here", "-----BEGIN CERTIFICATE-----\nMIIB"})
    void file_that_became_unusable_leaves_the_last_good_content_in_force(String content, Pki pki) throws Exception {
        Path roots = write("roots.pem", pki.root().certificate());
        SSLSocketFactory factory = new WindlassSslSocketFactory("stores=" + roots);
        try (TlsServer server = pki.startServer()) {
            handshake(server, factory, "localhost", "TLSv1.3");
            rewrite(roots, content);
            handshake(server, factory, "localhost", "TLSv1.3");
            Files.delete(roots);
            handshake(server, factory, "localhost", "TLSv1.3");
        }
    }

    @Test
    void store_that_was_never_readable_is_named_in_the_failure(Pki pki) throws Exception {
        Path missing = folder.resolve("missing.pem");
        try (TlsServer server = pki.startServer()) {
            assertThatThrownBy(() -> handshake(
                            server, new WindlassSslSocketFactory("stores=" + missing), "localhost", "TLSv1.3"))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("missing.pem");
        }
    }

    @Test
    void listener_hears_of_acceptance_and_refusal(Pki pki) throws Exception {
        List<HandshakeListener.Report> reports = new CopyOnWriteArrayList<>();
        Path roots = write("roots.pem", pki.root().certificate());
        WindlassTrustManager trust = new WindlassTrustManager("stores=" + roots).withListener(report -> {
            reports.add(report);
            throw new IllegalStateException("a listener must not break the handshake");
        });
        SSLSocketFactory factory = new WindlassSslSocketFactory(trust);
        try (TlsServer server = pki.startServer()) {
            handshake(server, factory, "localhost", "TLSv1.3");
            assertThatThrownBy(() -> handshake(server, factory, "other.example.test", "TLSv1.3"))
                    .isInstanceOf(SSLHandshakeException.class);
        }

        assertThat(reports).hasSize(2);
        assertThat(reports.get(0).accepted()).isTrue();
        assertThat(reports.get(0).anchor()).contains("CN=Throwaway Root");
        assertThat(reports.get(0).daysToHorizon().orElseThrow()).isBetween(300L, 400L);
        assertThat(reports.get(1).accepted()).isFalse();
        assertThat(reports.get(1).cause()).contains(Cause.HOSTNAME_MISMATCH);
    }

    @Test
    void settings_that_make_no_sense_are_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindlassSslSocketFactory("stores=a.pem;sslmode=verify-all"))
                .withMessageContaining("verify-all");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindlassSslSocketFactory("store=a.pem"))
                .withMessageContaining("\"store\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindlassSslSocketFactory("sslmode=verify-full"))
                .withMessageContaining("no trust store");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindlassSslSocketFactory("stores=a.pem;rules=mine"))
                .withMessageContaining("private-pki");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindlassSslSocketFactory(properties("windlass.store", "a.pem")))
                .withMessageContaining("windlass.stores");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindlassSslSocketFactory(properties("sslkey", "k.pk8")))
                .withMessageContaining("no client certificate");
    }

    @Test
    void password_is_never_shown() {
        WindlassSslSocketFactory factory =
                new WindlassSslSocketFactory("stores=a.p12;storePassword=s3cret-of-the-store");

        assertThat(factory).asString().contains("a.p12").doesNotContain("s3cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindlassSslSocketFactory("storePassword=s3cret;storePassword=s3cret"))
                .withMessageNotContaining("s3cret");
    }

    private static SSLSocketFactory pgjdbc(String mode, Path roots) {
        return new WindlassSslSocketFactory(properties("sslmode", mode, "sslrootcert", roots.toString()));
    }

    private static Properties properties(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }

    private Path write(String name, Certificate... certificates) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                Stream.of(certificates).map(Certificate::toPem).collect(Collectors.joining()));
    }

    /** File times may be coarse: set one that differs for certain. */
    private static void rewrite(Path file, String content) throws IOException {
        Instant before = Files.getLastModifiedTime(file).toInstant();
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(before.plusSeconds(2)));
    }

    private static void handshake(TlsServer server, SSLSocketFactory factory, String host, String protocol)
            throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port());
        try (SSLSocket tls = (SSLSocket) factory.createSocket(plain, host, server.port(), true)) {
            tls.setEnabledProtocols(new String[] {protocol});
            tls.startHandshake();
            tls.getOutputStream().write(1);
        }
    }
}
