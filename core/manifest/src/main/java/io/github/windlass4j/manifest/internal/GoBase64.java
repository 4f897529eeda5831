package io.github.windlass4j.manifest.internal;

import java.util.Base64;

/**
 * Base64 as Go reads it, and so the API server and kubectl (encoding/base64, StdEncoding): line ends stand anywhere and count
 * for nothing, the padding must be there. Java's own decoder does without the padding.
 */
public final class GoBase64 {
    private static final int QUANTUM = 4;

    private GoBase64() {}

    /**
     * The bytes of a text.
     *
     * @param text Base64 of RFC 4648, section 4
     * @return the bytes
     * @throws IllegalArgumentException for any other character, for padding that is missing and for what follows it
     */
    public static byte[] decode(String text) {
        String digits = text.replace("\r", "").replace("\n", "");
        if (digits.length() % QUANTUM != 0) {
            throw new IllegalArgumentException(digits.length() + " characters (want a multiple of " + QUANTUM + ")");
        }
        return Base64.getDecoder().decode(digits);
    }
}
