package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a certificate's key may do (RFC 5280 4.2.1.3).
 *
 * @param bits the bits that are set, in the order of the RFC; bits beyond the nine that it names are left out
 */
public record KeyUsage(Set<Bit> bits) {
    /** The named bits, in the order of the RFC: ordinal = bit number. */
    public enum Bit {
        DIGITAL_SIGNATURE,
        NON_REPUDIATION,
        KEY_ENCIPHERMENT,
        DATA_ENCIPHERMENT,
        KEY_AGREEMENT,
        KEY_CERT_SIGN,
        CRL_SIGN,
        ENCIPHER_ONLY,
        DECIPHER_ONLY
    }

    /** Copies the set. */
    public KeyUsage {
        EnumSet<Bit> own = EnumSet.noneOf(Bit.class);
        own.addAll(bits);
        bits = Collections.unmodifiableSet(own);
    }

    /** True if the bit is set. */
    public boolean allows(Bit bit) {
        return bits.contains(bit);
    }

    static KeyUsage read(DerReader value) {
        value.next(Tag.BIT_STRING, "KeyUsage");
        value.finish("KeyUsage");
        return new KeyUsage(namedBits(value, Bit.values(), Bit.class));
    }

    /** The named bits of the reader's current value, a BIT STRING whatever its tag. */
    static <E extends Enum<E>> Set<E> namedBits(DerReader value, E[] names, Class<E> type) {
        byte[] content = value.content();
        if (content.length == 0 || content[0] < 0 || content[0] > 7 || content.length == 1 && content[0] != 0) {
            throw new DerException("BIT STRING with a wrong count of unused bits", value.start());
        }
        Set<E> bits = EnumSet.noneOf(type);
        for (E name : names) {
            int octet = 1 + name.ordinal() / 8;
            if (octet < content.length && (content[octet] & 0x80 >> name.ordinal() % 8) != 0) {
                bits.add(name);
            }
        }
        return bits;
    }
}
