package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one file into entries and findings. */
final class BundleReader {
    /** "-----BEGIN", as a value looks that was encoded twice on its way into a Secret. */
    private static final String BASE64_OF_PEM = "LS0tLS1CRUdJT";

    private final Location file;
    private final @Nullable KnownBlocks known;
    private final List<CertificateBundle.Entry> entries = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    BundleReader(String origin, @Nullable KnownBlocks known) {
        this.file = Location.of(origin);
        this.known = known;
    }

    CertificateBundle read(byte[] content) {
        if (content.length > CertificateBundle.MAX_BYTES) {
            find(
                    BundleRule.LIMIT,
                    file,
                    content.length + " bytes (at most " + CertificateBundle.MAX_BYTES + "); nothing was read");
        } else if (looksLikeDer(content)) {
            der(content);
        } else {
            text(content);
        }
        return new CertificateBundle(entries, findings);
    }

    /** Every certificate is longer than 127 bytes, so its second octet is above 0x7f; no text starts like that. */
    private static boolean looksLikeDer(byte[] content) {
        return content.length > 1 && content[0] == Tag.SEQUENCE && content[1] < 0;
    }

    private void text(byte[] content) {
        String text = decode(content);
        if (text.isBlank()) {
            find(BundleRule.EMPTY, file, content.length == 0 ? "the file is empty" : "only white space");
            return;
        }
        PemScanner scanner = new PemScanner(text, utf16(content) == null ? content : null, known);
        int number = 0;
        for (Optional<PemBlock> next = scanner.next(); next.isPresent(); next = scanner.next()) {
            if (++number > CertificateBundle.MAX_CERTIFICATES) {
                limit();
                break;
            }
            block(next.get(), number);
        }
        if (number == 0) {
            String again = text.startsWith(BASE64_OF_PEM) ? ": Base64 of PEM, to be decoded once more" : "";
            find(BundleRule.GARBAGE, file, "neither PEM nor DER; starts with " + start(text) + again);
        }
        for (BundleRule trap : scanner.traps()) {
            find(trap, file, describe(trap));
        }
    }

    private String decode(byte[] content) {
        Charset utf16 = utf16(content);
        if (utf16 != null) {
            find(BundleRule.UTF16, file, describe(BundleRule.UTF16));
            return new String(content, utf16).replace("\ufeff", "");
        }
        boolean bom = content.length > 2
                && content[0] == (byte) 0xef
                && content[1] == (byte) 0xbb
                && content[2] == (byte) 0xbf;
        if (bom) {
            find(BundleRule.UTF8_BOM, file, describe(BundleRule.UTF8_BOM));
        }
        int from = bom ? 3 : 0;
        return new String(content, from, content.length - from, StandardCharsets.ISO_8859_1);
    }

