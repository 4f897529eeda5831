package io.github.windlass4j.mesh.mtls;

import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.istio.PeerAuthentication;
import java.util.List;

/**
 * What istiod believes that a service accepts when it sets up clients. It looks at namespace and mesh only: policies for
 * single workloads and ports play no part here, which is why clients and servers can disagree.
 */
public final class ServiceMode {
    private ServiceMode() {}

    /**
     * What PeerAuthentications without a selector say about a namespace.
     *
     * @param mesh the objects
     * @param namespace of the service
     * @return the namespace's mode, else the mesh's; UNSET when nobody says anything
     */
    public static MtlsMode ofNamespace(Mesh mesh, String namespace) {
        List<PeerAuthentication> own = general(mesh, namespace);
        List<PeerAuthentication> root = general(mesh, mesh.rootNamespace());
        MtlsMode wide =
                root.isEmpty() ? MtlsMode.UNSET : orPermissive(root.get(0).mode());
        if (own.isEmpty() || namespace.equals(mesh.rootNamespace())) {
            return wide;
        }
        return own.get(0).mode() == MtlsMode.UNSET
                ? orPermissive(wide)
                : own.get(0).mode();
    }

    /**
     * What is assumed of a service's port (istiod, BestEffortInferServiceMTLSMode).
     *
     * @param mesh the objects
     * @param namespace of the service
     * @param passthrough whether the client chooses the address: a headless Service, or a DestinationRule that asks for it
     * @param endpoints of each endpoint of the port, whether its proxy takes mutual TLS
     * @return DISABLE for passthrough with no endpoints or one without mutual TLS, else the namespace's mode, else PERMISSIVE
     */
    public static MtlsMode infer(Mesh mesh, String namespace, boolean passthrough, List<Boolean> endpoints) {
        if (passthrough && (endpoints.isEmpty() || endpoints.contains(false))) {
            return MtlsMode.DISABLE;
        }
        return orPermissive(ofNamespace(mesh, namespace));
    }

    private static List<PeerAuthentication> general(Mesh mesh, String namespace) {
        return mesh.in(PeerAuthentication.KIND, namespace).stream()
                .filter(policy -> policy.target().labels().isEmpty())
                .toList();
    }

    private static MtlsMode orPermissive(MtlsMode mode) {
        return mode == MtlsMode.UNSET ? MtlsMode.PERMISSIVE : mode;
    }
}
