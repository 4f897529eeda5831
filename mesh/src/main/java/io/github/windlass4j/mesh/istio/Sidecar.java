package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A view of a Sidecar: what some pods' proxies know and listen to.
 *
 * @param resource the object
 */
public record Sidecar(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<Sidecar> KIND =
            new IstioKind<>(IstioKind.NETWORKING, "Sidecar", List.of("v1", "v1beta1", "v1alpha3"), Sidecar::new);

    /**
     * The pods it is for.
     *
     * @return their labels; empty for all pods of the namespace (of the mesh, in the root namespace)
     */
    public Map<String, String> workloadLabels() {
        return spec().child("workloadSelector").textMap("labels");
    }

    /**
     * What its proxies accept.
     *
     * @return fields of each listener in order; empty when the Services decide
     */
    public List<Fields> ingress() {
        return spec().list("ingress");
    }

    /**
     * What its proxies know.
     *
     * @return the listeners in order; empty when the wider scope decides
     */
    public List<Egress> egress() {
        return spec().list("egress").stream().map(Egress::new).toList();
    }

    /**
     * What becomes of unknown destinations.
     *
     * @return ALLOW_ANY or REGISTRY_ONLY; empty when the mesh decides
     */
    public Optional<String> outboundTrafficPolicy() {
        return spec().has("outboundTrafficPolicy")
                // The enumeration's first value stands for an object without a mode.
                ? Optional.of(spec().child("outboundTrafficPolicy").text("mode", MeshConfig.REGISTRY_ONLY))
                : Optional.empty();
    }

    /**
     * One listener for outgoing traffic.
     *
     * @param fields its fields
     */
    public record Egress(Fields fields) {
        /**
         * The hosts that are known.
         *
         * @return {@code namespace/host}, also with {@code *}, {@code .} and {@code ~} as namespace
         */
        public List<String> hosts() {
            return fields.texts("hosts");
        }

        /**
         * The port it is limited to.
         *
         * @return fields of {@code port}, an empty view for all ports
         */
        public Fields port() {
            return fields.child("port");
        }

        /**
         * The address to listen on.
         *
         * @return address or socket, empty when absent
         */
        public String bind() {
            return fields.text("bind", "");
        }

        /**
         * How traffic gets here.
         *
         * @return DEFAULT, IPTABLES or NONE
         */
        public String captureMode() {
            return fields.text("captureMode", "DEFAULT");
        }
    }
}
