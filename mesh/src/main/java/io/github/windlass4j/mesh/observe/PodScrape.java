package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.List;

/**
 * What is scraped of the pods of one workload.
 *
 * @param workload the workload
 * @param injection what was found about its sidecar, in one line
 * @param targets what is scraped, in the order of the jobs
 * @param dropped candidates that no job took: which rule dropped them, one line per job and port
 * @param notes what is wrong although something is scraped: duplicates, limits, annotations
 */
public record PodScrape(
        ObjectRef workload, String injection, List<TargetReach> targets, List<String> dropped, List<String> notes) {
    /** Copies the lists. */
    public PodScrape {
        targets = List.copyOf(targets);
        dropped = List.copyOf(dropped);
        notes = List.copyOf(notes);
    }

    /**
     * Whether any target gets metrics.
     *
     * @return true if one is reached
     */
    public boolean isSeen() {
        return targets.stream().anyMatch(target -> target.reach() == Reach.REACHED);
    }

    /** The workload and its targets, one line each. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(workload + " (" + injection + ")");
        targets.forEach(target -> out.append("\n  ").append(target));
        if (targets.isEmpty()) {
            out.append("\n  not scraped");
            dropped.forEach(line -> out.append("\n    ").append(line));
        }
        notes.forEach(note -> out.append("\n  note: ").append(note));
        return out.toString();
    }
}
