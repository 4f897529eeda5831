package io.github.windlass4j.truststore.store;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Refuses password functions that would run for minutes: their cost stands in the file, which may be hostile. */
final class KeyDerivationCost {
    private static final ASN1ObjectIdentifier PBMAC1 = PKCSObjectIdentifiers.pkcs_5.branch("14");
    private static final ASN1ObjectIdentifier PKCS12_PBE = PKCSObjectIdentifiers.pkcs_12.branch("1");

    private KeyDerivationCost() {}

    /** Whether the algorithm is one of PKCS#12's own (RFC 7292 appendix C): RC4, 3DES or RC2. */
    static boolean isLegacy(AlgorithmIdentifier algorithm) {
        return algorithm.getAlgorithm().on(PKCS12_PBE);
    }

    /**
     * @throws IOException if the algorithm costs more than {@link StoreLimits} allow
     * @throws IllegalArgumentException if its parameters do not parse
     */
    static void check(AlgorithmIdentifier algorithm) throws IOException {
        ASN1ObjectIdentifier id = algorithm.getAlgorithm();
        if (PKCSObjectIdentifiers.id_PBES2.equals(id)) {
            check(
                    PBES2Parameters.getInstance(algorithm.getParameters())
                            .getKeyDerivationFunc()
                            .getAlgorithm(),
                    PBES2Parameters.getInstance(algorithm.getParameters())
                            .getKeyDerivationFunc()
                            .getParameters());
        } else if (PBMAC1.equals(id)) {
            check(PBMAC1Params.getInstance(algorithm.getParameters()).getKeyDerivationFunc());
        } else if (isLegacy(algorithm) || (id.on(PKCSObjectIdentifiers.pkcs_5) && isPbes1(id))) {
            ASN1Sequence saltAndRounds = ASN1Sequence.getInstance(algorithm.getParameters());
            rounds(ASN1Integer.getInstance(saltAndRounds.getObjectAt(1)).getValue());
        } else {
            check(id, algorithm.getParameters());
        }
    }

    static void rounds(BigInteger rounds) throws IOException {
        if (rounds.signum() <= 0 || rounds.compareTo(BigInteger.valueOf(StoreLimits.MAX_ITERATIONS)) > 0) {
            throw new IOException(
                    "password function with " + rounds + " rounds (want 1 to " + StoreLimits.MAX_ITERATIONS + ")");
        }
    }

    private static void check(ASN1ObjectIdentifier function, ASN1Encodable parameters) throws IOException {
        if (PKCSObjectIdentifiers.id_PBKDF2.equals(function)) {
            rounds(PBKDF2Params.getInstance(parameters).getIterationCount());
        } else if (MiscObjectIdentifiers.id_scrypt.equals(function)) {
            scrypt(ScryptParams.getInstance(parameters));
        }
    }

    private static void scrypt(ScryptParams parameters) throws IOException {
        BigInteger memory = parameters
                .getCostParameter()
                .multiply(parameters.getBlockSize())
                .multiply(parameters.getParallelizationParameter())
                .multiply(BigInteger.valueOf(128));
        if (memory.signum() <= 0 || memory.compareTo(BigInteger.valueOf(StoreLimits.MAX_SCRYPT_BYTES)) > 0) {
            throw new IOException(
                    "scrypt over " + memory + " bytes (want at most " + StoreLimits.MAX_SCRYPT_BYTES + ")");
        }
    }

    /** PBES1 of RFC 8018 A.3: pkcs-5 1, 3, 4, 6, 10 and 11. */
    private static boolean isPbes1(ASN1ObjectIdentifier id) {
        return switch (id.getId().substring(id.getId().lastIndexOf('.') + 1)) {
            case "1", "3", "4", "6", "10", "11" -> true;
            default -> false;
        };
    }
}
