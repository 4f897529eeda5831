package io.github.windlass4j.core.chain.openssl;

import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.KeyUsage.Bit;
import io.github.windlass4j.core.cert.NameConstraints;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.core.chain.engine.NameRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What OpenSSL asks of the one chain that it has built, in its order ({@code verify_chain} of crypto/x509/x509_vfy.c):
 * extensions and purpose from the leaf up, strength, host, then signatures and dates from the anchor down, name constraints.
 * The anchor is judged like any other, dates and extended key usage included; policies are not looked at without a flag.
 */
final class ChainChecks {
    /** {@code minbits_table} of x509_vfy.c for the security levels 1 to 5. */
    private static final int[] LEVEL_BITS = {80, 112, 128, 192, 256};

    /** Microsoft and Netscape server-gated cryptography, which OpenSSL still takes for a server's purpose. */
    private static final Set<String> SERVER =
            Set.of(ExtendedKeyUsage.SERVER_AUTH, "1.3.6.1.4.1.311.10.3.3", "2.16.840.1.113730.4.1");

    private static final Set<String> CLIENT = Set.of(ExtendedKeyUsage.CLIENT_AUTH);

    private final OpensslEngine.Settings settings;
    private final List<SeenCertificate> chain;
    private final Instant at;
    private final List<Complaint> complaints = new ArrayList<>();
    private long nameComparisons;

    ChainChecks(OpensslEngine.Settings settings, List<SeenCertificate> chain, Instant at) {
        this.settings = settings;
        this.chain = chain;
        this.at = at;
    }

    /** Everything that OpenSSL would call its callback for, in that order; empty = verified. */
    List<Complaint> run() {
        strengthOfLeafKey();
        extensions();
        strengthOfTheRest();
        host();
        signaturesAndDates();
        nameConstraints();
        return List.copyOf(complaints);
    }

    long nameComparisons() {
        return nameComparisons;
    }

    private void extensions() {
        int below = 0;
        for (int i = 0; i < chain.size(); i++) {
            SeenCertificate certificate = chain.get(i);
            Optional<String> unhandled = certificate.unhandledCritical();
            if (unhandled.isPresent()) {
                complain(
                        i,
                        ChainError.UNHANDLED_CRITICAL_EXTENSION,
                        "critical extension " + unhandled.get(),
                        "one that OpenSSL processes");
            }
            if (certificate.isProxy()) {
                complain(i, ChainError.PROXY_NOT_ALLOWED, "a proxy certificate (RFC 3820)", "none");
            }
            int kind = certificate.caKind();
            // Only an intermediate must be a CA by its basic constraints; an anchor may be one by other signs.
            if (i > 0 && (kind == 0 || (i + 1 < chain.size() && kind != 1))) {
                complain(
                        i,
                        ChainError.INVALID_CA,
                        "not a CA",
                        "basicConstraints with cA TRUE and, if there is a keyUsage, keyCertSign");
            }
            if (chain.size() > 1 && certificate.key().hasExplicitCurve()) {
                complain(i, ChainError.EXPLICIT_CURVE, "a curve given by its parameters", "a named curve");
            }
            if (!suits(certificate, i > 0)) {
                complain(
                        i,
                        ChainError.INVALID_PURPOSE,
                        "purposes " + certificate.purposes(),
                        (i > 0 ? "a CA for " : "") + settings.purpose());
            }
            if (i > 1 && certificate.pathLength() >= 0 && below > certificate.pathLength()) {
                complain(
                        i,
                        ChainError.PATH_LENGTH_EXCEEDED,
                        below + " CAs below",
                        "at most " + certificate.pathLength());
            }
            if (i > 0 && !certificate.isSelfIssued()) {
                below++;
            }
        }
    }

    private boolean suits(SeenCertificate certificate, boolean mustBeCa) {
        if (settings.purpose() != Purpose.SERVER_AUTH && settings.purpose() != Purpose.CLIENT_AUTH) {
            return true;
        }
        boolean server = settings.purpose() == Purpose.SERVER_AUTH;
        if (certificate.forbidsPurpose(server ? SERVER : CLIENT)) {
            return false;
        }
        if (mustBeCa) {
            int kind = certificate.caKind();
            return kind != 0 && (kind != 5 || (certificate.netscapeCertType() & 0x04) != 0);
        }
        return server
                ? !certificate.forbidsNetscape(0x40)
                        && !certificate.forbids(Bit.DIGITAL_SIGNATURE, Bit.KEY_ENCIPHERMENT, Bit.KEY_AGREEMENT)
                : !certificate.forbids(Bit.DIGITAL_SIGNATURE, Bit.KEY_AGREEMENT) && !certificate.forbidsNetscape(0x80);
    }

    private void strengthOfLeafKey() {
        if (settings.securityLevel() > 0 && chain.get(0).key().securityBits() < wantedBits()) {
            complainOfKey(0, ChainError.EE_KEY_TOO_SMALL);
        }
    }

