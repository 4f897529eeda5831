package io.github.windlass4j.truststore.audit;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.EncodingDefect;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.chain.jsse.JdkDistrust;
import io.github.windlass4j.truststore.rotation.Distrust;
import io.github.windlass4j.truststore.store.StoreEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The rules about one certificate. */
final class EntryRules {
    /** Elliptic curves below 224 bits: less than 112 bits of strength (NIST SP 800-57 part 1, table 2). */
    private static final int MINIMUM_CURVE_BITS = 224;

    private static final List<String> WEAK_DIGESTS = List.of("MD5", "SHA1", "SHA-1");
    private static final List<String> FORGOTTEN_DIGESTS = List.of("MD2", "MD4");

    /** Deviations that every reader of certificates lives with. */
    private static final Set<EncodingDefect.Kind> HARMLESS = EnumSet.of(
            EncodingDefect.Kind.GENERALIZED_TIME_BEFORE_2050,
            EncodingDefect.Kind.PRINTABLE_STRING,
            EncodingDefect.Kind.NAME_STRING);

    private final Instant at;
    private final Instant horizon;
    private final AuditOptions options;
    private final List<Distrust> distrust;
    private final List<AuditIssue> issues;
    private final List<Certificate> roots;
    private final Set<String> keysOfRoots = new HashSet<>();

    EntryRules(List<StoreEntry> entries, Instant at, AuditOptions options, List<AuditIssue> issues) {
        this.at = at;
        this.horizon = at.atZone(ZoneOffset.UTC).plusMonths(options.months()).toInstant();
        this.options = options;
        this.issues = issues;
        this.distrust = new ArrayList<>(options.distrust());
        options.authorities().forEach(platform -> distrust.addAll(platform.distrust()));
        this.roots = entries.stream()
                .map(StoreEntry::certificate)
                .filter(Certificate::isSelfIssued)
                .toList();
        roots.forEach(root -> keysOfRoots.add(root.spkiSha256()));
    }

    void check(StoreEntry entry) {
        Certificate certificate = entry.certificate();
        validity(entry, certificate);
        distrusted(entry, certificate);
        key(entry, certificate);
        signature(entry, certificate);
        role(entry, certificate);
        List<String> defects = certificate.defects().stream()
                .filter(defect -> !HARMLESS.contains(defect.kind()))
                .map(EncodingDefect::toString)
                .toList();
        if (!defects.isEmpty()) {
            add(AuditRule.ENCODING_DEFECT, entry, "is not encoded as DER wants", defects);
        }
    }

    private void validity(StoreEntry entry, Certificate certificate) {
        if (certificate.notBefore().isAfter(at)) {
            add(AuditRule.NOT_YET_VALID, entry, "is valid from " + certificate.notBefore() + " on", List.of());
        }
        Instant end = certificate.notAfter();
        if (end.isBefore(at)) {
            add(
                    AuditRule.EXPIRED,
                    entry,
                    "expired " + end,
                    List.of(
                            "JSSE: still an anchor, dates of anchors are not checked",
                            "OpenSSL: chains to it are refused"));
        } else if (end.isBefore(horizon) || end.isBefore(at.plus(Duration.ofDays(30)))) {
            long days = Duration.between(at, end).toDays();
            add(expires(end), entry, "expires " + end + ", in " + days + " days", List.of());
        }
    }

    private AuditRule expires(Instant end) {
        if (end.isBefore(at.plus(Duration.ofDays(7)))) {
            return AuditRule.EXPIRES_WITHIN_7_DAYS;
        }
        if (end.isBefore(at.plus(Duration.ofDays(14)))) {
            return AuditRule.EXPIRES_WITHIN_14_DAYS;
        }
        return end.isBefore(at.plus(Duration.ofDays(30))) ? AuditRule.EXPIRES_WITHIN_30_DAYS : AuditRule.EXPIRES_SOON;
    }

