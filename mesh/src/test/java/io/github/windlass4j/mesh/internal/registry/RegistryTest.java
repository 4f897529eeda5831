package io.github.windlass4j.mesh.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands behind each host of a ServiceEntry. */
class RegistryTest {
    private static List<String> addresses(String host, String spec) {
        Mesh mesh = Mesh.of(Manifests.read(
                "{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: out, namespace: shop}, spec: {"
                        + "hosts: [a.example, b.example], ports: [{number: 443, name: tls, protocol: TLS}], " + spec
                        + "}}",
                "out"));
        Registry registry = Registry.of(mesh, workload -> false);
        MeshService service = registry.byNamespace(host).get("shop");
        return registry.endpoints(service, service.ports().get(0)).stream()
                .map(Endpoint::address)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DNS", "DNS_ROUND_ROBIN"})
    void a_host_that_is_looked_up_is_its_own_endpoint(String resolution) {
        assertThat(addresses("a.example", "resolution: " + resolution)).containsExactly("a.example");
        assertThat(addresses("b.example", "resolution: " + resolution)).containsExactly("b.example");
    }

    @Test
    void endpoints_that_are_stated_are_those_of_every_host() {
        String spec = "resolution: DNS, endpoints: [{address: one.example}, {address: two.example}]";
        assertThat(addresses("a.example", spec)).containsExactly("one.example", "two.example");
        assertThat(addresses("b.example", spec)).containsExactly("one.example", "two.example");
    }

    @Test
    void a_selector_that_selects_nothing_leaves_a_host_without_endpoints() {
        assertThat(addresses("a.example", "resolution: DNS, workloadSelector: {labels: {app: none}}"))
                .isEmpty();
    }
}
