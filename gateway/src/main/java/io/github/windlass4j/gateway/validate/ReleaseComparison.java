package io.github.windlass4j.gateway.validate;

import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which releases and channels take an object, and what changes for it from one to the next: the question before a
 * controller's definitions are upgraded, or before a manifest moves to another cluster.
 *
 * @param answers one per release, in the order of the releases
 */
public record ReleaseComparison(List<Answer> answers) {
    /** Copies the list. */
    public ReleaseComparison {
        answers = List.copyOf(answers);
    }

    /**
     * Asks every release.
     *
     * @param object an object of any kind
     * @param releases oldest first
     * @return their answers
     */
    public static ReleaseComparison of(Resource object, List<GatewayRelease> releases) {
        List<Answer> answers = new ArrayList<>();
        for (GatewayRelease release : releases) {
            answers.add(new Answer(release, release.schemas().create(object), release.serves(object.type())));
        }
        return new ReleaseComparison(answers);
    }

    /**
     * The answer of one release.
     *
     * @param release the release
     * @param verdict what its definitions make of the object
     * @param served whether its API server has the object's version: one that is defined and not served is there for objects
     *     that are stored already, and nobody can create one
     */
    public record Answer(GatewayRelease release, SchemaVerdict verdict, boolean served) {
        /**
         * Whether the release takes the object whole.
         *
         * @return true if it is stored and no field of it is dropped
         */
        private boolean takesAll() {
            return served && verdict.isAccepted() && verdict.dropped().isEmpty();
        }

        private boolean isDefinedOnly() {
            return !served && !(verdict instanceof SchemaVerdict.NoMatch);
        }

        @Override
        public String toString() {
            return release + ": " + verdict + (isDefinedOnly() ? " (not served)" : "");
        }
    }

    /**
     * What is different for an object between two neighbouring releases.
     *
     * @param before the older answer
     * @param after the newer answer
     */
    public record Change(Answer before, Answer after) {
        /**
         * Fields that only the newer release knows.
         *
         * @return paths in the object
         */
        public Set<String> gained() {
            return without(before, after);
        }

        /**
         * Fields that only the older release knows.
         *
         * @return paths in the object
         */
        public Set<String> lost() {
            return without(after, before);
        }

        private static Set<String> without(Answer dropping, Answer other) {
            Set<String> fields = new LinkedHashSet<>(dropping.verdict().dropped());
            fields.removeAll(other.verdict().dropped());
            return fields;
        }

        /** {@code v1.5.1/standard: stored -> v1.6.1/standard: refused}. */
        @Override
        public String toString() {
            return before.release() + ": " + word(before) + " -> " + after.release() + ": " + word(after);
        }

        private static String word(Answer answer) {
            if (answer.isDefinedOnly()) {
                return "not served";
            }
            return answer.verdict()
                    .fold(
                            stored -> stored.dropped().isEmpty() ? "stored" : "stored without " + stored.dropped(),
                            refused -> "refused",
                            unknown -> "unknown kind");
        }
    }

    /**
     * The releases that take the object whole.
     *
     * @return the releases in their order
     */
    public List<GatewayRelease> taking() {
        return answers.stream().filter(Answer::takesAll).map(Answer::release).toList();
    }

    /**
     * Where the answer changes: another verdict, other errors, or other fields dropped.
     *
     * @return the changes between neighbouring releases of the same channel, oldest first
     */
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            Answer last = null;
            for (Answer answer : answers) {
                if (answer.release().channel() == channel) {
                    if (last != null && !isSame(last.verdict(), answer.verdict())) {
                        changes.add(new Change(last, answer));
                    }
                    last = answer;
                }
            }
        }
        return List.copyOf(changes);
    }

    private static boolean isSame(SchemaVerdict one, SchemaVerdict two) {
        return one.getClass() == two.getClass()
                && Set.copyOf(one.dropped()).equals(Set.copyOf(two.dropped()))
                && messages(one).equals(messages(two));
    }

    private static List<String> messages(SchemaVerdict verdict) {
        return verdict.errors().stream().map(error -> error.message()).sorted().toList();
    }
}
