package io.github.windlass4j.truststore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTest {
    @TempDir
    Path folder;

    @Test
    void reads_every_file_of_a_plain_directory_and_names_what_it_skips() throws IOException {
        Files.writeString(folder.resolve("a.crt"), Certs.A.toPem());
        Files.write(folder.resolve("b.cer"), Certs.B.encoded());
        Files.writeString(folder.resolve("README"), "not a certificate");
        TrustStore store = TrustStore.read(folder);
        assertThat(store.format()).isEqualTo(StoreFormat.DIRECTORY);
        assertThat(store.entries()).extracting(StoreEntry::alias).containsExactly("a.crt", "b.cer");
        assertThat(store.certificates()).containsExactly(Certs.A, Certs.B);
        assertThat(store.findings()).extracting(Finding::rule).containsExactly(StoreRule.SKIPPED_FILE.id());
        assertThat(store.findings().get(0).location()).hasToString(folder + ", entry \"README\"");
        assertThat(store.loadedBy(Loader.OPENSSL).certificates()).isEmpty();
        assertThat(store.loadedBy(Loader.JDK_17)).isInstanceOf(LoadOutcome.Failed.class);
    }

    @Test
    void reads_a_hashed_directory_as_openssl_does() throws IOException {
        Certificate twin = Certs.root("CN=Root A,O=Windlass,C=DE");
        Files.writeString(folder.resolve(hash(Certs.A) + ".0"), Certs.A.toPem());
        Files.writeString(folder.resolve(hash(Certs.A) + ".1"), twin.toPem());
        Files.writeString(folder.resolve(hash(Certs.B) + ".1"), Certs.B.toPem());
        Files.writeString(folder.resolve("0badcafe.0"), Certs.C.toPem());
        Files.writeString(folder.resolve("bundle.crt"), Certs.A.toPem() + Certs.B.toPem());
        TrustStore store = TrustStore.read(folder);
        assertThat(store.certificates()).containsExactlyInAnyOrder(Certs.A, twin, Certs.B, Certs.C);
        // B stands behind a gap in the numbers, C under a wrong hash.
        assertThat(store.loadedBy(Loader.OPENSSL).certificates()).containsExactlyInAnyOrder(Certs.A, twin);
        assertThat(store.findings())
                .extracting(finding -> finding.location().entry())
                .containsExactly("0badcafe.0");
    }

    @Test
    void names_what_no_hash_reaches() throws IOException {
        Files.writeString(folder.resolve(hash(Certs.A) + ".0"), Certs.A.toPem());
        Files.writeString(folder.resolve("new.crt"), Certs.B.toPem());
        assertThat(TrustStore.read(folder).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(StoreRule.WRONG_HASH_NAME.id());
            assertThat(finding.message()).startsWith("1 of its certificates");
        });
    }

    @Test
    void an_empty_directory_and_a_missing_file_are_named() {
        assertThat(TrustStore.read(folder).has(StoreRule.EMPTY)).isTrue();
        Path missing = folder.resolve("missing.pem");
        assertThatThrownBy(() -> TrustStore.read(missing)).hasMessage(missing + ": no such file");
    }

    @Test
    void hashes_names_as_openssl_does() throws Exception {
        Assumptions.assumeThat(StoreFileTest.openssl())
                .as("openssl is not on the PATH")
                .isTrue();
        List<String> names = List.of(
                "CN=Root A,O=Windlass,C=DE",
                "CN=\\ Two  blanks\\ ,O=ÄÖÜ GmbH,C=DE",
                "O=MIXED case+OU=Several values,CN=x",
                "DC=example,DC=org");
        for (String name : names) {
            Certificate certificate = Certs.root(name);
            Path file = folder.resolve("c.pem");
            Files.writeString(file, certificate.toPem());
            String expected = StoreFileTest.run(
                            List.of("openssl", "x509", "-in", file.toString(), "-noout", "-subject_hash"))
                    .strip();
            assertThat(hash(certificate)).as(name).isEqualTo(expected);
        }
    }

    @Test
    void finds_the_store_of_a_jvm() throws IOException {
        Path security = Files.createDirectories(folder.resolve("lib/security"));
        TrustStore store = TrustStore.of("memory", Certs.ALL);
        Path distribution = folder.resolve("distribution-cacerts");
        StoreFile.jks(store, "changeit".toCharArray(), java.time.Instant.EPOCH).writeTo(distribution);
        Files.createSymbolicLink(security.resolve("cacerts"), distribution);
        JvmTrustStore own = JvmTrustStore.of(folder, Map.of());
        assertThat(own.outcome().certificates()).isEqualTo(Certs.ALL);
        assertThat(own.steps().get(own.steps().size() - 1)).isEqualTo("links lead to " + distribution.toRealPath());

        StoreFile.pkcs12(TrustStore.of("memory", List.of(Certs.B)), "changeit".toCharArray())
                .writeTo(security.resolve("jssecacerts"));
        JvmTrustStore encrypted = JvmTrustStore.of(folder, Map.of());
        assertThat(encrypted.store().certificates()).containsExactly(Certs.B);
        assertThat(encrypted.outcome().certificates()).isEmpty();

        Map<String, String> missing =
                Map.of("javax.net.ssl.trustStore", folder.resolve("gone").toString());
        JvmTrustStore instead = JvmTrustStore.of(folder, missing);
        assertThat(instead.isInsteadOfNamed()).isTrue();
        assertThat(own.isInsteadOfNamed()).isFalse();
        assertThat(instead.outcome().certificates()).isEqualTo(Certs.ALL);
        assertThat(instead.steps()).anyMatch(step -> step.contains("gone is no file that can be read: the JVM takes"));
        assertThat(JvmTrustStore.of(folder, Map.of("javax.net.ssl.trustStore", folder.toString()))
                        .outcome())
                .as("a folder is no file")
                .isEqualTo(instead.outcome());
        assertThat(JvmTrustStore.of(folder.resolve("lib"), missing).outcome())
                .as("no cacerts either")
                .isEqualTo(new LoadOutcome.Loaded(List.of()));

        Map<String, String> wrong = Map.of(
                "javax.net.ssl.trustStore",
                distribution.toString(),
                "javax.net.ssl.trustStorePassword",
                "wrong-password");
        JvmTrustStore refused = JvmTrustStore.of(folder, wrong);
        assertThat(refused.outcome()).isInstanceOf(LoadOutcome.Failed.class);
        assertThat(refused.store().certificates()).isEqualTo(Certs.ALL);

        assertThat(JvmTrustStore.of(folder, Map.of("javax.net.ssl.trustStore", "NONE"))
                        .store()
                        .entries())
                .isEmpty();
        assertThatThrownBy(() -> JvmTrustStore.of(folder.resolve("lib"), Map.of()))
                .hasMessageEndingWith("no lib/security/cacerts under this Java home");
    }

    @Test
    void reads_the_running_jvm() {
        JvmTrustStore running = JvmTrustStore.of(Path.of(System.getProperty("java.home")), Map.of());
        assertThat(running.outcome().certificates()).hasSizeGreaterThan(50);
    }

    private static String hash(Certificate certificate) {
        return SubjectHash.of(certificate.subject()).orElseThrow();
    }
}
