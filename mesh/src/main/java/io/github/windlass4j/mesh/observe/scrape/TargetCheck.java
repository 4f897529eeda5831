package io.github.windlass4j.mesh.observe.scrape;

import io.github.windlass4j.mesh.internal.Durations;
import io.github.windlass4j.mesh.internal.HostPort;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What Prometheus does with the labels after the last rule (scrape/target.go, PopulateLabels). */
record TargetCheck(Prometheus generation, Map<String, List<String>> parameters) {
    static final String ADDRESS = "__address__";
    static final String SCHEME = "__scheme__";
    static final String PATH = "__metrics_path__";
    static final String INTERVAL = "__scrape_interval__";
    static final String TIMEOUT = "__scrape_timeout__";
    static final String PARAMETER = "__param_";
    static final String JOB = "job";
    private static final String INSTANCE = "instance";
    private static final String META = "__meta_";

    TargetOutcome check(Relabeled.Kept kept) {
        SortedMap<String, String> labels = new TreeMap<>(LabelBuilder::byBytes);
        labels.putAll(kept.labels());
        Optional<String> problem = problem(labels);
        if (problem.isPresent()) {
            return new TargetOutcome.Refused(problem.get(), kept.steps());
        }
        labels.keySet().removeIf(name -> name.startsWith(META));
        labels.putIfAbsent(INSTANCE, labels.getOrDefault(ADDRESS, ""));
        return new TargetOutcome.Scraped(url(labels), labels, kept.steps());
    }

    private Optional<String> problem(SortedMap<String, String> labels) {
        String address = labels.getOrDefault(ADDRESS, "");
        if (address.isEmpty()) {
            return Optional.of("no address");
        }
        if (generation == Prometheus.V2 && HostPort.lacksPort(address)) {
            String scheme = labels.getOrDefault(SCHEME, "");
            switch (scheme) {
                case "http", "" -> address += ":80";
                case "https" -> address += ":443";
                default -> {
                    return Optional.of(
                            "address \"" + address + "\" has no port and scheme \"" + scheme + "\" no default port");
                }
            }
            labels.put(ADDRESS, address);
        }
        if (address.contains("/")) {
            return Optional.of("\"" + address + "\" is not a valid hostname");
        }
        return problemOfTimes(labels)
                .or(() -> labels.entrySet().stream()
                        .filter(label -> !NameRule.isUtf8(label.getValue()))
                        .findFirst()
                        .map(label -> "the value of " + label.getKey() + " is no UTF-8"));
    }

    private static Optional<String> problemOfTimes(Map<String, String> labels) {
        try {
            Duration interval = positive("scrape interval", labels.getOrDefault(INTERVAL, ""));
            Duration timeout = positive("scrape timeout", labels.getOrDefault(TIMEOUT, ""));
            return timeout.compareTo(interval) > 0
                    ? Optional.of("scrape timeout " + labels.get(TIMEOUT) + " is greater than scrape interval "
                            + labels.get(INTERVAL))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Duration positive(String what, String text) {
        Duration duration;
        try {
            duration = Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
        }
        if (duration.isZero()) {
            throw new IllegalArgumentException(what + " cannot be 0");
        }
        return duration;
    }

    private String url(Map<String, String> labels) {
        SortedMap<String, List<String>> query = new TreeMap<>(parameters);
        labels.forEach((name, value) -> {
            if (name.startsWith(PARAMETER)) {
                List<String> values =
                        new ArrayList<>(query.getOrDefault(name.substring(PARAMETER.length()), List.of()));
                if (values.isEmpty()) {
                    values.add(value);
                } else {
                    values.set(0, value);
                }
                query.put(name.substring(PARAMETER.length()), values);
            }
        });
        StringBuilder out = new StringBuilder(labels.getOrDefault(SCHEME, ""))
                .append("://")
                .append(labels.getOrDefault(ADDRESS, ""));
        String path = labels.getOrDefault(PATH, "");
        // Go writes a path as an escaped path: a query typed into it does not become one.
        out.append(path.isEmpty() || path.startsWith("/") ? "" : "/").append(path.replace("?", "%3F"));
        String separator = "?";
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            for (String value : parameter.getValue()) {
                out.append(separator)
                        .append(encode(parameter.getKey()))
                        .append('=')
                        .append(encode(value));
                separator = "&";
            }
        }
        return out.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
