package io.github.windlass4j.gateway.agc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One whole shop keeps all rules; every rule is broken by one change to it. */
class AgcLintTest {
    private static final String SHOP = resource("shop.yaml");
    private static final AgcKnowledge KNOWLEDGE = AgcKnowledge.shipped();
    private static final String VALUES = "albController: {podIdentity: {clientID: abc}, logLevel: info}";
    private static final AgcDeployment DEPLOYMENT = AgcDeployment.unknown()
            .withSubnet(new AgcDeployment.Subnet(
                    plan(24, SubnetPlan.Network.FLAT, 1), "Microsoft.ServiceNetworking/trafficControllers", true))
            .withIdentity(identity())
            .withHelmValues(values(VALUES))
            .withCluster(new AgcDeployment.Cluster("1.34.2", "westeurope"));

    private static AgcDeployment.Identity identity() {
        AgcDeployment.Identity identity =
                new AgcDeployment.Identity(Set.of(), "system:serviceaccount:azure-alb-system:alb-controller-sa");
        for (AgcKnowledge.Role role : KNOWLEDGE.roles()) {
            identity = identity.granted(role.id(), role.scope());
        }
        return identity;
    }

    private static SubnetPlan plan(int prefix, SubnetPlan.Network network, int gateways) {
        return new SubnetPlan(prefix, network, gateways, KNOWLEDGE.limits());
    }

    private static Fields values(String yaml) {
        return Fields.of(Yaml.read(yaml, "values.yaml").get(0).root());
    }

