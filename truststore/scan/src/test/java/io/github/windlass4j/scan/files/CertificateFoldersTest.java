package io.github.windlass4j.scan.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.SoftwareSighting;
import io.github.windlass4j.scan.inventory.Unresolved;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code SSL_CERT_DIR} adds to the system's store, as OpenSSL 3.0.19 was measured and Go's root_unix.go reads it. */
class CertificateFoldersTest {
    private static final Certificate A = Mint.seeded(61).root("Root A").certificate();
    private static final Certificate B = Mint.seeded(62).root("Root B").certificate();
    private static final Certificate C = Mint.seeded(63).root("Root C").certificate();
    private static final Certificate D = Mint.seeded(64).root("Root D").certificate();
    private static final String BUNDLE = "etc/ssl/certs/ca-certificates.crt";

    @TempDir
    Path folder;

    /** Who asks, with which variables, and whose roots it has: A of the bundle, B by hash, C by another name, D elsewhere. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "libpq   | SSL_CERT_DIR=/trust                          | AB",
                "libpq   | SSL_CERT_DIR=/trust/                         | AB",
                "libpq   | SSL_CERT_DIR=/linked                         | AB",
                "libpq   | SSL_CERT_DIR=/trust:/more                    | ABD",
                "libpq   | SSL_CERT_DIR=/more SSL_CERT_FILE=/trust/c.pem | CD",
                "libpq   | SSL_CERT_DIR=/none                           | A",
                "libpq   | SSL_CERT_DIR=/etc/ssl/certs                  | A",
                "libpq   | SSL_CERT_FILE=/trust/c.pem                   | C",
                "pgx     | SSL_CERT_DIR=/trust                          | ABC",
                "pgx     | SSL_CERT_DIR=/linked                         | AB",
                "pgx     | SSL_CERT_DIR=/more:/trust                    | ABCD",
                "libpq   | SSL_CERT_DIR=/der                            | ?",
                "libpq   | SSL_CERT_DIR=trust                           | ?",
                "npgsql  | SSL_CERT_DIR=/trust                          | ?",
                "node-postgres | SSL_CERT_DIR=/trust                    | A"
            })
    void folders_are_joined_with_the_file(String driver, String variables, String roots) throws Exception {
        TrustMaterial known = material(driver, variables, true);
        assertThat(names(known)).isEqualTo(roots);
    }

    @Test
    void openssl_has_the_bundle_only_under_its_own_name_for_it() throws Exception {
        assertThat(names(material("libpq", "SSL_CERT_DIR=/trust", false))).isEqualTo("B");
        assertThat(names(material("pgx", "SSL_CERT_DIR=/trust", false))).isEqualTo("ABC");
    }

    @Test
    void a_folder_that_is_not_known_is_a_named_gap() throws Exception {
        assertThat(scan("libpq", "SSL_CERT_DIR=trust PGSSLROOTCERT=system", true)
                        .unresolved())
                .extracting(Unresolved::toString)
                .anyMatch(text -> text.contains("the system's trust store with the folders trust"));
        assertThat(scan("libpq", "SSL_CERT_DIR=/der PGSSLROOTCERT=system", true).unresolved())
                .extracting(Unresolved::toString)
                .anyMatch(text -> text.contains("the system's trust store with the folder /der is read by drivers"));
    }

    private TrustMaterial material(String driver, String variables, boolean named) throws Exception {
        Inventory found = scan(driver, variables, named);
        assertThat(found.clients()).hasSize(1);
        return found.model(found.clients().iterator().next()).material(StoreKind.SYSTEM_STORE);
    }

    private static String names(TrustMaterial material) {
        if (!(material instanceof TrustMaterial.Present present)) {
            return "?";
        }
        StringBuilder names = new StringBuilder();
        for (Certificate root : present.store().certificates()) {
            names.append(root.subject().toString().replaceFirst(".*Root ", ""));
        }
        return names.chars()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Inventory scan(String driver, String variables, boolean named) throws Exception {
        Tar layer = new Tar()
                .file(BUNDLE, A.toPem())
                .file("trust/0a1b2c3d.0", B.toPem())
                .file("trust/c.pem", C.toPem())
                .file("trust/below/d.pem", D.toPem())
                .file("stored/b.pem", B.toPem())
                .symlink("linked/0a1b2c3d.1", "../stored/b.pem")
                .file("more/ffffffff.0", D.toPem())
                .file("der/00000000.0", B.encoded());
        if (named) {
            layer.symlink("usr/lib/ssl/cert.pem", "/" + BUNDLE);
        }
        String list = "\"URL=postgres://db/x?sslmode=verify-full\", \"" + variables.replace(" ", "\", \"") + "\"";
        Path archive = folder.resolve("image.tar");
        Files.write(archive, ImageScanTest.saved("{\"config\": {\"Env\": [" + list + "]}}", layer.bytes()));
        Inventory found = Scanner.standard().scan(archive);
        String realm = found.clients().iterator().next().home();
        return Inventory.builder()
                .add(found)
                .add(new SoftwareSighting(new Place(realm, "/program"), driver, "16.1"))
                .build();
    }
}
