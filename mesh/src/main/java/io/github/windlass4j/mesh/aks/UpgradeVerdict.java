package io.github.windlass4j.mesh.aks;

import io.github.windlass4j.core.internal.Count;
import java.util.List;
import java.util.function.Function;

/** Whether and how a mesh can be upgraded. */
public sealed interface UpgradeVerdict {
    /**
     * There is a way.
     *
     * @param from the revision that is installed
     * @param to the revision that the plan leads to
     * @param others further revisions that could be chosen instead, oldest first
     * @param plan what to do, in order
     * @param relabel namespaces and workloads whose label has to change
     * @param restart workloads whose pods have to be made anew, as {@code Kind namespace/name}
     * @param copy ConfigMap to be copied before the upgrade starts; empty if there is none
     * @param notes what could not be seen or is not certain
     */
    record Ready(
            AksRevision from,
            AksRevision to,
            List<AksRevision> others,
            CommandPlan plan,
            List<String> relabel,
            List<String> restart,
            List<String> copy,
            List<String> notes)
            implements UpgradeVerdict {
        /** Copies the lists. */
        public Ready {
            others = List.copyOf(others);
            relabel = List.copyOf(relabel);
            restart = List.copyOf(restart);
            copy = List.copyOf(copy);
            notes = List.copyOf(notes);
        }

        @Override
        public <R> R fold(
                Function<? super Ready, ? extends R> onReady, Function<? super Blocked, ? extends R> onBlocked) {
            return onReady.apply(this);
        }

        @Override
        public String toString() {
            return "from " + from + " to " + to + " in " + Count.of(plan.steps().size(), "step");
        }
    }

    /**
     * There is none now.
     *
     * @param reason why
     * @param remedy what would open a way; empty if nothing is known or needed
     */
    record Blocked(String reason, String remedy) implements UpgradeVerdict {
        @Override
        public <R> R fold(
                Function<? super Ready, ? extends R> onReady, Function<? super Blocked, ? extends R> onBlocked) {
            return onBlocked.apply(this);
        }

        @Override
        public String toString() {
            return "blocked: " + reason + (remedy.isEmpty() ? "" : "; " + remedy);
        }
    }

    /**
     * Case analysis.
     *
     * @param onReady for a way
     * @param onBlocked for none
     * @param <R> type of the answer
     * @return the answer
     */
    <R> R fold(Function<? super Ready, ? extends R> onReady, Function<? super Blocked, ? extends R> onBlocked);
}
