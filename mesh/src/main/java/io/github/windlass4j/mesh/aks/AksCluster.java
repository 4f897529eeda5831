package io.github.windlass4j.mesh.aks;

import java.util.List;

/**
 * What is known of a cluster with the add-on.
 *
 * @param kubernetes minor version ("1.35")
 * @param longTermSupport whether the cluster is on the long-term support plan
 * @param revisions the add-on's revisions that are installed: one, or two during an upgrade
 */
public record AksCluster(String kubernetes, boolean longTermSupport, List<String> revisions) {
    /** Copies the list; the version must have two parts. */
    public AksCluster {
        if (!kubernetes.matches("[0-9]{1,3}\\.[0-9]{1,3}")) {
            throw new IllegalArgumentException("kubernetes: " + kubernetes + " (want such as 1.35)");
        }
        revisions = List.copyOf(revisions);
    }

    @Override
    public String toString() {
        return "Kubernetes " + kubernetes + (longTermSupport ? " (long-term support)" : "") + " with " + revisions;
    }
}
