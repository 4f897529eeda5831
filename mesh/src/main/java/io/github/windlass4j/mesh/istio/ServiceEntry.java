package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Map;

/**
 * A view of a ServiceEntry: hosts that the mesh shall know.
 *
 * @param resource the object
 */
public record ServiceEntry(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<ServiceEntry> KIND = new IstioKind<>(
            IstioKind.NETWORKING, "ServiceEntry", List.of("v1", "v1beta1", "v1alpha3"), ServiceEntry::new);

    /**
     * The hosts.
     *
     * @return full names or patterns
     */
    public List<String> hosts() {
        return spec().texts("hosts");
    }

    /**
     * The virtual addresses.
     *
     * @return addresses or CIDR ranges
     */
    public List<String> addresses() {
        return spec().texts("addresses");
    }

    /**
     * The ports.
     *
     * @return the ports in order
     */
    public List<Port> ports() {
        return spec().list("ports").stream().map(Port::new).toList();
    }

    /**
     * Whether the hosts are outside of the mesh.
     *
     * @return true for {@code MESH_EXTERNAL}, also when absent
     */
    public boolean isExternal() {
        return !spec().text("location", "MESH_EXTERNAL").equals("MESH_INTERNAL");
    }

    /**
     * How addresses are found.
     *
     * @return NONE, STATIC, DNS, DNS_ROUND_ROBIN or DYNAMIC_DNS
     */
    public String resolution() {
        return spec().text("resolution", "NONE");
    }

    /**
     * Endpoints that are written here.
     *
     * @return fields of each endpoint, shaped as a WorkloadEntry's {@code spec}
     */
    public List<Fields> endpoints() {
        return spec().list("endpoints");
    }

    /**
     * The pods and WorkloadEntries behind it.
     *
     * @return their labels; empty when none are selected
     */
    public Map<String, String> workloadLabels() {
        return spec().child("workloadSelector").textMap("labels");
    }

    /**
     * Which namespaces see it.
     *
     * @return the field
     */
    public ExportTo exportTo() {
        return new ExportTo(spec().texts("exportTo"));
    }

    /**
     * One port.
     *
     * @param fields its fields
     */
    public record Port(Fields fields) {
        /**
         * The number clients use.
         *
         * @return number; 0 when absent
         */
        public int number() {
            return (int) fields.whole("number").orElse(0);
        }

        /**
         * The name.
         *
         * @return name, empty when absent
         */
        public String name() {
            return fields.text("name", "");
        }

        /**
         * The protocol.
         *
         * @return what Istio makes of the field
         */
        public Protocol protocol() {
            return Protocol.parse(fields.text("protocol", ""));
        }

        /**
         * Where the endpoints listen.
         *
         * @return number; the port's own when absent
         */
        public int targetPort() {
            return (int) fields.whole("targetPort").orElse(number());
        }
    }
}
