package io.github.windlass4j.mesh.internal;

import io.github.windlass4j.manifest.k8s.LabelSelector;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.List;

/** NetworkPolicies stand below every proxy and may drop what Istio lets through: they are named, and not looked at. */
public final class NetworkPolicies {
    private NetworkPolicies() {}

    /**
     * Those that limit what a workload's pods send.
     *
     * @param mesh the objects
     * @param workload who sends
     * @return a sentence for each, in order
     */
    public static List<String> outgoing(Mesh mesh, Workload workload) {
        return limiting(mesh, workload, "Egress", "what leaves");
    }

    /**
     * Those that limit what reaches a workload's pods.
     *
     * @param mesh the objects
     * @param workload who is reached
     * @return a sentence for each, in order
     */
    public static List<String> incoming(Mesh mesh, Workload workload) {
        return limiting(mesh, workload, "Ingress", "what reaches");
    }

    private static List<String> limiting(Mesh mesh, Workload workload, String direction, String what) {
        return mesh.ofKind("networking.k8s.io", "NetworkPolicy").stream()
                .filter(policy -> policy.namespace().equals(workload.namespace()) && isAbout(policy.spec(), direction))
                .filter(policy -> isFor(policy, workload))
                .map(policy ->
                        policy.ref() + " limits " + what + " the pods of " + workload.ref() + "; it is not looked at")
                .toList();
    }

    private static boolean isFor(Resource policy, Workload workload) {
        LabelSelector selector = new LabelSelector(policy.spec().child("podSelector"));
        return selector.isEmpty() || selector.matches(workload.podLabels());
    }

    /** A policy that names no direction is about what comes in, and about what goes out where it has rules for it. */
    private static boolean isAbout(Fields spec, String direction) {
        List<String> types = spec.texts("policyTypes");
        return types.isEmpty() ? direction.equals("Ingress") || spec.has("egress") : types.contains(direction);
    }
}
