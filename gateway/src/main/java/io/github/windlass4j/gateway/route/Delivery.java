package io.github.windlass4j.gateway.route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a gateway waits, tries again and sticks to a backend.
 *
 * @param requestTimeout for the whole request; zero switches the implementation's own limit off, empty leaves it
 * @param backendTimeout for one try at a backend, likewise
 * @param retry when a failed try is repeated
 * @param persistence how later requests of a client find the same backend
 */
public record Delivery(
        Optional<Duration> requestTimeout,
        Optional<Duration> backendTimeout,
        Optional<Retry> retry,
        Optional<Persistence> persistence) {
    /** Nothing is said. */
    public static final Delivery PLAIN =
            new Delivery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * When a failed try is repeated.
     *
     * @param codes the statuses that count as failures
     * @param attempts how often at most, if said
     * @param backoff the least wait between two tries, if said
     */
    public record Retry(List<Integer> codes, OptionalInt attempts, Optional<Duration> backoff) {
        /** Copies the codes. */
        public Retry {
            codes = List.copyOf(codes);
        }
    }

    /**
     * How later requests of a client find the same backend.
     *
     * @param type Cookie or Header
     * @param name of the cookie or header, if said
     * @param lifetime after which a session ends, if said
     * @param permanentCookie whether the cookie outlives the browser
     */
    public record Persistence(
            String type, Optional<String> name, Optional<Duration> lifetime, boolean permanentCookie) {}

    /**
     * The status that a client gets when every backend needs this long.
     *
     * @param latency time to the complete answer
     * @return 504 if a limit of the rule cuts it; empty if none does, although an implementation's own limit may
     */
    public OptionalInt statusAfter(Duration latency) {
        return cuts(requestTimeout, latency) || cuts(backendTimeout, latency)
                ? OptionalInt.of(504)
                : OptionalInt.empty();
    }

    private static boolean cuts(Optional<Duration> limit, Duration latency) {
        return limit.filter(most -> !most.isZero() && latency.compareTo(most) > 0)
                .isPresent();
    }
}