    private static String resource(String name) {
        try (InputStream in = AgcLintTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What one test changes. */
    private record Change(String yaml, String version, AgcDeployment deployment) {
        static Change nothing() {
            return new Change(SHOP, "1.12.1", DEPLOYMENT);
        }

        static Change in(String old, String changed) {
            assertThat(SHOP).contains(old);
            return new Change(SHOP.replace(old, changed), "1.12.1", DEPLOYMENT);
        }

        static Change first(String old, String changed) {
            int at = SHOP.indexOf(old);
            return new Change(
                    SHOP.substring(0, at) + changed + SHOP.substring(at + old.length()), "1.12.1", DEPLOYMENT);
        }

        static Change more(String yaml) {
            return new Change(SHOP + "---\n" + yaml, "1.12.1", DEPLOYMENT);
        }

        static Change on(String version) {
            return new Change(SHOP, version, DEPLOYMENT);
        }

        static Change deployed(Function<AgcDeployment, AgcDeployment> change) {
            return new Change(SHOP, "1.12.1", change.apply(DEPLOYMENT));
        }

        static Change subnet(SubnetPlan plan, boolean peered) {
            return deployed(all -> all.withSubnet(
                    new AgcDeployment.Subnet(plan, "Microsoft.ServiceNetworking/trafficControllers", peered)));
        }

        static Change chart(String values) {
            return deployed(all -> all.withHelmValues(values(values)));
        }

        AgcReport report() {
            return AgcLint.of(AgcProfile.of(version).orElseThrow())
                    .with(deployment)
                    .check(Manifests.read(yaml, "shop.yaml"));
        }
    }

    private static final String GATEWAY = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: %s, namespace: shop, annotations: {%s}}
            spec:
              gatewayClassName: %s
              listeners: [{name: plain, port: 80, protocol: HTTP}]
              %s
            """;
    private static final String MANAGED =
            "alb.networking.azure.io/alb-namespace: platform, alb.networking.azure.io/alb-name: shop-alb";
    private static final String OWN =
            "alb.networking.azure.io/alb-id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/agc/providers/Microsoft.ServiceNetworking/trafficControllers/shop";
    private static final String POLICY = """
            apiVersion: alb.networking.azure.io/v1
            kind: %s
            metadata: {name: added, namespace: shop}
            spec: %s
            """;
    private static final String CRD = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: gateways.gateway.networking.k8s.io, annotations: {gateway.networking.k8s.io/bundle-version: %s}}
            spec: {group: gateway.networking.k8s.io}
            """;

    private static Map<String, Change> breaches() {
        Map<String, Change> breaches = new LinkedHashMap<>();
        breaches.put("001", Change.first("protocol: HTTP}", "protocol: TCP}"));
        breaches.put("002", Change.first("port: 80,", "port: 8080,"));
        breaches.put("003", Change.more("""
                apiVersion: gateway.networking.k8s.io/v1
                kind: TCPRoute
                metadata: {name: raw, namespace: shop}
                spec: {parentRefs: [{name: managed}], rules: [{backendRefs: [{name: cart, port: 8080}]}]}
                """));
        breaches.put("004", Change.more("""
                apiVersion: gateway.networking.k8s.io/v1
                kind: ListenerSet
                metadata: {name: more, namespace: shop}
                spec: {parentRef: {name: managed}, listeners: [{name: b, port: 80, protocol: HTTP}]}
                """));
        breaches.put("005", Change.in("alb-frontend: front-2", "alb-frontend: front-1"));
        breaches.put(
                "006",
                Change.first(
                        "shop-alb}\nspec:\n  gatewayClassName",
                        "shop-alb, " + OWN
                                + "}\nspec:\n  addresses: [{type: alb.networking.azure.io/alb-frontend, value: f}]\n  gatewayClassName"));
        breaches.put("007", Change.more(GATEWAY.formatted("bare", "a: b", "azure-alb-external", "")));
        breaches.put(
                "008",
                Change.more(GATEWAY.formatted(
                        "half", "alb.networking.azure.io/alb-name: shop-alb", "azure-alb-external", "")));
        breaches.put("009", Change.more(GATEWAY.formatted("nameless", OWN, "azure-alb-external", "")));
        breaches.put(
                "010",
                Change.more(GATEWAY.formatted(
                        "private", MANAGED, "azure-alb-external", "addresses: [{type: IPAddress, value: 10.0.0.4}]")));
        breaches.put("011", Change.more(GATEWAY.formatted("stray", MANAGED, "azure-alb-internal", "")));
        breaches.put("012", Change.in("trafficControllers/shop", "applicationGateways/shop"));
        breaches.put("013", Change.in("alb-name: shop-alb}", "alb-name: shop-alb-2}"));
        breaches.put(
                "014",
                Change.first(
                        "subnets/alb\n",
                        "subnets/alb\n  - /subscriptions/0/resourceGroups/net/providers/"
                                + "Microsoft.Network/virtualNetworks/hub/subnets/alb2\n"));
        breaches.put("015", Change.first("/subnets/alb\n", "\n"));
        breaches.put("016", Change.subnet(plan(24, SubnetPlan.Network.FLAT, 2), false));
        breaches.put("017", Change.subnet(plan(23, SubnetPlan.Network.OVERLAY, 1), false));
        breaches.put("018", Change.subnet(plan(24, SubnetPlan.Network.OVERLAY, 2), false));
        breaches.put("019", Change.subnet(plan(24, SubnetPlan.Network.OVERLAY, 1), true));
        breaches.put("020", Change.subnet(plan(24, SubnetPlan.Network.KUBENET, 1), false));
        breaches.put(
                "021",
                Change.deployed(all ->
                        all.withSubnet(new AgcDeployment.Subnet(plan(24, SubnetPlan.Network.FLAT, 1), "", false))));
        breaches.put(
                "022",
                Change.in("{group: \"\", kind: Service, name: cart}", "{group: apps, kind: Deployment, name: cart}"));
        breaches.put("023", Change.in("kind: Service, name: cart}", "kind: Service, name: crat}"));
        breaches.put(
                "024",
                Change.more(POLICY.formatted(
                        "HealthCheckPolicy",
                        "{targetRef: {group: \"\", kind: Service, name: cart}, default: {interval: 9s}}")));
        breaches.put("025", Change.in("sectionNames: [tls]", "sectionNames: [tls], listeners: [tls]"));
        breaches.put("026", Change.in("affinityType: application-cookie", "affinityType: cookie"));
        breaches.put("027", Change.in("name: 2023-06-S", "name: 2022-01"));
        breaches.put("028", Change.in("sectionNames: [tls]", "sectionNames: [https]"));
        breaches.put("029", Change.in(", cookieDuration: 3600s", ""));
        breaches.put("030", Change.in("affinityType: application-cookie", "affinityType: managed-cookie"));
        breaches.put(
                "031",
                Change.in(
                        "[{targetRef: {group: \"\", kind: Service, name: stock}, ports: [{port: 9090}]}]",
                        "[{targetRef: {group: \"\", kind: Service, name: cart}}]"));
        breaches.put("032", Change.in("interval: 5s", "interval: 0s"));
        breaches.put("033", Change.in("start: 200, end: 299", "start: 300, end: 299"));
        breaches.put(
                "034", Change.in("ApplicationGatewayWebApplicationFirewallPolicies/shop", "frontDoorPolicies/shop"));
        breaches.put("035", Change.on("1.0.2"));
        breaches.put("036", Change.on("1.3.7"));
        breaches.put("037", Change.on("1.0.2"));
        breaches.put("038", Change.on("1.6.7"));
        breaches.put("039", Change.on("1.7.12"));
        breaches.put("040", Change.on("1.10.37"));
        breaches.put("041", Change.on("1.10.37"));
        breaches.put("042", Change.on("1.10.37"));
        breaches.put("043", Change.on("1.11.5"));
        breaches.put(
                "044",
                Change.in(
                        "{name: cart-next, port: 8080, weight: 50}",
                        "{name: cart-next, port: 8080, weight: 50, filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: a, value: b}]}}]}"));
        breaches.put(
                "045", Change.in("    sessionAffinity:", "    timeouts: {routeTimeout: 10s}\n    sessionAffinity:"));
        breaches.put("046", Change.in("appProtocol: http}", "appProtocol: kubernetes.io/h2c}"));
        breaches.put(
                "047",
                Change.in(
                        "{selector: {app: cart}, ports",
                        "{type: ExternalName, externalName: app.azurewebsites.net, ports"));
        breaches.put("048", Change.in("{name: rsa}]", "{name: rsa}, {name: old}]"));
        breaches.put(
                "049",
                Change.more(String.join(
                        "---\n",
                        Stream.of("a", "b", "c", "d", "e")
                                .map(name -> GATEWAY.formatted(name, MANAGED, "azure-alb-external", ""))
                                .toList())));
        breaches.put(
                "050",
                Change.deployed(all -> all.withIdentity(new AgcDeployment.Identity(
                        Set.of(), "system:serviceaccount:azure-alb-system:alb-controller-sa"))));
        breaches.put(
                "051",
                Change.deployed(all -> all.withIdentity(
                        identity().granted("fbc52c3f-28ad-4303-a892-8a056630b8f1", AgcKnowledge.Scope.SUBNET))));
        breaches.put(
                "052",
                Change.deployed(all ->
                        all.withIdentity(new AgcDeployment.Identity(identity().grants(), ""))));
        breaches.put("053", Change.chart("albController: {logLevel: info}"));
        breaches.put("054", Change.chart("albController: {podIdentity: {clientID: a}, controller: {replicaCount: 3}}"));
        breaches.put("055", Change.chart("albController: {podIdentity: {clientID: a}, installGatewayApiCRDs: false}"));
        breaches.put(
                "056", Change.chart("albController: {podIdentity: {clientID: a}, securityPolicyFeatureFlag: false}"));
        breaches.put("057", Change.chart("albController: {podIdentity: {clientId: a, clientID: a}}"));
        breaches.put(
                "058", Change.deployed(all -> all.withCluster(new AgcDeployment.Cluster("1.31.9", "West Europe"))));
        breaches.put("059", Change.deployed(all -> all.withCluster(new AgcDeployment.Cluster("1.34", "Atlantis"))));
        breaches.put("060", Change.more(CRD.formatted("v1.2.1")));
        breaches.put("061", Change.in("alb-ingress-extension: legacy-rules", "alb-ingress-extension: other"));
        return breaches;
    }

    @Test
    void a_whole_shop_keeps_every_rule() {
        AgcReport report = Change.nothing().report();
        assertThat(report.findings()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.notLookedAt()).isEmpty();
    }

    @Test
    void every_rule_has_a_breach_here() {
        assertThat(breaches().keySet().stream()
                        .map(number -> "WL-AGC-" + number)
                        .toList())
                .containsExactlyElementsOf(
                        KNOWLEDGE.rules().stream().map(AgcKnowledge.Rule::id).toList());
    }

    @TestFactory
    Stream<DynamicTest> one_change_breaks_the_rule() {
        return breaches().entrySet().stream()
                .map(breach -> DynamicTest.dynamicTest(breach.getKey(), () -> {
                    AgcReport report = breach.getValue().report();
                    List<Finding> findings = report.findings();
                    assertThat(report.isClean())
                            .isEqualTo(findings.stream().noneMatch(one -> one.severity() != Severity.NOTE));
                    Set<String> rules = new TreeSet<>();
                    findings.forEach(finding -> rules.add(finding.rule()));
                    assertThat(rules).as(findings.toString()).contains("WL-AGC-" + breach.getKey());
                    Finding finding = findings.stream()
                            .filter(one -> one.rule().equals("WL-AGC-" + breach.getKey()))
                            .findFirst()
                            .orElseThrow();
                    assertThat(finding.evidence().get(1)).containsPattern("\\d{4}-\\d{2}-\\d{2}, https://");
                }));
    }

    @Test
    void what_is_not_given_is_named() {
        AgcReport report = AgcLint.of(AgcProfile.newest()).check(Manifests.read("""
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: web}
                spec: {parentRefs: [{name: elsewhere}]}
                """, "route.yaml"));
        assertThat(report.findings()).isEmpty();
        assertThat(report.notLookedAt())
                .contains("the subnet: not given")
                .anyMatch(line -> line.contains("Gateway default/elsewhere is not among the manifests"));
    }

    @Test
    void survives_objects_of_any_shape() {
        List<String> shapes =
                new ArrayList<>(List.of("null", "[]", "x", "{targetRef: []}", "{default: 3}", "{rules: [1]}"));
        shapes.add("{targetRefs: [[]], parentRefs: [{}], listeners: [{}], targetRef: {kind: Gateway, name: [a]}}");
        for (AgcKnowledgeKind kind : AgcKnowledgeKind.values()) {
            for (String shape : shapes) {
                Manifests manifests = Manifests.read(
                        "{apiVersion: " + kind.group + "/v1, kind: " + kind.name() + ", metadata: {name: a}, spec: "
                                + shape + "}",
                        "shape.yaml");
                assertThat(AgcLint.of(AgcProfile.newest()).check(manifests)).isNotNull();
            }
        }
    }

    private enum AgcKnowledgeKind {
        ApplicationLoadBalancer("alb.networking.azure.io"),
        BackendTLSPolicy("alb.networking.azure.io"),
        FrontendTLSPolicy("alb.networking.azure.io"),
        HealthCheckPolicy("alb.networking.azure.io"),
        RoutePolicy("alb.networking.azure.io"),
        BackendLoadBalancingPolicy("alb.networking.azure.io"),
        IngressExtension("alb.networking.azure.io"),
        WebApplicationFirewallPolicy("alb.networking.azure.io"),
        Gateway("gateway.networking.k8s.io"),
        HTTPRoute("gateway.networking.k8s.io"),
        Ingress("networking.k8s.io");

        private final String group;

        AgcKnowledgeKind(String group) {
            this.group = group;
        }
    }
}
