package io.github.windlass4j.scan.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.scan.cluster.ClusterScan;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Unresolved;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PgBouncer's configuration where it lies: in a repository, on a machine, in the volumes of a pod. */
class PgBouncerFilesTest {
    private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
    private static final Authority ROOT = Mint.seeded(91).at(DAY).root("Root");
    private static final Certificate OTHER =
            Mint.seeded(92).at(DAY).root("Other").certificate();
    private static final Server SERVER = Server.presenting(
            PresentedChain.of("db", ROOT.issueLeaf("db.example.org").chain()));
    private static final String INI = """
            [databases]
            %include databases.ini
            [pgbouncer]
            server_tls_sslmode = verify-full
            server_tls_ca_file = /etc/pgbouncer/root.crt
            """;
    private static final String DEBIAN = """
            Package: libpq5
            Version: 15.1-1

            Package: pgbouncer
            Status: install ok installed
            Version: 1.18.0-1+deb12u1

            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"var/lib/dpkg/status, 1.18.0, true", "lib/apk/db/installed, 1.24.1, true", "x, 1.24.1, false"})
    void the_machine_tells_release_database_and_root_file(String database, String version, boolean known)
            throws IOException {
        write("etc/pgbouncer/pgbouncer.ini", INI);
        write("etc/pgbouncer/databases.ini", "app = host=db.example.org\n");
        write("etc/pgbouncer/root.crt", ROOT.certificate().toPem());
        write(database, database.endsWith("status") ? DEBIAN : "P:pgbouncer\nV:1.24.1-r0\nA:x86_64\n\nP:zlib\nV:1.3\n");
        Inventory found = Scanner.standard().realm("machine").scan(folder);
        ClientSighting client = only(found);
        assertThat(found.model(client).version()).isEqualTo(known ? version : "");
        Inventory whole = found.assuming("pgbouncer", version);
        assertThat(whole.model(only(whole)).connect(SERVER, DAY).connects()).isTrue();
        write("etc/pgbouncer/root.crt", OTHER.toPem());
        Inventory other = Scanner.standard().realm("machine").scan(folder).assuming("pgbouncer", version);
        assertThat(other.model(only(other)).connect(SERVER, DAY).message()).contains("/etc/pgbouncer/root.crt");
    }

    @Test
    void a_file_that_pgbouncer_refuses_is_named_with_its_line() throws IOException {
        write("pgbouncer.ini", "[databases]\na = host=b\nnonsense\n");
        assertThat(Scanner.standard().realm("machine").scan(folder).findings())
                .extracting(Finding::rule, finding -> finding.location().line())
                .containsExactly(tuple("WL-SC-004", 3));
    }

    @Test
    void other_files_of_that_kind_are_none_of_its() throws IOException {
        write("etc/php/php.ini", "nonsense\n");
        write("etc/other/databases.ini", "app = host=db dbname=x\n");
        Inventory found = Scanner.standard().realm("machine").scan(folder);
        assertThat(found.clients()).isEmpty();
        assertThat(found.findings()).isEmpty();
    }

    @Test
    void a_pod_brings_its_files_in_volumes() {
        String objects = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: pool, namespace: shop}
                data:
                  pgbouncer.ini: |
                %s  databases.ini: |
                    app = host=db.example.org
                  root.crt: |
                %s---
                apiVersion: v1
                kind: Pod
                metadata: {name: pool, namespace: shop}
                spec:
                  volumes: [{name: v, configMap: {name: pool}}]
                  containers: [{name: c, image: "pool:1", volumeMounts: [{name: v, mountPath: /etc/pgbouncer}]}]
                """.formatted(INI.indent(4), ROOT.certificate().toPem().indent(4));
        Inventory found =
                ClusterScan.of(Manifests.read(objects, "objects.yaml")).scan().assuming("pgbouncer", "1.25.0");
        assertThat(found.unresolved()).isEmpty();
        assertThat(found.model(only(found)).connect(SERVER, DAY).connects()).isTrue();
        Inventory without = ClusterScan.of(Manifests.read(objects.replace("databases.ini: |", "x.ini: |"), "o.yaml"))
                .scan();
        assertThat(without.unresolved()).extracting(Unresolved::reference).contains("databases.ini");
    }

    private static ClientSighting only(Inventory found) {
        assertThat(found.clients()).hasSize(1);
        return found.clients().iterator().next();
    }

    private void write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
