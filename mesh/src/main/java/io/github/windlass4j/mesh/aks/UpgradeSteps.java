package io.github.windlass4j.mesh.aks;

import io.github.windlass4j.manifest.k8s.Namespace;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The commands of an upgrade. */
final class UpgradeSteps {
    private static final String CLUSTER = " --resource-group $RESOURCE_GROUP --name $CLUSTER";
    private static final Set<String> ROLLABLE = Set.of("Deployment", "StatefulSet", "DaemonSet");

    private UpgradeSteps() {}

    static List<CommandStep> start(AksProfile profile, AksRevision from, AksRevision to, List<String> copy) {
        List<CommandStep> steps = new ArrayList<>();
        steps.add(new CommandStep(
                "See which revisions the cluster offers",
                "the add-on runs revision " + from,
                "az aks mesh get-upgrades" + CLUSTER,
                to + " is in the list"));
        if (!copy.isEmpty()) {
            String target = profile.sharedConfigMap(to.name());
            steps.add(new CommandStep(
                    "Copy the mesh's configuration for the new revision",
                    "ConfigMap " + copy.get(0) + " is in " + profile.rootNamespace()
                            + "; every field of it is allowed in " + to,
                    "kubectl get configmap " + copy.get(0) + " -n " + profile.rootNamespace()
                            + " -o jsonpath='{.data.mesh}' > mesh.yaml\n"
                            + "kubectl create configmap " + target + " -n " + profile.rootNamespace()
                            + " --from-file=mesh=mesh.yaml",
                    "kubectl get configmap " + target + " -n " + profile.rootNamespace()));
        }
        steps.add(new CommandStep(
                "Start the new control plane beside the old one",
                copy.isEmpty() ? "no mesh configuration of your own has to be copied" : "the copied ConfigMap is there",
                "az aks mesh upgrade start" + CLUSTER + " --revision " + to,
                "kubectl get pods -n " + profile.rootNamespace() + " shows istiod of both revisions running"));
        return steps;
    }

    static List<CommandStep> relabel(AksProfile profile, Mesh mesh, String from, String to, Set<String> tags) {
        List<CommandStep> steps = new ArrayList<>();
        for (String tag : tags) {
            steps.add(new CommandStep(
                    "Move revision tag " + tag,
                    "both control planes run",
                    "istioctl tag set " + tag + " --istioNamespace " + profile.rootNamespace() + " --revision " + to
                            + " --overwrite",
                    "istioctl tag list shows " + tag + " at " + to));
        }
        for (Namespace namespace : mesh.namespaces()) {
            if (from.equals(namespace.labels().get(InjectionWebhook.REVISION_LABEL))) {
                steps.add(new CommandStep(
                        "Let the new revision inject namespace " + namespace.name(),
                        "both control planes run",
                        "kubectl label namespace " + namespace.name() + " " + InjectionWebhook.REVISION_LABEL + "=" + to
                                + " --overwrite",
                        "kubectl get namespace " + namespace.name() + " -L " + InjectionWebhook.REVISION_LABEL));
            }
        }
        for (Workload workload : mesh.workloads()) {
            if (from.equals(workload.podLabels().get(InjectionWebhook.REVISION_LABEL))) {
                steps.add(new CommandStep(
                        "Change the pods' own label in " + workload.ref(),
                        "both control planes run",
                        "set " + InjectionWebhook.REVISION_LABEL + ": " + to + " in its pod template and apply it",
                        "its pods carry the label " + to));
            }
        }
        return steps;
    }

    static List<CommandStep> restart(List<Workload> workloads) {
        List<CommandStep> steps = new ArrayList<>();
        for (Workload workload : workloads) {
            String kind = workload.ref().kind();
            String name = workload.ref().name();
            String namespace = workload.ref().namespace();
            boolean rolls = ROLLABLE.contains(kind);
            String object = kind.toLowerCase(Locale.ROOT) + "/" + name + " -n " + namespace;
            steps.add(new CommandStep(
                    "Give " + workload.ref() + " the new proxy",
                    "its namespace or pods carry the new label",
                    rolls ? "kubectl rollout restart " + object : "make the pods of " + object + " anew",
                    rolls
                            ? "kubectl rollout status " + object
                            : "the new pods' annotation sidecar.istio.io/status names the new revision"));
        }
        return steps;
    }

    static CommandStep complete(AksRevision from, AksRevision to) {
        return new CommandStep(
                "Remove the old control plane",
                "no proxy is connected to " + from + " any more, and the workloads are healthy"
                        + " (else: az aks mesh upgrade rollback, after the labels are set back)",
                "az aks mesh upgrade complete" + CLUSTER,
                "az aks show" + CLUSTER + " --query serviceMeshProfile.istio.revisions prints only " + to);
    }
}
