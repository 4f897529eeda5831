package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code CertificateFactory.getInstance("X.509").generateCertificates} of JDK 17 and JDK 25 makes of a file, on any
 * JDK. Both read block after block and give up on the whole file at the first block that they do not like; they differ in
 * what they like. Held against the running JDK by tests.
 */
final class JdkCertificateFile {
    private static final String CERTIFICATE_EXCEPTION = "java.security.cert.CertificateException";

    private JdkCertificateFile() {}

    static LoadOutcome load(byte[] content, Loader.Jdk jdk) {
        if (content.length == 0) {
            return new LoadOutcome.Loaded(List.of());
        }
        Blocks blocks = jdk == Loader.Jdk.JDK_17 ? new Jdk17Blocks(content) : new Jdk25Blocks(content);
        List<Certificate> certificates = new ArrayList<>();
        try {
            byte[] block = blocks.next();
            if (block == null) {
                return new LoadOutcome.Failed(CERTIFICATE_EXCEPTION, "No certificate data found");
            }
            List<Certificate> bundle = pkcs7(block);
            if (bundle != null) {
                return new LoadOutcome.Loaded(bundle);
            }
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (block != null) {
                certificates.add(x509(factory, block));
                block = blocks.next();
            }
            return new LoadOutcome.Loaded(certificates);
        } catch (IOException e) {
            return new LoadOutcome.Failed(CERTIFICATE_EXCEPTION, "java.io.IOException: " + e.getMessage());
        } catch (CertificateException e) {
            return LoadOutcome.Failed.of(e);
        }
    }

