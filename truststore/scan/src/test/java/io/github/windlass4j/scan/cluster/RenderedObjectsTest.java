package io.github.windlass4j.scan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Unresolved;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.patch.Addition;
import io.github.windlass4j.truststore.patch.Recipes;
import io.github.windlass4j.truststore.patch.StorePatch;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kubernetes objects that patches are rendered as, read back by the scan: what it finds in them is what was meant. */
class RenderedObjectsTest {
    private static final Mint MINT = Mint.seeded(15);
    private static final Certificate KEPT = MINT.root("Kept Root").certificate();
    private static final Certificate OLD = MINT.root("Old Root").certificate();
    private static final Certificate NEW = MINT.root("New Root").certificate();
    private static final StorePatch PATCH = new StorePatch(List.of(Addition.of(NEW)), List.of(OLD));
    private static final TrustStore AFTER = PATCH.applyTo(TrustStore.of("before", List.of(KEPT, OLD)));

    @Test
    void config_map_and_secret_hold_the_store_after_the_patch_in_every_format() {
        char[] password = "changeit".toCharArray();
        for (StoreFile file :
                List.of(StoreFile.pem(AFTER), StoreFile.pkcs12(AFTER, password), StoreFile.pkcs7(AFTER))) {
            Inventory map = scan(file.configMap("shop", "trust", "store").text());
            Inventory secret = scan(file.secret("shop", "trust", "store").text());
            assertThat(certificates(map)).as("ConfigMap, %s", file).containsExactlyInAnyOrder(KEPT, NEW);
            assertThat(certificates(secret)).as("Secret, %s", file).containsExactlyInAnyOrder(KEPT, NEW);
        }
    }

    @Test
    void bundle_of_trust_manager_finds_each_certificate_of_its_config_map() {
        Inventory found =
                scan(Recipes.shipped().recipe("trust-manager").render(PATCH) + "---\n" + extraCas("cert-manager"));
        // What trust-manager calls the default authorities lies in its own image.
        assertThat(found.unresolved())
                .extracting(Unresolved::toString)
                .containsExactly("Bundle trust: useDefaultCAs is a package inside trust-manager's own image");
        assertThat(certificates(found)).contains(NEW);
    }

    @Test
    void init_container_adds_to_the_store_of_the_image_what_the_config_map_holds() {
        String template = Recipes.shipped().recipe("init-container").render(PATCH);
        Inventory found = scan(TestWorkloads.deployment("""
                containers:
                - name: app
                  image: app:1
                  env:
                  - {name: SPRING_DATASOURCE_URL, value: "jdbc:postgresql://db/x?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"}
                  - {name: JAVA_TOOL_OPTIONS, value: -Djavax.net.ssl.trustStore=/trust/cacerts}
                  volumeMounts: [{name: trust, mountPath: /trust, readOnly: true}]
                """ + template) + "---\n" + extraCas("shop"));
        assertThat(found.clients()).singleElement().satisfies(client -> {
            assertThat(client.stores().get(StoreKind.JVM_STORE).place().path())
                    .isEqualTo("Deployment shop/api volume trust file cacerts");
            // The image's own store is not at hand, so that the whole is not known, and is said to be so.
            assertThat(found.model(client).material(StoreKind.JVM_STORE)).isInstanceOf(TrustMaterial.NotAtHand.class);
        });
        assertThat(found.unresolved())
                .extracting(Unresolved::reference)
                .anySatisfy(reference -> assertThat(reference).contains("cacerts"))
                .noneSatisfy(reference ->
                        assertThat(reference).contains(Addition.of(NEW).fileName()));
    }

    private static String extraCas(String namespace) {
        return StoreFile.pem(TrustStore.of("new", List.of(NEW)))
                .configMap(namespace, "extra-cas", Addition.of(NEW).fileName())
                .text();
    }

    private static List<Certificate> certificates(Inventory found) {
        return found.stores().stream()
                .flatMap(store -> found.content(store).stream())
                .flatMap(content -> content.entries().stream())
                .map(StoreSnapshot.Item::certificate)
                .distinct()
                .toList();
    }

    private static Inventory scan(String yaml) {
        return ClusterScan.of(Manifests.read(yaml.getBytes(StandardCharsets.UTF_8), "rendered.yaml"))
                .cluster("prod")
                .scan();
    }
}
