package io.github.windlass4j.mesh.proxy;

import static io.github.windlass4j.mesh.proxy.ProxyMesh.istio;
import static io.github.windlass4j.mesh.proxy.ProxyMesh.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Addresses worked out apart from this code, by istiod's own description: FNV-1a, double hashing, no octet of zero. */
class AddressAllocationTest {
    private static Map<String, String> addresses(List<String> documents) {
        Mesh mesh = Mesh.of(Manifests.read(String.join("\n---\n", documents), "entries"));
        return Control.of(mesh, workload -> false).allocatedAddresses();
    }

    private static Map<String, String> ofHosts(String... hosts) {
        List<String> documents = new ArrayList<>();
        for (String host : hosts) {
            // Older ones first.
            Instant created = Instant.EPOCH.plusSeconds(documents.size());
            String meta = "e" + documents.size() + ", creationTimestamp: '" + created + "'";
            documents.add(istio(
                    "ServiceEntry",
                    meta,
                    "hosts: [" + host + "], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]"));
        }
        return addresses(documents);
    }

    @Test
    void namespace_and_host_choose_the_place() {
        assertThat(ofHosts("a.example.com", "b.example.com"))
                .isEqualTo(Map.of(
                        "shop/a.example.com", "240.240.34.73",
                        "shop/b.example.com", "240.240.176.176"));
    }

    @Test
    void a_second_hash_finds_the_next_place_when_the_first_is_taken() {
        assertThat(ofHosts("h69.example.com", "h106.example.com"))
                .isEqualTo(Map.of(
                        "shop/h69.example.com", "240.240.193.178",
                        "shop/h106.example.com", "240.240.220.161"));
        assertThat(ofHosts("h106.example.com", "h69.example.com"))
                .isEqualTo(Map.of(
                        "shop/h69.example.com", "240.240.41.108",
                        "shop/h106.example.com", "240.240.193.178"));
    }

    @Test
    void the_last_octet_is_never_zero_and_later_places_move_up() {
        assertThat(ofHosts("h5753.example.com")).containsEntry("shop/h5753.example.com", "240.240.156.222");
        assertThat(ofHosts("h1804.example.com", "h5753.example.com"))
                .isEqualTo(Map.of(
                        "shop/h1804.example.com", "240.240.7.1",
                        "shop/h5753.example.com", "240.240.156.223"));
    }

    @Test
    void what_has_an_address_or_can_have_none_gets_none() {
        String ports = ", ports: [{number: 80, name: http, protocol: HTTP}]";
        assertThat(addresses(List.of(
                        service("web", "clusterIP: None, ports: [{name: http, port: 80}]"),
                        istio("ServiceEntry", "a", "hosts: ['*.example.com'], resolution: DNS" + ports),
                        istio("ServiceEntry", "b", "hosts: [b.example.com], resolution: NONE" + ports),
                        istio(
                                "ServiceEntry",
                                "c",
                                "hosts: [c.example.com], addresses: [10.1.1.1], resolution: DNS" + ports))))
                .isEmpty();
    }

    @Test
    void no_two_hosts_share_an_address() {
        String[] hosts = IntStream.range(0, 2_000)
                .mapToObj(i -> "h" + i + ".example.com")
                .toArray(String[]::new);
        assertThat(ofHosts(hosts).values())
                .hasSize(2_000)
                .doesNotHaveDuplicates()
                .allMatch(address -> address.startsWith("240.240.") && !address.endsWith(".0"));
    }
}
