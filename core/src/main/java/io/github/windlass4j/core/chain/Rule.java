package io.github.windlass4j.core.chain;

/**
 * What a certification path is held against: one constant per rule, each with a stable id, the clause that demands it
 * and a rank. The first two digits of the id are the family (15 = time, 27 to 38 = name constraints, 39 to 46 = names).
 * Which rules reject, warn or stay silent is said by a {@link RuleProfile}.
 */
public enum Rule {
    /** The version is 1, 2 or 3, and 3 where there are extensions. */
    VERSION_CONFLICT("0102", Rank.ENCODING, "RFC 5280 4.1.2.1, 4.1.2.9"),

    /** The leaf is an X.509 version 3 certificate; versions 1 and 2 cannot carry a subjectAltName. */
    LEAF_NOT_V3("0101", Rank.ENCODING, "CA/B TLS BR 7.1.1"),

    /** The algorithm outside the signed part equals the one inside it. */
    SIGNATURE_ALGORITHMS_DIFFER("0201", Rank.ENCODING, "RFC 5280 4.1.1.2"),

    /** No extension stands twice. */
    DUPLICATE_EXTENSION("0301", Rank.ENCODING, "RFC 5280 4.2"),

    /** Every known extension has the encoding that its definition gives. */
    MALFORMED_EXTENSION("0401", Rank.ENCODING, "RFC 5280 4.2"),

    /** dNSName, rfc822Name and URI hold ASCII only; other alphabets are written as A-labels. */
    NAME_NOT_IA5("0402", Rank.ENCODING, "RFC 5280 4.2.1.6"),

    /** The certificate is DER: minimal lengths and numbers, canonical booleans, times and bit strings. */
    NOT_DER("0403", Rank.ENCODING, "RFC 5280 4.1"),

    /** No default value and no early GeneralizedTime is written out, and strings keep to their alphabet. */
    LOOSE_ENCODING("0404", Rank.ENCODING, "X.690 11.5, RFC 5280 4.1"),

    /** authorityInfoAccess holds at least one access description. */
    AUTHORITY_INFO_MALFORMED("0501", Rank.ENCODING, "RFC 5280 4.2.2.1"),

    /** authorityInfoAccess is not critical. */
    AUTHORITY_INFO_CRITICAL("0502", Rank.ENCODING, "RFC 5280 4.2.2.1"),

    /** The serial number is positive. */
    SERIAL_NOT_POSITIVE("0601", Rank.ENCODING, "RFC 5280 4.1.2.2"),

    /** The serial number has at most 20 octets. */
    SERIAL_TOO_LONG("0602", Rank.ENCODING, "RFC 5280 4.1.2.2"),

    /** The issuer is a non-empty name. */
    ISSUER_EMPTY("0701", Rank.ENCODING, "RFC 5280 4.1.2.4"),

    /** The subject of a CA is a non-empty name. */
    CA_SUBJECT_EMPTY("0702", Rank.ENCODING, "RFC 5280 4.1.2.6"),

    /** An RSA modulus has at least the number of bits that the profile asks for. */
    RSA_KEY_TOO_SHORT("0801", Rank.KEYS, "CA/B TLS BR 6.1.5"),

    /** The number of bits of an RSA modulus is divisible by 8. */
    RSA_KEY_SIZE_UNEVEN("0802", Rank.KEYS, "CA/B TLS BR 6.1.5"),

    /** An elliptic-curve key lies on one of the profile's curves. */
    CURVE_NOT_ALLOWED("0803", Rank.KEYS, "CA/B TLS BR 6.1.5"),

    /** A curve is given by its name, never by explicit parameters. */
    CURVE_NOT_NAMED("0804", Rank.KEYS, "CA/B TLS BR 7.1.3.1.2, RFC 5480 2.1.1"),

    /** The key is of a type that the profile accepts. */
    KEY_TYPE_NOT_ALLOWED("0805", Rank.KEYS, "CA/B TLS BR 6.1.1.3"),

    /** The signature uses a digest that the profile accepts (MD5 and SHA-1 are broken for signatures). */
    DIGEST_NOT_ALLOWED("0806", Rank.KEYS, "RFC 9155, CA/B TLS BR 7.1.3.2"),

