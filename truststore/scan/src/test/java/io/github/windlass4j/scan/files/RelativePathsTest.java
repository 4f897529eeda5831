package io.github.windlass4j.scan.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.scan.cluster.ClusterScan;
import io.github.windlass4j.scan.config.ConfigScan;
import io.github.windlass4j.scan.config.Configuration;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.Unresolved;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that are named relative to the working directory of a process, which a scan seldom knows, and by links to folders. */
class RelativePathsTest {
    private static final Certificate A = Mint.seeded(2).root("Root A").certificate();
    private static final Certificate B = Mint.seeded(3).root("Root B").certificate();
    private static final String SETTINGS =
            "spring.datasource.url=jdbc:postgresql://db/app?sslmode=verify-full&sslrootcert=%s\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"root.crt", "./root.crt", "certs/root.crt", "conf/../certs/root.crt", "../certs/root.crt"})
    void one_file_of_the_tree_that_fits_is_it(String path) throws Exception {
        write("app/application.properties", SETTINGS.formatted(path));
        write("app/certs/root.crt", A.toPem());
        write("app/certs/other-root.crt", B.toPem());
        Inventory found = assuming(Scanner.standard().scan(folder));
        assertThat(found.unresolved()).isEmpty();
        assertThat(rootFile(found)).isInstanceOfSatisfying(TrustMaterial.Present.class, present -> {
            assertThat(present.store().certificates()).containsExactly(A);
            assertThat(present.store().origin()).startsWith("./").endsWith("root.crt, taken to be /app/certs/root.crt");
        });
    }

    @Test
    void of_several_files_none_is_taken_unless_they_are_alike() throws Exception {
        write("app/application.properties", SETTINGS.formatted("root.crt"));
        write("app/root.crt", A.toPem());
        write("test/root.crt", B.toPem());
        Inventory found = assuming(Scanner.standard().realm("repo").scan(folder));
        assertThat(rootFile(found)).isEqualTo(TrustMaterial.notAtHand());
        assertThat(found.unresolved())
                .containsExactly(new Unresolved(
                        "/app/application.properties",
                        "repo: ./root.crt",
                        "is relative to the working directory of the process, which is not known; of what was scanned"
                                + " several files fit: /app/root.crt, /test/root.crt"));
        write("test/root.crt", A.toPem());
        found = assuming(Scanner.standard().realm("repo").scan(folder));
        assertThat(found.unresolved()).isEmpty();
        assertThat(rootFile(found)).hasToString(rootFile(found).toString()).isInstanceOf(TrustMaterial.Present.class);
    }

    @Test
    void no_file_that_fits_is_said_with_the_reason() throws Exception {
        write("app/application.properties", SETTINGS.formatted("root.crt"));
        write("app/another-root.crt", A.toPem());
        Inventory found = assuming(Scanner.standard().scan(folder));
        assertThat(found.unresolved())
                .extracting(Unresolved::toString)
                .containsExactly("/app/application.properties: ./root.crt is relative to the working directory of the"
                        + " process, which is not known; of what was scanned no file fits");
    }

    /** Absolute paths, those of Windows and names that are no paths stay what they are. */
    @ParameterizedTest
    @CsvSource({
        "/certs/root.crt, /certs/root.crt",
        "C:/certs/root.crt, C:/certs/root.crt",
        "~/root.crt, ~/root.crt",
        "classpath:root.crt, classpath:root.crt",
        "file:certs/root.crt, ./certs/root.crt",
        "file:/certs/root.crt, /certs/root.crt"
    })
    void what_is_not_relative_is_left(String written, String place) {
        Configuration variables = Configuration.environment(Map.of("SSL_CERT_FILE", written), new Place("", "env"));
        assertThat(ConfigScan.of("app", variables).scan().uses())
                .extracting(use -> use.store().place().path())
                .containsExactly(place);
    }

