package io.github.windlass4j.mesh.aks;

import io.github.windlass4j.manifest.k8s.Namespace;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.inject.InjectionVerdict;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.istio.Mesh;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plans the upgrade of the add-on's revision: which revisions can be reached, and what has to be done to the mesh.
 *
 * <p>The next revision or the one after it can be reached; from a revision whose successor is out of support too, only the
 * nearest supported one. The shared ConfigMap of the new revision has to be there before the upgrade starts.
 *
 * @param profile the revisions
 * @param cluster the cluster as it is
 * @param day the day of the upgrade
 */
public record UpgradePlan(AksProfile profile, AksCluster cluster, LocalDate day) {
    private static final String REVISION_LABEL = InjectionWebhook.REVISION_LABEL;
    private static final String TAG_LABEL = "istio.io/tag";

    /**
     * The plan to the newest revision that can be reached.
     *
     * @param mesh what runs on the cluster
     * @return the plan, or why there is none
     */
    public UpgradeVerdict decide(Mesh mesh) {
        if (cluster.revisions().size() != 1) {
            return new UpgradeVerdict.Blocked(
                    cluster.revisions().size() + " revisions are installed (want one)",
                    "complete or roll back the upgrade that is under way");
        }
        String installed = cluster.revisions().get(0);
        Optional<AksRevision> from = profile.revision(installed);
        if (from.isEmpty()) {
            return new UpgradeVerdict.Blocked(installed + " is not known as of " + profile.asOf(), "");
        }
        List<AksRevision> targets = targets(from.get());
        if (targets.isEmpty()) {
            return blocked(from.get());
        }
        AksRevision to = targets.get(targets.size() - 1);
        return ready(mesh, from.get(), to, targets.subList(0, targets.size() - 1));
    }

    /**
     * The revisions that can be reached in one upgrade.
     *
     * @param from the installed one
     * @return supported revisions that work with the cluster, oldest first
     */
    public List<AksRevision> targets(AksRevision from) {
        List<AksRevision> later = profile.revisions().stream()
                .filter(revision -> revision.compareTo(from) > 0)
                .toList();
        boolean nextSupported = !later.isEmpty() && isSupported(later.get(0));
        if (isSupported(from) || nextSupported) {
            return later.stream().limit(2).filter(this::isReachable).toList();
        }
        return later.stream().filter(this::isReachable).limit(1).toList();
    }

    private boolean isSupported(AksRevision revision) {
        AksRevision.Support support = revision.supportOn(day);
        return support == AksRevision.Support.SUPPORTED || support == AksRevision.Support.ENDING;
    }

    private boolean isReachable(AksRevision revision) {
        return isSupported(revision) && revision.isCompatibleWith(cluster);
    }

    private UpgradeVerdict blocked(AksRevision from) {
        Optional<AksRevision> newer = profile.revisions().stream()
                .filter(revision -> revision.compareTo(from) > 0 && isSupported(revision))
                .findFirst();
        return newer.isPresent()
                ? new UpgradeVerdict.Blocked(
                        newer.get() + " does not work with AKS " + cluster.kubernetes(),
                        "upgrade the cluster to one of "
                                + String.join(", ", newer.get().kubernetes()) + " first")
                : new UpgradeVerdict.Blocked(
                        "no newer supported revision is known as of " + profile.asOf(),
                        "az aks mesh get-upgrades --resource-group $RESOURCE_GROUP --name $CLUSTER");
    }

    private UpgradeVerdict ready(Mesh mesh, AksRevision from, AksRevision to, List<AksRevision> others) {
        Set<String> tags = tags(mesh, from.name());
        List<String> relabel = relabel(mesh, from.name());
        List<Workload> injected = injected(mesh, from.name(), tags);
        ObjectRef shared = ObjectRef.core("ConfigMap", profile.rootNamespace(), profile.sharedConfigMap(from.name()));
        List<String> copy = mesh.find(shared).isPresent() ? List.of(shared.name()) : List.of();
        List<String> notes = new ArrayList<>();
        if (copy.isEmpty()) {
            notes.add(shared.name() + " is not among the manifests: if it is on the cluster, copy it first");
        }
        if (day.isAfter(profile.reviewBy())) {
            notes.add("revisions are known as of " + profile.asOf() + "; check az aks mesh get-upgrades");
        }
        if (to.supportOn(day) == AksRevision.Support.ENDING) {
            notes.add(to + " ends this month" + (to.expected() ? " as expected" : ""));
        }
        List<CommandStep> steps = new ArrayList<>(UpgradeSteps.start(profile, from, to, copy));
        steps.addAll(UpgradeSteps.relabel(profile, mesh, from.name(), to.name(), tags));
        steps.addAll(UpgradeSteps.restart(injected));
        steps.add(UpgradeSteps.complete(from, to));
        return new UpgradeVerdict.Ready(
                from,
                to,
                others,
                new CommandPlan(steps),
                relabel,
                injected.stream().map(workload -> workload.ref().toString()).toList(),
                copy,
                notes);
    }

    private static Set<String> tags(Mesh mesh, String revision) {
        Set<String> tags = new TreeSet<>();
        for (Resource webhook : mesh.ofKind("admissionregistration.k8s.io", "MutatingWebhookConfiguration")) {
            Map<String, String> labels = webhook.labels();
            if (revision.equals(labels.get(REVISION_LABEL)) && labels.containsKey(TAG_LABEL)) {
                tags.add(labels.get(TAG_LABEL));
            }
        }
        return tags;
    }

    private static List<String> relabel(Mesh mesh, String revision) {
        List<String> names = new ArrayList<>();
        for (Namespace namespace : mesh.namespaces()) {
            if (revision.equals(namespace.labels().get(REVISION_LABEL))) {
                names.add("Namespace " + namespace.name());
            }
        }
        for (Workload workload : mesh.workloads()) {
            if (revision.equals(workload.podLabels().get(REVISION_LABEL))) {
                names.add(workload.ref().toString());
            }
        }
        return names;
    }

    /** The workloads whose pods the old revision injects; what AKS itself runs is not among them. */
    private List<Workload> injected(Mesh mesh, String revision, Set<String> tags) {
        List<InjectionWebhook> webhooks = new ArrayList<>(InjectionWebhook.ofRevision(revision));
        tags.forEach(tag -> webhooks.addAll(InjectionWebhook.ofTag(tag, revision)));
        Injector injector = Injector.of(mesh, webhooks);
        return mesh.workloads().stream()
                .filter(workload -> !workload.namespace().equals(profile.rootNamespace()))
                .filter(workload -> injector.decide(workload) instanceof InjectionVerdict.Injected)
                .toList();
    }
}
