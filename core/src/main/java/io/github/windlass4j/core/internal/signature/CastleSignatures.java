package io.github.windlass4j.core.internal.signature;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.cert.SignatureInfo;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.DSASigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * Verifies by Bouncy Castle's plain classes. A class of its own, because the first look at it opens and verifies Bouncy
 * Castle's signed jar, which costs a JVM more than the rest of its first verdict.
 */
final class CastleSignatures {
    private static final Map<String, Supplier<Digest>> DSA = Map.of(
            "SHA1withDSA", SHA1Digest::new,
            "SHA224withDSA", SHA224Digest::new,
            "SHA256withDSA", SHA256Digest::new);

    private static final DecodedKeys<AsymmetricKeyParameter> KEYS = new DecodedKeys<>();

    private CastleSignatures() {}

    static SignatureCheck verify(SignatureInfo signature, PublicKeyInfo key) {
        AsymmetricKeyParameter parameters;
        try {
            parameters = decoded(key);
        } catch (IOException | RuntimeException unreadable) {
            return SignatureCheck.keyUnreadable(
                    key + ": " + Signatures.defectOf(key).orElse("cannot be decoded"));
        }
        AlgorithmIdentifier algorithm = signature.algorithm();
        String name = algorithm.name();
        String digest = Signatures.ECDSA.get(name);
        if (digest != null && parameters instanceof ECPublicKeyParameters point) {
            return ecdsa(point, signature.digest(digest), signature.bits());
        }
        return plain(algorithm, parameters)
                .map(signer -> run(signer, parameters, signature))
                .orElseGet(() -> Signatures.isKnown(name)
                        ? SignatureCheck.INVALID
                        : SignatureCheck.algorithmUnknown("signature algorithm " + algorithm));
    }

    static SignatureCheck mlDsa(SignatureInfo signature, PublicKeyInfo key) {
        try {
            AsymmetricKeyParameter parameters = decoded(key);
            return parameters instanceof MLDSAPublicKeyParameters
                    ? run(new MLDSASigner(), parameters, signature)
                    : SignatureCheck.INVALID;
        } catch (IOException | RuntimeException unreadable) {
            return SignatureCheck.keyUnreadable(key + ": " + unreadable.getMessage());
        }
    }

    /** Why the key cannot be decoded; empty if it can. */
    static Optional<String> defectOf(PublicKeyInfo key) {
        try {
            Curves.decode(key);
            return Optional.empty();
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException unreadable) {
            // What the decoder stumbled over inside itself tells a reader nothing.
            return Optional.of("cannot be decoded");
        }
    }

    private static AsymmetricKeyParameter decoded(PublicKeyInfo key) throws IOException {
        AsymmetricKeyParameter decoded = KEYS.recall(key);
        if (decoded == null) {
            decoded = Curves.decode(key);
            KEYS.keep(key, decoded);
        }
        return decoded;
    }

    private static SignatureCheck ecdsa(ECPublicKeyParameters key, byte[] hash, byte[] bits) {
        try {
            ECDSASigner verifier = new ECDSASigner();
            verifier.init(false, key);
            BigInteger[] parts = StandardDSAEncoding.INSTANCE.decode(verifier.getOrder(), bits);
            return SignatureCheck.of(verifier.verifySignature(hash, parts[0], parts[1]));
        } catch (IOException | RuntimeException wrongShape) {
            return SignatureCheck.INVALID;
        }
    }

    private static Optional<Signer> plain(AlgorithmIdentifier algorithm, AsymmetricKeyParameter key) {
        String name = algorithm.name();
        if (DSA.containsKey(name) && key instanceof DSAPublicKeyParameters) {
            return Optional.of(
                    new DSADigestSigner(new DSASigner(), DSA.get(name).get()));
        }
        if (name.equals("Ed25519") && key instanceof Ed25519PublicKeyParameters) {
            return Optional.of(new Ed25519Signer());
        }
        if (name.equals("Ed448") && key instanceof Ed448PublicKeyParameters) {
            return Optional.of(new Ed448Signer(new byte[0]));
        }
        if (name.equals("RSASSA-PSS") && key instanceof RSAKeyParameters) {
            return PssParameters.signer(algorithm);
        }
        return Optional.empty();
    }

    private static SignatureCheck run(Signer signer, AsymmetricKeyParameter key, SignatureInfo signature) {
        try {
            byte[] signed = signature.tbs();
            signer.init(false, key);
            signer.update(signed, 0, signed.length);
            return SignatureCheck.of(signer.verifySignature(signature.bits()));
        } catch (RuntimeException wrongShape) {
            return SignatureCheck.INVALID;
        }
    }
}