    /** The public key can be decoded and used. */
    KEY_UNREADABLE("0807", Rank.KEYS, "RFC 5280 4.1.2.7"),

    /** The signature algorithm is one that this library verifies. */
    SIGNATURE_ALGORITHM_UNKNOWN("0808", Rank.KEYS, "RFC 5280 4.1.1.2"),

    /** The signature verifies with the key of the certificate above. */
    SIGNATURE_INVALID("0902", Rank.SIGNATURE, "RFC 5280 6.1.3 (a)(1)"),

    /** The certificate that holds the issuer's key also carries the issuer's name. */
    ISSUER_NAME_DIFFERS("0905", Rank.SIGNATURE, "RFC 5280 6.1.3 (a)(4)"),

    /** Some certificate at hand carries the issuer's name. */
    ISSUER_UNKNOWN("0901", Rank.ROUTE, "RFC 5280 6.1"),

    /** Of the certificates with the issuer's name, one holds the key that signed. */
    ISSUER_KEY_DIFFERS("0903", Rank.ROUTE, "RFC 5280 6.1.3 (a)(1)"),

    /** The trust store holds at least one anchor. */
    NO_ANCHORS("0904", Rank.ROUTE, "RFC 5280 6.1.1 (d)"),

    /** The self-signed certificate at the top is an anchor. */
    ROOT_NOT_TRUSTED("0906", Rank.ROUTE, "RFC 5280 6.1.1 (d)"),

    /** No certificate of the path is distrusted by the caller. */
    DISTRUSTED("0907", Rank.ROUTE, "local policy"),

    /** A lone certificate is trusted directly or has an issuer. */
    LEAF_NOT_TRUSTED("0908", Rank.ROUTE, "local policy"),

    /** The issuers do not only sign each other: some way leads out to an anchor. */
    LOOP("1201", Rank.ROUTE, "RFC 4158 2.4.2"),

    /** The work stays within the limits of the budget. */
    BUDGET_EXCEEDED("1301", Rank.BUDGET, "RFC 4158 2.4"),

    /** Names times constraints stay within the limits of the budget. */
    NAME_COMPARISONS_EXCEEDED("1302", Rank.BUDGET, "RFC 5280 4.2.1.10"),

    /** The path has at most the number of non-self-issued intermediates that the caller allows. */
    TOO_MANY_INTERMEDIATES("1401", Rank.CONSTRAINT, "RFC 5280 6.1.1 (caller's limit)"),

    /** notAfter is not before the instant of validation (whole seconds, inclusive). */
    EXPIRED("1501", Rank.TIME, "RFC 5280 4.1.2.5"),

    /** notBefore is not after the instant of validation (whole seconds, inclusive). */
    NOT_YET_VALID("1502", Rank.TIME, "RFC 5280 4.1.2.5"),

    /** The anchor has not expired. */
    ANCHOR_EXPIRED("1503", Rank.TIME, "RFC 5280 4.1.2.5; RFC 5280 6.1 itself ignores an anchor's dates"),

    /** The anchor is valid already. */
    ANCHOR_NOT_YET_VALID("1504", Rank.TIME, "RFC 5280 4.1.2.5; RFC 5280 6.1 itself ignores an anchor's dates"),

    /** A CA carries basicConstraints. */
    BASIC_CONSTRAINTS_MISSING("1601", Rank.CONSTRAINT, "RFC 5280 6.1.4 (k)"),

    /** The basicConstraints of a CA say cA TRUE. */
    BASIC_CONSTRAINTS_NOT_CA("1602", Rank.CONSTRAINT, "RFC 5280 6.1.4 (k)"),

    /** The basicConstraints of a CA are critical. */
    BASIC_CONSTRAINTS_NOT_CRITICAL("1603", Rank.CONSTRAINT, "RFC 5280 4.2.1.9"),

    /** A CA with a keyUsage has keyCertSign in it. */
    KEY_CERT_SIGN_MISSING("1701", Rank.CONSTRAINT, "RFC 5280 6.1.4 (n)"),

