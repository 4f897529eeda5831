package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.finding.Location;
import java.util.List;

/** What a reader is given. The passwords are only compared and fed to key functions, never put into a message. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoreSource(String origin, byte[] content, List<char[]> passwords) {
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
