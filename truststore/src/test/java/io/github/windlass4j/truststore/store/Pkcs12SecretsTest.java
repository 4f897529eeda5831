package io.github.windlass4j.truststore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.internal.Bouncy;
import io.github.windlass4j.core.mint.Mint;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Pkcs12SecretsTest {
    private static final Certificate ROOT = Mint.seeded(12).root("Root").certificate();
    private static final List<String> PASSWORDS = List.of("changeit", "p\u00e4ss\u20acw\u00f6rd", " ");

    /** What Bouncy Castle writes opens with its password and with no other, whichever provider does the work. */
    @ParameterizedTest
    @MethodSource("writings")
    void opens_with_its_password_only(
            ASN1ObjectIdentifier cipher, AlgorithmIdentifier prf, ASN1ObjectIdentifier digest, String password)
            throws Exception {
        byte[] file = write(cipher, prf, digest, password);
        Pkcs12Secrets secrets = new Pkcs12Secrets();
        assertThat(read(file, secrets, password).entries())
                .extracting(StoreEntry::certificate)
                .containsExactly(ROOT);
        assertThat(secrets.runs()).isEqualTo(2);
        assertThatThrownBy(() -> read(file, new Pkcs12Secrets(), password + "x"))
                .isInstanceOf(UnreadableStoreException.class);
    }

    static Stream<Arguments> writings() {
        return Stream.of(
                        NISTObjectIdentifiers.id_aes128_CBC,
                        NISTObjectIdentifiers.id_aes192_CBC,
                        NISTObjectIdentifiers.id_aes256_CBC)
                .flatMap(cipher -> Stream.of(
                                PBKDF2Config.PRF_SHA1,
                                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA224, DERNull.INSTANCE),
                                PBKDF2Config.PRF_SHA256,
                                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA384, DERNull.INSTANCE),
                                PBKDF2Config.PRF_SHA512,
                                PBKDF2Config.PRF_SHA3_256)
                        .flatMap(prf -> Stream.of(OIWObjectIdentifiers.idSHA1, NISTObjectIdentifiers.id_sha256)
                                .flatMap(digest -> PASSWORDS.stream()
                                        .map(password -> Arguments.of(cipher, prf, digest, password)))));
    }

    @ParameterizedTest
    @MethodSource("digests")
    void checks_the_mac_of_every_digest(ASN1ObjectIdentifier digest) throws Exception {
        byte[] file = write(NISTObjectIdentifiers.id_aes256_CBC, PBKDF2Config.PRF_SHA256, digest, "changeit");
        assertThat(read(file, new Pkcs12Secrets(), "changeit").entries()).hasSize(1);
        file[file.length - 60]++;
        assertThatThrownBy(() -> read(file, new Pkcs12Secrets(), "changeit"))
                .isInstanceOf(UnreadableStoreException.class);
    }

    static Stream<ASN1ObjectIdentifier> digests() {
        return Stream.of(
                OIWObjectIdentifiers.idSHA1,
                NISTObjectIdentifiers.id_sha224,
                NISTObjectIdentifiers.id_sha256,
                NISTObjectIdentifiers.id_sha384,
                NISTObjectIdentifiers.id_sha512);
    }

    /** A wrong guess costs one function, the right one two; a file without secrets none. */
    @Test
    void runs_no_needless_function() throws Exception {
        byte[] file = write(
                NISTObjectIdentifiers.id_aes256_CBC,
                PBKDF2Config.PRF_SHA256,
                NISTObjectIdentifiers.id_sha256,
                "changeit");
        Pkcs12Secrets guesses = new Pkcs12Secrets();
        assertThat(read(file, guesses, "changeme", "secret", "changeit", "unused")
                        .entries())
                .hasSize(1);
        assertThat(guesses.runs()).isEqualTo(4);
        Pkcs12Secrets none = new Pkcs12Secrets();
        TrustStore store = TrustStore.of("memory", List.of(ROOT));
        assertThat(read(StoreFile.pkcs12WithoutPassword(store).bytes(), none, "changeit")
                        .entries())
                .hasSize(1);
        assertThat(none.runs()).isZero();
    }

    private static StoreContent read(byte[] file, Pkcs12Secrets secrets, String... passwords) {
        List<char[]> characters = Stream.of(passwords).map(String::toCharArray).toList();
        return Pkcs12Reader.read(new StoreSource("s.p12", file, characters), secrets);
    }

    private static byte[] write(
            ASN1ObjectIdentifier cipher, AlgorithmIdentifier prf, ASN1ObjectIdentifier digest, String password)
            throws Exception {
        var bag = new PKCS12SafeBagBuilder(new X509CertificateHolder(ROOT.encoded()));
        bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString("root"));
        var encryptor = new JcePKCSPBEOutputEncryptorBuilder(
                        new PBKDF2Config.Builder()
                                .withIterationCount(100)
                                .withSaltLength(20)
                                .withPRF(prf)
                                .build(),
                        cipher)
                .setProvider(Bouncy.castle())
                .build(password.toCharArray());
        return new PKCS12PfxPduBuilder()
                .addEncryptedData(encryptor, new PKCS12SafeBag[] {bag.build()})
                .build(
                        new BcPKCS12MacCalculatorBuilder(
                                        BcDefaultDigestProvider.INSTANCE.get(
                                                new AlgorithmIdentifier(digest, DERNull.INSTANCE)),
                                        new AlgorithmIdentifier(digest, DERNull.INSTANCE))
                                .setIterationCount(100),
                        password.toCharArray())
                .getEncoded();
    }
}
