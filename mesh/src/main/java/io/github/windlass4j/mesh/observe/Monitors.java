package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PodMonitors and ServiceMonitors as Azure Monitor's agent reads them: in its own API group, with limits. */
public final class Monitors {
    private static final String NOT_READ = "WL-OB-040";
    private static final String NO_LIMITS = "WL-OB-041";
    private static final String NO_ENDPOINT = "WL-OB-042";

    private Monitors() {}

    /**
     * What the agent would not read, and what it would lose.
     *
     * @param manifests any objects; of others nothing is said
     * @return the findings in the order of the objects
     */
    public static List<Finding> check(Manifests manifests) {
        ObserveFacts.Monitors facts = ObserveFacts.shipped().monitors();
        List<Finding> findings = new ArrayList<>();
        for (Resource monitor : manifests.resources()) {
            boolean own = monitor.group().equals(facts.group());
            if (!facts.kinds().contains(monitor.kind())
                    || (!own && !monitor.group().equals(facts.foreignGroup()))) {
                continue;
            }
            String version = monitor.type().version();
            if (!own || !version.equals(facts.version())) {
                findings.add(ObserveFacts.finding(
                        NOT_READ,
                        Severity.ERROR,
                        monitor,
                        monitor.ref() + " of " + monitor.group() + "/" + version + " is not looked at (want "
                                + facts.group() + "/" + facts.version() + ")",
                        facts.source()));
            }
            limits(monitor, findings);
            String field = monitor.kind().equals("PodMonitor") ? "podMetricsEndpoints" : "endpoints";
            if (monitor.spec().list(field).isEmpty()) {
                findings.add(ObserveFacts.finding(
                        NO_ENDPOINT,
                        Severity.WARNING,
                        monitor,
                        monitor.ref() + " has no " + field + ": nothing is scraped",
                        facts.source()));
            }
        }
        return List.copyOf(findings);
    }

    private static void limits(Resource monitor, List<Finding> findings) {
        ObserveFacts.Limits limits = ObserveFacts.shipped().limits();
        Map<String, Long> wanted = new LinkedHashMap<>();
        wanted.put("labelLimit", limits.labels());
        wanted.put("labelNameLengthLimit", limits.nameLength());
        wanted.put("labelValueLengthLimit", limits.valueLength());
        wanted.forEach((field, most) -> {
            long written = monitor.spec().whole(field).orElse(0);
            if (written == 0 || written > most) {
                findings.add(ObserveFacts.finding(
                        NO_LIMITS,
                        Severity.NOTE,
                        monitor,
                        monitor.ref() + ": " + field + " is " + (written == 0 ? "absent" : written) + " (want " + most
                                + "): samples beyond it are lost later, without a failed scrape",
                        limits.source()));
            }
        });
    }
}
