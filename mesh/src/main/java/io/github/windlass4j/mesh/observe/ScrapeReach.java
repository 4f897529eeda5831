package io.github.windlass4j.mesh.observe;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.mesh.call.CallSimulator;
import io.github.windlass4j.mesh.call.CallVerdict;
import io.github.windlass4j.mesh.inject.Capture;
import io.github.windlass4j.mesh.inject.InjectionVerdict;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.internal.NetworkPolicies;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.mtls.PeerPolicy;
import io.github.windlass4j.mesh.observe.scrape.KubernetesDiscovery;
import io.github.windlass4j.mesh.observe.scrape.RelabelAction;
import io.github.windlass4j.mesh.observe.scrape.RelabelRule;
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

/**
 * Tells for the pods of a mesh which targets a scrape configuration makes of them, at which address, and whether mutual TLS
 * kills the scrape. The scraper is outside of the mesh, as Azure Monitor's agent is.
 *
 * <p>Not looked at: whether a container really listens, selectors of discovery, and NetworkPolicies, which are named.
 */
public final class ScrapeReach {
    /** Rules that let a candidate through or not. */
    static final Set<RelabelAction> DECIDING =
            Set.of(RelabelAction.KEEP, RelabelAction.DROP, RelabelAction.KEEPEQUAL, RelabelAction.DROPEQUAL);

    private final Mesh mesh;
    private final Injector injector;
    private final ScrapeConfig config;
    private final CallSimulator simulator;

    private ScrapeReach(Mesh mesh, Injector injector, ScrapeConfig config) {
        this.mesh = mesh;
        this.injector = injector;
        this.config = config;
        this.simulator = CallSimulator.of(mesh, injector);
    }

    /**
     * The answer for every workload.
     *
     * @param mesh the objects
     * @param injector decides who gets a sidecar
     * @param config what is scraped
     * @return one entry per workload, in the mesh's order
     */
    public static List<PodScrape> of(Mesh mesh, Injector injector, ScrapeConfig config) {
        ScrapeReach reach = new ScrapeReach(mesh, injector, config);
        return mesh.workloads().stream().map(reach::pod).toList();
    }

    private PodScrape pod(Workload workload) {
        InjectionVerdict verdict = injector.decide(workload);
        PodView pod = PodView.of(workload, verdict, mesh.config());
        List<TargetReach> targets = new ArrayList<>();
        Set<String> dropped = new LinkedHashSet<>();
        Set<String> notes =
                new LinkedHashSet<>(MetricsMerge.of(workload.podAnnotations()).problems());
        for (ScrapeJob job : config.jobs()) {
            if (!job.otherDiscoveries().isEmpty()) {
                notes.add(job + " finds targets by " + String.join(", ", job.otherDiscoveries()) + ": not looked at");
            }
            if (!job.statics().isEmpty()) {
                notes.add(job + " has targets that are written out: not looked at");
            }
            for (KubernetesDiscovery discovery : job.kubernetes()) {
                selectors(job, discovery, notes);
                Discovery found = new Discovery(mesh, pod);
                List<Map<String, String>> candidates = found.candidates(discovery);
                if (!candidates.isEmpty()) {
                    untold(job, found.untold(), notes);
                }
                for (Map<String, String> candidate : candidates) {
                    TargetOutcome outcome = job.target(candidate);
                    if (outcome instanceof TargetOutcome.Scraped scraped) {
                        targets.add(reach(job, scraped, pod, verdict));
                    } else {
                        dropped.add(job + ", " + candidate.get("__address__") + ": " + outcome);
                    }
                }
            }
        }
        if (!targets.isEmpty()) {
            notes.addAll(NetworkPolicies.incoming(mesh, workload));
        }
        notes.addAll(duplicates(targets));
        notes.addAll(ManagedLimits.exceeded(targets));
        return new PodScrape(
                workload.ref(), injection(verdict), distinct(targets), List.copyOf(dropped), List.copyOf(notes));
    }

    private static void selectors(ScrapeJob job, KubernetesDiscovery discovery, Set<String> notes) {
        if (!discovery.selectors().isEmpty()) {
            notes.add(job + " has selectors: taken to let every pod through");
        }
        if (discovery.role() == KubernetesDiscovery.Role.SERVICE) {
            notes.add(job + " discovers by role " + discovery.role() + ": not looked at");
        }
    }

    private static void untold(ScrapeJob job, List<String> untold, Set<String> notes) {
        for (RelabelRule rule : job.targetRules().rules()) {
            for (String label : rule.sourceLabels()) {
                if (DECIDING.contains(rule.action()) && untold.contains(label)) {
                    notes.add(job + ": " + rule + " asks for " + label + ", which the manifests do not tell");
                }
            }
        }
    }

    private static String injection(InjectionVerdict verdict) {
        return verdict.fold(
                injected -> (injected.isGateway() ? "gateway of " : "sidecar of ")
                        + injected.proxy().revision(),
                none -> "no sidecar: " + none.why(),
                refused -> "not created: " + String.join("; ", refused.errors()),
                unknown -> "sidecar unknown: " + unknown.why());
    }

