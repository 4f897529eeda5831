package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.regex.Regex;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What managed Prometheus refuses and limits, and on which ports the mesh serves which metrics. */
record ObserveFacts(
        LocalDate asOf,
        List<Source> sources,
        Target configMap,
        Settings settings,
        Monitors monitors,
        Limits limits,
        Proxy proxy,
        RuleGroup ruleGroup,
        Hubble hubble,
        Set<String> targetLabels,
        List<Metrics> metrics) {
    record Target(
            String namespace,
            String name,
            String key,
            Set<String> refused,
            @SourceRef String source) {}

    /** Sections by schema version; those of {@code v2Inner} stand inside of those of {@code v2}. */
    record Settings(
            String namespace,
            String name,
            Set<String> common,
            int versionLength,
            Set<String> v1,
            Set<String> v2,
            Set<String> v2Inner,
            Set<String> clusterTargets,
            Set<String> controlPlaneTargets,
            @SourceRef String source) {}

    record Monitors(
            Set<String> kinds,
            String group,
            String version,
            String foreignGroup,
            @SourceRef String source) {}

    record Limits(
            long labels,
            long nameLength,
            long valueLength,
            @SourceRef String source) {}

    record Proxy(
            String container,
            int telemetryPort,
            String telemetryPortName,
            int statusPort,
            int controlPlanePort,
            String metricsPath,
            String controlPlanePath,
            String controlPlaneLabel,
            @SourceRef String source) {}

    record RuleGroup(
            String type, String apiVersion, @SourceRef String source) {}

    record Hubble(
            Set<String> objects,
            String namespace,
            String relay,
            String name,
            @SourceRef String source) {}

    /** {@code names} are expressions over names of metrics, {@code labels} what their series always carry. */
    record Metrics(
            MetricSource from,
            List<String> names,
            @Omittable Map<String, String> labels,
            @SourceRef String source) {
        /** Compiled anew each time: keep it. */
        Regex pattern() {
            return Regex.compile(String.join("|", names));
        }
    }

    private static final String RESOURCE = "managed.json";

    private static final class Shipped {
        static final ObserveFacts FACTS =
                KnowledgeReader.shipped(ObserveFacts.class.getResourceAsStream(RESOURCE), RESOURCE, ObserveFacts.class);
    }

    static ObserveFacts shipped() {
        return Shipped.FACTS;
    }

    String page(String sourceId) {
        return sources.stream()
                        .filter(source -> source.id().equals(sourceId))
                        .findFirst()
                        .flatMap(Source::link)
                        .map(URI::toString)
                        .orElse(sourceId)
                + " as of " + asOf;
    }

    /** A finding about an object, with the page that says so. */
    static Finding finding(String rule, Severity severity, Resource about, String message, String source) {
        Location location = Location.of(about.origin())
                .at(about.at().line(), about.at().column())
                .entry(about.ref().toString());
        return new Finding(rule, severity, location, message, List.of(shipped().page(source)));
    }
}
