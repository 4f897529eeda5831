package io.github.windlass4j.gateway.portability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.manifest.object.Manifests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UntoldTest {
    private static GatewaySet set(String group, String kind, String spec) {
        return GatewaySet.of(Manifests.read(
                "{apiVersion: " + group + ", kind: " + kind + ", metadata: {name: it, namespace: shop}, spec: " + spec
                        + "}",
                "set.yaml"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GatewayClass | {parametersRef: {group: a.test, kind: B, name: c}} | parameters | spec.parametersRef",
                "Gateway | {infrastructure: {parametersRef: {group: a.test, kind: B, name: c}}} | parameters | spec.infrastructure.parametersRef",
                "Gateway | {addresses: [{value: 192.0.2.1}, {type: a.test/pool, value: b}]} | addresses of type a.test/pool | spec.addresses[1]",
                "Gateway | {listeners: [{name: a, port: 1, protocol: a.test/b}]} | the protocol a.test/b | spec.listeners[0]",
                "Gateway | {listeners: [{name: a, port: 1, protocol: TLS, tls: {options: {a.test/b: c}}}]} | TLS options | spec.listeners[0].tls",
                "Gateway | {defaultScope: All} | a default Gateway | ''",
                "Gateway | {tls: {frontend: {default: {validation: {caCertificateRefs: [{name: a}, {group: b.test, kind: C, name: d}]}}}}} | "
                        + "authorities in a C | spec.tls.frontend.default.validation.caCertificateRefs[1]",
                "ListenerSet | {listeners: [{name: a, port: 1, protocol: a.test/b}]} | the protocol a.test/b | spec.listeners[0]",
                "HTTPRoute | {parentRefs: [{name: a}, {kind: ListenerSet, name: a}, {group: '', kind: Service, name: a}, {group: b.test, kind: C, name: d}]} | "
                        + "a parent of kind C | spec.parentRefs[3]",
                "HTTPRoute | {useDefaultGateways: All} | default Gateways | ''",
                "HTTPRoute | {rules: [{matches: [{path: {value: /}}, {path: {type: RegularExpression, value: a}}]}]} | "
                        + "a regular expression for paths | spec.rules[0].matches[1].path",
                "HTTPRoute | {rules: [{matches: [{headers: [{name: a, value: b}, {type: RegularExpression, name: a, value: b}]}]}]} | "
                        + "a regular expression for headers | spec.rules[0].matches[0].headers[1]",
                "HTTPRoute | {rules: [{matches: [{queryParams: [{type: RegularExpression, name: a, value: b}]}]}]} | "
                        + "a regular expression for query parameters | spec.rules[0].matches[0].queryParams[0]",
                "HTTPRoute | {rules: [{filters: [{type: CORS}, {type: ExtensionRef}]}]} | the filter ExtensionRef | spec.rules[0].filters[1]",
                "HTTPRoute | {rules: [{filters: [{type: ExternalAuth}]}]} | the filter ExternalAuth | spec.rules[0].filters[0]",
                "HTTPRoute | {rules: [{sessionPersistence: {sessionName: a}}]} | session persistence | spec.rules[0].sessionPersistence",
                "HTTPRoute | {rules: [{backendRefs: [{name: a}, {group: b.test, kind: C, name: d}]}]} | a backend of kind C | spec.rules[0].backendRefs[1]",
                "HTTPRoute | {rules: [{backendRefs: [{name: a, filters: [{type: URLRewrite}, {type: RequestMirror}]}]}]} | "
                        + "the filter RequestMirror of one backend | spec.rules[0].backendRefs[0].filters[1]",
                "GRPCRoute | {rules: [{matches: [{method: {type: RegularExpression, service: a}}]}]} | a regular expression for methods | spec.rules[0].matches[0]",
                "GRPCRoute | {rules: [{matches: [{headers: [{type: RegularExpression, name: a, value: b}]}]}]} | "
                        + "a regular expression for headers | spec.rules[0].matches[0].headers[0]",
                "GRPCRoute | {rules: [{filters: [{type: RequestHeaderModifier}, {type: RequestMirror}]}]} | the filter RequestMirror for gRPC | spec.rules[0].filters[1]",
                "GRPCRoute | {rules: [{sessionPersistence: {sessionName: a}}]} | session persistence | spec.rules[0].sessionPersistence",
                "GRPCRoute | {rules: [{backendRefs: [{name: a, filters: [{type: RequestHeaderModifier}]}]}]} | "
                        + "the filter RequestHeaderModifier of one backend | spec.rules[0].backendRefs[0].filters[0]",
                "BackendTLSPolicy | {validation: {wellKnownCACertificates: System}} | the well-known authorities System | spec.validation",
                "BackendTLSPolicy | {options: {a.test/b: c}} | TLS options | ''",
                "BackendTLSPolicy | {validation: {caCertificateRefs: [{group: '', kind: ConfigMap, name: a}, {group: '', kind: Secret, name: a}]}} | "
                        + "authorities in a Secret | spec.validation.caCertificateRefs[1]",
            })
    void is_found_with_its_place(String kind, String spec, String what, String field) {
        assertThat(Untold.all(set("gateway.networking.k8s.io/v1", kind, spec)))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.what()).isEqualTo(what);
                    assertThat(one.field()).isEqualTo(field);
                    assertThat(one.at().isKnown()).isTrue();
                });
    }

    @Test
    void experimental_kinds_have_no_feature() {
        assertThat(Untold.all(set("gateway.networking.x-k8s.io/v1alpha1", "XBackend", "{}")))
                .singleElement()
                .hasToString("the experimental kind XBackend by XBackend shop/it");
        assertThat(Untold.all(set("example.com/v1", "Any", "{}"))).isEmpty();
    }

    @Test
    void what_no_report_tells_keeps_the_answer_open() {
        GatewaySet set = set(
                "gateway.networking.k8s.io/v1",
                "HTTPRoute",
                "{rules: [{matches: [{path: {type: RegularExpression, value: /a.*}}]}]}");
        Portability portability = Portability.of(set, ConformanceReport.all(Manifests.read("""
                apiVersion: gateway.networking.k8s.io/v1
                kind: ConformanceReport
                gatewayAPIVersion: v1.6.1
                implementation: {organization: o, project: p, version: v1}
                profiles: [{name: GATEWAY-HTTP, core: {result: success}}]
                """, "report.yaml")));
        assertThat(portability.implementations().get(0).hasAll()).isTrue();
        assertThat(portability.section().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(portability).hasToString("""
                o/p v1 on v1.6.1: has all
                no report tells of [a regular expression for paths by HTTPRoute shop/it spec.rules[0].matches[0].path]
                """);
        assertThat(List.copyOf(portability.untold())).hasSize(1);
    }
}
