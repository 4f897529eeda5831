package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.internal.Durations;
import io.github.windlass4j.mesh.observe.promql.MalformedPromqlException;
import io.github.windlass4j.mesh.observe.promql.PromQuery;
import io.github.windlass4j.mesh.observe.promql.ValueType;
import io.github.windlass4j.mesh.observe.scrape.NameRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A group of rules, written in the forms that Prometheus, its operator and Azure Monitor take.
 *
 * @param name name of the group
 * @param interval time between two evaluations, 1 to 15 minutes for Azure Monitor
 * @param rules the rules, in the order of evaluation
 */
public record MetricRules(String name, Duration interval, List<MetricRule> rules) {
    private static final String BAD_RULE = "WL-OB-010";
    private static final Duration RESOLVE = Duration.ofMinutes(10);

    /** Copies the list. */
    public MetricRules {
        rules = List.copyOf(rules);
    }

    /**
     * What Prometheus would refuse: names, queries, results that are no vector, the same rule twice.
     *
     * @return the findings; empty for rules that load
     */
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (MetricRule rule : rules) {
            String title = rule instanceof MetricRule.Alert alert ? alert.name() : ((MetricRule.Recording) rule).name();
            if (rule instanceof MetricRule.Recording && !NameRule.LEGACY.allows(title.replace(':', '_'))) {
                findings.add(finding(title, "\"" + title + "\" is no name of a metric"));
            }
            for (String label : rule.labels().keySet()) {
                if (!NameRule.LEGACY.allows(label) || label.equals("__name__")) {
                    findings.add(finding(title, "\"" + label + "\" is no name of a label"));
                }
            }
            if (!seen.add(List.of(title, rule.labels()))) {
                findings.add(finding(title, "stands twice with the same labels"));
            }
            try {
                PromQuery query = PromQuery.parse(rule.expression(), name + ", " + title);
                if (query.type() != ValueType.VECTOR && query.type() != ValueType.SCALAR) {
                    findings.add(finding(title, "evaluates to a " + query.type() + " (want a vector)"));
                }
            } catch (MalformedPromqlException e) {
                findings.add(finding(title, String.valueOf(e.getMessage())));
            }
        }
        return List.copyOf(findings);
    }

    private Finding finding(String title, String message) {
        return new Finding(BAD_RULE, Severity.ERROR, Location.of(name).entry(title), message);
    }

    /**
     * A file for {@code rule_files} and promtool.
     *
     * @return YAML
     */
    public String toRuleFile() {
        return Yaml.write(Node.of(Map.of("groups", List.of(group()))));
    }

    /**
     * The object of the Prometheus operator. Azure Monitor's agent does not read it: see {@link #toManagedRuleGroup}.
     *
     * @param namespace where it goes
     * @return a PrometheusRule
     */
    public Resource toPrometheusRule(String namespace) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", "monitoring.coreos.com/v1");
        object.put("kind", "PrometheusRule");
        object.put("metadata", ordered("name", name, "namespace", namespace));
        object.put("spec", Map.of("groups", List.of(group())));
        return Resource.of((Mapping) Node.of(object));
    }

    private Map<String, Object> group() {
        List<Object> written = new ArrayList<>();
        for (MetricRule rule : rules) {
            Map<String, Object> entry = new LinkedHashMap<>();
            if (rule instanceof MetricRule.Alert alert) {
                entry.put("alert", alert.name());
                entry.put("expr", alert.expression());
                entry.put("for", Durations.format(alert.after()));
                Map<String, Object> labels = new LinkedHashMap<>(alert.labels());
                labels.put("severity", Integer.toString(alert.severity()));
                entry.put("labels", labels);
                entry.put("annotations", alert.annotations());
            } else if (rule instanceof MetricRule.Recording recording) {
                entry.put("record", recording.name());
                entry.put("expr", recording.expression());
                if (!recording.labels().isEmpty()) {
                    entry.put("labels", recording.labels());
                }
            }
            written.add(entry);
        }
        return ordered("name", name, "interval", Durations.format(interval), "rules", written);
    }

    /**
     * The resource of Azure Monitor's managed Prometheus, as a template for {@code az deployment group create}. Its
     * parameters are {@code location}, {@code workspaceId} (of the Azure Monitor workspace) and {@code clusterName}.
     *
     * @return JSON
     */
    public String toManagedRuleGroup() {
        ObserveFacts.RuleGroup facts = ObserveFacts.shipped().ruleGroup();
        Map<String, Object> resource = ordered(
                "type", facts.type(),
                "apiVersion", facts.apiVersion(),
                "name", name,
                "location", "[parameters('location')]",
                "properties",
                        ordered(
                                "scopes",
                                List.of("[parameters('workspaceId')]"),
                                "clusterName",
                                "[parameters('clusterName')]",
                                "enabled",
                                true,
                                "interval",
                                interval.toString(),
                                "rules",
                                rules.stream().map(MetricRules::managed).toList()));
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String parameter : List.of("location", "workspaceId", "clusterName")) {
            parameters.put(parameter, Map.of("type", "string"));
        }
        return Yaml.writeJson(Node.of(ordered(
                "$schema",
                "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                "contentVersion",
                "1.0.0.0",
                "parameters",
                parameters,
                "resources",
                List.of(resource))));
    }

    private static Map<String, Object> managed(MetricRule rule) {
        Map<String, Object> entry = new LinkedHashMap<>();
        if (rule instanceof MetricRule.Alert alert) {
            entry.put("alert", alert.name());
            entry.put("expression", alert.expression());
            entry.put("for", alert.after().toString());
            entry.put("severity", alert.severity());
            entry.put("annotations", alert.annotations());
            entry.put("resolveConfiguration", ordered("autoResolved", true, "timeToResolve", RESOLVE.toString()));
        } else if (rule instanceof MetricRule.Recording recording) {
            entry.put("record", recording.name());
            entry.put("expression", recording.expression());
        }
        entry.put("labels", rule.labels());
        entry.put("enabled", true);
        return entry;
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    @Override
    public String toString() {
        return name + ", " + Count.of(rules.size(), "rule");
    }
}
