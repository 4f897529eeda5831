package io.github.windlass4j.mesh.mtls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.ClientTls;
import io.github.windlass4j.mesh.istio.DestinationRule;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.mtls.TlsOrigination.Certificates;
import io.github.windlass4j.mesh.mtls.TlsOrigination.Source;
import io.github.windlass4j.mesh.mtls.TlsOrigination.Written;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a client's proxy opens connections, by DestinationRules and by itself. */
class TlsOriginationTest {
    private static final Certificates OWN = new Certificates("own.pem", "own.key", "own-roots.pem");
    private static final List<String> IDENTITY = List.of("spiffe://cluster.local/ns/shop/sa/cart");

    private static List<DestinationRule> rules(String... specs) {
        StringBuilder text = new StringBuilder();
        for (String spec : specs) {
            text.append("---\n{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: r")
                    .append(text.length())
                    .append(", namespace: shop}, spec: {host: cart, ")
                    .append(spec)
                    .append("}}\n");
        }
        return Mesh.of(Manifests.read(text.toString(), "test")).in(DestinationRule.KIND, "shop");
    }

    private static String written(List<DestinationRule> rules, String subset, int port) {
        return TlsOrigination.written(rules, subset, port)
                .map(found -> found.tls().mode() + " " + found.field())
                .orElse("nothing");
    }

    private static TlsOrigination of(String tls, boolean external, Optional<Certificates> own) {
        Optional<Written> written = TlsOrigination.written(rules("trafficPolicy: {tls: {" + tls + "}}"), "", 80);
        return TlsOrigination.of(written, true, external, MtlsMode.STRICT, "outbound_.80_._cart", IDENTITY, own)
                .orElseThrow();
    }

    @Test
    void the_port_counts_before_the_policy_around_it() {
        List<DestinationRule> rules = rules(
                "trafficPolicy: {tls: {mode: SIMPLE}, portLevelSettings: [{port: {number: 80}, tls: {mode: DISABLE}}, {port: {number: 81}}]}");
        assertThat(written(rules, "", 80)).isEqualTo("DISABLE spec.trafficPolicy.portLevelSettings[80].tls");
        assertThat(written(rules, "", 81))
                .as("settings of a port replace the policy also when they name no TLS")
                .isEqualTo("nothing");
        assertThat(written(rules, "", 82)).isEqualTo("SIMPLE spec.trafficPolicy.tls");
    }

    @Test
    void the_subset_counts_before_the_rule() {
        List<DestinationRule> rules = rules("trafficPolicy: {tls: {mode: SIMPLE}}, subsets: [{name: v1}, "
                + "{name: v2, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}, "
                + "{name: v3, trafficPolicy: {connectionPool: {}}}, "
                + "{name: v4, trafficPolicy: {portLevelSettings: [{port: {number: 80}, tls: {mode: DISABLE}}]}}]");
        assertThat(written(rules, "v1", 80)).isEqualTo("SIMPLE spec.trafficPolicy.tls");
        assertThat(written(rules, "v2", 80)).isEqualTo("ISTIO_MUTUAL spec.subsets[v2].trafficPolicy.tls");
        assertThat(written(rules, "v3", 80))
                .as("a policy without TLS inherits it")
                .isEqualTo("SIMPLE spec.trafficPolicy.tls");
        assertThat(written(rules, "v4", 80))
                .isEqualTo("DISABLE spec.subsets[v4].trafficPolicy.portLevelSettings[80].tls");
        assertThat(written(rules, "v4", 81)).isEqualTo("SIMPLE spec.trafficPolicy.tls");
        assertThat(written(rules, "unknown", 80)).isEqualTo("SIMPLE spec.trafficPolicy.tls");
    }

    @Test
    void of_several_rules_the_first_with_a_policy_counts_and_subsets_add_up() {
        List<DestinationRule> rules = rules(
                "subsets: [{name: v1, trafficPolicy: {tls: {mode: SIMPLE}}}]",
                "trafficPolicy: {tls: {mode: DISABLE}}",
                "trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}, subsets: [{name: v2}]");
        assertThat(written(rules, "", 80)).isEqualTo("DISABLE spec.trafficPolicy.tls");
        assertThat(written(rules, "v1", 80)).isEqualTo("SIMPLE spec.subsets[v1].trafficPolicy.tls");
        assertThat(written(rules, "v2", 80)).isEqualTo("DISABLE spec.trafficPolicy.tls");
        assertThat(written(List.of(), "", 80)).isEqualTo("nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, STRICT, true",
        "true, false, PERMISSIVE, true",
        "true, false, DISABLE, false",
        "true, false, UNSET, false",
        "false, false, STRICT, false",
        "true, true, STRICT, false",
    })
    void the_proxy_opens_mutual_tls_by_itself(boolean automatic, boolean external, MtlsMode service, boolean opens) {
        Optional<TlsOrigination> opened = TlsOrigination.of(
                Optional.empty(), automatic, external, service, "outbound_.80_._cart", IDENTITY, Optional.empty());
        assertThat(opened)
                .isEqualTo(
                        opens
                                ? Optional.of(new TlsOrigination(
                                        ClientTls.Mode.ISTIO_MUTUAL,
                                        Source.AUTOMATIC,
                                        "",
                                        "outbound_.80_._cart",
                                        IDENTITY,
                                        Optional.empty()))
                                : Optional.empty());
    }

