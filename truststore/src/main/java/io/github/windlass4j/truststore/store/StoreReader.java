package io.github.windlass4j.truststore.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Tells the format of a store from its first bytes and hands it to the reader for it. */
final class StoreReader {
    private static final byte[] PEM = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);

    private StoreReader() {}

    static TrustStore read(byte[] content, String origin, List<char[]> passwords) {
        return read(new StoreSource(origin, content, passwords));
    }

    static TrustStore read(StoreSource source) {
        List<char[]> passwords = source.passwords();
        byte[] content = source.content();
        if (passwords.size() > StoreLimits.MAX_PASSWORDS) {
            throw new IllegalArgumentException(
                    passwords.size() + " passwords (want at most " + StoreLimits.MAX_PASSWORDS + ")");
        }
        if (content.length > StoreLimits.MAX_BYTES) {
            throw source.failure(
                    StoreRule.LIMIT_EXCEEDED, content.length + " bytes (want at most " + StoreLimits.MAX_BYTES + ")");
        }
        return new TrustStore(source.origin(), content(source));
    }

    private static StoreContent content(StoreSource source) {
        byte[] content = source.content();
        if (isJks(content)) {
            return JksReader.read(source);
        }
        if (Der.tag(content, 0) == Der.SEQUENCE) {
            return binary(source);
        }
        // Such a header starts with a zero; only then is its reader loaded.
        if (content.length > 0 && content[0] == 0 && BouncyCastleHeader.read(content) != null) {
            return BouncyCastleReader.read(source);
        }
        return text(source);
    }

    /** Asked here: to load the reader costs a fresh JVM more than to read another format. */
    static boolean isJks(byte[] content) {
        int magic = content.length < 4 ? 0 : magic(content);
        return magic == JksReader.JKS_MAGIC || magic == JksReader.JCEKS_MAGIC;
    }

    static int magic(byte[] content) {
        return ((content[0] & 0xff) << 24)
                | ((content[1] & 0xff) << 16)
                | ((content[2] & 0xff) << 8)
                | (content[3] & 0xff);
    }

    /** Everything in DER starts as a SEQUENCE; the first thing in it tells what it is. */
    private static StoreContent binary(StoreSource source) {
        byte[] content = source.content();
        int first = content.length < 2 ? -1 : Der.tag(content, Der.start(content, 0));
        if (first == Der.INTEGER) {
            return Pkcs12Reader.read(source);
        }
        // A certificate starts with its version or serial number, BCFKS with an algorithm.
        if (first == Der.SEQUENCE && Der.tag(content, inside(content, 2)) == Der.SEQUENCE) {
            return BcfksReader.read(source);
        }
        return BundleStore.read(source);
    }

    /** The offset of the first element, {@code depth} levels down. */
    private static int inside(byte[] content, int depth) {
        int offset = 0;
        for (int i = 0; i < depth && offset + 1 < content.length; i++) {
            offset = Der.start(content, offset);
        }
        return offset;
    }

    private static StoreContent text(StoreSource source) {
        byte[] content = source.content();
        int head = Math.min(content.length, PEM.length);
        if (Arrays.equals(content, 0, head, PEM, 0, PEM.length)) {
            return BundleStore.read(source);
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        // Both have it in every key; to look for one character is quick.
        boolean keys = text.indexOf('_') >= 0;
        if (keys && CertdataReader.recognizes(text)) {
            return CertdataReader.read(source);
        }
        if (keys && ObservatoryReader.recognizes(text)) {
            return ObservatoryReader.read(source, text);
        }
        return BundleStore.read(source);
    }
}
