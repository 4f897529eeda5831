package io.github.windlass4j.core.internal.signature;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.cert.SignatureInfo;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Verifies X.509 signatures. RSA PKCS#1 goes to the JDK; elliptic curves, PSS and DSA to Bouncy Castle's plain classes,
 * which need no provider and beat SunEC several times over; ML-DSA to the JDK from 24 on, to Bouncy Castle before.
 */
public final class Signatures {
    /** ECDSA with the digests of the JDK, which are several times as fast as Bouncy Castle's. */
    static final Map<String, String> ECDSA = Map.of(
            "SHA1withECDSA", "SHA-1",
            "SHA224withECDSA", "SHA-224",
            "SHA256withECDSA", "SHA-256",
            "SHA384withECDSA", "SHA-384",
            "SHA512withECDSA", "SHA-512");

    private static final Set<String> DSA = Set.of("SHA1withDSA", "SHA224withDSA", "SHA256withDSA");

    private static final Map<String, String> RSA = Map.of(
            "SHA1withRSA", "SHA-1",
            "SHA224withRSA", "SHA-224",
            "SHA256withRSA", "SHA-256",
            "SHA384withRSA", "SHA-384",
            "SHA512withRSA", "SHA-512");

    private static final Map<String, String> DIGESTS =
            Map.of("SHA1", "SHA-1", "SHA224", "SHA-224", "SHA256", "SHA-256", "SHA384", "SHA-384", "SHA512", "SHA-512");

    /**
     * ECDSA signatures that a JVM has verified by the JDK before Bouncy Castle is loaded. Own choice: enough for a program that
     * asks about a few chains, for which opening the signed jar would not pay.
     */
    private static final int MOST_EARLY = 32;

    private static final AtomicInteger EARLY = new AtomicInteger(MOST_EARLY);

    private static final DecodedKeys<PublicKey> JDK_KEYS = new DecodedKeys<>();
    private static final DecodedKeys<Optional<String>> DEFECTS = new DecodedKeys<>();

    private Signatures() {}

    /** Whether {@code key} made the signature; the outer algorithm identifier counts. */
    public static SignatureCheck verify(SignatureInfo signature, PublicKeyInfo key) {
        String name = signature.algorithm().name();
        if (name.endsWith("withRSA")) {
            return rsa(name, signature, key);
        }
        if (name.startsWith("ML-DSA")) {
            return mlDsa(signature, key, name);
        }
        String digest = ECDSA.get(name);
        if (digest != null && isEarly()) {
            Optional<SignatureCheck> early = EarlyEcdsa.verify(digest, signature, key);
            if (early.isPresent()) {
                return early.get();
            }
        }
        return CastleSignatures.verify(signature, key);
    }

    private static boolean isEarly() {
        return EARLY.get() > 0 && EARLY.getAndDecrement() > 0;
    }

    /** True if signatures by this algorithm can be verified. */
    public static boolean isKnown(String algorithm) {
        return algorithm.endsWith("withRSA")
                || ECDSA.containsKey(algorithm)
                || DSA.contains(algorithm)
                || algorithm.equals("Ed25519")
                || algorithm.equals("Ed448")
                || algorithm.equals("RSASSA-PSS")
                || algorithm.startsWith("ML-DSA");
    }

    /**
     * The digest that the signature is over by the name that policies use ({@code SHA-1}); empty text if the algorithm has none
     * of its own.
     */
    public static String digestOf(AlgorithmIdentifier algorithm) {
        String name = algorithm.name();
        if (name.equals("RSASSA-PSS")) {
            return PssParameters.digestOf(algorithm);
        }
        String known = name.endsWith("withRSA") ? RSA.get(name) : ECDSA.get(name);
        if (known != null) {
            return known;
        }
        int with = name.indexOf("with");
        if (with < 0) {
            return "";
        }
        String digest = name.substring(0, with);
        return DIGESTS.getOrDefault(digest, digest);
    }

    /** Why the key cannot be used for verifying; empty if it can. */
    public static Optional<String> defectOf(PublicKeyInfo key) {
        Optional<String> known = DEFECTS.recall(key);
        if (known == null) {
            known = findDefect(key);
            DEFECTS.keep(key, known);
        }
        return known;
    }

    private static Optional<String> findDefect(PublicKeyInfo key) {
        String type = key.algorithm();
        if (type.equals("RSA")) {
            return RsaKeys.defectOf(key);
        }
        if (type.equals("DSA") && lacksParameters(key)) {
            return Optional.empty();
        }
        return NistCurve.holds(key) ? Optional.empty() : CastleSignatures.defectOf(key);
    }

    /**
     * The key with the DSA parameters of its issuer's key where it has none of its own (RFC 3279 2.3.2, RFC 5280 6.1.4 (e));
     * otherwise the key as it is.
     */
    public static PublicKeyInfo inherit(PublicKeyInfo key, PublicKeyInfo issuer) {
        return key.algorithm().equals("DSA")
                        && issuer.algorithm().equals("DSA")
                        && lacksParameters(key)
                        && !lacksParameters(issuer)
                ? DsaKeys.withParameters(key, issuer)
                : key;
    }

    private static boolean lacksParameters(PublicKeyInfo key) {
        return key.algorithmIdentifier().parameters().filter(p -> p[0] == 0x30).isEmpty();
    }

    private static SignatureCheck rsa(String name, SignatureInfo signature, PublicKeyInfo key) {
        PublicKey decoded = JDK_KEYS.recall(key);
        try {
            if (decoded == null) {
                decoded = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key.encoded()));
                JDK_KEYS.keep(key, decoded);
            }
        } catch (GeneralSecurityException unreadable) {
            return key.algorithm().equals("RSA")
                    ? SignatureCheck.keyUnreadable(key + ": " + unreadable.getMessage())
                    : SignatureCheck.INVALID;
        }
        return jdk(name, decoded, signature);
    }

    private static SignatureCheck mlDsa(SignatureInfo signature, PublicKeyInfo key, String name) {
        if (!key.algorithm().equals(name)) {
            return SignatureCheck.INVALID;
        }
        try {
            KeyFactory factory = KeyFactory.getInstance("ML-DSA");
            return jdk("ML-DSA", factory.generatePublic(new X509EncodedKeySpec(key.encoded())), signature);
        } catch (NoSuchAlgorithmException before24) {
            return CastleSignatures.mlDsa(signature, key);
        } catch (GeneralSecurityException unreadable) {
            return SignatureCheck.keyUnreadable(key + ": " + unreadable.getMessage());
        }
    }

    private static SignatureCheck jdk(String name, PublicKey key, SignatureInfo signature) {
        try {
            Signature verifier = Signature.getInstance(name);
            verifier.initVerify(key);
            return SignatureCheck.of(signature.fits(verifier));
        } catch (NoSuchAlgorithmException missing) {
            return SignatureCheck.algorithmUnknown(String.valueOf(missing.getMessage()));
        } catch (GeneralSecurityException wrongShape) {
            return SignatureCheck.INVALID;
        }
    }
}
