package io.github.windlass4j.truststore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.windlass4j.core.cert.Certificate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStoreReadingTest {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final char[] WRONG = "wrong-password".toCharArray();

    private static final List<byte[]> STORES = List.of(
            store("JKS"),
            store("JCEKS"),
            store("PKCS12"),
            store("BKS"),
            store("UBER"),
            StoreFile.pkcs12WithoutPassword(TrustStore.of("memory", Certs.ALL)).bytes(),
            StoreFile.pkcs7(TrustStore.of("memory", Certs.ALL)).bytes(),
            StoreFile.pem(TrustStore.of("memory", Certs.ALL)).bytes());

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "JCEKS", "PKCS12", "BKS", "UBER", "BCFKS"})
    void reads_every_certificate_and_tells_the_format_from_the_content(String type) {
        TrustStore store = TrustStore.read(store(type), "noname", Certs.PASSWORD);
        assertThat(store.format().name()).isEqualTo(type);
        assertThat(store.certificates()).containsExactlyInAnyOrderElementsOf(Certs.ALL);
        assertThat(store.entries()).extracting(StoreEntry::alias).containsExactlyInAnyOrder("ca0", "ca1", "ca2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "JCEKS", "BKS"})
    void lists_certificates_that_are_not_encrypted_without_a_password(String type) {
        assertThat(TrustStore.read(store(type), "noname").certificates()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"PKCS12, WRONG_PASSWORD", "UBER, WRONG_PASSWORD", "BCFKS, WRONG_PASSWORD"})
    void names_the_wrong_password_of_an_encrypted_store(String type, StoreRule rule) {
        UnreadableStoreException refused = catchThrowableOfType(
                UnreadableStoreException.class, () -> TrustStore.read(store(type), "noname", WRONG));
        assertThat(refused.is(rule)).isTrue();
        assertThat(refused.recovered()).isEmpty();
        assertThat(refused).hasMessageContaining("noname").hasMessageNotContaining("wrong-password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "JCEKS", "BKS"})
    void a_wrong_password_and_a_change_look_alike_where_only_a_digest_tells(String type) {
        UnreadableStoreException refused = catchThrowableOfType(
                UnreadableStoreException.class, () -> TrustStore.read(store(type), "noname", WRONG));
        assertThat(refused.is(StoreRule.STORE_TAMPERED)).isTrue();
        assertThat(refused.recovered().orElseThrow().certificates()).hasSize(3);
        assertThat(refused.recovered().orElseThrow().has(StoreRule.STORE_TAMPERED))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "UBER", "BCFKS"})
    void says_that_a_password_is_needed(String type) {
        assertThatThrownBy(() -> TrustStore.read(store(type), "noname"))
                .isInstanceOfSatisfying(
                        UnreadableStoreException.class,
                        e -> assertThat(e.is(StoreRule.PASSWORD_NEEDED)).isTrue());
    }

    @Test
    void tries_several_passwords() {
        assertThat(TrustStore.read(store("PKCS12"), "noname", WRONG, Certs.PASSWORD)
                        .certificates())
                .hasSize(3);
        assertThatThrownBy(() -> TrustStore.read(new byte[0], "noname", new char[17][0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("17 passwords (want at most 16)");
    }

    /** Full product against the JDK that runs the test: file, type and password. */
    @ParameterizedTest
    @CsvSource({
        "JKS,JKS",
        "JKS,PKCS12",
        "JKS,JCEKS",
        "JCEKS,JKS",
        "JCEKS,PKCS12",
        "JCEKS,JCEKS",
        "PKCS12,JKS",
        "PKCS12,PKCS12",
        "PKCS12,JCEKS",
        "BKS,PKCS12",
        "UBER,JKS"
    })
    void the_keystore_view_answers_what_this_jdk_answers(String file, String type) {
        byte[] bytes = store(file);
        TrustStore store = TrustStore.read(bytes, "noname", Certs.PASSWORD);
        for (Loader.Password given : Loader.Password.values()) {
            char[] password = switch (given) {
                case RIGHT -> Certs.PASSWORD;
                case NONE -> null;
                case WRONG -> WRONG;
            };
            LoadOutcome view = store.loadedBy(new Loader.KeyStoreFile(Loader.Jdk.JDK_17, type, given));
            int trusted = view.<Integer>fold(loaded -> loaded.certificates().size(), failed -> -1);
            assertThat(trusted).as("%s as %s, password %s", file, type, given).isEqualTo(real(bytes, type, password));
        }
    }

    @Test
    void finds_the_certificates_of_a_pkcs12_that_the_jdk_passes_over() {
        byte[] unmarked = withoutTrustAttribute();
        TrustStore store = TrustStore.read(unmarked, "noname");
        assertThat(store.certificates()).isEqualTo(Certs.ALL);
        assertThat(store.has(StoreRule.PKCS12_WITHOUT_TRUST_ATTRIBUTE)).isTrue();
        assertThat(store.loadedBy(Loader.keyStore(Loader.Jdk.JDK_17)).certificates())
                .isEmpty();
        assertThat(real(unmarked, "PKCS12", null)).isZero();
        // Written again, it loads.
        byte[] repaired = StoreFile.pkcs12(store, Certs.PASSWORD).bytes();
        assertThat(real(repaired, "PKCS12", Certs.PASSWORD)).isEqualTo(3);
    }

    @Test
    void an_encrypted_pkcs12_without_a_password_is_empty_to_the_jdk() {
        TrustStore store = TrustStore.read(store("PKCS12"), "noname", Certs.PASSWORD);
        assertThat(store.has(StoreRule.NULL_PASSWORD_GIVES_ZERO_ENTRIES)).isTrue();
    }

    /** Written by the JDK, which serializes a Java object for each secret key; certificates stand before, between and after. */
    @Test
    void certificates_of_a_jceks_are_found_between_its_secret_keys() throws Exception {
        KeyStore mixed = KeyStore.getInstance("JCEKS");
        mixed.load(null, null);
        KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(Certs.PASSWORD);
        int number = 0;
        for (Certificate certificate : Certs.ALL) {
            number++;
            mixed.setCertificateEntry("root" + number, certificate.toX509());
            mixed.setEntry(
                    "secret" + number, new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES")), protection);
            mixed.setEntry(
                    "mac" + number,
                    new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[300], "HmacSHA256")),
                    protection);
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        mixed.store(written, Certs.PASSWORD);
        byte[] bytes = written.toByteArray();
        TrustStore store = TrustStore.read(bytes, "mixed", Certs.PASSWORD);
        assertThat(store.certificates()).containsExactlyInAnyOrderElementsOf(Certs.ALL);
        assertThat(store.privateKeys()).isEqualTo(6);
        assertThat(TrustStore.read(bytes, "mixed").certificates()).hasSameSizeAs(Certs.ALL);
        for (int length = 12; length < bytes.length; length += 7) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> TrustStore.read(cut, "cut", Certs.PASSWORD))
                    .isInstanceOf(UnreadableStoreException.class)
                    .hasMessageContaining("the file ends after " + length + " bytes");
        }
    }

    /** Nothing of a foreign object is made, and nothing makes its reader run for long. */
    @Test
    void a_secret_key_that_is_another_object_is_refused() throws Exception {
        List<Object> nested = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            nested = new ArrayList<>(List.of(nested));
        }
        for (Object foreign : List.of(
                nested,
                new Date(),
                Thread.State.NEW,
                new TreeMap<>(Map.of("a", new int[3])),
                new String[2_000],
                Proxy.newProxyInstance(
                        KeyStoreReadingTest.class.getClassLoader(),
                        new Class<?>[] {Runnable.class},
                        (InvocationHandler & Serializable) (proxy, method, all) -> null))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DataOutputStream data = new DataOutputStream(out);
            data.writeInt(0xCECECECE);
            data.writeInt(2);
            data.writeInt(1);
            data.writeInt(3);
            data.writeUTF("odd");
            data.writeLong(0);
            new ObjectOutputStream(data).writeObject(foreign);
            byte[] bytes = Arrays.copyOf(out.toByteArray(), out.size() + 20);
            try {
                // Passed over, where it is made of parts as a sealed key is.
                assertThat(TrustStore.read(bytes, "odd").entries()).isEmpty();
            } catch (UnreadableStoreException e) {
                assertThat(e.getMessage()).contains("odd");
            }
        }
    }

    @Test
    void tells_a_key_store_from_a_trust_store() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("server", Certs.keys().getPrivate(), Certs.PASSWORD, new java.security.cert.Certificate[] {
            Certs.A.toX509()
        });
        TrustStore store = TrustStore.read(bytes(keys), "noname", Certs.PASSWORD);
        assertThat(store.certificates()).isEmpty();
        assertThat(store.entries()).extracting(StoreEntry::certificate).containsExactly(Certs.A);
        assertThat(store.privateKeys()).isEqualTo(1);
        assertThat(store.has(StoreRule.KEY_STORE_NOT_TRUST_STORE)).isTrue();
        assertThat(store.has(StoreRule.PKCS12_WITHOUT_TRUST_ATTRIBUTE)).isFalse();
    }

    @Test
    void of_two_entries_with_one_alias_the_jdk_keeps_the_later() {
        byte[] plain = StoreFile.pkcs12WithoutPassword(TrustStore.of("memory", List.of(Certs.A, Certs.B)))
                .bytes();
        // The names differ in the letter and the hash: write the first over the second, BMPString of two bytes a
        // character.
        byte[] first = Aliases.of(Certs.A).getBytes(StandardCharsets.UTF_16BE);
        byte[] second = Aliases.of(Certs.B).getBytes(StandardCharsets.UTF_16BE);
        System.arraycopy(first, 0, plain, indexOf(plain, second), first.length);
        TrustStore store = TrustStore.read(plain, "noname");
        assertThat(store.certificates()).containsExactly(Certs.A, Certs.B);
        assertThat(store.has(StoreRule.DUPLICATE_ALIAS)).isTrue();
        assertThat(store.loadedBy(Loader.keyStore(Loader.Jdk.JDK_17)).certificates())
                .containsExactly(Certs.B);
        assertThat(real(plain, "PKCS12", null)).isEqualTo(1);
    }

    @Test
    void refuses_a_store_over_the_limit() {
        assertThatThrownBy(() -> TrustStore.read(new byte[StoreLimits.MAX_BYTES + 1], "huge"))
                .hasMessage("huge: 16777217 bytes (want at most 16777216)");
    }

    @Test
    void says_where_a_truncated_store_ends() {
        byte[] jks = store("JKS");
        byte[] cut = Arrays.copyOf(jks, jks.length / 2);
        assertThatThrownBy(() -> TrustStore.read(cut, "cut.jks"))
                .isInstanceOf(UnreadableStoreException.class)
                .hasMessageMatching("cut.jks, entry \"ca[0-2]\": the file ends after " + cut.length
                        + " bytes in entry 2 of 3, before the digest");
        byte[] p12 = store("PKCS12");
        assertThatThrownBy(() -> TrustStore.read(Arrays.copyOf(p12, 100), "cut.p12"))
                .hasMessage("cut.p12: PKCS#12: Incomplete BER/DER data");
    }

    @Test
    void refuses_a_password_function_that_would_run_for_hours() {
        byte[] jks = StoreFile.pkcs12(TrustStore.of("memory", Certs.ALL), Certs.PASSWORD)
                .bytes();
        // 10,000 rounds, INTEGER of two bytes, stand twice: for the key and for the MAC.
        byte[] hostile = jks.clone();
        int rounds = indexOf(hostile, new byte[] {2, 2, 0x27, 0x10});
        hostile[rounds + 2] = (byte) 0x80;
        assertThatThrownBy(() -> TrustStore.read(hostile, "hostile.p12", Certs.PASSWORD))
                .isInstanceOf(UnreadableStoreException.class)
                .hasMessageContaining("rounds (want 1 to 5000000)");
        byte[] bks = store("BKS");
        bks[28] = 0x7f;
        assertThatThrownBy(() -> TrustStore.read(bks, "hostile.bks", Certs.PASSWORD))
                .isInstanceOfSatisfying(
                        UnreadableStoreException.class,
                        e -> assertThat(e.is(StoreRule.LIMIT_EXCEEDED)).isTrue());
    }

    @Property(tries = 600)
    void random_damage_never_ends_in_anything_but_the_named_exception(
            @ForAll @IntRange(min = 0, max = 7) int which,
            @ForAll @IntRange(min = 0, max = 5000) int at,
            @ForAll @IntRange(min = 0, max = 255) int mask,
            @ForAll boolean truncate) {
        byte[] whole = STORES.get(which);
        byte[] damaged = truncate ? Arrays.copyOf(whole, at % whole.length) : whole.clone();
        if (!truncate) {
            damaged[at % damaged.length] ^= (byte) mask;
        }
        try {
            TrustStore store = TrustStore.read(damaged, "damaged", Certs.PASSWORD);
            store.loadedBy(Loader.OPENSSL);
            store.loadedBy(Loader.JDK_17);
            store.loadedBy(Loader.keyStore(Loader.Jdk.JDK_25));
        } catch (UnreadableStoreException e) {
            assertThat(e.findings()).isNotEmpty();
            assertThat(e).hasMessageContaining("damaged");
        }
    }

    @Property(tries = 500)
    void random_bytes_after_a_magic_never_end_in_anything_but_the_named_exception(
            @ForAll @IntRange(min = 0, max = 7) int which, @ForAll byte[] rest) {
        byte[] file = Arrays.copyOf(STORES.get(which), 16 + rest.length);
        System.arraycopy(rest, 0, file, 16, rest.length);
        try {
            assertThat(TrustStore.read(file, "random", Certs.PASSWORD)).isNotNull();
        } catch (UnreadableStoreException e) {
            assertThat(e.findings()).isNotEmpty();
        }
    }

    /** Listed, for others may read it; the JDK then loads nothing at all, and says so before it looks at the password. */
    @ParameterizedTest
    @ValueSource(ints = {JksReader.JKS_MAGIC, JksReader.JCEKS_MAGIC})
    void a_certificate_that_the_jdk_s_own_parser_refuses(int magic) throws Exception {
        List<Certificate> both = List.of(Certs.A, Certs.refusedByTheJdk());
        byte[] file = StoreFile.jks(TrustStore.of("memory", both), Certs.PASSWORD, Instant.EPOCH)
                .bytes();
        seal(file, magic);
        TrustStore store = TrustStore.read(file, "strange", Certs.PASSWORD);
        assertThat(store.certificates()).isEqualTo(both);
        String type = magic == JksReader.JKS_MAGIC ? "JKS" : "JCEKS";
        for (Loader.Password given : Loader.Password.values()) {
            char[] password =
                    given == Loader.Password.NONE ? null : given == Loader.Password.RIGHT ? Certs.PASSWORD : WRONG;
            KeyStore real = KeyStore.getInstance(type);
            CertificateException refusal = catchThrowableOfType(
                    CertificateException.class, () -> real.load(new ByteArrayInputStream(file), password));
            assertThat(store.loadedBy(new Loader.KeyStoreFile(Loader.Jdk.JDK_17, type, given)))
                    .isEqualTo(new LoadOutcome.Failed(refusal.getClass().getName(), refusal.getMessage()));
        }
    }

    private static void seal(byte[] file, int magic) {
        ByteBuffer.wrap(file).putInt(magic);
        int end = file.length - JksReader.DIGEST_LENGTH;
        System.arraycopy(JksReader.digest(Certs.PASSWORD, file, end), 0, file, end, JksReader.DIGEST_LENGTH);
    }

    /** Other tools write aliases as they get them; the JDK lists them all and looks each up in lower case. */
    @ParameterizedTest
    @CsvSource({
        "root-a, root-b, 2, 0",
        "Root-a, root-b, 1, 1",
        "ROOT-A, ROOT-B, 0, 2",
        "Root-a, root-a, 2, 0",
        "root-a, root-a, 1, 0",
        "ROOT-A, ROOT-A, 0, 2"
    })
    void aliases_with_capitals_are_not_found_by_the_jdk(String first, String second, int trusted, int lost) {
        for (int magic : List.of(JksReader.JKS_MAGIC, JksReader.JCEKS_MAGIC)) {
            byte[] file = StoreFile.jks(
                            TrustStore.of("memory", List.of(Certs.A, Certs.B)), Certs.PASSWORD, Instant.EPOCH)
                    .bytes();
            rename(file, Aliases.of(Certs.A), first);
            rename(file, Aliases.of(Certs.B), second);
            seal(file, magic);
            TrustStore store = TrustStore.read(file, "capitals", Certs.PASSWORD);
            assertThat(store.certificates()).containsExactly(Certs.A, Certs.B);
            String type = magic == JksReader.JKS_MAGIC ? "JKS" : "JCEKS";
            assertThat(real(file, type, Certs.PASSWORD)).isEqualTo(trusted);
            assertThat(store.loadedBy(new Loader.KeyStoreFile(Loader.Jdk.JDK_17, type, Loader.Password.RIGHT))
                            .certificates())
                    .hasSize(trusted);
            assertThat(store.findings())
                    .filteredOn(finding -> finding.rule().equals(StoreRule.ALIAS_NOT_LOWER_CASE.id()))
                    .hasSize(lost);
        }
    }

    /** The start of an alias, so that its length stays, and what is behind it is the same for both. */
    private static void rename(byte[] file, String alias, String start) {
        byte[] old = alias.getBytes(StandardCharsets.US_ASCII);
        byte[] changed = (start + "x".repeat(old.length - start.length())).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(changed, 0, file, indexOf(file, old), old.length);
    }

    private static int real(byte[] content, String type, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(new ByteArrayInputStream(content), password);
            int trusted = 0;
            for (String alias : Collections.list(store.aliases())) {
                trusted += store.isCertificateEntry(alias) ? 1 : 0;
            }
            return trusted;
        } catch (IOException e) {
            return -1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] store(String type) {
        try {
            KeyStore store = List.of("BKS", "UBER", "BCFKS").contains(type)
                    ? KeyStore.getInstance(type, BOUNCY_CASTLE)
                    : KeyStore.getInstance(type);
            store.load(null, null);
            for (Certificate certificate : Certs.ALL) {
                store.setCertificateEntry("ca" + Certs.ALL.indexOf(certificate), certificate.toX509());
            }
            return bytes(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As openssl pkcs12 -export -nokeys writes it: the same bags without the attribute. */
    private static byte[] withoutTrustAttribute() {
        byte[] marked = StoreFile.pkcs12WithoutPassword(TrustStore.of("memory", Certs.ALL))
                .bytes();
        byte[] oid = {0x60, (byte) 0x86, 0x48, 0x01, (byte) 0x86, (byte) 0xf9, 0x66};
        for (int at = indexOf(marked, oid); at >= 0; at = indexOf(marked, oid)) {
            marked[at + 6]++;
        }
        return marked;
    }

    private static int indexOf(byte[] content, byte[] part) {
        for (int i = 0; i <= content.length - part.length; i++) {
            if (Arrays.equals(content, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] bytes(KeyStore store) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, Certs.PASSWORD);
        return out.toByteArray();
    }
}
