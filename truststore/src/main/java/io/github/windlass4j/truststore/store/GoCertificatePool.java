package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code CertPool.AppendCertsFromPEM} of Go 1.19 makes of a PEM file (crypto/x509/cert_pool.go, encoding/pem/pem.go). A
 * block that is broken, has headers or another label than {@code CERTIFICATE} is passed over and costs no other one; a byte
 * order mark hides the first BEGIN line. It reads no DER.
 */
final class GoCertificatePool {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String TAIL = "-----";

    private final String text;
    private int position;
    private int nextEnd;

    private GoCertificatePool(byte[] content) {
        this.text = new String(content, StandardCharsets.ISO_8859_1);
    }

    static LoadOutcome load(byte[] content) {
        return new GoCertificatePool(content).load();
    }

    private LoadOutcome load() {
        List<Certificate> certificates = new ArrayList<>();
        while (toNextBegin()) {
            byte[] der = block();
            if (der != null) {
                certificate(der).ifPresent(certificates::add);
            }
        }
        return certificates.isEmpty()
                ? new LoadOutcome.Failed("Go", "no certificate in PEM")
                : new LoadOutcome.Loaded(certificates);
    }

    private static Optional<Certificate> certificate(byte[] der) {
        try {
            return Optional.of(Certificate.parse(der));
        } catch (MalformedCertificateException e) {
            return Optional.empty();
        }
    }

    /** Steps behind the next BEGIN that starts a line; at the place where the last block ended any BEGIN does. */
    private boolean toNextBegin() {
        if (text.startsWith(BEGIN, position)) {
            position += BEGIN.length();
            return true;
        }
        int line = text.indexOf('\n' + BEGIN, position);
        position = line < 0 ? text.length() : line + 1 + BEGIN.length();
        return line >= 0;
    }

    /** The content of the block whose BEGIN was passed; null if it is broken or no certificate. */
    private byte @Nullable [] block() {
        String first = line();
        if (!first.endsWith(TAIL)) {
            return null;
        }
        String label = first.substring(0, first.length() - TAIL.length());
        boolean headers = skipHeaders();
        if (position == text.length()) {
            return null;
        }
        // The line break before END belongs to it, but for an empty block.
        boolean empty = !headers && text.startsWith(END, position);
        int end = empty ? position : endFrom(position);
        int begin = text.indexOf('\n' + BEGIN, position);
        // A BEGIN before the END is no base64; not looking further keeps the work linear.
        if (end < 0 || (begin >= 0 && begin < end)) {
            return null;
        }
        int behind = end + END.length() + (empty ? 0 : 1);
        String tail = label + TAIL;
        if (!text.startsWith(tail, behind) || !lineFrom(behind + tail.length()).isEmpty()) {
            return null;
        }
        byte[] der = decode(text.substring(position, end));
        if (der == null) {
            return null;
        }
        position = afterLine(behind);
        return label.equals("CERTIFICATE") && !headers ? der : null;
    }

    /** The line break before the next END from a place on, which never moves back; -1 if there is none. */
    private int endFrom(int start) {
        if (nextEnd >= 0 && nextEnd < start) {
            nextEnd = text.indexOf('\n' + END, start);
        }
        return nextEnd;
    }

    /** Any line with a colon counts as one. */
    private boolean skipHeaders() {
        int start = position;
        while (position < text.length() && lineFrom(position).indexOf(':') >= 0) {
            position = afterLine(position);
        }
        return position > start;
    }

    private static byte @Nullable [] decode(String base64) {
        String plain = base64.replaceAll("[ \\t\\r\\n]", "");
        if (plain.length() % 4 != 0) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(plain.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String line() {
        String line = lineFrom(position);
        position = afterLine(position);
        return line;
    }

    /** The text up to the line break, without blanks at its end. */
    private String lineFrom(int start) {
        int end = text.indexOf('\n', start);
        if (end < 0) {
            end = text.length();
        } else if (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        while (end > start && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        return text.substring(start, end);
    }

    private int afterLine(int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end + 1;
    }
}
