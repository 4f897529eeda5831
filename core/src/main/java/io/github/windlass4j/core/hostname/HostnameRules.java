package io.github.windlass4j.core.hostname;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.GeneralName;
import java.util.List;

/**
 * How a client decides whether a certificate speaks for a host: the rules of RFC 9525, or what a client really does. Records
 * over one engine: change a constant with the {@code with} methods.
 *
 * {@snippet :
 * HostVerdict verdict = HostnameRules.RFC_9525.check(leaf, ServerName.parse("db.example.test"));
 * String why = verdict.message();
 * }
 *
 * @param wildcards where an asterisk may stand
 * @param commonNames when the common name counts
 * @param addresses how addresses are compared
 * @param underscores whether a host name may hold underscores, on either side (RFC 1034 3.5 says no, private networks say yes)
 * @param anyText whether a presented name is compared without asking if it is a host name at all
 * @param literalFinalDot whether a final dot of the host is part of the comparison instead of marking an absolute name
 * @param publicSuffixes suffixes right below which no wildcard counts
 */
public record HostnameRules(
        Wildcards wildcards,
        CommonNames commonNames,
        Addresses addresses,
        boolean underscores,
        boolean anyText,
        boolean literalFinalDot,
        PublicSuffixes publicSuffixes) {

    /** RFC 9525: subject alternative names only, host names of letters, digits and hyphens, no public suffix list. */
    public static final HostnameRules RFC_9525 = new HostnameRules(
            Wildcards.LEFTMOST_LABEL, CommonNames.NEVER, Addresses.BYTES, false, false, false, PublicSuffixes.none());

    /** JSSE with endpoint identification HTTPS, JDK 17; the JDK asks its suffix list only below its own anchors. */
    public static final HostnameRules JDK_17 = new HostnameRules(
            Wildcards.ANYWHERE, CommonNames.JDK, Addresses.BYTES_UNMAPPED, false, false, false, PublicSuffixes.none());

    /** JSSE with endpoint identification HTTPS, JDK 25 (since 19). */
    public static final HostnameRules JDK_25 = JDK_17.withWildcards(Wildcards.WITHIN_LEFTMOST_LABEL);

    /** libpq with sslmode verify-full, PostgreSQL 15 and newer. */
    public static final HostnameRules LIBPQ = new HostnameRules(
            Wildcards.LEFTMOST_LABEL_OF_ANY_DOMAIN,
            CommonNames.LIBPQ,
            Addresses.BYTES_OR_DNS_TEXT,
            true,
            true,
            true,
            PublicSuffixes.none());

    /** libpq with sslmode verify-full, PostgreSQL 14 and older. */
    public static final HostnameRules LIBPQ_14 =
            LIBPQ.withCommonNames(CommonNames.LIBPQ_14).withAddresses(Addresses.DNS_TEXT);

    /** pgjdbc's own verifier with sslmode verify-full, 42.2.5 to 42.7.14. */
    public static final HostnameRules PGJDBC = new HostnameRules(
            Wildcards.LEADING_ASTERISK, CommonNames.PGJDBC, Addresses.TEXT, true, true, true, PublicSuffixes.none());

    /** These rules with another use of asterisks. */
    public HostnameRules withWildcards(Wildcards other) {
        return new HostnameRules(other, commonNames, addresses, underscores, anyText, literalFinalDot, publicSuffixes);
    }

    /** These rules with another use of the common name. */
    public HostnameRules withCommonNames(CommonNames other) {
        return new HostnameRules(wildcards, other, addresses, underscores, anyText, literalFinalDot, publicSuffixes);
    }

    /** These rules with another comparison of addresses. */
    public HostnameRules withAddresses(Addresses other) {
        return new HostnameRules(wildcards, commonNames, other, underscores, anyText, literalFinalDot, publicSuffixes);
    }

    /** These rules with or without underscores in host names. */
    public HostnameRules withUnderscores(boolean allowed) {
        return allowed == underscores
                ? this
                : new HostnameRules(
                        wildcards, commonNames, addresses, allowed, anyText, literalFinalDot, publicSuffixes);
    }

    /** These rules with other suffixes right below which no wildcard counts. */
    public HostnameRules withPublicSuffixes(PublicSuffixes other) {
        return new HostnameRules(wildcards, commonNames, addresses, underscores, anyText, literalFinalDot, other);
    }

    /** Compares the names of {@code leaf} with {@code host}; looks at nothing else of the certificate and never throws. */
    public HostVerdict check(Certificate leaf, ServerName host) {
        return new HostCheck(this, host).of(leaf);
    }

    /** Whether {@link #check(Certificate, ServerName)} gives a match, for those whom the reason does not concern. */
    public boolean accepts(Certificate leaf, ServerName host) {
        return new HostCheck(this, host).isMatched(leaf);
    }

    /**
     * Compares names that a client has read already, which need not be all that the certificate holds.
     *
     * @param subject for the common name
     * @param names subject alternative names in their order; empty if the client knows of none
     */
    public HostVerdict check(DistinguishedName subject, List<GeneralName> names, ServerName host) {
        return new HostCheck(this, host).of(subject, names);
    }
}
