package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectView;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.internal.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ConfigMap with the settings of Azure Monitor's agent ({@code ama-metrics-settings-configmap}), schema v1 or v2: which of
 * its own targets it scrapes, how often, which metrics it keeps, and in which namespaces it follows the annotations of pods.
 *
 * @param resource the ConfigMap
 */
public record MetricsSettings(Resource resource) implements ObjectView {
    private static final String NOT_READ = "WL-OB-030";
    private static final String REFUSED = "WL-OB-031";
    private static final String BAD_VALUE = "WL-OB-032";
    private static final String NO_ANNOTATIONS = "WL-OB-033";

    private static final String CONTROL_PLANE = "controlplane-metrics";
    private static final String CONTROL_PLANE_PREFIX = "controlplane-";
    private static final String NAMESPACES = "podannotationnamespaceregex";
    private static final String PROFILE = "minimalingestionprofile";
    private static final Pattern LINE =
            Pattern.compile("\\s*([A-Za-z0-9_-]+)\\s*=\\s*(?:\"([^\"]*)\"|(\\S+))\\s*(?:#.*)?");

    /** Where complaints go, and what is known. */
    private record Lint(MetricsSettings settings, ObserveFacts.Settings facts, List<Finding> findings) {
        void add(String rule, Severity severity, String message) {
            Location location = Location.of(settings.resource.origin())
                    .at(settings.resource.at().line(), settings.resource.at().column())
                    .entry(settings.resource.ref().toString());
            findings.add(new Finding(
                    rule,
                    severity,
                    location,
                    message,
                    List.of(ObserveFacts.shipped().page(facts.source()))));
        }
    }

    /**
     * What the agent would not read or refuse.
     *
     * @return the findings in the order of the sections' names
     */
    public List<Finding> check() {
        ObserveFacts.Settings facts = ObserveFacts.shipped().settings();
        Lint lint = new Lint(this, facts, new ArrayList<>());
        if (!resource.name().equals(facts.name()) || !resource.namespace().equals(facts.namespace())) {
            lint.add(
                    NOT_READ,
                    Severity.ERROR,
                    resource.ref() + " is not looked at (want " + facts.namespace() + "/" + facts.name() + ")");
        }
        Map<String, String> texts = new TreeMap<>(new ConfigMap(resource).texts());
        String schema = texts.getOrDefault("schema-version", "").strip();
        boolean second = schema.equals("v2");
        if (!second && !schema.equals("v1")) {
            lint.add(
                    REFUSED,
                    Severity.ERROR,
                    "schema-version: \"" + schema + "\" (want v1 or v2): the agent refuses it");
            return List.copyOf(lint.findings);
        }
        String version = texts.getOrDefault("config-version", "").strip();
        if (version.length() > facts.versionLength()) {
            lint.add(
                    BAD_VALUE,
                    Severity.NOTE,
                    "config-version: \"" + version + "\" is cut after " + facts.versionLength() + " characters");
        }
        texts.keySet().removeAll(facts.common());
        texts.forEach((name, text) -> {
            if (second) {
                inV2(name, text, lint);
            } else {
                inV1(name, text, lint);
            }
        });
        return List.copyOf(lint.findings);
    }

    private static void inV1(String name, String text, Lint lint) {
        if (lint.facts.v1().contains(name)) {
            section(name, name, text, v1Targets(lint.facts), lint);
        } else {
            notRead(name, lint.facts.v2().contains(name) ? ": it is one of schema v2" : "", lint);
        }
    }

    private static void inV2(String name, String text, Lint lint) {
        if (lint.facts.v2().contains(name)) {
            inner(name, text, lint);
        } else {
            notRead(name, lint.facts.v1().contains(name) ? ": it is one of schema v1" : "", lint);
        }
    }

    private static void notRead(String section, String why, Lint lint) {
        lint.add(NOT_READ, Severity.WARNING, "section " + section + " is not looked at" + why);
    }

    private static Set<String> v1Targets(ObserveFacts.Settings facts) {
        List<String> all = new ArrayList<>(facts.clusterTargets());
        facts.controlPlaneTargets().forEach(target -> all.add(CONTROL_PLANE_PREFIX + target));
        return Set.copyOf(all);
    }

    /** In schema v2 the sections stand inside of two others. */
    private static void inner(String outer, String text, Lint lint) {
        Set<String> targets =
                outer.equals(CONTROL_PLANE) ? lint.facts.controlPlaneTargets() : lint.facts.clusterTargets();
        try {
            for (Document document : Yaml.read(text, outer)) {
                Fields sections = Fields.of(document.root());
                for (String name : sections.names()) {
                    if (lint.facts.v2Inner().contains(name)) {
                        section(outer + "." + name, name, sections.text(name, ""), targets, lint);
                    } else {
                        notRead(outer + "." + name, "", lint);
                    }
                }
            }
        } catch (MalformedYamlException e) {
            lint.add(REFUSED, Severity.ERROR, String.valueOf(e.getMessage()));
        }
    }

    private static void section(String path, String name, String text, Set<String> targets, Lint lint) {
        for (String line : text.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
                new Setting(path, matcher.group(1), value, lint).check(name, targets);
            } else if (!line.isBlank() && !line.strip().startsWith("#")) {
                lint.add(REFUSED, Severity.ERROR, path + ": \"" + line.strip() + "\" (want name = value)");
            }
        }
    }

    /** One line of a section. */
    private record Setting(String path, String key, String value, Lint lint) {
        void check(String section, Set<String> targets) {
            switch (section) {
                case "pod-annotation-based-scraping" -> annotations();
                case "default-scrape-settings-enabled", "default-targets-scrape-enabled" -> {
                    known(targets);
                    flag();
                }
                case "default-targets-metrics-keep-list" -> {
                    if (key.equals(PROFILE)) {
                        flag();
                    } else {
                        known(targets);
                        expression();
                    }
                }
                case "default-targets-scrape-interval-settings" -> {
                    known(targets);
                    interval();
                }
                case "debug-mode", "minimal-ingestion-profile", "opentelemetry-metrics" -> flag();
                default -> throw new IllegalStateException("no rule for section " + section);
            }
        }

        private void annotations() {
            if (!key.equals(NAMESPACES)) {
                lint.add(NOT_READ, Severity.WARNING, path + ": " + key + " is not looked at (want " + NAMESPACES + ")");
            } else if (value.isEmpty()) {
                lint.add(
                        NO_ANNOTATIONS,
                        Severity.NOTE,
                        path
                                + ": annotations of pods are followed in no namespace; a job of one's own has to scrape sidecars");
            } else {
                expression();
            }
        }

        private void known(Set<String> targets) {
            if (!targets.contains(key)) {
                lint.add(NOT_READ, Severity.WARNING, path + ": the agent has no target " + key);
            }
        }

        private void interval() {
            try {
                Durations.parse(value);
            } catch (IllegalArgumentException e) {
                lint.add(BAD_VALUE, Severity.ERROR, path + ": " + key + ": " + e.getMessage());
            }
        }

        private void flag() {
            if (!value.equals("true") && !value.equals("false")) {
                lint.add(BAD_VALUE, Severity.ERROR, path + ": " + key + " = " + value + " (want true or false)");
            }
        }

        private void expression() {
            try {
                Regex.compile(value);
            } catch (MalformedRegexException e) {
                lint.add(BAD_VALUE, Severity.ERROR, path + ": " + key + ": " + e.getMessage());
            }
        }
    }
}
