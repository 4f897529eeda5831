package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.finding.Finding;
import java.util.List;

/** What is noteworthy about any keystore, whatever its format. */
final class KeyStoreFindings {
    private KeyStoreFindings() {}

    /**
     * Adds what follows from the counts of trusted certificates, of all certificates and of private keys.
     *
     * @param trusted certificates that the store marks, or would mark, as trusted
     */
    static void describe(StoreSource source, List<Finding> findings, long trusted, int certificates, int privateKeys) {
        if (privateKeys > 0) {
            findings.add(StoreRule.PRIVATE_KEY_INSIDE.at(
                    source.location(), privateKeys + " private key" + (privateKeys == 1 ? "" : "s") + " in the store"));
            if (trusted == 0) {
                findings.add(StoreRule.KEY_STORE_NOT_TRUST_STORE.at(
                        source.location(), "only key entries, no trusted certificate"));
            }
        } else if (certificates == 0) {
            findings.add(StoreRule.EMPTY.at(source.location(), "no entry in the store"));
        } else if (trusted == 1 && certificates == 1) {
            findings.add(StoreRule.FIRST_OF_BUNDLE_ONLY.at(
                    source.location(),
                    "a single certificate: keytool -importcert takes only the first of a bundle and reports success"));
        }
    }
}