    /** Prometheus keeps one of several targets with the same labels (scrape/manager). */
    private static List<TargetReach> distinct(List<TargetReach> targets) {
        Map<List<Object>, TargetReach> distinct = new LinkedHashMap<>();
        targets.forEach(target -> distinct.putIfAbsent(
                List.of(target.job(), target.target().url(), target.target().labels()), target));
        return List.copyOf(distinct.values());
    }

    private static List<String> duplicates(List<TargetReach> targets) {
        Map<String, Set<Map<String, String>>> byUrl = new LinkedHashMap<>();
        targets.forEach(target -> byUrl.computeIfAbsent(target.target().url(), url -> new LinkedHashSet<>())
                .add(target.target().sampleLabels()));
        List<String> notes = new ArrayList<>();
        byUrl.forEach((url, labels) -> {
            if (labels.size() > 1) {
                notes.add(url + " is scraped " + labels.size() + " times with different labels: every series counts "
                        + labels.size() + " times");
            }
        });
        return notes;
    }

    private TargetReach reach(ScrapeJob job, TargetOutcome.Scraped target, PodView pod, InjectionVerdict verdict) {
        List<String> why = new ArrayList<>();
        Reach reach = reach(target, pod, verdict, why);
        return new TargetReach(job.name(), target, reach, why);
    }

    private Reach reach(TargetOutcome.Scraped target, PodView pod, InjectionVerdict verdict, List<String> why) {
        int colon = target.address().lastIndexOf(':');
        String port = target.address().substring(colon + 1);
        if (colon < 0 || !port.matches("[0-9]{1,5}") || !target.address().contains(pod.address())) {
            why.add(target.address() + " is not an address and port of the pod");
            return Reach.UNKNOWN;
        }
        int number = Integer.parseInt(port);
        if (verdict instanceof InjectionVerdict.Refused || verdict instanceof InjectionVerdict.Unknown) {
            why.add(injection(verdict));
            return Reach.UNKNOWN;
        }
        return pod.proxy().isEmpty() ? called(target, number, pod, why) : behindProxy(target, number, pod, why);
    }

    private Reach behindProxy(TargetOutcome.Scraped target, int port, PodView pod, List<String> why) {
        ObserveFacts.Proxy facts = ObserveFacts.shipped().proxy();
        Capture.Decision capture = pod.proxy().orElseThrow().capture().inbound(port);
        boolean agent = port == pod.proxy().orElseThrow().statusPort();
        if ((agent || port == facts.telemetryPort()) && !capture.isCaptured()) {
            String path = target.labels().getOrDefault("__metrics_path__", "");
            why.add("port " + port + " is the " + (agent ? "agent's" : "proxy's own") + ", and not captured");
            if (!path.equals(facts.metricsPath())) {
                why.add("it serves metrics at " + facts.metricsPath() + ", not at " + path);
                return Reach.NO_METRICS;
            }
            return Reach.REACHED;
        }
        why.add(capture.why());
        if (!capture.isCaptured()) {
            return application(port, pod, why);
        }
        PeerPolicy.Decision policy =
                PeerPolicy.of(mesh, pod.namespace(), pod.workload().podLabels()).port(port);
        why.add("the sidecar's mode on port " + port + " is " + policy);
        boolean https = target.labels().getOrDefault("__scheme__", "").equals("https");
        if (https && policy.mode() != MtlsMode.DISABLE) {
            why.add("which certificate the scraper shows over https was not looked at");
            return Reach.UNKNOWN;
        }
        if (policy.mode() == MtlsMode.STRICT) {
            why.add("plaintext is refused");
            return Reach.KILLED_BY_MTLS;
        }
        return called(target, port, pod, why);
    }

    /** What becomes of the scrape as of any other call from outside; a node's proxy may stand in its way too. */
    private Reach called(TargetOutcome.Scraped target, int port, PodView pod, List<String> why) {
        CallVerdict verdict = simulator.decideFromOutside(
                pod.workload(), port, false, target.labels().getOrDefault("__metrics_path__", "/metrics"));
        if (!verdict.outcome().arrives()) {
            why.add(verdict.toString());
            why.addAll(verdict.notModelled());
            return switch (verdict.outcome()) {
                case DENIED -> Reach.DENIED;
                case REJECTED -> Reach.KILLED_BY_MTLS;
                default -> Reach.UNKNOWN;
            };
        }
        if (pod.proxy().isEmpty()) {
            why.add("the pod has no sidecar: nothing asks for mutual TLS");
        }
        return application(port, pod, why);
    }

    private static Reach application(int port, PodView pod, List<String> why) {
        ObserveFacts.Proxy facts = ObserveFacts.shipped().proxy();
        boolean istiod =
                facts.controlPlaneLabel().equals(pod.workload().podLabels().get("app"));
        if (istiod && port == facts.controlPlanePort()) {
            why.add("istiod serves its metrics on port " + port + ", declared or not");
            return Reach.REACHED;
        }
        boolean announced =
                MetricsMerge.of(pod.workload().podAnnotations()).port().equals(Optional.of(Integer.toString(port)));
        if (pod.declares(port) || announced) {
            return Reach.REACHED;
        }
        why.add("no container declares port " + port + ", and no annotation names it");
        return Reach.UNKNOWN;
    }
}
