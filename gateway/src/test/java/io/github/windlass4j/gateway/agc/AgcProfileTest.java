package io.github.windlass4j.gateway.agc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.gateway.route.RouteSimulator;
import io.github.windlass4j.manifest.object.Manifests;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AgcProfileTest {
    private static final AgcKnowledge.Limits LIMITS = AgcKnowledge.shipped().limits();

    @Test
    void a_line_means_its_newest_version() {
        assertThat(AgcProfile.of("1.10").orElseThrow().version()).isEqualTo("1.10.37");
        assertThat(AgcProfile.of("1.1")).isEmpty();
        assertThat(AgcProfile.of("1.9.12")).isEmpty();
        assertThat(AgcProfile.newest()).hasToString("ALB Controller 1.12.1 (Gateway API v1.5.1)");
    }

    @Test
    void the_add_on_follows_the_cluster() {
        assertThat(AgcProfile.ofAddOn("1.35.4").orElseThrow().version()).startsWith("1.10.");
        assertThat(AgcProfile.ofAddOn("1.36.2").orElseThrow().version()).startsWith("1.11.");
        assertThat(AgcProfile.ofAddOn("1.25")).isEmpty();
    }

    @Test
    void a_feature_comes_with_a_version_or_not_at_all() {
        assertThat(AgcProfile.of("1.10").orElseThrow().supports(AgcFeature.CORS))
                .isFalse();
        assertThat(AgcProfile.of("1.11.1").orElseThrow().supports(AgcFeature.CORS))
                .isTrue();
        assertThat(AgcProfile.newest().supports(AgcFeature.LISTENER_SET)).isFalse();
        for (AgcFeature feature : AgcFeature.values()) {
            assertThat(AgcProfile.newest().statement(feature).title()).isNotBlank();
        }
    }

    @Test
    void its_controller_takes_its_frontends_and_lacks_what_the_version_lacks() {
        String objects = """
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: edge, namespace: shop, annotations: {alb.networking.azure.io/alb-id: /subscriptions/x}}
                spec:
                  gatewayClassName: azure-alb-external
                  addresses: [{type: alb.networking.azure.io/alb-frontend, value: front}]
                  listeners: [{name: http, port: 80, protocol: HTTP}]
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: GRPCRoute
                metadata: {name: calls, namespace: shop}
                spec: {parentRefs: [{name: edge}], rules: [{backendRefs: [{name: web, port: 80}]}]}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {ports: [{port: 80}]}}
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}
                addressType: IPv4
                endpoints: []
                """;
        GatewaySet set = GatewaySet.of(Manifests.read(objects, "shop.yaml"));
        Attachment attachment = Attachment.of(set, AgcProfile.newest().controller());
        assertThat(attachment.gateways().get(0).conditions())
                .hasToString(
                        "[Accepted=True (Accepted), Programmed=True (Programmed): Gateway shop/edge "
                                + "spec.addresses[0] (6:15): assumes that this address can be used, ResolvedRefs=True (ResolvedRefs)]");
        assertThat(attachment.gateways().get(0).listeners().get(0).routes()).hasSize(1);
        assertThat(RouteSimulator.of(attachment)
                        .decide(Request.grpc("any.example.com", "shop.Cart", "Get"))
                        .toString())
                .as("the troubleshooting page says 500, where the specification recommends 503")
                .startsWith("500 (Service shop/web has no ready endpoint)");
        Attachment before =
                Attachment.of(set, AgcProfile.of("1.0").orElseThrow().controller());
        assertThat(before.gateways().get(0).listeners().get(0).supportedKinds())
                .as("GRPCRoute came with 1.2.3")
                .hasToString("[HTTPRoute]");
    }

    @Test
    void its_controller_says_what_the_statements_say() {
        AgcProfile newest = AgcProfile.newest();
        assertThat(newest.controller().lacks())
                .containsExactlyInAnyOrder(
                        "Mesh", "ListenerSet", "TLSRoute", "TCPRoute", "UDPRoute", "HTTPRouteBackendProtocolH2C");
        AgcKnowledge known = newest.knowledge();
        AgcKnowledge silent = new AgcKnowledge(
                known.asOf(),
                known.sources(),
                known.releases(),
                known.addOn(),
                List.of(),
                List.of(),
                known.names(),
                known.limits(),
                known.roles(),
                known.helmValues(),
                known.regions(),
                known.resilience(),
                known.rules());
        assertThat(new AgcProfile(newest.release(), silent).controller())
                .satisfies(controller -> assertThat(controller.choices()).isEmpty())
                .satisfies(controller -> assertThat(controller.lacks()).isEmpty());
    }

    @Test
    void refuses_what_is_no_version() {
        assertThatThrownBy(() -> AgcProfile.ofAddOn("one")).hasMessageContaining("\"one\"");
        assertThatThrownBy(() -> SubnetPlan.of("10.0.0.0", SubnetPlan.Network.FLAT, 1, LIMITS))
                .hasMessageContaining("IPv4 prefix");
        assertThatThrownBy(() -> SubnetPlan.of("10.0.0.256/24", SubnetPlan.Network.FLAT, 1, LIMITS))
                .hasMessageContaining("IPv4 prefix");
    }

    @Test
    void a_slash_24_holds_one_gateway_and_a_slash_23_two() {
        assertThat(SubnetPlan.of("10.1.2.0/24", SubnetPlan.Network.FLAT, 1, LIMITS)
                        .problems())
                .isEmpty();
        assertThat(SubnetPlan.of("10.1.2.0/25", SubnetPlan.Network.FLAT, 1, LIMITS)
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("want /24"));
        assertThat(SubnetPlan.of("10.1.2.0/23", SubnetPlan.Network.FLAT, 2, LIMITS)
                        .problems())
                .isEmpty();
        assertThat(SubnetPlan.of("10.1.2.0/23", SubnetPlan.Network.OVERLAY, 1, LIMITS)
                        .problems())
                .hasSize(1);
    }

    @Property(tries = 300)
    void the_widest_prefix_holds_and_the_next_one_does_not(@ForAll @IntRange(min = 1, max = 5000) int gateways) {
        int widest = new SubnetPlan(8, SubnetPlan.Network.FLAT, gateways, LIMITS).widestPrefix();
        assertThat(new SubnetPlan(widest, SubnetPlan.Network.FLAT, gateways, LIMITS).problems())
                .isEmpty();
        assertThat(new SubnetPlan(widest + 1, SubnetPlan.Network.FLAT, gateways, LIMITS).problems())
                .isNotEmpty();
    }

    @Test
    void every_statement_of_a_profile_names_one_of_its_documents() {
        AgcProfile profile = AgcProfile.newest();
        List<String> documents = profile.sources().stream().map(Source::id).toList();
        for (AgcFeature feature : AgcFeature.values()) {
            assertThat(documents).contains(profile.statement(feature).source());
        }
        assertThat(profile.knowledge().choices())
                .isNotEmpty()
                .allSatisfy(choice -> assertThat(documents).contains(choice.source()))
                .allSatisfy(choice -> assertThat(choice.text()).endsWith("."));
    }
}
