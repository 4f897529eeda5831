package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A policy that changes how a target is served. */
public sealed interface AgcPolicy extends AgcObject
        permits AgcBackendTlsPolicy,
                FrontendTlsPolicy,
                HealthCheckPolicy,
                RoutePolicy,
                BackendLoadBalancingPolicy,
                WebApplicationFirewallPolicy {
    /**
     * What the policy applies to.
     *
     * @return the targets in order
     */
    default List<Target> targets() {
        return resource().spec().has("targetRef")
                ? List.of(new Target(resource().spec().child("targetRef")))
                : List.of();
    }

    /**
     * Kinds that a policy of this kind applies to.
     *
     * @return such as Service
     */
    Set<String> targetKinds();

    /**
     * What the policy says to its target: the fields of {@code default}, replaced by those of {@code override}.
     *
     * @return the settings; an empty view when the policy says nothing
     */
    default Fields settings() {
        Fields spec = resource().spec();
        if (spec.child("default").node() instanceof Mapping given
                && spec.child("override").node() instanceof Mapping stronger) {
            Mapping both = given;
            for (Map.Entry<String, Node> entry : stronger.entries().entrySet()) {
                both = both.with(entry.getKey(), entry.getValue());
            }
            return Fields.of(both);
        }
        return spec.has("override") ? spec.child("override") : spec.child("default");
    }

    /**
     * One target.
     *
     * @param fields the reference's fields
     */
    record Target(Fields fields) {
        /**
         * Which object.
         *
         * @return the reference; group and kind as written
         */
        public Reference reference() {
            return Reference.of(fields, "", "");
        }

        /**
         * Parts of the object, such as listeners.
         *
         * @return their names in order; empty means the whole object
         */
        public List<String> sectionNames() {
            return fields.texts("sectionNames");
        }
    }
}
