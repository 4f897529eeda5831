package io.github.windlass4j.core.chain.golang;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;

/** Keys and signature algorithms that {@code crypto/x509} knows. */
final class Keys {
    private static final byte[] NULL = {5, 0};
    private static final Set<String> CURVES = Set.of("P-224", "P-256", "P-384", "P-521");
    private static final Set<String> SUPPORTED = Set.of(
            "SHA256withRSA",
            "SHA384withRSA",
            "SHA512withRSA",
            "SHA256withECDSA",
            "SHA384withECDSA",
            "SHA512withECDSA",
            "Ed25519");
    private static final Set<String> INSECURE = Set.of("MD5withRSA", "SHA1withRSA", "SHA1withECDSA", "SHA1withDSA");
    private static final Map<String, Integer> SALT =
            Map.of("2.16.840.1.101.3.4.2.1", 32, "2.16.840.1.101.3.4.2.2", 48, "2.16.840.1.101.3.4.2.3", 64);

    private Keys() {}

    /** False for a key whose parameters are not as its algorithm wants them; an unknown algorithm is none of Go's business. */
    static boolean isReadable(PublicKeyInfo key) {
        Optional<byte[]> parameters = key.algorithmIdentifier().parameters();
        return switch (key.algorithm()) {
            case "RSA" -> parameters.filter(p -> Arrays.equals(p, NULL)).isPresent() && loads(key);
            case "EC" -> key.curve().filter(CURVES::contains).isPresent() && loads(key);
            case "Ed25519" -> parameters.isEmpty() && key.keyBytes().length == 32;
            case "DSA" -> loads(key);
            default -> true;
        };
    }

    private static boolean loads(PublicKeyInfo key) {
        try {
            key.toPublicKey();
            return true;
        } catch (InvalidKeyException e) {
            return false;
        }
    }

    /** Whether a key can verify anything at all. */
    static boolean isUsable(PublicKeyInfo key, GoRelease release) {
        return switch (key.algorithm()) {
            case "RSA" -> key.size().orElse(0) >= release.leastRsaBits();
            case "EC", "Ed25519" -> true;
            default -> false;
        };
    }

    /** MD5 and SHA-1: known and refused. */
    static boolean isInsecure(AlgorithmIdentifier algorithm) {
        return INSECURE.contains(algorithm.name());
    }

    static boolean isSupported(AlgorithmIdentifier algorithm) {
        return SUPPORTED.contains(algorithm.name())
                || (algorithm.name().equals("RSASSA-PSS")
                        && algorithm.parameters().filter(Keys::isUsualPss).isPresent());
    }

    /** One digest for message and mask, a salt of its length: any other combination is unknown. */
    private static boolean isUsualPss(byte[] der) {
        try {
            RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(der);
            String digest = parameters.getHashAlgorithm().getAlgorithm().getId();
            var mask = parameters.getMaskGenAlgorithm();
            return PKCSObjectIdentifiers.id_mgf1.equals(mask.getAlgorithm())
                    // The parameters of MGF1 are an algorithm identifier: its first element is the digest.
                    && digest.equals(ASN1ObjectIdentifier.getInstance(ASN1Sequence.getInstance(mask.getParameters())
                                    .getObjectAt(0))
                            .getId())
                    && SALT.getOrDefault(digest, -1)
                            == parameters.getSaltLength().intValue()
                    && parameters.getTrailerField().intValue() == 1;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
