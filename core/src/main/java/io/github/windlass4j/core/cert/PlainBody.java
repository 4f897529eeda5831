package io.github.windlass4j.core.cert;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The body of a block as nearly every tool writes it: lines of one length that end with a line feed, the last one of any
 * length, of nothing but base64 (RFC 7468 section 3, strict). Read line by line instead of character by character.
 *
 * @param content what it decodes to
 * @param lines how many line feeds it holds
 * @param length its octets as written
 * @param certificate what the content is, once that is known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlainBody(
        byte[] content, int lines, int length, @Nullable Certificate certificate) {
    private static final byte[] PARSED = {};

    /** This body, parsed; its bytes are those of the certificate and not kept twice. */
    PlainBody of(Certificate parsed) {
        return new PlainBody(PARSED, lines, length, parsed);
    }

    /**
     * The body that starts here and ends before a dash; null if it is written in any other way, be it right or wrong.
     *
     * @param limit behind the last octet to look at
     */
    static @Nullable PlainBody read(byte[] text, int start, int limit) {
        int first = start + 1;
        int width = start < limit && text[start] == '\n' ? lineEnd(text, first, limit) - first : 0;
        if (width < 1) {
            return null;
        }
        int last = first;
        int lines = 1;
        while (last + width < limit && text[last + width] == '\n' && text[last] != '-') {
            last += width + 1;
            lines++;
        }
        int rest = last < limit && text[last] != '-' ? lineEnd(text, last, limit) - last : -1;
        int end = last + rest + 1;
        if (end == first || end >= limit || text[end] != '-') {
            return null;
        }
        byte[] base64 = new byte[(lines - 1) * width + Math.max(rest, 0)];
        int to = 0;
        for (int from = first; from < last; from += width + 1) {
            System.arraycopy(text, from, base64, to, width);
            to += width;
        }
        System.arraycopy(text, last, base64, to, base64.length - to);
        try {
            // It refuses what is not base64, line feeds within the last line included.
            byte[] content = Base64.getDecoder().decode(base64);
            return new PlainBody(content, rest < 0 ? lines : lines + 1, end - start, null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int lineEnd(byte[] text, int from, int limit) {
        int at = from;
        while (at < limit && text[at] != '\n') {
            at++;
        }
        return at;
    }
}
