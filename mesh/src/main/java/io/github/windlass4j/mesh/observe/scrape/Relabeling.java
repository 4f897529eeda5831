package io.github.windlass4j.mesh.observe.scrape;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Position;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A list of relabelling rules. Applying them is a pure function of the labels; what each rule did is part of the answer.
 * Immutable.
 */
public final class Relabeling {
    private final List<RelabelRule> rules;
    private final Prometheus generation;

    private Relabeling(List<RelabelRule> rules, Prometheus generation) {
        this.rules = List.copyOf(rules);
        this.generation = generation;
    }

    /**
     * Reads a list of rules, as it stands below {@code relabel_configs}.
     *
     * @param yaml the list
     * @param origin name used in errors
     * @param generation whose rules apply
     * @return the rules
     * @throws MalformedScrapeConfigException when Prometheus would refuse them
     * @throws MalformedYamlException when the text is no YAML
     */
    public static Relabeling read(String yaml, String origin, Prometheus generation) {
        List<Document> documents = Yaml.read(yaml, origin);
        if (documents.size() != 1) {
            throw new MalformedScrapeConfigException(
                    origin, Position.NONE, "", documents.size() + " documents (want one list)");
        }
        Mapping wrapped = Mapping.of(Map.of(
                "relabel_configs", documents.get(0).requireKeysWrittenOnce().root()));
        return read(new Section(wrapped, origin, ""), "relabel_configs", generation, generation.names());
    }

    static Relabeling read(Section section, String field, Prometheus generation, NameRule names) {
        List<RelabelRule> rules = new ArrayList<>();
        for (Section rule : section.children(field)) {
            rules.add(RelabelRule.read(rule, generation, names));
        }
        return new Relabeling(rules, generation);
    }

    /**
     * The rules.
     *
     * @return in the order in which they apply
     */
    public List<RelabelRule> rules() {
        return rules;
    }

    /**
     * Applies all rules.
     *
     * @param labels name to value; an empty value is no label
     * @return the labels that are left, or the rule that dropped them
     */
    public Relabeled apply(Map<String, String> labels) {
        LabelBuilder builder = new LabelBuilder(labels, generation);
        return apply(builder);
    }

    Relabeled apply(LabelBuilder builder) {
        List<Relabeled.Step> steps = new ArrayList<>();
        SortedMap<String, String> before = builder.labels();
        for (int i = 0; i < rules.size(); i++) {
            RelabelRule rule = rules.get(i);
            if (!rule.apply(builder)) {
                return new Relabeled.Dropped(i, rule, rule.source(builder), steps);
            }
            builder.endOfRule();
            SortedMap<String, String> after = builder.labels();
            if (!after.equals(before)) {
                steps.add(new Relabeled.Step(i, rule, changes(before, after)));
            }
            before = after;
        }
        return new Relabeled.Kept(before, steps);
    }

    private static Map<String, String> changes(SortedMap<String, String> before, SortedMap<String, String> after) {
        Map<String, String> changes = new LinkedHashMap<>();
        SortedMap<String, String> names = new TreeMap<>(before);
        names.putAll(after);
        for (String name : names.keySet()) {
            String value = after.getOrDefault(name, "");
            if (!value.equals(before.getOrDefault(name, ""))) {
                changes.put(name, value);
            }
        }
        return changes;
    }

    /** How many rules, and whose. */
    @Override
    public String toString() {
        return Count.of(rules.size(), "rule") + " for " + generation;
    }
}
