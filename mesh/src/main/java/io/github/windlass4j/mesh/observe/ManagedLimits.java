package io.github.windlass4j.mesh.observe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The limits of managed Prometheus on the labels of a target. */
final class ManagedLimits {
    private ManagedLimits() {}

    /** What goes over a limit before a single label of a metric is added. */
    static Set<String> exceeded(List<TargetReach> targets) {
        ObserveFacts.Limits limits = ObserveFacts.shipped().limits();
        Set<String> notes = new LinkedHashSet<>();
        for (TargetReach target : targets) {
            Map<String, String> labels = target.target().sampleLabels();
            if (labels.size() > limits.labels()) {
                notes.add(target.target() + " carries " + labels.size() + " labels of its own (limit " + limits.labels()
                        + ", metrics' labels included)");
            }
            labels.forEach((name, value) -> {
                if (name.length() > limits.nameLength() || value.length() > limits.valueLength()) {
                    notes.add("label " + name.substring(0, Math.min(name.length(), 60)) + " of " + target.target()
                            + " is too long: name " + name.length() + " (limit " + limits.nameLength() + "), value "
                            + value.length() + " (limit " + limits.valueLength() + ")");
                }
            });
        }
        return notes;
    }
}
