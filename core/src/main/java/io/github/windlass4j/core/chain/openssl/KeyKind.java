package io.github.windlass4j.core.chain.openssl;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.security.InvalidKeyException;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What OpenSSL makes of a public key and of a signature algorithm: kind, and strength in bits as its security levels count
 * ({@code EVP_PKEY_get_security_bits}, {@code X509_get_signature_info}).
 */
record KeyKind(String algorithm, boolean isLoadable, boolean hasExplicitCurve, int securityBits) {
    /** Half the digest's bits, but SHA-1 and MD5 at what attacks on them cost (crypto/x509/x509_set.c). */
    private static final Map<String, Integer> DIGEST_BITS =
            Map.of("MD5", 39, "SHA1", 63, "SHA224", 112, "SHA256", 128, "SHA384", 192, "SHA512", 256);

    static KeyKind of(PublicKeyInfo key) {
        return new KeyKind(key.algorithm(), isLoadable(key), key.hasExplicitCurve(), strength(key));
    }

    private static boolean isLoadable(PublicKeyInfo key) {
        try {
            key.toPublicKey();
            return true;
        } catch (InvalidKeyException unreadable) {
            return false;
        }
    }

    private static int strength(PublicKeyInfo key) {
        OptionalInt size = key.size();
        return switch (key.algorithm()) {
            case "RSA", "RSASSA-PSS" -> ofModulus(size.orElse(0));
            case "DSA" -> ofDsa(size.orElse(0));
            case "EC" -> ofCurve(size.orElse(0));
            case "Ed25519", "ML-DSA-44" -> 128;
            case "ML-DSA-65" -> 192;
            case "Ed448" -> 224;
            case "ML-DSA-87" -> 256;
            default -> 0;
        };
    }

    /** {@code ossl_ifc_ffc_compute_security_bits}: table values, between them the formula of FIPS 140-2 IG 7.5. */
    private static int ofModulus(int bits) {
        return switch (bits) {
            case 2048 -> 112;
            case 3072 -> 128;
            case 4096 -> 152;
            case 6144 -> 176;
            case 7680 -> 192;
            case 8192 -> 200;
            case 15360 -> 256;
            default -> byFormula(bits);
        };
    }

    private static int byFormula(int bits) {
        if (bits < 8) {
            return 0;
        }
        double x = bits * Math.log(2);
        double strength = (1.923 * Math.cbrt(x * Math.pow(Math.log(x), 2)) - 4.69) / Math.log(2);
        int rounded = ((int) strength + 4) & ~7;
        return Math.min(rounded, bits <= 7680 ? 192 : bits <= 15360 ? 256 : 1200);
    }

    private static int ofDsa(int bits) {
        return bits >= 3072 ? 128 : bits >= 2048 ? 112 : bits >= 1024 ? 80 : 0;
    }

    private static int ofCurve(int bits) {
        return bits >= 512
                ? 256
                : bits >= 384 ? 192 : bits >= 256 ? 128 : bits >= 224 ? 112 : bits >= 160 ? 80 : bits / 2;
    }

    /** {@code check_sig_alg_match}: the kind of key that the signature algorithm asks for. */
    boolean canHaveSigned(AlgorithmIdentifier signature) {
        String name = signature.name();
        if (!isLoadable) {
            return false;
        }
        return switch (algorithm) {
            case "RSA" -> name.endsWith("withRSA") || name.equals("RSASSA-PSS");
            case "EC" -> name.endsWith("withECDSA");
            case "DSA" -> name.endsWith("withDSA");
            default -> name.equals(algorithm);
        };
    }

    /** Strength of a signature algorithm; -1 if OpenSSL does not know it. */
    static int signatureBits(AlgorithmIdentifier signature) {
        String name = signature.name();
        int with = name.indexOf("with");
        if (with > 0) {
            return DIGEST_BITS.getOrDefault(name.substring(0, with), -1);
        }
        return switch (name) {
            case "RSASSA-PSS" -> signature.parameters().map(PssDigest::bits).orElse(64);
            case "Ed25519", "ML-DSA-44" -> 128;
            case "ML-DSA-65" -> 192;
            case "Ed448" -> 224;
            case "ML-DSA-87" -> 256;
            default -> -1;
        };
    }

    /** The digest of RSASSA-PSS-params (RFC 4055 3.1). */
    private static final class PssDigest {
        private static final Map<String, Integer> BITS =
                Map.of("SHA-1", 64, "2.16.840.1.101.3.4.2.4", 112, "SHA-256", 128, "SHA-384", 192, "SHA-512", 256);

        /** The hash is field [0] and SHA-1 if it is absent. */
        static int bits(byte[] parameters) {
            DerReader fields = new DerReader(parameters).next().inner();
            if (!fields.nextIf(Tag.contextConstructed(0))) {
                return 64;
            }
            return BITS.getOrDefault(AlgorithmIdentifier.parse(fields.content()).name(), -1);
        }
    }
}
