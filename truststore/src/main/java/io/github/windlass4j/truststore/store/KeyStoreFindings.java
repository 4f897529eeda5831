package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.finding.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is noteworthy about any keystore, whatever its format. */
final class KeyStoreFindings {
    private KeyStoreFindings() {}

    /** Adds what follows from the entries and the number of private keys. */
    static void describe(StoreSource source, List<Finding> findings, List<StoreEntry> entries, int privateKeys) {
        List<StoreEntry> trusted =
                entries.stream().filter(StoreEntry::isTrusted).toList();
        if (privateKeys > 0) {
            findings.add(StoreRule.PRIVATE_KEY_INSIDE.at(
                    source.location(), privateKeys + " private key" + (privateKeys == 1 ? "" : "s") + " in the store"));
            if (trusted.isEmpty()) {
                findings.add(StoreRule.KEY_STORE_NOT_TRUST_STORE.at(
                        source.location(), "only key entries, no trusted certificate"));
            }
        } else if (entries.isEmpty()) {
            findings.add(StoreRule.EMPTY.at(source.location(), "no entry in the store"));
        } else if (trusted.size() == 1 && entries.size() == 1) {
            findings.add(StoreRule.FIRST_OF_BUNDLE_ONLY.at(
                    source.location(),
                    "a single certificate: keytool -importcert takes only the first of a bundle and reports success"));
        }
        Set<String> aliases = new HashSet<>();
        for (StoreEntry entry : trusted) {
            if (!aliases.add(entry.alias().toLowerCase(Locale.ENGLISH))) {
                findings.add(StoreRule.DUPLICATE_ALIAS.at(
                        entry.location(), "a second entry with this alias: of both the JDK keeps the later"));
            }
        }
    }
}
