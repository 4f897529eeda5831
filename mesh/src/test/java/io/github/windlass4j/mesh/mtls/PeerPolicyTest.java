package io.github.windlass4j.mesh.mtls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MtlsMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What several PeerAuthentications say together, about a workload and about a service as its clients see it. */
class PeerPolicyTest {
    private static final Map<String, String> CART = Map.of("app", "cart");

    private final List<String> documents = new ArrayList<>();

    private PeerPolicyTest wide(String namespace, String mode) {
        return policy("wide", namespace, "", "mtls: {mode: " + mode + "}");
    }

    private PeerPolicyTest policy(String name, String namespace, String metadata, String spec) {
        documents.add(
                "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: %s, namespace: %s%s}, spec: {%s}}"
                        .formatted(name, namespace, metadata, spec));
        return this;
    }

    private PeerPolicyTest cart(String spec) {
        return policy("cart", "shop", "", "selector: {matchLabels: {app: cart}}" + spec);
    }

    private Mesh mesh() {
        return Mesh.of(Manifests.read(String.join("\n---\n", documents), "test"));
    }

    private PeerPolicy.Decision port(int port) {
        return PeerPolicy.of(mesh(), "shop", CART).port(port);
    }

    @Test
    void without_policies_plaintext_and_mutual_tls_are_taken() {
        assertThat(port(8080)).hasToString("PERMISSIVE (default)");
        assertThat(ServiceMode.ofNamespace(mesh(), "shop")).isEqualTo(MtlsMode.UNSET);
        assertThat(ServiceMode.infer(mesh(), "shop", false, List.of())).isEqualTo(MtlsMode.PERMISSIVE);
    }

    /** Root namespace, namespace and workload say something or nothing ({@code -}: no object). */
    @ParameterizedTest
    @CsvSource({
        "STRICT, -, -, STRICT, STRICT",
        "UNSET, -, -, PERMISSIVE, PERMISSIVE",
        "STRICT, DISABLE, -, DISABLE, DISABLE",
        "STRICT, UNSET, -, STRICT, STRICT",
        "UNSET, UNSET, -, PERMISSIVE, PERMISSIVE",
        "-, UNSET, -, PERMISSIVE, PERMISSIVE",
        "-, STRICT, -, STRICT, STRICT",
        "STRICT, PERMISSIVE, DISABLE, DISABLE, PERMISSIVE",
        "STRICT, DISABLE, UNSET, DISABLE, DISABLE",
        "DISABLE, -, STRICT, STRICT, DISABLE",
        "-, -, STRICT, STRICT, PERMISSIVE",
    })
    void the_narrower_scope_counts_unless_it_is_unset(
            String root, String namespace, String workload, MtlsMode mode, MtlsMode clientsBelieve) {
        if (!root.equals("-")) {
            wide("istio-system", root);
        }
        if (!namespace.equals("-")) {
            wide("shop", namespace);
        }
        if (!workload.equals("-")) {
            cart(", mtls: {mode: " + workload + "}");
        }
        assertThat(port(8080).mode()).isEqualTo(mode);
        assertThat(ServiceMode.infer(mesh(), "shop", false, List.of(true))).isEqualTo(clientsBelieve);
    }

    @Test
    void a_decision_names_its_object_and_field() {
        wide("istio-system", "STRICT").cart(", mtls: {mode: DISABLE}, portLevelMtls: {8080: {mode: STRICT}}");
        assertThat(port(8080)).hasToString("STRICT (PeerAuthentication shop/cart, spec.portLevelMtls.8080.mode)");
        assertThat(port(8081)).hasToString("DISABLE (PeerAuthentication shop/cart, spec.mtls.mode)");
        assertThat(PeerPolicy.of(mesh(), "shop", Map.of("app", "other")).base())
                .hasToString("STRICT (PeerAuthentication istio-system/wide, spec.mtls.mode)");
    }

