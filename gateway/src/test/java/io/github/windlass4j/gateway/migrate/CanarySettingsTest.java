package io.github.windlass4j.gateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.migrate.AnnotationCatalog.Status;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which annotations count for a canary's backends: its own ones on spreading and sessions, else those of its main Ingress. */
class CanarySettingsTest {
    private static final String TLS = nginx("backend-protocol", "HTTPS")
            + nginx("proxy-ssl-verify", "on")
            + nginx("proxy-ssl-secret", "default/authority")
            + nginx("proxy-ssl-name", "web.internal");

    private static String nginx(String name, String value) {
        return "    nginx.ingress.kubernetes.io/" + name + ": '" + value + "'\n";
    }

    private static String ingress(String name, String annotations, String host, String service) {
        return """
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata:
                  name: %s
                  annotations:
                    kubectl.kubernetes.io/last-applied-configuration: any
                %sspec:
                  ingressClassName: nginx
                  rules:
                  - host: %s
                    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: %s, port: {number: 80}}}}]}
                """.formatted(name, annotations, host, service);
    }

    private static IngressMigration migrate(MigrationTarget target, String... ingresses) {
        String services = """
                {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: next}, spec: {ports: [{port: 80}]}}
                """;
        return IngressMigration.of(
                GatewaySet.of(Manifests.read(services + String.join("", ingresses), "in.yaml")), target);
    }

    private static MigrationTarget agc() {
        return MigrationTarget.managed(AgcProfile.newest(), "web", "platform", "alb");
    }

    private static List<String> policies(IngressMigration migration, String kind) {
        return migration.objects().resources().stream()
                .filter(resource -> resource.kind().equals(kind))
                .map(Resource::name)
                .sorted()
                .toList();
    }

    @Test
    void a_canary_speaks_to_its_backends_as_its_main_ingress_does() {
        String main = ingress("a", TLS, "a.example.com", "web");
        String canary = ingress("b", nginx("canary", "true") + nginx("canary-weight", "20"), "a.example.com", "next");
        assertThat(policies(migrate(MigrationTarget.standard("web", "any"), main, canary), "BackendTLSPolicy"))
                .containsExactly("next-tls", "web-tls");
        assertThat(policies(migrate(agc(), main, canary), "BackendTLSPolicy")).containsExactly("next-tls", "web-tls");
    }

    @Test
    void what_a_canary_says_of_protocols_and_times_is_ignored() {
        String main = ingress("a", "", "a.example.com", "web");
        String canary =
                ingress("b", nginx("canary", "true") + TLS + nginx("proxy-read-timeout", "7"), "a.example.com", "next");
        IngressMigration migration = migrate(agc(), main, canary);
        assertThat(policies(migration, "BackendTLSPolicy")).isEmpty();
        assertThat(policies(migration, "RoutePolicy")).isEmpty();
        assertThat(migration.annotations())
                .filteredOn(report -> report.annotation().endsWith("backend-protocol"))
                .extracting(AnnotationReport::status)
                .containsExactly(Status.NO_EFFECT);
        assertThat(policies(
                        migrate(agc(), ingress("b", nginx("canary", "true") + TLS, "b.example.com", "next"), main),
                        "BackendTLSPolicy"))
                .isEmpty();
    }

    @Test
    void what_a_canary_says_of_its_pods_counts() {
        String main = ingress("a", nginx("load-balance", "round_robin"), "a.example.com", "web");
        String canary = ingress(
                "b",
                nginx("canary", "true") + nginx("load-balance", "ewma") + nginx("affinity", "cookie"),
                "a.example.com",
                "next");
        IngressMigration migration = migrate(agc(), main, canary);
        assertThat(migration.objects().ofKind("alb.networking.azure.io", "BackendLoadBalancingPolicy"))
                .extracting(policy -> policy.name() + " "
                        + policy.spec().child("loadBalancing").text("strategy", ""))
                .containsExactlyInAnyOrder("web round-robin", "next least-request");
        assertThat(migration.annotations())
                .filteredOn(report -> report.ingress().name().equals("b"))
                .extracting(report -> report.annotation().replaceAll(".*/", "") + " " + report.status())
                .contains("load-balance REPLACED", "affinity LOST");
        assertThat(policies(migrate(agc(), main.replace("round_robin", "x"), canary), "RoutePolicy"))
                .isEmpty();
    }

    @Test
    void annotations_of_another_controller_make_no_policy() {
        String azure = "    appgw.ingress.kubernetes.io/";
        IngressMigration migration = migrate(
                agc(),
                ingress(
                        "a",
                        azure + "backend-protocol: https\n" + azure + "waf-policy-for-path: /subscriptions/x\n" + azure
                                + "health-probe-path: /up\n" + azure + "cookie-based-affinity: 'true'\n",
                        "a.example.com",
                        "web"));
        assertThat(migration.objects().resources()).extracting(Resource::kind).containsExactly("Gateway", "HTTPRoute");
        assertThat(migration.annotations()).extracting(AnnotationReport::status).containsOnly(Status.NO_EFFECT);
    }
}
