package io.github.windlass4j.advisor.knowledge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Options with their capabilities, and the needs against which they are held.
 *
 * <p>The answer of a catalogue: among the options that satisfy every {@link Need.Strength#MUST} that exists, those with the
 * fewest members (one thing rather than two), and among these those with the highest score.
 *
 * @param id name that callers refer to
 * @param title what is chosen, for a human
 * @param options at least one, in the order in which answers list them
 * @param needs in the order in which reasons list them
 */
public record Catalogue(String id, String title, List<Option> options, List<Need> needs) {
    /** Checks the components and copies the collections. */
    public Catalogue {
        options = List.copyOf(options);
        needs = List.copyOf(needs);
        if (options.isEmpty()) {
            throw new IllegalArgumentException("options: 0 (want >= 1)");
        }
        Set<String> ids = new HashSet<>();
        for (Option option : options) {
            if (!ids.add(option.id())) {
                throw new IllegalArgumentException("option \"" + option.id() + "\" given twice");
            }
        }
        for (Option option : options) {
            for (String member : option.members()) {
                if (!ids.contains(member) || member.equals(option.id())) {
                    throw new IllegalArgumentException(
                            "option \"" + option.id() + "\": member \"" + member + "\" is not another option");
                }
            }
        }
    }

    @Override
    public String toString() {
        return id + ": " + title;
    }
}
