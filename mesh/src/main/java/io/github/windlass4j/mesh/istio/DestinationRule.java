package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A view of a DestinationRule: how clients treat one host.
 *
 * @param resource the object
 */
public record DestinationRule(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<DestinationRule> KIND = new IstioKind<>(
            IstioKind.NETWORKING, "DestinationRule", List.of("v1", "v1beta1", "v1alpha3"), DestinationRule::new);

    /**
     * The host as written.
     *
     * @return short name, full name or pattern; empty when absent
     */
    public String host() {
        return spec().text("host", "");
    }

    /**
     * The policy for all traffic to the host.
     *
     * @return the policy, an empty view when absent
     */
    public TrafficPolicy trafficPolicy() {
        return new TrafficPolicy(spec().child("trafficPolicy"));
    }

    /**
     * The subsets.
     *
     * @return the subsets in order
     */
    public List<Subset> subsets() {
        return spec().list("subsets").stream().map(Subset::new).toList();
    }

    /**
     * A subset by its name.
     *
     * @param name the name
     * @return the first subset of that name
     */
    public Optional<Subset> subset(String name) {
        return subsets().stream().filter(subset -> subset.name().equals(name)).findFirst();
    }

    /**
     * Which namespaces see the rule.
     *
     * @return the field
     */
    public ExportTo exportTo() {
        return new ExportTo(spec().texts("exportTo"));
    }

    /**
     * The clients to which the rule is limited.
     *
     * @return labels of their pods; empty for all clients
     */
    public Map<String, String> workloadSelector() {
        return spec().child("workloadSelector").textMap("matchLabels");
    }

    /**
     * Some of a host's endpoints.
     *
     * @param fields its fields
     */
    public record Subset(Fields fields) {
        /**
         * The name.
         *
         * @return name, empty when absent
         */
        public String name() {
            return fields.text("name", "");
        }

        /**
         * What its endpoints are labelled with.
         *
         * @return label to value; empty for all endpoints
         */
        public Map<String, String> labels() {
            return fields.textMap("labels");
        }

        /**
         * The policy for this subset.
         *
         * @return the policy, an empty view when absent
         */
        public TrafficPolicy trafficPolicy() {
            return new TrafficPolicy(fields.child("trafficPolicy"));
        }
    }
}
