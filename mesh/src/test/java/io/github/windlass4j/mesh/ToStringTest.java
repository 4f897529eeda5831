package io.github.windlass4j.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.house.Shop;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.CallSimulator;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.nginx.NginxDoctor;
import io.github.windlass4j.mesh.observe.scrape.Prometheus;
import io.github.windlass4j.mesh.observe.scrape.Relabeling;
import io.github.windlass4j.mesh.proxy.Control;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a debugger shows. */
class ToStringTest {
    private static final Mesh MESH =
            Mesh.of(Manifests.read(Shop.namespace("shop", "") + Shop.namespace("edge", ""), "shop.yaml"));

    @Test
    void simulators_name_their_mesh_and_webhooks() {
        List<InjectionWebhook> webhooks = InjectionWebhook.ofRevision("asm-1-29");
        String mesh = "mesh of 2 objects, root namespace istio-system";
        assertThat(CallSimulator.of(MESH)).hasToString("calls in " + mesh);
        assertThat(Injector.of(MESH, webhooks)).hasToString("webhooks " + webhooks + " in " + mesh);
        assertThat(Control.of(MESH, workload -> true)).hasToString("control plane of " + mesh);
        assertThat(NginxDoctor.of(webhooks)).hasToString("doctor for webhooks " + webhooks);
    }

    @Test
    void relabelling_counts_its_rules() {
        assertThat(Relabeling.read("[{action: labelmap, regex: a}]", "rules.yaml", Prometheus.V3))
                .hasToString("1 rule for V3");
    }
}
