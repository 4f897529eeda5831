package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.Bouncy;
import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A certificate's public key as its SubjectPublicKeyInfo describes it (RFC 5280 4.1.2.7). Equal if the DER is. Reading it
 * does not check that the key is a sound one; {@link #toPublicKey()} checks as much as the provider does.
 */
public final class PublicKeyInfo {
    private record Curve(String name, int bits) {}

    private static final Map<String, Curve> CURVES = Map.of(
            "1.2.840.10045.3.1.1", new Curve("P-192", 192),
            "1.3.132.0.33", new Curve("P-224", 224),
            "1.2.840.10045.3.1.7", new Curve("P-256", 256),
            "1.3.132.0.34", new Curve("P-384", 384),
            "1.3.132.0.35", new Curve("P-521", 521),
            "1.3.132.0.10", new Curve("secp256k1", 256),
            "1.3.36.3.3.2.8.1.1.7", new Curve("brainpoolP256r1", 256),
            "1.3.36.3.3.2.8.1.1.11", new Curve("brainpoolP384r1", 384),
            "1.3.36.3.3.2.8.1.1.13", new Curve("brainpoolP512r1", 512));

    /** RFC 8032 for the Edwards curves, FIPS 204 table 2 for ML-DSA (bits of the encoded public key). */
    private static final Map<String, Integer> FIXED_SIZES = Map.of(
            "Ed25519",
            255,
            "Ed448",
            448,
            "X25519",
            255,
            "X448",
            448,
            "ML-DSA-44",
            1312 * 8,
            "ML-DSA-65",
            1952 * 8,
            "ML-DSA-87",
            2592 * 8);

    /** Own choice: octets that {@link #hashCode} looks at. */
    private static final int HASHED = 48;

    private final byte[] array;
    private final int start;
    private final int end;
    private final AlgorithmIdentifier algorithm;
    private int hash;
    private @Nullable OptionalInt size;

    @SuppressWarnings("NullableOptional") // null until it is asked for, empty if there is none
    private @Nullable Optional<String> curve;

    /** A view of the SubjectPublicKeyInfo that begins at {@code array[start]}, whose structure has been checked. */
    PublicKeyInfo(byte[] array, int start) {
        this.array = array;
        this.start = start;
        this.end = DerReader.endOf(array, start);
        this.algorithm = AlgorithmIdentifier.read(array, DerReader.contentOf(array, start));
    }

    /** Reads the DER of one SubjectPublicKeyInfo; throws {@link MalformedCertificateException}. */
    public static PublicKeyInfo parse(byte[] der) {
        try {
            byte[] own = der.clone();
            DerReader reader = new DerReader(own).next(Tag.SEQUENCE, "SubjectPublicKeyInfo");
            reader.finish("SubjectPublicKeyInfo");
            reader.enter();
            reader.next(Tag.SEQUENCE, "key algorithm");
            if (reader.next(Tag.BIT_STRING, "subjectPublicKey").length() == 0) {
                throw new DerException("subjectPublicKey: BIT STRING without content", reader.start());
            }
            reader.finish("SubjectPublicKeyInfo");
            return new PublicKeyInfo(own, 0);
        } catch (DerException e) {
            throw MalformedCertificateException.of(e);
        }
    }

    /** {@code RSA}, {@code EC}, {@code Ed25519}, {@code ML-DSA-65}, ...; the object identifier if no name is known. */
    public String algorithm() {
        return algorithm.name();
    }

    /** The algorithm with its parameters. */
    public AlgorithmIdentifier algorithmIdentifier() {
        return algorithm;
    }

    /**
     * Size in bits: of an RSA modulus (its exact bit length), a DSA prime, a curve's field, an encoded ML-DSA key. Empty if
     * the algorithm or curve is not known, if DSA parameters are inherited, or if the key is not readable.
     */
    public OptionalInt size() {
        OptionalInt known = size;
        if (known == null) {
            known = findSize();
            size = known;
        }
        return known;
    }

    private OptionalInt findSize() {
        try {
            return switch (algorithm()) {
                case "RSA", "RSASSA-PSS" -> OptionalInt.of(firstInteger(keyReader()));
                case "DSA", "DH" ->
                    algorithm
                            .parameters()
                            .filter(p -> p[0] == Tag.SEQUENCE)
                            .map(p -> OptionalInt.of(firstInteger(new DerReader(p))))
                            .orElse(OptionalInt.empty());
                case "EC" -> curveSize();
                default -> {
                    Integer fixed = FIXED_SIZES.get(algorithm());
                    yield fixed == null ? OptionalInt.empty() : OptionalInt.of(fixed);
                }
            };
        } catch (DerException unreadableKey) {
            return OptionalInt.empty();
        }
    }

    private static int firstInteger(DerReader key) {
        key.next(Tag.SEQUENCE, "key").enter();
        return key.next(Tag.INTEGER, "key").bitLength();
    }

    /** Where the BIT STRING begins. */
    int bitsStart() {
        return DerReader.endOf(array, DerReader.contentOf(array, start));
    }

    /** How many bits of the last octet are none of the key's, as written. */
    int unusedBits() {
        return array[keyStart() - 1] & 0xff;
    }

    private int keyStart() {
        return DerReader.contentOf(array, bitsStart()) + 1;
    }

    private DerReader keyReader() {
        return new DerReader(array, keyStart(), end);
    }

    private OptionalInt curveSize() {
        Optional<String> oid = namedCurve();
        Curve known = oid.isPresent() ? CURVES.get(oid.get()) : null;
        if (known != null) {
            return OptionalInt.of(known.bits());
        }
        return hasExplicitCurve() ? OptionalInt.of(explicitFieldBits()) : OptionalInt.empty();
    }

    /** SEC 1 C.2: SEQUENCE { version, fieldID SEQUENCE { fieldType, prime }, ... }. */
    private int explicitFieldBits() {
        DerReader parameters =
                new DerReader(algorithm.parameters().orElseThrow()).next().inner();
        parameters.next(Tag.INTEGER, "version");
        DerReader field = parameters.next(Tag.SEQUENCE, "fieldID").inner();
        field.next(Tag.OID, "fieldType");
        return field.next(Tag.INTEGER, "prime").integer().bitLength();
    }

    /** Name of the curve of an EC key ({@code P-256}), its object identifier if not known; empty for explicit parameters. */
    public Optional<String> curve() {
        Optional<String> known = curve;
        if (known == null) {
            known = namedCurve();
            Curve named = known.isPresent() ? CURVES.get(known.get()) : null;
            known = named == null ? known : Optional.of(named.name());
            curve = known;
        }
        return known;
    }

    private Optional<String> namedCurve() {
        if (!algorithm().equals("EC")) {
            return Optional.empty();
        }
        try {
            return algorithm.parametersTag() == Tag.OID
                    ? Optional.of(new DerReader(algorithm.parameters().orElseThrow())
                            .next()
                            .oid())
                    : Optional.empty();
        } catch (DerException unreadable) {
            return Optional.empty();
        }
    }

    /** True if an EC key spells out its curve instead of naming it; RFC 5480 2.1.1 forbids that in PKIX. */
    public boolean hasExplicitCurve() {
        return algorithm().equals("EC") && algorithm.parametersTag() == Tag.SEQUENCE;
    }

    /** DER of the SubjectPublicKeyInfo. */
    public byte[] encoded() {
        return Arrays.copyOfRange(array, start, end);
    }

    /** Content of the subjectPublicKey BIT STRING without its first octet: what RFC 5280 4.2.1.2 and OCSP hash. */
    public byte[] keyBytes() {
        return Arrays.copyOfRange(array, keyStart(), end);
    }

    /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex: identifies the key over all its certificates. */
    public String sha256() {
        return Hex.of(Hex.digest("SHA-256", array, start, end));
    }

    /**
     * The key for use with the JDK's cryptography: from the JDK's own provider, or from Bouncy Castle where the JDK lacks
     * the algorithm or the curve.
     *
     * @throws InvalidKeyException if neither can read the key
     */
    public PublicKey toPublicKey() throws InvalidKeyException {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(encoded());
        String name = algorithm();
        try {
            return KeyFactory.getInstance(name.startsWith("ML-DSA") ? "ML-DSA" : name)
                    .generatePublic(spec);
        } catch (GeneralSecurityException notByTheJdk) {
            try {
                return KeyFactory.getInstance(algorithm.oid(), Bouncy.castle()).generatePublic(spec);
            } catch (GeneralSecurityException notByBouncyCastle) {
                throw new InvalidKeyException(this + ": " + notByTheJdk.getMessage(), notByBouncyCastle);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof PublicKeyInfo that
                        && Arrays.equals(array, start, end, that.array, that.start, that.end));
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            for (int i = Math.max(start, end - HASHED); i < end; i++) {
                known = 31 * known + array[i];
            }
            hash = known;
        }
        return known;
    }

    /** {@code RSA 2048}, {@code EC P-256}, {@code Ed25519}. */
    @Override
    public String toString() {
        if (algorithm().equals("EC")) {
            return "EC " + curve().orElse(hasExplicitCurve() ? "with explicit curve" : "without curve");
        }
        return FIXED_SIZES.containsKey(algorithm())
                ? algorithm()
                : algorithm() + (size().isPresent() ? " " + size().getAsInt() : "");
    }
}
