package io.github.windlass4j.core.cert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The body of a block as nearly every tool writes it: lines of one length that end with a line feed, the last one of any
 * length, of nothing but base64 (RFC 7468 section 3, strict). Read line by line instead of character by character.
 *
 * @param content what it decodes to
 * @param lines how many line feeds it holds
 * @param certificate what the content is, once that is known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlainBody(byte[] content, int lines, @Nullable Certificate certificate) {
    private static final byte[] PARSED = {};

    /** This body, parsed; its bytes are those of the certificate and not kept twice. */
    PlainBody of(Certificate parsed) {
        return new PlainBody(PARSED, lines, parsed);
    }

    /** The body; null if it is written in any other way, be it right or wrong. */
    static @Nullable PlainBody read(String body) {
        int width = body.indexOf('\n', 1) - 1;
        if (width < 1 || body.charAt(0) != '\n') {
            return null;
        }
        byte[] text = body.getBytes(StandardCharsets.ISO_8859_1);
        int end = text.length - 1;
        int lines = 1;
        int from = 1;
        int to = 0;
        for (; from + width < text.length && text[from + width] == '\n'; from += width + 1) {
            System.arraycopy(text, from, text, to, width);
            to += width;
            lines++;
        }
        if (from <= end) {
            if (text[end] != '\n') {
                return null;
            }
            System.arraycopy(text, from, text, to, end - from);
            to += end - from;
            lines++;
        }
        try {
            // It refuses what is not base64, line feeds within the last line included.
            return new PlainBody(Base64.getDecoder().decode(Arrays.copyOf(text, to)), lines, null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
