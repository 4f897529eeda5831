package io.github.windlass4j.gateway.portability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.manifest.object.Manifests;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every feature of Gateway API v1.6.1 where it stands in a manifest, and the nearest thing to it that is none. */
class FeatureUseTest {
    private static Set<String> features(String yaml) {
        return FeatureUse.all(GatewaySet.of(Manifests.read(yaml, "set.yaml"))).stream()
                .map(FeatureUse::feature)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String object(String kind, String spec) {
        return "{apiVersion: gateway.networking.k8s.io/v1, kind: " + kind
                + ", metadata: {name: it, namespace: shop}, spec: " + spec + "}\n---\n";
    }

    private static Set<String> gateway(String spec) {
        return features(object("Gateway", "{gatewayClassName: any, " + spec + "}"));
    }

    private static Set<String> rule(String parent, String rule) {
        return features(object("HTTPRoute", "{parentRefs: [" + parent + "], rules: [{" + rule + "}]}"));
    }

    private static final String EDGE = "{name: edge}";
    private static final String SERVICE = "{group: '', kind: Service, name: cart}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listeners: [{name: a, port: 8080, protocol: HTTP}] | GatewayPort8080",
                "listeners: [{name: a, port: 80, protocol: HTTP}] |",
                "addresses: [{value: 192.0.2.1}] | GatewayStaticAddresses",
                "addresses: [{type: Hostname, value: edge.test}] | GatewayStaticAddresses",
                "addresses: [{type: IPAddress}] | GatewayAddressEmpty",
                "addresses: [{type: example.com/pool, value: blue}] |",
                "infrastructure: {labels: {a: b}} | GatewayInfrastructurePropagation",
                "infrastructure: {annotations: {a: b}} | GatewayInfrastructurePropagation",
                "infrastructure: {parametersRef: {group: a.test, kind: B, name: c}} |",
                "infrastructure: {labels: {}} |",
                "allowedListeners: {namespaces: {from: Same}} | ListenerSet",
                "allowedListeners: {namespaces: {from: None}} |",
                "tls: {backend: {clientCertificateRef: {name: me}}} | GatewayBackendClientCertificate",
                "tls: {backend: {clientCertificateRef: {name: me, namespace: other}}} | GatewayBackendClientCertificate ReferenceGrant",
                "tls: {frontend: {default: {validation: {caCertificateRefs: [{name: ca}]}}}} | GatewayFrontendClientCertificateValidation",
                "tls: {frontend: {perPort: [{port: 443, tls: {validation: {mode: AllowInsecureFallback}}}]}} | "
                        + "GatewayFrontendClientCertificateValidation GatewayFrontendClientCertificateValidationInsecureFallback",
                "tls: {frontend: {perPort: [{port: 443, tls: {validation: {mode: AllowValidOnly, caCertificateRefs: [{name: ca, namespace: b}]}}}]}} | "
                        + "GatewayFrontendClientCertificateValidation ReferenceGrant",
                "tls: {frontend: {default: {}}} |",
                "listeners: [{name: a, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: c, namespace: b}]}}] | ReferenceGrant",
                "listeners: [{name: a, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: c, namespace: shop}]}}] |",
                "listeners: [{name: a, port: 80, protocol: HTTP}, {name: b, port: 80, protocol: HTTP, hostname: b.test}] | GatewayHTTPListenerIsolation",
                "listeners: [{name: a, port: 80, protocol: HTTP, hostname: '*.test'}, {name: b, port: 80, protocol: HTTP, hostname: '*.b.test'}] | GatewayHTTPListenerIsolation",
                "listeners: [{name: a, port: 80, protocol: HTTP, hostname: a.test}, {name: b, port: 80, protocol: HTTP, hostname: b.test}] |",
                "listeners: [{name: a, port: 80, protocol: HTTP}, {name: b, port: 81, protocol: HTTP, hostname: b.test}] |",
                "listeners: [{name: a, port: 443, protocol: HTTPS}, {name: b, port: 443, protocol: HTTPS, hostname: b.test}] |",
                "listeners: [{name: a, port: 443, protocol: TLS, tls: {mode: Passthrough}}] | TLSRoute",
                "listeners: [{name: a, port: 443, protocol: TLS, tls: {mode: Terminate}}] | TLSRoute TLSRouteModeTerminate",
                "listeners: [{name: a, port: 443, protocol: TLS, allowedRoutes: {kinds: [{kind: TCPRoute}]}}] | TCPRoute",
                "listeners: [{name: a, port: 443, protocol: TLS, tls: {mode: Passthrough}}, {name: b, port: 443, protocol: TLS}] | "
                        + "TLSRoute TLSRouteModeMixed TLSRouteModeTerminate",
                "listeners: [{name: a, port: 443, protocol: TLS, tls: {mode: Passthrough}}, {name: b, port: 444, protocol: TLS}] | TLSRoute TLSRouteModeTerminate",
                "listeners: [{name: a, port: 443, protocol: TLS, tls: {mode: Passthrough}}, {name: b, port: 443, protocol: TLS, allowedRoutes: {kinds: [{kind: TCPRoute}]}}] | TCPRoute TLSRoute",
                "listeners: [{name: a, port: 5432, protocol: TCP}] | TCPRoute",
                "listeners: [{name: a, port: 53, protocol: UDP}] | UDPRoute",
                "listeners: [{name: a, port: 80, protocol: HTTP, allowedRoutes: {kinds: [{kind: GRPCRoute}, {kind: FooRoute}, {group: a.test, kind: HTTPRoute}]}}] | GRPCRoute",
            })
    void at_gateways(String spec, String wanted) {
        Set<String> all = new TreeSet<>(wanted == null ? List.of() : List.of(wanted.split(" ")));
        all.add("Gateway");
        assertThat(gateway(spec)).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "matches: [{path: {value: /a}, headers: [{name: a, value: b}]}] | |",
                "matches: [{method: GET}] | HTTPRouteMethodMatching | HTTPRouteMethodMatching",
                "matches: [{queryParams: [{name: a, value: b}]}] | HTTPRouteQueryParamMatching | MeshHTTPRouteQueryParamMatching",
                "name: one | HTTPRouteNamedRouteRule | MeshHTTPRouteNamedRouteRule",
                "filters: [{type: RequestHeaderModifier, requestHeaderModifier: {remove: [a]}}] | |",
                "filters: [{type: ResponseHeaderModifier, responseHeaderModifier: {remove: [a]}}] | HTTPRouteResponseHeaderModification | HTTPRouteResponseHeaderModification",
                "filters: [{type: RequestRedirect, requestRedirect: {hostname: a.test, statusCode: 301}}] | |",
                "filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}] | HTTPRouteSchemeRedirect | MeshHTTPRouteSchemeRedirect",
                "filters: [{type: RequestRedirect, requestRedirect: {port: 8443}}] | HTTPRoutePortRedirect | MeshHTTPRouteRedirectPort",
                "filters: [{type: RequestRedirect, requestRedirect: {path: {type: ReplaceFullPath, replaceFullPath: /}}}] | HTTPRoutePathRedirect | MeshHTTPRouteRedirectPath",
                "filters: [{type: RequestRedirect, requestRedirect: {statusCode: 303}}] | HTTPRoute303RedirectStatusCode | HTTPRoute303RedirectStatusCode",
                "filters: [{type: RequestRedirect, requestRedirect: {statusCode: 307}}] | HTTPRoute307RedirectStatusCode | HTTPRoute307RedirectStatusCode",
                "filters: [{type: RequestRedirect, requestRedirect: {statusCode: 308}}] | HTTPRoute308RedirectStatusCode | HTTPRoute308RedirectStatusCode",
                "filters: [{type: URLRewrite, urlRewrite: {hostname: a.test}}] | HTTPRouteHostRewrite | HTTPRouteHostRewrite",
                "filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}] | HTTPRoutePathRewrite | MeshHTTPRouteRewritePath",
                "filters: [{type: CORS, cors: {allowOrigins: ['*']}}] | HTTPRouteCORS | HTTPRouteCORS",
                "filters: [{type: RequestMirror, requestMirror: {backendRef: {name: a, port: 80}}}] | HTTPRouteRequestMirror | HTTPRouteRequestMirror",
                "filters: [{type: RequestMirror, requestMirror: {percent: 100, backendRef: {name: a, namespace: b, port: 80}}}] | "
                        + "HTTPRouteRequestMirror ReferenceGrant | HTTPRouteRequestMirror ReferenceGrant",
                "filters: [{type: RequestMirror, requestMirror: {fraction: {numerator: 1, denominator: 3}, backendRef: {name: a, port: 80}}}] | "
                        + "HTTPRouteRequestMirror HTTPRouteRequestPercentageMirror | HTTPRouteRequestMirror HTTPRouteRequestPercentageMirror",
                "filters: [{type: RequestMirror, requestMirror: {backendRef: {name: a, port: 80}}}, {type: RequestMirror, requestMirror: {backendRef: {name: b, port: 80}}}] | "
                        + "HTTPRouteRequestMirror HTTPRouteRequestMultipleMirrors | HTTPRouteRequestMirror HTTPRouteRequestMultipleMirrors",
                "filters: [{type: ExternalAuth, externalAuth: {backendRef: {name: a, namespace: b, port: 80}}}] | ReferenceGrant | ReferenceGrant",
                "timeouts: {request: 5s} | HTTPRouteRequestTimeout | HTTPRouteRequestTimeout",
                "timeouts: {backendRequest: 5s} | HTTPRouteBackendTimeout | HTTPRouteBackendTimeout",
                "retry: {attempts: 2} | HTTPRouteRetry | HTTPRouteRetry",
                "'retry: {attempts: 2}, timeouts: {backendRequest: 5s}' | HTTPRouteRetry HTTPRouteRetryBackendTimeout HTTPRouteBackendTimeout | "
                        + "HTTPRouteRetry HTTPRouteRetryBackendTimeout HTTPRouteBackendTimeout",
                "backendRefs: [{name: a, namespace: b, port: 80}] | ReferenceGrant | ReferenceGrant",
                "backendRefs: [{name: a, port: 80, filters: [{type: RequestHeaderModifier, requestHeaderModifier: {remove: [a]}}]}] | "
                        + "HTTPRouteBackendRequestHeaderModification | MeshHTTPRouteBackendRequestHeaderModification",
                "backendRefs: [{name: a, port: 80, filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]}] | "
                        + "HTTPRouteBackendRequestRedirect | HTTPRouteBackendRequestRedirect",
                "backendRefs: [{name: a, port: 80, filters: [{type: URLRewrite, urlRewrite: {hostname: a.test}}]}] | "
                        + "HTTPRouteBackendURLRewrite | HTTPRouteBackendURLRewrite",
            })
    void in_rules(String rule, String gateways, String mesh) {
        Set<String> atGateways = new TreeSet<>(gateways == null ? List.of() : List.of(gateways.split(" ")));
        Set<String> inMesh = new TreeSet<>(mesh == null ? List.of() : List.of(mesh.split(" ")));
        atGateways.add("HTTPRoute");
        inMesh.addAll(List.of("HTTPRoute", "Mesh"));
        assertThat(rule(EDGE, rule)).isEqualTo(atGateways);
        assertThat(rule(SERVICE, rule)).isEqualTo(inMesh);
        atGateways.addAll(inMesh);
        assertThat(rule(SERVICE + ", " + EDGE, rule)).isEqualTo(atGateways);
    }

    @Test
    void of_parents() {
        assertThat(rule("{name: edge, port: 80}", ""))
                .containsExactly("HTTPRoute", "HTTPRouteDestinationPortMatching", "HTTPRouteParentRefPort");
        assertThat(rule("{group: '', kind: Service, name: cart, port: 80}", ""))
                .containsExactly("HTTPRoute", "HTTPRouteParentRefPort", "Mesh");
        assertThat(rule(
                        "{group: '', kind: Service, name: cart, namespace: b}",
                        "backendRefs: [{name: cart, namespace: b, port: 80}]"))
                .as("a consumer's route needs no grant for the Service that it is for")
                .containsExactly("HTTPRoute", "Mesh", "MeshConsumerRoute");
        assertThat(features(object("TCPRoute", "{parentRefs: [{name: edge, port: 5432}]}")))
                .containsExactly("TCPRoute");
        assertThat(features(object(
                        "HTTPRoute", "{useDefaultGateways: All, parentRefs: [" + SERVICE + "], rules: [{name: a}]}")))
                .contains("HTTPRouteNamedRouteRule", "MeshHTTPRouteNamedRouteRule");
    }

    @Test
    void of_the_other_kinds() {
        assertThat(features(object(
                        "GRPCRoute",
                        "{parentRefs: [{name: edge}], rules: [{name: a, filters: [{type: ResponseHeaderModifier}]}]}")))
                .containsExactly("GRPCRoute", "GRPCRouteNamedRouteRule");
        assertThat(features(object("TLSRoute", "{rules: [{name: a, backendRefs: [{name: a, namespace: b}]}]}")))
                .containsExactly("ReferenceGrant", "TLSRoute");
        assertThat(features(object("UDPRoute", "{rules: []}"))).containsExactly("UDPRoute");
        assertThat(features(object("ReferenceGrant", "{from: [], to: []}"))).containsExactly("ReferenceGrant");
        assertThat(features(object("BackendTLSPolicy", "{validation: {hostname: a.test}}")))
                .containsExactly("BackendTLSPolicy");
        assertThat(features(object(
                        "BackendTLSPolicy", "{validation: {hostname: a.test, subjectAltNames: [{hostname: a.test}]}}")))
                .containsExactly("BackendTLSPolicy", "BackendTLSPolicySANValidation");
        assertThat(features(object("GatewayClass", "{controllerName: a.test/b}")))
                .isEmpty();
    }

    @Test
    void listeners_of_listener_sets_count_like_the_gateways_own() {
        String more = object(
                "ListenerSet",
                "{parentRef: {name: it}, listeners: [{name: a, port: 80, protocol: HTTP, hostname: a.test}, "
                        + "{name: b, port: 443, protocol: TLS, tls: {certificateRefs: [{name: c, namespace: b}]}}, "
                        + "{name: c, port: 8080, protocol: HTTP, allowedRoutes: {kinds: [{kind: GRPCRoute}]}}]}");
        assertThat(features(more))
                .containsExactly(
                        "GRPCRoute",
                        "GatewayPort8080",
                        "ListenerSet",
                        "ReferenceGrant",
                        "TLSRoute",
                        "TLSRouteModeTerminate");
        assertThat(features(object(
                                "Gateway",
                                "{listeners: [{name: x, port: 80, protocol: HTTP}, {name: y, port: 443, protocol: TLS, tls: {mode: Passthrough}}]}")
                        + more))
                .contains("GatewayHTTPListenerIsolation", "TLSRouteModeMixed");
    }

    @ParameterizedTest
    @CsvSource({
        "kubernetes.io/h2c, HTTPRouteBackendProtocolH2C",
        "kubernetes.io/ws, HTTPRouteBackendProtocolWebSocket",
        "kubernetes.io/wss,",
        "grpc,"
    })
    void protocols_of_backends(String protocol, String feature) {
        String service = "{apiVersion: v1, kind: Service, metadata: {name: a, namespace: shop}, "
                + "spec: {ports: [{name: x, port: 80}, {name: y, port: 81, appProtocol: " + protocol + "}]}}\n---\n";
        String route = object("HTTPRoute", "{rules: [{backendRefs: [{name: a, port: %d}]}]}");
        Set<String> wanted = new TreeSet<>(Set.of("HTTPRoute"));
        assertThat(features(service + route.formatted(80))).isEqualTo(wanted);
        if (feature != null) {
            wanted.add(feature);
        }
        assertThat(features(service + route.formatted(81))).isEqualTo(wanted);
        assertThat(features(service + object("GRPCRoute", "{rules: [{backendRefs: [{name: a, port: 81}]}]}")))
                .containsExactly("GRPCRoute");
    }

    @Test
    void a_core_feature_names_the_profiles_that_test_it() {
        List<FeatureUse> uses = FeatureUse.all(GatewaySet.of(Manifests.read(
                object("GRPCRoute", "{parentRefs: [" + EDGE + ", " + SERVICE + "], rules: [{name: a}]}")
                        + object("TCPRoute", "{parentRefs: [" + SERVICE + "]}"),
                "set.yaml")));
        assertThat(uses)
                .filteredOn(FeatureUse::isCore)
                .extracting(use -> use.feature() + " " + use.profiles() + " " + use.field())
                .containsExactly(
                        "GRPCRoute [GATEWAY-GRPC] ",
                        "Mesh [MESH-HTTP, MESH-GRPC] spec.parentRefs[1]",
                        "GRPCRoute [MESH-GRPC] spec.parentRefs[1]",
                        "Mesh [MESH-HTTP, MESH-GRPC] spec.parentRefs[0]",
                        "TCPRoute [] spec.parentRefs[0]");
        assertThat(uses)
                .filteredOn(use -> !use.isCore())
                .extracting(FeatureUse::feature, FeatureUse::profiles)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("GRPCRouteNamedRouteRule", List.of()));
    }
}
