package io.github.windlass4j.mesh.observe.scrape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a job makes of one candidate. */
public sealed interface TargetOutcome {
    /**
     * The candidate is scraped.
     *
     * @param url what is asked
     * @param labels all labels after relabelling, sorted; those that start with {@code __} do not reach the samples
     * @param steps what the rules did
     */
    record Scraped(String url, Map<String, String> labels, List<Relabeled.Step> steps) implements TargetOutcome {
        /** Copies both. */
        public Scraped {
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
            steps = List.copyOf(steps);
        }

        /**
         * The host and port that are dialled.
         *
         * @return {@code __address__}
         */
        public String address() {
            return labels.getOrDefault(TargetCheck.ADDRESS, "");
        }

        /**
         * The labels that the samples get.
         *
         * @return sorted by name
         */
        public Map<String, String> sampleLabels() {
            Map<String, String> visible = new LinkedHashMap<>();
            labels.forEach((name, value) -> {
                if (!name.startsWith("__")) {
                    visible.put(name, value);
                }
            });
            return Collections.unmodifiableMap(visible);
        }

        /** The URL. */
        @Override
        public String toString() {
            return url;
        }
    }

    /**
     * A rule dropped the candidate.
     *
     * @param by the rule and what it saw
     */
    record Dropped(Relabeled.Dropped by) implements TargetOutcome {
        @Override
        public String toString() {
            return by.toString();
        }
    }

    /**
     * The rules left something that is no target.
     *
     * @param problem why Prometheus refuses it
     * @param steps what the rules did
     */
    record Refused(String problem, List<Relabeled.Step> steps) implements TargetOutcome {
        /** Copies the steps. */
        public Refused {
            steps = List.copyOf(steps);
        }

        @Override
        public String toString() {
            return "refused: " + problem;
        }
    }
}
