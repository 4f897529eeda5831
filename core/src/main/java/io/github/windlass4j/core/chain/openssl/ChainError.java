package io.github.windlass4j.core.chain.openssl;

import io.github.windlass4j.core.chain.Rule;

/**
 * The errors of {@code X509_verify_cert} that can occur here: number and text as OpenSSL prints them (x509_vfy.h, x509_txt.c).
 */
enum ChainError {
    UNSPECIFIED(1, "unspecified certificate verification error", Rule.MALFORMED_EXTENSION),
    UNABLE_TO_GET_ISSUER(2, "unable to get issuer certificate", Rule.ISSUER_UNKNOWN),
    SIGNATURE_FAILURE(7, "certificate signature failure", Rule.SIGNATURE_INVALID),
    NOT_YET_VALID(9, "certificate is not yet valid", Rule.NOT_YET_VALID),
    HAS_EXPIRED(10, "certificate has expired", Rule.EXPIRED),
    SELF_SIGNED_LEAF(18, "self-signed certificate", Rule.ROOT_NOT_TRUSTED),
    SELF_SIGNED_IN_CHAIN(19, "self-signed certificate in certificate chain", Rule.ROOT_NOT_TRUSTED),
    UNABLE_TO_GET_ISSUER_LOCALLY(20, "unable to get local issuer certificate", Rule.ISSUER_UNKNOWN),
    /** The same text: a certificate whose extensions OpenSSL cannot read has no issuer for it. */
    UNREADABLE(20, "unable to get local issuer certificate", Rule.MALFORMED_EXTENSION),
    CHAIN_TOO_LONG(22, "certificate chain too long", Rule.BUDGET_EXCEEDED),
    INVALID_CA(79, "invalid CA certificate", Rule.BASIC_CONSTRAINTS_NOT_CA),
    PATH_LENGTH_EXCEEDED(25, "path length constraint exceeded", Rule.PATH_LENGTH_EXCEEDED),
    INVALID_PURPOSE(26, "unsuitable certificate purpose", Rule.LEAF_PURPOSE_MISSING),
    NO_CERT_SIGN(32, "key usage does not include certificate signing", Rule.KEY_CERT_SIGN_MISSING),
    UNHANDLED_CRITICAL_EXTENSION(34, "unhandled critical extension", Rule.UNKNOWN_CRITICAL_EXTENSION),
    PROXY_NOT_ALLOWED(
            40, "proxy certificates not allowed, please set the appropriate flag", Rule.UNKNOWN_CRITICAL_EXTENSION),
    PERMITTED_VIOLATION(47, "permitted subtree violation", Rule.DNS_NAME_NOT_PERMITTED),
    EXCLUDED_VIOLATION(48, "excluded subtree violation", Rule.DNS_NAME_EXCLUDED),
    SUBTREE_MINMAX(49, "name constraints minimum and maximum not supported", Rule.SUBTREE_RANGE),
    TOO_MANY_NAMES(1, "unspecified certificate verification error", Rule.NAME_COMPARISONS_EXCEEDED),
    UNSUPPORTED_CONSTRAINT_TYPE(51, "unsupported name constraint type", Rule.CONSTRAINED_NAME_UNSUPPORTED),
    UNSUPPORTED_NAME_SYNTAX(53, "unsupported or invalid name syntax", Rule.DNS_NAME_MALFORMED),
    HOSTNAME_MISMATCH(62, "hostname mismatch", Rule.HOST_NOT_NAMED),
    IP_ADDRESS_MISMATCH(64, "IP address mismatch", Rule.ADDRESS_NOT_NAMED),
    EE_KEY_TOO_SMALL(66, "EE certificate key too weak", Rule.KEY_TYPE_NOT_ALLOWED),
    CA_KEY_TOO_SMALL(67, "CA certificate key too weak", Rule.KEY_TYPE_NOT_ALLOWED),
    CA_MD_TOO_WEAK(68, "CA signature digest algorithm too weak", Rule.DIGEST_NOT_ALLOWED),
    EXPLICIT_CURVE(94, "Certificate public key has explicit ECC parameters", Rule.CURVE_NOT_NAMED);

    private final int code;
    private final String text;
    private final Rule rule;

    ChainError(int code, String text, Rule rule) {
        this.code = code;
        this.text = text;
        this.rule = rule;
    }

    /** The nearest rule of our own vocabulary. */
    Rule rule() {
        return rule;
    }

    /** As {@code openssl verify} prints it. */
    String at(int depth) {
        return "error " + code + " at depth " + depth + ": " + text;
    }
}
