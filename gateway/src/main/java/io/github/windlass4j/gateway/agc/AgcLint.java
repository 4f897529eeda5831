package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.manifest.object.Manifests;
import java.util.Comparator;

/**
 * Holds manifests against what the vendor documents of Application Gateway for Containers. Gateways and Ingresses of other
 * classes are passed over. What only Azure knows (quotas, whether a resource exists, what the closed controller does beyond
 * its documents) is not judged.
 *
 * @param profile the version of the controller
 * @param deployment what no manifest says
 */
public record AgcLint(AgcProfile profile, AgcDeployment deployment) {
    /**
     * A lint for a version.
     *
     * @param profile the version of the controller
     * @return a lint that knows no deployment
     */
    public static AgcLint of(AgcProfile profile) {
        return new AgcLint(profile, AgcDeployment.unknown());
    }

    /**
     * With facts that no manifest says.
     *
     * @param known the facts
     * @return a changed copy
     */
    public AgcLint with(AgcDeployment known) {
        return new AgcLint(profile, known);
    }

    /**
     * Judges manifests.
     *
     * @param manifests any objects
     * @return breaches and what was not looked at
     */
    public AgcReport check(Manifests manifests) {
        Inspection inspection = new Inspection(profile, GatewaySet.of(manifests));
        GatewayRules.check(inspection);
        RouteRules.check(inspection);
        PolicyRules.check(inspection);
        DeploymentRules.check(inspection, deployment);
        return new AgcReport(
                inspection.findings().stream()
                        .sorted(Comparator.comparing(Finding::rule))
                        .toList(),
                inspection.notLookedAt());
    }

    @Override
    public String toString() {
        return "lint for " + profile;
    }
}
