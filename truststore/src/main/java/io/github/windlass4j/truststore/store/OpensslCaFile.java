package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.revocation.Crl;
import io.github.windlass4j.core.revocation.MalformedRevocationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code X509_STORE_load_file} of OpenSSL 3.0 makes of a PEM file (crypto/pem/pem_lib.c, crypto/pem/pem_info.c,
 * crypto/x509/by_file.c). Text around the blocks and blocks with other labels are passed over; one broken block, of
 * whatever label, loses the whole file. It reads no DER.
 */
final class OpensslCaFile {
    /** A line is read in pieces of at most this many bytes (LINESIZE - 1). */
    private static final int PIECE = 254;

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String TAIL = "-----";
    private static final int ENCRYPTED_LINE = 64;

    private static final String TRUSTED = "TRUSTED CERTIFICATE";
    private static final String CRL = "X509 CRL";

    /** Labels whose content is decoded; the others are passed over. */
    private static final Set<String> READ_LABELS = Set.of("CERTIFICATE", "X509 CERTIFICATE", TRUSTED, CRL);

    private final byte[] content;
    private final boolean oneByOne;
    private int position;
    private boolean first;
    private boolean wholeLine;

    private OpensslCaFile(byte[] content, boolean oneByOne) {
        this.content = content;
        this.oneByOne = oneByOne;
    }

    static LoadOutcome load(byte[] content) {
        return new OpensslCaFile(content, false).load(new ArrayList<>());
    }

    /**
     * What a program gets that reads certificate after certificate (PEM_read_bio_X509_AUX) and takes the first failure for the
     * end of the file. Revocation lists are passed over; whatever stands behind a certificate in its block is read as its
     * settings.
     */
    static LoadOutcome begin(byte[] content) {
        List<Certificate> before = new ArrayList<>();
        LoadOutcome all = new OpensslCaFile(content, true).load(before);
        return before.isEmpty() ? all : new LoadOutcome.Loaded(before);
    }

    private LoadOutcome load(List<Certificate> certificates) {
        boolean any = false;
        try {
            String label = nextLabel();
            while (label != null) {
                String base64 = body(label);
                byte[] der = decode(base64);
                switch (label) {
                    case "CERTIFICATE", "X509 CERTIFICATE", TRUSTED -> {
                        Certificate certificate = certificate(der);
                        boolean hasSettings = oneByOne || label.equals(TRUSTED);
                        if (!hasSettings || allowsServers(der)) {
                            certificates.add(certificate);
                        }
                        any = true;
                    }
                    case CRL -> {
                        if (!oneByOne) {
                            checkCrl(der);
                            any = true;
                        }
                    }
                    default -> {
                        // Keys and everything else: decoded above, otherwise passed over.
                    }
                }
                label = nextLabel();
            }
        } catch (IOException e) {
            return new LoadOutcome.Failed("OpenSSL", String.valueOf(e.getMessage()));
        }
        return any
                ? new LoadOutcome.Loaded(certificates)
                : new LoadOutcome.Failed("OpenSSL", "no certificate or crl found");
    }

    private boolean isRead(String label) {
        return READ_LABELS.contains(label) && !(oneByOne && label.equals(CRL));
    }

    private static Certificate certificate(byte[] der) throws IOException {
        try {
            // d2i_X509 stops after the certificate; only TRUSTED CERTIFICATE has a meaning for the rest.
            return Certificate.parse(Arrays.copyOf(der, Der.end(der, 0)));
        } catch (MalformedCertificateException e) {
            throw new IOException("ASN1 lib", e);
        }
    }

    private static void checkCrl(byte[] der) throws IOException {
        try {
            Crl.parse(Arrays.copyOf(der, Der.end(der, 0)));
        } catch (MalformedRevocationException e) {
            throw new IOException("ASN1 lib", e);
        }
    }

