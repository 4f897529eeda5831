package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.manifest.regex.Regex;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The values of the annotations for CORS, as far as a route can have them (Gateway API, HTTPCORSFilter): anything else would
 * make the API server refuse the whole route.
 */
final class CorsValues {
    private static final String ANY = "*";
    private static final String MAX_AGE = "cors-max-age";
    private static final Regex ORIGIN =
            Regex.compile("https?://((\\*\\.)?([A-Za-z0-9-]+\\.)*[A-Za-z0-9-]+|\\*)(:[0-9]{1,5})?");
    private static final Regex HEADER = Regex.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", ANY);

    private CorsValues() {}

    /** The values of a list; one asterisk stands for all of them, as the controller reads it (cors.go, Parse). */
    static List<String> list(NginxSettings settings, String name) {
        List<String> fit =
                settings.list(name).stream().filter(value -> fits(name, value)).toList();
        return fit.contains(ANY) ? List.of(ANY) : fit;
    }

    /** Seconds; empty for less than one, which a route cannot have. */
    static OptionalInt maxAge(NginxSettings settings) {
        int seconds = settings.number(MAX_AGE).orElse(0);
        return seconds > 0 ? OptionalInt.of(seconds) : OptionalInt.empty();
    }

    /** What of an annotation no route can have; empty if all of it is written. */
    static Optional<String> lost(NginxSettings settings, String name) {
        if (name.equals(MAX_AGE)) {
            return maxAge(settings).isPresent() ? Optional.empty() : Optional.of("routes have at least one second");
        }
        List<String> odd =
                settings.list(name).stream().filter(value -> !fits(name, value)).toList();
        return odd.isEmpty() ? Optional.empty() : Optional.of("no value of a route: " + String.join(", ", odd));
    }

    private static boolean fits(String name, String value) {
        return switch (name) {
            case "cors-allow-origin" -> value.equals(ANY) || ORIGIN.matches(value);
            case "cors-allow-methods" -> METHODS.contains(value);
            default -> HEADER.matches(value);
        };
    }
}
