package io.github.windlass4j.core.cert;

/**
 * A deviation from DER or from the syntax of RFC 5280 that still lets a certificate be read. Which of them refuse a
 * certificate is a validation profile's choice: real files hold many.
 *
 * @param kind what kind of deviation
 * @param field the field or, for extensions, its object identifier in dotted decimals
 * @param offset byte counted from 0 in the certificate's DER
 * @param detail what was found
 */
public record EncodingDefect(Kind kind, String field, int offset, String detail) {
    /** Kinds of deviation. */
    public enum Kind {
        /**
         * A length written with more octets than needed (X.690 10.1). The JDK and OpenSSL accept it, BoringSSL and Go refuse.
         */
        NON_MINIMAL_LENGTH,
        /** An INTEGER with superfluous leading octets (X.690 8.3.2). */
        NON_MINIMAL_INTEGER,
        /** A BOOLEAN that is neither 0x00 nor 0xff (X.690 11.1). */
        NON_CANONICAL_BOOLEAN,
        /**
         * A value equal to its DEFAULT is written (X.690 11.5): version v1, critical FALSE, cA FALSE. Old authorities do that.
         */
        EXPLICIT_DEFAULT,
        /** A version other than v1, v2, v3 (RFC 5280 4.1.2.1). */
        UNKNOWN_VERSION,
        /**
         * Extensions in a certificate that is not v3, or unique identifiers in a v1 certificate (RFC 5280 4.1.2.8, 4.1.2.9).
         */
        FIELD_NOT_IN_VERSION,
        /** The outer signatureAlgorithm is not the one under the signature (RFC 5280 4.1.1.2). */
        SIGNATURE_ALGORITHM_MISMATCH,
        /** Two extensions of one kind (RFC 5280 4.2). */
        DUPLICATE_EXTENSION,
        /** An Extensions field without any extension (RFC 5280 4.1: SIZE (1..MAX)). */
        EMPTY_EXTENSIONS,
        /** An extension whose content is not of its type; its accessor throws. */
        MALFORMED_EXTENSION,
        /**
         * Nothing where RFC 5280 wants at least one value: names, purposes, policies, access descriptions, a SET of
         * attributes, the bits of a keyUsage.
         */
        EMPTY_SEQUENCE,
        /** A DNS, e-mail or URI name with octets that IA5String does not have. */
        NON_IA5_NAME,
        /** An address in a subject alternative name that is not 4 or 16 bytes. */
        ADDRESS_LENGTH,
        /** A time without seconds, with a fraction or with an offset (RFC 5280 4.1.2.5). */
        TIME_FORMAT,
        /** A GeneralizedTime before 2050 (RFC 5280 4.1.2.5 wants UTCTime). Every engine accepts it. */
        GENERALIZED_TIME_BEFORE_2050,
        /** A string in a name with octets that its type does not have, such as UTF8String that is not UTF-8. */
        NAME_STRING,
        /** A PrintableString with characters outside its small alphabet, such as @ or _. Common in old certificates. */
        PRINTABLE_STRING,
        /** Unused bits of a BIT STRING that are not zero, or more unused bits than there are. */
        BIT_STRING,
        /** A public key that its own algorithm cannot read. */
        MALFORMED_KEY
    }

    /** {@code DUPLICATE_EXTENSION in 2.5.29.17 at byte 420: detail}. */
    @Override
    public String toString() {
        return kind + " in " + field + " at byte " + offset + ": " + detail;
    }
}
