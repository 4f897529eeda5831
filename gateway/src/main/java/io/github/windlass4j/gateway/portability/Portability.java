package io.github.windlass4j.gateway.portability;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.gateway.api.GatewaySet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The features that some manifests need against what implementations report, the newest report of each mode and
 * channel counting: on the newest release of the specification, the last of those. Reports are their makers' claims.
 *
 * @param uses what the manifests need, and where
 * @param untold what the manifests use and no report can tell of
 * @param implementations the answer of each, by project and mode
 */
public record Portability(List<FeatureUse> uses, List<Untold> untold, List<Implementation> implementations)
        implements Reportable {
    /** Copies the lists. */
    public Portability {
        uses = List.copyOf(uses);
        untold = List.copyOf(untold);
        implementations = List.copyOf(implementations);
    }

    /** Whether an implementation has a feature. */
    public enum Support {
        /** It says so: for a core feature, all core tests of a profile passed; an extended one is in its list. */
        SUPPORTED,
        /** Tests were left out or failed: of the core, of everything extended, or one with the name of the feature. */
        PARTLY,
        /** It says that it has not. */
        UNSUPPORTED,
        /** Its report does not speak of it, or cannot be read. */
        UNKNOWN
    }

    /**
     * One implementation's answer.
     *
     * @param report the report that counts
     * @param support each needed feature in alphabetical order
     */
    public record Implementation(ConformanceReport report, Map<String, Support> support) {
        /** Copies the map. */
        public Implementation {
            support = Collections.unmodifiableMap(new LinkedHashMap<>(support));
        }

        /**
         * Whether it says that it has everything.
         *
         * @return true if every needed feature is supported; never for a report that cannot be read
         */
        public boolean hasAll() {
            return report.problems().isEmpty() && support.values().stream().allMatch(Support.SUPPORTED::equals);
        }

        /**
         * The features that it is not known to have.
         *
         * @return name and answer in alphabetical order
         */
        public Map<String, Support> missing() {
            Map<String, Support> missing = new LinkedHashMap<>(support);
            missing.values().removeIf(Support.SUPPORTED::equals);
            return missing;
        }

        /** The day of the report in UTC; empty if it does not tell. */
        private String asOf() {
            return report.date().map(date -> date.toString().substring(0, 10)).orElse("");
        }

        /** What is wrong with the report, or else which tests it left out or failed; empty for a report without either. */
        private String reservations() {
            List<String> problems = report.problems();
            List<String> tests = report.testsNotPassed();
            return !problems.isEmpty()
                    ? "not read: " + String.join("; ", problems)
                    : tests.isEmpty() ? "" : "tests left out or failed: " + String.join(", ", tests);
        }

        /** One line. */
        @Override
        public String toString() {
            String asOf = asOf();
            String reservations = reservations();
            return report + (asOf.isEmpty() ? "" : ", as of " + asOf) + ": "
                    + (hasAll() ? "has all" : missing().toString())
                    + (reservations.isEmpty() ? "" : "; " + reservations);
        }
    }

    /**
     * Compares manifests with reports.
     *
     * @param set the manifests
     * @param reports reports of any implementations, old ones too
     * @return the matrix; first those that have all, then by how much is missing
     */
    public static Portability of(GatewaySet set, List<ConformanceReport> reports) {
        List<FeatureUse> uses = FeatureUse.all(set);
        Map<String, List<FeatureUse>> needed = new TreeMap<>();
        uses.forEach(use -> needed.computeIfAbsent(use.feature(), unseen -> new ArrayList<>())
                .add(use));
        List<Implementation> implementations = new ArrayList<>();
        for (ConformanceReport report : NewestReports.of(reports)) {
            boolean readable = report.problems().isEmpty();
            Map<String, Support> support = new LinkedHashMap<>();
            needed.forEach((feature, all) -> support.put(feature, readable ? support(report, all) : Support.UNKNOWN));
            implementations.add(new Implementation(report, support));
        }
        implementations.sort(
                Comparator.comparingInt((Implementation one) -> one.missing().size())
                        .thenComparing(one -> one.report().toString()));
        return new Portability(uses, Untold.all(set), implementations);
    }

    /** The least of what the uses of one feature get: a route at a Gateway asks another profile than one in the mesh. */
    private static Support support(ConformanceReport report, List<FeatureUse> uses) {
        Set<Support> answers = EnumSet.noneOf(Support.class);
        for (FeatureUse use : uses) {
            answers.add(use.isCore() ? core(report, use) : extended(report, use.feature()));
        }
        return first(answers, Support.UNSUPPORTED, Support.UNKNOWN, Support.PARTLY);
    }

    /** The first of some answers that was given; if none was, it is supported. */
    private static Support first(Set<Support> given, Support... order) {
        return Stream.of(order).filter(given::contains).findFirst().orElse(Support.SUPPORTED);
    }

    /** What the core tests of the profiles tell, the best of them; TCPRoute and UDPRoute stand in the lists too. */
    private static Support core(ConformanceReport report, FeatureUse use) {
        Support best = Support.UNKNOWN;
        for (ConformanceReport.Profile profile : report.profiles()) {
            if (profile.unsupported().contains(use.feature())) {
                return Support.UNSUPPORTED;
            }
            if (use.profiles().contains(profile.name()) && best != Support.SUPPORTED) {
                best = profile.core().equals("success") ? Support.SUPPORTED : Support.PARTLY;
            }
        }
        return best;
    }

    private static Support extended(ConformanceReport report, String feature) {
        Set<Support> answers = EnumSet.noneOf(Support.class);
        for (ConformanceReport.Profile profile : report.profiles()) {
            if (profile.unsupported().contains(feature)) {
                answers.add(Support.UNSUPPORTED);
            } else if (profile.supported().contains(feature)) {
                boolean doubtful = profile.extended().equals("failure") || profile.hasNotPassed(feature);
                answers.add(doubtful ? Support.PARTLY : Support.SUPPORTED);
            }
        }
        if (answers.isEmpty()) {
            return Support.UNKNOWN;
        }
        // What one profile has and another has not is there in part.
        boolean both = answers.contains(Support.UNSUPPORTED) && answers.size() > 1;
        return both ? Support.PARTLY : first(answers, Support.UNSUPPORTED, Support.PARTLY);
    }

    /**
     * The matrix; passes when one implementation has everything, and is not known while one of them may have it, or while the
     * manifests use what no report tells of.
     */
    @Override
    public Section section() {
        List<Implementation> whole =
                implementations.stream().filter(Implementation::hasAll).toList();
        boolean open = implementations.isEmpty()
                || implementations.stream()
                        .anyMatch(one -> one.missing().values().stream().allMatch(Support.UNKNOWN::equals));
        boolean all = !whole.isEmpty() && untold.isEmpty();
        String beyond = untold.isEmpty() ? "" : "; no report tells of " + Count.of(untold.size(), "use");
        return Section.of(
                        "Portability",
                        all ? Outcome.PASSES : open ? Outcome.UNKNOWN : Outcome.FAILS,
                        whole.size() + " of " + implementations.size() + " implementations have all that is needed"
                                + beyond)
                .with(new Block.Table(
                        "Needed",
                        List.of("feature", "level", "by"),
                        uses.stream()
                                .map(use -> List.of(
                                        use.feature(),
                                        use.isCore() ? "core" : "extended",
                                        (use.object() + " " + use.field()).strip()))
                                .toList()))
                .with(new Block.Table(
                        "No report tells",
                        List.of("what", "by"),
                        untold.stream()
                                .map(use -> List.of(use.what(), (use.object() + " " + use.field()).strip()))
                                .toList()))
                .with(new Block.Table(
                        "Implementations",
                        List.of("implementation", "as of", "is not known to have", "with the reservation"),
                        implementations.stream()
                                .map(one -> List.of(
                                        one.report().toString(),
                                        one.asOf(),
                                        one.hasAll() ? "" : one.missing().toString(),
                                        one.reservations()))
                                .toList()));
    }

    /** One line for each implementation, and one for what no report tells of. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        implementations.forEach(one -> text.append(one).append('\n'));
        if (!untold.isEmpty()) {
            text.append("no report tells of ").append(untold).append('\n');
        }
        return text.toString();
    }
}
