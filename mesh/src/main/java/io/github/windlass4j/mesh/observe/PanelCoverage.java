package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.mesh.observe.promql.Presence;
import java.util.List;

/**
 * Whether a panel shows anything.
 *
 * @param panel title of the panel
 * @param data YES if one of its queries returns data, NO if none does
 * @param reasons why series are missing or not known, one line per selector
 */
public record PanelCoverage(String panel, Presence data, List<String> reasons) {
    /** Copies the list. */
    public PanelCoverage {
        reasons = List.copyOf(reasons);
    }

    @Override
    public String toString() {
        return data + " \"" + panel + "\"" + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons));
    }
}
