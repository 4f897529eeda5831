package io.github.windlass4j.advisor.facts;

import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.advisor.knowledge.Level;
import io.github.windlass4j.advisor.knowledge.Need;
import io.github.windlass4j.advisor.knowledge.Option;
import io.github.windlass4j.core.knowledge.Claim;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceKind;
import io.github.windlass4j.gateway.portability.ConformanceReport;
import io.github.windlass4j.gateway.portability.Portability;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Knowledge made of conformance reports: which implementation of the Gateway API has what some manifests use. Asked like any
 * other pack; its catalogue is {@value #CATALOGUE}, and no fact is needed to decide it.
 */
public final class PortabilityPack {
    /** Name of the catalogue, and of the pack. */
    public static final String CATALOGUE = "gateway-implementation";

    private static final String MANIFESTS = "manifests";

    private PortabilityPack() {}

    /**
     * Makes the pack: an option for each implementation, a capability and a need for each feature in use. A report that does
     * not speak of a feature leaves it unknown, which is not the same as missing.
     *
     * @param portability manifests held against reports
     * @param asOf the day on which manifests and reports were read; stands in for the date of a report without one
     * @return the pack
     * @throws IllegalArgumentException if there is no report, or no feature is in use
     */
    public static KnowledgePack of(Portability portability, LocalDate asOf) {
        Set<String> features = new TreeSet<>();
        portability.uses().forEach(use -> features.add(use.feature()));
        if (features.isEmpty()) {
            throw new IllegalArgumentException("features in use: 0 (want >= 1)");
        }
        List<Source> sources = new ArrayList<>();
        sources.add(new Source(MANIFESTS, "The manifests", "their author", null, SourceKind.USER, asOf));
        List<Option> options = new ArrayList<>();
        for (Portability.Implementation implementation : portability.implementations()) {
            ConformanceReport report = implementation.report();
            String id = id(report);
            Map<String, List<Claim<Level>>> capabilities = new LinkedHashMap<>();
            implementation
                    .support()
                    .forEach((feature, support) ->
                            level(support).forEach(level -> capabilities.put(feature, List.of(Claim.of(level, id)))));
            if (!capabilities.isEmpty()) {
                LocalDate date = report.date()
                        .map(day -> day.atZone(ZoneOffset.UTC).toLocalDate())
                        .orElse(asOf);
                sources.add(new Source(
                        id, "Conformance report of " + report, report.project(), null, SourceKind.MEASURED, date));
            }
            options.add(new Option(id, report.toString(), capabilities, List.of()));
        }
        List<Need> needs = features.stream()
                .map(feature -> Need.must(feature, Map.of(), feature, Level.NATIVE, MANIFESTS))
                .toList();
        Catalogue catalogue = new Catalogue(CATALOGUE, "Implementation of the Gateway API", options, needs);
        return new KnowledgePack(
                CATALOGUE,
                "Implementations of the Gateway API",
                asOf,
                sources,
                List.of(),
                List.of(),
                List.of(),
                List.of(catalogue),
                List.of());
    }

    private static String id(ConformanceReport report) {
        return report.project() + "#" + report.mode()
                + report.channel().map(channel -> "#" + channel).orElse("");
    }

    private static List<Level> level(Portability.Support support) {
        return switch (support) {
            case SUPPORTED -> List.of(Level.NATIVE);
            case PARTLY -> List.of(Level.CONDITIONAL);
            case UNSUPPORTED -> List.of(Level.NO);
            case UNKNOWN -> List.of();
        };
    }
}
