package io.github.windlass4j.truststore.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Mint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The emulated loaders, held against the JDK that runs the test and against what was measured of OpenSSL 3.0. */
class LoaderTest {
    private static final String A = Certs.A.toPem();
    private static final String B = Certs.B.toPem();
    private static final boolean RUNS_ON_17 = Runtime.version().feature() == 17;
    private static final boolean RUNS_ON_25 = Runtime.version().feature() == 25;

    private static final boolean OPENSSL_3 = isOpenssl3();

    /** Pieces that make and break bundles; the properties put them together at random. */
    private static final List<String> PIECES = List.of(
            A,
            B,
            A.replace("\n", "\r\n"),
            A.replace("\n", "\r"),
            A.stripTrailing(),
            " " + A,
            A.replace("-----\n", "----- \n"),
            A.replace("CERTIFICATE", "X509 CERTIFICATE"),
            A.replace("END CERTIFICATE", "END X509 CERTIFICATE"),
            A.replace("MII", "!II"),
            A.substring(0, A.length() / 2),
            A.substring(A.length() / 2),
            A.replace("CERTIFICATE", "TRUSTED CERTIFICATE"),
            A.replace("CERTIFICATE", "UNKNOWN THING"),
            A.replace("CERTIFICATE", "UNKNOWN THING").replace("MII", "!II"),
            A.replace("MII", "MII\n"),
            A.replace("-----\nMII", "-----\n\nMII"),
            A.replace("-----\nMII", "-----\nName: value\n\nMII"),
            A.replace("-----\nMII", "-----\nProc-Type: 4,CLEAR\n\nMII"),
            A.replace("MII", "\u000bMII"),
            A.replace("MII", "MII\u001c"),
            A.substring(0, A.indexOf("-----END")),
            A.substring(0, A.indexOf("-----END") - 2) + "\n",
            A.replace("CERTIFICATE", "X509 CRL"),
            pem("X509 CRL", Mint.seeded(3).root("Root").crl()),
            A.replace("=", ""),
            oneLine(A),
            "# a comment\n",
            "0 is the tag of a SEQUENCE\n",
            "-----\n",
            "-----BEGIN",
            "-----BEGIN CERTIFICATE-----",
            "-----END CERTIFICATE-----\n",
            "\n",
            "\r",
            " ",
            "-",
            "\uFEFF");

    private static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    private static String oneLine(String pem) {
        String[] lines = pem.split("\n", -1);
        String body = String.join("", List.of(lines).subList(1, lines.length - 2));
        return lines[0] + "\n" + body + "\n" + lines[lines.length - 2] + "\n";
    }

