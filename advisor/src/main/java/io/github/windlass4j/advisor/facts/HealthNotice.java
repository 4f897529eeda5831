package io.github.windlass4j.advisor.facts;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A notice of Azure Service Health as it is delivered: the webhook of an activity log alert, the common alert schema, or rows
 * of Azure Resource Graph's {@code ServiceHealthResources}. It says what the platform announces, not whether a client is
 * affected.
 *
 * @param trackingId id of the event, such as {@code YK3N-7RZ}
 * @param title one line; may be empty
 * @param kind {@code ActionRequired}, {@code Maintenance}, {@code Incident} and so on, as delivered; may be empty
 * @param start when the impact begins, absent if not stated or not readable
 * @param end when it is over, absent if not stated or not readable
 * @param impacts services with their regions, in the order of the notice
 * @param resources ids of the affected resources, where the notice names them
 * @param communication the message, with its markup
 * @see <a href="https://learn.microsoft.com/azure/service-health/service-health-alert-webhook-guide">webhook guide</a>
 */
public record HealthNotice(
        String trackingId,
        String title,
        String kind,
        Optional<Instant> start,
        Optional<Instant> end,
        List<Impact> impacts,
        List<String> resources,
        String communication) {
    private static final DateTimeFormatter US = DateTimeFormatter.ofPattern("M/d/uuuu H:mm:ss", Locale.ROOT);

    /**
     * One affected service.
     *
     * @param service name as delivered
     * @param regions names as delivered
     */
    public record Impact(String service, List<String> regions) {
        /** Copies the list. */
        public Impact {
            regions = List.copyOf(regions);
        }
    }

    /** Copies the lists. */
    public HealthNotice {
        impacts = List.copyOf(impacts);
        resources = List.copyOf(resources);
    }

    /**
     * Reads the notices of a JSON document. Rows of other kinds are skipped.
     *
     * @param json one payload, or a Resource Graph answer with many rows
     * @param origin what to call it in messages
     * @return the notices in their order, empty if the document holds none
     * @throws MalformedYamlException if it is not JSON, with line and column
     */
    public static List<HealthNotice> read(String json, String origin) {
        List<HealthNotice> notices = new ArrayList<>();
        for (Document document : Yaml.read(json, origin)) {
            Fields root = Fields.of(document.root());
            candidates(root).forEach(fields -> of(fields).ifPresent(notices::add));
        }
        return List.copyOf(notices);
    }

    /** Whether a service is named, ignoring case. */
    public boolean concerns(String service) {
        return impacts.stream().anyMatch(impact -> impact.service().equalsIgnoreCase(service));
    }

    private static Stream<Fields> candidates(Fields root) {
        Fields data = root.child("data");
        Stream<Fields> rows = Stream.concat(root.list("data").stream(), root.list("value").stream())
                .map(row -> row.child("properties"));
        return Stream.concat(
                Stream.of(
                        data.child("context", "activityLog", "properties"),
                        data.child("alertContext", "properties"),
                        root.child("properties")),
                rows);
    }

    private static Optional<HealthNotice> of(Fields fields) {
        String id = first(fields, "trackingId", "TrackingId");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HealthNotice(
                id,
                first(fields, "title", "Title"),
                first(fields, "incidentType", "EventType", "eventType"),
                instant(first(fields, "impactStartTime", "ImpactStartTime")),
                instant(first(fields, "impactMitigationTime", "ImpactMitigationTime")),
                impacts(fields),
                fields.list("impactedResources").stream()
                        .flatMap(resource -> resource.text("targetResourceId").stream())
                        .toList(),
                first(fields, "communication", "Summary")));
    }

    /** Payloads carry the services as JSON inside a text, Resource Graph as a list. */
    private static List<Impact> impacts(Fields fields) {
        Optional<String> text = fields.text("impactedServices");
        List<Fields> services = text.isPresent() ? embedded(text.get()) : fields.list("impactedServices");
        if (services.isEmpty()) {
            services = Stream.concat(fields.list("Impact").stream(), fields.list("impact").stream())
                    .toList();
        }
        return services.stream()
                .map(service -> new Impact(
                        first(service, "ServiceName", "ImpactedService", "impactedService"),
                        Stream.of("ImpactedRegions", "impactedRegions")
                                .flatMap(name -> service.list(name).stream())
                                .map(region -> first(region, "RegionName", "ImpactedRegion", "impactedRegion"))
                                .toList()))
                .toList();
    }

    private static List<Fields> embedded(String json) {
        try {
            return Yaml.read("{\"services\": " + json + "}", "impactedServices").stream()
                    .flatMap(document -> Fields.of(document.root()).list("services").stream())
                    .toList();
        } catch (MalformedYamlException e) {
            return List.of();
        }
    }

    private static String first(Fields fields, String... names) {
        return Stream.of(names)
                .flatMap(name -> fields.text(name).stream())
                .findFirst()
                .orElse("");
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return unzoned(text);
        }
    }

    /** Without an offset Azure means UTC. */
    private static Optional<Instant> unzoned(String text) {
        return Stream.of(DateTimeFormatter.ISO_LOCAL_DATE_TIME, US)
                .flatMap(format -> read(format, text).stream())
                .findFirst();
    }

    private static Optional<Instant> read(DateTimeFormatter format, String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return trackingId + ": " + title;
    }
}
