package io.github.windlass4j.core.internal.revocation;

import io.github.windlass4j.core.revocation.RevocationPolicy;
import java.time.Instant;
import java.util.Optional;

/** Whether revocation data are current at an instant. */
final class Freshness {
    private Freshness() {}

    /** What speaks against them; empty if they are current. nextUpdate itself is no longer covered. */
    static Optional<String> defect(
            Instant thisUpdate, Optional<Instant> nextUpdate, Instant at, RevocationPolicy policy) {
        if (thisUpdate.isAfter(at)) {
            return Optional.of("issued " + thisUpdate + ", after " + at);
        }
        if (nextUpdate.isPresent() && !at.isBefore(nextUpdate.get())) {
            return Optional.of("stale since " + nextUpdate.get());
        }
        if (policy.maxAge().isPresent()
                && thisUpdate.isBefore(at.minus(policy.maxAge().get()))) {
            return Optional.of("older than " + policy.maxAge().get() + ", issued " + thisUpdate);
        }
        return nextUpdate.isEmpty() && policy.maxAge().isEmpty()
                ? Optional.of("without nextUpdate, and no limit of age is set")
                : Optional.empty();
    }
}
