package io.github.windlass4j.scan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.StorePointer;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stores that JVM and system take by themselves, where a volume or the container's own command puts others. */
class OwnStoresTest {
    private static final String IMAGE = "image app:1";
    private static final String JAVA =
            "jdbc:postgresql://db/x?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";
    private static final String NPGSQL = "Host=db;SSL Mode=VerifyFull;Database=x";

    @ParameterizedTest
    @CsvSource({
        "/opt/java/openjdk/lib/security/cacerts, trust.jks",
        "/opt/java/openjdk/lib/security/jssecacerts, trust.jks",
        "/opt/java/openjdk/lib/security, ''",
        "/etc/ssl/certs/java/cacerts, trust.jks",
        "/etc/ssl/certs/java, ''",
        "/etc/pki/ca-trust/extracted/java/cacerts, trust.jks"
    })
    void a_volume_over_the_store_of_the_jvm_is_its_store(String path, String part) {
        String key = part.isEmpty() ? "cacerts" : part;
        StorePointer found = pointer(StoreKind.JVM_STORE, scan("", JAVA, path, part));
        assertThat(found.place()).hasToString("Secret shop/trust key " + key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/ssl/certs", "/certs", "/opt/java/openjdk/lib/security/policy"})
    void other_volumes_leave_the_store_of_the_jvm_where_it_is(String path) {
        assertThat(pointer(StoreKind.JVM_STORE, scan("", JAVA, path, "")).place())
                .hasToString(IMAGE + ": the JVM's own trust store");
    }

    @Test
    void a_volume_over_the_bundle_of_the_system_is_its_store() {
        assertThat(pointer(StoreKind.SYSTEM_STORE, scan("", NPGSQL, "/etc/ssl/certs/ca-certificates.crt", "trust.jks"))
                        .place())
                .hasToString("Secret shop/trust key trust.jks");
        assertThat(pointer(StoreKind.SYSTEM_STORE, scan("", NPGSQL, "/certs", ""))
                        .place())
                .hasToString(IMAGE + ": the system's trust store");
    }

    /** It was not run: the store of the image is not what the program then reads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "keytool -importcert -noprompt -cacerts -file /in/ca.crt; exec java -jar app.jar",
                "$JAVA_HOME/bin/keytool -import -keystore $JAVA_HOME/lib/security/cacerts -file /in/ca.crt && java -jar a.jar",
                "cp /in/*.crt /usr/local/share/ca-certificates/ && update-ca-certificates; java -jar app.jar",
                "keytool -importcert -file /in/ca.crt -keystore /tmp/trust.p12; java -Djavax.net.ssl.trustStore=/tmp/trust.p12"
            })
    void what_the_command_itself_makes_is_not_known(String script) {
        Inventory found = scan("command: [sh, -c, '" + script + "']", JAVA, "/in", "");
        assertThat(material(found)).isEqualTo(TrustMaterial.notAtHand());
        assertThat(found.unresolved())
                .anySatisfy(gap -> assertThat(gap.reference())
                        .startsWith("what Deployment shop/api container c makes when it starts: "));
    }

    @Test
    void a_command_that_only_looks_changes_nothing() {
        String looks =
                "command: [sh, -c, 'ls /tmp/trust.p12; java -Djavax.net.ssl.trustStore=/tmp/trust.p12 -jar a.jar']";
        assertThat(material(scan(looks, JAVA, "/in", ""))).isEqualTo(TrustMaterial.absent());
    }

    @Test
    void what_the_entrypoint_of_the_image_builds_is_not_absent_though_the_image_was_searched() {
        Inventory found = scan("", JAVA + "'}, {name: USE_SYSTEM_CA_CERTS, value: '1", "/in", "");
        assertThat(material(found)).isEqualTo(TrustMaterial.notAtHand());
    }

    private static TrustMaterial material(Inventory found) {
        Inventory all = Inventory.builder().add(found).searched(IMAGE).build();
        return all.model(client(all)).material(StoreKind.JVM_STORE);
    }

    private static StorePointer pointer(StoreKind kind, Inventory found) {
        return client(found).stores().get(kind);
    }

    private static ClientSighting client(Inventory found) {
        assertThat(found.clients()).hasSize(1);
        return found.clients().iterator().next();
    }

    private static Inventory scan(String command, String url, String path, String part) {
        String objects = """
                apiVersion: v1
                kind: Secret
                metadata: {name: trust, namespace: shop}
                data: {trust.jks: AAAA, cacerts: AAAA}
                ---
                """
                + TestWorkloads.deployment(
                        """
                volumes: [{name: t, secret: {secretName: trust}}]
                containers:
                - name: c
                  image: app:1
                  env: [{name: DB_URL, value: '%s'}]
                  volumeMounts: [{name: t, mountPath: %s%s}]
                  %s
                """.formatted(url, path, part.isEmpty() ? "" : ", subPath: " + part, command));
        return ClusterScan.of(Manifests.read(objects, "objects.yaml")).scan();
    }
}
