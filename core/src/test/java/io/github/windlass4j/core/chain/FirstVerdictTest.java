package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a JVM that has just been started has to load for its first verdict, which is most of what that verdict costs. */
class FirstVerdictTest {
    private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    Path folder;

    /** What the other JVM does: certificates from two files, one verdict. */
    static final class Fresh {
        private Fresh() {}

        public static void main(String[] files) throws IOException {
            CertificateBundle chain = CertificateBundle.read(Files.readAllBytes(Path.of(files[0])), "chain");
            CertificateBundle roots = CertificateBundle.read(Files.readAllBytes(Path.of(files[1])), "roots");
            ChainVerdict verdict = ChainValidator.of(Profile.PRIVATE_PKI)
                    .validate(ChainRequest.of(chain.certificates())
                            .anchors(roots.certificates())
                            .at(AT)
                            .host(ServerName.parse("db.example.com")));
            System.out.println(verdict.isTrusted() ? "trusted" : verdict);
        }
    }

    /** Neither Bouncy Castle, whose signed jar takes longest, nor Jackson, nor generated code. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void needs_the_jdk_alone(boolean curves) throws Exception {
        Mint mint = Mint.seeded(1).at(AT).keys(curves ? KeyType.P_256 : KeyType.RSA_2048);
        Authority root = mint.root("Root");
        List<Certificate> chain =
                root.issueAuthority("CA").issueLeaf("db.example.com").chain();
        Process fresh = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        place(Certificate.class) + File.pathSeparator + place(FirstVerdictTest.class),
                        Fresh.class.getName(),
                        pem("chain.pem", chain),
                        pem("roots.pem", List.of(root.certificate())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(fresh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.lines().filter(line -> !line.startsWith("["))).containsExactly("trusted");
        assertThat(said.lines().filter(line -> line.contains("windlass4j")))
                .hasSizeBetween(50, 200)
                .noneMatch(line -> line.contains("$$Lambda"));
    }

    private static String place(Class<?> type) throws Exception {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return Path.of(source.getLocation().toURI()).toString();
    }

    private String pem(String name, List<Certificate> certificates) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, certificates.stream().map(Certificate::toPem).collect(Collectors.joining()));
        return file.toString();
    }
}
