package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.route.Weight;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client and the backends notice of a request. Equal outcomes cannot be told apart, as far as it is looked: headers
 * that are added, time limits and sessions are not.
 *
 * @param kind what happens
 * @param status status of an answer, 0 for others
 * @param location where an answer sends the client, in full
 * @param arrivals which share of the requests arrives where, by Service, for what is forwarded
 */
public record Outcome(Kind kind, int status, Optional<String> location, List<Arrival> arrivals) {
    /** What happens to a request. */
    public enum Kind {
        /** It goes to backends. */
        FORWARDED,
        /** It is answered on the way. */
        ANSWERED,
        /** There is no answer. */
        REFUSED,
        /** It cannot be said. */
        UNKNOWN
    }

    /**
     * A share at a backend.
     *
     * @param weight the exact share
     * @param service the Service
     * @param port its port
     * @param host the host that the backend sees
     * @param target path and query that the backend sees
     */
    public record Arrival(Weight weight, ObjectRef service, int port, String host, String target) {
        /** {@code 1/2 to Service shop/cart:80 as http://host/path}. */
        @Override
        public String toString() {
            return weight + " to " + service + ":" + port + " as " + host + target;
        }
    }

    /** Orders the arrivals. */
    public Outcome {
        arrivals = arrivals.stream()
                .sorted(Comparator.comparing(Arrival::toString))
                .toList();
    }

    static Outcome forwarded(List<Arrival> arrivals) {
        return new Outcome(Kind.FORWARDED, 0, Optional.empty(), arrivals);
    }

    static Outcome answered(int status) {
        return new Outcome(Kind.ANSWERED, status, Optional.empty(), List.of());
    }

    /** A URL without a path and one with the path / are the same (RFC 3986 6.2.3). */
    static Outcome redirect(int status, String location) {
        int authority = location.indexOf("://");
        boolean bare = authority > 0 && location.indexOf('/', authority + 3) < 0 && location.indexOf('?') < 0;
        return new Outcome(Kind.ANSWERED, status, Optional.of(bare ? location + "/" : location), List.of());
    }

    static Outcome of(Kind kind) {
        return new Outcome(kind, 0, Optional.empty(), List.of());
    }

    /** One line. */
    @Override
    public String toString() {
        return switch (kind) {
            case FORWARDED -> arrivals.toString();
            case ANSWERED -> status + location.map(url -> " to " + url).orElse("");
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
