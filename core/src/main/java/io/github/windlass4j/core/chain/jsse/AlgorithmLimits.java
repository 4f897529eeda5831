package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code AlgorithmChecker} under the security properties as shipped (java.security of OpenJDK 17.0.15 and 25.0.3):
 * {@code jdk.certpath.disabledAlgorithms} = MD2, MD5, SHA1 jdkCA &amp; usage TLSServer, RSA keySize &lt; 1024, DSA keySize &lt;
 * 1024, EC keySize &lt; 224; in a handshake also {@code jdk.tls.disabledAlgorithms} and the signature schemes of JSSE.
 */
final class AlgorithmLimits {
    private static final Map<String, Integer> LEAST_BITS = Map.of("RSA", 1024, "DSA", 1024, "EC", 224);

    /** What {@code getLocalSupportedSignatureAlgorithms} answers in a client's handshake on 17.0.15 and 25.0.3. */
    private static final Set<String> HANDSHAKE = Set.of(
            "SHA256withECDSA",
            "SHA384withECDSA",
            "SHA512withECDSA",
            "SHA1withECDSA",
            "Ed25519",
            "Ed448",
            "RSASSA-PSS",
            "SHA256withRSA",
            "SHA384withRSA",
            "SHA512withRSA",
            "SHA1withRSA");

    /** The same on 17.0.15 only. */
    private static final Set<String> HANDSHAKE_17 =
            Set.of("SHA224withECDSA", "SHA224withRSA", "SHA256withDSA", "SHA224withDSA", "SHA1withDSA");

    private final int jdk;
    private final boolean handshake;
    private final boolean jdkRoot;

    /**
     * {@code handshake}: the trust manager's additional limits apply; {@code jdkRoot}: the anchor is labelled as one of the
     * JDK's own in its cacerts.
     */
    AlgorithmLimits(int jdk, boolean handshake, boolean jdkRoot) {
        this.jdk = jdk;
        this.handshake = handshake;
        this.jdkRoot = jdkRoot;
    }

    /** The anchor's key, which is looked at with the first certificate below it; its own signature is not. */
    @Nullable
    Refusal anchor(JdkCertificate anchor, JdkCertificate below) {
        String algorithm = below.certificate().signature().algorithm().name();
        return key(
                anchor,
                jdk < 25
                        ? "Algorithm constraints check failed on signature algorithm: " + algorithm
                        : "Algorithm constraints check failed on keysize limits: " + bits(anchor) + ".");
    }

    /** Null if the certificate is fine. */
    @Nullable
    Refusal check(JdkCertificate certificate) {
        if (certificate.hasUselessKeyUsage() && (jdk < 25 || handshake)) {
            return Refusal.of(
                    certificate,
                    Rule.PURPOSE_KEY_USAGE,
                    "incorrect KeyUsage extension bits",
                    "a keyUsage that allows nothing",
                    "at least one use");
        }
        AlgorithmIdentifier algorithm = certificate.certificate().signature().algorithm();
        String digest = digest(algorithm);
        if (digest.equals("MD2") || digest.equals("MD5")) {
            return weakDigest(
                    certificate, algorithm, "Algorithm constraints check failed on disabled algorithm: " + digest);
        }
        if (digest.equals("SHA1") && handshake && jdkRoot) {
            return weakDigest(certificate, algorithm, "Usage constraint TLSServer check failed: SHA1");
        }
        Refusal weakKey = key(certificate);
        if (weakKey != null) {
            return weakKey;
        }
        if (handshake && !isHandshakeScheme(algorithm.name())) {
            return Refusal.of(
                    certificate,
                    Rule.SIGNATURE_ALGORITHM_UNKNOWN,
                    "Algorithm constraints check failed on signature algorithm: " + algorithm.name(),
                    "signature algorithm " + algorithm,
                    "one of JSSE's signature schemes");
        }
        return null;
    }

    private boolean isHandshakeScheme(String algorithm) {
        return HANDSHAKE.contains(algorithm) || (jdk < 25 && HANDSHAKE_17.contains(algorithm));
    }

    private static Refusal weakDigest(JdkCertificate certificate, AlgorithmIdentifier algorithm, String text) {
        return new Refusal(
                certificate,
                Rule.DIGEST_NOT_ALLOWED,
                text,
                "signature algorithm " + algorithm,
                "SHA-256 or better",
                "reissue with SHA-256");
    }

    private static @Nullable Refusal key(JdkCertificate certificate) {
        return key(
                certificate,
                "Algorithm constraints check failed on keysize limits: " + bits(certificate)
                        + " used with certificate: " + certificate.subject());
    }

    private static String bits(JdkCertificate certificate) {
        PublicKeyInfo key = certificate.key();
        return key.algorithm() + " " + key.size().orElse(0) + " bit key";
    }

    private static @Nullable Refusal key(JdkCertificate certificate, String text) {
        PublicKeyInfo key = certificate.key();
        int least = LEAST_BITS.getOrDefault(key.algorithm(), 0);
        int bits = key.size().orElse(Integer.MAX_VALUE);
        return bits >= least
                ? null
                : new Refusal(
                        certificate,
                        key.algorithm().equals("RSA") ? Rule.RSA_KEY_TOO_SHORT : Rule.KEY_TYPE_NOT_ALLOWED,
                        text,
                        key.toString(),
                        "at least " + least + " bits",
                        "reissue for a longer key");
    }

    /** {@code SHA1}, {@code SHA256}, {@code MD5}; empty text for algorithms without a digest of their own. */
    static String digest(AlgorithmIdentifier algorithm) {
        String name = algorithm.name();
        int with = name.indexOf("with");
        if (with > 0) {
            return name.substring(0, with).toUpperCase(Locale.ROOT);
        }
        return name.equals("RSASSA-PSS") ? pssDigest(algorithm.parameters()) : "";
    }

    /** RFC 4055 3.1: field [0], SHA-1 if it is absent. */
    private static String pssDigest(Optional<byte[]> parameters) {
        if (parameters.isEmpty()) {
            return "SHA1";
        }
        DerReader fields = new DerReader(parameters.get()).next().inner();
        return fields.nextIf(Tag.contextConstructed(0))
                ? AlgorithmIdentifier.parse(fields.content()).name().replace("-", "")
                : "SHA1";
    }
}
