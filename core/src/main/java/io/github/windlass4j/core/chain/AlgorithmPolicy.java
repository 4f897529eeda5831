package io.github.windlass4j.core.chain;

import java.util.Set;

/**
 * Which keys and digests a profile accepts.
 *
 * @param keyTypes accepted key types by Java's names ({@code RSA}, {@code EC}, {@code Ed25519}, {@code ML-DSA-65}, ...);
 *     empty = every type that can be verified
 * @param minRsaBits smallest RSA modulus
 * @param curves accepted curves ({@code P-256}, ...); empty = every curve that can be verified
 * @param refusedDigests digests that no signature may use ({@code MD5}, {@code SHA-1})
 */
public record AlgorithmPolicy(Set<String> keyTypes, int minRsaBits, Set<String> curves, Set<String> refusedDigests) {
    /**
     * Whatever can be verified except MD2 and MD5 (RFC 6149, RFC 6151) and RSA below 1,024 bits (NIST SP 800-131A Rev. 2,
     * disallowed even for legacy use); SHA-1 is accepted. For judging old material by the path rules alone.
     */
    public static final AlgorithmPolicy LEGACY = new AlgorithmPolicy(Set.of(), 1024, Set.of(), Set.of("MD2", "MD5"));

    /** {@link #LEGACY} without SHA-1, which RFC 9155 takes from TLS 1.2 and collisions have broken since 2017. */
    public static final AlgorithmPolicy MODERN =
            new AlgorithmPolicy(Set.of(), 1024, Set.of(), Set.of("MD2", "MD5", "SHA-1"));

    /**
     * CA/B TLS BR 6.1.5 and 7.1.3: RSA from 2,048 bits, P-256, P-384, P-521. Edwards curves are not in the requirements.
     */
    public static final AlgorithmPolicy WEB = new AlgorithmPolicy(
            Set.of("RSA", "EC"), 2048, Set.of("P-256", "P-384", "P-521"), Set.of("MD2", "MD5", "SHA-1", "SHA-224"));

    /** RSA from 2,048 bits, NIST curves from P-256, Edwards curves and ML-DSA (RFC 9881); no SHA-1, no DSA. */
    public static final AlgorithmPolicy PRIVATE = new AlgorithmPolicy(
            Set.of("RSA", "RSASSA-PSS", "EC", "Ed25519", "Ed448", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"),
            2048,
            Set.of("P-256", "P-384", "P-521"),
            Set.of("MD2", "MD5", "SHA-1"));

    /** Copies the sets. */
    public AlgorithmPolicy {
        keyTypes = Set.copyOf(keyTypes);
        curves = Set.copyOf(curves);
        refusedDigests = Set.copyOf(refusedDigests);
    }
}
