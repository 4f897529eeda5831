package io.github.windlass4j.mesh.authz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.authz.Authorization.Decision;
import io.github.windlass4j.mesh.authz.Authorization.Effect;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationTest {
    private static final String CALLER = "cluster.local/ns/shop/sa/web";

    @ParameterizedTest
    @CsvSource({
        "/a/{*}, /a/b, true",
        "/a/{*}, /a/b/c, false",
        "/a/{*}, /a/, false",
        "/a/{**}, /a/, true",
        "/a/{**}, /a/b/c, true",
        "/a/{**}, /a, false",
        "/a/{**}/z, /a/b/c/z, true",
        "/a/{**}/z, /a/z, false",
        "/a/*, /a/b/c, true",
        "*/z, /a/z, true",
        "*/z, /a/y?x=/z, false",
        "/a, /a?x=1, true",
        "/a, /A, false",
    })
    void paths_of_a_rule(String pattern, String path, boolean taken) {
        Decision decision = decide(
                "", "rules: [{to: [{operation: {paths: ['" + pattern + "']}}]}]", Access.http(80, "h", "GET", path));
        assertThat(decision.effect()).isEqualTo(taken ? Effect.ALLOWED : Effect.DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "principals, cluster.local/ns/shop/sa/web, true",
        "principals, old/ns/shop/sa/web, true",
        "principals, third/ns/shop/sa/web, false",
        "principals, '*', true",
        "notPrincipals, '*', false",
        "namespaces, shop, true",
        "namespaces, sh*, true",
        "notNamespaces, shop, false",
        "serviceAccounts, shop/web, true",
        "serviceAccounts, web, false",
        "trustDomains, cluster.local, true",
        "trustDomains, cluster*, true",
        "trustDomains, local, false",
        "notTrustDomains, cluster.local, false",
        "notTrustDomains, another, true",
    })
    void sources_of_a_rule(String field, String value, boolean taken) {
        String rules = "rules: [{from: [{source: {" + field + ": ['" + value + "']}}]}]";
        Decision decision =
                decide("trustDomainAliases: [old]", rules, Access.tcp(80).by(CALLER));
        assertThat(decision.effect()).isEqualTo(taken ? Effect.ALLOWED : Effect.DENIED);
    }

    @Test
    void what_is_not_known_of_an_access_leaves_the_answer_open() {
        String rules = "rules: [{from: [{source: {ipBlocks: [10.0.0.0/8]}}]}]";
        assertThat(decide("", rules, Access.tcp(80)).effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(decide("", rules, Access.tcp(80).from("10.1.2.3")).effect()).isEqualTo(Effect.ALLOWED);
        assertThat(decide("", rules, Access.tcp(80).from("11.1.2.3")).effect()).isEqualTo(Effect.DENIED);
    }

    @Test
    void a_deny_policy_names_its_rule() {
        Decision decision = decide(
                "",
                "action: DENY, rules: [{to: [{operation: {ports: ['81']}}]}, {to: [{operation: {methods: [PUT]}}]}]",
                Access.http(80, "h", "PUT", "/"));
        assertThat(decision.effect()).isEqualTo(Effect.DENIED);
        assertThat(decision.by()).hasToString("Optional[AuthorizationPolicy app/policy]");
        assertThat(decision.field()).isEqualTo("spec.rules[1]");
    }

    @Test
    void a_dry_run_decides_nothing() {
        String policy = "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: policy, "
                + "namespace: app, annotations: {istio.io/dry-run: 'true'}}, spec: {}}";
        Mesh mesh = Mesh.of(Manifests.read(policy, "test"));
        assertThat(Authorization.decide(mesh, "app", Map.of(), Access.tcp(80)).effect())
                .isEqualTo(Effect.ALLOWED);
    }

    private static Decision decide(String config, String spec, Access access) {
        String policy = "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: policy, "
                + "namespace: app}, spec: {" + spec + "}}";
        Mesh mesh =
                Mesh.of(Manifests.read(policy, "test"), MeshConfig.read(config.isEmpty() ? "{}" : config, "config"));
        return Authorization.decide(mesh, "app", Map.of("app", "app"), access);
    }
}
