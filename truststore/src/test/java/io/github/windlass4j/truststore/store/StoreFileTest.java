package io.github.windlass4j.truststore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {
    private static final Instant CREATED = Instant.parse("2026-11-22T00:00:00Z");
    private static final TrustStore STORE = TrustStore.of("memory", Certs.ALL);

    private static final List<Function<TrustStore, StoreFile>> ALL_FORMATS = List.of(
            StoreFile::pem,
            StoreFile::pkcs7,
            StoreFile::pkcs12WithoutPassword,
            store -> StoreFile.pkcs12(store, Certs.PASSWORD),
            store -> StoreFile.jks(store, Certs.PASSWORD, CREATED));

    @Property(tries = 40)
    void write_then_read_is_identity_on_distinct_certificates(
            @ForAll @IntRange(min = 0, max = 4) int format, @ForAll @IntRange(min = 0, max = 3) int count) {
        TrustStore store = TrustStore.of("memory", Certs.some(count));
        byte[] written = ALL_FORMATS.get(format).apply(store).bytes();
        assertThat(TrustStore.read(written, "written", Certs.PASSWORD).certificates())
                .isEqualTo(store.certificates());
    }

    @Test
    void asks_to_leave_out_a_password_that_is_null() {
        char[] none = null;

        assertThatThrownBy(() -> TrustStore.read(Path.of("trust.jks"), none))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("leave it out where there is none");
    }

    @Test
    void the_same_store_gives_the_same_bytes() {
        for (Function<TrustStore, StoreFile> format : ALL_FORMATS) {
            assertThat(format.apply(STORE).bytes())
                    .isEqualTo(format.apply(TrustStore.of("other", Certs.ALL)).bytes());
        }
    }

    @Test
    void writes_a_certificate_once_and_leaves_out_what_is_not_trusted() {
        TrustStore twice = TrustStore.of("memory", List.of(Certs.A, Certs.B, Certs.A));
        assertThat(TrustStore.read(StoreFile.pem(twice).bytes(), "pem").certificates())
                .containsExactly(Certs.A, Certs.B);
    }

    @Test
    void keeps_both_certificates_of_one_alias() throws Exception {
        Certificate twin = Certs.root("CN=Root A,O=Windlass,C=DE");
        byte[] jks = StoreFile.jks(TrustStore.of("memory", List.of(Certs.A, twin)), Certs.PASSWORD, CREATED)
                .bytes();
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(new ByteArrayInputStream(jks), Certs.PASSWORD);
        assertThat(store.size()).isEqualTo(2);
    }

    @Test
    void does_not_carry_on_an_alias_that_no_keystore_can_hold() {
        Location where = Location.of("hostile.p12");
        StoreEntry hostile = new StoreEntry("x".repeat(70_000), Certs.A, true, where);
        TrustStore store = new TrustStore("hostile.p12", StoreContent.plain(StoreFormat.PKCS12, List.of(hostile)));
        byte[] jks = StoreFile.jks(store, Certs.PASSWORD, CREATED).bytes();
        assertThat(TrustStore.read(jks, "jks", Certs.PASSWORD).entries())
                .extracting(StoreEntry::alias)
                .containsExactly("root-a-" + Certs.A.sha256().substring(0, 8));
    }

    @Test
    void the_jdk_loads_jks_and_both_kinds_of_pkcs12() throws Exception {
        List<StoreFile> files = List.of(
                StoreFile.jks(STORE, Certs.PASSWORD, CREATED),
                StoreFile.pkcs12(STORE, Certs.PASSWORD),
                StoreFile.pkcs12WithoutPassword(STORE));
        for (StoreFile file : files) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file.bytes()), Certs.PASSWORD);
            List<Certificate> loaded = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                assertThat(store.isCertificateEntry(alias)).isTrue();
                loaded.add(Certificate.of((java.security.cert.X509Certificate) store.getCertificate(alias)));
            }
            assertThat(loaded).containsExactlyInAnyOrderElementsOf(Certs.ALL);
        }
    }

    @Test
    void keytool_lists_what_was_written(@TempDir Path folder) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        for (StoreFile file :
                List.of(StoreFile.jks(STORE, Certs.PASSWORD, CREATED), StoreFile.pkcs12(STORE, Certs.PASSWORD))) {
            Path path = folder.resolve("store");
            file.writeTo(path);
            String out =
                    run(List.of(keytool.toString(), "-list", "-keystore", path.toString(), "-storepass", "changeit"));
            assertThat(out)
                    .contains("contains 3 entries", "root-a-" + Certs.A.sha256().substring(0, 8));
        }
    }

    @Test
    void openssl_opens_what_was_written(@TempDir Path folder) throws Exception {
        Assumptions.assumeThat(openssl()).as("openssl is not on the PATH").isTrue();
        Path p12 = folder.resolve("store.p12");
        StoreFile.pkcs12(STORE, Certs.PASSWORD).writeTo(p12);
        String listed = run(List.of("openssl", "pkcs12", "-in", p12.toString(), "-nokeys", "-passin", "pass:changeit"));
        assertThat(TrustStore.read(listed.getBytes(StandardCharsets.UTF_8), "openssl")
                        .certificates())
                .isEqualTo(Certs.ALL);
        Path p7b = folder.resolve("store.p7b");
        StoreFile.pkcs7(STORE).writeTo(p7b);
        String printed = run(List.of("openssl", "pkcs7", "-in", p7b.toString(), "-print_certs"));
        assertThat(TrustStore.read(printed.getBytes(StandardCharsets.UTF_8), "openssl")
                        .certificates())
                .isEqualTo(Certs.ALL);
    }

    @Test
    void writes_config_maps_and_secrets() {
        String configMap =
                StoreFile.pem(STORE).configMap("db", "pg-roots", "ca.crt").text();
        assertThat(configMap)
                .startsWith("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: \"pg-roots\"\n  namespace: \"db\"\n")
                .contains("data:\n  \"ca.crt\": |\n    -----BEGIN CERTIFICATE-----\n    MII");
        assertThat(StoreFile.jks(STORE, Certs.PASSWORD, CREATED)
                        .configMap("", "roots", "trust.jks")
                        .text())
                .contains("binaryData:\n  \"trust.jks\": /u3+7QAAAAIAAAAD")
                .doesNotContain("namespace");
        assertThat(StoreFile.pem(STORE).secret("db", "roots", "ca.crt").text())
                .contains("kind: Secret", "type: Opaque\ndata:\n  \"ca.crt\": LS0tLS1CRUdJTi");
    }

    @Test
    void refuses_names_that_kubernetes_refuses_and_short_passwords() {
        StoreFile pem = StoreFile.pem(STORE);
        assertThatThrownBy(() -> pem.configMap("", "Roots", "ca.crt"))
                .hasMessage("name: \"Roots\" (want a lower-case DNS name, RFC 1123)");
        assertThatThrownBy(() -> pem.secret("", "roots", "a b"))
                .hasMessage("key: \"a b\" (want letters, digits, '-', '_', '.')");
        assertThatThrownBy(() -> StoreFile.pkcs12(STORE, "abc".toCharArray()))
                .hasMessage("password: 3 characters (want >= 6, as keytool does)");
    }

    @Test
    void refuses_a_config_map_over_one_mebibyte() {
        List<Certificate> many = new ArrayList<>();
        // About 600 bytes of PEM each.
        for (int i = 0; i < 2_000; i++) {
            many.add(Certs.resigned(i));
        }
        StoreFile pem = StoreFile.pem(TrustStore.of("many", many));
        assertThatThrownBy(() -> pem.configMap("", "roots", "ca.crt"))
                .hasMessageEndingWith(" bytes in a ConfigMap (want at most 1048576)");
    }

    @Test
    void replaces_the_file_whole_and_keeps_its_permissions_and_links(@TempDir Path folder) throws IOException {
        Assumptions.assumeThat(folder.getFileSystem().supportedFileAttributeViews())
                .as("no POSIX permissions here")
                .contains("posix");
        Path target = folder.resolve("real.pem");
        Files.writeString(target, "old");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-rw----"));
        Path link = Files.createSymbolicLink(folder.resolve("link.pem"), target);
        StoreFile.pem(STORE).writeTo(link);
        assertThat(link).isSymbolicLink();
        assertThat(TrustStore.read(target).certificates()).isEqualTo(Certs.ALL);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-rw----");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("real.pem", "link.pem");
    }

    @Test
    void leaves_nothing_behind_when_the_target_cannot_be_replaced(@TempDir Path folder) throws IOException {
        Path occupied = Files.createDirectories(folder.resolve("occupied").resolve("child"))
                .getParent();
        assertThatThrownBy(() -> StoreFile.pem(STORE).writeTo(occupied)).isInstanceOf(IOException.class);
        assertThat(folder.toFile().list()).containsExactly("occupied");
    }

    static boolean openssl() {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
        return out;
    }
}
