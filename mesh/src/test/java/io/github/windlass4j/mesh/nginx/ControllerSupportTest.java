package io.github.windlass4j.mesh.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Manifests;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControllerSupportTest {
    @Test
    void ingress_nginx_ended_in_March_2026() {
        ControllerSupport support = of("ingress", "registry.k8s.io/ingress-nginx/controller:v1.12.1")
                .orElseThrow();
        assertThat(support.isSupported(LocalDate.of(2026, 3, 31))).isTrue();
        assertThat(support.isSupported(LocalDate.of(2026, 4, 1))).isFalse();
        assertThat(support.instead()).anyMatch(way -> way.contains("Gateway API"));
        assertThat(support).asString().contains("2026-03-31", "v1.15.1");
    }

    @Test
    void that_of_AKS_ends_later() {
        ControllerSupport support =
                of("app-routing-system", "own.example/any:1").orElseThrow();
        assertThat(support.until()).isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(support.reviewBy()).isAfter(support.asOf());
    }

    @Test
    void of_others_nothing_is_known() {
        assertThat(of("ingress", "nginx/nginx-ingress:5.0")).isEmpty();
    }

    private static Optional<ControllerSupport> of(String namespace, String image) {
        String text = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: nginx, namespace: " + namespace
                + "}, spec: {template: {spec: {containers: [{name: controller, image: '" + image + "'}]}}}}";
        return ControllerSupport.of(Workload.all(Manifests.read(text, "test")).get(0));
    }
}
