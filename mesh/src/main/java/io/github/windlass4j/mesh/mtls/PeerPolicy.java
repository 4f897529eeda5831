package io.github.windlass4j.mesh.mtls;

import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.mesh.istio.Host;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.istio.PeerAuthentication;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What all PeerAuthentications together say about one workload: port before workload before namespace before mesh, the
 * oldest of two in one scope, UNSET inherits, PERMISSIVE when none says anything (istiod, composePeerAuthentication). Ports
 * are those that the workload listens on. RequestAuthentications have no part in it.
 *
 * @param base what holds on all ports without a mode of their own
 * @param ports what holds on single ports
 */
public record PeerPolicy(Decision base, Map<Integer, Decision> ports) {
    private static final Comparator<PeerAuthentication> OLDEST =
            Comparator.comparing(policy -> policy.resource().creationTimestamp().orElse(Instant.MIN));

    /**
     * A mode and who says it.
     *
     * @param mode PERMISSIVE, STRICT or DISABLE, never UNSET
     * @param by the object that says it; empty for Istio's default
     * @param field where it says so, such as {@code spec.mtls.mode}; empty for the default
     */
    public record Decision(MtlsMode mode, Optional<ObjectRef> by, String field) {
        /** {@code STRICT (PeerAuthentication shop/default, spec.mtls.mode)}. */
        @Override
        public String toString() {
            return mode + " (" + by.map(ref -> ref + ", " + field).orElse("default") + ")";
        }
    }

    /** Copies the ports in ascending order. */
    public PeerPolicy {
        ports = Collections.unmodifiableMap(new TreeMap<>(ports));
    }

    /**
     * The policy for the pods of a workload.
     *
     * @param mesh the objects
     * @param namespace of the pods
     * @param labels of the pods
     * @return the policy
     */
    public static PeerPolicy of(Mesh mesh, String namespace, Map<String, String> labels) {
        return compose(mesh.rootNamespace(), applying(mesh, namespace, labels));
    }

    /**
     * What holds behind a service's port. Behind an ExternalName that names a service of the mesh it is that one's.
     *
     * @param mesh the objects
     * @param service one of its services
     * @param port of the service
     * @return the decision for each workload that the service leads to, in the mesh's order; one that does not have the port by
     *     its name is told what holds on all ports
     */
    public static Map<ObjectRef, Decision> behind(Mesh mesh, Service service, Service.Port port) {
        Service behind = service.externalName()
                .flatMap(name -> mesh.service(new Host(name)))
                .orElse(service);
        Service.Port own = behind.port(port.port()).orElse(port);
        Map<ObjectRef, Decision> decisions = new LinkedHashMap<>();
        for (Workload workload : mesh.workloads(behind)) {
            decisions.put(
                    workload.ref(),
                    of(mesh, workload.namespace(), workload.podLabels())
                            .port(workload.targetPort(own).orElse(0)));
        }
        return Collections.unmodifiableMap(decisions);
    }

    /**
     * The PeerAuthentications that istiod looks at for the pods of a workload: those of the root namespace and of the pods'
     * own, without a selector or with one that takes the pods.
     *
     * @param mesh the objects
     * @param namespace of the pods
     * @param labels of the pods
     * @return the objects, those of the root namespace first, each group oldest first
     */
    public static List<PeerAuthentication> applying(Mesh mesh, String namespace, Map<String, String> labels) {
        List<PeerAuthentication> root = mesh.in(PeerAuthentication.KIND, mesh.rootNamespace());
        List<PeerAuthentication> own =
                namespace.equals(mesh.rootNamespace()) ? List.of() : mesh.in(PeerAuthentication.KIND, namespace);
        return Stream.concat(root.stream(), own.stream())
                .filter(policy -> policy.target().takes(labels))
                .toList();
    }

    /**
     * Puts policies together that all apply to one workload.
     *
     * @param rootNamespace the namespace whose policies are for the whole mesh; those with a selector are ignored there
     * @param applying the policies in any order; of two of one age the first counts
     * @return what they say together
     */
    public static PeerPolicy compose(String rootNamespace, List<PeerAuthentication> applying) {
        Predicate<PeerAuthentication> root = policy -> policy.namespace().equals(rootNamespace);
        Predicate<PeerAuthentication> general =
                policy -> policy.target().labels().isEmpty();
        Decision base = new Decision(MtlsMode.PERMISSIVE, Optional.empty(), "");
        Optional<PeerAuthentication> workload = oldest(applying, root.negate().and(general.negate()));
        for (Optional<PeerAuthentication> scope : List.of(
                oldest(applying, root.and(general)),
                oldest(applying, root.negate().and(general)),
                workload)) {
            if (scope.isPresent() && scope.get().mode() != MtlsMode.UNSET) {
                base = new Decision(scope.get().mode(), Optional.of(scope.get().ref()), "spec.mtls.mode");
            }
        }
        Map<Integer, Decision> ports = new TreeMap<>();
        if (workload.isPresent()) {
            for (Map.Entry<Integer, MtlsMode> port : workload.get().portModes().entrySet()) {
                ports.put(
                        port.getKey(),
                        port.getValue() == MtlsMode.UNSET
                                ? base
                                : new Decision(
                                        port.getValue(),
                                        Optional.of(workload.get().ref()),
                                        "spec.portLevelMtls." + port.getKey() + ".mode"));
            }
        }
        return new PeerPolicy(base, ports);
    }

    private static Optional<PeerAuthentication> oldest(
            List<PeerAuthentication> policies, Predicate<PeerAuthentication> scope) {
        // Stream.min keeps the first of equals.
        return policies.stream().filter(scope).min(OLDEST);
    }

    /**
     * What holds on a port.
     *
     * @param port the number that the workload listens on
     * @return the port's decision, else the one for all
     */
    public Decision port(int port) {
        return ports.getOrDefault(port, base);
    }
}
