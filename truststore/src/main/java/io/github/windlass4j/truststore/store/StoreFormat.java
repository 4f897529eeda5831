package io.github.windlass4j.truststore.store;

/** How a trust store is written down, told from its content and never from its file name. */
public enum StoreFormat {
    /** Text with {@code -----BEGIN CERTIFICATE-----} blocks (RFC 7468). */
    PEM,
    /** One or several X.509 certificates in DER, one after the other. */
    DER,
    /** PKCS#7 / CMS SignedData that carries certificates (RFC 5652 5.1), in PEM. */
    PKCS7_PEM,
    /** PKCS#7 / CMS SignedData that carries certificates (RFC 5652 5.1), in DER. */
    PKCS7_DER,
    /** The JDK's own format, magic FEEDFEED. */
    JKS,
    /** The format of the SunJCE provider, magic CECECECE. */
    JCEKS,
    /** PKCS#12 (RFC 7292). */
    PKCS12,
    /** Bouncy Castle's format with readable certificates. */
    BKS,
    /** Bouncy Castle's format that is encrypted as a whole. */
    UBER,
    /** Bouncy Castle's format for FIPS mode. */
    BCFKS,
    /** A directory with one file for each certificate, plain or with OpenSSL's hash names. */
    DIRECTORY,
    /** Mozilla's certdata.txt, with trust bits. */
    CERTDATA,
    /** A YAML file of the trust store observatory: fingerprints without certificates. */
    OBSERVATORY_YAML,
    /** PEM blocks inside the string literals of some other language: nothing loads it as a trust store. */
    EMBEDDED_PEM,
    /** Not read from anything: put together from certificates. */
    MEMORY;

    /** Whether a {@link java.security.KeyStore} opens it, given the provider that knows the type and the password. */
    public boolean isKeyStore() {
        return switch (this) {
            case JKS, JCEKS, PKCS12, BKS, UBER, BCFKS -> true;
            default -> false;
        };
    }
}
