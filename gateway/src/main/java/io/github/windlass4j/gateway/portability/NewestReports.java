package io.github.windlass4j.gateway.portability;

import java.lang.module.ModuleDescriptor.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which reports of an implementation count: of each mode and channel the newest, and one without a channel (the first releases
 * had no such field) only where nothing newer has one. A report counts as newer on a newer release of the specification (makers
 * test older lines again, on the same day or later), then by its date, then by the implementation's version. Where all of that
 * is the same, the one that claims less counts, so that the order of reading decides nothing.
 */
final class NewestReports {
    private static final String NUMBERS =
            "[0-9]{1,9}(\\.[0-9]{1,9}){0,3}(-[0-9A-Za-z]{1,40}([.-][0-9A-Za-z]{1,40}){0,9})?";

    private static final Comparator<ConformanceReport> BY_AGE = Comparator.comparing(
                    (ConformanceReport report) -> report.problems().isEmpty())
            .thenComparing(report -> version(report.gatewayApi()))
            .thenComparing(report -> report.date().orElse(Instant.MIN))
            .thenComparing(report -> version(report.version()))
            .thenComparing(ConformanceReport::version)
            .thenComparingInt(report -> -claims(report))
            .thenComparing(report -> report.resource().root().toString());

    private NewestReports() {}

    static List<ConformanceReport> of(List<ConformanceReport> reports) {
        Map<String, Map<String, ConformanceReport>> newest = new TreeMap<>();
        for (ConformanceReport report : reports) {
            // Makers write their own names with and without capitals.
            String key = report.project().toLowerCase(Locale.ROOT) + "#" + report.mode();
            newest.computeIfAbsent(key, unseen -> new TreeMap<>())
                    .merge(report.channel().orElse(""), report, (a, b) -> BY_AGE.compare(a, b) > 0 ? a : b);
        }
        List<ConformanceReport> counting = new ArrayList<>();
        for (Map<String, ConformanceReport> channels : newest.values()) {
            ConformanceReport old = channels.get("");
            if (old != null && channels.values().stream().anyMatch(other -> BY_AGE.compare(other, old) > 0)) {
                channels.remove("");
            }
            counting.addAll(channels.values());
        }
        return counting;
    }

    private static int claims(ConformanceReport report) {
        return report.profiles().stream()
                .mapToInt(profile ->
                        profile.supported().size() - profile.unsupported().size())
                .sum();
    }

    /** A version, with or without a v; a commit or branch counts as older than any. */
    private static Version version(String text) {
        String number = text.startsWith("v") ? text.substring(1) : text;
        return Version.parse(number.matches(NUMBERS) ? number : "0");
    }
}
