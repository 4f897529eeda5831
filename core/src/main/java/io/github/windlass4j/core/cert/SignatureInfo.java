package io.github.windlass4j.core.cert;

import java.util.Arrays;

/**
 * What a certificate's signature is made of. The algorithm stands twice in a certificate, once outside and once under the
 * signature, and must be the same (RFC 5280 4.1.1.2, 4.1.2.3); nothing here verifies anything.
 *
 * @param algorithm the outer {@code signatureAlgorithm}
 * @param tbsAlgorithm the inner {@code signature} field, covered by the signature
 * @param bits the signature value, without the octet that counts unused bits
 * @param tbs the bytes that are signed: DER of the TBSCertificate
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record SignatureInfo(AlgorithmIdentifier algorithm, AlgorithmIdentifier tbsAlgorithm, byte[] bits, byte[] tbs) {
    /** Copies the arrays. */
    public SignatureInfo {
        bits = bits.clone();
        tbs = tbs.clone();
    }

    /** A copy of the signature. */
    @Override
    public byte[] bits() {
        return bits.clone();
    }

    /** A copy of what was signed. */
    @Override
    public byte[] tbs() {
        return tbs.clone();
    }

    /** True if both places name the same algorithm with the same parameters. */
    public boolean isConsistent() {
        return algorithm.equals(tbsAlgorithm);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignatureInfo that
                && algorithm.equals(that.algorithm)
                && Arrays.equals(bits, that.bits)
                && Arrays.equals(tbs, that.tbs)
                && tbsAlgorithm.equals(that.tbsAlgorithm);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return algorithm + (isConsistent() ? "" : " outside, " + tbsAlgorithm + " inside");
    }
}
