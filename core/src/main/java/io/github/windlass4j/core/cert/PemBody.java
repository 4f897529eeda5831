package io.github.windlass4j.core.cert;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The base64 of one block, also out of string literals. */
final class PemBody {
    /** What does not decode, and on which line of the body (counted from 0). */
    static final class NotBase64 extends Exception {
        private static final long serialVersionUID = 1L;

        private final String what;
        private final int line;

        NotBase64(String what, int line) {
            super(null, null, false, false);
            this.what = what;
            this.line = line;
        }

        @Override
        public String getMessage() {
            return what;
        }

        int line() {
            return line;
        }
    }

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            VALUES[ALPHABET.charAt(i)] = (byte) i;
        }
    }

    private final String body;
    private final ByteArrayOutputStream out;
    private int line;
    private int quantum;
    private int digits;
    private boolean padded;

    private PemBody(String body) {
        this.body = body;
        this.out = new ByteArrayOutputStream(body.length() * 3 / 4 + 3);
    }

    static byte[] decode(String body) throws NotBase64 {
        return new PemBody(body).decode();
    }

    private byte[] decode() throws NotBase64 {
        boolean quoted = true;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '"' || c == '\'' || c == '`') {
                quoted = !quoted;
            } else if (c == '\n' || (c == '\r' && !body.startsWith("\n", i + 1))) {
                line++;
            } else if (c == '\\' && quoted) {
                i += escape(i);
            } else if (quoted && c > ' ') {
                digit(c);
            }
        }
        if (digits == 1) {
            throw new NotBase64("base64 ends inside a byte", line);
        }
        flush();
        return out.toByteArray();
    }

    /**
     * Number of further characters that belong to the escape: {@code \n}, {@code \r}, {@code \t} and a line's end are white
     * space.
     */
    private int escape(int at) throws NotBase64 {
        int next = at + 1;
        if (next == body.length()) {
            return 0;
        }
        char c = body.charAt(next);
        if (c == 'n' || c == 'r' || c == 't') {
            return 1;
        }
        if (c == '/') {
            digit('/');
            return 1;
        }
        // A second backslash (a literal inside a literal) or a line's end: the next turn reads it.
        return 0;
    }

    private void digit(char c) throws NotBase64 {
        if (c == '=') {
            padded = true;
            return;
        }
        int value = c < 128 ? VALUES[c] : -1;
        if (value < 0) {
            throw new NotBase64(
                    "character " + (c > ' ' && c < 0x7f ? "'" + c + "'" : String.format("U+%04X", (int) c))
                            + " is not base64",
                    line);
        }
        if (padded) {
            throw new NotBase64("base64 goes on after its padding", line);
        }
        quantum = quantum << 6 | value;
        if (++digits == 4) {
            out.write(quantum >>> 16);
            out.write(quantum >>> 8);
            out.write(quantum);
            quantum = 0;
            digits = 0;
        }
    }

    private void flush() {
        if (digits == 2) {
            out.write(quantum >>> 4);
        } else if (digits == 3) {
            out.write(quantum >>> 10);
            out.write(quantum >>> 2);
        }
    }
}
