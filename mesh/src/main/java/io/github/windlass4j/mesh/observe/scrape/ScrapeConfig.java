package io.github.windlass4j.mesh.observe.scrape;

import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A Prometheus configuration as far as it decides what is scraped. Immutable.
 *
 * <p>Read as Prometheus reads it when it loads: unknown fields, repeated keys, values of another type, rules that make no
 * sense, two ways to authenticate and timeouts longer than their interval are refused. Not checked: what the fields of
 * other discoveries than static and Kubernetes, of alerting and of remote storage contain, and the syntax of URLs and of
 * selectors of Kubernetes objects.
 */
public final class ScrapeConfig {
    private final String origin;
    private final List<String> sections;
    private final List<ScrapeJob> jobs;

    private ScrapeConfig(String origin, List<String> sections, List<ScrapeJob> jobs) {
        this.origin = origin;
        this.sections = List.copyOf(sections);
        this.jobs = List.copyOf(jobs);
    }

    /**
     * Reads a configuration.
     *
     * @param yaml the text of {@code prometheus.yml}
     * @param origin name used in errors
     * @param generation whose rules apply
     * @return the configuration; one without jobs for an empty text
     * @throws MalformedScrapeConfigException when Prometheus would refuse it
     * @throws MalformedYamlException when the text is no YAML
     */
    public static ScrapeConfig read(String yaml, String origin, Prometheus generation) {
        List<Document> documents = Yaml.read(yaml, origin);
        if (documents.isEmpty()) {
            return new ScrapeConfig(origin, List.of(), List.of());
        }
        // Further documents are not read (go-yaml, Unmarshal).
        Section root = Section.of(documents.get(0).requireKeysWrittenOnce().root(), origin, "");
        root.allowOnly(ConfigFields.shipped().root());
        JobDefaults defaults = JobDefaults.read(root.child("global"), generation);
        List<ScrapeJob> jobs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : root.children("scrape_configs")) {
            ScrapeJob job = ScrapeJob.read(section, defaults);
            if (!names.add(job.name())) {
                throw section.malformed("job_name", "\"" + job.name() + "\" is the name of an earlier job too");
            }
            jobs.add(job);
        }
        return new ScrapeConfig(origin, List.copyOf(root.node().entries().keySet()), jobs);
    }

    /**
     * The top-level sections that are written.
     *
     * @return names such as {@code scrape_configs}, in order
     */
    public List<String> sections() {
        return sections;
    }

    /**
     * The jobs.
     *
     * @return in order
     */
    public List<ScrapeJob> jobs() {
        return jobs;
    }

    /**
     * One job.
     *
     * @param name its {@code job_name}
     * @return the job
     */
    public Optional<ScrapeJob> job(String name) {
        return jobs.stream().filter(job -> job.name().equals(name)).findFirst();
    }

    /** {@code prometheus-config: jobs [a, b]}. */
    @Override
    public String toString() {
        return origin + ": jobs " + jobs.stream().map(ScrapeJob::name).toList();
    }
}