    /** keyCertSign comes only with cA TRUE. */
    KEY_CERT_SIGN_WITHOUT_CA("1702", Rank.CONSTRAINT, "RFC 5280 4.2.1.9"),

    /** pathLenConstraint comes only with cA TRUE and keyCertSign. */
    PATH_LENGTH_WITHOUT_CA("1703", Rank.CONSTRAINT, "RFC 5280 4.2.1.9"),

    /** No more non-self-issued intermediates stand below a CA than its pathLenConstraint allows; the leaf never counts. */
    PATH_LENGTH_EXCEEDED("1801", Rank.CONSTRAINT, "RFC 5280 6.1.4 (l)"),

    /** The leaf is not a CA. */
    LEAF_IS_CA("1901", Rank.CONSTRAINT, "CA/B TLS BR 7.1.2.7.8"),

    /** The leaf's extendedKeyUsage, if there is one, names the purpose. */
    LEAF_PURPOSE_MISSING("2001", Rank.CONSTRAINT, "RFC 5280 4.2.1.12"),

    /** extendedKeyUsage names at least one purpose. */
    EKU_EMPTY("2002", Rank.CONSTRAINT, "RFC 5280 4.2.1.12"),

    /** The extendedKeyUsage of a CA, if there is one, allows the purpose for what it issues. */
    CA_PURPOSE_MISSING("2101", Rank.CONSTRAINT, "CA/B TLS BR 7.1.2.10.6"),

    /** A CA carries an extendedKeyUsage. */
    CA_EKU_MISSING("2102", Rank.CONSTRAINT, "CA/B TLS BR 7.1.2.10.6"),

    /** The leaf carries an extendedKeyUsage. */
    LEAF_EKU_MISSING("2201", Rank.CONSTRAINT, "CA/B TLS BR 7.1.2.7.6"),

    /** The leaf's extendedKeyUsage is not critical. */
    LEAF_EKU_CRITICAL("2202", Rank.CONSTRAINT, "CA/B TLS BR 7.1.2.7.6"),

    /** The leaf's extendedKeyUsage does not contain anyExtendedKeyUsage. */
    LEAF_EKU_ANY("2203", Rank.CONSTRAINT, "CA/B TLS BR 7.1.2.7.10"),

    /** A root carries no extendedKeyUsage. */
    ROOT_HAS_EKU("2204", Rank.CONSTRAINT, "CA/B TLS BR 7.1.2.1.2"),

    /** A leaf for TLS does not also sign code, time stamps or OCSP responses. */
    PURPOSE_MIXED("2205", Rank.CONSTRAINT, "CA/B TLS BR 7.1.2.7.10"),

    /** The CA right above a leaf for TLS does not also sign code or time stamps. */
    CA_PURPOSE_MIXED("2207", Rank.CONSTRAINT, "CA/B TLS BR 7.1.2.10.6"),

    /** The leaf's keyUsage is the one that the purpose asks for. */
    PURPOSE_KEY_USAGE("2206", Rank.CONSTRAINT, "the purpose's own definition"),

    /** Every critical extension is one that is processed. */
    UNKNOWN_CRITICAL_EXTENSION("2301", Rank.PROFILE, "RFC 5280 6.1.4 (o), 6.1.5 (f)"),

    /** authorityKeyIdentifier is not critical. */
    AUTHORITY_KEY_ID_CRITICAL("2401", Rank.PROFILE, "RFC 5280 4.2.1.1"),

    /** subjectKeyIdentifier is not critical. */
    SUBJECT_KEY_ID_CRITICAL("2402", Rank.PROFILE, "RFC 5280 4.2.1.2"),

    /** Every certificate that is not self-signed names its issuer's key in authorityKeyIdentifier. */
    AUTHORITY_KEY_ID_MISSING("2403", Rank.PROFILE, "RFC 5280 4.2.1.1"),

    /** Every CA carries subjectKeyIdentifier. */
    SUBJECT_KEY_ID_MISSING("2404", Rank.PROFILE, "RFC 5280 4.2.1.2"),