    @Provide
    Arbitrary<byte[]> files() {
        return Arbitraries.of(PIECES)
                .list()
                .ofMinSize(0)
                .ofMaxSize(5)
                .map(pieces -> String.join("", pieces).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 2000)
    void the_emulation_of_this_jdk_answers_what_this_jdk_answers(@ForAll("files") byte[] file) {
        if (!RUNS_ON_17 && !RUNS_ON_25) {
            return;
        }
        LoadOutcome emulated = JdkCertificateFile.load(file, RUNS_ON_17 ? Loader.Jdk.JDK_17 : Loader.Jdk.JDK_25);
        String shown = "<" + new String(file, StandardCharsets.UTF_8) + ">";
        Object answer = emulated.<Object>fold(LoadOutcome.Loaded::certificates, failed -> "fails");
        assertThat(answer).as(shown).isEqualTo(real(file));
    }

    /** {@code crl2pkcs7} reads with the function that the loading of a CAfile is made of (PEM_X509_INFO_read_bio). */
    @Property(tries = 150)
    void the_emulation_of_openssl_answers_what_openssl_answers(@ForAll("files") byte[] file) throws Exception {
        if (!OPENSSL_3) {
            return;
        }
        Path path = Files.createTempFile("windlass", ".pem");
        try {
            Files.write(path, file);
            Process process = new ProcessBuilder("openssl", "crl2pkcs7", "-nocrl", "-certfile", path.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            byte[] out = process.getInputStream().readAllBytes();
            List<Certificate> loaded =
                    process.waitFor() == 0 ? TrustStore.read(out, "openssl").certificates() : List.of();
            assertThat(OpensslCaFile.load(file).certificates())
                    .as("<" + new String(file, StandardCharsets.UTF_8) + ">")
                    .isEqualTo(loaded);
        } finally {
            Files.delete(path);
        }
    }

    private static boolean isOpenssl3() {
        try {
            String version = StoreFileTest.openssl() ? StoreFileTest.run(List.of("openssl", "version")) : "";
            if (!version.startsWith("OpenSSL 3.")) {
                System.out.println("no OpenSSL 3 on the PATH: its emulation is not held against it");
            }
            return version.startsWith("OpenSSL 3.");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object real(byte[] file) {
        try {
            List<Certificate> loaded = new ArrayList<>();
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(file))) {
                loaded.add(Certificate.of((X509Certificate) certificate));
            }
            return loaded;
        } catch (CertificateException e) {
            return "fails";
        }
    }

    @Property(tries = 500)
    void every_loader_answers_for_any_file_and_never_throws(@ForAll("files") byte[] file) {
        for (Loader loader :
                List.of(Loader.JDK_17, Loader.JDK_25, Loader.OPENSSL, Loader.GO, Loader.NETTY, Loader.NODE)) {
            assertThat(FileView.of(file).loadedBy(loader)).isNotNull();
        }
    }

    @Test
    void a_byte_order_mark_stops_jdk_17_only() {
        TrustStore store = read("\uFEFF" + A + B);
        assertThat(store.has(StoreRule.UTF8_BOM)).isTrue();
        assertThat(store.certificates()).containsExactly(Certs.A, Certs.B);
        assertThat(store.loadedBy(Loader.JDK_17))
                .isEqualTo(new LoadOutcome.Failed(
                        "java.security.cert.CertificateException",
                        "java.io.IOException: Illegal header: -----END CERTIFICATE-----"));
        assertThat(store.loadedBy(Loader.JDK_25).certificates()).containsExactly(Certs.A, Certs.B);
        assertThat(store.loadedBy(Loader.OPENSSL).certificates()).containsExactly(Certs.A, Certs.B);
    }

    @Test
    void one_bad_block_costs_jdk_and_openssl_the_whole_file_and_go_that_block() {
        TrustStore store = read(A + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" + B);
        assertThat(store.certificates()).containsExactly(Certs.A, Certs.B);
        assertThat(store.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(StoreRule.BAD_BLOCK.id());
            assertThat(finding.severity()).isEqualTo(StoreRule.BAD_BLOCK.severity());
            assertThat(finding.location().line()).isEqualTo(A.lines().count() + 1);
        });
        for (Loader loader : List.of(Loader.JDK_17, Loader.JDK_25, Loader.OPENSSL)) {
            assertThat(store.loadedBy(loader)).isInstanceOf(LoadOutcome.Failed.class);
        }
        assertThat(store.loadedBy(Loader.GO).certificates()).containsExactly(Certs.A, Certs.B);
    }

    /** Measured with Go 1.19.8. */
    @Test
    void go_reads_plain_certificates_at_the_start_of_a_line() {
        assertThat(go("text\n" + A + "\n" + B)).containsExactly(Certs.A, Certs.B);
        assertThat(go(A.replace("\n", "\r\n"))).containsExactly(Certs.A);
        assertThat(go(A.replace("-----\n", "----- \t\n"))).containsExactly(Certs.A);
        assertThat(go(oneLine(A))).containsExactly(Certs.A);
        assertThat(go("\uFEFF" + A + B)).containsExactly(Certs.B);
        assertThat(go(" " + A)).isEmpty();
        assertThat(go(A.replace("CERTIFICATE", "TRUSTED CERTIFICATE") + B)).containsExactly(Certs.B);
        assertThat(go(A.replace("-----\nMII", "-----\nName: value\n\nMII"))).isEmpty();
        assertThat(go(A.replace("END CERTIFICATE", "END X509 CERTIFICATE") + B)).containsExactly(Certs.B);
        assertThat(go("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n" + B))
                .containsExactly(Certs.B);
        assertThat(go(A.substring(0, A.length() / 2) + "\n" + B)).containsExactly(Certs.B);
        assertThat(go(A + "\n" + B.substring(0, B.length() / 2))).containsExactly(Certs.A);
        assertThat(TrustStore.read(Certs.A.encoded(), "a.der").loadedBy(Loader.GO))
                .isEqualTo(new LoadOutcome.Failed("Go", "no certificate in PEM"));
    }

    /** Measured with Netty 4.1.112 on JDK 17. */
    @Test
    void netty_reads_every_label_with_certificate_in_it_wherever_it_stands() {
        assertThat(netty("\uFEFF" + A + " " + B)).containsExactly(Certs.A, Certs.B);
        assertThat(netty(A.replace("CERTIFICATE", "TRUSTED CERTIFICATE"))).containsExactly(Certs.A);
        assertThat(netty(A.replace("END CERTIFICATE", "END X509 CERTIFICATE"))).containsExactly(Certs.A);
        assertThat(netty(A + B.substring(0, B.length() / 2))).containsExactly(Certs.A);
        assertThat(netty(A.replace("CERTIFICATE-----\nMII", "CERTIFICATE-----\tMII")))
                .containsExactly(Certs.A);
        assertThat(netty(A.replace("-----\nMII", "-----MII"))).isEmpty();
        assertThat(netty(A.replace("=\n", "=\nAAAA\n"))).containsExactly(Certs.A);
        assertThat(netty(A.replace("==\n", "=AAAA\n"))).containsExactly(Certs.A);
        assertThat(netty(A.replace("CERTIFICATE", "UNKNOWN THING"))).isEmpty();
        assertThat(netty(A + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))
                .isEmpty();
        assertThat(TrustStore.read(Certs.A.encoded(), "a.der").loadedBy(Loader.NETTY))
                .isInstanceOf(LoadOutcome.Failed.class);
    }

    /** Measured with Node.js 20.20.2. */
    @Test
    void node_takes_the_first_broken_block_for_the_end_of_the_file() {
        String broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        assertThat(node(A + broken + B)).containsExactly(Certs.A);
        assertThat(node(broken + A)).isEmpty();
        assertThat(node("\uFEFF" + A + B)).containsExactly(Certs.A, Certs.B);
        assertThat(node(A.replace("CERTIFICATE", "X509 CRL") + B)).containsExactly(Certs.B);
        assertThat(read(A.replace("CERTIFICATE", "X509 CRL") + B, Loader.OPENSSL))
                .isEmpty();
        byte[] longer = Arrays.copyOf(Certs.A.encoded(), Certs.A.encoded().length + 3);
        assertThat(node(pem("CERTIFICATE", longer) + B)).isEmpty();
        assertThat(read(pem("CERTIFICATE", longer) + B, Loader.OPENSSL)).containsExactly(Certs.A, Certs.B);
    }

    private static List<Certificate> netty(String text) {
        return read(text, Loader.NETTY);
    }

    private static List<Certificate> node(String text) {
        return read(text, Loader.NODE);
    }

    private static List<Certificate> read(String text, Loader loader) {
        return FileView.of(text.getBytes(StandardCharsets.UTF_8))
                .loadedBy(loader)
                .certificates();
    }

    private static List<Certificate> go(String text) {
        return read(text, Loader.GO);
    }

    @Test
    void a_truncated_file_is_empty_to_openssl_and_shorter_to_jdk_25() {
        TrustStore store = read(A + B.substring(0, B.length() / 2));
        assertThat(store.has(StoreRule.TRUNCATED)).isTrue();
        assertThat(store.loadedBy(Loader.JDK_17)).isInstanceOf(LoadOutcome.Failed.class);
        assertThat(store.loadedBy(Loader.JDK_25).certificates()).containsExactly(Certs.A);
        assertThat(store.loadedBy(Loader.OPENSSL)).isEqualTo(new LoadOutcome.Failed("OpenSSL", "bad end line"));
    }

    @Test
    void a_private_key_stops_the_jdk_and_not_openssl() throws Exception {
        String key = "-----BEGIN PRIVATE KEY-----\n"
                + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(Certs.keys().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        TrustStore store = read(key + A);
        assertThat(store.privateKeys()).isEqualTo(1);
        assertThat(store.has(StoreRule.PRIVATE_KEY_INSIDE)).isTrue();
        assertThat(store.loadedBy(Loader.JDK_17)).isInstanceOf(LoadOutcome.Failed.class);
        assertThat(store.loadedBy(Loader.OPENSSL).certificates()).containsExactly(Certs.A);
    }

    @Test
    void openssl_takes_a_blank_line_in_a_block_for_the_end_of_a_header() {
        String[] lines = A.split("\n");
        lines[3] = lines[3] + "\n";
        assertThat(OpensslCaFile.load((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(LoadOutcome.Failed.class);
        String blankFirst = A.replace("BEGIN CERTIFICATE-----\n", "BEGIN CERTIFICATE-----\n\n");
        assertThat(OpensslCaFile.load(blankFirst.getBytes(StandardCharsets.UTF_8))
                        .certificates())
                .containsExactly(Certs.A);
    }

    @Test
    void openssl_reads_no_der_and_no_empty_file() {
        assertThat(TrustStore.read(Certs.A.encoded(), "a.der").loadedBy(Loader.OPENSSL))
                .isEqualTo(new LoadOutcome.Failed("OpenSSL", "no certificate or crl found"));
        assertThat(read("").loadedBy(Loader.OPENSSL)).isInstanceOf(LoadOutcome.Failed.class);
        assertThat(read("").loadedBy(Loader.JDK_17)).isEqualTo(new LoadOutcome.Loaded(List.of()));
    }

    private static TrustStore read(String text) {
        return TrustStore.read(text.getBytes(StandardCharsets.UTF_8), "bundle.pem");
    }
}
