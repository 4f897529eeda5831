package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.object.ObjectView;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import io.github.windlass4j.mesh.internal.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
    private static final String ENABLED = "enabled";
    private static final String HEADER = ": |-";

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
            section(name, text, v1Targets(lint.facts), lint);
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

    /** In schema v2 the sections stand inside of two others: text to the agent, which knows their headers by how they end. */
    private static void inner(String outer, String text, Lint lint) {
        Set<String> targets =
                outer.equals(CONTROL_PLANE) ? lint.facts.controlPlaneTargets() : lint.facts.clusterTargets();
        String section = "";
        for (String line : told(text)) {
            if (line.endsWith(HEADER)) {
                section = line.substring(0, line.length() - HEADER.length());
                if (!lint.facts.v2Inner().contains(section)) {
                    notRead(outer + "." + section, "", lint);
                }
            } else if (!line.contains("=")) {
                lint.add(
                        NOT_READ,
                        Severity.WARNING,
                        outer + ": \"" + line + "\" is not looked at (want name = value, or section" + HEADER + ")");
            } else if (section.isEmpty()) {
                lint.add(NOT_READ, Severity.WARNING, outer + ": \"" + line + "\" stands in no section");
            } else if (lint.facts.v2Inner().contains(section)) {
                Setting.of(outer + "." + section, line, lint).check(section, targets);
            }
        }
    }

    private static void section(String name, String text, Set<String> targets, Lint lint) {
        for (String line : told(text)) {
            if (line.contains("=")) {
                Setting.of(name, line, lint).check(name, targets);
            } else {
                lint.add(NOT_READ, Severity.WARNING, name + ": \"" + line + "\" is not looked at (want name = value)");
            }
        }
    }

    /** The lines that are neither blank nor comments. */
    private static List<String> told(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** One line of a section. */
    private record Setting(String path, String key, String value, Lint lint) {
        /** What stands behind the value, a comment too, is part of it (shared, ParseV1Config). */
        static Setting of(String path, String line, Lint lint) {
            int equals = line.indexOf('=');
            String value = line.substring(equals + 1).strip();
            boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
            return new Setting(
                    path,
                    line.substring(0, equals).strip(),
                    quoted ? value.substring(1, value.length() - 1) : value,
                    lint);
        }

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
                case "debug-mode", "minimal-ingestion-profile", "opentelemetry-metrics" -> {
                    if (key.equals(ENABLED)) {
                        flag();
                    } else {
                        unread(ENABLED);
                    }
                }
                default -> throw new IllegalStateException("no rule for section " + section);
            }
        }

        private void annotations() {
            if (!key.equals(NAMESPACES)) {
                unread(NAMESPACES);
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

        private void unread(String wanted) {
            lint.add(NOT_READ, Severity.WARNING, path + ": " + key + " is not looked at (want " + wanted + ")");
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
            if (value.startsWith("\"")) {
                lint.add(
                        BAD_VALUE,
                        Severity.ERROR,
                        path + ": " + key + " = " + value + " keeps its quotes: nothing may stand behind the last one");
                return;
            }
            try {
                Regex.compile(value);
            } catch (MalformedRegexException e) {
                lint.add(BAD_VALUE, Severity.ERROR, path + ": " + key + ": " + e.getMessage());
            }
        }
    }
}
