package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.internal.Bouncy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.interfaces.PBEKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a password does in a PKCS#12 file: it decrypts parts and checks the MAC, each at the price of one password function,
 * which is most of what reading such a file costs. What the JDK's own providers know runs there, where digest and cipher are
 * instructions of the processor; the rest runs on Bouncy Castle. Used for one reading.
 */
final class Pkcs12Secrets {
    private static final Map<ASN1ObjectIdentifier, String> PBKDF2 = Map.of(
            PKCSObjectIdentifiers.id_hmacWithSHA1, "SHA-1",
            PKCSObjectIdentifiers.id_hmacWithSHA224, "SHA-224",
            PKCSObjectIdentifiers.id_hmacWithSHA256, "SHA-256",
            PKCSObjectIdentifiers.id_hmacWithSHA384, "SHA-384",
            PKCSObjectIdentifiers.id_hmacWithSHA512, "SHA-512");

    /** Length of the key in bits. */
    private static final Map<ASN1ObjectIdentifier, Integer> AES_CBC = Map.of(
            NISTObjectIdentifiers.id_aes128_CBC, 128,
            NISTObjectIdentifiers.id_aes192_CBC, 192,
            NISTObjectIdentifiers.id_aes256_CBC, 256);

    private static final Map<ASN1ObjectIdentifier, String> MACS = Map.of(
            OIWObjectIdentifiers.idSHA1, "HmacPBESHA1",
            NISTObjectIdentifiers.id_sha224, "HmacPBESHA224",
            NISTObjectIdentifiers.id_sha256, "HmacPBESHA256",
            NISTObjectIdentifiers.id_sha384, "HmacPBESHA384",
            NISTObjectIdentifiers.id_sha512, "HmacPBESHA512",
            NISTObjectIdentifiers.id_sha512_224, "HmacPBESHA512/224",
            NISTObjectIdentifiers.id_sha512_256, "HmacPBESHA512/256");

    private static final Map<ASN1ObjectIdentifier, String> LEGACY = Map.of(
            PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, "PBEWithSHA1AndDESede",
            PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC2_CBC, "PBEWithSHA1AndRC2_128",
            PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC, "PBEWithSHA1AndRC2_40",
            PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC4, "PBEWithSHA1AndRC4_128",
            PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC4, "PBEWithSHA1AndRC4_40");

    private int runs;

    /** How many password functions were run. */
    int runs() {
        return runs;
    }

