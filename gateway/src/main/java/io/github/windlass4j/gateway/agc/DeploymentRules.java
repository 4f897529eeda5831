package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Subnet, identity, chart and cluster: what stands in no manifest. */
final class DeploymentRules {
    private static final String BUNDLE = "gateway.networking.k8s.io/bundle-version";
    private static final String CHART = "albController";

    private final Inspection inspection;
    private final AgcKnowledge.Names names;

    private DeploymentRules(Inspection inspection) {
        this.inspection = inspection;
        this.names = inspection.knowledge().names();
    }

    static void check(Inspection inspection, AgcDeployment deployment) {
        DeploymentRules rules = new DeploymentRules(inspection);
        deployment.subnet().ifPresentOrElse(rules::subnet, () -> inspection.notLookedAt("the subnet: not given"));
        deployment.identity().ifPresentOrElse(rules::identity, () -> inspection.notLookedAt("the identity: not given"));
        deployment.cluster().ifPresentOrElse(rules::cluster, () -> inspection.notLookedAt("the cluster: not given"));
        if (deployment.helmValues().isPresent()) {
            rules.chart(deployment.helmValues());
        } else {
            inspection.notLookedAt("the values of the chart: not given");
        }
        rules.definitions();
    }

    private void subnet(AgcDeployment.Subnet subnet) {
        subnet.plan().problems().forEach(problem -> inspection.report(problem.rule(), "subnet", problem.message()));
        if (subnet.peered() && subnet.plan().network() == SubnetPlan.Network.OVERLAY) {
            inspection.report(
                    "WL-AGC-019", "subnet", "it lies in a virtual network that is only peered with the nodes'");
        }
        if (!subnet.delegation().equalsIgnoreCase(names.delegation())) {
            inspection.report(
                    "WL-AGC-021",
                    "subnet",
                    "delegated to \"" + subnet.delegation() + "\" (want " + names.delegation() + ")");
        }
    }

    private void identity(AgcDeployment.Identity identity) {
        String configuration = "";
        for (AgcKnowledge.Role role : inspection.knowledge().roles()) {
            if (role.scope() == AgcKnowledge.Scope.GATEWAY_RESOURCE_GROUP) {
                configuration = role.id();
            }
            if (!identity.grants().contains(new AgcDeployment.Grant(role.id(), role.scope()))) {
                inspection.report(
                        "WL-AGC-050", "identity", "lacks " + role.name() + " (" + role.id() + ") on " + role.scope());
            }
        }
        if (identity.grants().contains(new AgcDeployment.Grant(configuration, AgcKnowledge.Scope.SUBNET))) {
            inspection.report(
                    "WL-AGC-051",
                    "identity",
                    "has the configuration role on the subnet, as an older copy of the quickstart said; that role joins no subnet");
        }
        if (!identity.federatedSubject().equals(names.federatedSubject())) {
            inspection.report(
                    "WL-AGC-052",
                    "identity",
                    "federated for \"" + identity.federatedSubject() + "\" (want \"" + names.federatedSubject()
                            + "\")");
        }
    }

    private void cluster(AgcDeployment.Cluster cluster) {
        String minimum = inspection.profile().release().minimumKubernetes();
        if (AgcProfile.compare(cluster.kubernetes(), minimum) < 0) {
            inspection.report(
                    "WL-AGC-058",
                    "cluster",
                    "Kubernetes " + cluster.kubernetes() + " (want " + minimum + " or newer for " + inspection.profile()
                            + ")");
        }
        List<String> regions = inspection.knowledge().regions().names();
        if (cluster.region().isEmpty()) {
            inspection.notLookedAt("the region: not given");
        } else if (regions.stream().map(DeploymentRules::plain).noneMatch(plain(cluster.region())::equals)) {
            inspection.report(
                    "WL-AGC-059",
                    "cluster",
                    "region \"" + cluster.region() + "\" is not among the " + regions.size() + " listed");
        }
    }

    /** {@code West Europe} and {@code westeurope} are one region. */
    private static String plain(String region) {
        return region.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private void chart(Fields values) {
        Fields controller = values.child(CHART);
        if (controller.child("podIdentity").text("clientID", "").isEmpty()) {
            breach("WL-AGC-053", values, CHART + ".podIdentity.clientID is empty");
        }
        controller.child("controller").whole("replicaCount").ifPresent(count -> {
            if (count != 2) {
                breach("WL-AGC-054", values, CHART + ".controller.replicaCount is " + count + " (want 2)");
            }
        });
        boolean installs = controller.flag("installGatewayApiCRDs").orElse(true);
        if (!installs && crds().isEmpty()) {
            breach(
                    "WL-AGC-055",
                    values,
                    CHART
                            + ".installGatewayApiCRDs is false, and no Gateway API definitions are among the manifests (want "
                            + inspection.profile().release().gatewayApi() + ")");
        }
        if (installs && !crds().isEmpty()) {
            breach(
                    "WL-AGC-055",
                    values,
                    CHART + ".installGatewayApiCRDs is not false, and the manifests bring Gateway API definitions too");
        }
        boolean firewalls = !inspection
                .set()
                .ofKind(AgcSchemas.GROUP, WebApplicationFirewallPolicy.KIND)
                .isEmpty();
        if (firewalls && !controller.flag("securityPolicyFeatureFlag").orElse(true)) {
            breach("WL-AGC-056", values, CHART + ".securityPolicyFeatureFlag is false beside firewall policies");
        }
        unknown(values, controller, CHART);
    }

    private void unknown(Fields values, Fields here, String path) {
        List<String> known = inspection.knowledge().helmValues();
        for (String name : here.names()) {
            String value = path + "." + name;
            boolean inner = known.stream().anyMatch(one -> one.startsWith(value + "."));
            if (inner && here.child(name).node() instanceof Mapping) {
                unknown(values, here.child(name), value);
            } else if (!known.contains(value)) {
                breach("WL-AGC-057", values, value + " is no value of the chart");
            }
        }
    }

    private void breach(String rule, Fields values, String message) {
        inspection.report(rule, "values" + (values.at().isKnown() ? " at " + values.at() : ""), message);
    }

    private void definitions() {
        String wanted = inspection.profile().release().gatewayApi();
        List<String> versions = new ArrayList<>();
        crds().forEach(crd -> versions.add(crd.annotations().getOrDefault(BUNDLE, "")));
        versions.stream()
                .distinct()
                .filter(version -> !version.isEmpty() && !version.equals(wanted))
                .forEach(version -> inspection.report(
                        "WL-AGC-060",
                        "Gateway API definitions",
                        version + " (" + inspection.profile() + " implements " + wanted + ")"));
    }

    private List<Resource> crds() {
        return inspection.set().ofKind("apiextensions.k8s.io", "CustomResourceDefinition").stream()
                .filter(crd -> crd.spec().text("group", "").equals("gateway.networking.k8s.io"))
                .toList();
    }
}
