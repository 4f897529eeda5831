package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Oids;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.List;

/** The certificates of a PKCS#7 SignedData (RFC 2315 9.1, RFC 5652 5.1); its signatures, if any, are not looked at. */
final class Pkcs7 {
    private static final byte[] SIGNED_DATA = Oids.encode("1.2.840.113549.1.7.2");

    private Pkcs7() {}

    /** True if the value whose identifier octet is at {@code start} begins like a ContentInfo. */
    static boolean isContentInfo(byte[] bytes, int start) {
        try {
            DerReader content = new DerReader(bytes, start, bytes.length)
                    .next(Tag.SEQUENCE, "ContentInfo")
                    .inner();
            return content.peek() == Tag.OID;
        } catch (DerException e) {
            return false;
        }
    }

    /** DER of each certificate, in the order written; throws {@link DerException}. */
    static List<byte[]> certificates(byte[] bytes, int start) {
        DerReader file = new DerReader(bytes, start, bytes.length).next(Tag.SEQUENCE, "ContentInfo");
        DerReader content = file.inner();
        if (!content.next(Tag.OID, "contentType").contentIs(SIGNED_DATA)) {
            throw new DerException("PKCS#7 contentType " + content.oid() + " (want signedData)", content.start());
        }
        DerReader wrapped = content.next(Tag.contextConstructed(0), "content").inner();
        DerReader signed = wrapped.next(Tag.SEQUENCE, "SignedData").inner();
        signed.next(Tag.INTEGER, "version");
        signed.next(Tag.SET, "digestAlgorithms");
        signed.next(Tag.SEQUENCE, "contentInfo");
        List<byte[]> all = new ArrayList<>();
        if (signed.nextIf(Tag.contextConstructed(0))) {
            DerReader set = signed.inner();
            while (set.hasNext() && all.size() <= CertificateBundle.MAX_CERTIFICATES) {
                // Other members of the CHOICE (attribute certificates and the like) carry context tags.
                if (set.next().tag() == Tag.SEQUENCE) {
                    all.add(set.encoded());
                }
            }
        }
        return all;
    }
}
