package io.github.windlass4j.core.chain.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainTrustManagerTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    private final Mint mint = Mint.seeded(3).at(AT);
    private final Authority root = mint.root("Root");
    private final Authority ca = root.issueAuthority("CA");
    private final Issued server = ca.issueLeaf("db.example.test");
    private final ChainTrustManager manager = ChainTrustManager.of(
            ChainValidator.of(Profile.PRIVATE_PKI), List.of(root.certificate()), InstantSource.fixed(AT));

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_handshake_with_the_right_host_succeeds(String protocol) throws Exception {
        handshake(protocol, "db.example.test", server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_handshake_with_a_wrong_host_fails_with_the_explanation(String protocol) {
        assertThatThrownBy(() -> handshake(protocol, "www.example.test", server))
                .isInstanceOf(SSLException.class)
                .cause()
                .isInstanceOfSatisfying(ChainRejectedException.class, refusal -> {
                    assertThat(refusal.verdict().obstacles().get(0).rule()).isEqualTo(Rule.HOST_NOT_NAMED);
                    assertThat(refusal).hasMessageContainingAll("WL-CH-4001", "DNS:db.example.test", "fix:");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_handshake_with_an_expired_certificate_fails_with_reason_and_index(String protocol) {
        Issued expired = ca.issueLeaf("db.example.test", s -> s.notAfter(AT.minus(Duration.ofHours(1))));

        assertThatThrownBy(() -> handshake(protocol, "db.example.test", expired))
                .cause()
                .cause()
                .isInstanceOfSatisfying(CertPathValidatorException.class, cause -> {
                    assertThat(cause.getReason()).isEqualTo(BasicReason.EXPIRED);
                    assertThat(cause.getIndex()).isZero();
                    assertThat(cause.getCertPath().getCertificates())
                            .first()
                            .isEqualTo(expired.certificate().toX509());
                });
    }

    /** No server name is sent for an address: the peer of the connection is what must be named. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void an_address_is_compared_with_the_peer_of_the_connection(String protocol) throws Exception {
        Issued addressed = ca.issueLeaf("db", s -> s.names(new GeneralName.Ip(new byte[] {10, 0, 0, 7})));

        handshake(protocol, "10.0.0.7", addressed);
        assertThatThrownBy(() -> handshake(protocol, "10.0.0.8", addressed))
                .cause()
                .isInstanceOfSatisfying(
                        ChainRejectedException.class,
                        refusal -> assertThat(
                                        refusal.verdict().obstacles().get(0).rule())
                                .isEqualTo(Rule.ADDRESS_NOT_NAMED));
    }

    @Test
    void without_a_connection_no_host_is_checked() throws Exception {
        manager.checkServerTrusted(server.x509Chain(), "ECDHE_ECDSA");
    }

    @Test
    void a_server_certificate_is_no_client() {
        assertThatThrownBy(() -> manager.checkClientTrusted(server.x509Chain(), "EC"))
                .isInstanceOfSatisfying(
                        ChainRejectedException.class,
                        refusal -> assertThat(ChainRejectedException.reasonOf(
                                        refusal.verdict().obstacles().get(0)))
                                .isEqualTo(PKIXReason.INVALID_KEY_USAGE));
    }

    @Test
    void a_chain_that_was_trusted_is_asked_about_again() throws Exception {
        X509Certificate[] chain = server.x509Chain();
        manager.checkServerTrusted(chain, "EC");
        manager.checkServerTrusted(chain, "EC");

        assertThatThrownBy(() -> manager.checkClientTrusted(chain, "EC")).isInstanceOf(ChainRejectedException.class);
        assertThatThrownBy(() -> manager.checkServerTrusted(new X509Certificate[] {chain[0]}, "EC"))
                .isInstanceOf(ChainRejectedException.class);
        chain[1] = root.issueAuthority("Other CA").certificate().toX509();
        assertThatThrownBy(() -> manager.checkServerTrusted(chain, "EC")).isInstanceOf(ChainRejectedException.class);
    }

    @Test
    void a_chain_that_was_trusted_expires() throws Exception {
        List<Instant> now = new ArrayList<>(List.of(AT));
        ChainTrustManager later = ChainTrustManager.of(
                ChainValidator.of(Profile.PRIVATE_PKI), List.of(root.certificate()), () -> now.get(0));
        X509Certificate[] chain = server.x509Chain();
        later.checkServerTrusted(chain, "EC");

        now.set(0, server.certificate().notAfter().plusSeconds(1));

        assertThatThrownBy(() -> later.checkServerTrusted(chain, "EC")).hasMessageContaining(Rule.EXPIRED.id());
    }

    /** Whoever makes a class of certificates may let it change; what counts is what it says now. */
    @Test
    void an_object_that_changes_its_octets_is_read_each_time() throws Exception {
        X509Certificate[] chain = server.x509Chain();
        List<X509Certificate> said = new ArrayList<>(List.of(chain[0]));
        chain[0] = new ChangingCertificate(() -> said.get(0));
        manager.checkServerTrusted(chain, "EC");

        said.set(
                0,
                Mint.seeded(4)
                        .at(AT)
                        .root("Stranger")
                        .issueLeaf("db.example.test")
                        .certificate()
                        .toX509());

        assertThatThrownBy(() -> manager.checkServerTrusted(chain, "EC")).isInstanceOf(ChainRejectedException.class);
    }

    @Test
    void settings_reach_the_request() {
        ChainTrustManager distrusting = manager.with(request -> request.distrusted(List.of(ca.certificate())));

        assertThatThrownBy(() -> distrusting.checkServerTrusted(server.x509Chain(), "EC"))
                .hasMessageContaining(Rule.DISTRUSTED.id());
    }

    @Test
    void names_its_anchors_to_clients() {
        assertThat(manager.getAcceptedIssuers())
                .containsExactly(root.certificate().toX509());
    }

    @Test
    void an_empty_chain_is_a_callers_bug() {
        assertThatThrownBy(() -> manager.checkServerTrusted(new X509Certificate[0], "EC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 certificates");
    }

    @Test
    void key_stores_and_collections_go_both_ways() throws Exception {
        List<Certificate> both = List.of(root.certificate(), ca.certificate());

        KeyStore store = JdkCertificates.toKeyStore(both);

        assertThat(JdkCertificates.trustedIn(store)).containsExactlyInAnyOrderElementsOf(both);
        assertThat(JdkCertificates.of(JdkCertificates.toX509(both))).isEqualTo(both);
    }

    @Test
    void key_entries_are_not_trusted() throws Exception {
        KeyStore store = JdkCertificates.toKeyStore(List.of());
        store.setKeyEntry("server", server.privateKey(), "secret".toCharArray(), server.x509Chain());

        assertThat(JdkCertificates.trustedIn(store)).isEmpty();
    }

    /** Both ends in memory, without a socket; throws what the client's engine throws. */
    private void handshake(String protocol, String host, Issued presented) throws Exception {
        SSLContext serverSide = SSLContext.getInstance("TLS");
        KeyStore keys = JdkCertificates.toKeyStore(List.of());
        keys.setKeyEntry("server", presented.privateKey(), new char[0], presented.x509Chain());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, new char[0]);
        serverSide.init(factory.getKeyManagers(), null, null);
        SSLContext clientSide = SSLContext.getInstance("TLS");
        clientSide.init(null, new TrustManager[] {manager}, null);

        SSLEngine client = clientSide.createSSLEngine(host, 5432);
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(parameters);
        SSLEngine server = serverSide.createSSLEngine();
        server.setUseClientMode(false);

        ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
        for (int round = 0; round < 50; round++) {
            step(client, toServer);
            toServer.flip();
            read(server, toServer);
            toServer.compact();
            step(server, toClient);
            toClient.flip();
            read(client, toClient);
            toClient.compact();
            boolean done = isDone(client) && isDone(server) && toServer.position() == 0 && toClient.position() == 0;
            if (done) {
                assertThat(client.getSession().getProtocol()).isEqualTo(protocol);
                return;
            }
        }
        throw new AssertionError("the handshake did not end");
    }

    private static boolean isDone(SSLEngine engine) {
        return engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer out) throws SSLException {
        tasks(engine);
        SSLEngineResult result;
        do {
            result = engine.wrap(ByteBuffer.allocate(0), out);
            tasks(engine);
        } while (result.bytesProduced() > 0);
    }

    private static void read(SSLEngine engine, ByteBuffer in) throws SSLException {
        ByteBuffer plain = ByteBuffer.allocate(1 << 16);
        SSLEngineResult result;
        do {
            result = engine.unwrap(in, plain);
            tasks(engine);
        } while (result.bytesConsumed() > 0 && in.hasRemaining());
    }

    private static void tasks(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
