package io.github.windlass4j.mesh.inject;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values of a pod's annotations that the injector looks at before it injects (pkg/kube/inject, validate.go). */
public final class PodAnnotations {
    static final String PROXY_CONFIG = "proxy.istio.io/config";

    /** A Kubernetes quantity: number and suffix. */
    private static final Pattern QUANTITY =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,9})?");

    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private static final Map<String, Function<String, Optional<String>>> RULES = Map.ofEntries(
            Map.entry("sidecar.istio.io/interceptionMode", PodAnnotations::mode),
            Map.entry("status.sidecar.istio.io/port", text -> problem(isPort(text), "want a port number")),
            Map.entry("readiness.status.sidecar.istio.io/initialDelaySeconds", PodAnnotations::whole),
            Map.entry("readiness.status.sidecar.istio.io/periodSeconds", PodAnnotations::whole),
            Map.entry("readiness.status.sidecar.istio.io/failureThreshold", PodAnnotations::whole),
            Map.entry(
                    "traffic.sidecar.istio.io/includeOutboundIPRanges", text -> ranges("includeIPRanges", text, true)),
            Map.entry(
                    "traffic.sidecar.istio.io/excludeOutboundIPRanges", text -> ranges("excludeIPRanges", text, false)),
            Map.entry("traffic.sidecar.istio.io/includeInboundPorts", text -> ports("includeInboundPorts", text, true)),
            Map.entry(
                    "traffic.sidecar.istio.io/excludeInboundPorts", text -> ports("excludeInboundPorts", text, false)),
            Map.entry(
                    "traffic.sidecar.istio.io/includeOutboundPorts", text -> ports("includeOutboundPorts", text, true)),
            Map.entry(
                    "traffic.sidecar.istio.io/excludeOutboundPorts",
                    text -> ports("excludeOutboundPorts", text, false)),
            Map.entry("prometheus.istio.io/merge-metrics", PodAnnotations::truth),
            Map.entry("sidecar.istio.io/proxyCPU", PodAnnotations::quantity),
            Map.entry("sidecar.istio.io/proxyCPULimit", PodAnnotations::quantity),
            Map.entry("sidecar.istio.io/proxyMemory", PodAnnotations::quantity),
            Map.entry("sidecar.istio.io/proxyMemoryLimit", PodAnnotations::quantity),
            Map.entry(PROXY_CONFIG, PodAnnotations::mapping));

    private PodAnnotations() {}

    /**
     * What is wrong with a pod's annotations: the injector refuses the pod for each of these.
     *
     * @param annotations annotation to value
     * @return one line each, by the annotation's name; empty when nothing is wrong
     */
    public static List<String> errors(Map<String, String> annotations) {
        List<String> errors = new ArrayList<>();
        new TreeMap<>(annotations).forEach((name, value) -> {
            Function<String, Optional<String>> rule = RULES.get(name);
            if (rule != null) {
                rule.apply(value)
                        .ifPresent(problem ->
                                errors.add("invalid value '" + value + "' for annotation '" + name + "': " + problem));
            }
        });
        return List.copyOf(errors);
    }

    private static Optional<String> mode(String text) {
        return problem(Set.of("REDIRECT", "TPROXY", "NONE").contains(text), "want REDIRECT, TPROXY or NONE");
    }

    private static Optional<String> whole(String text) {
        return problem(
                text.matches("[0-9]{1,10}") && Long.parseLong(text) < 1L << 32, "want a whole number of 32 bits");
    }

    private static Optional<String> truth(String text) {
        return problem(flag(text).isPresent(), "want true or false");
    }

    /**
     * A boolean as Go reads it.
     *
     * @param text what is written; null when absent
     * @return its value; empty for anything else
     */
    public static Optional<Boolean> flag(@Nullable String text) {
        return text == null || !(TRUE.contains(text) || FALSE.contains(text))
                ? Optional.empty()
                : Optional.of(TRUE.contains(text));
    }

    private static Optional<String> quantity(String text) {
        return problem(QUANTITY.matcher(text).matches(), "want a quantity such as 100m or 128Mi");
    }

    private static Optional<String> ranges(String parameter, String text, boolean allowsAll) {
        boolean good = text.isEmpty()
                || (allowsAll && text.equals("*"))
                || Stream.of(text.split(",", -1)).allMatch(IpRange::isCidr);
        return problem(good, parameter + " invalid: want ranges such as 10.0.0.0/8, separated by commas");
    }

    private static Optional<String> ports(String parameter, String text, boolean allowsAll) {
        boolean good = text.isBlank()
                || (allowsAll && text.equals("*"))
                || Stream.of(text.split(",", -1)).allMatch(PodAnnotations::isPort);
        return problem(good, parameter + " invalid: want port numbers, separated by commas");
    }

    private static boolean isPort(String text) {
        String port = text.strip();
        return port.matches("[0-9]{1,5}") && Integer.parseInt(port) < 1 << 16;
    }

    private static Optional<String> mapping(String text) {
        try {
            List<Document> documents = Yaml.read(text, PROXY_CONFIG);
            return problem(
                    documents.isEmpty() || documents.get(0).root() instanceof Mapping,
                    "want the fields of a ProxyConfig as YAML");
        } catch (MalformedYamlException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()));
        }
    }

    private static Optional<String> problem(boolean good, String text) {
        return good ? Optional.empty() : Optional.of(text);
    }
}