    @Test
    void certificates_that_the_proxy_was_started_with_serve_automatic_mutual_tls() {
        TlsOrigination opened = TlsOrigination.of(
                        Optional.empty(), true, false, MtlsMode.STRICT, "cart", IDENTITY, Optional.of(OWN))
                .orElseThrow();
        assertThat(opened.mode()).isEqualTo(ClientTls.Mode.MUTUAL);
        assertThat(opened.certificates()).contains(OWN);
    }

    @Test
    void a_rule_for_istio_s_certificates_takes_names_from_the_service() {
        assertThat(of("mode: ISTIO_MUTUAL", false, Optional.empty()))
                .isEqualTo(new TlsOrigination(
                        ClientTls.Mode.ISTIO_MUTUAL,
                        Source.WRITTEN,
                        "spec.trafficPolicy.tls",
                        "outbound_.80_._cart",
                        IDENTITY,
                        Optional.empty()));
        TlsOrigination named =
                of("mode: ISTIO_MUTUAL, sni: cart.example.com, subjectAltNames: [a]", false, Optional.empty());
        assertThat(named.serverName()).isEqualTo("cart.example.com");
        assertThat(named.subjectAltNames()).containsExactly("a");
    }

    @Test
    void other_ways_of_tls_take_only_what_the_rule_names() {
        TlsOrigination simple = of("mode: SIMPLE", false, Optional.empty());
        assertThat(simple.serverName()).isEmpty();
        assertThat(simple.subjectAltNames()).isEmpty();
        assertThat(simple.certificates()).isEmpty();
        TlsOrigination mutual = of(
                "mode: MUTUAL, clientCertificate: c.pem, privateKey: c.key, caCertificates: roots.pem, sni: cart",
                false,
                Optional.empty());
        assertThat(mutual.mode()).isEqualTo(ClientTls.Mode.MUTUAL);
        assertThat(mutual.certificates()).contains(new Certificates("c.pem", "c.key", "roots.pem"));
        assertThat(mutual.serverName()).isEqualTo("cart");
    }

    /** Inside of the mesh the proxy's certificates replace those of the rule; a service outside gets the rule's. */
    @Test
    void certificates_that_the_proxy_was_started_with_replace_the_rule_s_in_the_mesh() {
        String rule = "mode: MUTUAL, clientCertificate: c.pem, privateKey: c.key";
        assertThat(of(rule, false, Optional.of(OWN)).certificates()).contains(OWN);
        assertThat(of(rule, true, Optional.of(OWN)).certificates()).contains(new Certificates("c.pem", "c.key", ""));
        TlsOrigination istio = of("mode: ISTIO_MUTUAL", false, Optional.of(OWN));
        assertThat(istio.mode()).isEqualTo(ClientTls.Mode.MUTUAL);
        assertThat(istio.serverName()).isEmpty();
        assertThat(istio.subjectAltNames()).isEmpty();
        assertThat(of("mode: SIMPLE", false, Optional.of(OWN)).certificates()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ISTIO_MUTUAL, false, 81, true",
        "SIMPLE, true, 81, false",
        "DISABLE, true, 81, false",
        "-, true, 81, true",
        "-, false, 81, false",
        "-, true, 80, false",
    })
    void endpoints_are_marked_for_mutual_tls(String written, boolean proxied, int port, boolean marked) {
        Optional<Written> rule = written.equals("-")
                ? Optional.empty()
                : TlsOrigination.written(rules("trafficPolicy: {tls: {mode: " + written + "}}"), "", 81);
        Mesh mesh = Mesh.of(Manifests.read(
                "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: p, namespace: shop}, "
                        + "spec: {selector: {matchLabels: {app: cart}}, portLevelMtls: {80: {mode: DISABLE}}}}",
                "test"));
        PeerPolicy policy = PeerPolicy.of(mesh, "shop", Map.of("app", "cart"));
        assertThat(TlsOrigination.isMutual(rule, proxied, policy, port)).isEqualTo(marked);
    }
}
