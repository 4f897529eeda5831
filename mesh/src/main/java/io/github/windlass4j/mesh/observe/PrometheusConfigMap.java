package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.object.ObjectView;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.observe.scrape.KubernetesDiscovery;
import io.github.windlass4j.mesh.observe.scrape.MalformedScrapeConfigException;
import io.github.windlass4j.mesh.observe.scrape.Prometheus;
import io.github.windlass4j.mesh.observe.scrape.RelabelAction;
import io.github.windlass4j.mesh.observe.scrape.RelabelRule;
import io.github.windlass4j.mesh.observe.scrape.ScrapeConfig;
import io.github.windlass4j.mesh.observe.scrape.ScrapeJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ConfigMap in which Azure Monitor's agent looks for scrape jobs.
 *
 * @param resource the ConfigMap
 */
public record PrometheusConfigMap(Resource resource) implements ObjectView {
    private static final String NOT_READ = "WL-OB-001";
    private static final String REFUSED = "WL-OB-002";
    private static final String UNREADABLE = "WL-OB-003";
    private static final String NO_LIMITS = "WL-OB-004";
    private static final String ALL_LABELS = "WL-OB-005";
    private static final String DUPLICATES = "WL-OB-006";
    private static final String META = "__meta_kubernetes_";

    /**
     * A ConfigMap that scrapes sidecars at their agent, gateways and sidecars without merging at the proxy, and istiod: the
     * ports that work under STRICT mutual TLS.
     *
     * @param rootNamespace namespace of istiod, such as {@code aks-istio-system}
     * @return the ConfigMap
     */
    public static PrometheusConfigMap forMesh(String rootNamespace) {
        ObserveFacts facts = ObserveFacts.shipped();
        String yaml = Yaml.write(Node.of(Map.of("scrape_configs", List.of(sidecars(), istiod(rootNamespace)))));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("apiVersion", "v1");
        map.put("kind", ConfigMap.KIND);
        map.put(
                "metadata",
                ordered(
                        "name",
                        facts.configMap().name(),
                        "namespace",
                        facts.configMap().namespace()));
        map.put("data", Map.of(facts.configMap().key(), yaml));
        return new PrometheusConfigMap(Resource.of((Mapping) Node.of(map)));
    }

    private static Map<String, Object> sidecars() {
        ObserveFacts.Proxy proxy = ObserveFacts.shipped().proxy();
        List<Object> rules = new ArrayList<>();
        // One candidate per pod, whatever ports its containers declare: the one of the proxy's own port.
        rules.add(rule("keep", List.of("pod_container_name"), proxy.container(), null, null));
        rules.add(rule("keep", List.of("pod_container_port_name"), ".*-envoy-prom", null, null));
        // Pods that have ended keep their address for a while, and nobody answers there.
        rules.add(rule("drop", List.of("pod_phase"), "Succeeded|Failed", null, null));
        // With merging the injector points the annotations to the agent, which serves application and proxy together.
        rules.addAll(address(
                List.of("pod_ip", "pod_annotation_prometheus_io_port"), ";" + proxy.statusPort(), proxy.statusPort()));
        rules.addAll(names());
        return job("istio-proxies", proxy.metricsPath(), rules);
    }

    private static Map<String, Object> istiod(String rootNamespace) {
        ObserveFacts.Proxy proxy = ObserveFacts.shipped().proxy();
        List<Object> rules = new ArrayList<>();
        rules.add(rule(
                "keep",
                List.of("namespace", "pod_label_app"),
                rootNamespace + ";" + proxy.controlPlaneLabel(),
                null,
                null));
        // Not every release declares the port: all candidates of a pod become one and the same target.
        rules.addAll(address(List.of("pod_ip"), "", proxy.controlPlanePort()));
        // The dashboards ask for app="istiod".
        rules.add(rule(null, List.of("pod_label_app"), null, "app", null));
        rules.addAll(names());
        return job("istiod", proxy.controlPlanePath(), rules);
    }

    /** The pod's own address with a port; one with colons gets brackets. */
    private static List<Object> address(List<String> sources, String rest, int port) {
        return List.of(
                rule(null, sources, "([^:]+)" + rest, "__address__", "$1:" + port),
                rule(null, sources, "(.*:.*)" + rest, "__address__", "[$1]:" + port));
    }

    private static List<Object> names() {
        return List.of(
                rule(null, List.of("namespace"), null, "namespace", null),
                rule(null, List.of("pod_name"), null, "pod", null));
    }

    private static Map<String, Object> job(String name, String path, List<Object> rules) {
        ObserveFacts.Limits limits = ObserveFacts.shipped().limits();
        return ordered(
                "job_name",
                name,
                "scrape_interval",
                "30s",
                "metrics_path",
                path,
                "label_limit",
                limits.labels(),
                "label_name_length_limit",
                limits.nameLength(),
                "label_value_length_limit",
                limits.valueLength(),
                "kubernetes_sd_configs",
                List.of(Map.of("role", "pod")),
                "relabel_configs",
                rules);
    }

