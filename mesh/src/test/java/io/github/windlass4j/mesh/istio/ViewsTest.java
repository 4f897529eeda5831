package io.github.windlass4j.mesh.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static <T extends IstioObject> T view(IstioKind<T> kind, String spec) {
        String text = "{apiVersion: " + kind.group() + "/v1, kind: " + kind.kind()
                + ", metadata: {name: a, namespace: shop}, spec: " + spec + "}";
        return kind.view(Manifests.read(text, "object.yaml").resources().get(0)).orElseThrow();
    }

    @Test
    void a_route_names_its_destinations_and_those_of_its_mirrors() {
        VirtualService routes = view(VirtualService.KIND, """
                {hosts: [cart],
                 http: [{route: [{destination: {host: a, subset: v1}, weight: 9}], mirror: {host: b}, mirrors: [{destination: {host: c}}]}],
                 tls: [{route: [{destination: {host: d, port: {number: 443}}}]}],
                 tcp: [{route: [{destination: {host: e}}]}]}""");
        assertThat(routes.destinations())
                .extracting(VirtualService.Destination::host)
                .containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void a_policy_names_pods_or_objects() {
        PolicyTarget pods = view(RequestAuthentication.KIND, "{selector: {matchLabels: {app: cart}}}")
                .target();
        assertThat(pods.labels()).containsExactly(Map.entry("app", "cart"));
        assertThat(pods.refs()).isEmpty();
        for (String spec : List.of(
                "{targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: edge}]}",
                "{targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: edge}}")) {
            PolicyTarget objects = view(TrafficExtension.KIND, spec).target();
            assertThat(objects.isEverything()).isFalse();
            assertThat(objects.refs()).singleElement().satisfies(ref -> {
                assertThat(ref.group()).isEqualTo("gateway.networking.k8s.io");
                assertThat(ref.kind()).isEqualTo("Gateway");
                assertThat(ref.name()).isEqualTo("edge");
            });
        }
    }

    @Test
    void other_kinds_say_what_is_written() {
        assertThat(view(RequestAuthentication.KIND, "{jwtRules: [{issuer: x}, {issuer: z}]}")
                        .jwtRules())
                .extracting(rule -> rule.text("issuer", ""))
                .containsExactly("x", "z");
        assertThat(view(Sidecar.KIND, "{egress: [{hosts: [./*]}, {captureMode: NONE, hosts: [./*]}]}")
                        .egress())
                .extracting(Sidecar.Egress::captureMode)
                .containsExactly("DEFAULT", "NONE");
        assertThat(view(EnvoyFilter.KIND, "{workloadSelector: {labels: {app: cart}}}")
                        .workloadLabels())
                .containsExactly(Map.entry("app", "cart"));
        WorkloadGroup machines =
                view(WorkloadGroup.KIND, "{metadata: {labels: {app: vm}}, template: {serviceAccount: vm}}");
        assertThat(machines.labels()).containsExactly(Map.entry("app", "vm"));
        assertThat(machines.template().text("serviceAccount")).contains("vm");
    }
}
