package io.github.windlass4j.examples.tour;

import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.aks.AksProfile;
import io.github.windlass4j.mesh.aks.AksRevision;
import io.github.windlass4j.mesh.call.CallSimulator;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.observe.ObservabilitySetup;
import io.github.windlass4j.mesh.observe.PrometheusConfigMap;
import io.github.windlass4j.mesh.observe.ScrapeReach;
import io.github.windlass4j.mesh.observe.TrafficGraph;
import java.io.IOException;
import java.util.List;

/** What Prometheus sees of a mesh on AKS, today and at best: {@code MeshObservability [FILE [REVISION]]}. */
public final class MeshObservability {
    private MeshObservability() {}

    public static void main(String[] arguments) throws IOException {
        Inputs.expect(arguments, "[FILE [REVISION]]", 0, 1, 2);
        String revision = arguments.length > 1 ? arguments[1] : "asm-1-29";
        Manifests manifests = Inputs.manifests(arguments, "bookshop.yaml");
        AksProfile aks = AksProfile.shipped();
        AksRevision known = aks.revision(revision)
                .orElseThrow(() -> new UsageException(revision + " (want one of " + aks.revisions() + ")"));
        Mesh mesh = aks.mesh(manifests, revision);
        PrometheusConfigMap generated = PrometheusConfigMap.forMesh(aks.rootNamespace());
        ConfigMap.find(manifests, generated.namespace(), generated.name())
                .ifPresent(own -> show("today", mesh, revision, new PrometheusConfigMap(own.resource())));
        show("with the generated ConfigMap", mesh, revision, generated);
        System.out.println("# the calls that the manifests state\n"
                + TrafficGraph.inferred(mesh, CallSimulator.of(mesh, InjectionWebhook.ofRevision(revision))));
        System.out.println("# the set-up\n" + new ObservabilitySetup(aks, known, List.of()).plan());
        System.out.println(generated.resource().toYaml());
    }

    private static void show(String title, Mesh mesh, String revision, PrometheusConfigMap map) {
        System.out.println("# " + title);
        map.check().forEach(System.out::println);
        Injector injector = Injector.of(mesh, InjectionWebhook.ofRevision(revision));
        ScrapeReach.of(mesh, injector, map.config()).forEach(System.out::println);
        System.out.println();
    }
}
