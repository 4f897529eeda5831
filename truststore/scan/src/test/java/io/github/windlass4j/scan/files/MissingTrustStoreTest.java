package io.github.windlass4j.scan.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where javax.net.ssl.trustStore names no file of the image, the JVM takes its own cacerts without a word. */
class MissingTrustStoreTest {
    private static final Certificate A = Mint.seeded(81).root("A").certificate();
    private static final Certificate B = Mint.seeded(82).root("B").certificate();
    private static final String JAVA =
            "jdbc:postgresql://db/x?sslmode=verify-full" + "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";

    @TempDir
    private Path folder;

    @Test
    void the_cacerts_of_the_image_are_taken() throws IOException {
        assertThat(jvmStore(JAVA, "", cacerts("opt/java", A)))
                .isInstanceOfSatisfying(TrustMaterial.Present.class, present -> {
                    assertThat(present.store().certificates()).containsExactly(A);
                    assertThat(present.store().origin())
                            .contains("/opt/gone.p12", "takes /opt/java/lib/security/cacerts");
                });
    }

    @Test
    void two_java_homes_with_different_cacerts_leave_it_open() throws IOException {
        assertThat(jvmStore(JAVA, "", cacerts("opt/java", A), cacerts("opt/jdk", B)))
                .isEqualTo(TrustMaterial.notAtHand());
        assertThat(jvmStore(JAVA, "", cacerts("opt/java", A), cacerts("opt/jdk", A)))
                .isInstanceOf(TrustMaterial.Present.class);
    }

    @Test
    void a_password_for_the_missing_file_need_not_open_the_other() throws IOException {
        String password = " -Djavax.net.ssl.trustStorePassword=x";
        assertThat(jvmStore(JAVA, password, cacerts("opt/java", A))).isEqualTo(TrustMaterial.absent());
        byte[] open =
                StoreFile.pkcs12WithoutPassword(TrustStore.of("x", List.of(A))).bytes();
        assertThat(jvmStore(JAVA, password, new Tar().file("opt/java/lib/security/cacerts", open)))
                .isInstanceOf(TrustMaterial.Present.class);
    }

    @Test
    void an_image_without_java_and_a_keystore_of_the_driver_s_own_have_no_such_store() throws IOException {
        assertThat(jvmStore(JAVA, "")).isEqualTo(TrustMaterial.absent());
        assertThat(jvmStore("jdbc:sqlserver://db;encrypt=true;trustStore=/opt/gone.jks", "", cacerts("opt/java", A)))
                .isEqualTo(TrustMaterial.absent());
    }

    private static Tar cacerts(String home, Certificate root) throws IOException {
        return new Tar()
                .file(
                        home + "/lib/security/cacerts",
                        StoreFile.jks(TrustStore.of("x", List.of(root)), "changeit".toCharArray(), Instant.EPOCH)
                                .bytes());
    }

    private TrustMaterial jvmStore(String url, String options, Tar... layers) throws IOException {
        String config = String.format(
                "{\"config\": {\"Env\": [\"JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=/opt/gone.p12%s\","
                        + " \"SPRING_DATASOURCE_URL=%s\"], \"Entrypoint\": [\"java\", \"-jar\", \"app.jar\"]}}",
                options, url);
        byte[][] all = new byte[layers.length + 1][];
        for (int i = 0; i < layers.length; i++) {
            all[i] = layers[i].bytes();
        }
        all[layers.length] = new Tar().file("app/readme", "x").bytes();
        Path archive = Files.write(folder.resolve("image.tar"), ImageScanTest.saved(config, all));
        Inventory found = Scanner.standard().scan(archive);
        ClientSighting client = found.clients().iterator().next();
        return found.model(client).material(StoreKind.JVM_STORE);
    }
}
