package io.github.windlass4j.scan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Unresolved;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A keystore is opened with what its clients state; what nobody states is not known, and no reason to call it unreadable. */
class KeystorePasswordsTest {
    private static final Certificate ROOT = Mint.seeded(91).root("Root").certificate();
    private static final TrustStore STORE = TrustStore.of("x", List.of(ROOT));
    private static final char[] PASSWORD = "s3cret-1".toCharArray();
    private static final String STATED = " -Djavax.net.ssl.trustStorePassword=s3cret-1";

    @ParameterizedTest
    @ValueSource(strings = {"jks", "p12"})
    void what_the_options_of_a_jvm_state_opens_the_store(String format) {
        for (String env : List.of(
                "[{name: JAVA_TOOL_OPTIONS, value: '-Djavax.net.ssl.trustStore=/t/store" + STATED + "'}",
                "[{name: JAVA_TOOL_OPTIONS, valueFrom: {configMapKeyRef: {name: options, key: jvm}}}")) {
            Inventory found = scan(format, env);
            assertThat(material(found))
                    .isInstanceOfSatisfying(
                            TrustMaterial.Present.class,
                            present ->
                                    assertThat(present.store().certificates()).containsExactly(ROOT));
            assertThat(found.toString() + found.contents() + found.unresolved()).doesNotContain("s3cret-1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jks", "p12"})
    void a_password_from_an_object_that_was_not_scanned_leaves_it_open(String format) {
        Inventory found = scan(
                format,
                "[{name: PW, valueFrom: {secretKeyRef: {name: elsewhere, key: pw}}}, {name: JAVA_TOOL_OPTIONS, value:"
                        + " '-Djavax.net.ssl.trustStore=/t/store -Djavax.net.ssl.trustStorePassword=$(PW)'}");
        assertThat(material(found)).isEqualTo(TrustMaterial.notAtHand());
        assertThat(found.assuming("pgjdbc", "42.7.14").unresolved())
                .filteredOn(gap -> gap.reference().equals("Secret shop/trust key store"))
                .extracting(Unresolved::reason)
                .containsExactly("was seen, and no password that was at hand opens it");
    }

    private static TrustMaterial material(Inventory found) {
        return found.model(found.clients().iterator().next()).material(StoreKind.JVM_STORE);
    }

    private static Inventory scan(String format, String env) {
        StoreFile file = format.equals("jks")
                ? StoreFile.jks(STORE, PASSWORD, Instant.EPOCH)
                : StoreFile.pkcs12(STORE, PASSWORD);
        String stated = env.contains("configMapKeyRef") ? STATED : "";
        String objects = """
                apiVersion: v1
                kind: Secret
                metadata: {name: trust, namespace: shop}
                data: {store: %s}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: options, namespace: shop}
                data: {jvm: '-Djavax.net.ssl.trustStore=/t/store%s'}
                ---
                """.formatted(Base64.getEncoder().encodeToString(file.bytes()), stated)
                + TestWorkloads.deployment("""
                volumes: [{name: t, secret: {secretName: trust}}]
                containers:
                - name: c
                  image: app:1
                  env: %s, {name: DB_URL, value: 'jdbc:postgresql://db/x?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory'}]
                  volumeMounts: [{name: t, mountPath: /t}]
                """.formatted(env));
        return ClusterScan.of(Manifests.read(objects, "objects.yaml")).scan();
    }
}
