package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate's key may do (RFC 5280 4.2.1.3).
 *
 * @param bits the bits that are set, in the order of the RFC; bits beyond the nine that it names are left out
 */
public record KeyUsage(Set<Bit> bits) {
    /** The named bits, in the order of the RFC. */
    public enum Bit {
        /** Signatures other than on certificates and CRLs: TLS handshakes. */
        DIGITAL_SIGNATURE(0),
        /** Signatures that the signer shall not be able to deny. */
        NON_REPUDIATION(1),
        /** Encryption of keys: the RSA key exchange of TLS 1.2. */
        KEY_ENCIPHERMENT(2),
        /** Encryption of data itself. */
        DATA_ENCIPHERMENT(3),
        /** Key agreement with the static key. */
        KEY_AGREEMENT(4),
        /** Signatures on certificates. */
        KEY_CERT_SIGN(5),
        /** Signatures on CRLs. */
        CRL_SIGN(6),
        /** With key agreement: encryption alone. */
        ENCIPHER_ONLY(7),
        /** With key agreement: decryption alone. */
        DECIPHER_ONLY(8);

        private final int number;

        Bit(int number) {
            this.number = number;
        }

        /** Its place in the BIT STRING, counted from 0. */
        public int number() {
            return number;
        }
    }

    /** Bits looked at; KeyUsage and ReasonFlags name nine. */
    private static final int MAX_BITS = 16;

    private static final Bit[] BITS = Bit.values();

    /** By the named bits as a number, the first one lowest; equal ones are immutable, so a race only makes two. */
    private static final @Nullable KeyUsage[] READ = new KeyUsage[1 << BITS.length];

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
        int number = bits(value) & (READ.length - 1);
        KeyUsage known = READ[number];
        if (known == null) {
            EnumSet<Bit> allowed = EnumSet.noneOf(Bit.class);
            for (Bit bit : BITS) {
                if (((number >> bit.number()) & 1) != 0) {
                    allowed.add(bit);
                }
            }
            known = new KeyUsage(allowed);
            READ[number] = known;
        }
        return known;
    }

    /** The bits of the reader's current value, a BIT STRING whatever its tag: the first one is the lowest. */
    static int bits(DerReader value) {
        byte[] bytes = value.array();
        int from = value.contentStart();
        int length = value.length();
        if (length == 0 || bytes[from] < 0 || bytes[from] > 7 || (length == 1 && bytes[from] != 0)) {
            throw new DerException("BIT STRING with a wrong count of unused bits", value.start());
        }
        int set = 0;
        for (int bit = 0; bit < MAX_BITS && bit / 8 < length - 1; bit++) {
            set |= ((bytes[from + 1 + bit / 8] >> (7 - bit % 8)) & 1) << bit;
        }
        return set;
    }
}
