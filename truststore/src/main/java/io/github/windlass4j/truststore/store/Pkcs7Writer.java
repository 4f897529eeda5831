package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.DLTaggedObject;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/** Writes SignedData without a signature (RFC 5652 5.1, "degenerate"), as {@code openssl crl2pkcs7 -nocrl} does. */
final class Pkcs7Writer {
    private Pkcs7Writer() {}

    static byte[] write(Collection<Certificate> certificates) {
        try {
            ASN1EncodableVector list = new ASN1EncodableVector();
            for (Certificate certificate : certificates) {
                list.add(ASN1Primitive.fromByteArray(certificate.encoded()));
            }
            ASN1EncodableVector data = new ASN1EncodableVector();
            data.add(new ASN1Integer(1));
            data.add(new DERSet());
            data.add(new DERSequence(PKCSObjectIdentifiers.data));
            // Not a DERSet, which sorts: the order of the store is kept, as OpenSSL keeps it.
            data.add(new DLTaggedObject(false, 0, new DLSet(list)));
            data.add(new DERSet());
            return new ContentInfo(PKCSObjectIdentifiers.signedData, new DLSequence(data)).getEncoded("DL");
        } catch (IOException e) {
            throw new UncheckedIOException("parsed certificates encode", e);
        }
    }
}
