package io.github.windlass4j.gateway.route;

import java.util.List;
import java.util.Optional;

/**
 * A backend reference of a rule with what became of it.
 *
 * @param backend what it names
 * @param weight 0 or more
 * @param filters its own filters
 * @param failure why requests for it fail, if they do
 */
record Target(Backend backend, long weight, List<FilterStep> filters, Optional<Failure> failure) {
    /**
     * Why requests fail.
     *
     * @param status what an HTTP client gets
     * @param why in a few words
     */
    record Failure(int status, String why) {}

    Target {
        filters = List.copyOf(filters);
    }

    @Override
    public String toString() {
        return backend
                + " weight " + weight
                + failure.map(failed -> " (" + failed.why() + ")").orElse("");
    }
}
