package io.github.windlass4j.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Report;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.house.Shop;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.Call;
import io.github.windlass4j.mesh.call.CallSimulator;
import io.github.windlass4j.mesh.call.CallVerdict;
import io.github.windlass4j.mesh.call.ProbeVerdict;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.nginx.NginxDoctor;
import io.github.windlass4j.mesh.nginx.NginxSetup;
import io.github.windlass4j.mesh.observe.TrafficGraph;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Verdicts of this module as sections of one report. */
class SectionsTest {
    private static final List<InjectionWebhook> WEBHOOKS = InjectionWebhook.ofRevision("blue");
    private static final String SHOP = Shop.strict("blue");

    @Test
    void a_controller_outside_of_a_strict_mesh_fails_with_the_policy_that_refuses_it() {
        Section section = nginx(SHOP);
        assertThat(section.outcome()).isEqualTo(Outcome.FAILS);
        assertThat(section.summary()).contains("PeerAuthentication shop/shop");
        assertThat(Report.titled("Shop", Instant.EPOCH).with(section).toMarkdown())
                .contains("BACKEND")
                .contains("REJECTED");
        assertThat(nginx(SHOP.replace("STRICT", "PERMISSIVE")).outcome()).isEqualTo(Outcome.PASSES);
    }

    @Test
    void a_graph_fails_when_a_call_is_refused_and_warns_when_one_is_plain() {
        Section broken = graph(SHOP).section();
        assertThat(broken.outcome()).isEqualTo(Outcome.FAILS);
        assertThat(Report.titled("Shop", Instant.EPOCH).with(broken).toHtml())
                .contains("<svg")
                .contains("Deployment edge/controller, env CART");
        assertThat(graph(SHOP.replace("STRICT", "PERMISSIVE")).section().outcome())
                .isEqualTo(Outcome.WARNS);
        assertThat(graph(SHOP.replace("{name: edge, labels: {}}", "{name: edge, labels: {istio.io/rev: blue}}"))
                        .section()
                        .outcome())
                .isEqualTo(Outcome.PASSES);
    }

    @Test
    void a_call_tells_its_stages_and_fails_when_it_does_not_arrive() {
        CallVerdict refused = call(SHOP);
        assertThat(refused.section().outcome()).isEqualTo(Outcome.FAILS);
        assertThat(Report.titled("Shop", Instant.EPOCH).with(refused).toMarkdown())
                .contains("REJECTED, the client sees ")
                .contains("| SERVER |")
                .contains("PeerAuthentication shop/shop | spec.mtls.mode");
        assertThat(call(SHOP.replace("STRICT", "PERMISSIVE")).section().outcome())
                .isEqualTo(Outcome.WARNS);
        assertThat(call(SHOP.replace("{name: edge, labels: {}}", "{name: edge, labels: {istio.io/rev: blue}}"))
                        .section()
                        .outcome())
                .isEqualTo(Outcome.PASSES);
        assertThat(new CallVerdict(CallVerdict.Outcome.UNKNOWN, List.of(), Optional.empty(), List.of("why")).section())
                .isEqualTo(Section.of("Call", Outcome.UNKNOWN, "UNKNOWN")
                        .with(new Block.Table("Stages", List.of("stage", "what happens", "by", "field"), List.of()))
                        .with(new Block.Text("Not modelled", "why")));
    }

    @Test
    void a_probe_tells_what_the_kubelet_learns() {
        String probed = SHOP.replace(
                "{name: cart, image: cart,", "{name: cart, image: cart, livenessProbe: {%s: {port: 9080}},");
        String plain = probed.replace(
                "metadata: {labels: {app: cart}}",
                "metadata: {labels: {app: cart}, annotations:" + " {sidecar.istio.io/rewriteAppHTTPProbers: 'false'}}");
        Section refused = probe(plain.formatted("httpGet")).section();
        assertThat(refused.outcome()).isEqualTo(Outcome.FAILS);
        assertThat(Report.titled("Shop", Instant.EPOCH).with(refused).toMarkdown())
                .contains("the kubelet sees connection reset by peer")
                .contains("| livenessProbe of cart, HTTP 9080/ | as written |")
                .contains("PeerAuthentication shop/shop | spec.mtls.mode");
        assertThat(probe(plain.formatted("tcpSocket")).section().outcome()).isEqualTo(Outcome.WARNS);
        Section rewritten = probe(probed.formatted("httpGet")).section();
        assertThat(rewritten.outcome()).isEqualTo(Outcome.PASSES);
        assertThat(rewritten.blocks().get(0).toString()).contains("/app-health/cart/livez");
        assertThat(probe(probed.formatted("httpGet").replace("port: 9080", "port: 9080, host: example.com"))
                        .section()
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    private static ProbeVerdict probe(String manifests) {
        Mesh mesh = mesh(manifests);
        return CallSimulator.of(mesh, WEBHOOKS)
                .probes(mesh.workload("shop", "cart").orElseThrow())
                .get(0);
    }

    private static CallVerdict call(String manifests) {
        return CallSimulator.of(mesh(manifests), WEBHOOKS)
                .decide(Call.from("edge", "controller").to("cart.shop.svc.cluster.local", 80));
    }

    private static Section nginx(String manifests) {
        return NginxDoctor.of(WEBHOOKS)
                .examine(mesh(manifests), NginxSetup.of("edge", "controller", "shop", "shop"))
                .section();
    }

    private static TrafficGraph graph(String manifests) {
        Mesh mesh = mesh(manifests);
        return TrafficGraph.inferred(mesh, CallSimulator.of(mesh, WEBHOOKS));
    }

    private static Mesh mesh(String manifests) {
        return Mesh.of(Manifests.read(manifests, "shop"));
    }
}
