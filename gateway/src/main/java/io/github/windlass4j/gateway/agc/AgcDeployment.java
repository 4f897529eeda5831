package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Scalar;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What no manifest says: the subnet, the identity, the chart's values, the cluster. What is left out is not looked at, and
 * {@link AgcReport#notLookedAt()} says so.
 *
 * @param subnet the delegated subnet
 * @param identity what the controller may do
 * @param helmValues the values file of the chart, an empty view when the add-on runs the controller or nothing is known
 * @param cluster version and region of the cluster
 */
public record AgcDeployment(
        Optional<Subnet> subnet, Optional<Identity> identity, Fields helmValues, Optional<Cluster> cluster) {
    /**
     * Nothing known.
     *
     * @return the empty deployment
     */
    public static AgcDeployment unknown() {
        return new AgcDeployment(Optional.empty(), Optional.empty(), Fields.of(Scalar.NULL), Optional.empty());
    }

    /**
     * With a subnet.
     *
     * @param known the subnet
     * @return a changed copy
     */
    public AgcDeployment withSubnet(Subnet known) {
        return new AgcDeployment(Optional.of(known), identity, helmValues, cluster);
    }

    /**
     * With an identity.
     *
     * @param known the identity
     * @return a changed copy
     */
    public AgcDeployment withIdentity(Identity known) {
        return new AgcDeployment(subnet, Optional.of(known), helmValues, cluster);
    }

    /**
     * With the values of the chart.
     *
     * @param values the root of the values file
     * @return a changed copy
     */
    public AgcDeployment withHelmValues(Fields values) {
        return new AgcDeployment(subnet, identity, values, cluster);
    }

    /**
     * With a cluster.
     *
     * @param known the cluster
     * @return a changed copy
     */
    public AgcDeployment withCluster(Cluster known) {
        return new AgcDeployment(subnet, identity, helmValues, Optional.of(known));
    }

    /**
     * The subnet of the association.
     *
     * @param plan its size and who shares it
     * @param delegation what it is delegated to, empty for nothing
     * @param peered whether it lies in another virtual network than the nodes
     */
    public record Subnet(SubnetPlan plan, String delegation, boolean peered) {}

    /**
     * The managed identity of the controller.
     *
     * @param grants role assignments
     * @param federatedSubject subject of the federated credential, empty when there is none
     */
    public record Identity(Set<Grant> grants, String federatedSubject) {
        /** Copies the set. */
        public Identity {
            grants = Set.copyOf(grants);
        }

        /**
         * With one more assignment.
         *
         * @param role the role definition's id
         * @param scope where
         * @return a changed copy
         */
        public Identity granted(String role, AgcKnowledge.Scope scope) {
            Set<Grant> more = new HashSet<>(grants);
            more.add(new Grant(role, scope));
            return new Identity(more, federatedSubject);
        }
    }

    /**
     * A role assignment.
     *
     * @param role the role definition's id
     * @param scope where
     */
    public record Grant(String role, AgcKnowledge.Scope scope) {}

    /**
     * The cluster.
     *
     * @param kubernetes its version ("1.34")
     * @param region display name of its region ("West Europe"), empty when not known
     */
    public record Cluster(String kubernetes, String region) {}
}
