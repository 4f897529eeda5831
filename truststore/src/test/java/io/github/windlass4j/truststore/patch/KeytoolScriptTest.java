package io.github.windlass4j.truststore.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts are run with the machine's own sh and keytool. */
class KeytoolScriptTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Mint MINT = Mint.seeded(11).at(Instant.parse("2026-11-22T00:00:00Z"));
    private static final Certificate OLD = MINT.root("Old Root").certificate();
    private static final Certificate NEW = MINT.root("New Root, with a comma").certificate();
    private static final Certificate OTHER = MINT.root("Other Root").certificate();

    @TempDir
    Path folder;

    @BeforeAll
    static void needs_a_shell() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "keytool scripts: skipped, no /bin/sh");
    }

    @Test
    void adds_and_removes_and_keeps_a_backup() throws Exception {
        Path store = folder.resolve("trust.p12");
        StoreFile.pkcs12(TrustStore.of("before", List.of(OLD, OTHER)), PASSWORD).writeTo(store);
        byte[] before = Files.readAllBytes(store);

        Run run = run(new StorePatch(List.of(Addition.of(NEW)), List.of(OLD)), store, "changeit");

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(TrustStore.read(store, PASSWORD).certificates()).containsExactlyInAnyOrder(NEW, OTHER);
        assertThat(backups()).hasSize(1).allSatisfy(backup -> assertThat(backup).hasBinaryContent(before));
    }

    @Test
    void second_run_changes_nothing() throws Exception {
        Path store = folder.resolve("trust.jks");
        StoreFile.jks(TrustStore.of("before", List.of(OLD)), PASSWORD, Instant.EPOCH)
                .writeTo(store);
        StorePatch patch = StorePatch.adding(List.of(NEW));
        run(patch, store, "changeit");
        byte[] once = Files.readAllBytes(store);

        Run again = run(patch, store, "changeit");

        assertThat(again.output()).contains("already there").contains("nothing to change");
        assertThat(store).hasBinaryContent(once);
        assertThat(backups()).hasSize(1);
    }

    @Test
    void makes_a_store_that_did_not_exist() throws Exception {
        Path store = folder.resolve("new.p12");

        Run run = run(StorePatch.adding(List.of(NEW, OTHER)), store, "changeit");

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(TrustStore.read(store, PASSWORD).certificates()).containsExactlyInAnyOrder(NEW, OTHER);
    }

    @Test
    void wrong_password_leaves_the_store_as_it_was() throws Exception {
        Path store = folder.resolve("trust.p12");
        StoreFile.pkcs12(TrustStore.of("before", List.of(OLD)), PASSWORD).writeTo(store);
        byte[] before = Files.readAllBytes(store);

        Run run = run(StorePatch.adding(List.of(NEW)), store, "not the password");

        assertThat(run.code()).isNotZero();
        assertThat(run.output()).contains("cannot be opened with this password").doesNotContain("not the password");
        assertThat(store).hasBinaryContent(before);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void certificate_of_another_fingerprint_is_not_imported() throws Exception {
        Path store = folder.resolve("trust.p12");
        StoreFile.pkcs12(TrustStore.of("before", List.of(OLD)), PASSWORD).writeTo(store);
        byte[] before = Files.readAllBytes(store);
        Addition named = Addition.named("New Root", "CN=New Root", NEW.sha256(), null);
        Files.writeString(folder.resolve(named.fileName()), OTHER.toPem());

        Run run = run(new StorePatch(List.of(named), List.of()), store, "changeit");

        assertThat(run.code()).isNotZero();
        assertThat(run.output()).contains(OTHER.sha256()).contains("want " + NEW.sha256());
        assertThat(store).hasBinaryContent(before);
    }

    @Test
    void certificate_that_is_not_at_hand_is_asked_for_by_fingerprint() throws Exception {
        Path store = folder.resolve("trust.p12");
        Addition named = Addition.named("New Root", "CN=New Root", NEW.sha256(), null);
        StorePatch patch = new StorePatch(List.of(named), List.of());

        assertThat(run(patch, store, "changeit").output()).contains("put the certificate with SHA-256 " + NEW.sha256());
        Files.writeString(folder.resolve(named.fileName()), NEW.toPem());
        assertThat(run(patch, store, "changeit").code()).isZero();
        assertThat(TrustStore.read(store, PASSWORD).certificates()).containsExactly(NEW);
    }

    private record Run(int code, String output) {}

    private Run run(StorePatch patch, Path store, String password) throws IOException, InterruptedException {
        Path script = folder.resolve("patch.sh");
        Files.writeString(script, KeytoolScript.render(patch));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "patch.sh", store.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("STOREPASS", password);
        builder.environment()
                .merge(
                        "PATH",
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        (path, bin) -> bin + ":" + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private List<Path> backups() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".bak")).toList();
        }
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".windlass"))
                    .toList();
        }
    }
}
