package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.BundleRule;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.core.cert.TrustSettings;
import io.github.windlass4j.core.finding.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads PEM, DER and PKCS#7 through {@link CertificateBundle} and sees the result as a trust store: trust settings become
 * trust, and what the file's form costs in other software gets the rule of the store.
 */
final class BundleStore {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

    private BundleStore() {}

    static StoreContent read(StoreSource source) {
        CertificateBundle bundle = source.bundle();
        List<StoreEntry> entries = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        List<Finding> fatal = new ArrayList<>();
        int privateKeys = 0;
        for (Finding found : bundle.findings()) {
            BundleRule rule = rule(found);
            StoreRule own = StoreRule.of(rule);
            Finding finding = own.at(found.location(), found.message());
            findings.add(finding);
            privateKeys += rule == BundleRule.PRIVATE_KEY_INSIDE ? 1 : 0;
            if (own.isFatal()) {
                fatal.add(finding);
            }
        }
        for (CertificateBundle.Entry entry : bundle.entries()) {
            entries.add(entry(source, entry, entries.size() + 1, findings));
        }
        if (entries.isEmpty() && !fatal.isEmpty()) {
            throw new UnreadableStoreException(fatal, null);
        }
        if (entries.isEmpty() && !has(findings, StoreRule.EMPTY)) {
            findings.add(StoreRule.EMPTY.at(source.location(), "no certificate in the file"));
        }
        return new StoreContent(
                format(source, findings), entries, findings, privateKeys, List.of(), FileView.of(source.content()));
    }

    private static StoreEntry entry(
            StoreSource source, CertificateBundle.Entry entry, int number, List<Finding> findings) {
        String alias = Integer.toString(number);
        var location = source.location().at(entry.line(), 0).entry(alias);
        boolean trusted = entry.trust().isEmpty() || allowsServers(entry.trust().get());
        if (!trusted) {
            findings.add(StoreRule.REJECTED_FOR_SERVER_AUTH.at(
                    location, "its trust settings do not let it vouch for TLS servers"));
        }
        return new StoreEntry(alias, entry.certificate(), trusted, location);
    }

    static boolean allowsServers(TrustSettings settings) {
        return settings.allows(SERVER_AUTH);
    }

    private static StoreFormat format(StoreSource source, List<Finding> findings) {
        boolean der = Der.tag(source.content(), 0) == Der.SEQUENCE;
        if (findings.isEmpty()) {
            return der ? StoreFormat.DER : StoreFormat.PEM;
        }
        if (has(findings, StoreRule.FIRST_ONLY_API_FAILS)) {
            return der ? StoreFormat.PKCS7_DER : StoreFormat.PKCS7_PEM;
        }
        if (der) {
            return StoreFormat.DER;
        }
        return has(findings, StoreRule.PEM_INSIDE_STRING_LITERAL) ? StoreFormat.EMBEDDED_PEM : StoreFormat.PEM;
    }

    private static boolean has(List<Finding> findings, StoreRule rule) {
        for (Finding finding : findings) {
            if (finding.rule().equals(rule.id())) {
                return true;
            }
        }
        return false;
    }

    private static BundleRule rule(Finding finding) {
        for (BundleRule rule : BundleRule.values()) {
            if (rule.id().equals(finding.rule())) {
                return rule;
            }
        }
        throw new IllegalStateException("a bundle finding with the rule " + finding.rule());
    }
}
