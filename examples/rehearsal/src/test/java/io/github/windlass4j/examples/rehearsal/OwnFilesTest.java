package io.github.windlass4j.examples.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The user's own files: good ones, and everything that is wrong with files in the field. */
class OwnFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final Mint MINT = Mint.seeded(11).at(NOW);
    private static final Authority ROOT = MINT.root("Root");
    private static final Authority OLD = ROOT.issueAuthority("Old CA");
    private static final Authority NEW = ROOT.issueAuthority("New CA");
    private static final Authority OTHER = MINT.root("Other Root");
    private static final Issued BEFORE = OLD.issueLeaf("db.example.test");
    private static final Issued AFTER = NEW.issueLeaf("db.example.test");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void chains() throws IOException {
        write("before.pem", BEFORE.chainPem());
        write("after.pem", AFTER.chainPem());
        write("root.crt", ROOT.certificate().toPem());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String pem(Certificate... certificates) {
        StringBuilder pem = new StringBuilder();
        Arrays.asList(certificates).forEach(certificate -> pem.append(certificate.toPem()));
        return pem.toString();
    }

    private void keyStore(String name, String type, String password, Certificate certificate) throws Exception {
        KeyStore keyStore = KeyStore.getInstance(type);
        keyStore.load(null, null);
        keyStore.setCertificateEntry("dbroot", certificate.toX509());
        try (OutputStream file = Files.newOutputStream(folder.resolve(name))) {
            keyStore.store(file, password.toCharArray());
        }
    }

    /** Names of files in the folder are written {@code @name}. */
    private int run(String line) {
        out.reset();
        err.reset();
        List<String> arguments = new ArrayList<>();
        for (String argument : line.split(" ")) {
            arguments.add(
                    argument.startsWith("@")
                            ? folder.resolve(argument.substring(1)).toString()
                            : argument);
        }
        return Rehearsal.run(
                arguments,
                NOW,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private int judge(String more) {
        return run("--before @before.pem --after @after.pem --host db.example.test " + more);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pgjdbc", "libpq"})
    void a_root_keeps_both_drivers_connecting(String driver) {
        assertThat(judge("--truststore @root.crt --sslmode verify-full --driver " + driver))
                .as(() -> out() + err())
                .isZero();
        assertThat(out()).contains("UNAFFECTED");
    }

    @Test
    void a_pinned_intermediate_breaks_pgjdbc_and_the_fix_is_named() throws IOException {
        write("pin.crt", OLD.certificate().toPem());
        assertThat(judge("--truststore @pin.crt --sslmode verify-ca")).isEqualTo(1);
        assertThat(out()).contains("BREAKS").contains("fix");
    }

    @Test
    void a_keystore_is_judged_as_the_store_of_the_jvm() throws Exception {
        keyStore("trust.p12", "PKCS12", "changeit", ROOT.certificate());
        keyStore("trust.jks", "JKS", "secret", ROOT.certificate());
        write("pw", "secret\n");
        assertThat(judge("--truststore @trust.p12 --sslmode require"))
                .as(() -> out() + err())
                .isZero();
        assertThat(out()).contains("sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
        assertThat(judge("--truststore @trust.jks --type JKS --password-file @pw --sslmode verify-full"))
                .as(() -> out() + err())
                .isZero();
    }

    @Test
    void the_output_of_s_client_is_a_chain() throws IOException {
        write(
                "before.pem",
                "CONNECTED(00000003)\n---\nCertificate chain\n 0 s:CN = db.example.test\n   i:CN = Old CA\n"
                        + BEFORE.certificate().toPem()
                        + " 1 s:CN = Old CA\n   i:CN = Root\n"
                        + OLD.certificate().toPem()
                        + "---\nServer certificate\nsubject=CN = db.example.test\n---\nSSL handshake has read 3 bytes\n");
        assertThat(judge("--truststore @root.crt --sslmode verify-full"))
                .as(() -> out() + err())
                .isZero();
    }

    @Test
    void an_invalid_mode_is_an_answer_and_not_a_crash() {
        assertThat(judge("--truststore @root.crt --sslmode verify-all")).isEqualTo(1);
        assertThat(out()).contains("verify-all");
    }

    @Test
    void a_date_before_the_certificates_exist_is_said() {
        assertThat(judge("--truststore @root.crt --sslmode verify-full --at 2020-01-01"))
                .isEqualTo(1);
        assertThat(out()).contains("2020-01-01");
    }

    @Test
    void a_chain_in_the_wrong_order_with_a_stranger_or_of_the_leaf_alone_has_a_finding() throws IOException {
        write("after.pem", pem(AFTER.certificate(), ROOT.certificate(), NEW.certificate()));
        judge("--truststore @root.crt --sslmode verify-full");
        assertThat(out()).contains("CN=Root stands before the certificate that it issued");
        write("after.pem", pem(AFTER.certificate(), NEW.certificate(), OTHER.certificate()));
        judge("--truststore @root.crt --sslmode verify-full");
        assertThat(out()).contains("Other Root");
        write("after.pem", pem(AFTER.certificate()));
        assertThat(judge("--truststore @root.crt --sslmode verify-full")).isEqualTo(1);
        assertThat(out()).contains("after.pem");
    }

    @Test
    void a_chain_with_one_broken_block_keeps_the_rest_and_says_so() throws IOException {
        write("after.pem", AFTER.chainPem() + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThat(judge("--truststore @root.crt --sslmode verify-full"))
                .as(() -> out() + err())
                .isZero();
        assertThat(out()).contains("after.pem");
    }

    @Test
    void a_store_with_a_private_key_in_it_is_remarked() throws IOException {
        write("root.crt", ROOT.certificate().toPem() + ROOT.privateKeyPem());
        judge("--truststore @root.crt --sslmode verify-full");
        assertThat(out()).containsIgnoringCase("private key");
    }

    @Test
    void an_empty_store_is_an_answer_that_names_it() throws IOException {
        write("empty.crt", "");
        assertThat(judge("--truststore @empty.crt --sslmode verify-full")).isEqualTo(1);
        assertThat(out()).contains("empty.crt: the file is empty");
    }

    @Test
    void files_that_cannot_be_read_are_named_and_end_with_code_2() throws Exception {
        keyStore("trust.p12", "PKCS12", "other", ROOT.certificate());
        byte[] whole = Files.readAllBytes(folder.resolve("trust.p12"));
        Files.write(folder.resolve("cut.p12"), Arrays.copyOf(whole, whole.length / 2));
        write("text.crt", "not a certificate\n");
        write("pw", "wrong\n");
        for (String store : List.of(
                "--truststore @missing.crt",
                "--truststore @text.crt",
                "--truststore @cut.p12",
                "--truststore @trust.p12 --password-file @pw",
                "--truststore @trust.p12 --password-file @no-such-file",
                "--truststore @root.crt --type PKCS12")) {
            assertThat(judge(store + " --sslmode verify-full"))
                    .as(() -> store + ": " + out() + err())
                    .isEqualTo(2);
            assertThat(err())
                    .as(store)
                    .containsAnyOf("missing.crt", "text.crt", "cut.p12", "trust.p12", "no-such-file", "root.crt");
            assertThat(err()).as(store).doesNotContain("wrong");
        }
        write("after.pem", "nothing here\n");
        assertThat(judge("--truststore @root.crt --sslmode verify-full")).isEqualTo(2);
        assertThat(err()).contains("after.pem");
        assertThat(run("--before @missing.pem --after @after.pem --host h --sslmode require"))
                .isEqualTo(2);
        assertThat(err()).contains("missing.pem");
    }

    @Test
    void a_pkcs12_without_trust_attributes_is_remarked() throws Exception {
        KeyStore keyStore = KeyStore.getInstance("PKCS12", new org.bouncycastle.jce.provider.BouncyCastleProvider());
        keyStore.load(null, null);
        X509Certificate root = ROOT.certificate().toX509();
        keyStore.setCertificateEntry("dbroot", root);
        try (OutputStream file = Files.newOutputStream(folder.resolve("trust.p12"))) {
            keyStore.store(file, "changeit".toCharArray());
        }
        judge("--truststore @trust.p12 --sslmode verify-full");
        assertThat(out()).contains("trust.p12").containsIgnoringCase("trust");
    }
}
