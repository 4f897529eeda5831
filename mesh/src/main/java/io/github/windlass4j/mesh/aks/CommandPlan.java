package io.github.windlass4j.mesh.aks;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Steps in the order in which they are to be taken.
 *
 * @param steps the steps
 */
public record CommandPlan(List<CommandStep> steps) {
    private static final Pattern PARAMETER = Pattern.compile("\\$([A-Z][A-Z0-9_]*)");

    /** Copies the list. */
    public CommandPlan {
        steps = List.copyOf(steps);
    }

    /**
     * What has to be filled in.
     *
     * @return names of the parameters of all commands, sorted
     */
    public SortedSet<String> parameters() {
        SortedSet<String> names = new TreeSet<>();
        for (CommandStep step : steps) {
            Matcher matcher = PARAMETER.matcher(step.command());
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    /** All steps, numbered. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            out.append(i + 1).append(". ").append(steps.get(i)).append('\n');
        }
        return out.toString();
    }
}
