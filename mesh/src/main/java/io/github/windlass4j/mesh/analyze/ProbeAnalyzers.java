package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.mesh.call.CallSimulator;
import io.github.windlass4j.mesh.call.ProbeVerdict;
import io.github.windlass4j.mesh.call.ProbeVerdict.Worth;
import io.github.windlass4j.mesh.istio.Mesh;

/** Probes of the kubelet that tell nothing about the container that they ask. */
final class ProbeAnalyzers {
    static final String WORTHLESS = "WL-MS-012";

    private ProbeAnalyzers() {}

    static void worthless(Mesh mesh, Report report) {
        CallSimulator simulator = CallSimulator.of(mesh, Pods.webhooks(mesh));
        for (Workload workload : Pods.of(mesh)) {
            for (ProbeVerdict probe : simulator.probes(workload)) {
                if (probe.worth() == Worth.ALWAYS_FAILS || probe.worth() == Worth.ALWAYS_PASSES) {
                    boolean fails = probe.worth() == Worth.ALWAYS_FAILS;
                    report.add(
                            WORTHLESS,
                            fails ? Severity.ERROR : Severity.WARNING,
                            workload.resource(),
                            "the " + probe.probe() + (fails ? " fails" : " passes") + " whatever the container does",
                            probe.call().trace().stream().map(Object::toString).toList(),
                            "let the agent ask: sidecar.istio.io/rewriteAppHTTPProbers=true, the port by its number");
                }
            }
        }
    }
}
