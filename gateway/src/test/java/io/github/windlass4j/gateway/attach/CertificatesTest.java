package io.github.windlass4j.gateway.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.manifest.object.Manifests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
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
        return """
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: edge, namespace: infra}
                spec:
                  gatewayClassName: edge
                  listeners:
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
}
