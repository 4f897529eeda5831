package io.github.windlass4j.mesh.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.DestinationRule;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which DestinationRules count for a client: of whose namespace, for which host, exported to whom, picked by labels. */
class RuleBookTest {
    private static final String HOST = "catalog.shop.svc.cluster.local";
    private static final String WIDE = "'*.shop.svc.cluster.local'";

    private final List<String> documents = new ArrayList<>();
    private String config = "{}";

    RuleBookTest() {
        documents.add(
                "{apiVersion: v1, kind: Service, metadata: {name: catalog, namespace: shop}, spec: {selector: {app: catalog}, "
                        + "ports: [{port: 80}]}}");
    }

    /** One that was made later has the later name. */
    private void rule(String namespace, String name, String host, String more) {
        documents.add(
                "{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: " + name + ", namespace: "
                        + namespace + ", creationTimestamp: '2026-01-0" + (documents.size() % 9 + 1)
                        + "T00:00:00Z'}, spec: {host: " + host + more + "}}");
    }

    private List<String> found(String client) {
        return found(client, Map.of("app", "cart"));
    }

    private List<String> found(String client, Map<String, String> labels) {
        Mesh mesh =
                Mesh.of(Manifests.read(String.join("\n---\n", documents), "rules"), MeshConfig.read(config, "config"));
        MeshService service =
                Registry.of(mesh, workload -> false).byNamespace(HOST).get("shop");
        return RuleBook.of(mesh, List.of()).destinationRules(client, labels, service).stream()
                .map(DestinationRule::name)
                .toList();
    }

    @Test
    void the_client_s_namespace_comes_before_the_service_s_and_that_before_the_root() {
        rule("istio-system", "root", HOST, "");
        assertThat(found("front")).containsExactly("root");
        rule("shop", "servers", HOST, "");
        assertThat(found("front")).containsExactly("servers");
        assertThat(found("istio-system")).as("rules of the root are defaults").containsExactly("servers");
        rule("front", "clients", WIDE, "");
        assertThat(found("front")).containsExactly("clients");
        rule("istio-system", "own", HOST, ", exportTo: ['.']");
        assertThat(found("istio-system")).as("unless they are private").containsExactly("own");
    }

    /** What the most specific host keeps from a client no wider one of that namespace gives. */
    @ParameterizedTest
    @CsvSource({
        "'', front, narrow",
        "'[\".\"]', front, wide",
        "'[\".\"]', shop, narrow",
        "'[other]', front, root",
        "'[other]', other, narrow",
        "'[other]', shop, wide",
        "'[shop]', shop, narrow",
        "'[shop]', front, wide",
        "'[front, other]', front, narrow",
    })
    void a_wider_rule_does_not_stand_in(String exportTo, String client, String expected) {
        rule("shop", "narrow", HOST, exportTo.isEmpty() ? "" : ", exportTo: " + exportTo);
        rule("shop", "wide", WIDE, "");
        rule("istio-system", "root", "'*.local'", "");
        assertThat(found(client)).containsExactly(expected);
    }

    @Test
    void what_says_nothing_is_exported_as_the_mesh_says() {
        rule("shop", "silent", HOST, "");
        assertThat(found("front")).containsExactly("silent");
        config = "defaultDestinationRuleExportTo: ['.']";
        assertThat(found("front")).isEmpty();
        assertThat(found("shop")).containsExactly("silent");
    }

    @Test
    void rules_that_pick_their_clients_stay_in_their_namespace() {
        rule("shop", "picky", HOST, ", exportTo: ['*'], workloadSelector: {matchLabels: {app: cart}}");
        rule("istio-system", "root", HOST, "");
        assertThat(found("front")).containsExactly("root");
        assertThat(found("shop")).containsExactly("picky");
        assertThat(found("shop", Map.of("app", "other")))
                .as("the namespace has a rule for the host, but none for this client")
                .isEmpty();
        rule("shop", "general", HOST, "");
        assertThat(found("shop", Map.of("app", "other"))).containsExactly("general");
        assertThat(found("shop")).containsExactly("picky");
        rule("shop", "private", HOST, ", exportTo: ['.']");
        assertThat(found("shop")).as("one that is as private completes it").containsExactly("picky", "private");
    }

    @Test
    void rules_that_are_exported_alike_add_up() {
        rule("shop", "a", HOST, "");
        rule("shop", "b", HOST, "");
        assertThat(found("front")).containsExactly("a", "b");
        rule("shop", "c", HOST, ", exportTo: ['*']");
        assertThat(found("front")).as("else the last sort counts").containsExactly("c");
        rule("shop", "d", HOST, "");
        assertThat(found("front")).containsExactly("c");
    }
}