    /** The authorityKeyIdentifier of a self-signed root has a keyIdentifier. */
    ROOT_AUTHORITY_KEY_ID_EMPTY("2501", Rank.PROFILE, "CA/B TLS BR 7.1.2.1.3"),

    /** The authorityKeyIdentifier of a self-signed root has neither issuer nor serial number. */
    ROOT_AUTHORITY_KEY_ID_NAMES_ISSUER("2502", Rank.PROFILE, "CA/B TLS BR 7.1.2.1.3"),

    /** The authorityKeyIdentifier of a self-signed root is its own subjectKeyIdentifier. */
    ROOT_AUTHORITY_KEY_ID_DIFFERS("2503", Rank.PROFILE, "CA/B TLS BR 7.1.2.1.3"),

    /** policyConstraints is critical. */
    POLICY_CONSTRAINTS_NOT_CRITICAL("2601", Rank.POLICY, "RFC 5280 4.2.1.11"),

    /** Where an explicit policy is required, one policy is valid along the whole path. */
    NO_VALID_POLICY("2602", Rank.POLICY, "RFC 5280 6.1.3 (f), 6.1.5 (g)"),

    /** anyPolicy is not mapped. */
    ANY_POLICY_MAPPED("2603", Rank.POLICY, "RFC 5280 6.1.4 (a)"),

    /** Critical certificate policies carry only the CPS and user-notice qualifiers. */
    POLICY_QUALIFIER_UNKNOWN("2604", Rank.POLICY, "RFC 5280 4.2.1.4"),

    /** No name of a CA certificate, whatever its kind, lies in a subtree that a CA above excludes. */
    CA_NAME_EXCLUDED("2701", Rank.NAME_CONSTRAINT, "RFC 5280 6.1.3 (c)"),

    /** Every name of a CA certificate, whatever its kind, lies in the permitted subtrees of every CA above. */
    CA_NAME_NOT_PERMITTED("2702", Rank.NAME_CONSTRAINT, "RFC 5280 6.1.3 (b)"),

    /** No dNSName lies in an excluded subtree. */
    DNS_NAME_EXCLUDED("2801", Rank.NAME_CONSTRAINT, "RFC 5280 6.1.3 (c)"),

    /** Every dNSName lies in the permitted subtrees of every CA above. */
    DNS_NAME_NOT_PERMITTED("2802", Rank.NAME_CONSTRAINT, "RFC 5280 6.1.3 (b)"),

    /** No iPAddress lies in an excluded range. */
    IP_ADDRESS_EXCLUDED("3001", Rank.NAME_CONSTRAINT, "RFC 5280 6.1.3 (c)"),

    /** Every iPAddress lies in the permitted ranges of every CA above. */
    IP_ADDRESS_NOT_PERMITTED("3002", Rank.NAME_CONSTRAINT, "RFC 5280 6.1.3 (b)"),

    /** An iPAddress constraint is an address and a contiguous mask, 8 or 32 octets. */
    IP_CONSTRAINT_MALFORMED("3003", Rank.ENCODING, "RFC 5280 4.2.1.10"),

    /** An iPAddress has 4 or 16 octets. */
    IP_ADDRESS_MALFORMED("3004", Rank.NAME_CONSTRAINT, "RFC 5280 4.2.1.6"),

    /** A dNSName constraint is a host name: no wildcard, no leading dot. */
    DNS_CONSTRAINT_MALFORMED("3101", Rank.ENCODING, "RFC 5280 4.2.1.10"),

    /** A dNSName below a constraint is a host name or a wildcard name. */
    DNS_NAME_MALFORMED("3102", Rank.NAME_CONSTRAINT, "RFC 5280 4.2.1.6"),

    /** An rfc822Name constraint is a mailbox, a host or a domain with a leading dot. */
    MAILBOX_CONSTRAINT_MALFORMED("3103", Rank.ENCODING, "RFC 5280 4.2.1.10"),

    /** An rfc822Name below a constraint is a mailbox. */
    MAILBOX_MALFORMED("3104", Rank.NAME_CONSTRAINT, "RFC 5280 4.2.1.6"),

