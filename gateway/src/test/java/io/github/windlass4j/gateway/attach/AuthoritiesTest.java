package io.github.windlass4j.gateway.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Controller.Choice;
import io.github.windlass4j.manifest.object.Manifests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where authorities of a BackendTLSPolicy may stand: the specification knows ConfigMaps, controllers know more. */
class AuthoritiesTest {
    private static final Authority ROOT = Mint.seeded(3).root("Root");
    private static final String PEM = ROOT.certificate().toPem();

    private static final String ROUTED = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge, namespace: shop}
            spec:
              gatewayClassName: edge
              listeners: [{name: http, port: 80, protocol: HTTP}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: cart, namespace: shop}
            spec:
              parentRefs: [{name: edge}]
              rules:
                - matches: [{path: {type: %s, value: "%s"}}]
                  backendRefs: [{name: cart, port: 443}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: cart, namespace: shop}
            spec: {ports: [{name: https, port: 443}]}
            """;

    private static Attachment attach(String objects, Choice... choices) {
        Controller controller = Controller.named("example.com/edge").accepting("edge");
        for (Choice choice : choices) {
            controller = controller.choosing(choice);
        }
        return Attachment.of(GatewaySet.of(Manifests.read(objects, "shop.yaml")), controller);
    }

    private static Attachment trusting(String group, String kind, String object, Choice... choices) {
        String policy = """
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: BackendTLSPolicy
                metadata: {name: cart, namespace: shop}
                spec:
                  targetRefs: [{group: "", kind: Service, name: cart}]
                  validation:
                    hostname: cart.example.com
                    caCertificateRefs: [{group: "%s", kind: %s, name: ca}]
                """.formatted(group, kind);
        return attach(ROUTED.formatted("PathPrefix", "/") + policy + "---\n" + object, choices);
    }

    private static Condition condition(Attachment attachment, String type) {
        return attachment.policies().get(0).condition(type).orElseThrow();
    }

    private static List<Certificate> authorities(Attachment attachment) {
        return attachment.authorities(
                attachment.policies().get(0).policy().validation().caCertificateRefs(), "shop");
    }

    private static String secret(String key, String value) {
        return "{apiVersion: v1, kind: Secret, metadata: {name: ca, namespace: shop}, data: {" + key + ": "
                + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "}}";
    }

    private static String configMap(String key) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: ca, namespace: shop}, data: {" + key + ": \""
                + PEM.replace("\n", "\\n") + "\"}}";
    }

    private static String bundle(String value) {
        return "{apiVersion: certificates.k8s.io/v1beta1, kind: ClusterTrustBundle, metadata: {name: ca}, spec: {"
                + value + "}}";
    }

    private static String pemBundle() {
        return bundle("trustBundle: \"" + PEM.replace("\n", "\\n") + "\"");
    }

    @ParameterizedTest
    @CsvSource({"'', Secret", "certificates.k8s.io, ClusterTrustBundle"})
    void other_kinds_than_config_maps_are_invalid_by_the_specification(String group, String kind) {
        Attachment attachment = trusting(group, kind, kind.equals("Secret") ? secret("ca.crt", PEM) : pemBundle());
        assertThat(condition(attachment, "ResolvedRefs").reason()).isEqualTo("InvalidKind");
        assertThat(condition(attachment, "ResolvedRefs").causes().get(0).toString())
                .endsWith(kind + " is no kind of authorities (want ConfigMap)");
        assertThat(condition(attachment, "Accepted").reason()).isEqualTo("NoValidCACertificate");
        assertThat(authorities(attachment)).isEmpty();
    }

    @Test
    void a_controller_that_takes_secrets_finds_their_certificates() {
        Attachment attachment = trusting("", "Secret", secret("ca.crt", PEM), Choice.TAKES_AUTHORITIES_FROM_SECRETS);
        assertThat(condition(attachment, "ResolvedRefs").holds()).isTrue();
        assertThat(condition(attachment, "Accepted").holds()).isTrue();
        assertThat(authorities(attachment)).containsExactly(ROOT.certificate());
    }

    @Test
    void a_controller_that_takes_trust_bundles_finds_them_outside_of_namespaces() {
        Attachment attachment = trusting(
                "certificates.k8s.io", "ClusterTrustBundle", pemBundle(), Choice.TAKES_AUTHORITIES_FROM_TRUST_BUNDLES);
        assertThat(condition(attachment, "ResolvedRefs").holds()).isTrue();
        assertThat(authorities(attachment)).containsExactly(ROOT.certificate());
    }

    @Test
    void a_controller_may_follow_references_by_their_kind_alone() {
        Choice[] both = {Choice.TAKES_AUTHORITIES_FROM_TRUST_BUNDLES, Choice.FOLLOWS_AUTHORITIES_BY_KIND};
        assertThat(authorities(trusting("", "ClusterTrustBundle", pemBundle(), both)))
                .containsExactly(ROOT.certificate());
        assertThat(authorities(trusting("example.com", "ConfigMap", configMap("ca.crt"), both)))
                .containsExactly(ROOT.certificate());
        assertThat(condition(trusting("", "ClusterTrustBundle", pemBundle(), both[0]), "ResolvedRefs")
                        .reason())
                .isEqualTo("InvalidKind");
        assertThat(condition(trusting("", "ClusterTrustBundle", pemBundle(), both[1]), "ResolvedRefs")
                        .reason())
                .isEqualTo("InvalidKind");
    }

    @Test
    void what_is_missing_in_them_is_told() {
        List<Attachment> broken = List.of(
                trusting("", "Secret", "", Choice.TAKES_AUTHORITIES_FROM_SECRETS),
                trusting("", "Secret", secret("tls.crt", PEM), Choice.TAKES_AUTHORITIES_FROM_SECRETS),
                trusting("", "Secret", secret("ca.crt", "none"), Choice.TAKES_AUTHORITIES_FROM_SECRETS),
                trusting("certificates.k8s.io", "ClusterTrustBundle", "", Choice.TAKES_AUTHORITIES_FROM_TRUST_BUNDLES),
                trusting(
                        "certificates.k8s.io",
                        "ClusterTrustBundle",
                        bundle("signerName: example.com/a"),
                        Choice.TAKES_AUTHORITIES_FROM_TRUST_BUNDLES));
        assertThat(broken)
                .extracting(attachment -> condition(attachment, "ResolvedRefs").reason())
                .containsOnly("InvalidCACertificateRef");
        assertThat(broken)
                .extracting(attachment -> {
                    String cause = condition(attachment, "ResolvedRefs")
                            .causes()
                            .get(0)
                            .toString();
                    return cause.substring(cause.lastIndexOf(": ") + 2);
                })
                .containsExactly(
                        "Secret shop/ca is not there",
                        "Secret shop/ca lacks the key ca.crt",
                        "Secret shop/ca holds no readable certificate in the key ca.crt",
                        "ClusterTrustBundle ca is not there",
                        "ClusterTrustBundle ca lacks spec.trustBundle");
    }

    @Test
    void only_a_controller_that_does_so_looks_under_another_key() {
        assertThat(condition(trusting("", "ConfigMap", configMap("tls.crt")), "ResolvedRefs")
                        .reason())
                .isEqualTo("InvalidCACertificateRef");
        assertThat(condition(
                                trusting("", "ConfigMap", configMap("tls.crt"), Choice.TAKES_TLS_CRT_WITHOUT_CA_CRT),
                                "ResolvedRefs")
                        .holds())
                .isTrue();
        assertThat(condition(
                                trusting("", "ConfigMap", configMap("ca.crt"), Choice.TAKES_TLS_CRT_WITHOUT_CA_CRT),
                                "ResolvedRefs")
                        .holds())
                .isTrue();
    }

    @Test
    void only_a_controller_that_does_so_takes_the_only_key() {
        Choice only = Choice.TAKES_THE_ONLY_KEY_WITHOUT_CA_CRT;
        assertThat(condition(trusting("", "ConfigMap", configMap("root.pem"), only), "ResolvedRefs")
                        .holds())
                .isTrue();
        assertThat(condition(trusting("", "ConfigMap", configMap("ca.crt"), only), "ResolvedRefs")
                        .holds())
                .isTrue();
        assertThat(condition(trusting("", "ConfigMap", configMap("root.pem")), "ResolvedRefs")
                        .reason())
                .isEqualTo("InvalidCACertificateRef");
        assertThat(condition(
                                trusting(
                                        "",
                                        "ConfigMap",
                                        configMap("root.pem").replace("data: {", "data: {a: b, "),
                                        only),
                                "ResolvedRefs")
                        .reason())
                .as("of two keys none is taken")
                .isEqualTo("InvalidCACertificateRef");
    }

    @ParameterizedTest
    @CsvSource({
        "RegularExpression, *.foo, UnsupportedValue",
        "RegularExpression, /(?=a)b, UnsupportedValue",
        "RegularExpression, /[a-z]+, Accepted",
        "PathPrefix, /*.foo, Accepted",
    })
    void a_controller_that_reads_re2_refuses_what_re2_cannot_read(String type, String value, String reason) {
        Attachment strict = attach(ROUTED.formatted(type, value), Choice.REFUSES_WHAT_RE2_CANNOT_READ);
        assertThat(StatusObjects.acceptance(strict).reason()).isEqualTo(reason);
        Attachment open = attach(ROUTED.formatted(type, value));
        assertThat(StatusObjects.acceptance(open).reason()).isEqualTo("Accepted");
    }
}
