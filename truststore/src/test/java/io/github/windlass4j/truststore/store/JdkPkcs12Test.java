package io.github.windlass4j.truststore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.internal.Bouncy;
import io.github.windlass4j.core.mint.Mint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.operator.MacCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PKCS#12 under every algorithm that some tool writes: we list its certificates, and say what the running JDK says of it. */
class JdkPkcs12Test {
    private static final Certificate ROOT = Mint.seeded(13).root("Root").certificate();
    private static final String PASSWORD = "changeit";
    private static final AlgorithmIdentifier SHA256 =
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    private static final Loader.Jdk RUNNING = Runtime.version().feature() < 25 ? Loader.Jdk.JDK_17 : Loader.Jdk.JDK_25;

    @ParameterizedTest(name = "{0}")
    @MethodSource("encryptions")
    void parts_under_every_cipher(String name, JcePKCSPBEOutputEncryptorBuilder cipher, boolean known)
            throws Exception {
        compare(write(cipher, mac(SHA256)), known);
    }

    static Stream<Arguments> encryptions() {
        return Stream.of(
                pbes2("AES-256, SHA-256", NISTObjectIdentifiers.id_aes256_CBC, PBKDF2Config.PRF_SHA256, true),
                pbes2("AES-128, SHA-1", NISTObjectIdentifiers.id_aes128_CBC, PBKDF2Config.PRF_SHA1, true),
                pbes2("AES-256, SHA-512", NISTObjectIdentifiers.id_aes256_CBC, PBKDF2Config.PRF_SHA512, true),
                pbes2("AES-192, SHA-256", NISTObjectIdentifiers.id_aes192_CBC, PBKDF2Config.PRF_SHA256, false),
                pbes2("AES-256, SHA3-256", NISTObjectIdentifiers.id_aes256_CBC, PBKDF2Config.PRF_SHA3_256, false),
                pbes2("AES-192, SHA3-256", NISTObjectIdentifiers.id_aes192_CBC, PBKDF2Config.PRF_SHA3_256, false),
                pbes2("AES-256-GCM, SHA-256", NISTObjectIdentifiers.id_aes256_GCM, PBKDF2Config.PRF_SHA256, false),
                pbes2("3DES by PBES2", PKCSObjectIdentifiers.des_EDE3_CBC, PBKDF2Config.PRF_SHA1, false),
                Arguments.of(
                        "AES-256, scrypt",
                        new JcePKCSPBEOutputEncryptorBuilder(
                                new ScryptConfig.Builder(1024, 8, 1).build(), NISTObjectIdentifiers.id_aes256_CBC),
                        false),
                pbes1("RC2-40", PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC, true),
                pbes1("RC2-128", PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC2_CBC, true),
                pbes1("RC4-40", PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC4, true),
                pbes1("RC4-128", PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC4, true),
                pbes1("3DES with three keys", PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, true),
                pbes1("3DES with two keys", PKCSObjectIdentifiers.pbeWithSHAAnd2_KeyTripleDES_CBC, false));
    }

    private static Arguments pbes2(String name, ASN1ObjectIdentifier cipher, AlgorithmIdentifier prf, boolean known) {
        PBKDF2Config function = new PBKDF2Config.Builder()
                .withIterationCount(100)
                .withSaltLength(20)
                .withPRF(prf)
                .build();
        return Arguments.of(name, new JcePKCSPBEOutputEncryptorBuilder(function, cipher), known);
    }

