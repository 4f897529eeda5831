package io.github.windlass4j.mesh.observe;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.internal.Durations;
import io.github.windlass4j.mesh.observe.promql.MalformedPromqlException;
import io.github.windlass4j.mesh.observe.promql.PromQuery;
import io.github.windlass4j.mesh.observe.scrape.MalformedScrapeConfigException;
import io.github.windlass4j.mesh.observe.scrape.Prometheus;
import io.github.windlass4j.mesh.observe.scrape.Relabeling;
import io.github.windlass4j.mesh.observe.scrape.ScrapeConfig;
import io.github.windlass4j.mesh.observe.scrape.ScrapeJob;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Text as a query, as rules of relabelling, as a scrape configuration and as a dashboard: an answer, or the refusal that the
 * reader documents. As tests over the inputs kept in {@code ObserveFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1} and
 * one method chosen.
 */
class ObserveFuzzTest {
    private static final Map<String, String> LABELS = Map.of(
            "__address__", "10.0.0.1:15020",
            "__meta_kubernetes_pod_annotation_prometheus_io_port", "15020",
            "job", "pods",
            "a", "b");

    @FuzzTest(maxDuration = "15m")
    void promql(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        PromQuery query;
        try {
            query = PromQuery.parse(text, "fuzzed");
        } catch (MalformedPromqlException e) {
            if (!String.valueOf(e.getMessage()).startsWith("fuzzed")) {
                throw new AssertionError("no place in: " + e.getMessage(), e);
            }
            template(text);
            return;
        }
        if (query.metrics().size() > query.selectors().size() || query.type() == null) {
            throw new AssertionError("more metrics than selectors in " + query);
        }
        query.labels();
        template(text);
    }

    private static void template(String text) {
        try {
            PromQuery.parseTemplate(text, "fuzzed").selectors();
        } catch (MalformedPromqlException refused) {
            return;
        }
    }

    @FuzzTest(maxDuration = "15m")
    void relabelling(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        for (Prometheus generation : Prometheus.values()) {
            try {
                Relabeling rules = Relabeling.read(text, "fuzzed", generation);
                if (!rules.apply(LABELS).equals(rules.apply(LABELS))) {
                    throw new AssertionError("applied twice, " + rules.rules() + " differ");
                }
            } catch (MalformedScrapeConfigException | MalformedYamlException e) {
                continue;
            }
        }
    }

    @FuzzTest(maxDuration = "15m")
    void scrape(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        for (Prometheus generation : Prometheus.values()) {
            ScrapeConfig read;
            try {
                read = ScrapeConfig.read(text, "fuzzed", generation);
            } catch (MalformedScrapeConfigException | MalformedYamlException e) {
                if (!String.valueOf(e.getMessage()).startsWith("fuzzed")) {
                    throw new AssertionError("no place in: " + e.getMessage(), e);
                }
                continue;
            }
            for (ScrapeJob job : read.jobs()) {
                if (read.job(job.name()).orElseThrow() != job
                        || job.timeout().compareTo(job.interval()) > 0
                        || !job.target(LABELS).equals(job.target(LABELS))) {
                    throw new AssertionError("two of one name, a timeout beyond the interval, or two answers: " + job);
                }
            }
        }
    }

    /** A text as each section of the settings of managed Prometheus. */
    @FuzzTest(maxDuration = "15m")
    void settings(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        ObserveFacts.Settings facts = ObserveFacts.shipped().settings();
        check(text, "v1", facts.v1());
        check(text, "v2", facts.v2());
    }

    private static void check(String text, String schema, Set<String> sections) {
        Map<String, String> data = new TreeMap<>(Map.of("schema-version", schema));
        sections.forEach(section -> data.put(section, text));
        Node map =
                Node.of(Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", Map.of("name", "x"), "data", data));
        Resource resource =
                Manifests.read(Yaml.writeJson(map), "fuzzed").resources().get(0);
        for (Finding finding : new MetricsSettings(resource).check()) {
            if (finding.message().isBlank()) {
                throw new AssertionError("a finding says what is wrong: " + finding);
            }
        }
    }

    @FuzzTest(maxDuration = "15m")
    void dashboard(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            Dashboard.read(text, "fuzzed").panels().toString();
        } catch (MalformedYamlException | MalformedPromqlException e) {
            return;
        }
    }

    @FuzzTest(maxDuration = "15m")
    void duration(byte[] input) {
        try {
            java.time.Duration read = Durations.parse(new String(input, StandardCharsets.UTF_8));
            if (!Durations.parse(Durations.format(read)).equals(read)) {
                throw new AssertionError("written, " + read + " is " + Durations.format(read));
            }
        } catch (IllegalArgumentException refused) {
            return;
        }
    }
}
