package io.github.windlass4j.scan.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.SoftwareSighting;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageScanTest {
    private static final Mint MINT = Mint.seeded(9);
    private static final Certificate A = MINT.root("Root A").certificate();
    private static final Certificate B = MINT.root("Root B").certificate();
    private static final String REALM = "image app:1";

    @TempDir
    Path folder;

    @Test
    void later_layers_replace_delete_and_empty() throws Exception {
        Inventory found = scan(saved(
                new Tar()
                        .file("etc/a.pem", A.toPem())
                        .file("etc/gone.pem", A.toPem())
                        .file("opt/x/deep/b.pem", B.toPem())
                        .file("srv/old/c.pem", A.toPem())
                        .file("usr/keep.pem", A.toPem())
                        .bytes(),
                new Tar()
                        .file("etc/a.pem", B.toPem())
                        .file("etc/.wh.gone.pem", "")
                        .file("opt/.wh.x", "")
                        .file("srv/old/.wh..wh..opq", "")
                        .file("srv/old/new.pem", B.toPem())
                        .gzip(),
                new Tar().file("usr/keep.pem", "no store any more").bytes()));
        assertThat(paths(found)).containsExactly("/etc/a.pem", "/srv/old/new.pem", "/usr/keep.pem");
        assertThat(certificates(found, "/etc/a.pem")).containsExactly(B);
        assertThat(certificates(found, "/usr/keep.pem")).isEmpty();
        assertThat(found.searched()).containsExactly(REALM);
        assertThat(found.findings()).isEmpty();
    }

    @Test
    void an_oci_layout_in_a_tar_or_a_folder_and_the_docker_form_say_the_same() throws Exception {
        byte[] one =
                new Tar().file("etc/ssl/certs/ca-certificates.crt", A.toPem()).gzip();
        byte[] two = new Tar().file("home/app/.postgresql/root.crt", B.toPem()).gzip();
        Inventory saved = scan(saved(one, two));
        Inventory archive = scan(oci(one, two).bytes());
        Path layout = Files.createDirectories(folder.resolve("layout/blobs/sha256"))
                .getParent()
                .getParent();
        Files.write(layout.resolve("index.json"), ociIndex(one, two).getBytes(StandardCharsets.UTF_8));
        for (byte[] blob : List.of(one, two, ociManifest(one, two).getBytes(StandardCharsets.UTF_8))) {
            Files.write(layout.resolve("blobs/sha256/" + sha256(blob)), blob);
        }
        assertThat(archive).isEqualTo(saved);
        assertThat(Scanner.standard().scan(layout)).isEqualTo(saved);
        assertThat(certificates(saved, Place.systemStore(REALM).path())).containsExactly(A);
        assertThat(certificates(saved, Place.homeRootFile(REALM).path())).containsExactly(B);
    }

    @Test
    void cacerts_behind_links_is_the_store_of_the_jvm_and_its_release_is_known() throws Exception {
        byte[] cacerts = StoreFile.jks(TrustStore.of("x", List.of(A, B)), "changeit".toCharArray(), Instant.EPOCH)
                .bytes();
        Inventory found = scan(saved(new Tar()
                .file("etc/ssl/certs/java/cacerts", cacerts)
                .symlink("usr/lib/jvm/default", "jdk-17")
                .file("usr/lib/jvm/jdk-17/release", "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"17.0.15\"\n")
                .symlink("usr/lib/jvm/jdk-17/lib/security/cacerts", "../../../../../../etc/ssl/certs/java/cacerts")
                .symlink("loop/lib/security/cacerts", "cacerts")
                .hardlink("etc/copy", "etc/ssl/certs/java/cacerts")
                .bytes()));
        assertThat(certificates(found, Place.jvmStore(REALM).path())).containsExactly(A, B);
        assertThat(certificates(found, "/etc/copy")).containsExactly(A, B);
        assertThat(found.software())
                .extracting(SoftwareSighting::toString)
                .containsExactly("jdk 17 at image app:1: /usr/lib/jvm/jdk-17/release");
    }

    @Test
    void drivers_are_told_by_their_files_also_inside_of_a_program() throws Exception {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            zip.putNextEntry(new ZipEntry("BOOT-INF/lib/postgresql-42.7.3.jar"));
            zip.write(new byte[10_000]);
            zip.putNextEntry(new ZipEntry("BOOT-INF/classes/trust.pem"));
            zip.write(A.toPem().getBytes(StandardCharsets.US_ASCII));
        }
        Inventory found = scan(saved(new Tar()
                .file("app/app.jar", jar.toByteArray())
                .file("lib/x86_64-linux-gnu/libpq.so.5.15", "ELF")
                .file("app/node_modules/pg/package.json", "{\"name\": \"pg\", \"version\": \"8.11.3\"}")
                .file("py/psycopg2_binary-2.9.9.dist-info/METADATA", "Name: x")
                .file("net/shop.deps.json", "{\"libraries\": {\"Npgsql/8.0.3\": {}}}")
                .file("lib/mssql-jdbc-12.6.1.jre11.jar", "x")
                .file("lib/mysql-connector-j-8.4.0.jar", "x")
                .bytes()));
        assertThat(found.software())
                .extracting(software -> software.name() + " " + software.version())
                .containsExactlyInAnyOrder(
                        "pgjdbc 42.7.3",
                        "libpq 15",
                        "node-postgres 8.11.3",
                        "psycopg 2.9.9",
                        "npgsql 8.0.3",
                        "mssql-jdbc 12.6.1",
                        "mysql-connector-j 8.4.0");
        assertThat(certificates(found, "classpath:trust.pem")).containsExactly(A);
    }

    @Test
    void long_names_in_both_dialects() throws Exception {
        String deep = "a-folder-with-a-name-of-thirty/".repeat(5);
        Inventory found = scan(saved(new Tar()
                .paxFile(deep + "pax.pem", A.toPem().getBytes(StandardCharsets.US_ASCII))
                .gnuLongFile(deep + "gnu.pem", B.toPem().getBytes(StandardCharsets.US_ASCII))
                .bytes()));
        assertThat(certificates(found, "/" + deep + "pax.pem")).containsExactly(A);
        assertThat(certificates(found, "/" + deep + "gnu.pem")).containsExactly(B);
    }

    @Test
    void an_entry_that_leads_out_of_the_image_is_a_finding_and_no_file() throws Exception {
        Inventory found = scan(saved(new Tar()
                .file("../../etc/passwd.pem", A.toPem())
                .file("./ok.pem", B.toPem())
                .bytes()));
        assertThat(paths(found)).containsExactly("/ok.pem");
        assertThat(found.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("../../etc/passwd.pem")
                        .contains("leads out of the image"));
    }

    @Test
    void a_layer_that_cannot_be_read_is_named_and_the_image_does_not_count_as_searched() throws Exception {
        byte[] good = new Tar().file("a.pem", A.toPem()).bytes();
        byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0, 0};
        byte[] whole = new Tar().file("b.pem", B.toPem()).gzip();
        Inventory found = scan(saved(good, zstd, Arrays.copyOf(whole, whole.length / 2)));
        assertThat(paths(found)).containsExactly("/a.pem");
        assertThat(found.searched()).isEmpty();
        assertThat(found.findings())
                .extracting(Finding::message)
                .hasSize(2)
                .anySatisfy(message -> assertThat(message).contains("zstd"))
                .anySatisfy(message -> assertThat(message).contains("cannot be read"));
    }

    @Test
    void a_bomb_ends_at_the_allowance_with_a_finding() throws Exception {
        byte[] zeros = Tar.gzip(new Tar().file("big", new byte[8 << 20]).bytes());
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            zip.putNextEntry(new ZipEntry("x"));
            zip.write(new byte[8 << 20]);
        }
        for (byte[] layer :
                List.of(zeros, new Tar().file("x.jar", jar.toByteArray()).bytes())) {
            Path file = Files.write(folder.resolve("bomb.tar"), saved(layer));
            Inventory found = Scanner.standard().allowance(1 << 20).scan(file);
            assertThat(found.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains("unpacks to more bytes"));
            assertThat(found.searched()).isEmpty();
        }
    }

    @Test
    void stops_when_told_and_says_so() throws Exception {
        byte[] image = saved(
                new Tar().file("a.pem", A.toPem()).bytes(),
                new Tar().file("b.pem", B.toPem()).bytes());
        Path file = Files.write(folder.resolve("image.tar"), image);
        Inventory found = Scanner.standard().listening((item, done) -> done < 2).scan(file);
        assertThat(found.searched()).isEmpty();
        assertThat(found.findings()).extracting(Finding::rule).contains("WL-SC-001", "WL-SC-005");
        assertThat(paths(found)).containsExactly("/a.pem");
    }

    @Property(tries = 300)
    void a_damaged_archive_never_lets_anything_escape(
            @ForAll @IntRange(min = 0, max = 6000) int at,
            @ForAll byte value,
            @ForAll @IntRange(min = 0, max = 3) int how)
            throws IOException {
        byte[] layer = new Tar()
                .file("etc/a.pem", A.toPem())
                .paxFile("p/b.pem", new byte[600])
                .bytes();
        byte[] image = how == 0 ? saved(Tar.gzip(layer)) : saved(layer);
        byte[] damaged = how == 3 ? Arrays.copyOf(image, at) : image.clone();
        if (at < damaged.length) {
            damaged[at] = value;
        }
        Path file = Files.createTempFile("damaged", ".tar");
        try {
            Files.write(file, damaged);
            assertThat(Scanner.standard().scan(file)).isNotNull();
        } finally {
            Files.delete(file);
        }
    }

    private Inventory scan(byte[] image) throws IOException {
        return Scanner.standard().scan(Files.write(folder.resolve("image.tar"), image));
    }

    private static byte[] program(String... entries) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry(entries[i]));
                zip.write(entries[i + 1].getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return jar.toByteArray();
    }

    @Test
    void settings_of_a_program_are_read_under_environment_and_command_line_of_its_image() throws Exception {
        byte[] jar = program(
                "BOOT-INF/classes/application.yml",
                "spring.datasource.url: jdbc:postgresql://${DB_HOST}/app?sslmode=verify-full&sslrootcert=/etc/app/root.crt",
                "BOOT-INF/lib/library.jar",
                new String(
                        program("application.properties", "url=jdbc:postgresql://example-of-the-library/x"),
                        StandardCharsets.ISO_8859_1),
                "BOOT-INF/lib/postgresql-42.7.3.jar",
                "x");
        byte[] layer = new Tar()
                .file("app/app.jar", jar)
                .file("etc/app/root.crt", A.toPem())
                .file("opt/trust.pem", B.toPem())
                .bytes();
        String config = """
                {"config": {"Env": ["PATH=/bin", "DB_HOST=db.internal", "SSL_CERT_FILE=/opt/trust.pem"],
                            "Entrypoint": ["/bin/sh", "-c", "exec java -jar /app/app.jar"],
                            "Cmd": ["-Ddb.replica=jdbc:postgresql://replica/app?sslmode=require"]}}""";
        Inventory found = scan(saved(config, layer));
        assertThat(found.clients())
                .extracting(ClientSighting::host)
                .containsExactlyInAnyOrder("db.internal", "replica");
        ClientSighting main = found.clients().stream()
                .filter(client -> client.host().equals("db.internal"))
                .findFirst()
                .orElseThrow();
        assertThat(found.model(main).material(StoreKind.ROOT_FILE))
                .isInstanceOfSatisfying(
                        TrustMaterial.Present.class,
                        present -> assertThat(present.store().certificates()).containsExactly(A));
        assertThat(found.findings()).isEmpty();
    }

    @Test
    void settings_for_profiles_are_read_under_the_one_that_is_on_or_else_under_each() throws Exception {
        byte[] layer = new Tar().file("app/application.yml", """
                        spring.datasource.url: jdbc:postgresql://general/x
                        ---
                        spring.config.activate.on-profile: [prod, eu]
                        spring.datasource.url: jdbc:postgresql://production/x?sslmode=verify-full
                        ---
                        spring.config.activate.on-profile: nothing-about-databases
                        a: b
                        """).bytes();
        assertThat(scan(saved(layer)).clients())
                .extracting(client -> client.who() + " -> " + client.host())
                .containsExactlyInAnyOrder(
                        "/app/application.yml -> general",
                        "/app/application.yml with profile eu -> production",
                        "/app/application.yml with profile prod -> production");
        assertThat(scan(saved("{\"config\": {\"Env\": [\"SPRING_PROFILES_ACTIVE=prod\"]}}", layer))
                        .clients())
                .extracting(client -> client.who() + " -> " + client.host())
                .containsExactly("/app/application.yml -> production");
        byte[] switching = new Tar().file("app/application.properties", """
                        spring.profiles.active=prod
                        spring.datasource.url=jdbc:postgresql://general/x
                        #---
                        spring.config.activate.on-profile=prod
                        spring.datasource.url=jdbc:postgresql://production/x
                        """).bytes();
        assertThat(scan(saved(switching)).clients())
                .extracting(client -> client.who() + " -> " + client.host())
                .containsExactly("/app/application.properties -> production");
    }

    @Test
    void a_file_of_more_profiles_than_any_program_has_is_a_finding() throws Exception {
        StringBuilder text = new StringBuilder("spring.datasource.url: jdbc:postgresql://general/x\n");
        for (int i = 0; i < 3_000; i++) {
            text.append("---\nspring.config.activate.on-profile: p").append(i).append('\n');
        }
        Inventory found = scan(
                saved(new Tar().file("app/application.yml", text.toString()).bytes()));
        assertThat(found.clients()).extracting(ClientSighting::host).containsExactly("general");
        assertThat(found.findings())
                .extracting(Finding::message)
                .containsExactly("names 3000 profiles (want at most 16): what it says for them was not read");
    }

    @Test
    void an_image_without_files_of_settings_is_told_by_environment_and_command_line_alone() throws Exception {
        byte[] layer = new Tar()
                .file(
                        "opt/trust.p12",
                        StoreFile.pkcs12(TrustStore.of("x", List.of(A)), "changeit".toCharArray())
                                .bytes())
                .bytes();
        String config = """
                {"config": {"Env": ["JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=/opt/trust.p12 -Djavax.net.ssl.trustStorePassword=changeit",
                                    "SPRING_DATASOURCE_URL=jdbc:postgresql://db/x?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"],
                            "Entrypoint": ["java", "-jar", "app.jar"]}}""";
        Inventory found = scan(saved(config, layer));
        assertThat(found.clients()).singleElement().satisfies(client -> {
            assertThat(client.who()).isEqualTo(REALM);
            assertThat(found.model(client).material(StoreKind.JVM_STORE))
                    .isInstanceOfSatisfying(
                            TrustMaterial.Present.class,
                            present ->
                                    assertThat(present.store().certificates()).containsExactly(A));
        });
    }

    @Test
    void oci_images_tell_their_program_too_and_one_that_is_missing_is_said_to_be() throws Exception {
        byte[] layer = new Tar().file("etc/a.pem", A.toPem()).gzip();
        byte[] config =
                "{\"config\": {\"Env\": [\"DATABASE_URL=postgresql://one/x\"]}}".getBytes(StandardCharsets.UTF_8);
        String manifest = ociManifest(layer)
                .replace("\"layers\"", "\"config\": {\"digest\": \"sha256:" + sha256(config) + "\"}, \"layers\"");
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        Tar archive = new Tar()
                .file("index.json", "{\"manifests\": [{\"digest\": \"sha256:" + sha256(bytes) + "\"}]}")
                .file("blobs/sha256/" + sha256(bytes), bytes)
                .file("blobs/sha256/" + sha256(layer), layer);
        assertThat(scan(archive.bytes()).findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("environment and command line are not known");
        Inventory whole =
                scan(archive.file("blobs/sha256/" + sha256(config), config).bytes());
        assertThat(whole.findings()).isEmpty();
        assertThat(whole.clients()).extracting(ClientSighting::host).containsExactly("one");
    }

    @Test
    void a_later_layer_replaces_a_program_with_its_settings() throws Exception {
        byte[] one = program("application.properties", "a.url=jdbc:postgresql://old/x");
        byte[] two = program("WEB-INF/classes/application.properties", "a.url=jdbc:postgresql://new/x");
        Inventory found = scan(saved(
                new Tar().file("app/app.jar", one).file("app/gone.jar", one).bytes(),
                new Tar().file("app/app.jar", two).file("app/.wh.gone.jar", "").bytes()));
        assertThat(found.clients()).extracting(ClientSighting::host).containsExactly("new");
    }

    @Test
    void stores_in_the_libraries_of_a_program_are_on_its_class_path() throws Exception {
        String library = new String(program("certs/roots.pem", A.toPem()), StandardCharsets.ISO_8859_1);
        String war = new String(program("WEB-INF/lib/library.jar", library), StandardCharsets.ISO_8859_1);
        byte[] ear = program("shop.war", war);
        Inventory found = scan(saved(new Tar().file("app/shop.ear", ear).bytes()));
        assertThat(certificates(found, "/app/shop.ear!/shop.war!/WEB-INF/lib/library.jar!/certs/roots.pem"))
                .containsExactly(A);
        assertThat(certificates(found, "classpath:certs/roots.pem")).containsExactly(A);
    }

    @Test
    void settings_that_cannot_be_read_or_are_too_large_are_findings() throws Exception {
        Inventory found = scan(saved(new Tar()
                .file("app/application.yml", "a: [\n")
                .file("app/big/application.properties", new byte[17 << 20])
                .bytes()));
        assertThat(found.findings()).extracting(Finding::rule).containsExactlyInAnyOrder("WL-SC-004", "WL-SC-007");
    }

    @Test
    void an_archive_that_is_packed_with_zstd_as_a_whole_is_a_finding() throws Exception {
        assertThat(scan(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0, 0})
                        .findings())
                .extracting(Finding::message)
                .containsExactly("is packed with zstd, which is not read: unpack it first");
    }

    static byte[] saved(byte[]... layers) {
        return saved("{}", layers);
    }

    static byte[] saved(String config, byte[]... layers) {
        Tar archive = new Tar();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < layers.length; i++) {
            names.add("\"layer" + i + "/layer.tar\"");
        }
        archive.file(
                "manifest.json",
                "[{\"Config\": \"c.json\", \"RepoTags\": [\"app:1\"], \"Layers\": [" + String.join(", ", names)
                        + "]}]");
        for (int i = 0; i < layers.length; i++) {
            archive.file("layer" + i + "/layer.tar", layers[i]);
        }
        archive.file("c.json", config);
        return archive.bytes();
    }

    private static Tar oci(byte[]... layers) {
        // Layers before the manifests that name them: the order of an archive is nobody's promise.
        Tar archive = new Tar();
        for (byte[] layer : layers) {
            archive.file("blobs/sha256/" + sha256(layer), layer);
        }
        String manifest = ociManifest(layers);
        return archive.file("index.json", ociIndex(layers))
                .file("blobs/sha256/" + sha256(manifest.getBytes(StandardCharsets.UTF_8)), manifest)
                .file("oci-layout", "{\"imageLayoutVersion\": \"1.0.0\"}");
    }

    private static String ociManifest(byte[]... layers) {
        return "{\"schemaVersion\": 2, \"layers\": ["
                + String.join(
                        ", ",
                        Arrays.stream(layers)
                                .map(layer -> "{\"digest\": \"sha256:" + sha256(layer) + "\"}")
                                .toList())
                + "]}";
    }

    private static String ociIndex(byte[]... layers) {
        return "{\"schemaVersion\": 2, \"manifests\": [{\"digest\": \"sha256:"
                + sha256(ociManifest(layers).getBytes(StandardCharsets.UTF_8))
                + "\", \"annotations\": {\"io.containerd.image.name\": \"app:1\"}}]}";
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }

    private static List<String> paths(Inventory found) {
        return found.stores().stream().map(store -> store.place().path()).toList();
    }

    private static List<Certificate> certificates(Inventory found, String path) {
        return found.stores().stream()
                .filter(store -> store.place().equals(new Place(REALM, path)))
                .flatMap(store -> found.content(store).stream())
                .flatMap(content -> content.entries().stream())
                .map(StoreSnapshot.Item::certificate)
                .toList();
    }
}