    /** A URI below a constraint has a host name. */
    URI_MALFORMED("3105", Rank.NAME_CONSTRAINT, "RFC 5280 4.2.1.10"),

    /** A wildcard name cannot stand for an excluded name. */
    WILDCARD_REACHES_EXCLUDED("3201", Rank.NAME_CONSTRAINT, "RFC 5280 4.2.1.10 with RFC 9525 6.3"),

    /** A wildcard name stands for permitted names only. */
    WILDCARD_LEAVES_PERMITTED("3202", Rank.NAME_CONSTRAINT, "RFC 5280 4.2.1.10 with RFC 9525 6.3"),

    /** Neither subject nor directoryName lies in an excluded subtree. */
    DIRECTORY_NAME_EXCLUDED("3301", Rank.NAME_CONSTRAINT, "RFC 5280 6.1.3 (c)"),

    /** Subject and directoryName lie in the permitted subtrees of every CA above. */
    DIRECTORY_NAME_NOT_PERMITTED("3302", Rank.NAME_CONSTRAINT, "RFC 5280 6.1.3 (b)"),

    /** No rfc822Name lies in an excluded subtree. */
    MAILBOX_EXCLUDED("3401", Rank.NAME_CONSTRAINT, "RFC 5280 6.1.3 (c)"),

    /** Every rfc822Name lies in the permitted subtrees of every CA above. */
    MAILBOX_NOT_PERMITTED("3402", Rank.NAME_CONSTRAINT, "RFC 5280 6.1.3 (b)"),

    /** No URI lies in an excluded subtree. */
    URI_EXCLUDED("3403", Rank.NAME_CONSTRAINT, "RFC 5280 6.1.3 (c)"),

    /** Every URI lies in the permitted subtrees of every CA above. */
    URI_NOT_PERMITTED("3404", Rank.NAME_CONSTRAINT, "RFC 5280 6.1.3 (b)"),

    /** No name occurs whose kind is constrained in a way that is not modelled. */
    CONSTRAINED_NAME_UNSUPPORTED("3501", Rank.NAME_CONSTRAINT, "RFC 5280 4.2.1.10"),

    /** minimum is 0 and maximum absent. */
    SUBTREE_RANGE("3502", Rank.ENCODING, "RFC 5280 4.2.1.10"),

    /** Only CAs carry nameConstraints. */
    NAME_CONSTRAINTS_IN_LEAF("3601", Rank.NAME_CONSTRAINT, "RFC 5280 4.2.1.10"),

    /** nameConstraints is critical. */
    NAME_CONSTRAINTS_NOT_CRITICAL("3701", Rank.NAME_CONSTRAINT, "RFC 5280 4.2.1.10"),

    /** nameConstraints holds at least one subtree. */
    NAME_CONSTRAINTS_EMPTY("3801", Rank.ENCODING, "CA/B TLS BR 7.1.2.5.2, RFC 5280 4.2.1.10"),

    /** The leaf names its hosts in subjectAltName; the common name is never read. */
    SUBJECT_ALT_NAME_MISSING("3901", Rank.NAME, "RFC 9525 6.1"),

    /** Every expected mailbox stands in the leaf's subjectAltName. */
    MAILBOX_NOT_NAMED("3902", Rank.NAME, "RFC 8550 3"),

    /** A dNSName of the leaf names the expected host. */
    HOST_NOT_NAMED("4001", Rank.NAME, "RFC 9525 6.3"),

    /** A wildcard is the whole left-most label and stands above at least two more. */
    WILDCARD_MISPLACED("4101", Rank.NAME, "RFC 9525 6.3"),

    /** A wildcard stands for exactly one label. */
    WILDCARD_TOO_SHALLOW("4102", Rank.NAME, "RFC 9525 6.3"),

    /** A wildcard does not cover a public suffix. */
    WILDCARD_ON_PUBLIC_SUFFIX("4201", Rank.PROFILE, "CA/B TLS BR 3.2.2.6"),

    /** An address stands in an iPAddress, never in a dNSName. */
    IP_IN_DNS_NAME("4301", Rank.NAME, "RFC 5280 4.2.1.6"),

