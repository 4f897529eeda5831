package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.List;

/**
 * The purposes that a certificate's key is for (RFC 5280 4.2.1.12).
 *
 * @param purposes object identifiers in dotted decimals, in the order written; an empty list, which the RFC forbids, is kept
 */
public record ExtendedKeyUsage(List<String> purposes) {
    /** anyExtendedKeyUsage. */
    public static final String ANY = "2.5.29.37.0";
    /** TLS server. */
    public static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    /** TLS client. */
    public static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    /** Signing of code. */
    public static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    /** S/MIME. */
    public static final String EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";
    /** Time stamps (RFC 3161). */
    public static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    /** Signing of OCSP responses in the issuer's place (RFC 6960 4.2.2.2). */
    public static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

    /** Copies the list. */
    public ExtendedKeyUsage {
        purposes = List.copyOf(purposes);
    }

    /** True if the purpose is written; {@link #ANY} does not imply it. */
    public boolean contains(String purpose) {
        return purposes.contains(purpose);
    }

    static ExtendedKeyUsage read(DerReader value) {
        value.next(Tag.SEQUENCE, "ExtKeyUsageSyntax");
        value.finish("ExtKeyUsageSyntax");
        value.enter();
        List<String> purposes = new ArrayList<>(2);
        while (value.hasNext()) {
            purposes.add(value.next(Tag.OID, "KeyPurposeId").oid());
        }
        return new ExtendedKeyUsage(purposes);
    }
}
