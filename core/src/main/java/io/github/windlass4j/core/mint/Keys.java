package io.github.windlass4j.core.mint;

import io.github.windlass4j.core.internal.Bouncy;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.jcajce.spec.MLDSAParameterSpec;

/**
 * Makes keys and signs. Bouncy Castle makes EC, DSA and ML-DSA keys, because its version is ours to pin and so the same seed
 * gives the same bytes on every JDK; RSA keys are made in {@link RsaKeys}; the JDK makes Edwards keys, whose seed is the key.
 */
final class Keys {
    private Keys() {}

    static KeyPair generate(KeyType type, SecureRandom random) {
        try {
            if (type.algorithm().equals("RSA")) {
                return RsaKeys.generate(type.bits(), random);
            }
            KeyPair pair = generator(type, random).generateKeyPair();
            return type.algorithm().startsWith("ML-DSA") ? pair : asJdkKeys(pair);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot make a key " + type + ": " + e.getMessage(), e);
        }
    }

    private static KeyPairGenerator generator(KeyType type, SecureRandom random) throws GeneralSecurityException {
        String algorithm = type.algorithm();
        if (algorithm.startsWith("Ed")) {
            KeyPairGenerator jdk = KeyPairGenerator.getInstance(algorithm);
            jdk.initialize(new NamedParameterSpec(algorithm), random);
            return jdk;
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, Bouncy.castle());
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec(type.curve()), random);
        } else if (type.bits() > 0) {
            generator.initialize(type.bits(), random);
        } else {
            generator.initialize(parameters(algorithm), random);
        }
        return generator;
    }

    private static MLDSAParameterSpec parameters(String algorithm) {
        return MLDSAParameterSpec.fromName(algorithm);
    }

    /** The JDK's own key objects where it has the algorithm: TLS takes keys only from providers that it knows. */
    private static KeyPair asJdkKeys(KeyPair pair) {
        try {
            KeyFactory factory = KeyFactory.getInstance(pair.getPublic().getAlgorithm());
            return new KeyPair(
                    factory.generatePublic(
                            new X509EncodedKeySpec(pair.getPublic().getEncoded())),
                    factory.generatePrivate(
                            new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded())));
        } catch (GeneralSecurityException notKnownToTheJdk) {
            return pair;
        }
    }

    static byte[] sign(SigningAlgorithm algorithm, PrivateKey key, byte[] content, SecureRandom random) {
        try {
            String name = algorithm.jcaName();
            Signature signature =
                    name.startsWith("Ed") ? Signature.getInstance(name) : Signature.getInstance(name, Bouncy.castle());
            signature.initSign(key, random);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "cannot sign " + algorithm + " with a key " + key.getAlgorithm() + ": " + e.getMessage(), e);
        }
    }
}
