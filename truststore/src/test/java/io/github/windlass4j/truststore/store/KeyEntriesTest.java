package io.github.windlass4j.truststore.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A keystore that is given where a trust store belongs: what the trust manager of the JDK that runs the test trusts. */
class KeyEntriesTest {
    private static final Instant AT = Instant.parse("2026-11-22T00:00:00Z");
    private static final Mint MINT = Mint.seeded(71).at(AT);
    private static final Authority ROOT = MINT.root("Root");
    private static final Authority ISSUER = ROOT.issueAuthority("Issuer");
    private static final Issued LEAF = ISSUER.issueLeaf("db.example");
    private static final Issued OTHER = ISSUER.issueLeaf("other.example");

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS", "JCEKS"})
    void a_trust_manager_trusts_the_head_of_a_key_s_chain(String type) throws Exception {
        KeyStore keys = empty(type);
        key(keys, "server", LEAF, ISSUER, ROOT);
        agrees(keys, type);
        key(keys, "second", OTHER, ISSUER);
        agrees(keys, type);
        keys.setCertificateEntry("anchor", Certs.A.toX509());
        agrees(keys, type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void a_keystore_as_trust_store_pins_its_own_certificate(String type) throws Exception {
        KeyStore keys = empty(type);
        key(keys, "server", LEAF, ISSUER, ROOT);
        TrustStore store = TrustStore.read(bytes(keys), "server.keys", Certs.PASSWORD);
        Client client = Client.pgjdbc("42.7.14")
                .jdk(17)
                .sslmode(SslMode.VERIFY_FULL)
                .factory("org.postgresql.ssl.DefaultJavaSSLFactory")
                .host("db.example")
                .store(StoreKind.JVM_STORE, TrustMaterial.of(store));
        assertThat(client.connect(sending(LEAF, ISSUER), AT).connects()).isTrue();
        assertThat(client.connect(sending(OTHER, ISSUER), AT).message())
                .contains("no valid path")
                .doesNotContain("trustAnchors");
    }

    @Test
    void what_was_noted_of_a_keystore_pins_too() throws Exception {
        KeyStore keys = empty("PKCS12");
        key(keys, "server", LEAF, ISSUER);
        TrustStore store = TrustStore.read(bytes(keys), "server.p12", Certs.PASSWORD);
        Loader loader = Loader.keyStore(Loader.Jdk.JDK_17);
        assertThat(StoreSnapshot.of(store).restore("noted").loadedBy(loader).anchors())
                .containsExactly(LEAF.certificate());
        assertThat(store.loadedBy(loader).certificates()).isEmpty();
    }

    private static Server sending(Issued... chain) {
        return Server.presenting(PresentedChain.of(
                "server", Arrays.stream(chain).map(Issued::certificate).toList()));
    }

    private static void agrees(KeyStore keys, String type) throws Exception {
        byte[] file = bytes(keys);
        TrustStore store = TrustStore.read(file, "server.keys", Certs.PASSWORD);
        for (Loader.Password password : List.of(Loader.Password.RIGHT, Loader.Password.NONE)) {
            LoadOutcome view = store.loadedBy(new Loader.KeyStoreFile(Loader.Jdk.JDK_17, type, password));
            assertThat(Set.copyOf(view.anchors()))
                    .as("%s, password %s", type, password)
                    .isEqualTo(trusted(file, type, password == Loader.Password.NONE ? null : Certs.PASSWORD));
        }
    }

    private static Set<Certificate> trusted(byte[] file, String type, char[] password) throws Exception {
        KeyStore loaded = KeyStore.getInstance(type);
        loaded.load(new ByteArrayInputStream(file), password);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(loaded);
        return Arrays.stream(factory.getTrustManagers())
                .map(KeyEntriesTest::x509)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .map(Certificate::of)
                .collect(Collectors.toSet());
    }

    private static X509TrustManager x509(TrustManager manager) {
        return (X509TrustManager) manager;
    }

    private static KeyStore empty(String type) throws Exception {
        KeyStore keys = KeyStore.getInstance(type);
        keys.load(null, null);
        return keys;
    }

    private static void key(KeyStore keys, String alias, Issued... chain) throws Exception {
        keys.setKeyEntry(
                alias,
                MINT.keyPair(KeyType.P_256).getPrivate(),
                Certs.PASSWORD,
                Arrays.stream(chain)
                        .map(issued -> issued.certificate().toX509())
                        .toArray(X509Certificate[]::new));
    }

    private static byte[] bytes(KeyStore keys) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        keys.store(out, Certs.PASSWORD);
        return out.toByteArray();
    }
}
