package io.github.windlass4j.gateway.route;

import static io.github.windlass4j.gateway.route.Simulators.SERVICES;
import static io.github.windlass4j.gateway.route.Simulators.gateway;
import static io.github.windlass4j.gateway.route.Simulators.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.gateway.route.BackendTls.Handshake.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackendTlsTest {
    private static final Instant NOW = Mint.DEFAULT_INSTANT.plusSeconds(3600);
    private static final Authority ROOT = Mint.seeded(1).root("Backends");
    private static final Issued SERVER = ROOT.issueLeaf(
            "a.example",
            spec -> spec.names(new GeneralName.Dns("a.example"), new GeneralName.Uri("spiffe://a.example/a")));

    private static Outcome handshake(List<String> names, Authority authority) {
        return new BackendTls("a.example", names, List.of(authority.certificate()))
                .handshake(SERVER.chain(), NOW)
                .outcome();
    }

    @Test
    void accepts_a_certificate_that_holds_one_of_the_names() {
        assertThat(handshake(List.of("a.example"), ROOT)).isEqualTo(Outcome.CONNECTED);
        assertThat(handshake(List.of("b.example", "spiffe://a.example/a"), ROOT))
                .isEqualTo(Outcome.CONNECTED);
    }

    @Test
    void refuses_other_names_other_authorities_and_names_that_are_none() {
        assertThat(handshake(List.of("b.example"), ROOT)).isEqualTo(Outcome.REFUSED);
        assertThat(handshake(List.of("spiffe://a.example/b"), ROOT)).isEqualTo(Outcome.REFUSED);
        assertThat(handshake(List.of("not a name"), ROOT)).isEqualTo(Outcome.REFUSED);
        assertThat(handshake(List.of("a.example"), Mint.seeded(2).root("Others")))
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    void does_not_know_the_authorities_of_the_system() {
        assertThat(new BackendTls("a.example", List.of("a.example"), List.of())
                        .handshake(SERVER.chain(), NOW)
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void a_policy_decides_how_its_service_is_connected_to_and_a_broken_one_fails_its_requests() {
        String policy = """
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: BackendTLSPolicy
                metadata: {name: p, namespace: shop}
                spec:
                  targetRefs: [{group: "", kind: Service, name: a}]
                  validation: {hostname: a.example, caCertificateRefs: [{group: "", kind: ConfigMap, name: ca}]}
                """;
        String authority =
                "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ca, namespace: shop}\ndata:\n  ca.crt: |\n"
                        + ROOT.certificate().toPem().indent(4);
        String rule = route("shop", "  rules:\n    - backendRefs: [{name: a, port: 80}]\n");
        String http = gateway("name: http, port: 80, protocol: HTTP");
        assertThat(Simulators.of(SERVICES, http, rule, policy, authority).decide(Request.get("http://h/")))
                .hasToString("[1/1 Service shop/a:80 by TLS to a.example]");
        assertThat(Simulators.of(SERVICES, http, rule, policy).decide(Request.get("http://h/")))
                .asString()
                .startsWith("500 (BackendTLSPolicy shop/p: ");
    }
}
