package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.PeerAuthentication;
import io.github.windlass4j.mesh.mtls.PeerPolicy;
import io.github.windlass4j.mesh.mtls.ServiceMode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Which PeerAuthentications apply to a workload, and what its namespace says. The objects and the workloads' labels are those
 * of upstream's test, which the cases do not repeat; of RequestAuthentications, whose choice has no part in a verdict, nothing
 * is asked.
 */
final class WorkloadPoliciesSuite implements Suite {
    private static final String NAMESPACES = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: istio, namespace: istio-config}
            data: {mesh: "rootNamespace: istio-config"}
            ---
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: global-peer-with-selector, namespace: istio-config}
            spec: {selector: {matchLabels: {app: httpbin, version: v2}}, mtls: {mode: UNSET}}
            ---
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: default, namespace: foo}
            spec: {mtls: {mode: STRICT}}
            ---
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: peer-with-selector, namespace: foo}
            spec: {selector: {matchLabels: {version: v1}}, mtls: {mode: DISABLE}}
            """;

    private static final String WHOLE_MESH = """
            ---
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: default, namespace: istio-config}
            spec: {mtls: {mode: UNSET}}
            """;

    @Override
    public String name() {
        return "policies-for-workload";
    }

    @Override
    public String file() {
        return "mesh/istio-mtls/policies-for-workload.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("cases").map(test -> {
            String expected = names(test.get("wantPeerAuthn")) + " "
                    + test.get("wantNamespaceMutualTLS").asString().replace("$", "");
            return new Case(
                    CaseIds.join(test, "name", "_line"), expected, () -> Answer.compare(expected, ask(test), "listed"));
        });
    }

    private static String ask(JsonNode test) {
        // Cases that ask for RequestAuthentications too run with the policy for the whole mesh, the others without.
        boolean whole = test.hasNonNull("wantRequestAuthn");
        Mesh mesh = Mesh.of(Manifests.read(whole ? NAMESPACES + WHOLE_MESH : NAMESPACES, "policies"));
        String namespace = test.get("workloadNamespace").asString();
        List<PeerAuthentication> applying = PeerPolicy.applying(mesh, namespace, labels(test));
        return new TreeSet<>(applying.stream()
                        .map(policy -> policy.namespace() + "/" + policy.name())
                        .toList())
                + " " + PolicySuites.word(ServiceMode.ofNamespace(mesh, namespace));
    }

    /** The cases show how many labels there are, not which. */
    private static Map<String, String> labels(JsonNode test) {
        int known = test.get("workloadLabels").path("$args").size();
        String name = test.get("name").asString();
        if (name.contains("targetRef")) {
            return Map.of("gateway.networking.k8s.io/gateway-name", "my-gateway");
        }
        return known == 0
                ? Map.of()
                : known == 1 ? Map.of("app", "httpbin") : Map.of("app", "httpbin", "version", "v1", "other", "labels");
    }

    private static String names(JsonNode policies) {
        return policies.values().stream()
                .map(policy -> policy.get("Meta").get("namespace").asString() + "/"
                        + policy.get("Meta").get("name").asString())
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }
}
