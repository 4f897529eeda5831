package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.manifest.regex.Regex;
import io.github.windlass4j.mesh.observe.promql.LabelMatcher;
import io.github.windlass4j.mesh.observe.promql.MetricSelector;
import io.github.windlass4j.mesh.observe.promql.Presence;
import io.github.windlass4j.mesh.observe.promql.PromQuery;
import io.github.windlass4j.mesh.observe.scrape.KubernetesDiscovery;
import io.github.windlass4j.mesh.observe.scrape.RelabelRule;
import io.github.windlass4j.mesh.observe.scrape.Relabeled;
import io.github.windlass4j.mesh.observe.scrape.ScrapeConfig;
import io.github.windlass4j.mesh.observe.scrape.ScrapeJob;
import io.github.windlass4j.mesh.observe.scrape.TargetOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells which panels of a dashboard stay empty with what is scraped.
 *
 * <p>Looks at names of metrics, at who serves them, at rules that drop samples by their name, and at labels that come from
 * the target. Values of the metrics' own labels are taken to occur. Targets that {@link ScrapeReach} does not look at leave
 * the answer open where they may serve what is asked for.
 */
public final class DashboardCoverage {
    private final List<PodScrape> pods;
    private final ScrapeConfig config;
    private final Set<MetricSource> elsewhere;
    private final Map<ObserveFacts.Metrics, Regex> metrics = new LinkedHashMap<>();

    private DashboardCoverage(List<PodScrape> pods, ScrapeConfig config, Set<MetricSource> elsewhere) {
        this.pods = pods;
        this.config = config;
        this.elsewhere = Set.copyOf(elsewhere);
        ObserveFacts.shipped().metrics().forEach(entry -> metrics.put(entry, entry.pattern()));
    }

    /**
     * The answer for every panel.
     *
     * @param dashboard the dashboard
     * @param pods what is scraped of each pod, from {@link ScrapeReach}
     * @param config the configuration that was asked there
     * @param elsewhere what is scraped without this configuration, such as {@link MetricSource#NODE} by managed Prometheus
     * @return one entry per panel, in order
     */
    public static List<PanelCoverage> of(
            Dashboard dashboard, List<PodScrape> pods, ScrapeConfig config, Set<MetricSource> elsewhere) {
        DashboardCoverage coverage = new DashboardCoverage(List.copyOf(pods), config, elsewhere);
        return dashboard.panels().stream().map(coverage::panel).toList();
    }

    private PanelCoverage panel(Dashboard.Panel panel) {
        Set<String> reasons = new LinkedHashSet<>();
        Set<Presence> data = new LinkedHashSet<>();
        for (PromQuery query : panel.queries()) {
            data.add(query.presence(selector -> series(selector, reasons)));
        }
        Presence best = data.contains(Presence.YES)
                ? Presence.YES
                : data.contains(Presence.UNKNOWN) ? Presence.UNKNOWN : Presence.NO;
        return new PanelCoverage(panel.title(), best, List.copyOf(reasons));
    }

    private Presence series(MetricSelector selector, Set<String> reasons) {
        String metric = selector.metric();
        if (metric.isEmpty() || metric.contains("$")) {
            reasons.add(selector + ": which metric is not known");
            return Presence.UNKNOWN;
        }
        List<ObserveFacts.Metrics> served = metrics.entrySet().stream()
                .filter(entry -> entry.getValue().matches(metric))
                .map(Map.Entry::getKey)
                .toList();
        if (served.isEmpty()) {
            reasons.add(metric + ": not one of the mesh's metrics");
            return Presence.UNKNOWN;
        }
        List<Found> found = served.stream().map(entry -> find(entry, selector)).toList();
        Found best = Found.best(found);
        if (best.data() != Presence.YES) {
            reasons.add(
                    metric + ": " + found.stream().map(Found::reason).distinct().collect(Collectors.joining(", ")));
        }
        return best.data();
    }

    /** Whether there is data, and why not or why nobody knows. */
    private record Found(Presence data, String reason) {
        static final Found YES = new Found(Presence.YES, "");

        static Found no(String reason) {
            return new Found(Presence.NO, reason);
        }

        static Found unknown(String reason) {
            return new Found(Presence.UNKNOWN, reason);
        }

        /** One that has data, else one that may have some, else the last. */
        static Found best(List<Found> findings) {
            return Stream.of(Presence.YES, Presence.UNKNOWN)
                    .flatMap(data -> findings.stream().filter(finding -> finding.data == data))
                    .findFirst()
                    .orElseGet(() -> findings.get(findings.size() - 1));
        }
    }

