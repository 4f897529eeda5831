package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An algorithm and its parameters, as X.509 writes them (RFC 5280 4.1.1.2). Two are equal if their DER is: absent
 * parameters and NULL differ.
 */
public final class AlgorithmIdentifier {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("1.2.840.113549.1.1.1", "RSA"),
            Map.entry("1.2.840.113549.1.1.2", "MD2withRSA"),
            Map.entry("1.2.840.113549.1.1.4", "MD5withRSA"),
            Map.entry("1.2.840.113549.1.1.5", "SHA1withRSA"),
            Map.entry("1.2.840.113549.1.1.10", "RSASSA-PSS"),
            Map.entry("1.2.840.113549.1.1.11", "SHA256withRSA"),
            Map.entry("1.2.840.113549.1.1.12", "SHA384withRSA"),
            Map.entry("1.2.840.113549.1.1.13", "SHA512withRSA"),
            Map.entry("1.2.840.113549.1.1.14", "SHA224withRSA"),
            Map.entry("1.2.840.10040.4.1", "DSA"),
            Map.entry("1.2.840.10040.4.3", "SHA1withDSA"),
            Map.entry("2.16.840.1.101.3.4.3.1", "SHA224withDSA"),
            Map.entry("2.16.840.1.101.3.4.3.2", "SHA256withDSA"),
            Map.entry("1.2.840.10045.2.1", "EC"),
            Map.entry("1.2.840.10045.4.1", "SHA1withECDSA"),
            Map.entry("1.2.840.10045.4.3.1", "SHA224withECDSA"),
            Map.entry("1.2.840.10045.4.3.2", "SHA256withECDSA"),
            Map.entry("1.2.840.10045.4.3.3", "SHA384withECDSA"),
            Map.entry("1.2.840.10045.4.3.4", "SHA512withECDSA"),
            Map.entry("1.2.840.10046.2.1", "DH"),
            Map.entry("1.3.101.110", "X25519"),
            Map.entry("1.3.101.111", "X448"),
            Map.entry("1.3.101.112", "Ed25519"),
            Map.entry("1.3.101.113", "Ed448"),
            Map.entry("2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
            Map.entry("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
            Map.entry("2.16.840.1.101.3.4.3.19", "ML-DSA-87"),
            Map.entry("1.3.14.3.2.26", "SHA-1"),
            Map.entry("2.16.840.1.101.3.4.2.1", "SHA-256"),
            Map.entry("2.16.840.1.101.3.4.2.2", "SHA-384"),
            Map.entry("2.16.840.1.101.3.4.2.3", "SHA-512"));

    /** Own choice: larger than the identifiers in use, PSS with 67 octets among them, and too small to fill a heap. */
    private static final int MOST_BYTES = 128;

    /**
     * The last one read of each hash, because certificates repeat the same few. Entries are immutable, so a race only reads
     * twice.
     */
    private static final @Nullable AlgorithmIdentifier[] READ = new AlgorithmIdentifier[64];

    private final byte[] der;
    private final String oid;
    private final String name;
    private final int parameters;

    private AlgorithmIdentifier(byte[] der, String oid, int parameters) {
        this.der = der;
        this.oid = oid;
        this.name = NAMES.getOrDefault(oid, oid);
        this.parameters = parameters;
    }

    /** Reads the DER of one AlgorithmIdentifier; throws {@link MalformedCertificateException}. */
    public static AlgorithmIdentifier parse(byte[] der) {
        try {
            DerReader reader = new DerReader(der);
            reader.next(Tag.SEQUENCE, "AlgorithmIdentifier");
            reader.finish("AlgorithmIdentifier");
            return read(der, 0);
        } catch (DerException e) {
            throw MalformedCertificateException.of(e);
        }
    }

    /** Reads the AlgorithmIdentifier whose identifier octet is at {@code start}, where a SEQUENCE has been read before. */
    static AlgorithmIdentifier read(byte[] array, int start) {
        int end = DerReader.endOf(array, start);
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + array[i];
        }
        int slot = (hash ^ (hash >>> 6) ^ (hash >>> 16)) & (READ.length - 1);
        AlgorithmIdentifier known = READ[slot];
        if (known == null || !Arrays.equals(known.der, 0, known.der.length, array, start, end)) {
            DerReader fields = new DerReader(array, DerReader.contentOf(array, start), end);
            String oid = fields.next(Tag.OID, "algorithm").oid();
            byte[] der = Arrays.copyOfRange(array, start, end);
            known = new AlgorithmIdentifier(der, oid, fields.position() - start);
            if (der.length <= MOST_BYTES) {
                READ[slot] = known;
            }
        }
        return known;
    }

    /** Object identifier in dotted decimals. */
    public String oid() {
        return oid;
    }

    /** Java's name where one is known ({@code SHA256withRSA}, {@code ML-DSA-65}), the object identifier otherwise. */
    public String name() {
        return name;
    }

    /** DER of the parameters; empty if absent. */
    public Optional<byte[]> parameters() {
        return parameters == der.length
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(der, parameters, der.length));
    }

    /** Identifier octet of the parameters; -1 if absent. */
    int parametersTag() {
        return parameters == der.length ? -1 : der[parameters] & 0xff;
    }

    /** DER of the whole identifier. */
    public byte[] encoded() {
        return der.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AlgorithmIdentifier that && Arrays.equals(der, that.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    /** The name, with the parameters in hex where there are any but NULL. */
    @Override
    public String toString() {
        Optional<byte[]> rest = parameters().filter(p -> p.length > 2);
        return name() + rest.map(p -> " (" + Hex.of(p) + ")").orElse("");
    }
}
