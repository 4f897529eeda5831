package io.github.windlass4j.core.internal.signature;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.signers.PSSSigner;

/** RSASSA-PSS as its parameters describe it (RFC 4055 3.1). */
final class PssParameters {
    private static final Map<String, Supplier<Digest>> DIGESTS = Map.of(
            "1.3.14.3.2.26", SHA1Digest::new,
            "2.16.840.1.101.3.4.2.4", SHA224Digest::new,
            "2.16.840.1.101.3.4.2.1", SHA256Digest::new,
            "2.16.840.1.101.3.4.2.2", SHA384Digest::new,
            "2.16.840.1.101.3.4.2.3", SHA512Digest::new);

    private PssParameters() {}

    /** Name of the digest; empty text if the parameters cannot be read or name another. */
    static String digestOf(AlgorithmIdentifier algorithm) {
        return read(algorithm)
                .map(parameters ->
                        DIGESTS.get(parameters.getHashAlgorithm().getAlgorithm().getId()))
                .map(digest -> digest.get().getAlgorithmName())
                .orElse("");
    }

    /** A verifier; empty if the parameters are absent, malformed or name something unknown. */
    static Optional<Signer> signer(AlgorithmIdentifier algorithm) {
        return read(algorithm).flatMap(PssParameters::signer);
    }

    private static Optional<Signer> signer(RSASSAPSSparams parameters) {
        Supplier<Digest> digest =
                DIGESTS.get(parameters.getHashAlgorithm().getAlgorithm().getId());
        boolean mgf1 = PKCSObjectIdentifiers.id_mgf1.equals(
                parameters.getMaskGenAlgorithm().getAlgorithm());
        Supplier<Digest> mask = mgf1 ? DIGESTS.get(maskDigest(parameters)) : null;
        if (digest == null || mask == null || parameters.getTrailerField().intValue() != 1) {
            return Optional.empty();
        }
        int salt = parameters.getSaltLength().intValue();
        return Optional.of(new PSSSigner(new RSABlindedEngine(), digest.get(), mask.get(), salt));
    }

    private static Optional<RSASSAPSSparams> read(AlgorithmIdentifier algorithm) {
        try {
            return algorithm.parameters().map(RSASSAPSSparams::getInstance);
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static String maskDigest(RSASSAPSSparams parameters) {
        return org.bouncycastle.asn1.x509.AlgorithmIdentifier.getInstance(
                        parameters.getMaskGenAlgorithm().getParameters())
                .getAlgorithm()
                .getId();
    }
}