    /** An iPAddress of the leaf is the expected address. */
    ADDRESS_NOT_NAMED("4302", Rank.NAME, "RFC 9525 6.5"),

    /** A dNSName holds letters, digits and hyphens. */
    HOST_NAME_SYNTAX("4401", Rank.NAME, "RFC 5280 4.2.1.6, RFC 1034 3.5, RFC 1123 2.1"),

    /** With an empty subject, subjectAltName is critical. */
    SUBJECT_ALT_NAME_NOT_CRITICAL("4501", Rank.NAME, "RFC 5280 4.2.1.6"),

    /** With a subject, subjectAltName is not critical. */
    SUBJECT_ALT_NAME_CRITICAL("4502", Rank.NAME, "CA/B TLS BR 7.1.2.7.12"),

    /** A common name that means a host or an address is a copy of a subjectAltName value, character by character. */
    COMMON_NAME_REWRITTEN("4601", Rank.NAME, "CA/B TLS BR 7.1.4.3"),

    /** The certificate is not revoked. */
    REVOKED("4701", Rank.REVOCATION, "RFC 5280 6.3"),

    /** Usable revocation information says that the certificate is good. */
    REVOCATION_UNKNOWN("4702", Rank.REVOCATION, "RFC 5280 6.3, RFC 6960 2.2"),

    /** The CRL for this certificate is well-formed, current, in scope and signed by its issuer. */
    CRL_UNUSABLE("4703", Rank.REVOCATION, "RFC 5280 5, 6.3.3"),

    /** A CRL has a CRLNumber, not critical. */
    CRL_NUMBER_UNUSABLE("4704", Rank.REVOCATION, "RFC 5280 5.2.3"),

    /** The OCSP response for this certificate is well-formed, current and signed by an authorised responder. */
    OCSP_UNUSABLE("4801", Rank.REVOCATION, "RFC 6960 3.2");

    private final String id;
    private final Rank rank;
    private final String clause;

    Rule(String digits, Rank rank, String clause) {
        this.id = "WL-CH-" + digits;
        this.rank = rank;
        this.clause = clause;
    }

    /** Stable identifier, {@code WL-CH-} and four digits. */
    public String id() {
        return id;
    }

    /** The document and section that demand the rule. */
    public String clause() {
        return clause;
    }

    /** How much a violation of this rule says; obstacles are sorted by it. */
    public Rank rank() {
        return rank;
    }

    /**
     * True for the rules without which a path is no path, or without which a constraint would be passed over: no profile can
     * take them out or make them warnings.
     */
    public boolean isStructural() {
        return rank == Rank.SIGNATURE
                || rank == Rank.ROUTE
                || rank == Rank.BUDGET
                || this == MALFORMED_EXTENSION
                || this == IP_CONSTRAINT_MALFORMED
                || this == DUPLICATE_EXTENSION
                || this == KEY_UNREADABLE
                || this == SIGNATURE_ALGORITHM_UNKNOWN
                || this == NAME_COMPARISONS_EXCEEDED;
    }

    /** The first two digits of the id as a number: rules that belong together share it. */
    public int family() {
        return Integer.parseInt(id.substring(6, 8));
    }

    /**
     * How specific a violation is, most specific first: a broken encoding explains itself, whereas "nobody here issued
     * this" may have many causes.
     */
    public enum Rank {
        /** The certificate itself is broken. */
        ENCODING,
        /** The certificate breaks its profile. */
        PROFILE,
        /** The work was stopped. */
        BUDGET,
        /** A key or an algorithm is not acceptable. */
        KEYS,
        /** A CA may not do what it did. */
        CONSTRAINT,
        /** A name lies outside what a CA may name. */
        NAME_CONSTRAINT,
        /** No policy is valid. */
        POLICY,
        /** The certificate is revoked, or nobody knows. */
        REVOCATION,
        /** The wrong instant. */
        TIME,
        /** The wrong host. */
        NAME,
        /** The signature does not fit. */
        SIGNATURE,
        /** No way leads to an anchor. */
        ROUTE
    }
}
