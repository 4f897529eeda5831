package io.github.windlass4j.truststore.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Version, salt and rounds, as BKS and UBER begin. Apart from their reader because every store is asked whether it begins
 * so, and the reader brings in Bouncy Castle: opening its signed jar costs a fresh JVM more than a store of PEM.
 *
 * @param version 0 to 2
 * @param salt of the key function
 * @param rounds of the key function
 * @param end offset of what follows
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BouncyCastleHeader(int version, byte[] salt, int rounds, int end) {
    private static final int MAX_SALT = 1024;

    /** Null if the first bytes cannot be such a header: a version up to 2 and a salt of sensible length. */
    static @Nullable BouncyCastleHeader read(byte[] content) {
        if (content.length < 12 || content[0] != 0 || content[1] != 0 || content[2] != 0) {
            return null;
        }
        int version = content[3];
        int saltLength = number(content, 4);
        if (version < 0
                || version > 2
                || saltLength <= 0
                || saltLength > MAX_SALT
                || saltLength > content.length - 12) {
            return null;
        }
        return new BouncyCastleHeader(
                version,
                Arrays.copyOfRange(content, 8, 8 + saltLength),
                number(content, 8 + saltLength),
                12 + saltLength);
    }

    private static int number(byte[] content, int offset) {
        return (content[offset] & 0xff) << 24
                | (content[offset + 1] & 0xff) << 16
                | (content[offset + 2] & 0xff) << 8
                | (content[offset + 3] & 0xff);
    }
}
