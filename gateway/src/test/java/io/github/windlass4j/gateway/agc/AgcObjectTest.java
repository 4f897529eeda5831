package io.github.windlass4j.gateway.agc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import org.junit.jupiter.api.Test;

class AgcObjectTest {
    private static Resource object(String kind, String spec) {
        return Manifests.read(
                        "{apiVersion: alb.networking.azure.io/v1, kind: " + kind
                                + ", metadata: {name: a, namespace: b}, spec: " + spec + "}",
                        "object.yaml")
                .resources()
                .get(0);
    }

    private static <T> T view(Class<T> type, String kind, String spec) {
        return type.cast(AgcObject.of(object(kind, spec)).orElseThrow());
    }

    @Test
    void all_eight_kinds_have_a_definition_and_a_view() {
        assertThat(AgcSchemas.shipped().types()).hasSize(8).allSatisfy(type -> {
            assertThat(AgcObject.of(object(type.kind(), "{}"))).isPresent();
            assertThat(AgcSchemas.shipped().find(type).orElseThrow().gaps()).isEmpty();
        });
        assertThat(AgcSchemas.source().link()).isPresent();
        assertThat(AgcObject.of(object("Gateway", "{}"))).isEmpty();
    }

    @Test
    void definitions_fill_in_and_refuse() {
        String target = "targetRef: {group: '', kind: Service, name: s}";
        SchemaVerdict stored =
                AgcSchemas.shipped().create(object("FrontendTLSPolicy", "{" + target + ", default: {}}"));
        assertThat(((SchemaVerdict.Accepted) stored).stored().toString()).contains("2023-06");
        assertThat(AgcSchemas.shipped()
                        .create(object("BackendTLSPolicy", "{" + target + ", default: {ports: [{port: 0}]}}"))
                        .errors())
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo("spec.default.ports[0].port"));
        assertThat(AgcSchemas.shipped()
                        .create(object("HealthCheckPolicy", "{}"))
                        .errors())
                .isNotEmpty();
    }

    @Test
    void an_override_goes_before_a_default() {
        RoutePolicy policy = view(
                RoutePolicy.class,
                "RoutePolicy",
                "{default: {timeouts: {routeTimeout: 5s}, sessionAffinity: {affinityType: managed-cookie}}, override: {timeouts: {routeTimeout: 9s}}}");
        assertThat(policy.routeTimeout()).hasValue("9s");
        assertThat(policy.affinityType()).hasValue("managed-cookie");
    }

    @Test
    void views_read_what_the_objects_say() {
        AgcBackendTlsPolicy tls = view(
                AgcBackendTlsPolicy.class,
                "BackendTLSPolicy",
                "{default: {sni: x.example, ports: [{port: 443}, {port: 8443}], clientCertificateRef: {name: c}, verify: {caCertificateRef: {name: ca}, subjectAltName: x.example}}}");
        assertThat(tls.sni()).hasValue("x.example");
        assertThat(tls.ports()).containsExactly(443, 8443);
        assertThat(tls.clientCertificate().orElseThrow().kind()).isEqualTo("Secret");
        assertThat(tls.authority().orElseThrow().name()).isEqualTo("ca");
        assertThat(tls.subjectAltName()).hasValue("x.example");

        HealthCheckPolicy probe = view(
                HealthCheckPolicy.class,
                "HealthCheckPolicy",
                "{default: {interval: 5s, timeout: 3s, healthyThreshold: 1, unhealthyThreshold: 2, port: 81, http: {match: {statusCodes: [{start: 200, end: 299}]}}}}");
        assertThat(probe.statusCodes()).containsExactly(new HealthCheckPolicy.StatusRange(200, 299));
        assertThat(probe.port()).hasValue(81);
        assertThat(probe.interval()).hasValue("5s");

        BackendLoadBalancingPolicy spreading = view(
                BackendLoadBalancingPolicy.class,
                "BackendLoadBalancingPolicy",
                "{targetRefs: [{targetRef: {group: '', kind: Service, name: s}}, {targetRef: {group: '', kind: Service, name: t}}], loadBalancing: {strategy: least-request}}");
        assertThat(spreading.targets())
                .extracting(target -> target.reference().name())
                .containsExactly("s", "t");
        assertThat(spreading.strategy()).hasValue("least-request");
        assertThat(spreading.slowStartWindow()).isEmpty();

        FrontendTlsPolicy frontend = view(FrontendTlsPolicy.class, "FrontendTLSPolicy", "{}");
        assertThat(frontend.policyType() + "/" + frontend.policyName()).isEqualTo("predefined/2023-06");
        assertThat(frontend.clientAuthority()).isEmpty();
    }

    @Test
    void views_of_frontends_and_ingresses_read_what_the_objects_say() {
        FrontendTlsPolicy frontend = view(
                FrontendTlsPolicy.class,
                "FrontendTLSPolicy",
                "{default: {verify: {caCertificateRef: {name: ca}, subjectAltNames: [a.example, b.example]}}}");
        assertThat(frontend.clientAuthority().orElseThrow().name()).isEqualTo("ca");
        assertThat(frontend.subjectAltNames()).containsExactly("a.example", "b.example");

        IngressExtension extension = view(
                IngressExtension.class,
                "IngressExtension",
                "{rules: [{host: a.example, requestRedirect: {statusCode: 302}}], backendSettings: [{service: s, trustedRootCertificate: r}]}");
        assertThat(extension.rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.text("host")).contains("a.example"));
        assertThat(extension.backendSettings())
                .singleElement()
                .satisfies(settings -> assertThat(settings.text("service")).contains("s"));
    }
}
