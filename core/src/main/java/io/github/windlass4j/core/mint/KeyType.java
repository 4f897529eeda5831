package io.github.windlass4j.core.mint;

/**
 * What kind of key to make.
 *
 * @param algorithm {@code RSA}, {@code EC}, {@code DSA}, {@code Ed25519}, {@code Ed448} or {@code ML-DSA-44}, {@code -65},
 * {@code -87}
 * @param bits of an RSA modulus or a DSA prime, 0 otherwise
 * @param curve of an EC key ({@code P-256}), empty otherwise
 */
public record KeyType(String algorithm, int bits, String curve) {
    /** RSA, 2048 bits; about a tenth of a second to make. */
    public static final KeyType RSA_2048 = rsa(2048);
    /** RSA, 3072 bits. */
    public static final KeyType RSA_3072 = rsa(3072);
    /** RSA, 4096 bits; a second or more to make. */
    public static final KeyType RSA_4096 = rsa(4096);
    /** EC on NIST P-256. */
    public static final KeyType P_256 = ec("P-256");
    /** EC on NIST P-384. */
    public static final KeyType P_384 = ec("P-384");
    /** EC on NIST P-521. */
    public static final KeyType P_521 = ec("P-521");
    /** Ed25519 (RFC 8410). */
    public static final KeyType ED25519 = new KeyType("Ed25519", 0, "");
    /** Ed448 (RFC 8410). */
    public static final KeyType ED448 = new KeyType("Ed448", 0, "");
    /** ML-DSA, category 2 (FIPS 204, RFC 9881). */
    public static final KeyType ML_DSA_44 = new KeyType("ML-DSA-44", 0, "");
    /** ML-DSA, category 3. */
    public static final KeyType ML_DSA_65 = new KeyType("ML-DSA-65", 0, "");
    /** ML-DSA, category 5. */
    public static final KeyType ML_DSA_87 = new KeyType("ML-DSA-87", 0, "");

    /** RSA with a modulus of any size, also a weak or odd one. */
    public static KeyType rsa(int bits) {
        return new KeyType("RSA", bits, "");
    }

    /** EC on a named curve: {@code P-192}, {@code P-224}, {@code P-256}, {@code P-384}, {@code P-521}, {@code secp256k1}. */
    public static KeyType ec(String curve) {
        return new KeyType("EC", 0, curve);
    }

    /** DSA, which no current profile accepts; making the parameters takes seconds above 1024 bits. */
    public static KeyType dsa(int bits) {
        return new KeyType("DSA", bits, "");
    }

    /** What a key of this kind signs with unless told otherwise: the hash of the size of the curve, SHA-256 for RSA and DSA. */
    public SigningAlgorithm defaultSigning() {
        return switch (algorithm) {
            case "RSA" -> SigningAlgorithm.RSA_SHA256;
            case "DSA" -> SigningAlgorithm.DSA_SHA256;
            case "EC" ->
                switch (curve) {
                    case "P-384" -> SigningAlgorithm.ECDSA_SHA384;
                    case "P-521" -> SigningAlgorithm.ECDSA_SHA512;
                    default -> SigningAlgorithm.ECDSA_SHA256;
                };
            case "Ed25519" -> SigningAlgorithm.ED25519;
            case "Ed448" -> SigningAlgorithm.ED448;
            case "ML-DSA-44" -> SigningAlgorithm.ML_DSA_44;
            case "ML-DSA-65" -> SigningAlgorithm.ML_DSA_65;
            case "ML-DSA-87" -> SigningAlgorithm.ML_DSA_87;
            default -> throw new IllegalArgumentException("key algorithm " + algorithm + " is not known");
        };
    }
}
