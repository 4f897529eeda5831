package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.finding.Finding;
import java.util.List;

/** What a reader found in one store. */
record StoreContent(
        StoreFormat format,
        List<StoreEntry> entries,
        List<Finding> findings,
        int privateKeys,
        List<String> fingerprints,
        View view) {
    StoreContent {
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
        fingerprints = List.copyOf(fingerprints);
    }

    /** How other software loads the same bytes. */
    interface View {
        LoadOutcome loadedBy(Loader loader);
    }

    /** Certificates without a file behind them. */
    static StoreContent plain(StoreFormat format, List<StoreEntry> entries) {
        LoadOutcome all = new LoadOutcome.Loaded(entries.stream()
                .filter(StoreEntry::isTrusted)
                .map(StoreEntry::certificate)
                .toList());
        return new StoreContent(format, entries, List.of(), 0, List.of(), loader -> all);
    }
}
