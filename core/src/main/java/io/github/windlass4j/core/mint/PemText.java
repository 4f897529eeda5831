package io.github.windlass4j.core.mint;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Textual encoding (RFC 7468) of what is not a certificate. */
final class PemText {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private PemText() {}

    static String of(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + new String(LINES.encode(der), StandardCharsets.US_ASCII)
                + "\n-----END " + label + "-----\n";
    }
}
