package io.github.windlass4j.gateway.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import org.junit.jupiter.api.Test;

class AttachmentTest {
    /** A Gateway up to its listeners, which follow indented by four. */
    static final String GATEWAY = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge, namespace: infra}
            spec:
              gatewayClassName: edge
              listeners:
            """;

    static final String EDGE = GATEWAY + """
                - {name: http, port: 80, protocol: HTTP, hostname: "*.example.com", allowedRoutes: {namespaces: {from: All}}}
                - {name: own, port: 8080, protocol: HTTP}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: shop, namespace: store}
            spec:
              parentRefs: [{name: edge, namespace: infra}]
              hostnames: [shop.example.com, other.example.org]
              rules: [{backendRefs: [{name: shop, port: 80}, {name: gone, port: 80}]}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: shop, namespace: store}
            spec: {ports: [{port: 80}]}
            """;

    static Attachment attach(String text) {
        return Attachment.of(
                GatewaySet.of(Manifests.read(text, "edge.yaml")),
                Controller.named("example.com/controller").accepting("edge"));
    }

    private static RouteStatus shop(Attachment attachment) {
        return attachment
                .route(new ObjectRef("gateway.networking.k8s.io", "HTTPRoute", "store", "shop"))
                .orElseThrow();
    }

    @Test
    void a_route_attaches_where_it_is_allowed_with_the_names_both_take() {
        Attachment attachment = attach(EDGE);
        GatewayStatus gateway = attachment.gateway("infra", "edge").orElseThrow();
        assertThat(gateway.listeners().get(0).routes()).hasToString("[HTTPRoute store/shop [shop.example.com]]");
        assertThat(gateway.listeners().get(1).routes()).isEmpty();
        assertThat(gateway.holds("Programmed")).isTrue();
        assertThat(shop(attachment).parents().get(0).isAccepted()).isTrue();
    }

    @Test
    void a_backend_that_is_not_there_is_named_with_its_field() {
        RouteStatus shop = shop(attach(EDGE));
        Condition resolved = shop.parents().get(0).condition("ResolvedRefs").orElseThrow();
        assertThat(resolved)
                .hasToString("ResolvedRefs=False (BackendNotFound): HTTPRoute store/shop "
                        + "spec.rules[0].backendRefs[1] (16:50): Service store/gone is not there");
        assertThat(shop.backends().get(0)).isInstanceOf(BackendResolution.Found.class);
        assertThat(shop.backend(shop.route().rules().get(0).backendRefs().get(1))
                        .broken())
                .isPresent();
    }

    @Test
    void the_first_reason_that_leaves_no_listener_counts() {
        assertThat(accepted(
                        EDGE.replace("{name: edge, namespace: infra}]", "{name: edge, namespace: infra, port: 81}]")))
                .isEqualTo("NoMatchingParent");
        assertThat(accepted(EDGE.replace("namespace: infra}]", "namespace: infra, sectionName: own}]")))
                .isEqualTo("NotAllowedByListeners");
        assertThat(accepted(EDGE.replace("shop.example.com", "example.com"))).isEqualTo("NoMatchingListenerHostname");
    }

    private static String accepted(String text) {
        return shop(attach(text))
                .parents()
                .get(0)
                .condition("Accepted")
                .orElseThrow()
                .reason();
    }
}
