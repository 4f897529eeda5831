package io.github.windlass4j.scan.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.SoftwareSighting;
import io.github.windlass4j.scan.inventory.StoreSighting;
import io.github.windlass4j.truststore.store.JvmTrustStore;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryScanTest {
    private static final Certificate A = Mint.seeded(2).root("Root A").certificate();

    @TempDir
    Path folder;

    @Test
    void the_home_of_the_running_jdk_with_its_store_and_release() throws Exception {
        Path home = Path.of(System.getProperty("java.home"));
        Inventory found = Scanner.standard().realm("here").scan(home);
        assertThat(found.software())
                .extracting(SoftwareSighting::name, SoftwareSighting::version)
                .contains(tuple("jdk", Integer.toString(Runtime.version().feature())));
        Path cacerts = home.resolve("lib/security/cacerts");
        if (cacerts.toRealPath().startsWith(home.toRealPath())) {
            List<Certificate> expected =
                    JvmTrustStore.of(home, Map.of()).store().certificates();
            assertThat(found.stores())
                    .filteredOn(store -> store.place().equals(Place.jvmStore("here")))
                    .singleElement()
                    .satisfies(store -> assertThat(
                                    found.content(store).orElseThrow().entries())
                            .extracting(StoreSnapshot.Item::certificate)
                            .isEqualTo(expected));
        }
    }

    @Test
    void a_repository_with_manifests_configuration_and_stores() throws Exception {
        write("deploy/app.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  containers: [{name: c, env: [{name: DB_URL, value: "jdbc:postgresql://one/app"}]}]
                """);
        write("src/main/resources/application.yml", "spring.datasource.url: jdbc:postgresql://two/app\n");
        write("src/main/resources/root.crt", A.toPem());
        write("notes.txt", "-----BEGIN CERTIFICATE-----\nand so on");
        write("values.yaml", "image: x\n");
        write("broken.yaml", "apiVersion: v1\nkind: [\n");
        Inventory found = Scanner.standard().realm("repo").scan(folder);
        assertThat(found.clients()).extracting(ClientSighting::host).containsExactlyInAnyOrder("one", "two");
        assertThat(found.stores())
                .extracting(StoreSighting::toString)
                .containsExactly("repo: /src/main/resources/root.crt (trust)");
        assertThat(found.findings()).extracting(Finding::rule).containsExactly("WL-SC-004");
    }

    @Test
    void a_store_in_an_object_is_that_of_the_object_and_not_the_file_too() throws Exception {
        String map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: roots}\ndata:\n  ca.crt: |\n";
        write("deploy/roots.yaml", map + A.toPem().indent(4));
        write("deploy/windows.yaml", (map.replace("roots", "crlf") + A.toPem().indent(4)).replace("\n", "\r\n"));
        write("values.yaml", "ca: |\n" + A.toPem().indent(2));
        assertThat(Scanner.standard().scan(folder).stores())
                .extracting(store -> store.place().path())
                .containsExactly("/values.yaml", "ConfigMap crlf key ca.crt", "ConfigMap roots key ca.crt");
    }

    @Test
    void a_template_is_said_to_be_one() throws Exception {
        write("chart/templates/map.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: {{ include "chart.name" . }}-roots
                  labels:
                    {{- include "chart.labels" . | nindent 4 }}
                """);
        assertThat(Scanner.standard().scan(folder).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("WL-SC-004");
            assertThat(finding.remedy()).hasValue("a template: scan what it renders (helm template)");
        });
    }

    @Test
    void a_single_file_and_one_that_is_not_there() throws Exception {
        write("root.pem", A.toPem());
        assertThat(Scanner.standard().scan(folder.resolve("root.pem")).stores())
                .extracting(store -> store.place().path())
                .containsExactly("/root.pem");
        assertThatThrownBy(() -> Scanner.standard().scan(folder.resolve("absent")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void links_are_followed_inside_of_the_tree_only() throws Exception {
        write("real/root.pem", A.toPem());
        Files.createSymbolicLink(folder.resolve("inside.pem"), Path.of("real/root.pem"));
        Path outside = Files.createTempFile("outside", ".pem");
        Files.createSymbolicLink(folder.resolve("outside.pem"), outside);
        Files.createSymbolicLink(folder.resolve("real/loop"), folder);
        assertThat(Scanner.standard().scan(folder).stores())
                .extracting(store -> store.place().path())
                .containsExactly("/inside.pem", "/real/root.pem");
        Files.delete(outside);
    }

    @Test
    void stops_when_told() throws Exception {
        for (int i = 0; i < 5; i++) {
            write(i + ".pem", A.toPem());
        }
        Inventory found = Scanner.standard().listening((item, done) -> done < 2).scan(folder);
        assertThat(found.stores()).hasSize(2);
        assertThat(found.findings()).extracting(Finding::rule).containsExactly("WL-SC-001");
    }

    @Test
    void a_store_that_is_read_means_what_the_file_means() throws Exception {
        write("bom.pem", "\uFEFF" + A.toPem());
        Inventory found = Scanner.standard().scan(folder);
        StoreSnapshot content = found.contents().values().iterator().next();
        assertThat(content).isEqualTo(StoreSnapshot.of(TrustStore.read(folder.resolve("bom.pem"))));
    }

    private void write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void a_store_is_opened_with_a_password_that_was_given() throws Exception {
        TrustStore store = TrustStore.of("own", List.of(A));
        Files.write(
                folder.resolve("own.p12"),
                StoreFile.pkcs12(store, "secret word".toCharArray()).bytes());
        Inventory closed = Scanner.standard().scan(folder);
        assertThat(closed.content(closed.stores().iterator().next())).isEmpty();
        Inventory opened = Scanner.standard()
                .passwords(List.of("other".toCharArray(), "secret word".toCharArray()))
                .scan(folder);
        assertThat(opened.content(opened.stores().iterator().next())
                        .orElseThrow()
                        .restore("own")
                        .certificates())
                .containsExactly(A);
    }
}
