package io.github.windlass4j.core.internal.revocation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistributionPoint;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.RevocationReason;
import io.github.windlass4j.core.internal.signature.SignatureCheck;
import io.github.windlass4j.core.internal.signature.Verifier;
import io.github.windlass4j.core.revocation.Crl;
import io.github.windlass4j.core.revocation.CrlEntry;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import io.github.windlass4j.core.revocation.RevocationStatus;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * CRL processing of RFC 5280 6.3.3: complete, delta, indirect and scoped CRLs. Each CRL's signature is verified once.
 * Who may sign a CRL, and is itself trusted to the same anchor (6.3.3 (f)), is asked of the caller.
 */
public final class CrlRules {
    private final List<Crl> crls;
    private final RevocationPolicy policy;
    private final Instant at;
    private final boolean numbered;
    private final Verifier verifier;
    private final Function<Crl, List<Signer>> signers;
    private final Map<Crl, Optional<String>> defects = new HashMap<>();

    /**
     * @param numbered whether a CRL without CRLNumber, or with a critical one, is of no use (RFC 5280 5.2.3)
     * @param verifier for the signatures of the CRLs
     * @param signers certificates that may have signed a CRL, trusted already
     */
    public CrlRules(
            List<Crl> crls,
            RevocationPolicy policy,
            Instant at,
            boolean numbered,
            Verifier verifier,
            Function<Crl, List<Signer>> signers) {
        this.crls = List.copyOf(crls);
        this.policy = policy;
        this.at = at;
        this.numbered = numbered;
        this.verifier = verifier;
        this.signers = signers;
    }

    /** What the CRLs say of a certificate. */
    public RevocationStatus status(Certificate certificate) {
        Set<RevocationReason> open = CrlScopes.everyReason();
        Set<String> useless = new LinkedHashSet<>();
        for (DistributionPoint point : CrlScopes.pointsOf(certificate, policy.indirectCrls())) {
            for (Crl crl : crls) {
                if (crl.isDelta() || open.isEmpty()) {
                    continue;
                }
                CrlScopes scopes = new CrlScopes(certificate, crl, policy.indirectCrls());
                Set<RevocationReason> covered = scopes.reasons(point);
                Optional<String> defect = scopes.defect(point).or(() -> defects.computeIfAbsent(crl, this::unusable));
                if (defect.isPresent()) {
                    useless.add(crl + ": " + defect.get());
                    continue;
                }
                covered.retainAll(open);
                if (covered.isEmpty()) {
                    continue;
                }
                Optional<CrlEntry> entry = entry(certificate, crl);
                if (entry.isPresent()) {
                    return new RevocationStatus.Revoked(
                            entry.get().since(), entry.get().reason());
                }
                open.removeAll(covered);
            }
        }
        if (open.isEmpty()) {
            return new RevocationStatus.Good();
        }
        if (open.size() < CrlScopes.everyReason().size()) {
            useless.add("the usable CRLs leave the reasons " + open + " open");
        }
        if (useless.isEmpty()) {
            useless.add(crls.isEmpty() ? "no CRL at hand" : "no CRL for a distribution point of the certificate");
        }
        return new RevocationStatus.Unknown(new ArrayList<>(useless));
    }

    /** 6.3.3 (i) to (k): a current delta CRL has the last word, {@code removeFromCRL} lifts the revocation. */
    private Optional<CrlEntry> entry(Certificate certificate, Crl complete) {
        Optional<CrlEntry> entry = find(certificate, complete);
        if (policy.deltaCrls()) {
            for (Crl delta : crls) {
                if (isDeltaOf(delta, complete)) {
                    Optional<CrlEntry> newer = find(certificate, delta);
                    entry = newer.isPresent() ? newer : entry;
                }
            }
        }
        return entry.filter(found -> !found.reason().equals(Optional.of(RevocationReason.REMOVE_FROM_CRL)));
    }

    private static Optional<CrlEntry> find(Certificate certificate, Crl crl) {
        return crl.find(certificate.issuer(), certificate.serialNumber());
    }

    /** 6.3.3 (c). */
    private boolean isDeltaOf(Crl delta, Crl complete) {
        if (!delta.isDelta() || complete.number().isEmpty() || delta.number().isEmpty()) {
            return false;
        }
        BigInteger number = complete.number().get();
        return delta.issuer().matches(complete.issuer())
                && delta.scope().equals(complete.scope())
                && Objects.equals(delta.authorityKey(), complete.authorityKey())
                && number.compareTo(delta.baseNumber().orElseThrow()) >= 0
                && number.compareTo(delta.number().get()) < 0
                && defects.computeIfAbsent(delta, this::unusable).isEmpty();
    }

    /** What makes a CRL of no use for any certificate. */
    private Optional<String> unusable(Crl crl) {
        if (!crl.unknownCritical().isEmpty()) {
            return Optional.of("unknown critical extensions " + crl.unknownCritical());
        }
        if (numbered && crl.number().isEmpty()) {
            return Optional.of("without CRLNumber");
        }
        if (numbered && crl.extensions().isCritical(Extension.CRL_NUMBER)) {
            return Optional.of("CRLNumber critical");
        }
        return Freshness.defect(crl.thisUpdate(), crl.nextUpdate(), at, policy).or(() -> unsigned(crl));
    }

    private Optional<String> unsigned(Crl crl) {
        List<String> tried = new ArrayList<>();
        for (Signer signer : signers.apply(crl)) {
            if (!signer.certificate().subject().matches(crl.issuer())) {
                continue;
            }
            if (!maySignCrls(signer.certificate())) {
                tried.add("its issuer's keyUsage lacks cRLSign");
                continue;
            }
            Optional<SignatureCheck> check = verifier.verify(crl.signature(), signer.key());
            if (check.isEmpty()) {
                return Optional.of(SignatureCheck.NO_BUDGET);
            }
            if (check.get().isValid()) {
                return Optional.empty();
            }
            tried.add("the signature does not fit the key of "
                    + signer.certificate().subject());
        }
        return Optional.of(tried.isEmpty() ? "no trusted certificate of its issuer" : String.join(", ", tried));
    }

    private static boolean maySignCrls(Certificate certificate) {
        try {
            return certificate
                    .extensions()
                    .keyUsage()
                    .map(usage -> usage.allows(KeyUsage.Bit.CRL_SIGN))
                    .orElse(true);
        } catch (MalformedCertificateException unreadable) {
            return false;
        }
    }
}