    private static Arguments pbes1(String name, ASN1ObjectIdentifier cipher, boolean known) {
        return Arguments.of(name, new JcePKCSPBEOutputEncryptorBuilder(cipher).setIterationCount(100), known);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("macs")
    void an_integrity_check_of_every_kind(String name, Supplier<PKCS12MacCalculatorBuilder> mac, boolean known)
            throws Exception {
        compare(write(aes(), mac.get()), known);
        compare(write(null, mac.get()), known);
    }

    static Stream<Arguments> macs() {
        return Stream.of(
                digest("SHA-1", OIWObjectIdentifiers.idSHA1, true),
                digest("SHA-256", NISTObjectIdentifiers.id_sha256, true),
                digest("SHA-384", NISTObjectIdentifiers.id_sha384, true),
                digest("SHA-512", NISTObjectIdentifiers.id_sha512, true),
                digest("SHA3-256", NISTObjectIdentifiers.id_sha3_256, false),
                digest("MD5", PKCSObjectIdentifiers.md5, false),
                Arguments.of("PBMAC1", (Supplier<PKCS12MacCalculatorBuilder>) Pbmac1::new, false));
    }

    private static Arguments digest(String name, ASN1ObjectIdentifier digest, boolean known) {
        Supplier<PKCS12MacCalculatorBuilder> mac = () -> mac(new AlgorithmIdentifier(digest, DERNull.INSTANCE));
        return Arguments.of(name, mac, known);
    }

    @Test
    void a_mac_that_the_jdk_cannot_compute_is_checked_all_the_same() throws Exception {
        AlgorithmIdentifier sha3 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha3_256, DERNull.INSTANCE);
        for (byte[] file : List.of(write(null, new Pbmac1()), write(null, mac(sha3)))) {
            assertThatThrownBy(() -> TrustStore.read(file, "s.p12", "another".toCharArray()))
                    .isInstanceOf(UnreadableStoreException.class)
                    .hasMessageContaining("the integrity check fails");
            file[file.length / 2]++;
            assertThatThrownBy(() -> TrustStore.read(file, "s.p12", PASSWORD.toCharArray()))
                    .isInstanceOf(UnreadableStoreException.class);
        }
    }

    /** The JDK's own writings; what a release cannot write it cannot read either. */
    @ParameterizedTest
    @CsvSource({
        "PBEWithHmacSHA256AndAES_256, HmacPBESHA512/224, changeit",
        "PBEWithHmacSHA256AndAES_256, HmacPBESHA512/256, changeit",
        "NONE, HmacPBESHA512/256, changeit",
        "PBEWithHmacSHA512/224AndAES_128, HmacPBESHA256, changeit",
        "PBEWithHmacSHA512/256AndAES_256, NONE, changeit",
        "PBEWithSHA1AndRC2_40, HmacPBESHA1, ''",
        "PBEWithSHA1AndDESede, NONE, ''",
        "PBEWithSHA1AndRC4_128, HmacPBESHA1, ''",
        "PBEWithHmacSHA256AndAES_256, HmacPBESHA256, ''",
        "PBEWithHmacSHA256AndAES_256, NONE, ''",
        "NONE, HmacPBESHA256, ''"
    })
    void what_the_jdk_writes_under_digests_cut_short_and_without_a_password(String cipher, String mac, String password)
            throws Exception {
        byte[] file;
        try {
            file = writtenByTheJdk(cipher, mac, password.toCharArray());
        } catch (IOException tooOld) {
            assertThat(RUNNING).as(tooOld.getMessage()).isEqualTo(Loader.Jdk.JDK_17);
            assertThat(cipher).startsWith("PBEWithHmacSHA512/");
            return;
        }
        TrustStore store = TrustStore.read(file, "s.p12", password.toCharArray());
        assertThat(store.certificates()).containsExactly(ROOT);
        assertThat(store.loadedBy(Loader.keyStore(RUNNING)).certificates()).containsExactly(ROOT);
        boolean older = store.loadedBy(Loader.keyStore(Loader.Jdk.JDK_17)) instanceof LoadOutcome.Loaded;
        assertThat(older).isEqualTo(!cipher.startsWith("PBEWithHmacSHA512/"));
        assertThat(store.has(StoreRule.UNKNOWN_TO_THE_JDK)).isEqualTo(!older);
        if (!mac.equals("NONE")) {
            assertThatThrownBy(() -> TrustStore.read(file, "s.p12", "another".toCharArray()))
                    .isInstanceOf(UnreadableStoreException.class);
        }
    }