    private Found find(ObserveFacts.Metrics entry, MetricSelector selector) {
        for (LabelMatcher matcher : selector.matchers()) {
            String fixed = entry.labels().get(matcher.label());
            if (fixed != null && !isVariable(matcher) && !matcher.accepts(fixed)) {
                return Found.no(matcher + " is not " + entry.from());
            }
        }
        if (entry.from() == MetricSource.NOWHERE) {
            return Found.no("nobody serves it by default");
        }
        if (elsewhere.contains(entry.from())) {
            return Found.YES;
        }
        List<Found> found = new ArrayList<>();
        for (TargetReach target : targets(entry.from())) {
            if (target.reach() == Reach.REACHED) {
                found.add(find(target, selector));
            } else if (target.reach() == Reach.UNKNOWN) {
                found.add(Found.unknown("whether a target of " + entry.from() + " is reached is not known"));
            }
        }
        config.jobs().stream()
                .filter(job -> mayHaveOthers(job, entry.from()))
                .map(job -> Found.unknown(job + " has targets that are not looked at"))
                .forEach(found::add);
        return found.isEmpty() ? Found.no("no target of " + entry.from() + " is reached") : Found.best(found);
    }

    /** Whether a job has targets beside the pods' that may serve this. */
    private static boolean mayHaveOthers(ScrapeJob job, MetricSource source) {
        return !job.otherDiscoveries().isEmpty()
                || job.kubernetes().stream().anyMatch(discovery -> discovery.role() == KubernetesDiscovery.Role.SERVICE)
                || job.statics().stream()
                        .anyMatch(group -> group.targets().stream().anyMatch(address -> {
                            Map<String, String> labels = new LinkedHashMap<>(group.labels());
                            labels.put("__address__", address);
                            return job.target(labels) instanceof TargetOutcome.Scraped target && serves(target, source);
                        }));
    }

    private Found find(TargetReach target, MetricSelector selector) {
        Map<String, String> labels = new LinkedHashMap<>(target.target().sampleLabels());
        for (LabelMatcher matcher : selector.matchers()) {
            boolean ofTarget = ObserveFacts.shipped().targetLabels().contains(matcher.label());
            String value = labels.getOrDefault(matcher.label(), "");
            // A pod's name is that of its workload and more.
            boolean accepted = matcher.accepts(value)
                    || (matcher.label().equals("pod") && !value.isEmpty() && matcher.accepts(value + "-0"));
            if (ofTarget && !isVariable(matcher) && !accepted) {
                return Found.no("no target's labels fulfil " + matcher);
            }
            if (!ofTarget && !isVariable(matcher) && matcher.operator() == LabelMatcher.Operator.EQUAL) {
                labels.putIfAbsent(matcher.label(), matcher.value());
            }
        }
        labels.put("__name__", selector.metric());
        ScrapeJob job = config.job(target.job()).orElseThrow();
        return job.sampleRules()
                .apply(labels)
                .fold(
                        kept -> kept(job, selector, labels, kept),
                        dropped -> decided(job, labels, dropped.index())
                                .orElse(Found.no(at(job, dropped.index(), dropped.rule()) + " drops it")));
    }

    private static Found kept(ScrapeJob job, MetricSelector selector, Map<String, String> labels, Relabeled.Kept kept) {
        if (!kept.labels().getOrDefault("__name__", "").equals(selector.metric())) {
            return Found.no(job + " renames it");
        }
        for (LabelMatcher matcher : selector.matchers()) {
            boolean removed =
                    labels.containsKey(matcher.label()) && !kept.labels().containsKey(matcher.label());
            if (removed && !isVariable(matcher) && !matcher.accepts("")) {
                return Found.no(job + ", metric_relabel_configs: label " + matcher.label() + " is taken away");
            }
        }
        return decided(job, labels, job.sampleRules().rules().size() - 1).orElse(Found.YES);
    }

    /** A rule up to an index that decides by a label whose values only the samples tell. */
    private static Optional<Found> decided(ScrapeJob job, Map<String, String> labels, int last) {
        Set<String> known = new LinkedHashSet<>(labels.keySet());
        for (int i = 0; i <= last; i++) {
            RelabelRule rule = job.sampleRules().rules().get(i);
            if (ScrapeReach.DECIDING.contains(rule.action()) && !known.containsAll(rule.sourceLabels())) {
                return Optional.of(Found.unknown(at(job, i, rule) + " decides by labels of the samples"));
            }
            if (known.containsAll(rule.sourceLabels())) {
                known.add(rule.targetLabel());
            }
        }
        return Optional.empty();
    }

    private static String at(ScrapeJob job, int index, RelabelRule rule) {
        return job + ", metric_relabel_configs: rule " + index + " (" + rule + ")";
    }

    private static boolean isVariable(LabelMatcher matcher) {
        return matcher.value().contains("$") || matcher.value().contains("[[");
    }

    private List<TargetReach> targets(MetricSource source) {
        return pods.stream()
                .flatMap(pod -> pod.targets().stream())
                .filter(target -> serves(target.target(), source))
                .toList();
    }

    private static boolean serves(TargetOutcome.Scraped target, MetricSource source) {
        ObserveFacts.Proxy facts = ObserveFacts.shipped().proxy();
        return switch (source) {
            case PROXY -> target.labels().getOrDefault("__metrics_path__", "").equals(facts.metricsPath());
            case CONTROL_PLANE -> target.address().endsWith(":" + facts.controlPlanePort());
            default -> false;
        };
    }
}
