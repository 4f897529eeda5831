package io.github.windlass4j.truststore.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Which algorithms the PKCS#12 keystore of JDK 17 and 25 knows, and what it says of the others (PKCS12KeyStore.java,
 * PBES2Parameters.java; measured with 17.0.15 and 25.0.3). What neither knows: AES-192, AES-GCM, scrypt, SHA-3, and PBMAC1 (RFC
 * 9579), which {@code openssl pkcs12 -pbmac1_pbkdf2} writes.
 */
final class JdkPkcs12 {
    private static final String IO_EXCEPTION = "java.io.IOException";
    private static final String WRONG_PASSWORD = "keystore password was incorrect";
    private static final String INTEGRITY = "Integrity check failed: ";
    private static final String CHANGED =
            INTEGRITY + "java.security.UnrecoverableKeyException: Failed PKCS12 integrity checking";
    private static final String NO_PARAMETERS = "PBE parameter parsing error: expecting the object identifier for ";

    private static final Set<ASN1ObjectIdentifier> FUNCTIONS = Set.of(
            PKCSObjectIdentifiers.id_hmacWithSHA1,
            PKCSObjectIdentifiers.id_hmacWithSHA224,
            PKCSObjectIdentifiers.id_hmacWithSHA256,
            PKCSObjectIdentifiers.id_hmacWithSHA384,
            PKCSObjectIdentifiers.id_hmacWithSHA512);
    /** Those that JDK 25 knows and JDK 17 does not. */
    private static final Set<ASN1ObjectIdentifier> LATER_FUNCTIONS =
            Set.of(PKCSObjectIdentifiers.id_hmacWithSHA512_224, PKCSObjectIdentifiers.id_hmacWithSHA512_256);

    private static final Set<ASN1ObjectIdentifier> CIPHERS =
            Set.of(NISTObjectIdentifiers.id_aes128_CBC, NISTObjectIdentifiers.id_aes256_CBC);
    private static final Set<ASN1ObjectIdentifier> LEGACY = Set.of(
            PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC4,
            PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC4,
            PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
            PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC2_CBC,
            PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC,
            PKCSObjectIdentifiers.pbeWithMD5AndDES_CBC);

    private static final Set<ASN1ObjectIdentifier> DIGESTS = Set.of(
            OIWObjectIdentifiers.idSHA1,
            NISTObjectIdentifiers.id_sha224,
            NISTObjectIdentifiers.id_sha256,
            NISTObjectIdentifiers.id_sha384,
            NISTObjectIdentifiers.id_sha512,
            NISTObjectIdentifiers.id_sha512_224,
            NISTObjectIdentifiers.id_sha512_256);

    /** How the JDK calls digests that it knows, but not for this use; any other goes by its number. */
    private static final Map<ASN1ObjectIdentifier, String> OTHER_DIGESTS = Map.of(
            PKCSObjectIdentifiers.md2, "MD2",
            PKCSObjectIdentifiers.md5, "MD5",
            NISTObjectIdentifiers.id_sha3_224, "SHA3224",
            NISTObjectIdentifiers.id_sha3_256, "SHA3256",
            NISTObjectIdentifiers.id_sha3_384, "SHA3384",
            NISTObjectIdentifiers.id_sha3_512, "SHA3512");

    private JdkPkcs12() {}

