package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What Netty's {@code SslContextBuilder.trustManager(File)} makes of a PEM file (io.netty.handler.ssl.PemReader, 4.1.112): every
 * label with CERTIFICATE in it counts, wherever in a line it stands; the JDK parses each block, and one that it refuses loses the
 * whole file. It reads no DER.
 */
final class NettyPemFile {
    private static final String BEGIN = "-BEGIN";
    private static final String END = "-END";
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String BLANKS = " \t\n\u000B\f\r";

    private final String text;
    private int position;

    private NettyPemFile(byte[] content) {
        this.text = new String(content, StandardCharsets.ISO_8859_1);
    }

    static LoadOutcome load(byte[] content) {
        return new NettyPemFile(content).load();
    }

    private LoadOutcome load() {
        List<Certificate> certificates = new ArrayList<>();
        try {
            while (stepBehind(BEGIN) && stepToBody()) {
                int start = position;
                while (position < text.length() && isBody(text.charAt(position))) {
                    position++;
                }
                String base64 = text.substring(start, position);
                if (!stepBehind(END)) {
                    break;
                }
                certificates.add(certificate(decode(base64)));
            }
        } catch (IOException | MalformedCertificateException malformed) {
            return new LoadOutcome.Failed("java.security.cert.CertificateException", "Could not parse certificate");
        }
        return certificates.isEmpty()
                ? new LoadOutcome.Failed(
                        "java.security.cert.CertificateException", "found no certificates in input stream")
                : new LoadOutcome.Loaded(certificates);
    }

    /** Steps behind the dashes of the next mark that has CERTIFICATE in its label; a blank has to follow those of BEGIN. */
    private boolean stepBehind(String mark) {
        for (int at = text.indexOf(mark, position); at >= 0; at = text.indexOf(mark, at + 1)) {
            int label = at + mark.length();
            int end = label + 1;
            while (end < text.length() && "-\r\n".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            int behind = end;
            while (behind < text.length() && text.charAt(behind) == '-') {
                behind++;
            }
            if (behind > end
                    && isBlank(label)
                    && text.substring(label + 1, end).contains("CERTIFICATE")
                    && (mark.equals(END) || isBlank(behind))) {
                position = behind;
                return true;
            }
        }
        return false;
    }

    private boolean isBlank(int at) {
        return at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0;
    }

    private boolean stepToBody() {
        while (position < text.length()
                && (!isBody(text.charAt(position)) || "\r\n".indexOf(text.charAt(position)) >= 0)) {
            position++;
        }
        return position < text.length();
    }

    private static boolean isBody(char c) {
        return DIGITS.indexOf(c) >= 0 || "=\r\n".indexOf(c) >= 0;
    }

    private static Certificate certificate(byte[] der) throws IOException {
        return Certificate.parse(Arrays.copyOf(der, Der.end(der, 0)));
    }

    /**
     * As io.netty.handler.codec.base64 does: a group of four that ends in padding is the last one, padding elsewhere counts as
     * set bits, and what is left over of a group is dropped.
     */
    private static byte[] decode(String base64) {
        String plain = base64.replaceAll("[\r\n]", "");
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        boolean last = false;
        for (int at = 0; at + 4 <= plain.length() && !last; at += 4) {
            int bits = (bits(plain, at) & 0x3f) << 18
                    | bits(plain, at + 1) << 12
                    | bits(plain, at + 2) << 6
                    | bits(plain, at + 3);
            boolean isShort = plain.charAt(at + 2) == '=';
            last = plain.charAt(at + 3) == '=';
            der.write(bits >>> 16);
            if (!isShort) {
                der.write(bits >>> 8);
            }
            if (!isShort && !last) {
                der.write(bits);
            }
        }
        return der.toByteArray();
    }

    private static int bits(String base64, int at) {
        int digit = DIGITS.indexOf(base64.charAt(at));
        return digit < 0 ? 0xff : digit;
    }
}