    private static Certificate x509(CertificateFactory factory, byte[] block) throws CertificateException {
        // The factory reads a stream and leaves what follows; the reader that is modelled here takes the block as a
        // whole.
        try {
            if (Der.end(block, 0) != block.length) {
                throw new CertificateException("Unable to initialize, java.io.IOException: extra data at the end");
            }
            factory.generateCertificate(new ByteArrayInputStream(block));
            return Certificate.parse(block);
        } catch (IOException | MalformedCertificateException e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    /** Cuts a stream into blocks. */
    private abstract static class Blocks {
        private static final int END = -1;
        private final byte[] content;
        private int position;

        Blocks(byte[] content) {
            this.content = content;
        }

        /** The next block, null at the end. */
        final byte @Nullable [] next() throws IOException {
            int first = read();
            if (first == END) {
                return null;
            }
            // A line of a comment that starts with the digit 0 is taken for DER as well: its code is the SEQUENCE tag.
            if (first == Der.SEQUENCE) {
                int start = position - 1;
                position = Der.end(content, start);
                return Arrays.copyOfRange(content, start, position);
            }
            String base64 = text(first);
            if (base64 == null) {
                return null;
            }
            try {
                return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IllegalArgumentException e) {
                throw new IOException(e.toString(), e);
            }
        }

        /** The Base64 text of the next PEM block, null if there is none. */
        abstract @Nullable String text(int first) throws IOException;

        /** What is passed over between the characters of a body; any other white space is an error. */
        static boolean isBlank(int c) {
            return c == ' ' || c == '\t' || c == '\r' || c == '\n';
        }

        final int read() {
            return position < content.length ? content[position++] & 0xff : END;
        }
    }

    /** BEGIN must stand at the start of a line; every failure is an error. */
    private static final class Jdk17Blocks extends Blocks {
        Jdk17Blocks(byte[] content) {
            super(content);
        }

        @Override
        @Nullable
        String text(int first) throws IOException {
            if (!skipToDashes(first)) {
                return null;
            }
            StringBuilder data = new StringBuilder();
            StringBuilder header = new StringBuilder("-----");
            int lineEnd = header(header, data);
            int c = read();
            while (c != '-') {
                if (c == Blocks.END) {
                    throw new IOException("Incomplete data");
                }
                if (!isBlank(c)) {
                    data.append((char) c);
                }
                c = read();
            }
            StringBuilder footer = new StringBuilder("-");
            c = read();
            while (c != Blocks.END && c != lineEnd && c != '\n') {
                if (c != '\r') {
                    footer.append((char) c);
                }
                c = read();
            }
            check(header.toString().stripTrailing(), footer.toString().stripTrailing());
            return data.toString();
        }

        private boolean skipToDashes(int first) {
            int dashes = first == '-' ? 1 : 0;
            int before = first == '-' ? Blocks.END : first;
            while (dashes != 5 || (before != Blocks.END && before != '\r' && before != '\n')) {
                int c = read();
                if (c == Blocks.END) {
                    return false;
                }
                if (c == '-') {
                    dashes++;
                } else {
                    dashes = 0;
                    before = c;
                }
            }
            return true;
        }

        /** Reads the rest of the BEGIN line and tells by its end how lines end. */
        private int header(StringBuilder header, StringBuilder data) throws IOException {
            int c = read();
            while (c != '\n' && c != '\r') {
                if (c == Blocks.END) {
                    throw new IOException("Incomplete data");
                }
                header.append((char) c);
                c = read();
            }
            if (c == '\n') {
                return '\n';
            }
            int next = read();
            if (next == Blocks.END) {
                throw new IOException("Incomplete data");
            }
            if (next == '\n') {
                return '\n';
            }
            if (!isBlank(next)) {
                data.append((char) next);
            }
            return '\r';
        }

        private static void check(String header, String footer) throws IOException {
            if (header.length() < 16 || !header.startsWith("-----BEGIN ") || !header.endsWith("-----")) {
                throw new IOException("Illegal header: " + header);
            }
            if (footer.length() < 14 || !footer.startsWith("-----END ") || !footer.endsWith("-----")) {
                throw new IOException("Illegal footer: " + footer);
            }
            if (!header.substring(11).equals(footer.substring(9))) {
                throw new IOException("Header and footer do not match: " + header + " " + footer);
            }
        }
    }

    /** BEGIN may stand anywhere; a file that ends inside a block ends the list without an error. */
    private static final class Jdk25Blocks extends Blocks {
        Jdk25Blocks(byte[] content) {
            super(content);
        }

        @Override
        @Nullable
        String text(int first) throws IOException {
            try {
                return block(first);
            } catch (EndOfText e) {
                return null;
            }
        }

        private String block(int first) throws IOException {
            int dashes = first == '-' ? 1 : 0;
            while (dashes != 5) {
                dashes = readOrEnd() == '-' ? dashes + 1 : 0;
            }
            String header = boundary("Incomplete header", true);
            if (header.length() < 16 || !header.startsWith("-----BEGIN ")) {
                throw new IOException("Illegal header: " + header);
            }
            StringBuilder data = new StringBuilder();
            int lineEnd = lineEnd(data);
            int c = readOrEnd();
            while (c != '-') {
                if (!isBlank(c)) {
                    data.append((char) c);
                }
                c = readOrEnd();
            }
            dashes("Incomplete footer", true);
            String footer = boundary("Incomplete footer", false);
            endOfFooter(lineEnd);
            if (footer.length() < 14 || !footer.startsWith("-----END ")) {
                throw new IOException("Illegal footer: " + footer);
            }
            String headerLabel = header.substring(11, header.length() - 5);
            String footerLabel = footer.substring(9, footer.length() - 5);
            if (!headerLabel.equals(footerLabel)) {
                throw new IOException("Header and footer do not match: " + headerLabel + " " + footerLabel);
            }
            return data.toString();
        }

        /** A boundary line after its first five dashes, up to and with its last five. */
        private String boundary(String broken, boolean header) throws IOException {
            StringBuilder text = new StringBuilder("-----");
            int c = readOrEnd();
            while (c != '-') {
                if (header && (c == '\n' || c == '\r')) {
                    throw new IOException(broken);
                }
                text.append((char) c);
                c = readOrEnd();
            }
            dashes(broken, !header);
            return text.append("-----").toString();
        }

        /** Four more dashes after the one already read. */
        private void dashes(String broken, boolean endEndsTheList) throws IOException {
            for (int i = 1; i < 5; i++) {
                int c = endEndsTheList ? readOrEnd() : read();
                if (c != '-') {
                    throw new IOException(broken);
                }
            }
        }

        /** The character that ends lines, 0 if a blank follows the BEGIN boundary. */
        private int lineEnd(StringBuilder data) throws IOException {
            int c = read();
            if (c == ' ') {
                return 0;
            }
            if (c == '\n') {
                return '\n';
            }
            if (c != '\r') {
                throw new IOException("No EOL character found");
            }
            int next = read();
            if (next == '\n') {
                return '\n';
            }
            data.append((char) next);
            return '\r';
        }

        private void endOfFooter(int lineEnd) throws IOException {
            int c = read();
            while (c != lineEnd && c != Blocks.END && c != ' ') {
                if (c != '\r') {
                    throw new IOException("Invalid PEM format:  No EOL char found in footer:  0x"
                            + Character.forDigit(c >> 4 & 0xf, 16) + Character.forDigit(c & 0xf, 16));
                }
                c = read();
            }
        }

        private int readOrEnd() throws EndOfText {
            int c = read();
            if (c == Blocks.END) {
                throw new EndOfText();
            }
            return c;
        }

        private static final class EndOfText extends IOException {
            private static final long serialVersionUID = 1L;
        }
    }

    /** The certificates of a PKCS#7 value; null if the bytes are something else. */
    private static @Nullable List<Certificate> pkcs7(byte[] der) {
        boolean contentInfo = Der.tag(der, 0) == Der.SEQUENCE
                && der.length > 2
                && Der.tag(der, Der.start(der, 0)) == Der.OBJECT_IDENTIFIER;
        return contentInfo ? CertificateBundle.read(der, "").certificates() : null;
    }
}
