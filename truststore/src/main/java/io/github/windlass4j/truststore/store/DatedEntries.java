package io.github.windlass4j.truststore.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The entries of a keystore in the order in which they were added. Keystores are written in the order of a hash table, which
 * means nothing; the date of each entry does.
 */
final class DatedEntries {
    private record Dated(long date, StoreEntry entry) {}

    private final List<Dated> entries = new ArrayList<>();

    /** @param date milliseconds since 1970 */
    void add(long date, StoreEntry entry) {
        entries.add(new Dated(date, entry));
    }

    /** By date, then by alias (BCFKS keeps whole seconds); the chain of one key in file order. */
    List<StoreEntry> inOrder() {
        return entries.stream()
                .sorted(Comparator.comparingLong(Dated::date)
                        .thenComparing(dated -> dated.entry().alias()))
                .map(Dated::entry)
                .toList();
    }

    /** As they stand in the file. */
    List<StoreEntry> asWritten() {
        return entries.stream().map(Dated::entry).toList();
    }
}