    private void strengthOfTheRest() {
        if (settings.securityLevel() <= 0) {
            return;
        }
        for (int i = 0; i < chain.size(); i++) {
            SeenCertificate certificate = chain.get(i);
            if (i > 0 && certificate.key().securityBits() < wantedBits()) {
                complainOfKey(i, ChainError.CA_KEY_TOO_SMALL);
            }
            int bits =
                    KeyKind.signatureBits(certificate.certificate().signature().algorithm());
            if (i < chain.size() - 1 && bits < wantedBits()) {
                complain(
                        i,
                        ChainError.CA_MD_TOO_WEAK,
                        certificate.certificate().signature().algorithm() + " with " + bits + " bits of security",
                        "at least " + wantedBits() + " at security level " + settings.securityLevel());
            }
        }
    }

    private void complainOfKey(int index, ChainError error) {
        SeenCertificate certificate = chain.get(index);
        complain(
                index,
                error,
                certificate.certificate().publicKey() + " with "
                        + certificate.key().securityBits() + " bits of security",
                "at least " + wantedBits() + " at security level " + settings.securityLevel());
    }

    private int wantedBits() {
        return LEVEL_BITS[Math.min(settings.securityLevel(), LEVEL_BITS.length) - 1];
    }

    private void host() {
        SeenCertificate leaf = chain.get(0);
        settings.hostName().ifPresent(host -> {
            if (!HostCheck.namesHost(leaf, host)) {
                complain(0, ChainError.HOSTNAME_MISMATCH, "names " + NameRules.shown(leaf.altNames()), host);
            }
        });
        settings.hostAddress().ifPresent(address -> {
            if (!HostCheck.namesAddress(leaf, address)) {
                complain(
                        0,
                        ChainError.IP_ADDRESS_MISMATCH,
                        "names " + NameRules.shown(leaf.altNames()),
                        new GeneralName.Ip(address).toString());
            }
        });
    }

    private void signaturesAndDates() {
        // Only a partial chain ends in an anchor that is not self-signed, so the case without an issuer never comes
        // here.
        int top = chain.size() - 1;
        for (int i = top; i >= 0; i--) {
            if (i < top) {
                signature(i);
            }
            dates(i);
        }
    }

    private void signature(int index) {
        SeenCertificate subject = chain.get(index);
        SeenCertificate issuer = chain.get(index + 1);
        if (issuer.forbids(subject.isProxy() ? Bit.DIGITAL_SIGNATURE : Bit.KEY_CERT_SIGN)) {
            complain(index + 1, ChainError.NO_CERT_SIGN, "keyUsage without keyCertSign", "keyCertSign");
        }
        // Whose key cannot be loaded was taken for nobody's issuer.
        if (!subject.certificate().signature().isConsistent()
                || !settings.signatures()
                        .verifies(subject.certificate(), issuer.certificate().publicKey())) {
            complain(
                    index,
                    ChainError.SIGNATURE_FAILURE,
                    "the signature does not verify with the key of the issuer that OpenSSL chose, "
                            + issuer.certificate().subject(),
                    "the issuer that signed it as the first one that fits by name");
        }
    }

    private void dates(int index) {
        SeenCertificate certificate = chain.get(index);
        Instant date = index == 0 ? settings.leafAt() : at;
        if (certificate.certificate().notBefore().isAfter(date)) {
            complain(
                    index,
                    ChainError.NOT_YET_VALID,
                    "notBefore " + certificate.certificate().notBefore(),
                    "before or at " + date);
        }
        if (!certificate.notAfter().isAfter(date)) {
            complain(index, ChainError.HAS_EXPIRED, "notAfter " + certificate.notAfter(), "after " + date);
        }
    }

    private void nameConstraints() {
        NameConstraintCheck check = new NameConstraintCheck(settings.parsesUrls());
        for (int i = chain.size() - 1; i >= 0; i--) {
            SeenCertificate subject = chain.get(i);
            if (i != 0 && subject.isSelfIssued()) {
                continue;
            }
            for (int j = chain.size() - 1; j > i; j--) {
                Optional<NameConstraints> constraints = chain.get(j).nameConstraints();
                if (constraints.isPresent()) {
                    NameConstraintCheck.Violation violation = check.check(subject, constraints.get(), i == 0);
                    if (violation != null) {
                        complaints.add(new Complaint(
                                violation.error(),
                                i,
                                violation.name().toString(),
                                "a name that the constraints of "
                                        + chain.get(j).certificate().subject() + " allow",
                                Optional.of(violation.name())));
                    }
                }
            }
        }
        nameComparisons = check.comparisons();
    }

    private void complain(int index, ChainError error, String found, String expected) {
        complaints.add(new Complaint(error, index, found, expected));
    }
}
