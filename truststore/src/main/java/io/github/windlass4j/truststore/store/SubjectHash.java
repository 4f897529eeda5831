package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.internal.Hex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1NumericString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DERUniversalString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * The hash by which OpenSSL 1.0 and newer finds a CA in a directory ({@code openssl x509 -subject_hash}): the first four bytes,
 * little end first, of SHA-1 over the name with its strings in UTF-8, in lower case and with single blanks
 * (crypto/x509/x_name.c, asn1_string_canon).
 */
final class SubjectHash {
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\n\\x0B\\f\\r]++");

    private SubjectHash() {}

    static String of(DistinguishedName name) {
        try {
            ByteArrayOutputStream canonical = new ByteArrayOutputStream();
            for (RDN rdn : X500Name.getInstance(name.encoded()).getRDNs()) {
                ASN1EncodableVector pairs = new ASN1EncodableVector();
                for (AttributeTypeAndValue pair : rdn.getTypesAndValues()) {
                    pairs.add(new DERSequence(new ASN1Encodable[] {pair.getType(), canonical(pair.getValue())}));
                }
                canonical.write(new DERSet(pairs).getEncoded());
            }
            byte[] digest = Hex.digest("SHA-1", canonical.toByteArray());
            return String.format(
                    Locale.ROOT,
                    "%02x%02x%02x%02x",
                    digest[3] & 0xff,
                    digest[2] & 0xff,
                    digest[1] & 0xff,
                    digest[0] & 0xff);
        } catch (IOException e) {
            throw new IllegalStateException("a parsed name encodes", e);
        }
    }

    private static ASN1Encodable canonical(ASN1Encodable value) {
        // Numeric and other unusual strings are copied as they are, as OpenSSL does.
        boolean text = value instanceof ASN1String
                && !(value instanceof ASN1NumericString)
                && !(value instanceof ASN1BitString);
        if (!text) {
            return value;
        }
        String plain = value instanceof DERUniversalString ? value.toString() : ((ASN1String) value).getString();
        String single = BLANKS.matcher(plain).replaceAll(" ").strip();
        StringBuilder lower = new StringBuilder(single.length());
        single.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return new DERUTF8String(lower.toString());
    }
}
