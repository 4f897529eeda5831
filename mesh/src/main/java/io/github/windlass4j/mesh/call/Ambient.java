package io.github.windlass4j.mesh.call;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.mesh.istio.Mesh;

/** Which pods the node's proxy (ztunnel) serves. */
final class Ambient {
    private static final String MODE = "istio.io/dataplane-mode";

    private Ambient() {}

    /** The pod's own label before that of its namespace; pods with a sidecar are asked before. */
    static boolean takesPart(Mesh mesh, Workload workload) {
        String own = workload.podLabels().get(MODE);
        String wide = mesh.namespaceLabels(workload.resource().namespace()).getOrDefault(MODE, "");
        return (own == null ? wide : own).equals("ambient") && !workload.pod().isHostNetwork();
    }
}
