package io.github.windlass4j.core.chain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the leaf shall be used for; decides what extendedKeyUsage must allow along the path. */
public enum Purpose {
    /** A TLS server (id-kp-serverAuth, RFC 5280 4.2.1.12). */
    SERVER_AUTH("1.3.6.1.5.5.7.3.1"),
    /** A TLS client (id-kp-clientAuth, RFC 5280 4.2.1.12). */
    CLIENT_AUTH("1.3.6.1.5.5.7.3.2"),
    /** Signing code (id-kp-codeSigning, RFC 5280 4.2.1.12). */
    CODE_SIGNING("1.3.6.1.5.5.7.3.3"),
    /** Mail (id-kp-emailProtection, RFC 5280 4.2.1.12). */
    EMAIL_PROTECTION("1.3.6.1.5.5.7.3.4"),
    /** Time stamps (id-kp-timeStamping, RFC 5280 4.2.1.12). */
    TIME_STAMPING("1.3.6.1.5.5.7.3.8"),
    /** OCSP responses (id-kp-OCSPSigning, RFC 6960 4.2.2.2). */
    OCSP_SIGNING("1.3.6.1.5.5.7.3.9"),
    /** Documents (id-kp-documentSigning, RFC 9336). */
    DOCUMENT_SIGNING("1.3.6.1.5.5.7.3.36"),
    /**
     * RCS messaging with MLS (GSMA RCC.16): every certificate but the anchor names this purpose alone, and the leaf's
     * keyUsage is digitalSignature alone.
     */
    RCS_MLS_CLIENT("2.23.146.2.1.3"),
    /**
     * A C2PA manifest (C2PA 2.1, certificate profiles): the leaf has mail or document signing, digitalSignature, and neither
     * time stamping, OCSP signing nor anyExtendedKeyUsage.
     */
    C2PA_MANIFEST(null),
    /**
     * A C2PA time stamp (C2PA 2.1, certificate profiles): the leaf has time stamping, and neither mail, documents, OCSP
     * signing nor anyExtendedKeyUsage.
     */
    C2PA_TIME_STAMP(null),
    /** Anything: extendedKeyUsage is not looked at. */
    ANY(null);

    /** anyExtendedKeyUsage of RFC 5280 4.2.1.12. */
    public static final String ANY_EXTENDED_KEY_USAGE = "2.5.29.37.0";

    private final Optional<String> oid;

    Purpose(@Nullable String oid) {
        this.oid = Optional.ofNullable(oid);
    }

    /** The key purpose id in dotted decimals; empty where a purpose is not a single id. */
    public Optional<String> oid() {
        return oid;
    }
}
