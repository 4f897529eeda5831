package io.github.windlass4j.mesh.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
    void newer_facts_of_ones_own_count_instead() throws IOException {
        try (InputStream shipped = ControllerSupport.class.getResourceAsStream("support.json")) {
            String newer =
                    new String(shipped.readAllBytes(), StandardCharsets.UTF_8).replace("2026-11-30", "2027-05-31");
            Optional<ControllerSupport> support = ControllerSupport.of(
                    controller("app-routing-system", "own.example/any:1"),
                    newer.getBytes(StandardCharsets.UTF_8),
                    "own.json");
            assertThat(support.orElseThrow().until()).isEqualTo(LocalDate.of(2027, 5, 31));
        }
    }

    @Test
    void of_others_nothing_is_known() {
        assertThat(of("ingress", "nginx/nginx-ingress:5.0")).isEmpty();
    }

    /** A report that works may still be about a controller that nobody mends. */
    @Test
    void a_report_says_what_to_move_to() {
        Mesh mesh = Ablation.all().get(0).mesh();
        NginxReport report = NginxDoctor.of(InjectionWebhook.ofRevision("blue")).examine(mesh, Ablation.SETUP);
        ControllerSupport support = of("ingress", "registry.k8s.io/ingress-nginx/controller:v1.12.1")
                .orElseThrow();
        NginxReport known = new NginxReport(report.hops(), report.notes(), Optional.of(support));
        assertThat(known.outOfSupport(support.until())).isEmpty();
        assertThat(known.outOfSupport(support.until().plusDays(1)))
                .contains("out of support: " + support)
                .get()
                .asString()
                .contains("2026-03-31", "move to", "Gateway API");
        assertThat(known).asString().endsWith("\n" + support);
        NginxReport unknown = new NginxReport(report.hops(), report.notes(), Optional.empty());
        assertThat(unknown.outOfSupport(LocalDate.MAX)).isEmpty();
        assertThat(unknown).asString().doesNotContain("move to");
    }

    @Test
    void the_doctor_looks_at_the_controller_s_image() {
        Mesh mesh = Ablation.all().get(0).mesh();
        Workload controller = mesh.workload(
                        Ablation.SETUP.controller().namespace(),
                        Ablation.SETUP.controller().workload())
                .orElseThrow();
        assertThat(NginxDoctor.of(InjectionWebhook.ofRevision("blue"))
                        .examine(mesh, Ablation.SETUP)
                        .support())
                .isEqualTo(ControllerSupport.of(controller));
    }

    private static Optional<ControllerSupport> of(String namespace, String image) {
        return ControllerSupport.of(controller(namespace, image));
    }

    private static Workload controller(String namespace, String image) {
        String text = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: nginx, namespace: " + namespace
                + "}, spec: {template: {spec: {containers: [{name: controller, image: '" + image + "'}]}}}}";
        return Workload.all(Manifests.read(text, "test")).get(0);
    }
}