    private void distrusted(StoreEntry entry, Certificate certificate) {
        entry.distrustAfter()
                .ifPresent(last -> add(
                        AuditRule.DISTRUSTED_FOR_NEW_LEAVES,
                        entry,
                        "leaves issued after " + last + " are not trusted under it",
                        List.of("says the store itself")));
        for (IssuanceCutOff cutOff : options.cutOffs()) {
            if (cutOff.concerns(certificate)) {
                add(
                        AuditRule.DISTRUSTED_FOR_NEW_LEAVES,
                        entry,
                        "leaves issued after " + cutOff.lastIssued() + " are not trusted under it",
                        List.of("says " + cutOff.programme()));
            }
        }
        for (Distrust withdrawal : distrust) {
            if (withdrawal.concerns(certificate)) {
                boolean past = !withdrawal.from().isAfter(at);
                add(
                        AuditRule.WITHDRAWN,
                        entry,
                        (past ? "was withdrawn " : "will be withdrawn ") + withdrawal.from() + " by "
                                + withdrawal.programme(),
                        List.of("stores that follow the programme lose it; this file keeps it"));
            }
        }
        if (JdkDistrust.shipped().blocked().contains(certificate.sha256())) {
            add(AuditRule.BLOCKED, entry, "is on the JDK's list of blocked certificates", List.of());
        }
    }

    private void key(StoreEntry entry, Certificate certificate) {
        PublicKeyInfo key = certificate.publicKey();
        int bits = key.size().orElse(0);
        String kind = key.algorithm().toUpperCase(Locale.ROOT);
        if (kind.startsWith("RSA") && bits > 0 && bits < options.minimumRsaBits()) {
            add(
                    AuditRule.WEAK_RSA_KEY,
                    entry,
                    "RSA with " + bits + " bits (want >= " + options.minimumRsaBits() + ")",
                    List.of());
        } else if (kind.equals("DSA") || (kind.equals("EC") && bits > 0 && bits < MINIMUM_CURVE_BITS)) {
            add(AuditRule.WEAK_KEY, entry, "key " + key, List.of());
        }
    }

    private void signature(StoreEntry entry, Certificate certificate) {
        String name = certificate.signature().algorithm().name();
        String upper = name.toUpperCase(Locale.ROOT);
        if (WEAK_DIGESTS.stream().anyMatch(upper::startsWith)) {
            add(AuditRule.WEAK_SIGNATURE, entry, "signed with " + name, List.of());
        } else if (FORGOTTEN_DIGESTS.stream().anyMatch(upper::startsWith)) {
            add(AuditRule.FORGOTTEN_SIGNATURE, entry, "signed with " + name, List.of());
        }
    }

    private void role(StoreEntry entry, Certificate certificate) {
        boolean ca = certificate.isCa();
        boolean selfIssued = certificate.isSelfIssued();
        if (certificate.version() == 1) {
            add(AuditRule.V1, entry, "is of X.509 version 1", List.of());
        }
        if (!ca) {
            add(AuditRule.NOT_CA, entry, "has no basicConstraints with CA:TRUE", List.of());
        }
        if (!selfIssued) {
            String issuer = "issued by " + certificate.issuer();
            add(AuditRule.NOT_SELF_ISSUED, entry, issuer, List.of());
            if (!ca) {
                add(
                        AuditRule.PINNED_LEAF,
                        entry,
                        issuer,
                        pin(certificate, "every renewal of the server's certificate"));
            } else if (!keysOfRoots.contains(certificate.spkiSha256())) {
                add(AuditRule.PINNED_INTERMEDIATE, entry, issuer, pin(certificate, "the next rotation of issuing CAs"));
            }
        }
    }

    private List<String> pin(Certificate certificate, String end) {
        boolean rootToo = roots.stream().anyMatch(root -> root.subject().matches(certificate.issuer()));
        return List.of(
                "JSSE: an anchor, until " + end,
                "OpenSSL: not an anchor; "
                        + (rootToo
                                ? "connections hang on its issuer, which is in the store too"
                                : "connections fail today already"));
    }

    private void add(AuditRule rule, StoreEntry entry, String what, List<String> evidence) {
        String subject = entry.certificate().subject().toString();
        issues.add(new AuditIssue(rule, List.of(entry), subject + " " + what, evidence));
    }
}
