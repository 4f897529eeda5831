package io.github.windlass4j.core.cert;

/**
 * One extension as written (RFC 5280 4.2).
 *
 * @param oid its kind, dotted decimals
 * @param critical whether whoever does not know it must refuse the certificate
 * @param value content of the OCTET STRING, usually DER
 */
public record Extension(String oid, boolean critical, Octets value) {
    /** RFC 5280 4.2.1.8. */
    public static final String SUBJECT_DIRECTORY_ATTRIBUTES = "2.5.29.9";
    /** RFC 5280 4.2.1.2. */
    public static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    /** RFC 5280 4.2.1.3. */
    public static final String KEY_USAGE = "2.5.29.15";
    /** RFC 5280 4.2.1.6. */
    public static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    /** RFC 5280 4.2.1.7. */
    public static final String ISSUER_ALTERNATIVE_NAME = "2.5.29.18";
    /** RFC 5280 4.2.1.9. */
    public static final String BASIC_CONSTRAINTS = "2.5.29.19";
    /** Of CRLs: RFC 5280 5.2.3. */
    public static final String CRL_NUMBER = "2.5.29.20";
    /** Of CRLs: RFC 5280 5.2.4. */
    public static final String DELTA_CRL_INDICATOR = "2.5.29.27";
    /** Of CRLs: RFC 5280 5.2.5. */
    public static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
    /** RFC 5280 4.2.1.10. */
    public static final String NAME_CONSTRAINTS = "2.5.29.30";
    /** RFC 5280 4.2.1.13. */
    public static final String CRL_DISTRIBUTION_POINTS = "2.5.29.31";
    /** RFC 5280 4.2.1.4. */
    public static final String CERTIFICATE_POLICIES = "2.5.29.32";
    /** RFC 5280 4.2.1.5. */
    public static final String POLICY_MAPPINGS = "2.5.29.33";
    /** RFC 5280 4.2.1.1. */
    public static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    /** RFC 5280 4.2.1.11. */
    public static final String POLICY_CONSTRAINTS = "2.5.29.36";
    /** RFC 5280 4.2.1.12. */
    public static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    /** RFC 5280 4.2.1.15, and 5.2.6 in CRLs. */
    public static final String FRESHEST_CRL = "2.5.29.46";
    /** RFC 5280 4.2.1.14. */
    public static final String INHIBIT_ANY_POLICY = "2.5.29.54";
    /** RFC 5280 4.2.2.1. */
    public static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";
    /** RFC 5280 4.2.2.2. */
    public static final String SUBJECT_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.11";
    /** Of delegated OCSP signers: RFC 6960 4.2.2.2.1. */
    public static final String OCSP_NO_CHECK = "1.3.6.1.5.5.7.48.1.5";

    /** An extension of these bytes. */
    public Extension(String oid, boolean critical, byte[] value) {
        this(oid, critical, new Octets(value));
    }

    @Override
    public String toString() {
        return oid + (critical ? " critical " : " ") + value;
    }
}
