package io.github.windlass4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.patch.Addition;
import io.github.windlass4j.truststore.patch.Recipes;
import io.github.windlass4j.truststore.patch.StorePatch;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipes for images, without a container engine: {@code COPY} copies into a folder that stands for the image, {@code RUN}
 * runs with {@code sh}, absolute paths below that folder, where this machine has the tool. The store that comes out is judged.
 */
@ExtendWith(PkiExtension.class)
class ImageRecipesTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @BeforeAll
    static void only_where_there_is_a_shell() {
        Shell.need("recipes for images", "sh");
    }

    @Test
    void debian(Pki pki) throws Exception {
        Shell.need("recipe debian-image", "update-ca-certificates", "openssl");
        Path image = build("debian-image", pki, List.of());
        assertTrusted(TrustStore.read(image.resolve("etc/ssl/certs/ca-certificates.crt")), pki);
        // The folder that OpenSSL looks into has a link by the hash of the name.
        assertTrusted(TrustStore.read(image.resolve("etc/ssl/certs")), pki);
    }

    @Test
    void alpine_after_its_package_manager(Pki pki) throws Exception {
        Shell.need("recipe alpine-image", "update-ca-certificates", "openssl");
        Path image = build("alpine-image", pki, Shell.has("apk") ? List.of() : List.of("apk"));
        assertTrusted(TrustStore.read(image.resolve("etc/ssl/certs/ca-certificates.crt")), pki);
    }

    @Test
    void rhel(Pki pki) throws Exception {
        Path image = build("rhel-image", pki, List.of("update-ca-trust"));
        assertTrusted(TrustStore.read(anchors(image.resolve("etc/pki/ca-trust/source/anchors"), pki)), pki);
        System.out.println("recipe rhel-image: files copied; update-ca-trust is not run, it knows no other root");
    }

    @Test
    void distroless_takes_the_bundle_from_the_stage_that_made_it(Pki pki) throws Exception {
        Shell.need("recipe distroless-image", "update-ca-certificates", "openssl");
        Path image = build("distroless-image", pki, List.of("apt-get"));
        assertThat(image).isNotEqualTo(folder.resolve("image"));
        assertTrusted(TrustStore.read(image.resolve("etc/ssl/certs/ca-certificates.crt")), pki);
    }

    @Test
    void temurin_finds_the_folder_that_its_entrypoint_imports(Pki pki) throws Exception {
        Path image = build("temurin-image", pki, List.of());
        assertTrusted(TrustStore.read(anchors(image.resolve("certificates"), pki)), pki);
    }

    @Test
    void keytool(Pki pki) throws Exception {
        Path cacerts = folder.resolve("image/opt/java/lib/security/cacerts");
        Files.createDirectories(cacerts.getParent());
        Certificate before = pki.mint().root("Before").certificate();
        StoreFile.pkcs12(TrustStore.of("before", List.of(before)), PASSWORD).writeTo(cacerts);
        build("keytool-image", pki, List.of());
        TrustStore after = TrustStore.read(cacerts, PASSWORD);
        assertThat(after.certificates())
                .containsExactlyInAnyOrder(before, pki.root().certificate());
        assertThat(folder.resolve("image/tmp")).isEmptyDirectory();
        assertThat(Client.pgjdbc("42.7.14")
                        .factory("org.postgresql.ssl.DefaultJavaSSLFactory")
                        .sslmode(SslMode.VERIFY_FULL)
                        .host("localhost")
                        .jvmStore(after)
                        .connect(Server.presenting(PresentedChain.of("now", pki.chain())), Instant.now())
                        .connects())
                .isTrue();
    }

    @Test
    void init_container(Pki pki) throws Exception {
        Path cacerts = folder.resolve("java/lib/security/cacerts");
        Files.createDirectories(cacerts.getParent());
        Files.createDirectories(folder.resolve("trust"));
        Certificate before = pki.mint().root("Before").certificate();
        StoreFile.pkcs12(TrustStore.of("before", List.of(before)), PASSWORD).writeTo(cacerts);
        StorePatch patch = StorePatch.adding(List.of(pki.root().certificate()));
        Path mounted = Files.createDirectories(folder.resolve("extra-cas"));
        Files.writeString(anchors(mounted, pki), pki.root().certificate().toPem());
        // The script is the block of the container's command, the only lines that are indented so far.
        String script = Recipes.shipped()
                .recipe("init-container")
                .render(patch)
                .lines()
                .filter(line -> line.startsWith("        "))
                .map(line -> line.strip()
                        .replace("/trust/", folder.resolve("trust") + "/")
                        .replace("/extra-cas/", mounted + "/"))
                .collect(Collectors.joining("\n"));
        String path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
        Shell.Run run = Shell.run(
                script, folder, Map.of("JAVA_HOME", folder.resolve("java").toString(), "PATH", path));
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(TrustStore.read(folder.resolve("trust/cacerts"), PASSWORD).certificates())
                .containsExactlyInAnyOrder(before, pki.root().certificate());
    }

    private static Path anchors(Path folder, Pki pki) {
        return folder.resolve(Addition.of(pki.root().certificate()).fileName());
    }

    private static void assertTrusted(TrustStore store, Pki pki) {
        assertThat(Client.libpq("17.5")
                        .with("sslrootcert", "system")
                        .host("localhost")
                        .systemStore(store)
                        .connect(Server.presenting(PresentedChain.of("now", pki.chain())), Instant.now())
                        .connects())
                .as(store.toString())
                .isTrue();
    }

    /** Follows the lines; commands that begin with one of {@code left} are left out. The folder of the last stage. */
    private Path build(String recipe, Pki pki, List<String> left) throws Exception {
        StorePatch patch = StorePatch.adding(List.of(pki.root().certificate()));
        Path context = Files.createDirectories(folder.resolve("context"));
        for (Addition addition : patch.additions()) {
            Files.writeString(
                    context.resolve(addition.fileName()),
                    addition.certificate().orElseThrow().toPem());
        }
        Map<String, Path> stages = new HashMap<>();
        Path image = Files.createDirectories(folder.resolve("image"));
        for (String line :
                Recipes.shipped().recipe(recipe).render(patch).lines().toList()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "#", "ENV" -> {
                    // Nothing happens while the image is built.
                }
                case "FROM" -> {
                    image = Files.createDirectories(folder.resolve("image" + stages.size()));
                    stages.put(words[words.length - 1], image);
                }
                case "COPY" -> copy(words, stages, context, image);
                case "RUN" -> execute(line.substring("RUN ".length()), left, image);
                default -> throw new AssertionError("no instruction of a Dockerfile: " + line);
            }
        }
        return image;
    }

    private static void copy(String[] words, Map<String, Path> stages, Path context, Path image) throws IOException {
        boolean staged = words[1].startsWith("--from=");
        Path from = staged ? stages.get(words[1].substring("--from=".length())) : context;
        Path source = from.resolve(words[words.length - 2].replaceFirst("^/", ""));
        Path target = image.resolve(words[words.length - 1].replaceFirst("^/", ""));
        if (staged && words[2].endsWith("cacerts")) {
            // Made by a hook of the package ca-certificates-java, which is not installed below another root.
            return;
        }
        Files.createDirectories(target.getParent());
        Files.copy(source, target);
    }

    private void execute(String command, List<String> left, Path image) throws Exception {
        if (left.stream().anyMatch(command::startsWith)) {
            return;
        }
        for (String name : List.of("etc/ssl/certs", "usr/share/ca-certificates", "tmp")) {
            Files.createDirectories(image.resolve(name));
        }
        Path shims = Files.createDirectories(folder.resolve("shims"));
        String options = "--certsconf " + image.resolve("none")
                + " --certsdir " + image.resolve("usr/share/ca-certificates")
                + " --localcertsdir " + image.resolve("usr/local/share/ca-certificates")
                + " --etccertsdir " + image.resolve("etc/ssl/certs")
                + " --hooksdir " + image.resolve("none");
        shim(shims, "update-ca-certificates", options);
        String path = shims + ":" + Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
        Files.writeString(image.resolve("none"), "");
        Shell.Run run = Shell.run(
                command.replace(" /tmp/", " " + image.resolve("tmp") + "/")
                        .replace("-cacerts", "-keystore " + image.resolve("opt/java/lib/security/cacerts")),
                image,
                Map.of("PATH", path));
        assertThat(run.code()).as(command + "\n" + run.output()).isZero();
    }

    /** The tool of this machine, told to work below another root. */
    private static void shim(Path shims, String tool, String options) throws IOException {
        Path file = shims.resolve(tool);
        Files.writeString(file, "#!/bin/sh\nPATH=${PATH#*:} exec " + tool + " " + options + " \"$@\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
