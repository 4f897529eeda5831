package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.inject.InjectionVerdict;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Labels of a namespace and a pod: which of two control planes injects. */
final class WebhookSelectorSuite implements Suite {
    @Override
    public String name() {
        return "istio-webhook-selector";
    }

    @Override
    public String file() {
        return "mesh/istio-injection/webhook-selector.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("rows").map(row -> {
            String expected = row.get("injectedBy").isNull()
                    ? "none"
                    : row.get("injectedBy").asString();
            return new Case(
                    CaseIds.join(row, "webhooks", "namespaceLabels", "podLabels"), expected, () -> ask(row, expected));
        });
    }

    private static Answer ask(JsonNode row, String expected) {
        Map<String, Object> labels = Map.of("labels", Trees.node(row.get("podLabels")));
        Mesh mesh = Mesh.of(Manifests.of(List.of(
                Trees.resource(
                        "v1",
                        "Namespace",
                        Map.of("name", "app", "labels", Trees.node(row.get("namespaceLabels"))),
                        "spec",
                        Map.of()),
                Trees.resource(
                        "apps/v1",
                        "Deployment",
                        Map.of("name", "app", "namespace", "app"),
                        "spec",
                        Map.of("template", Map.of("metadata", labels, "spec", Map.of()))))));
        List<InjectionWebhook> webhooks = new ArrayList<>(
                InjectionWebhook.ofDefault(row.get("webhooks").asString().equals("enableNamespacesByDefault")));
        webhooks.addAll(InjectionWebhook.ofRevision("canary"));
        Workload workload = mesh.workloads().get(0);
        InjectionVerdict verdict = Injector.of(mesh, webhooks).decide(workload);
        String actual = verdict.fold(
                injected -> injected.proxy().revision().equals("default")
                        ? "istiod"
                        : "istiod-" + injected.proxy().revision(),
                notInjected -> "none",
                refused -> "refused",
                unknown -> "unknown");
        long takers = webhooks.stream()
                .filter(webhook -> webhook.takes(mesh.namespaceLabels("app"), workload.podLabels()))
                .count();
        return new Answer(
                actual, expected.equals(actual) && takers <= 1, verdict.trace() + ", webhooks asked: " + takers);
    }
}