    /**
     * The plain text of a part if the password is right; noise or an exception otherwise.
     *
     * @throws GeneralSecurityException if the algorithm is unknown, or the plain text has bad padding
     */
    byte[] decrypt(EncryptedData part, char[] password) throws GeneralSecurityException, IOException {
        runs++;
        byte[] content = part.getContent().getOctets();
        Cipher own = cipher(part.getEncryptionAlgorithm(), password);
        if (own != null) {
            return own.doFinal(content);
        }
        Cipher legacy = password.length > 0 ? null : legacy(part.getEncryptionAlgorithm());
        if (legacy != null) {
            try {
                return legacy.doFinal(content);
            } catch (BadPaddingException writtenByBouncyCastle) {
                // To which an empty password is no byte at all.
            }
        }
        try (InputStream plainText = new JcePKCSPBEInputDecryptorProviderBuilder()
                .setProvider(Bouncy.castle())
                .build(password)
                .get(part.getEncryptionAlgorithm())
                .getInputStream(new ByteArrayInputStream(content))) {
            return plainText.readAllBytes();
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** The JDK's cipher for PBES2 with PBKDF2 and AES (RFC 8018 6.2), as keytool and openssl write it; null for any other. */
    private static @Nullable Cipher cipher(AlgorithmIdentifier algorithm, char[] password)
            throws GeneralSecurityException {
        if (!PKCSObjectIdentifiers.id_PBES2.equals(algorithm.getAlgorithm())) {
            return null;
        }
        PBES2Parameters parameters = PBES2Parameters.getInstance(algorithm.getParameters());
        KeyDerivationFunc derivation = parameters.getKeyDerivationFunc();
        Integer bits = AES_CBC.get(parameters.getEncryptionScheme().getAlgorithm());
        if (bits == null || !PKCSObjectIdentifiers.id_PBKDF2.equals(derivation.getAlgorithm())) {
            return null;
        }
        PBKDF2Params function = PBKDF2Params.getInstance(derivation.getParameters());
        String name = PBKDF2.get(function.getPrf().getAlgorithm());
        if (name == null) {
            return null;
        }
        byte[] iv = ASN1OctetString.getInstance(parameters.getEncryptionScheme().getParameters())
                .getOctets();
        try {
            byte[] octets = utf8(password);
            byte[] key = new Pbkdf2(name, octets)
                    .derive(function.getSalt(), function.getIterationCount().intValueExact(), bits / 8);
            Arrays.fill(octets, (byte) 0);
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher;
        } catch (NoSuchAlgorithmException e) {
            return null;
        }
    }

    /** The JDK's cipher of RFC 7292 appendix C with an empty password, two zero bytes as to openssl; null for any other. */
    private static @Nullable Cipher legacy(AlgorithmIdentifier algorithm) throws GeneralSecurityException {
        String name = LEGACY.get(algorithm.getAlgorithm());
        if (name == null) {
            return null;
        }
        PKCS12PBEParams parameters = PKCS12PBEParams.getInstance(algorithm.getParameters());
        try {
            Cipher cipher = Cipher.getInstance(name);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new Password(new char[0]),
                    new PBEParameterSpec(
                            parameters.getIV(), parameters.getIterations().intValueExact()));
            return cipher;
        } catch (NoSuchAlgorithmException e) {
            return null;
        }
    }

    private static byte[] utf8(char[] password) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] octets = new byte[encoded.remaining()];
        encoded.get(octets);
        encoded.clear().put(new byte[encoded.capacity()]);
        return octets;
    }

    /**
     * Whether the MAC of a file is that of its content under this password.
     *
     * @throws GeneralSecurityException if its algorithm is unknown
     */
    boolean isMacValid(Pfx pfx, char[] password) throws GeneralSecurityException {
        runs++;
        MacData data = pfx.getMacData();
        Mac own = mac(data, password);
        if (own != null) {
            byte[] content =
                    ASN1OctetString.getInstance(pfx.getAuthSafe().getContent()).getOctets();
            boolean valid =
                    MessageDigest.isEqual(own.doFinal(content), data.getMac().getDigest());
            // An empty password is two zero bytes to the JDK, and none to Bouncy Castle and to openssl's default.
            if (valid || password.length > 0) {
                return valid;
            }
        }
        // PBMAC1 is known to the first only, digests beside SHA-1 and SHA-2 to the second.
        boolean pbmac1 = PKCSObjectIdentifiers.id_PBMAC1.equals(
                data.getMac().getAlgorithmId().getAlgorithm());
        try {
            return new PKCS12PfxPdu(pfx)
                    .isMacValid(
                            pbmac1
                                    ? new JcePKCS12MacCalculatorBuilderProvider().setProvider(Bouncy.castle())
                                    : new BcPKCS12MacCalculatorBuilderProvider(BcDefaultDigestProvider.INSTANCE),
                            password);
        } catch (PKCSException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** The JDK's MAC of RFC 7292 appendix B; null for any other. */
    private static @Nullable Mac mac(MacData data, char[] password) throws GeneralSecurityException {
        String name = MACS.get(data.getMac().getAlgorithmId().getAlgorithm());
        if (name == null) {
            return null;
        }
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(
                    new Password(password),
                    new PBEParameterSpec(
                            data.getSalt(), data.getIterationCount().intValueExact()));
            return mac;
        } catch (NoSuchAlgorithmException e) {
            return null;
        }
    }

    /** Any characters: the JDK's own factory of such keys wants ASCII. */
    private static final class Password implements PBEKey {
        private static final long serialVersionUID = 1L;

        private final char[] password;

        Password(char[] password) {
            this.password = password;
        }

        @Override
        public char[] getPassword() {
            return password.clone();
        }

        @Override
        public byte @Nullable [] getSalt() {
            return null;
        }

        @Override
        public int getIterationCount() {
            return 0;
        }

        @Override
        public String getAlgorithm() {
            return "PBE";
        }

        /** Without it no provider is asked. */
        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte @Nullable [] getEncoded() {
            return null;
        }
    }
}
