package io.github.windlass4j.truststore.authority;

import io.github.windlass4j.truststore.client.Engine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a store is ready for one topology under one engine. It follows from published facts: names, keys and dates. The
 * server's own certificate, its host name and revocation are not looked at.
 */
public final class Coverage {
    private final Topology topology;
    private final Engine engine;
    private final boolean covered;
    private final @Nullable Instant until;
    private final List<String> evidence;

    Coverage(Topology topology, Engine engine, boolean covered, @Nullable Instant until, List<String> evidence) {
        this.topology = topology;
        this.engine = engine;
        this.covered = covered;
        this.until = until;
        this.evidence = List.copyOf(evidence);
    }

    /** How the servers present their chain. */
    public Topology topology() {
        return topology;
    }

    /** Who verifies. */
    public Engine engine() {
        return engine;
    }

    /** Whether every chain of the topology leads to an anchor of the store. */
    public boolean isCovered() {
        return covered;
    }

    /** First instant at which that ends because a certificate on the way expires; empty if it is not covered. */
    public Optional<Instant> until() {
        return Optional.ofNullable(until);
    }

    /** For each issuing CA of the topology the way that was found, or where it ends. */
    public List<String> evidence() {
        return evidence;
    }

    /** {@code new-with-cross under OpenSSL: covered until 2029-06-03T...}. */
    @Override
    public String toString() {
        return topology.id() + " under " + engine + ": " + (covered ? "covered until " + until : "not covered");
    }
}