    private static Map<String, Object> rule(
            @Nullable String action,
            List<String> sources,
            @Nullable String regex,
            @Nullable String target,
            @Nullable String replacement) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("source_labels", sources.stream().map(source -> META + source).toList());
        put(rule, "action", action);
        put(rule, "regex", regex);
        put(rule, "target_label", target);
        put(rule, "replacement", replacement);
        return rule;
    }

    private static void put(Map<String, Object> map, String key, @Nullable String value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /**
     * The configuration inside.
     *
     * @return what the agent reads
     * @throws MalformedScrapeConfigException when it would be refused
     * @throws MalformedYamlException when it is no YAML
     */
    public ScrapeConfig config() {
        String key = ObserveFacts.shipped().configMap().key();
        String text = new ConfigMap(resource).texts().getOrDefault(key, "");
        return ScrapeConfig.read(text, resource.ref() + ", " + key, Prometheus.V3);
    }

    /**
     * What the agent would not read or refuse, and what it would do to your bill.
     *
     * @return the findings
     */
    public List<Finding> check() {
        ObserveFacts facts = ObserveFacts.shipped();
        ObserveFacts.Target target = facts.configMap();
        List<Finding> findings = new ArrayList<>();
        if (!resource.name().equals(target.name()) || !resource.namespace().equals(target.namespace())) {
            findings.add(finding(
                    NOT_READ,
                    Severity.ERROR,
                    resource.ref() + " is not looked at (want " + target.namespace() + "/" + target.name() + ")",
                    target.source()));
        }
        for (String key : new ConfigMap(resource).keys()) {
            if (!key.equals(target.key())) {
                findings.add(finding(
                        NOT_READ,
                        Severity.WARNING,
                        "key " + key + " is not looked at (want " + target.key() + ")",
                        target.source()));
            }
        }
        try {
            ScrapeConfig config = config();
            for (String section : config.sections()) {
                if (target.refused().contains(section)) {
                    findings.add(finding(
                            REFUSED,
                            Severity.ERROR,
                            "section " + section + " makes the agent refuse the whole configuration",
                            target.source()));
                }
            }
            config.jobs().forEach(job -> job(job, findings));
        } catch (MalformedScrapeConfigException | MalformedYamlException e) {
            findings.add(finding(UNREADABLE, Severity.ERROR, String.valueOf(e.getMessage()), target.source()));
        }
        return List.copyOf(findings);
    }

    private void job(ScrapeJob job, List<Finding> findings) {
        ObserveFacts.Limits limits = ObserveFacts.shipped().limits();
        long stated = job.limits().labels();
        if (stated == 0 || stated > limits.labels()) {
            findings.add(finding(
                    NO_LIMITS,
                    Severity.NOTE,
                    job + ": label_limit is " + (stated == 0 ? "absent" : stated) + " (want " + limits.labels()
                            + "): samples with more labels are lost later, without a failed scrape",
                    limits.source()));
        }
        for (RelabelRule rule : job.targetRules().rules()) {
            boolean allLabels =
                    rule.action() == RelabelAction.LABELMAP && rule.regex().contains("_label_(.+)");
            if (allLabels) {
                findings.add(finding(
                        ALL_LABELS,
                        Severity.WARNING,
                        job + ": " + rule + " copies every label of the pods to every series: cost, and the limit of "
                                + limits.labels(),
                        limits.source()));
            }
        }
        if (scrapesOneAddressPerPort(job)) {
            findings.add(finding(
                    DUPLICATES,
                    Severity.WARNING,
                    job
                            + ": every declared port of a pod becomes a target at the same address, told apart by container labels",
                    ObserveFacts.shipped().configMap().source()));
        }
    }

    /**
     * Discovery of pods makes a target of each container's port. With one address for all of them they differ by the labels of
     * the container alone, unless a rule keeps one of them or none of these labels stays.
     */
    private static boolean scrapesOneAddressPerPort(ScrapeJob job) {
        List<RelabelRule> rules = job.targetRules().rules();
        boolean perPort = job.kubernetes().stream().anyMatch(sd -> sd.role() == KubernetesDiscovery.Role.POD);
        boolean fixedAddress = rules.stream()
                .anyMatch(rule -> rule.action() == RelabelAction.REPLACE
                        && rule.targetLabel().equals("__address__"));
        boolean onePort = rules.stream().anyMatch(rule -> rule.action() == RelabelAction.KEEP && readsContainer(rule));
        boolean container = rules.stream()
                .anyMatch(rule -> readsContainer(rule) && !rule.targetLabel().isEmpty());
        return perPort && fixedAddress && !onePort && container;
    }

    private static boolean readsContainer(RelabelRule rule) {
        return rule.sourceLabels().stream().anyMatch(label -> label.startsWith(META + "pod_container"));
    }

    private Finding finding(String rule, Severity severity, String message, String source) {
        return ObserveFacts.finding(rule, severity, resource, message, source);
    }
}