    /** Whether JDK 17 takes such a password: printable ASCII only (PBEKey.java; 25 takes any). */
    static boolean isAscii(char[] password) {
        for (char c : password) {
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    static LoadOutcome.Failed wrongPassword() {
        return new LoadOutcome.Failed(IO_EXCEPTION, WRONG_PASSWORD);
    }

    /** What both say where the MAC is another one. */
    static LoadOutcome.Failed changed() {
        return new LoadOutcome.Failed(IO_EXCEPTION, CHANGED);
    }

    /** What JDK 17 says where only the MAC needs a password that is not ASCII. */
    static LoadOutcome.Failed notAscii() {
        return new LoadOutcome.Failed(
                IO_EXCEPTION, INTEGRITY + "java.io.IOException: getSecretKey failed: Password is not ASCII");
    }

    /**
     * What is seen of a failure by a program that asks for JKS: the JDK tries that first, and of what PKCS#12 then says it
     * passes on only complaints about the password (KeyStoreDelegator.java).
     */
    static LoadOutcome.Failed behindJks(LoadOutcome.Failed failed) {
        boolean password =
                failed.message().equals(WRONG_PASSWORD) || failed.message().equals(CHANGED);
        return password ? failed : FileView.invalidFormat();
    }

    /** What that JDK says of the first encrypted part that it cannot decrypt, whatever the password; empty if it knows all. */
    static Optional<LoadOutcome.Failed> refusedPart(List<EncryptedData> parts, Loader.Jdk jdk) {
        return parts.stream()
                .map(part -> problem(part.getEncryptionAlgorithm(), jdk))
                .flatMap(Optional::stream)
                .findFirst()
                .map(message -> new LoadOutcome.Failed(IO_EXCEPTION, message));
    }

    private static Optional<String> problem(AlgorithmIdentifier algorithm, Loader.Jdk jdk) {
        if (!PKCSObjectIdentifiers.id_PBES2.equals(algorithm.getAlgorithm())) {
            return LEGACY.contains(algorithm.getAlgorithm()) ? Optional.empty() : Optional.of(WRONG_PASSWORD);
        }
        PBES2Parameters parameters = PBES2Parameters.getInstance(algorithm.getParameters());
        String start = jdk == Loader.Jdk.JDK_17 ? "parseAlgParameters failed: " + NO_PARAMETERS : NO_PARAMETERS;
        if (!PKCSObjectIdentifiers.id_PBKDF2.equals(
                parameters.getKeyDerivationFunc().getAlgorithm())) {
            return Optional.of(start + "PBKDF2");
        }
        PBKDF2Params function =
                PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters());
        ASN1ObjectIdentifier prf = function.getPrf().getAlgorithm();
        boolean later = jdk == Loader.Jdk.JDK_25 && LATER_FUNCTIONS.contains(prf);
        if (!later && !FUNCTIONS.contains(prf)) {
            return Optional.of(start + "a HmacSHA key derivation function");
        }
        return CIPHERS.contains(parameters.getEncryptionScheme().getAlgorithm())
                ? Optional.empty()
                : Optional.of(start + "AES cipher");
    }

    /** What both say of a MAC that they cannot compute; empty if they can. */
    static Optional<LoadOutcome.Failed> refusedMac(MacData mac) {
        ASN1ObjectIdentifier digest = mac.getMac().getAlgorithmId().getAlgorithm();
        if (DIGESTS.contains(digest)) {
            return Optional.empty();
        }
        String name = OTHER_DIGESTS.getOrDefault(digest, digest.getId());
        return Optional.of(new LoadOutcome.Failed(
                IO_EXCEPTION,
                INTEGRITY + "java.security.NoSuchAlgorithmException: Algorithm HmacPBE" + name + " not available"));
    }

    /**
     * What the JDK that runs says of the first certificate that its own parser refuses, for the whole file then does not load;
     * empty if it takes all. In an encrypted part it hides the reason.
     *
     * @param decrypts whether it gets as far as the encrypted parts
     */
    static Optional<LoadOutcome.Failed> refusedCertificate(
            List<Pkcs12Bags.Bag> bags, JdkRefusals refusals, boolean decrypts) {
        return refusals.byPlace().entrySet().stream()
                .filter(refused -> decrypts || !bags.get(refused.getKey()).encrypted())
                .findFirst()
                .map(refused -> bags.get(refused.getKey()).encrypted()
                        ? new LoadOutcome.Failed(IO_EXCEPTION, WRONG_PASSWORD)
                        : LoadOutcome.Failed.of(refused.getValue()));
    }
}