    /** Whether the settings after the certificate let it vouch for TLS servers. */
    private static boolean allowsServers(byte[] der) throws IOException {
        String block = "-----BEGIN TRUSTED CERTIFICATE-----\n"
                + Base64.getEncoder().encodeToString(der)
                + "\n-----END TRUSTED CERTIFICATE-----\n";
        List<CertificateBundle.Entry> entries = CertificateBundle.read(block.getBytes(StandardCharsets.US_ASCII), "")
                .entries();
        if (entries.isEmpty()) {
            throw new IOException("ASN1 lib");
        }
        return entries.get(0).trust().map(BundleStore::allowsServers).orElse(true);
    }

    /** The label of the next BEGIN line, null at the end of the file. */
    private @Nullable String nextLabel() {
        // A byte order mark is passed over at the start of the file and after every block, not only at the start.
        first = true;
        String line = line();
        while (line != null) {
            if (line.startsWith(BEGIN) && line.endsWith(TAIL) && line.length() >= BEGIN.length() + TAIL.length()) {
                return line.substring(BEGIN.length(), line.length() - TAIL.length());
            }
            line = line();
        }
        return null;
    }

    private String body(String label) throws IOException {
        StringBuilder data = new StringBuilder();
        boolean afterHeader = false;
        boolean shortLine = false;
        boolean lineContinues = false;
        while (true) {
            String line = line();
            if (line == null) {
                throw new IOException("bad end line");
            }
            boolean continued = lineContinues;
            lineContinues = !wholeLine;
            if (line.isEmpty()) {
                if (!continued) {
                    if (afterHeader) {
                        throw new IOException("bad end line");
                    }
                    // Whatever stands before the blank line is the header; a certificate may only have an empty one.
                    if (data.length() > 0 && isRead(label)) {
                        throw new IOException("not proc type");
                    }
                    afterHeader = true;
                    data.setLength(0);
                }
                continue;
            }
            if (line.startsWith(END)) {
                if (!line.equals(END + label + TAIL)) {
                    throw new IOException("bad end line");
                }
                return data.toString();
            }
            if (shortLine) {
                throw new IOException("bad end line");
            }
            data.append(line);
            // Only after a header are lines held to their length: all full but the last.
            if (afterHeader) {
                if (line.length() > ENCRYPTED_LINE) {
                    throw new IOException("bad end line");
                }
                shortLine = line.length() < ENCRYPTED_LINE;
            }
        }
    }

    /** A dash ends the text: of a block whose END is missing, what stands before the next BEGIN counts (EVP_DecodeUpdate). */
    private static byte[] decode(String base64) throws IOException {
        int dash = base64.indexOf('-');
        String text = (dash < 0 ? base64 : base64.substring(0, dash)).replaceAll("[ \\t\\r\\n]", "");
        if (text.length() % 4 != 0) {
            throw new IOException("bad base64 decode");
        }
        try {
            return Base64.getDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new IOException("bad base64 decode", e);
        }
    }

    /** The next line or piece of a long line, without its end and without blanks at its end; null at the end of the file. */
    private @Nullable String line() {
        if (position >= content.length) {
            return null;
        }
        int start = position;
        int end = start;
        while (end < content.length && end - start < PIECE && content[end] != '\n') {
            end++;
        }
        wholeLine = end - start < PIECE;
        boolean newline = wholeLine && end < content.length && content[end] == '\n';
        position = newline ? end + 1 : end;
        int stop = end;
        // Its characters are signed: everything outside ASCII counts as blank here.
        while (stop > start && content[stop - 1] <= ' ') {
            stop--;
        }
        if (first) {
            first = false;
            if (stop - start >= 3
                    && (content[start] & 0xff) == 0xEF
                    && (content[start + 1] & 0xff) == 0xBB
                    && (content[start + 2] & 0xff) == 0xBF) {
                start += 3;
            }
        }
        return new String(content, start, stop - start, StandardCharsets.ISO_8859_1);
    }
}
