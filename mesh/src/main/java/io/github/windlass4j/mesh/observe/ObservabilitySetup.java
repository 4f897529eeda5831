package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.mesh.aks.AksProfile;
import io.github.windlass4j.mesh.aks.AksRevision;
import io.github.windlass4j.mesh.aks.CommandPlan;
import io.github.windlass4j.mesh.aks.CommandStep;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from a resource group to metrics, dashboards and flows of a mesh on AKS, as text: each step with what must hold
 * before and how to see that it worked. Nothing here runs anything.
 *
 * @param profile facts of the Istio add-on
 * @param revision the revision to install or in use
 * @param namespaces namespaces whose pods get sidecars and accept mutual TLS only
 */
public record ObservabilitySetup(AksProfile profile, AksRevision revision, List<String> namespaces) {
    private static final String CLUSTER = " --resource-group $RESOURCE_GROUP --name $CLUSTER";

    /** Copies the list. */
    public ObservabilitySetup {
        namespaces = List.copyOf(namespaces);
    }

    /**
     * All steps.
     *
     * @return the plan
     */
    public CommandPlan plan() {
        List<CommandStep> steps = new ArrayList<>(mesh());
        steps.addAll(metrics());
        steps.addAll(flows());
        return new CommandPlan(steps);
    }

    private List<CommandStep> mesh() {
        List<CommandStep> steps = new ArrayList<>();
        steps.add(new CommandStep(
                "Enable the Istio add-on",
                "the cluster runs one of AKS " + String.join(", ", revision.kubernetes())
                        + ", and neither another Istio nor application routing with the Gateway API",
                "az aks mesh enable" + CLUSTER + " --revision " + revision,
                "kubectl get pods -n " + profile.rootNamespace() + " shows istiod running"));
        for (String namespace : namespaces) {
            steps.add(new CommandStep(
                    "Inject sidecars in " + namespace,
                    "namespace " + namespace + " carries no label istio-injection, which would keep the add-on out",
                    "kubectl label namespace " + namespace + " istio.io/rev=" + revision + " --overwrite\n"
                            + "kubectl rollout restart deployment -n " + namespace,
                    "kubectl get pods -n " + namespace + " shows the sidecar in each pod"));
            steps.add(new CommandStep(
                    "Accept mutual TLS only in " + namespace,
                    "every client of " + namespace + " has a sidecar; what does not is listed and excluded on purpose",
                    "kubectl apply -n " + namespace + " -f peer-authentication-strict.yaml",
                    "kubectl get peerauthentication -n " + namespace));
        }
        return steps;
    }

    private List<CommandStep> metrics() {
        ObserveFacts.Target target = ObserveFacts.shipped().configMap();
        return List.of(
                new CommandStep(
                        "Create the Azure Monitor workspace",
                        "the resource provider Microsoft.Monitor is registered",
                        "az resource create --resource-group $RESOURCE_GROUP --namespace microsoft.monitor"
                                + " --resource-type accounts --name $MONITOR_WORKSPACE --location $REGION --properties '{}'",
                        "az resource show --resource-group $RESOURCE_GROUP --name $MONITOR_WORKSPACE"
                                + " --resource-type Microsoft.Monitor/accounts"),
                new CommandStep(
                        "Create the Grafana instance",
                        "its name is free; you may assign roles",
                        "az grafana create --resource-group $RESOURCE_GROUP --name $GRAFANA --location $REGION",
                        "you can sign in; if not, assign yourself the role Grafana Admin"),
                new CommandStep(
                        "Turn on managed Prometheus for the cluster",
                        "workspace and Grafana instance exist; their resource ids are in $MONITOR_WORKSPACE_ID and $GRAFANA_ID",
                        "az aks update" + CLUSTER + " --enable-azure-monitor-metrics"
                                + " --azure-monitor-workspace-resource-id $MONITOR_WORKSPACE_ID --grafana-resource-id $GRAFANA_ID",
                        "kubectl get pods -n kube-system shows ama-metrics pods running"),
                new CommandStep(
                        "Scrape sidecars and istiod",
                        "no ConfigMap " + target.name()
                                + " of your own exists (else merge the jobs); the file is the generated one,"
                                + " without findings",
                        "kubectl apply -f " + target.name() + ".yaml",
                        "after 15 minutes istio_requests_total has data in the workspace"),
                new CommandStep(
                        "Create the rules",
                        "the template is the generated one; PrometheusRule objects are not read by managed Prometheus",
                        "az deployment group create --resource-group $RESOURCE_GROUP --template-file istio-alerts.json"
                                + " --parameters location=$REGION workspaceId=$MONITOR_WORKSPACE_ID clusterName=$CLUSTER",
                        "az resource list --resource-group $RESOURCE_GROUP --resource-type "
                                + ObserveFacts.shipped().ruleGroup().type()),
                new CommandStep(
                        "Import the Istio dashboards",
                        "their revision fits " + revision + "; DashboardCoverage names the panels that will stay empty",
                        "az grafana dashboard import --resource-group $RESOURCE_GROUP --name $GRAFANA --definition $DASHBOARD",
                        "the panels show data with the workspace as data source"));
    }

    private static List<CommandStep> flows() {
        ObserveFacts.Hubble hubble = ObserveFacts.shipped().hubble();
        return List.of(
                new CommandStep(
                        "Turn on Advanced Container Networking Services",
                        "nodes run Linux (pod-level metrics are not there on Windows); the service is billed by node",
                        "az aks update" + CLUSTER + " --enable-acns",
                        "kubectl get deployment " + hubble.relay() + " -n " + hubble.namespace()),
                new CommandStep(
                        "Install the Hubble user interface",
                        hubble.relay() + " runs; the manifest passes HubbleCheck",
                        "kubectl apply -f hubble-ui.yaml\n" + "kubectl -n " + hubble.namespace() + " port-forward svc/"
                                + hubble.name() + " 12000:80",
                        "http://localhost:12000 lists the flows of a namespace"));
    }
}