    @Test
    void an_unset_port_has_what_the_others_have() {
        wide("shop", "STRICT").cart(", portLevelMtls: {8080: {mode: UNSET}, 8081: {mode: PERMISSIVE}}");
        PeerPolicy policy = PeerPolicy.of(mesh(), "shop", CART);
        assertThat(policy.ports()).containsOnlyKeys(8080, 8081);
        assertThat(policy.port(8080))
                .isEqualTo(policy.base())
                .hasToString("STRICT (PeerAuthentication shop/wide, spec.mtls.mode)");
        assertThat(policy.port(8081).mode()).isEqualTo(MtlsMode.PERMISSIVE);
    }

    @Test
    void ports_of_a_policy_without_selector_do_not_count() {
        policy("wide", "shop", "", "mtls: {mode: STRICT}, portLevelMtls: {8080: {mode: DISABLE}}");
        assertThat(port(8080).mode()).isEqualTo(MtlsMode.STRICT);
    }

    @Test
    void the_oldest_of_one_scope_counts() {
        policy("young", "shop", ", creationTimestamp: '2026-02-01T00:00:00Z'", "mtls: {mode: DISABLE}")
                .policy("old", "shop", ", creationTimestamp: '2026-01-01T00:00:00Z'", "mtls: {mode: STRICT}");
        assertThat(port(8080)).hasToString("STRICT (PeerAuthentication shop/old, spec.mtls.mode)");
        assertThat(ServiceMode.ofNamespace(mesh(), "shop")).isEqualTo(MtlsMode.STRICT);
        assertThat(PeerPolicy.applying(mesh(), "shop", CART))
                .extracting(policy -> policy.name())
                .containsExactly("old", "young");
    }

    @Test
    void a_selector_in_the_root_namespace_selects_nothing_elsewhere() {
        policy("cart", "istio-system", "", "selector: {matchLabels: {app: cart}}, mtls: {mode: STRICT}");
        assertThat(port(8080).mode()).isEqualTo(MtlsMode.PERMISSIVE);
        assertThat(ServiceMode.ofNamespace(mesh(), "shop")).isEqualTo(MtlsMode.UNSET);
    }

    @Test
    void policies_of_other_namespaces_and_workloads_do_not_apply() {
        wide("elsewhere", "STRICT")
                .policy("web", "shop", "", "selector: {matchLabels: {app: web}}, mtls: {mode: DISABLE}");
        assertThat(PeerPolicy.applying(mesh(), "shop", CART)).isEmpty();
        assertThat(port(8080).mode()).isEqualTo(MtlsMode.PERMISSIVE);
    }

    @Test
    void the_root_namespace_s_own_policy_is_read_once() {
        wide("istio-system", "STRICT");
        assertThat(PeerPolicy.applying(mesh(), "istio-system", Map.of())).hasSize(1);
        assertThat(PeerPolicy.of(mesh(), "istio-system", Map.of()).base().mode())
                .isEqualTo(MtlsMode.STRICT);
        assertThat(ServiceMode.ofNamespace(mesh(), "istio-system")).isEqualTo(MtlsMode.STRICT);
    }

    /** A client that picks the address itself gets mutual TLS only where every endpoint takes it. */
    @ParameterizedTest
    @CsvSource({"'', DISABLE", "'true', STRICT", "'true true', STRICT", "'true false', DISABLE", "'false', DISABLE"})
    void a_headless_service_is_judged_by_its_endpoints(String endpoints, MtlsMode mode) {
        wide("shop", "STRICT");
        List<Boolean> known = endpoints.isEmpty()
                ? List.of()
                : List.of(endpoints.split(" ", -1)).stream()
                        .map(Boolean::valueOf)
                        .toList();
        assertThat(ServiceMode.infer(mesh(), "shop", true, known)).isEqualTo(mode);
        assertThat(ServiceMode.infer(mesh(), "shop", false, known)).isEqualTo(MtlsMode.STRICT);
    }
}
