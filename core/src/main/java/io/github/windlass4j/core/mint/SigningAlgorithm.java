package io.github.windlass4j.core.mint;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.internal.der.DerWriter;

/** How to sign: also with what nobody should sign with any more, since validators must refuse it. */
public enum SigningAlgorithm {
    /** Broken; refused everywhere. */
    RSA_MD5("1.2.840.113549.1.1.4", "MD5withRSA"),
    /** Broken; refused for public authorities, accepted by the JDK for private ones. */
    RSA_SHA1("1.2.840.113549.1.1.5", "SHA1withRSA"),
    /** PKCS #1 v1.5 with SHA-256 (RFC 4055). */
    RSA_SHA256("1.2.840.113549.1.1.11", "SHA256withRSA"),
    /** PKCS #1 v1.5 with SHA-384 (RFC 4055). */
    RSA_SHA384("1.2.840.113549.1.1.12", "SHA384withRSA"),
    /** PKCS #1 v1.5 with SHA-512 (RFC 4055). */
    RSA_SHA512("1.2.840.113549.1.1.13", "SHA512withRSA"),
    /** RSASSA-PSS with MGF1, salt as long as the hash (RFC 4055). */
    RSA_PSS_SHA256("1.2.840.113549.1.1.10", "SHA256withRSAandMGF1"),
    /** RSASSA-PSS with SHA-384. */
    RSA_PSS_SHA384("1.2.840.113549.1.1.10", "SHA384withRSAandMGF1"),
    /** RSASSA-PSS with SHA-512. */
    RSA_PSS_SHA512("1.2.840.113549.1.1.10", "SHA512withRSAandMGF1"),
    /** Refused by current profiles. */
    ECDSA_SHA1("1.2.840.10045.4.1", "SHA1withECDSA"),
    /** ECDSA with SHA-256 (RFC 5758). */
    ECDSA_SHA256("1.2.840.10045.4.3.2", "SHA256withECDSA"),
    /** ECDSA with SHA-384 (RFC 5758). */
    ECDSA_SHA384("1.2.840.10045.4.3.3", "SHA384withECDSA"),
    /** ECDSA with SHA-512 (RFC 5758). */
    ECDSA_SHA512("1.2.840.10045.4.3.4", "SHA512withECDSA"),
    /** Refused by current profiles. */
    DSA_SHA1("1.2.840.10040.4.3", "SHA1withDSA"),
    /** DSA with SHA-256 (RFC 5758). */
    DSA_SHA256("2.16.840.1.101.3.4.3.2", "SHA256withDSA"),
    /** Ed25519 (RFC 8410). */
    ED25519("1.3.101.112", "Ed25519"),
    /** Ed448 (RFC 8410). */
    ED448("1.3.101.113", "Ed448"),
    /** ML-DSA-44 (RFC 9881). */
    ML_DSA_44("2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
    /** ML-DSA-65 (RFC 9881). */
    ML_DSA_65("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
    /** ML-DSA-87 (RFC 9881). */
    ML_DSA_87("2.16.840.1.101.3.4.3.19", "ML-DSA-87");

    private final String oid;
    private final String jcaName;

    SigningAlgorithm(String oid, String jcaName) {
        this.oid = oid;
        this.jcaName = jcaName;
    }

    /** The identifier that goes into certificates. */
    public AlgorithmIdentifier identifier() {
        return AlgorithmIdentifier.parse(der());
    }

    String jcaName() {
        return jcaName;
    }

    byte[] der() {
        return switch (this) {
            case RSA_MD5, RSA_SHA1, RSA_SHA256, RSA_SHA384, RSA_SHA512 ->
                DerWriter.sequence(DerWriter.oid(oid), DerWriter.nul());
            case RSA_PSS_SHA256 -> pss("2.16.840.1.101.3.4.2.1", 32);
            case RSA_PSS_SHA384 -> pss("2.16.840.1.101.3.4.2.2", 48);
            case RSA_PSS_SHA512 -> pss("2.16.840.1.101.3.4.2.3", 64);
            default -> DerWriter.sequence(DerWriter.oid(oid));
        };
    }

    /** RSASSA-PSS-params (RFC 4055 3.1). */
    private byte[] pss(String hash, int saltLength) {
        byte[] hashAlgorithm = DerWriter.sequence(DerWriter.oid(hash), DerWriter.nul());
        byte[] mask = DerWriter.sequence(DerWriter.oid("1.2.840.113549.1.1.8"), hashAlgorithm);
        byte[] parameters = DerWriter.sequence(
                DerWriter.explicit(0, hashAlgorithm),
                DerWriter.explicit(1, mask),
                DerWriter.explicit(2, DerWriter.integer(saltLength)));
        return DerWriter.sequence(DerWriter.oid(oid), parameters);
    }
}
