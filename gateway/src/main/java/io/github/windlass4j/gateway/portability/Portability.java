package io.github.windlass4j.gateway.portability;

import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.gateway.api.GatewaySet;
import java.lang.module.ModuleDescriptor.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The features that some manifests need against what implementations report, the newest report of each mode and
 * channel counting: on the newest release of the specification, the last of those.
 *
 * @param uses what the manifests need, and where
 * @param implementations the answer of each, by project and mode
 */
public record Portability(List<FeatureUse> uses, List<Implementation> implementations) implements Reportable {
    /** Profiles in which the core of a kind is tested; the names without a prefix are those of the first reports. */
    private static final Map<String, List<String>> CORE = Map.of(
            "Gateway",
                    List.of("GATEWAY-HTTP", "GATEWAY-TLS", "GATEWAY-GRPC", "GATEWAY-TCP", "GATEWAY-UDP", "HTTP", "TLS"),
            "HTTPRoute", List.of("GATEWAY-HTTP", "MESH-HTTP", "HTTP", "MESH"),
            "GRPCRoute", List.of("GATEWAY-GRPC", "MESH-GRPC"),
            "TLSRoute", List.of("GATEWAY-TLS", "TLS"),
            "TCPRoute", List.of("GATEWAY-TCP"),
            "UDPRoute", List.of("GATEWAY-UDP"),
            "ReferenceGrant", List.of("GATEWAY-HTTP", "GATEWAY-TLS", "HTTP", "TLS"),
            "Mesh", List.of("MESH-HTTP", "MESH-GRPC", "MESH"));

    /** Copies the lists. */
    public Portability {
        uses = List.copyOf(uses);
        implementations = List.copyOf(implementations);
    }

    /** Whether an implementation has a feature. */
    public enum Support {
        /** It says so. */
        SUPPORTED,
        /** It passes a part of the tests. */
        PARTLY,
        /** It says that it has not. */
        UNSUPPORTED,
        /** Its report does not speak of it. */
        UNKNOWN
    }

    /**
     * One implementation's answer.
     *
     * @param report the report that counts
     * @param support each needed feature in alphabetical order
     */
    public record Implementation(ConformanceReport report, Map<String, Support> support) {
        /** Copies the map. */
        public Implementation {
            support = Collections.unmodifiableMap(new LinkedHashMap<>(support));
        }

        /**
         * Whether it says that it has everything.
         *
         * @return true if every needed feature is supported
         */
        public boolean hasAll() {
            return support.values().stream().allMatch(Support.SUPPORTED::equals);
        }

        /**
         * The features that it is not known to have.
         *
         * @return name and answer in alphabetical order
         */
        public Map<String, Support> missing() {
            Map<String, Support> missing = new LinkedHashMap<>(support);
            missing.values().removeIf(Support.SUPPORTED::equals);
            return missing;
        }

        /** The day of the report in UTC; empty if it does not tell. */
        private String asOf() {
            return report.date().map(date -> date.toString().substring(0, 10)).orElse("");
        }

        /** One line. */
        @Override
        public String toString() {
            String asOf = asOf();
            return report + (asOf.isEmpty() ? "" : ", as of " + asOf) + ": "
                    + (hasAll() ? "has all" : missing().toString());
        }
    }

    /**
     * Compares manifests with reports.
     *
     * @param set the manifests
     * @param reports reports of any implementations, old ones too
     * @return the matrix; first those that have all, then by how much is missing
     */
    public static Portability of(GatewaySet set, List<ConformanceReport> reports) {
        List<FeatureUse> uses = FeatureUse.all(set);
        Set<String> needed = new LinkedHashSet<>();
        uses.stream().map(FeatureUse::feature).sorted().forEach(needed::add);
        Map<String, ConformanceReport> newest = new TreeMap<>();
        for (ConformanceReport report : reports) {
            String key = report.project() + "#" + report.mode() + "#"
                    + report.channel().orElse("");
            newest.merge(key, report, Portability::newer);
        }
        List<Implementation> implementations = new ArrayList<>();
        for (ConformanceReport report : newest.values()) {
            Map<String, Support> support = new LinkedHashMap<>();
            needed.forEach(feature -> support.put(feature, support(report, feature)));
            implementations.add(new Implementation(report, support));
        }
        implementations.sort(
                Comparator.comparingInt((Implementation one) -> one.missing().size())
                        .thenComparing(one -> one.report().toString()));
        return new Portability(uses, implementations);
    }

    /** The matrix; passes when one implementation has everything, and is not known while one of them may have it. */
    @Override
    public Section section() {
        List<Implementation> whole =
                implementations.stream().filter(Implementation::hasAll).toList();
        boolean open = implementations.isEmpty()
                || implementations.stream()
                        .anyMatch(one -> one.missing().values().stream().allMatch(Support.UNKNOWN::equals));
        return Section.of(
                        "Portability",
                        !whole.isEmpty() ? Outcome.PASSES : open ? Outcome.UNKNOWN : Outcome.FAILS,
                        whole.size() + " of " + implementations.size() + " implementations have all that is needed")
                .with(new Block.Table(
                        "Needed",
                        List.of("feature", "by"),
                        uses.stream()
                                .map(use -> List.of(use.feature(), (use.object() + " " + use.field()).strip()))
                                .toList()))
                .with(new Block.Table(
                        "Implementations",
                        List.of("implementation", "as of", "is not known to have"),
                        implementations.stream()
                                .map(one -> List.of(
                                        one.report().toString(),
                                        one.asOf(),
                                        one.hasAll() ? "" : one.missing().toString()))
                                .toList()));
    }

    /** By release of the specification first: makers test an older line again, on the same day or later. */
    private static ConformanceReport newer(ConformanceReport a, ConformanceReport b) {
        Comparator<ConformanceReport> order = Comparator.comparing(Portability::release)
                .thenComparing(report -> report.date().orElse(Instant.MIN))
                .thenComparing(ConformanceReport::version);
        return order.compare(a, b) > 0 ? a : b;
    }

    /** The release, with or without a v; a commit counts as older than any. */
    private static Version release(ConformanceReport report) {
        String text = report.gatewayApi().startsWith("v") ? report.gatewayApi().substring(1) : report.gatewayApi();
        return Version.parse(text.matches("[0-9]{1,9}(\\.[0-9]{1,9}){0,3}") ? text : "0");
    }

    private static Support support(ConformanceReport report, String feature) {
        boolean lacks = false;
        for (ConformanceReport.Profile profile : report.profiles()) {
            if (profile.supported().contains(feature)) {
                return Support.SUPPORTED;
            }
            lacks |= profile.unsupported().contains(feature);
        }
        if (lacks) {
            return Support.UNSUPPORTED;
        }
        Support best = Support.UNKNOWN;
        for (ConformanceReport.Profile profile : report.profiles()) {
            if (CORE.getOrDefault(feature, List.of()).contains(profile.name())) {
                best = profile.core().equals("success")
                        ? Support.SUPPORTED
                        : best == Support.SUPPORTED ? best : profile.core().equals("partial") ? Support.PARTLY : best;
            }
        }
        return best;
    }

    /** One line for each implementation. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        implementations.forEach(one -> text.append(one).append('\n'));
        return text.toString();
    }
}
