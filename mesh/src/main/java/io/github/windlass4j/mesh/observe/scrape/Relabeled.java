package io.github.windlass4j.mesh.observe.scrape;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What became of one set of labels. */
public sealed interface Relabeled {
    /**
     * What the rules did, in order; a rule without effect is left out.
     *
     * @return the steps
     */
    List<Step> steps();

    /**
     * Case analysis.
     *
     * @param onKept for a set that went through all rules
     * @param onDropped for one that a rule dropped
     * @param <R> type of the answer
     * @return the answer
     */
    <R> R fold(Function<? super Kept, ? extends R> onKept, Function<? super Dropped, ? extends R> onDropped);

    /**
     * All rules were applied.
     *
     * @param labels the labels after the last rule, sorted by name; none is empty
     * @param steps what the rules did
     */
    record Kept(Map<String, String> labels, List<Step> steps) implements Relabeled {
        /** Copies both. */
        public Kept {
            SortedMap<String, String> sorted = new TreeMap<>(labels);
            labels = Collections.unmodifiableMap(sorted);
            steps = List.copyOf(steps);
        }

        @Override
        public <R> R fold(
                Function<? super Kept, ? extends R> onKept, Function<? super Dropped, ? extends R> onDropped) {
            return onKept.apply(this);
        }
    }

    /**
     * A rule dropped the set; later rules were not looked at.
     *
     * @param index position of the rule, from 0
     * @param rule the rule
     * @param source the text that it looked at
     * @param steps what the rules before it did
     */
    record Dropped(int index, RelabelRule rule, String source, List<Step> steps) implements Relabeled {
        /** Copies the steps. */
        public Dropped {
            steps = List.copyOf(steps);
        }

        @Override
        public <R> R fold(
                Function<? super Kept, ? extends R> onKept, Function<? super Dropped, ? extends R> onDropped) {
            return onDropped.apply(this);
        }

        /** {@code rule 3 (keep [a] regex "true") dropped it: the source was ""}. */
        @Override
        public String toString() {
            return "rule " + index + " (" + rule + ") dropped it: the source was \"" + source + "\"";
        }
    }

    /**
     * One rule that changed something.
     *
     * @param index position of the rule, from 0
     * @param rule the rule
     * @param changed the labels that it changed, with their new values; empty = removed
     */
    record Step(int index, RelabelRule rule, Map<String, String> changed) {
        /** Copies the map. */
        public Step {
            changed = Collections.unmodifiableMap(new TreeMap<>(changed));
        }

        @Override
        public String toString() {
            return "rule " + index + " (" + rule + ") set " + changed;
        }
    }
}
