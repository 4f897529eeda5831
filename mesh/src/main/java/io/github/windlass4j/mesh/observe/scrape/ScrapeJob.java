package io.github.windlass4j.mesh.observe.scrape;

import io.github.windlass4j.mesh.internal.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One scrape configuration with what it inherits filled in. */
public final class ScrapeJob {
    private final String name;
    private final String scheme;
    private final String path;
    private final Duration interval;
    private final Duration timeout;
    private final Map<String, List<String>> parameters;
    private final boolean honorsLabels;
    private final ScrapeLimits limits;
    private final List<KubernetesDiscovery> kubernetes;
    private final List<StaticGroup> statics;
    private final List<String> otherDiscoveries;
    private final Relabeling targetRules;
    private final Relabeling sampleRules;
    private final Prometheus generation;

    private ScrapeJob(Section section, JobDefaults defaults) {
        section.check(ConfigFields.shipped().ofJob());
        HttpClient.check(section);
        this.generation = defaults.generation();
        this.name = section.text("job_name", "");
        if (name.isEmpty()) {
            throw section.malformed("job_name", "job_name is empty");
        }
        this.scheme = section.text("scheme", "http");
        this.path = section.text("metrics_path", "/metrics");
        this.interval = JobDefaults.orElse(section.duration("scrape_interval"), defaults.interval());
        Duration ownTimeout = section.duration("scrape_timeout");
        if (ownTimeout.compareTo(interval) > 0) {
            throw section.malformed(
                    "scrape_timeout", "greater than the scrape interval, " + Durations.format(interval));
        }
        this.timeout = JobDefaults.orElse(ownTimeout, JobDefaults.min(defaults.timeout(), interval));
        this.parameters = parameters(section.child("params"));
        this.honorsLabels = section.flag("honor_labels", false);
        this.limits = ScrapeLimits.read(section).or(defaults.limits());
        NameRule names = JobDefaults.names(section, defaults.names());
        defaults.checkEscaping(section, names);
        this.targetRules = Relabeling.read(section, "relabel_configs", generation, names);
        this.sampleRules = Relabeling.read(section, "metric_relabel_configs", generation, names);
        this.kubernetes = section.children("kubernetes_sd_configs").stream()
                .map(KubernetesDiscovery::read)
                .toList();
        this.statics = statics(section);
        this.otherDiscoveries = ConfigFields.shipped().discovery().stream()
                .filter(field -> !field.equals("kubernetes_sd_configs") && !field.equals("static_configs"))
                .filter(section::has)
                .toList();
    }

    static ScrapeJob read(Section section, JobDefaults defaults) {
        return new ScrapeJob(section, defaults);
    }

    private static Map<String, List<String>> parameters(Section section) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        section.node().entries().keySet().forEach(key -> parameters.put(key, section.texts(key)));
        return Collections.unmodifiableMap(parameters);
    }

    private List<StaticGroup> statics(Section section) {
        List<StaticGroup> groups = new ArrayList<>();
        for (Section group : section.children("static_configs")) {
            group.check(ConfigFields.shipped().of("static"));
            List<String> targets = group.texts("targets");
            for (String target : targets) {
                // With relabelling an address may be anything; without, a URL is a mistake that Prometheus refuses.
                if (targetRules.rules().isEmpty() && target.contains("/")) {
                    throw group.malformed("targets", "\"" + target + "\" is not a valid hostname");
                }
            }
            groups.add(new StaticGroup(targets, group.labels("labels", generation.names())));
        }
        return List.copyOf(groups);
    }

    /**
     * The name.
     *
     * @return {@code job_name}
     */
    public String name() {
        return name;
    }

    /**
     * How targets are asked.
     *
     * @return {@code http} or {@code https}, unless a rule changes it
     */
    public String scheme() {
        return scheme;
    }

    /**
     * What targets are asked for.
     *
     * @return {@code metrics_path}, unless a rule changes it
     */
    public String path() {
        return path;
    }

    /**
     * How often.
     *
     * @return time between two scrapes
     */
    public Duration interval() {
        return interval;
    }

    /**
     * How long a scrape may take.
     *
     * @return not longer than the interval
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * Whether labels of the samples win over those of the target.
     *
     * @return {@code honor_labels}
     */
    public boolean honorsLabels() {
        return honorsLabels;
    }

    /**
     * The limits.
     *
     * @return own ones, else the global ones
     */
    public ScrapeLimits limits() {
        return limits;
    }

    /**
     * The Kubernetes objects that become candidates.
     *
     * @return entries in order
     */
    public List<KubernetesDiscovery> kubernetes() {
        return kubernetes;
    }

    /**
     * The targets that are written out.
     *
     * @return groups in order
     */
    public List<StaticGroup> statics() {
        return statics;
    }

    /**
     * Discoveries whose targets are not known here.
     *
     * @return fields such as {@code consul_sd_configs}
     */
    public List<String> otherDiscoveries() {
        return otherDiscoveries;
    }

    /**
     * Rules for targets.
     *
     * @return {@code relabel_configs}
     */
    public Relabeling targetRules() {
        return targetRules;
    }

    /**
     * Rules for samples.
     *
     * @return {@code metric_relabel_configs}
     */
    public Relabeling sampleRules() {
        return sampleRules;
    }

    /**
     * What this job makes of one candidate.
     *
     * @param discovered the labels that a discovery gave it, {@code __address__} among them
     * @return the target, or why there is none
     */
    public TargetOutcome target(Map<String, String> discovered) {
        LabelBuilder labels = new LabelBuilder(discovered, generation);
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(TargetCheck.JOB, name);
        defaults.put(TargetCheck.INTERVAL, Durations.format(interval));
        defaults.put(TargetCheck.TIMEOUT, Durations.format(timeout));
        defaults.put(TargetCheck.PATH, path);
        defaults.put(TargetCheck.SCHEME, scheme);
        defaults.forEach((label, value) -> {
            if (labels.get(label).isEmpty()) {
                labels.set(label, value);
            }
        });
        parameters.forEach((key, values) -> {
            if (!values.isEmpty()) {
                labels.set(TargetCheck.PARAMETER + key, values.get(0));
            }
        });
        labels.endOfRule();
        return targetRules
                .apply(labels)
                .fold(
                        kept -> new TargetCheck(generation, parameters).check(kept),
                        dropped -> new TargetOutcome.Dropped(dropped));
    }

    /** {@code job "istio-proxies"}. */
    @Override
    public String toString() {
        return "job \"" + name + "\"";
    }
}
