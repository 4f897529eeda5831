package io.github.windlass4j.gateway.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.manifest.object.Manifests;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.junit.jupiter.api.Test;

class CertificatesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Authority ROOT = Mint.seeded(7).root("Root");
    private static final Issued SHOP = ROOT.issueLeaf(
            "shop.example.com",
            spec -> spec.dns("shop.example.com", "*.img.example.com")
                    .notBefore(NOW.minus(Duration.ofDays(10)))
                    .notAfter(NOW.plus(Duration.ofDays(20))));

    private static String gateway(String hostname, String type, String crt, String key) {
        return AttachmentTest.GATEWAY + """
                    - name: https
                      port: 443
                      protocol: HTTPS
                      hostname: "%s"
                      tls: {certificateRefs: [{name: cert}]}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: cert, namespace: infra}
                type: %s
                data: {tls.crt: %s, tls.key: %s}
                """.formatted(hostname, type, base64(crt), base64(key));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Attachment attach(String text) {
        return AttachmentTest.attach(text);
    }

    private static List<String> rules(String hostname, Instant at) {
        return attach(gateway(hostname, "kubernetes.io/tls", SHOP.chainPem(), SHOP.privateKeyPem()))
                .certificateFindings(at, Duration.ofDays(14))
                .stream()
                .map(Finding::rule)
                .toList();
    }

    private static Condition resolved(String crt, String key) {
        return attach(gateway("shop.example.com", "kubernetes.io/tls", crt, key))
                .gateways()
                .get(0)
                .listeners()
                .get(0)
                .condition("ResolvedRefs")
                .orElseThrow();
    }

    @Test
    void a_certificate_in_order_is_not_worth_a_word() {
        assertThat(rules("shop.example.com", NOW)).isEmpty();
        assertThat(rules("*.img.example.com", NOW)).isEmpty();
    }

    @Test
    void dates_are_told_before_and_after() {
        assertThat(rules("shop.example.com", NOW.plus(Duration.ofDays(7)))).containsExactly("WL-GW-002");
        assertThat(rules("shop.example.com", NOW.plus(Duration.ofDays(21)))).containsExactly("WL-GW-001");
        assertThat(rules("shop.example.com", NOW.minus(Duration.ofDays(11)))).containsExactly("WL-GW-003");
    }

    @Test
    void a_host_without_certificate_is_told_with_its_place() {
        Finding finding = attach(gateway("www.example.com", "Opaque", SHOP.chainPem(), SHOP.privateKeyPem()))
                .certificateFindings(NOW, Duration.ZERO)
                .get(1);
        assertThat(finding.rule()).isEqualTo("WL-GW-004");
        assertThat(finding.message()).isEqualTo("no certificate of the listener names www.example.com");
        assertThat(finding.location())
                .hasToString("edge.yaml:11:31, entry \"Gateway infra/edge spec.listeners[0].tls.certificateRefs[0]\"");
        assertThat(rules("*.example.com", NOW)).containsExactly("WL-GW-004");
    }

    @Test
    void a_secret_of_another_type_is_noted() {
        assertThat(attach(gateway("shop.example.com", "Opaque", SHOP.chainPem(), SHOP.privateKeyPem()))
                        .certificateFindings(NOW, Duration.ZERO))
                .extracting(Finding::rule)
                .containsExactly("WL-GW-005");
    }

    @Test
    void a_key_belongs_to_its_certificate_and_no_other() {
        for (KeyType type : List.of(KeyType.RSA_2048, KeyType.P_256, KeyType.P_384, KeyType.ED25519)) {
            Issued one = ROOT.issueLeaf("a.example.com", spec -> spec.key(type));
            Issued other = ROOT.issueLeaf("b.example.com", spec -> spec.key(type));
            assertThat(resolved(one.chainPem(), one.privateKeyPem()).holds()).isTrue();
            assertThat(resolved(one.chainPem(), other.privateKeyPem()))
                    .hasToString("ResolvedRefs=False (InvalidCertificateRef): Gateway infra/edge "
                            + "spec.listeners[0].tls.certificateRefs[0] (11:31): Secret infra/cert, tls.key: "
                            + "the private key is not the certificate's");
        }
    }

    @Test
    void what_is_no_key_or_certificate_is_told_apart() {
        assertThat(resolved("no", SHOP.privateKeyPem()).message()).contains("no readable certificate in tls.crt");
        assertThat(resolved(SHOP.chainPem(), "no").message()).contains("no private key in PEM");
        assertThat(resolved(SHOP.chainPem(), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")
                        .message())
                .contains("no private key of a");
        Attachment without = Attachment.of(
                GatewaySet.of(Manifests.read(
                        gateway("a.example.com", "kubernetes.io/tls", "x", "y").replace("name: cert, n", "name: c, n"),
                        "edge.yaml")),
                Controller.named("c").accepting("edge"));
        assertThat(without.gateways().get(0).condition("Accepted").orElseThrow().reason())
                .isEqualTo("ListenersNotValid");
        assertThat(without.gateways().get(0).listeners().get(0).isServing()).isFalse();
    }

    /** Keys as {@code openssl rsa -traditional} and {@code openssl ec} write them: PKCS 1 and SEC 1. */
    @Test
    void keys_in_the_older_formats_are_read_too() throws IOException {
        for (KeyType type : List.of(KeyType.RSA_2048, KeyType.P_256, KeyType.P_384)) {
            Issued one = ROOT.issueLeaf("a.example.com", spec -> spec.key(type));
            Issued other = ROOT.issueLeaf("b.example.com", spec -> spec.key(type));
            assertThat(resolved(one.chainPem(), older(one)).holds())
                    .as(type.toString())
                    .isTrue();
            assertThat(resolved(one.chainPem(), older(other)).message())
                    .endsWith("tls.key: the private key is not the certificate's");
        }
        Issued small = ROOT.issueLeaf("a.example.com", spec -> spec.key(KeyType.P_256));
        BigInteger secret = ((java.security.interfaces.ECPrivateKey) small.privateKey()).getS();
        String bare = pem("EC PRIVATE KEY", new ECPrivateKey(256, secret).getEncoded());
        assertThat(resolved(small.chainPem(), bare).holds())
                .as("without its public part")
                .isTrue();
    }

    private static String older(Issued issued) throws IOException {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(issued.privateKey().getEncoded());
        String kind = issued.privateKey().getAlgorithm().equals("RSA") ? "RSA PRIVATE KEY" : "EC PRIVATE KEY";
        return pem(kind, info.parsePrivateKey().toASN1Primitive().getEncoded());
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + "-----\n";
    }

    @Test
    void hosts_of_attached_routes_are_what_certificates_must_name() {
        String route = """
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: shop, namespace: infra}
                spec: {parentRefs: [{name: edge}], hostnames: [%s]}
                """;
        String gateway = gateway("*.example.com", "kubernetes.io/tls", SHOP.chainPem(), SHOP.privateKeyPem());
        assertThat(attach(gateway + route.formatted("shop.example.com")).certificateFindings(NOW, Duration.ZERO))
                .isEmpty();
        assertThat(attach(gateway + route.formatted("www.example.com")).certificateFindings(NOW, Duration.ZERO))
                .extracting(Finding::message)
                .containsExactly("no certificate of the listener names www.example.com");
        assertThat(attach(gateway + route.formatted("\"a b.example.com\"")).certificateFindings(NOW, Duration.ZERO))
                .as("what is no host name is named by no certificate")
                .extracting(Finding::rule)
                .containsExactly("WL-GW-004");
    }

    @Test
    void dates_count_to_the_second() {
        Instant end = SHOP.certificate().notAfter();
        assertThat(rules("shop.example.com", end)).containsExactly("WL-GW-002");
        assertThat(rules("shop.example.com", end.plusSeconds(1))).containsExactly("WL-GW-001");
        assertThat(rules("shop.example.com", end.minus(Duration.ofDays(14)))).isEmpty();
        assertThat(rules("shop.example.com", SHOP.certificate().notBefore())).isEmpty();
    }

    @Test
    void a_secret_without_key_or_of_no_kind_for_certificates_is_told() {
        String text = gateway("shop.example.com", "kubernetes.io/tls", SHOP.chainPem(), SHOP.privateKeyPem());
        assertThat(refs(text.replace("tls.key:", "other:"))).endsWith("Secret infra/cert lacks tls.crt or tls.key");
        assertThat(refs(text.replace("tls.crt:", "other:"))).endsWith("Secret infra/cert lacks tls.crt or tls.key");
        assertThat(refs(text.replace("[{name: cert}]", "[{kind: ConfigMap, name: cert}]")))
                .endsWith("ConfigMap is no kind of certificates (want Secret)");
    }

    private static String refs(String text) {
        return attach(text)
                .gateways()
                .get(0)
                .listeners()
                .get(0)
                .condition("ResolvedRefs")
                .orElseThrow()
                .message();
    }
}
