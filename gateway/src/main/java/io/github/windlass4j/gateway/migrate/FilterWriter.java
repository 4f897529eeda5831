package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.RuleDraft.filter;
import static io.github.windlass4j.gateway.migrate.RuleDraft.object;

import io.github.windlass4j.gateway.agc.AgcFeature;
import io.github.windlass4j.gateway.api.GatewayDuration;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.migrate.NginxConfig.Location;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Headers, CORS and time limits of a location, as far as the target knows them. */
final class FilterWriter {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> OLDER_REDIRECTS = Set.of(301, 302);

    private final GatewaySet set;
    private final MigrationTarget target;

    FilterWriter(GatewaySet set, MigrationTarget target) {
        this.set = set;
        this.target = target;
    }

    private boolean has(AgcFeature feature) {
        return target.agc().map(profile -> profile.supports(feature)).orElse(true);
    }

    /** The nearest status that the target's redirects have; the same one if it has it. */
    int redirect(int status) {
        Set<Integer> known = has(AgcFeature.REDIRECT_307_308) ? REDIRECTS : OLDER_REDIRECTS;
        if (known.contains(status)) {
            return status;
        }
        return status == 303 || status == 307 ? 302 : 301;
    }

    /** A limit in seconds for a whole request, unless it is none or the target has another place for it. */
    Optional<String> timeout(OptionalInt limit) {
        int seconds = limit.orElse(0);
        return seconds > 0 && has(AgcFeature.ROUTE_TIMEOUTS)
                ? Optional.of(GatewayDuration.text(Duration.ofSeconds(seconds)))
                : Optional.empty();
    }

    List<Map<String, Object>> of(Location location) {
        List<Map<String, Object>> filters = new ArrayList<>();
        NginxSettings settings = location.settings();
        if (location.rewrite().isPresent()) {
            settings.text("x-forwarded-prefix")
                    .ifPresent(prefix -> filters.add(filter(
                            "RequestHeaderModifier",
                            object("set", List.of(object("name", "X-Forwarded-Prefix", "value", prefix))))));
        }
        responseHeaders(location).ifPresent(filters::add);
        if (settings.flag("enable-cors").orElse(false) && has(AgcFeature.CORS)) {
            cors(settings.withDefaults()).ifPresent(fields -> filters.add(filter("CORS", fields)));
        }
        return filters;
    }

    /** The ConfigMap that custom-headers names, if it is in the set. */
    private Optional<Map<String, Object>> responseHeaders(Location location) {
        return location.settings().text("custom-headers").flatMap(name -> {
            int slash = name.indexOf('/');
            String namespace = slash < 0 ? location.ingress().namespace() : name.substring(0, slash);
            return set.configMap(namespace, name.substring(slash + 1)).map(map -> {
                List<Map<String, Object>> headers = new ArrayList<>();
                map.resource()
                        .fields()
                        .textMap("data")
                        .forEach((header, value) -> headers.add(object("name", header, "value", value)));
                return filter("ResponseHeaderModifier", object("set", headers));
            });
        });
    }

    /** Empty where no origin is left: then nothing is allowed to anybody, as without the filter. */
    private static Optional<Map<String, Object>> cors(NginxSettings settings) {
        List<String> origins = CorsValues.list(settings, "cors-allow-origin");
        OptionalInt maxAge = CorsValues.maxAge(settings);
        return origins.isEmpty()
                ? Optional.empty()
                : Optional.of(object(
                        "allowOrigins",
                        origins,
                        "allowMethods",
                        CorsValues.list(settings, "cors-allow-methods"),
                        "allowHeaders",
                        CorsValues.list(settings, "cors-allow-headers"),
                        "exposeHeaders",
                        CorsValues.list(settings, "cors-expose-headers"),
                        "allowCredentials",
                        settings.flag("cors-allow-credentials").orElse(false),
                        "maxAge",
                        maxAge.isPresent() ? maxAge.getAsInt() : null));
    }
}
