package io.github.windlass4j.truststore.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.internal.Bouncy;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PKCS#12 files with keys, as no tool need write them: which certificate of a key the JDK that runs the test trusts. */
class KeyBagsTest {
    private static final Mint MINT = Mint.seeded(72);
    private static final Authority ROOT = MINT.root("Root");
    private static final Certificate LEAF = ROOT.issueLeaf("db.example").certificate();
    private static final Certificate OTHER = ROOT.issueLeaf("other.example").certificate();
    private static final List<String> NAMES = List.of("", "", "1", "x", "X", "y");
    private static final List<String> IDS = List.of("", "", "", "01", "k");

    /** {@code key}, or a certificate; marks it as trusted with a star. An empty name or identifier is none. */
    private record Written(String what, String name, String id) {}

    /** One part of a file. */
    private record Part(boolean encrypted, List<Written> bags) {}

    @Test
    void a_key_alone_without_identifier_goes_with_the_certificate_at_the_start_of_a_later_part() throws Exception {
        Part key = new Part(false, List.of(new Written("key", "", "")));
        Part leaf = new Part(true, List.of(new Written("leaf", "", "")));
        assertThat(agrees(List.of(key, leaf))).containsExactly(LEAF);
        assertThat(agrees(List.of(leaf, key))).isEmpty();
    }

    @Test
    void of_two_keys_without_identifier_the_first_is_read() throws Exception {
        Part keys = new Part(false, List.of(new Written("key", "x", ""), new Written("key", "y", "")));
        Part certificates = new Part(true, List.of(new Written("leaf", "y", ""), new Written("other", "x", "")));
        assertThat(agrees(List.of(keys, certificates))).containsExactly(OTHER);
    }

    static IntStream files() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("files")
    void bags_in_any_order_with_any_names_and_identifiers(int seed) throws Exception {
        Random random = new Random(seed);
        for (int file = 0; file < 10; file++) {
            List<Part> parts = new ArrayList<>();
            for (int part = 0; part <= random.nextInt(3); part++) {
                List<Written> bags = new ArrayList<>();
                for (int bag = 0; bag <= random.nextInt(3); bag++) {
                    bags.add(new Written(
                            pick(random, List.of("key", "leaf", "other", "other*")),
                            pick(random, NAMES),
                            pick(random, IDS)));
                }
                parts.add(new Part(random.nextInt(3) == 0, bags));
            }
            agrees(parts);
        }
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** What is trusted with the password, by our view; it is the JDK's, with and without. */
    private static Set<Certificate> agrees(List<Part> parts) throws Exception {
        byte[] file = file(parts);
        TrustStore store = TrustStore.read(file, "keys.p12", Certs.PASSWORD);
        for (Loader.Password password : List.of(Loader.Password.NONE, Loader.Password.RIGHT)) {
            LoadOutcome view = store.loadedBy(new Loader.KeyStoreFile(Loader.Jdk.JDK_17, "PKCS12", password));
            assertThat(Set.copyOf(view.anchors()))
                    .as("%s, password %s", parts, password)
                    .isEqualTo(trusted(file, password == Loader.Password.NONE ? null : Certs.PASSWORD));
        }
        return Set.copyOf(store.loadedBy(Loader.keyStore(Loader.Jdk.JDK_17)).anchors());
    }

    private static Set<Certificate> trusted(byte[] file, char[] password) throws Exception {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        loaded.load(new ByteArrayInputStream(file), password);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(loaded);
        return Arrays.stream(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers())
                .map(Certificate::of)
                .collect(Collectors.toSet());
    }

    private static byte[] file(List<Part> parts) throws Exception {
        List<ContentInfo> contents = new ArrayList<>();
        for (Part part : parts) {
            ASN1EncodableVector bags = new ASN1EncodableVector();
            for (Written written : part.bags) {
                bags.add(bag(written).toASN1Structure());
            }
            byte[] plain = new DERSequence(bags).getEncoded();
            contents.add(part.encrypted ? encrypted(plain) : data(plain));
        }
        byte[] safe = new DERSequence(contents.toArray(ContentInfo[]::new)).getEncoded();
        return new Pfx(data(safe), null).getEncoded();
    }

    private static ContentInfo data(byte[] content) {
        return new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(content));
    }

    private static ContentInfo encrypted(byte[] plain) throws IOException, OperatorCreationException {
        OutputEncryptor encryptor = encryptor();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream cipher = encryptor.getOutputStream(out)) {
            cipher.write(plain);
        }
        return new ContentInfo(
                PKCSObjectIdentifiers.encryptedData,
                new EncryptedData(
                        PKCSObjectIdentifiers.data,
                        encryptor.getAlgorithmIdentifier(),
                        new DEROctetString(out.toByteArray())));
    }

    private static PKCS12SafeBag bag(Written written) throws IOException, OperatorCreationException {
        PKCS12SafeBagBuilder bag = written.what.equals("key")
                ? new PKCS12SafeBagBuilder(
                        PrivateKeyInfo.getInstance(
                                MINT.keyPair(KeyType.P_256).getPrivate().getEncoded()),
                        encryptor())
                : new PKCS12SafeBagBuilder(
                        new X509CertificateHolder((written.what.startsWith("leaf") ? LEAF : OTHER).encoded()));
        if (!written.name.isEmpty()) {
            bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(written.name));
        }
        if (!written.id.isEmpty()) {
            bag.addBagAttribute(
                    PKCSObjectIdentifiers.pkcs_9_at_localKeyId,
                    new DEROctetString(written.id.getBytes(StandardCharsets.US_ASCII)));
        }
        if (written.what.endsWith("*")) {
            bag.addBagAttribute(Pkcs12Bags.TRUSTED_KEY_USAGE, KeyPurposeId.anyExtendedKeyUsage);
        }
        return bag.build();
    }

    private static OutputEncryptor encryptor() throws OperatorCreationException {
        return new JcePKCSPBEOutputEncryptorBuilder(
                        new PBKDF2Config.Builder()
                                .withIterationCount(1)
                                .withPRF(PBKDF2Config.PRF_SHA256)
                                .build(),
                        NISTObjectIdentifiers.id_aes128_CBC)
                .setProvider(Bouncy.castle())
                .build(Certs.PASSWORD);
    }
}
