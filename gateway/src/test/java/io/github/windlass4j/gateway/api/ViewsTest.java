package io.github.windlass4j.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final String SHOP = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: shop, namespace: store}
            spec:
              parentRefs:
                - {name: edge, namespace: infra, sectionName: https, port: 443}
                - {group: "", kind: Service, name: shop}
              hostnames: [shop.example.com]
              rules:
                - matches:
                    - path: {type: Exact, value: /cart}
                      method: POST
                      headers: [{name: X-Version, value: two}]
                      queryParams: [{name: q, type: RegularExpression, value: "a.*"}]
                  filters:
                    - type: RequestHeaderModifier
                      requestHeaderModifier: {set: [{name: a, value: b}], remove: [c]}
                    - type: RequestMirror
                      requestMirror: {backendRef: {name: copy, port: 80}, fraction: {numerator: 1, denominator: 3}}
                    - type: URLRewrite
                      urlRewrite: {hostname: inner.example.com, path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}
                  timeouts: {request: 1m30s, backendRequest: 500ms}
                  retry: {codes: [502, 503], attempts: 2, backoff: 1s}
                  backendRefs:
                    - {name: shop, port: 8080, weight: 9, future: kept}
                    - {name: other, namespace: elsewhere, port: 8080}
                - filters:
                    - type: RequestRedirect
                      requestRedirect: {scheme: https, path: {type: ReplaceFullPath, replaceFullPath: /new}}
            """;

    private static HttpRoute shop() {
        return (HttpRoute) set(SHOP).routes().get(0);
    }

    private static GatewaySet set(String text) {
        return GatewaySet.of(Manifests.read(text, "shop.yaml"));
    }

    @Test
    void a_rule_says_what_is_written() {
        HttpRule rule = shop().rules().get(0);
        HttpMatch match = rule.matches().get(0);
        assertThat(match.path()).hasToString("Exact /cart");
        assertThat(match.method()).contains("POST");
        assertThat(match.headers()).hasToString("[X-Version=two]");
        assertThat(match.queryParams()).hasToString("[q~a.*]");
        assertThat(rule.timeouts().request()).contains(Duration.ofSeconds(90));
        assertThat(rule.timeouts().backendRequest()).contains(Duration.ofMillis(500));
        assertThat(rule.retry().orElseThrow().codes()).containsExactly(502, 503);
        assertThat(rule.retry().orElseThrow().attempts()).hasValue(2);
        assertThat(rule.filters().get(0).requestHeaders().orElseThrow().remove())
                .containsExactly("c");
        RouteFilter.Mirror mirror = rule.filters().get(1).mirror().orElseThrow();
        assertThat(mirror.numerator() + "/" + mirror.denominator()).isEqualTo("1/3");
        assertThat(rule.filters()
                        .get(2)
                        .rewrite()
                        .orElseThrow()
                        .path()
                        .orElseThrow()
                        .prefix())
                .contains("/");
        assertThat(rule.filters().get(2).redirect()).isEmpty();
        assertThat(rule.backendRefs())
                .hasToString("[Service shop:8080, weight 9, Service elsewhere/other:8080, weight 1]");
    }

    @Test
    void what_is_not_written_is_what_the_server_fills_in() {
        HttpRule rule = shop().rules().get(1);
        assertThat(rule.matches()).hasSize(1);
        assertThat(rule.matches().get(0).path()).hasToString("PathPrefix /");
        assertThat(rule.filters().get(0).redirect().orElseThrow().statusCode()).isEqualTo(302);
        assertThat(rule.retry()).isEmpty();
        assertThat(rule.timeouts().request()).isEmpty();
        Gateway gateway = set("""
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: edge}
                spec: {gatewayClassName: c, listeners: [{name: a, port: 80, protocol: HTTP}]}
                """).gateways().get(0);
        assertThat(gateway.namespace()).isEqualTo("default");
        assertThat(gateway.allowedListeners().from()).isEqualTo("None");
        assertThat(gateway.listeners().get(0).allowedRoutes().from()).isEqualTo("Same");
        assertThat(gateway.listeners().get(0).tls().isPassthrough()).isFalse();
        assertThat(gateway.listeners().get(0)).hasToString("a (HTTP 80)");
    }

    @Test
    void every_part_says_its_field_and_its_place() {
        BackendRef second = shop().rules().get(0).backendRefs().get(1);
        assertThat(second.field()).isEqualTo("spec.rules[0].backendRefs[1]");
        assertThat(second.at()).hasToString("26:11");
        assertThat(shop().parentRefs().get(1).field()).isEqualTo("spec.parentRefs[1]");
        assertThat(shop().field()).isEmpty();
    }

    @Test
    void references_are_completed_with_the_namespace_of_their_object() {
        assertThat(shop().parentRefs().get(0).target("store"))
                .isEqualTo(new ObjectRef(GatewayObject.GROUP, "Gateway", "infra", "edge"));
        assertThat(shop().parentRefs().get(1).target("store")).isEqualTo(ObjectRef.core("Service", "store", "shop"));
        assertThat(shop().parentRefs().get(0)).hasToString("Gateway infra/edge, section \"https\", port 443");
    }

    @Test
    void unknown_fields_stay() {
        assertThat(shop().rules().get(0).backendRefs().get(0).fields().text("future"))
                .contains("kept");
    }

    @Test
    void wrong_types_read_as_absent_and_never_throw() {
        HttpRoute odd = (HttpRoute) set("""
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: odd}
                spec: {parentRefs: 3, hostnames: {a: b}, rules: [1, [], {matches: x, backendRefs: [null, {port: "80"}], timeouts: {request: 100000s}}]}
                """).routes().get(0);
        assertThat(odd.parentRefs()).isEmpty();
        assertThat(odd.hostnames()).isEmpty();
        assertThat(odd.rules()).hasSize(3);
        assertThat(odd.rules().get(2).backendRefs().get(1).port()).isEmpty();
        assertThat(odd.rules().get(2).timeouts().request()).isEmpty();
    }

    @Test
    void the_order_of_documents_does_not_matter() {
        String text = SHOP + "---\n" + SHOP.replace("name: shop, namespace: store", "name: a, namespace: store")
                + "---\nkind: Namespace\napiVersion: v1\nmetadata: {name: store, labels: {team: x}}\n";
        List<String> documents = new ArrayList<>(List.of(text.split("---\n", -1)));
        GatewaySet one = set(String.join("---\n", documents));
        Collections.reverse(documents);
        GatewaySet other = set(String.join("---\n", documents));
        assertThat(other.resources()).isEqualTo(one.resources());
        assertThat(other.routes()).hasToString("[HTTPRoute store/a, HTTPRoute store/shop]");
        assertThat(other.namespaceLabels("store")).containsEntry("team", "x");
        assertThat(other.namespaceLabels("elsewhere")).containsEntry("kubernetes.io/metadata.name", "elsewhere");
    }

    @Test
    void parts_of_gateways_and_ingresses_say_what_is_written() {
        GatewaySet set = set("""
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: edge, namespace: infra}
                spec:
                  gatewayClassName: c
                  infrastructure: {labels: {team: a}, annotations: {note: b}}
                  tls:
                    frontend:
                      default: {}
                      perPort: [{port: 8443, tls: {validation: {caCertificateRefs: [{group: "", kind: ConfigMap, name: ca}]}}}]
                  listeners: [{name: a, port: 443, protocol: TLS, tls: {mode: Passthrough}}]
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: old, namespace: shop}
                spec: {defaultBackend: {resource: {apiGroup: k8s.example.com, kind: Bucket, name: icons}}}
                """);
        Gateway gateway = set.gateways().get(0);
        assertThat(gateway.infrastructure().labels()).containsExactly(Map.entry("team", "a"));
        assertThat(gateway.infrastructure().annotations()).containsExactly(Map.entry("note", "b"));
        assertThat(gateway.tls().frontendPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.port()).isEqualTo(8443));
        assertThat(gateway.listeners().get(0).tls().mode()).isEqualTo("Passthrough");
        assertThat(set.namespaces()).containsExactlyInAnyOrder("infra", "shop");
        assertThat(set.ingresses().get(0).defaultBackend().orElseThrow().resource())
                .hasValueSatisfying(bucket -> assertThat(bucket.name()).isEqualTo("icons"));
    }

    @Test
    void a_reference_to_a_parent_says_what_is_written_and_what_is_meant_without_it() {
        ParentRef written = shop().parentRefs().get(1);
        assertThat(List.of(written.group(), written.kind(), written.name())).containsExactly("", "Service", "shop");
        assertThat(written.namespace()).isEmpty();
        ParentRef gateway = shop().parentRefs().get(0);
        assertThat(List.of(gateway.group(), gateway.kind())).containsExactly(GatewayObject.GROUP, Gateway.KIND);
        assertThat(gateway.namespace()).contains("infra");
    }
}
