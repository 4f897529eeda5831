package io.github.windlass4j.core.chain.tls;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Obstacle;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A handshake's certificate chain was refused. The message is the explanation with the fix of each obstacle;
 * {@link #verdict()} has everything; the cause carries the JDK's nearest reason code and the index of the certificate, for
 * code that looks for them.
 */
public final class ChainRejectedException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final transient ChainVerdict.Rejected verdict;

    ChainRejectedException(ChainVerdict.Rejected verdict) {
        super(verdict.toString(), cause(verdict));
        this.verdict = verdict;
    }

    /** The verdict with every path and obstacle. */
    public ChainVerdict.Rejected verdict() {
        return verdict;
    }

    /** The JDK's reason code that comes nearest to an obstacle. */
    public static Reason reasonOf(Obstacle obstacle) {
        return switch (obstacle.rule()) {
            case EXPIRED, ANCHOR_EXPIRED -> BasicReason.EXPIRED;
            case NOT_YET_VALID, ANCHOR_NOT_YET_VALID -> BasicReason.NOT_YET_VALID;
            case REVOKED -> BasicReason.REVOKED;
            case REVOCATION_UNKNOWN, CRL_UNUSABLE, CRL_NUMBER_UNUSABLE, OCSP_UNUSABLE ->
                BasicReason.UNDETERMINED_REVOCATION_STATUS;
            case SIGNATURE_INVALID, SIGNATURE_ALGORITHMS_DIFFER -> BasicReason.INVALID_SIGNATURE;
            case ISSUER_UNKNOWN, ISSUER_KEY_DIFFERS, NO_ANCHORS, ROOT_NOT_TRUSTED, LEAF_NOT_TRUSTED, LOOP ->
                PKIXReason.NO_TRUST_ANCHOR;
            case ISSUER_NAME_DIFFERS -> PKIXReason.NAME_CHAINING;
            case BASIC_CONSTRAINTS_MISSING, BASIC_CONSTRAINTS_NOT_CA -> PKIXReason.NOT_CA_CERT;
            case PATH_LENGTH_EXCEEDED, TOO_MANY_INTERMEDIATES -> PKIXReason.PATH_TOO_LONG;
            case KEY_CERT_SIGN_MISSING, PURPOSE_KEY_USAGE, LEAF_PURPOSE_MISSING, CA_PURPOSE_MISSING ->
                PKIXReason.INVALID_KEY_USAGE;
            case NO_VALID_POLICY, ANY_POLICY_MAPPED -> PKIXReason.INVALID_POLICY;
            case UNKNOWN_CRITICAL_EXTENSION -> PKIXReason.UNRECOGNIZED_CRIT_EXT;
            default ->
                switch (obstacle.rule().rank()) {
                    case KEYS -> BasicReason.ALGORITHM_CONSTRAINED;
                    case NAME_CONSTRAINT -> PKIXReason.INVALID_NAME;
                    default -> BasicReason.UNSPECIFIED;
                };
        };
    }

    private static CertPathValidatorException cause(ChainVerdict.Rejected verdict) {
        Obstacle first = verdict.obstacles().get(0);
        Reason reason = reasonOf(first);
        if (!verdict.candidates().isEmpty()) {
            List<Certificate> path = verdict.candidates().get(0).path();
            if (first.index() < path.size()) {
                try {
                    CertPath asPath = asPath(path);
                    return new CertPathValidatorException(first.message(), null, asPath, first.index(), reason);
                } catch (CertificateException | MalformedCertificateException notForTheJdk) {
                    // The JDK's parser is stricter in places; the reason without the path is then all that it can
                    // carry.
                }
            }
        }
        return new CertPathValidatorException(first.message(), null, null, -1, reason);
    }

    private static CertPath asPath(List<Certificate> path) throws CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        path.forEach(certificate -> certificates.add(certificate.toX509()));
        return CertificateFactory.getInstance("X.509").generateCertPath(certificates);
    }
}
