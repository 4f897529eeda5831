package io.github.windlass4j.scan.cluster;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.report.Progress;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.scan.internal.StoreProbe;
import io.github.windlass4j.scan.inventory.Inventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the Kubernetes objects of one cluster: the stores that they carry, and the programs that connect to databases, with
 * what their volumes, environment and init containers do to their trust. Nothing is asked of a cluster; hand over manifests or
 * the output of {@code kubectl get ... -o yaml}. Immutable; every method returns a copy.
 *
 * <p>References between objects are followed inside one scan: hand over all objects of a cluster together. Image contents are
 * another scan's; the {@link Inventory} brings both together.
 *
 * {@snippet :
 * Inventory prod = ClusterScan.of(Manifests.read(dump, "prod.yaml")).cluster("prod").scan();
 * }
 */
public final class ClusterScan {
    /** The password that keytool's documentation, the JDK and trust-manager use for what is no secret. */
    private static final String USUAL_PASSWORD = "changeit";

    private final Manifests manifests;
    private final String cluster;
    private final List<char[]> passwords;
    private final Progress progress;

    private ClusterScan(Manifests manifests, String cluster, List<char[]> passwords, Progress progress) {
        this.manifests = Objects.requireNonNull(manifests);
        this.cluster = Objects.requireNonNull(cluster);
        this.passwords = List.copyOf(passwords);
        this.progress = Objects.requireNonNull(progress);
    }

    /** A scan of these objects. */
    public static ClusterScan of(Manifests manifests) {
        return new ClusterScan(manifests, "", List.of(USUAL_PASSWORD.toCharArray()), Progress.UNSTOPPED);
    }

    /** Names the cluster, so that its objects are not taken for those of another; empty unless set. */
    public ClusterScan cluster(String name) {
        return new ClusterScan(manifests, name, passwords, progress);
    }

    /**
     * Adds passwords to try on keystores; {@code changeit}, what stands beside a keystore in its Secret, and what the options of
     * a JVM state always are.
     */
    public ClusterScan passwords(Collection<char[]> more) {
        List<char[]> all = new ArrayList<>(passwords);
        all.addAll(more);
        return new ClusterScan(manifests, cluster, all, progress);
    }

    /** Tells somebody about each object before it is looked at. */
    public ClusterScan listening(Progress listener) {
        return new ClusterScan(manifests, cluster, passwords, listener);
    }

    /** A pod of a ReplicaSet says what its Deployment says; the owner counts where it is in the set and makes pods. */
    private boolean isMadeByAnother(Workload workload) {
        return workload.resource().metadata().list("ownerReferences").stream()
                .anyMatch(owner -> manifests
                        .find(new ObjectRef(
                                GroupVersionKind.of(owner.text("apiVersion", ""), "")
                                        .group(),
                                owner.text("kind", ""),
                                workload.namespace(),
                                owner.text("name", "")))
                        .flatMap(ClusterScan::workload)
                        .isPresent());
    }

    /** What makes pods: the API's own kinds, and any other with a template that has containers (Rollout, Knative's Service). */
    static Optional<Workload> workload(Resource resource) {
        return Workload.of(resource)
                .or(() -> Optional.of(new Workload(resource))
                        .filter(other -> !other.pod().containers().isEmpty()));
    }

    /** Scans. What cannot be read is a finding; the scan goes on. */
    public Inventory scan() {
        Inventory.Builder facts = Inventory.builder();
        manifests.findings().forEach(facts::add);
        List<char[]> all = new ArrayList<>(passwords);
        all.addAll(StatedPasswords.of(manifests));
        Carriers carriers = new Carriers(manifests, cluster, new StoreProbe(all), facts);
        Workloads workloads = new Workloads(new ClusterObjects(cluster, manifests), facts);
        long done = 0;
        for (Resource resource : manifests.resources()) {
            if (!progress.next(resource.toString(), done)) {
                facts.add(new Finding(
                        "WL-SC-001",
                        Severity.WARNING,
                        Location.of(cluster),
                        "stopped after " + done + " of " + manifests.resources().size() + " objects"));
                return facts.build();
            }
            carriers.read(resource);
            workload(resource).filter(workload -> !isMadeByAnother(workload)).ifPresent(workloads::read);
            done++;
        }
        carriers.bundles();
        return facts.build();
    }

    /** How many objects of which cluster; never the passwords. */
    @Override
    public String toString() {
        return "scan of " + Count.of(manifests.resources().size(), "object")
                + (cluster.isEmpty() ? "" : " of " + cluster);
    }
}