    private static byte[] writtenByTheJdk(String cipher, String mac, char[] password) throws Exception {
        Map<String, String> settings =
                Map.of("keystore.pkcs12.certProtectionAlgorithm", cipher, "keystore.pkcs12.macAlgorithm", mac);
        settings.forEach(System::setProperty);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("root", ROOT.toX509());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password);
            return out.toByteArray();
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }

    /** JDK 17 takes printable ASCII only, where it needs a password at all; 25 takes what openssl and Bouncy Castle take. */
    @ParameterizedTest
    @ValueSource(strings = {"p\u00e4sswort", "\u043f\u0430\u0440\u043e\u043b\u044c", "a\tb", "printable ~"})
    void passwords_of_any_characters(String password) throws Exception {
        boolean ascii = password.startsWith("printable");
        for (JcePKCSPBEOutputEncryptorBuilder cipher : Arrays.asList(aes(), null)) {
            byte[] file = write(cipher, mac(SHA256), password);
            TrustStore store = TrustStore.read(file, "s.p12", "another".toCharArray(), password.toCharArray());
            assertThat(store.certificates()).containsExactly(ROOT);
            assertThat(store.has(StoreRule.UNKNOWN_TO_THE_JDK)).isEqualTo(!ascii);
            assertThat(store.loadedBy(Loader.keyStore(Loader.Jdk.JDK_17)) instanceof LoadOutcome.Loaded)
                    .isEqualTo(ascii);
            assertThat(store.loadedBy(Loader.keyStore(Loader.Jdk.JDK_25)).certificates())
                    .containsExactly(ROOT);
            compareViews(store, file, password);
        }
    }

    /** Listed, for others may read it; the JDK then loads nothing at all. */
    @Test
    void a_certificate_that_the_jdk_s_own_parser_refuses() throws Exception {
        TrustStore strange = TrustStore.of("memory", List.of(ROOT, Certs.refusedByTheJdk()));
        for (StoreFile file :
                List.of(StoreFile.pkcs12(strange, PASSWORD.toCharArray()), StoreFile.pkcs12WithoutPassword(strange))) {
            TrustStore read = TrustStore.read(file.bytes(), "s.p12", PASSWORD.toCharArray());
            assertThat(read.certificates()).isEqualTo(strange.certificates());
            assertThat(read.loadedBy(Loader.keyStore(RUNNING)).certificates()).isEmpty();
            compareViews(read, file.bytes());
        }
    }

    /** Our list, our view of the JDK's loading, and the JDK's loading itself. */
    private static void compare(byte[] file, boolean known) throws GeneralSecurityException {
        TrustStore store = TrustStore.read(file, "s.p12", PASSWORD.toCharArray());
        assertThat(store.certificates()).containsExactly(ROOT);
        compareViews(store, file);
        assertThat(store.has(StoreRule.UNKNOWN_TO_THE_JDK)).isEqualTo(!known);
        assertThat(store.loadedBy(Loader.keyStore(RUNNING)) instanceof LoadOutcome.Loaded)
                .isEqualTo(known);
    }

    private static void compareViews(TrustStore store, byte[] file) throws GeneralSecurityException {
        compareViews(store, file, PASSWORD);
    }

    private static void compareViews(TrustStore store, byte[] file, String right) throws GeneralSecurityException {
        for (Loader.Password given : Loader.Password.values()) {
            char[] password = switch (given) {
                case RIGHT -> right.toCharArray();
                case WRONG -> "another".toCharArray();
                case NONE -> null;
            };
            for (String type : List.of("PKCS12", "JKS")) {
                String view = store.loadedBy(new Loader.KeyStoreFile(RUNNING, type, given))
                        .fold(loaded -> loaded.certificates().size() + " certificates", LoadOutcome.Failed::message);
                assertThat(view).as("%s, password %s", type, given).isEqualTo(loaded(file, type, password));
            }
        }
    }

    private static String loaded(byte[] file, String type, char @Nullable [] password) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        try {
            store.load(new ByteArrayInputStream(file), password);
            return store.size() + " certificates";
        } catch (IOException | CertificateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static JcePKCSPBEOutputEncryptorBuilder aes() {
        return new JcePKCSPBEOutputEncryptorBuilder(
                new PBKDF2Config.Builder()
                        .withIterationCount(100)
                        .withSaltLength(20)
                        .withPRF(PBKDF2Config.PRF_SHA256)
                        .build(),
                NISTObjectIdentifiers.id_aes256_CBC);
    }

    private static PKCS12MacCalculatorBuilder mac(AlgorithmIdentifier digest) {
        try {
            return new BcPKCS12MacCalculatorBuilder(BcDefaultDigestProvider.INSTANCE.get(digest), digest)
                    .setIterationCount(100);
        } catch (OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] write(@Nullable JcePKCSPBEOutputEncryptorBuilder cipher, PKCS12MacCalculatorBuilder mac)
            throws Exception {
        return write(cipher, mac, PASSWORD);
    }

    private static byte[] write(
            @Nullable JcePKCSPBEOutputEncryptorBuilder cipher, PKCS12MacCalculatorBuilder mac, String password)
            throws Exception {
        var bag = new PKCS12SafeBagBuilder(new X509CertificateHolder(ROOT.encoded()));
        bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString("root"));
        bag.addBagAttribute(Pkcs12Bags.TRUSTED_KEY_USAGE, KeyPurposeId.anyExtendedKeyUsage);
        PKCS12PfxPduBuilder file = new PKCS12PfxPduBuilder();
        if (cipher == null) {
            file.addData(bag.build());
        } else {
            file.addEncryptedData(
                    cipher.setProvider(Bouncy.castle()).build(password.toCharArray()),
                    new PKCS12SafeBag[] {bag.build()});
        }
        return file.build(mac, password.toCharArray()).getEncoded();
    }

    /** RFC 9579: PBKDF2 and HMAC with SHA-256. */
    private static final class Pbmac1 implements PKCS12MacCalculatorBuilder {
        private static final int ROUNDS = 100;
        private static final byte[] SALT = new byte[16];

        @Override
        public AlgorithmIdentifier getDigestAlgorithmIdentifier() {
            return new AlgorithmIdentifier(
                    PKCSObjectIdentifiers.id_PBMAC1,
                    new PBMAC1Params(
                            new AlgorithmIdentifier(
                                    PKCSObjectIdentifiers.id_PBKDF2,
                                    new PBKDF2Params(SALT, ROUNDS, 32, PBKDF2Config.PRF_SHA256)),
                            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE)));
        }

        @Override
        public MacCalculator build(char[] password) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            return new MacCalculator() {
                @Override
                public AlgorithmIdentifier getAlgorithmIdentifier() {
                    return getDigestAlgorithmIdentifier();
                }

                @Override
                public OutputStream getOutputStream() {
                    return content;
                }

                @Override
                public byte[] getMac() {
                    try {
                        Mac mac = Mac.getInstance("HmacSHA256");
                        mac.init(new SecretKeySpec(key(), "HmacSHA256"));
                        return mac.doFinal(content.toByteArray());
                    } catch (GeneralSecurityException e) {
                        throw new AssertionError(e);
                    }
                }

                private byte[] key() throws GeneralSecurityException {
                    return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(new PBEKeySpec(password, SALT, ROUNDS, 256))
                            .getEncoded();
                }

                @Override
                public GenericKey getKey() {
                    return new GenericKey(getAlgorithmIdentifier(), new byte[0]);
                }
            };
        }
    }
}
