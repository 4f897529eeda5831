package io.github.windlass4j.core.chain.golang;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/**
 * Attribute values that {@code parseASN1String} of {@code crypto/x509/parser.go} reads; any other makes the name unreadable.
 */
final class StringTypes {
    private static final String PRINTABLE_SIGNS = "'()+,-./ :=?*&";

    private StringTypes() {}

    static boolean areReadable(DistinguishedName name) {
        try {
            DerReader rdns =
                    new DerReader(name.encoded()).next(Tag.SEQUENCE, "Name").inner();
            while (rdns.hasNext()) {
                DerReader set = rdns.next(Tag.SET, "RelativeDistinguishedName").inner();
                while (set.hasNext()) {
                    DerReader pair =
                            set.next(Tag.SEQUENCE, "AttributeTypeAndValue").inner();
                    pair.next(Tag.OID, "type");
                    DerReader value = pair.next();
                    if (!isReadable(value.tag(), value.content())) {
                        return false;
                    }
                }
            }
            return true;
        } catch (DerException malformed) {
            return false;
        }
    }

    private static boolean isReadable(int tag, byte[] value) {
        return switch (tag) {
            case Tag.TELETEX_STRING -> true;
            case Tag.PRINTABLE_STRING -> all(value, StringTypes::isPrintable);
            case Tag.UTF8_STRING -> isUtf8(value);
            case Tag.BMP_STRING -> value.length % 2 == 0;
            case Tag.IA5_STRING -> all(value, c -> c < 0x80);
            case Tag.NUMERIC_STRING -> all(value, c -> (c >= '0' && c <= '9') || c == ' ');
            default -> false;
        };
    }

    private static boolean isPrintable(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || PRINTABLE_SIGNS.indexOf(c) >= 0;
    }

    private static boolean all(byte[] value, IntPredicate allowed) {
        for (byte b : value) {
            if (!allowed.test(b & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] value) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
