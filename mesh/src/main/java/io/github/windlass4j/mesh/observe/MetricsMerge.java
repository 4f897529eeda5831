package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.mesh.inject.PodAnnotations;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a pod announces its own metrics, and whether the sidecar's agent serves them together with the proxy's
 * (pkg/kube/inject, applyPrometheusMerge). The three {@code prometheus.io} annotations count in any spelling that turns into
 * the same label, such as {@code prometheus.io.scrape}.
 *
 * @param scrape what {@code prometheus.io/scrape} says; empty when absent
 * @param port what {@code prometheus.io/port} says
 * @param path what {@code prometheus.io/path} says
 * @param targets what {@code prometheus.istio.io/scrape-targets} lists (Istio 1.31); empty when absent or malformed
 * @param problems what is wrong with the annotations
 */
public record MetricsMerge(
        Optional<String> scrape,
        Optional<String> port,
        Optional<String> path,
        List<Target> targets,
        List<String> problems) {
    private static final String MERGE = "prometheus.istio.io/merge-metrics";
    private static final String TARGETS = "prometheus.istio.io/scrape-targets";
    private static final String SCRAPE_LABEL = "prometheus_io_scrape";
    private static final String PORT_LABEL = "prometheus_io_port";
    private static final String PATH_LABEL = "prometheus_io_path";

    /** Copies the lists. */
    public MetricsMerge {
        targets = List.copyOf(targets);
        problems = List.copyOf(problems);
    }

    /**
     * One address of the application's metrics.
     *
     * @param port number, as written
     * @param path starts with {@code /}
     */
    public record Target(String port, String path) {}

    /**
     * Reads a pod's annotations.
     *
     * @param annotations annotation to value
     * @return what they say
     */
    public static MetricsMerge of(Map<String, String> annotations) {
        List<String> problems = new ArrayList<>();
        return new MetricsMerge(
                find(annotations, SCRAPE_LABEL),
                find(annotations, PORT_LABEL),
                find(annotations, PATH_LABEL),
                targets(annotations, problems),
                problems);
    }

    /**
     * Whether the agent merges.
     *
     * @param config the mesh's configuration
     * @param annotations the pod's annotations, of which {@value #MERGE} wins
     * @return true if so
     */
    public static boolean isEnabled(MeshConfig config, Map<String, String> annotations) {
        return PodAnnotations.flag(annotations.get(MERGE)).orElse(config.isPrometheusMerge());
    }

    /**
     * The annotations that a pod has after injection: with merging they point to the agent.
     *
     * @param config the mesh's configuration
     * @param annotations the pod's annotations
     * @return the annotations that discovery sees
     */
    public static Map<String, String> afterInjection(MeshConfig config, Map<String, String> annotations) {
        MetricsMerge merge = of(annotations);
        String agent = config.defaultConfig()
                .wholeOrText("statusPort")
                .orElse(Integer.toString(ObserveFacts.shipped().proxy().statusPort()));
        boolean refuses = PodAnnotations.flag(merge.scrape().orElse(null)).equals(Optional.of(false));
        if (refuses || !isEnabled(config, annotations) || merge.port().equals(Optional.of(agent))) {
            return annotations;
        }
        Map<String, String> changed = new LinkedHashMap<>(annotations);
        changed.keySet()
                .removeIf(name -> Set.of(SCRAPE_LABEL, PORT_LABEL, PATH_LABEL).contains(label(name)));
        changed.put("prometheus.io/port", agent);
        changed.put("prometheus.io/path", ObserveFacts.shipped().proxy().metricsPath());
        changed.put("prometheus.io/scrape", "true");
        return changed;
    }

    private static Optional<String> find(Map<String, String> annotations, String label) {
        return annotations.entrySet().stream()
                .filter(annotation -> label(annotation.getKey()).equals(label))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** An annotation's name as part of a label. */
    static String label(String name) {
        return name.replaceAll("[^a-zA-Z0-9_]", "_");
    }

    private static List<Target> targets(Map<String, String> annotations, List<String> problems) {
        List<Target> targets = new ArrayList<>();
        String written = annotations.get(TARGETS);
        if (written == null) {
            return targets;
        }
        for (String entry : written.split(",", -1)) {
            String text = entry.strip();
            int colon = text.indexOf(':');
            String port = colon < 0 ? text : text.substring(0, colon).strip();
            String path = colon < 0 ? "" : text.substring(colon + 1).strip();
            if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 65_535 || !path.startsWith("/")) {
                problems.add(TARGETS + ": \"" + text + "\" (want port:/path)");
                return List.of();
            }
            targets.add(new Target(port, path));
        }
        return targets;
    }
}