    private static @Nullable Charset utf16(byte[] content) {
        if (content.length < 2) {
            return null;
        }
        int mark = ((content[0] & 0xff) << 8) | (content[1] & 0xff);
        if (mark == 0xfffe || (content[0] != 0 && content[1] == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return mark == 0xfeff || (mark != 0 && content[0] == 0) ? StandardCharsets.UTF_16BE : null;
    }

    private void block(PemBlock block, int number) {
        if (block.label().endsWith("PRIVATE KEY")) {
            find(BundleRule.PRIVATE_KEY_INSIDE, place(block, number), block.label() + " among certificates");
            return;
        }
        boolean pkcs7 = isPkcs7(block.label());
        if (!pkcs7 && !block.label().endsWith("CERTIFICATE")) {
            find(BundleRule.OTHER_BLOCK_INSIDE, place(block, number), block.label() + " among certificates");
            return;
        }
        if (!block.isClosed()) {
            boolean end = block.last();
            String what =
                    "BEGIN " + block.label() + " without END before the " + (end ? "end of the file" : "next BEGIN");
            find(end ? BundleRule.TRUNCATED : BundleRule.BAD_BLOCK, place(block, number), what);
            return;
        }
        if (!block.label().equals(block.endLabel())) {
            find(
                    BundleRule.LABEL_MISMATCH,
                    place(block, number),
                    "BEGIN " + block.label() + ", END " + block.endLabel());
        }
        try {
            Certificate certificate =
                    block.plain() == null ? null : block.plain().certificate();
            if (certificate == null) {
                content(block.decode(), block, number);
            } else {
                entries.add(new CertificateBundle.Entry(certificate, number, block.line(), Optional.empty()));
            }
        } catch (PemBody.NotBase64 e) {
            find(BundleRule.BAD_BLOCK, place(block, number).at(block.line() + e.line(), 0), e.getMessage());
        } catch (MalformedCertificateException e) {
            find(BundleRule.BAD_BLOCK, place(block, number), e.getMessage());
        } catch (DerException e) {
            find(BundleRule.BAD_BLOCK, place(block, number), e.getMessage() + ", at byte " + e.offset());
        }
    }

    /** The labels of RFC 7468 8 and 9, and the longer one that OpenSSL and Windows read as well. */
    private static boolean isPkcs7(String label) {
        return label.equals("PKCS7") || label.equals("CMS") || label.equals("PKCS #7 SIGNED DATA");
    }

    /** Made only for what is found: most blocks hold a certificate and nothing to say about. */
    private Location place(PemBlock block, int number) {
        return file.entry("block " + number).at(block.line(), 0);
    }

    private void content(byte[] der, PemBlock block, int number) {
        if (Pkcs7.isContentInfo(der, 0)) {
            Location place = place(block, number);
            find(BundleRule.PKCS7, place, describe(BundleRule.PKCS7));
            pkcs7(Pkcs7.certificates(der, 0), number, block.line(), place);
            return;
        }
        Optional<TrustSettings> trust = Optional.empty();
        byte[] certificate = der;
        if (block.label().equals("TRUSTED CERTIFICATE")) {
            find(
                    BundleRule.TRUSTED_CERTIFICATE_HEADER,
                    place(block, number),
                    describe(BundleRule.TRUSTED_CERTIFICATE_HEADER));
            DerReader values = new DerReader(der).next(Tag.SEQUENCE, "Certificate");
            certificate = values.encoded();
            trust = values.hasNext() ? Optional.of(CertAux.read(values)) : trust;
        } else if (block.label().equals("X509 CERTIFICATE")) {
            find(
                    BundleRule.X509_CERTIFICATE_HEADER,
                    place(block, number),
                    describe(BundleRule.X509_CERTIFICATE_HEADER));
        }
        Certificate parsed = Certificate.parse(certificate);
        entries.add(new CertificateBundle.Entry(parsed, number, block.line(), trust));
        boolean plain =
                block.label().equals(PemScanner.CERTIFICATE) && block.endLabel().equals(block.label());
        if (plain && known != null && block.plain() != null) {
            known.keep(block.body(), block.plain().of(parsed));
        }
    }

    private void der(byte[] content) {
        DerReader values = new DerReader(content);
        int number = 0;
        while (values.hasNext()) {
            Location place = file.entry("block " + (number + 1));
            if (values.peek() != Tag.SEQUENCE) {
                int left = content.length - values.position();
                find(BundleRule.TRAILING_BYTES, place, left + " bytes from byte " + values.position() + " are no DER");
                break;
            }
            if (number == CertificateBundle.MAX_CERTIFICATES) {
                limit();
                break;
            }
            number++;
            try {
                values.next();
            } catch (DerException e) {
                find(BundleRule.TRUNCATED, place, e.getMessage() + ", at byte " + e.offset());
                break;
            }
            derValue(values, number, place);
        }
        if (number > 1) {
            find(BundleRule.CONCATENATED_DER, file, number + " DER values behind one another");
        }
    }

    private void derValue(DerReader value, int number, Location place) {
        try {
            if (Pkcs7.isContentInfo(value.array(), value.start())) {
                find(BundleRule.PKCS7, place, describe(BundleRule.PKCS7));
                pkcs7(Pkcs7.certificates(value.array(), value.start()), number, 0, place);
            } else {
                add(value.encoded(), number, 0);
            }
        } catch (MalformedCertificateException e) {
            find(BundleRule.BAD_BLOCK, place, e.getMessage() + " from byte " + value.start() + " of the file");
        } catch (DerException e) {
            find(BundleRule.BAD_BLOCK, place, e.getMessage() + ", at byte " + e.offset());
        }
    }

    private void pkcs7(List<byte[]> certificates, int number, int line, Location place) {
        for (int i = 0; i < certificates.size(); i++) {
            if (entries.size() >= CertificateBundle.MAX_CERTIFICATES) {
                limit();
                return;
            }
            try {
                add(certificates.get(i), number, line);
            } catch (MalformedCertificateException e) {
                find(BundleRule.BAD_BLOCK, place, "certificate " + (i + 1) + " of the PKCS#7: " + e.getMessage());
            }
        }
    }

    private void add(byte[] der, int number, int line) {
        entries.add(new CertificateBundle.Entry(Certificate.parse(der), number, line, Optional.empty()));
    }

    private void limit() {
        find(
                BundleRule.LIMIT,
                file,
                "more than " + CertificateBundle.MAX_CERTIFICATES + " blocks; the rest was not read");
    }

    private void find(BundleRule rule, Location place, String message) {
        if (findings.size() < CertificateBundle.MAX_FINDINGS) {
            findings.add(rule.at(place, message));
        } else if (findings.size() == CertificateBundle.MAX_FINDINGS) {
            String more = "more than " + CertificateBundle.MAX_FINDINGS + " findings; the rest is not listed";
            findings.add(BundleRule.LIMIT.at(file, more));
        }
    }

    private static String start(String text) {
        String head = text.strip();
        String cut = head.substring(0, Math.min(20, head.length()));
        return "\"" + cut.replaceAll("[^\\x20-\\x7e]", "?") + "\"";
    }

    private static String describe(BundleRule trap) {
        return switch (trap) {
            case UTF8_BOM -> "starts with a UTF-8 byte order mark, which JDK 17 refuses";
            case UTF16 -> "UTF-16 text, which neither the JDK nor OpenSSL reads";
            case GLUED_BOUNDARIES -> "END and BEGIN on one line, which the JDK refuses";
            case CRLF -> "lines end with carriage return and line feed";
            case CR_ONLY -> "lines end with a carriage return alone";
            case INDENTED -> "boundaries do not start in the first column";
            case TRAILING_WHITESPACE -> "white space at the end of lines";
            case X509_CERTIFICATE_HEADER -> "label X509 CERTIFICATE instead of CERTIFICATE";
            case TRUSTED_CERTIFICATE_HEADER -> "label TRUSTED CERTIFICATE, which only OpenSSL reads";
            case STRING_LITERAL -> "blocks stand in string literals; this is no PEM file";
            case PKCS7 -> "PKCS#7: readers of a single certificate fail";
            default -> trap.name();
        };
    }
}
