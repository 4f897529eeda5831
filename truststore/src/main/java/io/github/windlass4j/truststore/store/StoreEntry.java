package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Location;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One certificate of a trust store, and where it stands there. */
public final class StoreEntry {
    private final String alias;
    private final Certificate certificate;
    private final boolean trusted;
    private final Location location;
    private final @Nullable Instant distrustAfter;

    StoreEntry(String alias, Certificate certificate, boolean trusted, Location location) {
        this(alias, certificate, trusted, location, null);
    }

    StoreEntry(
            String alias,
            Certificate certificate,
            boolean trusted,
            Location location,
            @Nullable Instant distrustAfter) {
        this.alias = alias;
        this.certificate = certificate;
        this.trusted = trusted;
        this.location = location;
        this.distrustAfter = distrustAfter;
    }

    /** The name of the entry in its store: alias, label or file name; for formats without names its number from 1. */
    public String alias() {
        return alias;
    }

    /** The certificate. */
    public Certificate certificate() {
        return certificate;
    }

    /**
     * Whether the store means to trust it as an anchor for TLS servers. False for the chain of a key entry and for a
     * certificate that the store's own settings reject. What a given software really loads: {@link TrustStore#loadedBy}.
     */
    public boolean isTrusted() {
        return trusted;
    }

    /** The store's name with alias, and the line where the format is text. */
    public Location location() {
        return location;
    }

    /** Leaves issued after this instant are not trusted under this entry, where the format can say so (certdata.txt). */
    public Optional<Instant> distrustAfter() {
        return Optional.ofNullable(distrustAfter);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoreEntry that
                && alias.equals(that.alias)
                && certificate.equals(that.certificate)
                && trusted == that.trusted
                && location.equals(that.location)
                && Objects.equals(distrustAfter, that.distrustAfter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(alias, certificate);
    }

    /** {@code trust.jks, entry "dbroot": CN=..., until 2038-01-15T12:00:00Z}. */
    @Override
    public String toString() {
        return location + ": " + certificate.subject() + ", until " + certificate.notAfter()
                + (trusted ? "" : ", not an anchor");
    }
}
