package io.github.windlass4j.truststore.store;

import java.io.IOException;

/** Finds where a BER element ends, without decoding what is in it. */
final class Der {
    static final int SEQUENCE = 0x30;
    static final int INTEGER = 0x02;
    static final int OBJECT_IDENTIFIER = 0x06;

    private static final int INDEFINITE = 0x80;
    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1f;

    /** Nested indefinite lengths; certificates nest to about ten levels. */
    private static final int MAX_DEPTH = 64;

    private Der() {}

    /**
     * The offset after the element that starts at {@code offset}.
     *
     * @throws IOException with the words of the JDK's certificate reader, if the element is not whole
     */
    static int end(byte[] content, int offset) throws IOException {
        return end(content, offset, MAX_DEPTH);
    }

    /** The offset of the first content octet of the element that starts at {@code offset}. */
    static int start(byte[] content, int offset) {
        int length = content[offset + 1] & 0xff;
        return offset + 2 + (length > INDEFINITE ? length - INDEFINITE : 0);
    }

    /** The tag at {@code offset}, -1 behind the end. */
    static int tag(byte[] content, int offset) {
        return offset >= 0 && offset < content.length ? content[offset] & 0xff : -1;
    }

    private static int end(byte[] content, int offset, int depth) throws IOException {
        if (depth == 0) {
            throw new IOException("Nesting sequence depth limit reached.");
        }
        int tag = tag(content, offset);
        if (tag < 0) {
            throw new IOException("BER/DER tag info absent");
        }
        if ((tag & LONG_TAG) == LONG_TAG) {
            throw new IOException("Multi octets tag not supported");
        }
        int first = tag(content, offset + 1);
        if (first < 0) {
            throw new IOException("BER/DER length info absent");
        }
        int position = offset + 2;
        if (first == INDEFINITE) {
            return endOfIndefinite(content, position, tag, depth);
        }
        long length = first;
        if (first > INDEFINITE) {
            int octets = first - INDEFINITE;
            if (octets > 4) {
                throw new IOException("Invalid BER/DER data (too huge?)");
            }
            if (position + octets > content.length) {
                throw new IOException("Incomplete BER/DER length info");
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = (length << 8) | (content[position++] & 0xff);
            }
            if (length > Integer.MAX_VALUE) {
                throw new IOException("Invalid BER/DER data (a little huge?)");
            }
        }
        if (length > content.length - position) {
            throw new IOException("Incomplete BER/DER data");
        }
        return position + (int) length;
    }

    private static int endOfIndefinite(byte[] content, int start, int tag, int depth) throws IOException {
        if ((tag & CONSTRUCTED) == 0) {
            throw new IOException("Non constructed encoding must have definite length");
        }
        int position = start;
        while (tag(content, position) != 0) {
            position = end(content, position, depth - 1);
        }
        return end(content, position, depth - 1);
    }
}
