package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.core.cert.KnownBlocks;
import io.github.windlass4j.core.finding.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader is given. The passwords are only compared and fed to key functions, never put into a message. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoreSource(
        String origin,
        byte[] content,
        List<char[]> passwords,
        @Nullable KnownBlocks known) {
    StoreSource(String origin, byte[] content, List<char[]> passwords) {
        this(origin, content, passwords, null);
    }

    CertificateBundle bundle() {
        return known == null ? CertificateBundle.read(content, origin) : CertificateBundle.read(content, origin, known);
    }

    Location location() {
        return Location.of(origin);
    }

    Location entry(String alias) {
        return location().entry(alias);
    }

    UnreadableStoreException failure(StoreRule rule, String message) {
        return new UnreadableStoreException(rule.at(location(), message));
    }

    UnreadableStoreException failure(StoreRule rule, String alias, String message) {
        return new UnreadableStoreException(rule.at(entry(alias), message));
    }
}
