package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.jspecify.annotations.Nullable;

/** Writes PKCS#12 (RFC 7292) the way keytool of JDK 17 does, so that JDK 8u301 and newer and OpenSSL 1.1 and newer read it. */
final class Pkcs12Writer {
    /** keytool's default (PKCS12KeyStore: 10,000 rounds for certificates and for the MAC). */
    private static final int ROUNDS = 10_000;

    private static final int SALT_LENGTH = 20;
    private static final int BLOCK = 16;
    private static final int KEY_LENGTH = 32;

    private Pkcs12Writer() {}

    static byte[] write(Map<String, Certificate> certificates, char[] password) {
        try {
            byte[] bags = bags(certificates).getEncoded("DER");
            byte[] salt = derived("salt", bags, SALT_LENGTH);
            byte[] iv = derived("iv", bags, BLOCK);
            AlgorithmIdentifier pbes2 = new AlgorithmIdentifier(
                    PKCSObjectIdentifiers.id_PBES2,
                    new PBES2Parameters(
                            new KeyDerivationFunc(
                                    PKCSObjectIdentifiers.id_PBKDF2,
                                    new PBKDF2Params(
                                            salt,
                                            ROUNDS,
                                            KEY_LENGTH,
                                            new AlgorithmIdentifier(
                                                    PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))),
                            new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv))));
            EncryptedData encrypted = new EncryptedData(
                    PKCSObjectIdentifiers.data, pbes2, new DEROctetString(encrypt(bags, password, salt, iv)));
            byte[] safe =
                    new DERSequence(new ContentInfo(PKCSObjectIdentifiers.encryptedData, encrypted)).getEncoded("DER");
            byte[] macSalt = derived("mac", bags, SALT_LENGTH);
            DigestInfo mac = new DigestInfo(
                    new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE),
                    mac(safe, password, macSalt));
            return pfx(safe, new MacData(mac, macSalt, ROUNDS));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2 and AES", e);
        }
    }

    static byte[] writePlain(Map<String, Certificate> certificates) {
        try {
            ContentInfo data = new ContentInfo(
                    PKCSObjectIdentifiers.data,
                    new DEROctetString(bags(certificates).getEncoded("DER")));
            return pfx(new DERSequence(data).getEncoded("DER"), null);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static byte[] pfx(byte[] safe, @Nullable MacData mac) throws IOException {
        return new Pfx(new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(safe)), mac).getEncoded("DER");
    }

    private static DERSequence bags(Map<String, Certificate> certificates) {
        ASN1EncodableVector bags = new ASN1EncodableVector();
        certificates.forEach((alias, certificate) -> {
            CertBag bag = new CertBag(PKCSObjectIdentifiers.x509Certificate, new DEROctetString(certificate.encoded()));
            ASN1EncodableVector attributes = new ASN1EncodableVector();
            attributes.add(attribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(alias)));
            attributes.add(attribute(Pkcs12Bags.TRUSTED_KEY_USAGE, KeyPurposeId.anyExtendedKeyUsage));
            bags.add(new SafeBag(PKCSObjectIdentifiers.certBag, bag, new DERSet(attributes)));
        });
        return new DERSequence(bags);
    }

    private static DERSequence attribute(ASN1ObjectIdentifier id, ASN1Encodable value) {
        return new DERSequence(new ASN1Encodable[] {id, new DERSet(value)});
    }

    private static byte[] encrypt(byte[] bags, char[] password, byte[] salt, byte[] iv)
            throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(password, salt, ROUNDS, KEY_LENGTH * 8);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        spec.clearPassword();
        Cipher aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        return aes.doFinal(bags);
    }

    private static byte[] mac(byte[] safe, char[] password, byte[] salt) {
        PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(new SHA256Digest());
        generator.init(PBEParametersGenerator.PKCS12PasswordToBytes(password), salt, ROUNDS);
        HMac hmac = new HMac(new SHA256Digest());
        hmac.init(generator.generateDerivedMacParameters(hmac.getMacSize() * 8));
        hmac.update(safe, 0, safe.length);
        byte[] mac = new byte[hmac.getMacSize()];
        hmac.doFinal(mac, 0);
        return mac;
    }

    /** The content decides, so that the same store gives the same bytes. */
    private static byte[] derived(String purpose, byte[] bags, int length) throws GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(("windlass pkcs12 " + purpose).getBytes(StandardCharsets.US_ASCII));
        return Arrays.copyOf(sha256.digest(bags), length);
    }
}
