package io.github.windlass4j.gateway.agc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the vendor's how-to pages show, in the shape in which they show it, must pass without a finding. */
class AgcSamplesTest {
    private static final String MANAGED = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata:
              name: entry
              namespace: demo
              annotations: {alb.networking.azure.io/alb-namespace: alb-demo, alb.networking.azure.io/alb-name: alb}
            spec:
              gatewayClassName: azure-alb-external
              listeners:
              - {name: http-listener, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: Same}}}
              - name: https-listener
                port: 443
                protocol: HTTPS
                allowedRoutes: {namespaces: {from: Same}}
                tls: {mode: Terminate, certificateRefs: [{kind: Secret, group: "", name: listener-tls-secret}]}
            ---
            """;
    private static final String OWN = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata:
              name: entry
              namespace: demo
              annotations: {alb.networking.azure.io/alb-id: $RESOURCE_ID}
            spec:
              gatewayClassName: azure-alb-external
              listeners:
              - {name: http-listener, port: 80, protocol: HTTP, hostname: contoso.example}
              - {name: http-listener-2, port: 80, protocol: HTTP, hostname: fabrikam.example}
              addresses: [{type: alb.networking.azure.io/alb-frontend, value: $FRONTEND_NAME}]
            ---
            """;

    private static String route(String rules) {
        return """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: web, namespace: demo}
                spec:
                  parentRefs: [{name: entry, namespace: demo}]
                  hostnames: [contoso.example]
                  rules: [%s]
                ---
                """.formatted(rules);
    }

    private static String policy(String kind, String spec) {
        return """
                apiVersion: alb.networking.azure.io/v1
                kind: %s
                metadata: {name: policy, namespace: demo}
                spec: %s
                ---
                """.formatted(kind, spec);
    }

    private static Map<String, String> samples() {
        String backend = "backendRefs: [{name: backend-v1, port: 8080}]";
        Map<String, String> samples = new TreeMap<>();
        samples.put("a load balancer that the controller manages", """
                apiVersion: alb.networking.azure.io/v1
                kind: ApplicationLoadBalancer
                metadata: {name: alb, namespace: alb-demo}
                spec: {associations: [$ALB_SUBNET_ID]}
                """);
        samples.put(
                "traffic split",
                MANAGED
                        + route(
                                "{backendRefs: [{name: backend-v1, port: 8080, weight: 50}, {name: backend-v2, port: 8080, weight: 50}]}"));
        samples.put("several sites, bring your own", OWN + route("{" + backend + "}"));
        samples.put(
                "path, header and query routing",
                MANAGED
                        + route("{matches: [{path: {type: PathPrefix, value: /bar}}], " + backend + "}, "
                                + "{matches: [{headers: [{type: Exact, name: magic, value: foo}], queryParams: [{type: Exact, name: great, value: example}], path: {type: PathPrefix, value: /some/thing}, method: GET}], "
                                + backend + "}"));
        samples.put(
                "redirects and rewrites",
                MANAGED
                        + route(
                                "{matches: [{path: {type: PathPrefix, value: /summer}}], filters: [{type: RequestRedirect, requestRedirect: {path: {type: ReplaceFullPath, replaceFullPath: /shop}, statusCode: 302}}]}, "
                                        + "{matches: [{path: {type: PathPrefix, value: /shop}}], filters: [{type: URLRewrite, urlRewrite: {hostname: internal.example, path: {type: ReplacePrefixMatch, replacePrefixMatch: /ecommerce}}}], "
                                        + backend + "}"));
        samples.put(
                "headers, CORS and a mirror",
                MANAGED
                        + route(
                                "{filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: user-agent, value: rewritten}], add: [{name: new-header, value: here}], remove: [client-header]}}], "
                                        + backend
                                        + "}, {matches: [{path: {type: PathPrefix, value: /c}}], filters: [{type: CORS, cors: {allowOrigins: ['https://app.example'], allowMethods: [GET]}}, {type: RequestMirror, requestMirror: {backendRef: {name: backend-v2, port: 8080}}}], "
                                        + backend + "}"));
        samples.put(
                "an inference pool",
                MANAGED
                        + route(
                                "{backendRefs: [{group: inference.networking.k8s.io, kind: InferencePool, name: pool, port: 8000}]}"));
        samples.put(
                "gRPC",
                MANAGED + """
                apiVersion: gateway.networking.k8s.io/v1
                kind: GRPCRoute
                metadata: {name: grpc, namespace: demo}
                spec: {parentRefs: [{name: entry, namespace: demo}], rules: [{backendRefs: [{name: grpc-backend, port: 8080}]}]}
                ---
                """
                        + policy(
                                "HealthCheckPolicy",
                                "{targetRef: {group: '', kind: Service, name: grpc-backend, namespace: demo}, default: {interval: 5s, timeout: 3s, healthyThreshold: 1, unhealthyThreshold: 1, port: 8080, grpc: {}}}"));
        samples.put(
                "a probe",
                policy(
                        "HealthCheckPolicy",
                        "{targetRef: {group: '', kind: Service, name: test-service, namespace: demo}, default: {interval: 5s, timeout: 3s, healthyThreshold: 1, unhealthyThreshold: 1, port: 8123, http: {host: contoso.example, path: /, match: {statusCodes: [{start: 200, end: 299}]}}, useTLS: true}}"));
        samples.put(
                "an application cookie; group left empty as on the page",
                policy(
                        "RoutePolicy",
                        "{targetRef: {kind: HTTPRoute, name: web, namespace: demo, group: ''}, default: {sessionAffinity: {affinityType: application-cookie, cookieName: nomnom, cookieDuration: 3600s}}}"));
        samples.put(
                "TLS to the backend with a client certificate",
                policy(
                        "BackendTLSPolicy",
                        "{targetRef: {group: '', kind: Service, name: mtls-app, namespace: demo}, default: {sni: backend.example, ports: [{port: 443}], clientCertificateRef: {name: gateway-client-cert, group: '', kind: Secret}, verify: {caCertificateRef: {name: ca.bundle, group: '', kind: Secret}, subjectAltName: backend.example}}}"));
        samples.put(
                "client certificates",
                MANAGED
                        + policy(
                                "FrontendTLSPolicy",
                                "{targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: entry, namespace: demo, sectionNames: [https-listener]}, default: {verify: {caCertificateRef: {name: ca.bundle, group: '', kind: Secret, namespace: demo}}}}"));
        samples.put(
                "a firewall policy with dots for what is left out",
                policy(
                        "WebApplicationFirewallPolicy",
                        "{targetRef: {group: gateway.networking.k8s.io, kind: HTTPRoute, name: web, namespace: demo, sectionNames: [pathA]}, webApplicationFirewall: {id: /subscriptions/.../Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies/waf-policy-0}}"));
        samples.put("Ingress, bring your own, with an extension", """
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata:
                  name: ingress-01
                  namespace: demo
                  annotations:
                    alb.networking.azure.io/alb-id: $RESOURCE_ID
                    alb.networking.azure.io/alb-frontend: $FRONTEND_NAME
                    alb.networking.azure.io/alb-ingress-extension: header-rewrite
                spec:
                  ingressClassName: azure-alb-external
                  tls: [{hosts: [contoso.example], secretName: listener-tls-secret}]
                  rules: [{host: contoso.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: backend-v1, port: {number: 8080}}}}]}}]
                ---
                apiVersion: alb.networking.azure.io/v1
                kind: IngressExtension
                metadata: {name: header-rewrite, namespace: demo}
                spec:
                  rules:
                  - host: contoso.example
                    rewrites: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: user-agent, value: rewritten}], remove: [client-header]}}]
                  backendSettings: [{service: backend-v1, ports: [{port: 443, protocol: HTTPS}], trustedRootCertificate: ca.bundle}]
                """);
        return samples;
    }

    @TestFactory
    Stream<DynamicTest> a_published_sample_is_clean() {
        return samples().entrySet().stream()
                .map(sample -> DynamicTest.dynamicTest(
                        sample.getKey(),
                        () -> assertThat(AgcLint.of(AgcProfile.newest())
                                        .check(Manifests.read(sample.getValue(), "sample.yaml"))
                                        .findings())
                                .isEmpty()));
    }

    @Test
    void one_page_shows_fields_that_the_definition_does_not_have() {
        String shown = policy(
                "FrontendTLSPolicy",
                "{targetRef: {kind: Gateway, name: entry, namespace: demo, gateway: entry, listeners: [https-listener], group: gateway.networking.k8s.io}, default: {policyType: {type: predefined, name: 2023-06-S}}}");
        assertThat(AgcLint.of(AgcProfile.newest())
                        .check(Manifests.read(shown, "sample.yaml"))
                        .findings())
                .extracting(finding -> finding.rule())
                .containsExactly("WL-AGC-025", "WL-AGC-025");
    }

    @Test
    void what_is_to_be_filled_in_is_named() {
        assertThat(AgcLint.of(AgcProfile.newest())
                        .check(Manifests.read(OWN, "sample.yaml"))
                        .notLookedAt())
                .anyMatch(line -> line.contains("\"$RESOURCE_ID\" is to be filled in"));
    }
}