    @Test
    void an_image_tells_the_directory_that_it_starts_in() throws Exception {
        byte[] layer = new Tar()
                .file("app/application.properties", SETTINGS.formatted("certs/root.crt"))
                .file("app/certs/root.crt", A.toPem())
                .file("certs/root.crt", B.toPem())
                .bytes();
        assertThat(trusted(image("{\"config\": {\"WorkingDir\": \"/app\"}}", layer)))
                .containsExactly(A);
        assertThat(trusted(image("{\"config\": {}}", layer))).containsExactly(B);
        Inventory nothing = image("{\"config\": {\"WorkingDir\": \"/srv\"}}", layer);
        assertThat(rootFile(nothing)).isEqualTo(TrustMaterial.absent());
    }

    @Test
    void a_container_is_started_where_it_says_or_where_its_image_says() throws Exception {
        byte[] layer = new Tar()
                .file("app/certs/root.crt", A.toPem())
                .file("certs/root.crt", B.toPem())
                .bytes();
        Inventory image = image("{}", layer);
        assertThat(trusted(pod("workingDir: /app").merge(image))).containsExactly(A);
        assertThat(pod("").merge(image).unresolved())
                .extracting(Unresolved::reason)
                .singleElement()
                .asString()
                .endsWith("several files fit: /app/certs/root.crt, /certs/root.crt");
    }

    @Test
    void a_mounted_file_that_alone_is_called_so_is_meant() throws Exception {
        for (String directory : List.of("", "workingDir: /app")) {
            assertThat(trusted(pod(directory + "\nvolumeMounts: [{name: roots, mountPath: /app/certs}]")
                            .merge(image("{}", new Tar().bytes()))))
                    .containsExactly(A);
        }
    }

    @Test
    void stores_are_found_by_the_names_that_links_to_folders_give_them() throws Exception {
        byte[] layer = new Tar()
                .file("srv/releases/7/root.crt", A.toPem())
                .symlink("srv/current", "releases/7")
                .symlink("srv/latest", "/srv/current")
                .symlink("everything", "/")
                .symlink("srv/releases/7/alias.crt", "root.crt")
                .symlink("srv/loop", "loop")
                .bytes();
        for (String path : List.of(
                "/srv/current/root.crt",
                "/srv/latest/root.crt",
                "/srv/latest/alias.crt",
                "/everything/srv/releases/7/root.crt")) {
            Configuration variables = Configuration.environment(
                    Map.of("URL", "jdbc:postgresql://db/app?sslmode=verify-full&sslrootcert=" + path),
                    new Place("", "env"));
            Inventory client =
                    ConfigScan.of("app", variables).home("image app:1").scan();
            assertThat(trusted(assuming(client.merge(image("{}", layer)))))
                    .as(path)
                    .containsExactly(A);
        }
    }

    @Test
    void more_names_by_links_than_any_image_has_are_a_finding() throws Exception {
        Tar layer = new Tar();
        for (int i = 0; i < 400; i++) {
            layer.symlink("l" + i, "/");
        }
        Inventory found = image("{}", layer.bytes());
        assertThat(found.searched()).isEmpty();
        assertThat(found.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).startsWith("names by links to folders: more than"));
    }

    private Inventory image(String config, byte[] layer) throws IOException {
        Path file = Files.write(folder.resolve("image.tar"), ImageScanTest.saved(config, layer));
        return assuming(Scanner.standard().scan(file));
    }

    private static Inventory pod(String container) {
        String text = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: roots}
                data: {root.crt: "%s"}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  volumes: [{name: roots, configMap: {name: roots}}]
                  containers:
                  - name: c
                    image: app:1
                    env: [{name: URL, value: "jdbc:postgresql://db/app?sslmode=verify-full&sslrootcert=certs/root.crt"}]
                """.formatted(A.toPem().replace("\n", "\\n")) + container.indent(4);
        return assuming(ClusterScan.of(Manifests.read(text, "pod.yaml")).scan());
    }

    private static Inventory assuming(Inventory found) {
        return found.assuming("pgjdbc", "42.7.14");
    }

    private static TrustMaterial rootFile(Inventory found) {
        ClientSighting client = found.clients().iterator().next();
        return found.model(client).material(StoreKind.ROOT_FILE);
    }

    private static List<Certificate> trusted(Inventory found) {
        return ((TrustMaterial.Present) rootFile(found)).store().certificates();
    }

    private void write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
