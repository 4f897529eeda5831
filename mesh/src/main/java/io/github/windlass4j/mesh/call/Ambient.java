package io.github.windlass4j.mesh.call;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.proxy.Upstream;
import java.util.Map;
import java.util.Optional;

/** Which pods the node's proxy (ztunnel) serves, and which calls it sends on to a waypoint. */
final class Ambient {
    private static final String USE = "istio.io/use-waypoint";
    private static final String USE_NAMESPACE = "istio.io/use-waypoint-namespace";
    private static final String FOR = "istio.io/waypoint-for";
    private static final String MODE = "istio.io/dataplane-mode";

    private Ambient() {}

    /** The pod's own label before that of its namespace; pods with a sidecar are asked before. */
    static boolean takesPart(Mesh mesh, Workload workload) {
        String own = workload.podLabels().get(MODE);
        String wide = mesh.namespaceLabels(workload.namespace()).getOrDefault(MODE, "");
        return (own == null ? wide : own).equals("ambient") && !workload.pod().isHostNetwork();
    }

    /**
     * Why it is not known what becomes of a call because a waypoint takes it: the label of the called Service or pod, else that
     * of its namespace, names the waypoint. One is for Services unless it says otherwise (istio.io, ambient, configure
     * waypoints).
     */
    static Optional<String> waypoint(Mesh mesh, Call call, Upstream called) {
        if (call.target() == Call.Target.POD) {
            return called.servers().stream()
                    .flatMap(server -> waypoint(mesh, "workload", server.namespace(), server.labels()).stream())
                    .findFirst();
        }
        ObjectRef service = called.declared();
        return waypoint(
                mesh,
                "service",
                service.namespace(),
                mesh.find(service).map(Resource::labels).orElse(Map.of()));
    }

    private static Optional<String> waypoint(Mesh mesh, String traffic, String namespace, Map<String, String> own) {
        Map<String, String> labels = own.containsKey(USE) ? own : mesh.namespaceLabels(namespace);
        String name = labels.getOrDefault(USE, "none");
        if (name.equals("none")) {
            return Optional.empty();
        }
        ObjectRef waypoint = new ObjectRef(
                "gateway.networking.k8s.io", "Gateway", labels.getOrDefault(USE_NAMESPACE, namespace), name);
        Optional<Resource> gateway = mesh.find(waypoint);
        if (gateway.isEmpty()) {
            return Optional.of("waypoint " + waypoint + " takes it, and is not among the objects");
        }
        String takes = gateway.get().labels().getOrDefault(FOR, "service");
        return takes.equals("all") || takes.equals(traffic)
                ? Optional.of("waypoint " + waypoint + " takes it, whose routes and policies are not modelled")
                : Optional.empty();
    }

    /** Why nothing is known of a proxy that istiod does not look at. */
    static String leftOut(Workload workload) {
        return "discoverySelectors leave out namespace " + workload.namespace() + ": what the proxy of "
                + workload.ref() + " is told, if it starts at all, is not modelled";
    }
}
