package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.Hex;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;

/**
 * What a certificate's signature is made of. The algorithm stands twice in a certificate, once outside and once under the
 * signature, and must be the same (RFC 5280 4.1.1.2, 4.1.2.3); nothing here verifies anything. Equal if all parts are.
 */
public final class SignatureInfo {
    private final AlgorithmIdentifier algorithm;
    private final AlgorithmIdentifier tbsAlgorithm;
    private final byte[] array;
    private final int bitsFrom;
    private final int bitsTo;
    private final int tbsFrom;
    private final int tbsTo;

    /**
     * A signature in parts, which are copied.
     *
     * @param algorithm the outer {@code signatureAlgorithm}
     * @param tbsAlgorithm the inner {@code signature} field, covered by the signature
     * @param bits the signature value, without the octet that counts unused bits
     * @param tbs the bytes that are signed: DER of the TBSCertificate
     */
    public SignatureInfo(AlgorithmIdentifier algorithm, AlgorithmIdentifier tbsAlgorithm, byte[] bits, byte[] tbs) {
        this(algorithm, tbsAlgorithm, joined(bits, tbs), 0, bits.length, bits.length, bits.length + tbs.length);
    }

    /** A view of {@code array}, which nobody changes: signature value and signed bytes from and to. */
    SignatureInfo(
            AlgorithmIdentifier algorithm,
            AlgorithmIdentifier tbsAlgorithm,
            byte[] array,
            int bitsFrom,
            int bitsTo,
            int tbsFrom,
            int tbsTo) {
        this.algorithm = algorithm;
        this.tbsAlgorithm = tbsAlgorithm;
        this.array = array;
        this.bitsFrom = bitsFrom;
        this.bitsTo = bitsTo;
        this.tbsFrom = tbsFrom;
        this.tbsTo = tbsTo;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** The outer {@code signatureAlgorithm}. */
    public AlgorithmIdentifier algorithm() {
        return algorithm;
    }

    /** The inner {@code signature} field, covered by the signature. */
    public AlgorithmIdentifier tbsAlgorithm() {
        return tbsAlgorithm;
    }

    /** A copy of the signature value, without the octet that counts unused bits. */
    public byte[] bits() {
        return Arrays.copyOfRange(array, bitsFrom, bitsTo);
    }

    /** A copy of what was signed: DER of the TBSCertificate. */
    public byte[] tbs() {
        return Arrays.copyOfRange(array, tbsFrom, tbsTo);
    }

    /** Digest of what was signed, by the JDK's {@code algorithm}. */
    public byte[] digest(String algorithm) {
        return Hex.digest(algorithm, array, tbsFrom, tbsTo);
    }

    /**
     * Whether a verifier that has been initialised with a key accepts the signature value for what was signed.
     *
     * @throws SignatureException if the value is none of the verifier's kind
     */
    public boolean fits(Signature verifier) throws SignatureException {
        verifier.update(array, tbsFrom, tbsTo - tbsFrom);
        return verifier.verify(array, bitsFrom, bitsTo - bitsFrom);
    }

    /** True if both places name the same algorithm with the same parameters. */
    public boolean isConsistent() {
        return algorithm.equals(tbsAlgorithm);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignatureInfo that
                && algorithm.equals(that.algorithm)
                && Arrays.equals(array, bitsFrom, bitsTo, that.array, that.bitsFrom, that.bitsTo)
                && Arrays.equals(array, tbsFrom, tbsTo, that.array, that.tbsFrom, that.tbsTo)
                && tbsAlgorithm.equals(that.tbsAlgorithm);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits());
    }

    @Override
    public String toString() {
        return algorithm + (isConsistent() ? "" : " outside, " + tbsAlgorithm + " inside");
    }
}
