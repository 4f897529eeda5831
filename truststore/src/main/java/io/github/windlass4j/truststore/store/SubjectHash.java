package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.internal.Hex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1NumericString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
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
    private static final Pattern OUTER_BLANK = Pattern.compile("^ | $");
    private static final Charset UTF_32 = Charset.forName("UTF-32BE");

    private SubjectHash() {}

    /** Eight hexadecimal digits; empty for a name that OpenSSL cannot read, as a string in it is not what its type says. */
    static Optional<String> of(DistinguishedName name) {
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
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%02x%02x%02x%02x",
                    digest[3] & 0xff,
                    digest[2] & 0xff,
                    digest[1] & 0xff,
                    digest[0] & 0xff));
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a parsed name encodes", e);
        }
    }

    private static ASN1Encodable canonical(ASN1Encodable value) throws CharacterCodingException {
        // Numeric and other unusual strings are copied as they are, as OpenSSL does.
        boolean text = value instanceof ASN1String
                && !(value instanceof ASN1NumericString)
                && !(value instanceof ASN1BitString);
        if (!text) {
            return value;
        }
        String plain = text((ASN1String) value);
        String single =
                OUTER_BLANK.matcher(BLANKS.matcher(plain).replaceAll(" ")).replaceAll("");
        StringBuilder lower = new StringBuilder(single.length());
        single.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return new DERUTF8String(lower.toString());
    }

    private static String text(ASN1String value) throws CharacterCodingException {
        String text;
        try {
            text = value instanceof ASN1UniversalString universal
                    ? UTF_32.newDecoder()
                            .decode(ByteBuffer.wrap(universal.getOctets()))
                            .toString()
                    : value.getString();
        } catch (IllegalArgumentException notUtf8) {
            throw new CharacterCodingException();
        }
        // BMP is the plane without surrogates.
        boolean pairs = value instanceof ASN1BMPString && text.chars().anyMatch(c -> Character.isSurrogate((char) c));
        if (pairs || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new CharacterCodingException();
        }
        return text;
    }
}
