package io.github.windlass4j.scan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.StoreSighting;
import io.github.windlass4j.scan.inventory.StoreSighting.Role;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CarriersTest {
    private static final Mint MINT = Mint.seeded(5);
    private static final Certificate A = MINT.root("Root A").certificate();
    private static final Certificate B = MINT.root("Root B").certificate();

    @Test
    void opens_a_keystore_with_the_password_that_stands_beside_it() {
        byte[] keystore = StoreFile.pkcs12(TrustStore.of("x", List.of(A)), "not the usual".toCharArray())
                .bytes();
        Inventory found = scan("""
                apiVersion: v1
                kind: Secret
                metadata: {name: trust, namespace: shop}
                data:
                  store: %s
                stringData:
                  store-password: not the usual
                """.formatted(Base64.getEncoder().encodeToString(keystore)));
        assertThat(certificates(found, "Secret shop/trust key store")).containsExactly(A);
        assertThat(text(found)).doesNotContain("not the usual");
    }

    @Test
    void a_keystore_that_no_password_opens_is_seen_and_said_to_be_closed() {
        byte[] keystore = StoreFile.pkcs12(TrustStore.of("x", List.of(A)), "not the usual".toCharArray())
                .bytes();
        Inventory found = scan("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: trust, namespace: shop}
                binaryData:
                  store: %s
                """.formatted(Base64.getEncoder().encodeToString(keystore)));
        assertThat(found.stores()).singleElement().satisfies(store -> {
            assertThat(store.content()).isEmpty();
            assertThat(store.problem()).contains("password");
        });
    }

    @Test
    void what_is_named_like_a_store_and_is_none_is_seen_with_its_problem() {
        String twice = Base64.getEncoder().encodeToString(base64(A).getBytes(StandardCharsets.US_ASCII));
        Inventory found = scan("""
                apiVersion: v1
                kind: Secret
                metadata: {name: s}
                data: {ca.crt: %s, null.pem: null, root.pem: "", note: %s}
                """.formatted(twice, twice));
        assertThat(found.stores())
                .extracting(store -> store.place().path())
                .containsExactly("Secret s key ca.crt", "Secret s key null.pem", "Secret s key root.pem");
        assertThat(found.findings()).isEmpty();
        assertThat(found.stores().iterator().next().problem()).endsWith("Base64 of PEM, to be decoded once more");
        assertThat(certificates(found, "Secret s key root.pem")).isEmpty();
    }

    /** Values as people and tools write them: wrapped, folded, with CRLF, with a mark at the start, beside others. */
    @Test
    void values_in_unusual_forms_are_read_as_the_pod_gets_them() {
        String wrapped = Base64.getMimeEncoder(40, new byte[] {'\n'})
                .encodeToString((A.toPem() + B.toPem()).getBytes(StandardCharsets.US_ASCII));
        Inventory found = scan("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata:\n  literal.crt: |\n"
                + wrapped.indent(4)
                + "  folded.crt: >-\n" + wrapped.indent(4)
                + "stringData:\n  crlf.crt: \"" + A.toPem().replace("\n", "\\r\\n") + "\"\n"
                + "  chomped.crt: |-\n" + A.toPem().indent(4)
                + "  commented.crt: |\n" + ("# Root A\n" + A.toPem() + "\n# Root B\n" + B.toPem()).indent(4));
        // Go's decoder passes over line ends, and over nothing else.
        assertThat(found.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("WL-SC-002");
            assertThat(finding.toString()).contains("folded.crt");
        });
        assertThat(certificates(found, "Secret s key literal.crt")).containsExactly(A, B);
        assertThat(certificates(found, "Secret s key crlf.crt")).containsExactly(A);
        assertThat(certificates(found, "Secret s key chomped.crt")).containsExactly(A);
        assertThat(certificates(found, "Secret s key commented.crt")).containsExactly(A, B);
    }

    @Test
    void a_private_key_alone_is_no_store_and_its_bytes_are_kept_nowhere() {
        String key = MINT.root("Root").issueLeaf("db.example.org").privateKeyPem();
        Inventory found =
                scan("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: oops}\ndata:\n  id: |\n" + key.indent(4));
        assertThat(found.stores()).extracting(StoreSighting::role).containsExactly(Role.PRIVATE_KEY);
        assertThat(text(found)).doesNotContain(key.lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void reads_ca_bundles_of_kinds_that_nobody_listed_and_inline_pem_anywhere() {
        Inventory found = scan("""
                apiVersion: example.org/v1
                kind: Vault
                metadata:
                  name: v
                  annotations:
                    copy: "%s"
                spec:
                  servers:
                  - caBundle: %s
                  - tls:
                      ca: "%s"
                """.formatted(quoted(B), base64(A), quoted(B)));
        assertThat(found.stores())
                .extracting(StoreSighting::field)
                .containsExactly("spec.servers[0].caBundle", "spec.servers[1].tls.ca");
        assertThat(certificates(found, "Vault v field spec.servers[0].caBundle"))
                .containsExactly(A);
    }

    @Test
    void what_is_not_base64_is_a_finding_with_its_place_and_the_scan_goes_on() {
        Inventory found = scan("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: w}
                webhooks:
                - clientConfig:
                    caBundle: "%%%"
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: s}
                data:
                  a: "*"
                  b: PLACE
                """.replace("PLACE", base64(A)));
        assertThat(found.findings()).extracting(Finding::rule).containsExactly("WL-SC-002", "WL-SC-002");
        assertThat(found.findings())
                .extracting(finding -> finding.location().line())
                .containsExactly(6, 12);
        assertThat(found.stores()).extracting(StoreSighting::field).containsExactly("data[\"b\"]");
    }

    @Test
    void puts_together_what_a_bundle_will_write_in_each_format() {
        Inventory found = scan(bundle("") + "---\n" + configMap("trust", "roots", A));
        for (String key : List.of("bundle.pem", "bundle.jks", "bundle.p12")) {
            assertThat(certificates(found, "Bundle all target ConfigMap key " + key))
                    .containsExactlyInAnyOrder(A, B);
        }
        assertThat(found.unresolved()).isEmpty();
    }

    @Test
    void names_each_source_of_a_bundle_that_is_not_at_hand() {
        assertThat(scan(bundle("  - useDefaultCAs: true\n") + "---\n" + configMap("trust", "roots", A))
                        .unresolved())
                .extracting(Object::toString)
                .containsExactly("Bundle all: useDefaultCAs is a package inside trust-manager's own image");
        assertThat(scan(bundle("")).unresolved())
                .extracting(Object::toString)
                .containsExactly("Bundle all: ConfigMap roots key ca.crt is not among what was scanned");
        assertThat(scan(bundle("") + "---\n" + configMap("a", "roots", A) + "---\n" + configMap("b", "roots", B))
                        .unresolved())
                .extracting(Object::toString)
                .containsExactly("Bundle all: ConfigMap roots key ca.crt stands in several namespaces");
    }

    @Test
    void stops_when_told_and_says_how_far_it_came() {
        Manifests manifests = Manifests.read(
                configMap("a", "one", A) + "---\n" + configMap("a", "two", B) + "---\n" + configMap("a", "three", B),
                "dump.yaml");
        Inventory found = ClusterScan.of(manifests)
                .cluster("prod")
                .listening((item, done) -> done < 1)
                .scan();
        assertThat(found.stores()).hasSize(1);
        assertThat(found.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).isEqualTo("stopped after 1 of 3 objects"));
    }

    private static String bundle(String more) {
        return """
                apiVersion: trust.cert-manager.io/v1alpha1
                kind: Bundle
                metadata: {name: all}
                spec:
                  sources:
                  - configMap: {name: roots, key: ca.crt}
                  - inLine: "%s"
                """.formatted(quoted(B)) + more + """
                  target:
                    configMap: {key: bundle.pem}
                    additionalFormats:
                      jks: {key: bundle.jks}
                      pkcs12: {key: bundle.p12}
                """;
    }

    private static String configMap(String namespace, String name, Certificate certificate) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + ", namespace: " + namespace
                + "}\ndata:\n  ca.crt: \"" + quoted(certificate) + "\"\n";
    }

    private static String quoted(Certificate certificate) {
        return certificate.toPem().replace("\n", "\\n");
    }

    private static String base64(Certificate certificate) {
        return Base64.getEncoder().encodeToString(certificate.toPem().getBytes(StandardCharsets.US_ASCII));
    }

    private static Inventory scan(String yaml) {
        return ClusterScan.of(Manifests.read(yaml, "test.yaml")).scan();
    }

    private static List<Certificate> certificates(Inventory found, String path) {
        return found.stores().stream()
                .filter(store -> store.place().path().equals(path))
                .flatMap(store -> found.content(store).stream())
                .flatMap(content -> content.entries().stream())
                .map(StoreSnapshot.Item::certificate)
                .toList();
    }

    private static String text(Inventory found) {
        StringBuilder text = new StringBuilder();
        try {
            found.writeTo(text);
        } catch (java.io.IOException neverOnAStringBuilder) {
            throw new AssertionError(neverOnAStringBuilder);
        }
        return text.toString();
    }
}
