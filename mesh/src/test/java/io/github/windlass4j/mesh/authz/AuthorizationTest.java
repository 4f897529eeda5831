package io.github.windlass4j.mesh.authz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.authz.Authorization.Decision;
import io.github.windlass4j.mesh.authz.Authorization.Effect;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "/a/{*}, /a, false",
        "/a/{*}/c, /a/b/c, true",
        "/{*}, '', false",
        "*, /a, true",
        "/a?x=1, /a, false",
        "/a*, /b, false",
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
        "trustDomains, '*local', true",
        "namespaces, web, false",
        "serviceAccounts, app/web, false",
        "notServiceAccounts, shop/web, false",
        "principals, '*/sa/web', true",
        "principals, '*/sa/cart', false",
        "principals, cluster.local/ns/shop/*, true",
        "principals, cluster.local/ns/elsewhere/*, false",
        "principals, '*.local/ns/shop/sa/web', true",
        "principals, '*ld/ns/shop/sa/web', true",
        "principals, '*other/ns/shop/sa/web', false",
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

    /** A service account without a namespace is one of the policy's own. */
    @Test
    void a_service_account_is_looked_for_in_the_policy_s_namespace() {
        String rules = "rules: [{from: [{source: {serviceAccounts: [web]}}]}]";
        assertThat(decide("", rules, Access.tcp(80).by("cluster.local/ns/app/sa/web"))
                        .effect())
                .isEqualTo(Effect.ALLOWED);
        assertThat(decide("", rules, Access.tcp(80).by("cluster.local/ns/app/sa/webs"))
                        .effect())
                .isEqualTo(Effect.DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "principals: ['*']",
                "namespaces: ['*']",
                "trustDomains: ['*']",
                "serviceAccounts: [web]",
                "principals: [cluster.local/ns/shop/sa/web]"
            })
    void a_client_without_identity_is_in_no_source(String source) {
        String rules = "rules: [{from: [{source: {" + source + "}}]}]";
        assertThat(decide("", rules, Access.tcp(80)).effect()).isEqualTo(Effect.DENIED);
        assertThat(decide("", rules, Access.tcp(80).by("short")).effect())
                .isEqualTo(source.startsWith("principals: ['*']") ? Effect.ALLOWED : Effect.DENIED);
    }

    @Test
    void a_mesh_of_another_trust_domain_reads_cluster_local_as_its_own() {
        String rules = "rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/web]}}]}]";
        assertThat(decide("trustDomain: corp", rules, Access.tcp(80).by("corp/ns/shop/sa/web"))
                        .effect())
                .isEqualTo(Effect.ALLOWED);
        assertThat(decide("trustDomain: corp", rules, Access.tcp(80).by("corp/ns/shop/sa/web2"))
                        .effect())
                .isEqualTo(Effect.DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "ports, 80, true",
        "ports, 81, false",
        "notPorts, 80, false",
        "hosts, SHOP.example.com, true",
        "hosts, '*.example.com', true",
        "hosts, other.example.com, false",
        "notHosts, shop.example.com, false",
        "methods, GET, true",
        "methods, get, false",
        "methods, '*', true",
        "notMethods, GET, false",
        "notMethods, PUT, true",
        "paths, /cart, true",
        "notPaths, /cart, false",
    })
    void operations_of_a_rule(String field, String value, boolean taken) {
        String rules = "rules: [{to: [{operation: {" + field + ": ['" + value + "']}}]}]";
        assertThat(decide("", rules, Access.http(80, "Shop.Example.com", "GET", "/cart?x=1"))
                        .effect())
                .isEqualTo(taken ? Effect.ALLOWED : Effect.DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "source.principal, cluster.local/ns/shop/sa/web, ALLOWED",
        "source.principal, cluster.local/ns/shop/sa/cart, DENIED",
        "source.namespace, shop, ALLOWED",
        "source.namespace, app, DENIED",
        "source.serviceAccount, shop/web, ALLOWED",
        "source.serviceAccount, web, DENIED",
        "source.ip, 10.0.0.0/8, ALLOWED",
        "source.ip, 11.0.0.0/8, DENIED",
        "source.ip, no-range, DENIED",
        "destination.port, 80, ALLOWED",
        "destination.port, 81, DENIED",
        "connection.sni, shop.example.com, ALLOWED",
        "connection.sni, '*.example.com', ALLOWED",
        "connection.sni, other, DENIED",
        "request.headers[X-Team], blue, ALLOWED",
        "request.headers[x-team], 'bl*', ALLOWED",
        "request.headers[x-team], green, DENIED",
        "request.headers[x-empty], '', ALLOWED",
        "request.headers[x-none], '', DENIED",
        "request.headers[Host], shop.example.com, ALLOWED",
        "request.headers[:authority], shop.example.com, ALLOWED",
        "request.headers[:method], GET, ALLOWED",
        "request.headers[:method], PUT, DENIED",
        "request.headers[:path], /, ALLOWED",
        "request.headers[:path], /a, DENIED",
        "request.headers[x-empty], '*', ALLOWED",
        "request.headers[x-none], '*', DENIED",
        "source.namespace, 's*p', ALLOWED",
        "source.namespace, 's*q', DENIED",
        "source.namespace, '*h*o*', ALLOWED",
        "source.namespace, 's*o*o*p', DENIED",
        "source.namespace, 'shop*', ALLOWED",
        "source.namespace, 'sho*op', DENIED",
        "source.namespace, 'xs*p', DENIED",
        "source.namespace, '*', ALLOWED",
        "request.headers[x-team, blue, UNKNOWN",
        "request.auth.principal, '*', DENIED",
        "remote.ip, 10.0.0.0/8, UNKNOWN",
    })
    void conditions_of_a_rule(String key, String value, Effect effect) {
        Access access = new Access(
                true,
                80,
                Optional.of(CALLER),
                Optional.of("10.1.2.3"),
                "shop.example.com",
                "GET",
                "/",
                Map.of("X-Team", "blue", "x-empty", ""),
                "shop.example.com");
        String when = "rules: [{when: [{key: '" + key + "', %s: ['" + value + "']}]}]";
        assertThat(decide("", when.formatted("values"), access).effect()).isEqualTo(effect);
        Effect opposite = effect == Effect.ALLOWED ? Effect.DENIED : effect == Effect.DENIED ? Effect.ALLOWED : effect;
        assertThat(decide("", when.formatted("notValues"), access).effect()).isEqualTo(opposite);
    }

    @Test
    void headers_are_those_of_the_request() {
        String rules = "rules: [{when: [{key: 'request.headers[x-team]', values: [blue]}]}]";
        Access access = Access.http(80, "h", "GET", "/");
        assertThat(decide("", rules, access.withHeaders(Map.of("X-TEAM", "blue")))
                        .effect())
                .isEqualTo(Effect.ALLOWED);
        assertThat(decide("", rules, access.withHeaders(Map.of("x-team", "green")))
                        .effect())
                .isEqualTo(Effect.DENIED);
        assertThat(decide("", rules, access).effect()).isEqualTo(Effect.DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from: [{source: {remoteIpBlocks: [10.0.0.0/8]}}]",
                "from: [{source: {notRemoteIpBlocks: [10.0.0.0/8]}}]"
            })
    void what_only_the_running_request_tells_leaves_the_answer_open(String rule) {
        assertThat(decide("", "rules: [{" + rule + "}]", Access.http(80, "h", "GET", "/"))
                        .effect())
                .isEqualTo(Effect.UNKNOWN);
    }

    /** On a port without requests a condition on requests ends an ALLOW rule and is left out of a DENY rule. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "to: [{operation: {paths: [/a]}}]",
                "to: [{operation: {notPaths: [/a]}}]",
                "to: [{operation: {methods: [GET]}}]",
                "to: [{operation: {notMethods: [GET]}}]",
                "to: [{operation: {hosts: [h]}}]",
                "to: [{operation: {notHosts: [h]}}]",
                "from: [{source: {requestPrincipals: [p]}}]",
                "from: [{source: {notRequestPrincipals: [p]}}]",
                "from: [{source: {remoteIpBlocks: [10.0.0.0/8]}}]",
                "when: [{key: 'request.headers[x]', values: [y]}]",
                "when: [{key: remote.ip, values: [10.0.0.0/8]}]"
            })
    void requests_are_not_seen_on_tcp_ports(String rule) {
        assertThat(decide("", "rules: [{" + rule + "}]", Access.tcp(80)).effect())
                .isEqualTo(Effect.DENIED);
        assertThat(decide("", "action: DENY, rules: [{" + rule + "}]", Access.tcp(80))
                        .effect())
                .isEqualTo(Effect.DENIED);
        assertThat(decide(
                                "",
                                "action: DENY, rules: [{" + rule + "}, {to: [{operation: {ports: ['81']}}]}]",
                                Access.tcp(81))
                        .field())
                .isEqualTo("spec.rules[0]");
    }

    @Test
    void all_parts_of_a_rule_have_to_hold() {
        String rules = "rules: [{from: [{source: {namespaces: [shop], serviceAccounts: [%s]}}], "
                + "to: [{operation: {ports: ['80'], methods: [%s]}}], when: [{key: destination.port, values: ['%s']}]}]";
        Access access = Access.http(80, "h", "GET", "/").by(CALLER);
        assertThat(decide("", rules.formatted("shop/web", "GET", "80"), access).effect())
                .isEqualTo(Effect.ALLOWED);
        assertThat(decide("", rules.formatted("shop/cart", "GET", "80"), access).effect())
                .isEqualTo(Effect.DENIED);
        assertThat(decide("", rules.formatted("shop/web", "PUT", "80"), access).effect())
                .isEqualTo(Effect.DENIED);
        assertThat(decide("", rules.formatted("shop/web", "GET", "81"), access).effect())
                .isEqualTo(Effect.DENIED);
    }

    /** Whether the provider is there decides: an unknown one refuses, one asked by HTTP is not asked about connections. */
    @ParameterizedTest
    @CsvSource({
        "envoyExtAuthzHttp, true, UNKNOWN, the provider oauth decides",
        "envoyExtAuthzGrpc, true, UNKNOWN, the provider oauth decides",
        "envoyExtAuthzGrpc, false, UNKNOWN, the provider oauth decides",
        "envoyExtAuthzHttp, false, ALLOWED, no ALLOW policy applies",
        "zipkin, true, DENIED, 'a CUSTOM policy takes it, and extensionProviders has no oauth that authorizes'",
        "zipkin, false, DENIED, 'a CUSTOM policy takes it, and extensionProviders has no oauth that authorizes'",
    })
    void a_custom_policy_leaves_it_to_its_provider(String kind, boolean http, Effect effect, String reason) {
        String config = "extensionProviders: [{name: oauth, " + kind + ": {service: a.b, port: 9000}}]";
        String rule = "action: CUSTOM, provider: {name: oauth}, rules: [{to: [{operation: {ports: ['%d']}}]}]";
        Access access = http ? Access.http(80, "h", "GET", "/") : Access.tcp(80);
        assertThat(decide(config, rule.formatted(80), access))
                .extracting(Decision::effect, Decision::reason)
                .containsExactly(effect, reason);
        assertThat(decide(config, rule.formatted(81), access).effect()).isEqualTo(Effect.ALLOWED);
        assertThat(decide(
                                config,
                                "action: CUSTOM, provider: {name: oauth}, rules: [{from: [{source: {ipBlocks: [10.0.0.0/8]}}]}]",
                                access)
                        .effect())
                .as("where it may take it")
                .isEqualTo(effect == Effect.DENIED ? Effect.UNKNOWN : effect);
    }

    /** ztunnel sees neither requests nor names, and has no CUSTOM policies; aliases of trust domains are not its own. */
    @ParameterizedTest
    @CsvSource({
        "to: [{operation: {paths: [/a]}}], DENIED, DENIED",
        "'to: [{operation: {paths: [/a], ports: [\"80\"]}}]', DENIED, DENIED",
        "'when: [{key: connection.sni, values: [a]}]', DENIED, DENIED",
        "'when: [{key: experimental.x, values: [a]}]', DENIED, DENIED",
        "'when: [{key: destination.port, values: [\"80\"]}]', ALLOWED, DENIED",
        "'when: [{key: source.namespace, values: [shop]}]', ALLOWED, DENIED",
        "'when: [{key: source.ip, values: [10.0.0.0/8]}]', UNKNOWN, UNKNOWN",
        "'when: [{key: destination.ip, values: [10.0.0.0/8]}]', UNKNOWN, UNKNOWN",
        "'from: [{source: {principals: [cluster.local/ns/shop/sa/web]}}]', ALLOWED, DENIED",
        "'from: [{source: {principals: [old/ns/shop/sa/web]}}]', DENIED, ALLOWED",
    })
    void the_node_s_proxy_sees_connections_only(String rule, Effect allow, Effect deny) {
        Access access = Access.http(80, "h", "GET", "/a").by(CALLER);
        for (boolean denies : new boolean[] {false, true}) {
            Mesh mesh = Mesh.of(
                    Manifests.read(
                            "---\n" + policy("a", (denies ? "action: DENY, " : "") + "rules: [{" + rule + "}]")
                                    + "\n---\n" + policy("c", "action: CUSTOM, provider: {name: oauth}, rules: [{}]"),
                            "a.yaml"),
                    MeshConfig.read("trustDomainAliases: [old]", "mesh"));
            assertThat(Authorization.decideInTunnel(mesh, "app", Map.of(), access)
                            .effect())
                    .isEqualTo(denies ? deny : allow);
        }
    }

    @Test
    void a_deny_policy_counts_before_an_allow_policy_and_doubt_before_permission() {
        Access access = Access.http(80, "h", "GET", "/");
        String allow = policy("allow", "rules: [{}]");
        assertThat(decide(access, allow).reason()).isEqualTo("an ALLOW policy takes it");
        assertThat(decide(access, allow, policy("deny", "action: DENY, rules: [{}]"))
                        .by())
                .hasToString("Optional[AuthorizationPolicy app/deny]");
        Decision perhaps = decide(
                access, allow, policy("deny", "action: DENY, rules: [{from: [{source: {ipBlocks: [10.0.0.0/8]}}]}]"));
        assertThat(perhaps.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(perhaps.reason()).isEqualTo("a DENY policy may take it");
        assertThat(perhaps.field()).isEqualTo("spec.rules[0]");
        Decision custom = decide(access, allow, policy("ask", "action: CUSTOM, provider: {name: oauth}, rules: [{}]"));
        assertThat(custom.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(custom.reason())
                .isEqualTo("the provider oauth decides; no configuration of the mesh is among the objects");
        assertThat(decide(
                                access,
                                allow,
                                policy(
                                        "ask",
                                        "action: CUSTOM, provider: {name: oauth}, rules: [{to: [{operation: "
                                                + "{ports: ['81']}}]}]"))
                        .effect())
                .isEqualTo(Effect.ALLOWED);
        assertThat(decide(
                                access,
                                policy("ask", "action: CUSTOM, provider: {name: oauth}, rules: [{}]"),
                                policy("none", ""))
                        .effect())
                .as("nobody allows it, whatever the provider says")
                .isEqualTo(Effect.DENIED);
    }

    @Test
    void one_allow_policy_is_enough_and_none_that_takes_it_denies() {
        Access access = Access.http(80, "h", "GET", "/");
        String open = policy("open", "rules: [{from: [{source: {ipBlocks: [10.0.0.0/8]}}]}]");
        String none = policy("none", "rules: [{to: [{operation: {ports: ['81']}}]}]");
        assertThat(decide(access, open, none).reason()).isEqualTo("an ALLOW policy may take it");
        assertThat(decide(access, open, policy("yes", "rules: [{}]")).effect()).isEqualTo(Effect.ALLOWED);
        Decision denied = decide(access, none, policy("nothing", ""));
        assertThat(denied.effect()).isEqualTo(Effect.DENIED);
        assertThat(denied.reason()).isEqualTo("no ALLOW policy takes it; there are 2");
        assertThat(denied.field()).isEqualTo("spec.rules");
    }

    @Test
    void audits_decide_nothing() {
        Decision decision = decide(Access.tcp(80), policy("audit", "action: AUDIT, rules: [{}]"));
        assertThat(decision.effect()).isEqualTo(Effect.ALLOWED);
        assertThat(decision.by()).isEmpty();
        assertThat(decision.reason()).isEqualTo("no ALLOW policy applies");
    }

    @Test
    void policies_apply_by_namespace_and_labels() {
        String root = policy("root", "").replace("namespace: app", "namespace: istio-system");
        String elsewhere = policy("elsewhere", "").replace("namespace: app", "namespace: elsewhere");
        String selected = policy("selected", "selector: {matchLabels: {app: app}}");
        String other = policy("other", "selector: {matchLabels: {app: other}}");
        String gateway = policy("gateway", "targetRefs: [{kind: Gateway, group: gateway.networking.k8s.io, name: g}]");
        Mesh mesh = mesh(root, elsewhere, selected, other, gateway);
        assertThat(Authorization.applying(mesh, "app", Map.of("app", "app")))
                .extracting(policy -> policy.name())
                .containsExactly("root", "selected");
        assertThat(Authorization.applying(mesh, "istio-system", Map.of()))
                .extracting(policy -> policy.name())
                .containsExactly("root");
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

    @ParameterizedTest
    @CsvSource({"true, ALLOWED", "True, ALLOWED", "1, ALLOWED", "false, DENIED", "yes, DENIED", "'', DENIED"})
    void a_dry_run_decides_nothing(String written, Effect effect) {
        String policy = "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: policy, "
                + "namespace: app, annotations: {istio.io/dry-run: '" + written + "'}}, spec: {}}";
        Mesh mesh = Mesh.of(Manifests.read(policy, "test"));
        assertThat(Authorization.decide(mesh, "app", Map.of(), Access.tcp(80)).effect())
                .isEqualTo(effect);
    }

    private static String policy(String name, String spec) {
        return "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: " + name
                + ", namespace: app}, spec: {" + spec + "}}";
    }

    private static Mesh mesh(String... policies) {
        return Mesh.of(Manifests.read(String.join("\n---\n", policies), "test"));
    }

    private static Decision decide(Access access, String... policies) {
        return Authorization.decide(mesh(policies), "app", Map.of("app", "app"), access);
    }

    private static Decision decide(String config, String spec, Access access) {
        Mesh mesh = Mesh.of(
                Manifests.read(policy("policy", spec), "test"),
                MeshConfig.read(config.isEmpty() ? "{}" : config, "config"));
        return Authorization.decide(mesh, "app", Map.of("app", "app"), access);
    }
}
