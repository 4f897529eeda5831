package io.github.windlass4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PkiExtension.class)
class TlsServerTest {
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void presents_its_chain_and_records_the_handshake(String protocol, Pki pki) throws Exception {
        try (TlsServer server = pki.startServer()) {
            List<Certificate> seen =
                    handshake(plain(server), trusting(pki.root().certificate()), protocol);

            assertThat(seen).isEqualTo(pki.chain());
            assertThat(outcome(server).succeeded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void records_the_clients_refusal(String protocol, Pki pki) throws Exception {
        Certificate stranger = pki.mint().root("Stranger").certificate();
        try (TlsServer server = pki.startServer()) {
            assertThatThrownBy(() -> handshake(plain(server), trusting(stranger), protocol))
                    .isInstanceOf(SSLHandshakeException.class);

            assertThat(outcome(server).failure())
                    .hasValueSatisfying(why -> assertThat(why).isNotBlank());
        }
    }

    /** A client that closes properly may do so while session tickets are on their way: they meet a closed socket. */
    @RepeatedTest(50)
    void records_success_of_a_client_that_closes_at_once(Pki pki) throws Exception {
        try (TlsServer server = pki.startServer()) {
            handshake(plain(server), trusting(pki.root().certificate()), "TLSv1.3");

            assertThat(outcome(server).failure()).isEmpty();
        }
    }

    /** Some clients judge the chain after the handshake, and then drop the connection without an alert. */
    @RepeatedTest(50)
    void records_no_success_of_a_client_that_leaves_without_a_word(RepetitionInfo repetition, Pki pki)
            throws Exception {
        try (TlsServer server = pki.startServer()) {
            SSLSocketFactory factory = trusting(pki.root().certificate());
            try (Socket socket = plain(server)) {
                SSLSocket tls = (SSLSocket) factory.createSocket(socket, "localhost", server.port(), false);
                tls.startHandshake();
                // Half of them with a reset, half with the end of the stream.
                socket.setSoLinger(repetition.getCurrentRepetition() % 2 == 0, 0);
            }

            assertThat(outcome(server).succeeded()).isFalse();
        }
    }

    @Test
    void sends_an_incomplete_chain_as_it_was_given(Pki pki) throws Exception {
        try (TlsServer server =
                TlsServer.start(pki.server().privateKey(), List.of(pki.server().certificate()))) {
            assertThatThrownBy(
                            () -> handshake(plain(server), trusting(pki.root().certificate()), "TLSv1.3"))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(handshake(plain(server), trusting(pki.issuing().certificate()), "TLSv1.3"))
                    .hasSize(1);
        }
    }

    @Test
    void presents_the_new_chain_after_a_swap(Pki pki) throws Exception {
        try (TlsServer server = pki.startServer()) {
            Pki next = Pki.of(pki.mint());
            server.present(next.server().privateKey(), next.chain());

            assertThat(handshake(plain(server), trusting(next.root().certificate()), "TLSv1.3"))
                    .isEqualTo(next.chain());
        }
    }

    @Test
    void speaks_postgres_up_to_the_start_of_a_session(Pki pki) throws Exception {
        try (TlsServer server = pki.startPostgresServer()) {
            Socket socket = plain(server);
            new DataOutputStream(socket.getOutputStream()).write(new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f});
            assertThat(socket.getInputStream().read()).isEqualTo('S');
            SSLSocketFactory factory = trusting(pki.root().certificate());
            try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, "localhost", server.port(), true)) {
                tls.getOutputStream().write(new byte[] {0, 0, 0, 8, 0, 3, 0, 0});
                assertThat(refusalIn(tls)).contains("C0A000");
            }
            assertThat(outcome(server).succeeded()).isTrue();
        }
    }

    @Test
    void refuses_a_session_in_plain_text(Pki pki) throws Exception {
        try (TlsServer server = pki.startPostgresServer();
                Socket socket = plain(server)) {
            socket.getOutputStream().write(new byte[] {0, 0, 0, 8, 0, 3, 0, 0});

            assertThat(refusalIn(socket)).contains("C0A000");
            assertThat(server.handshakes()).isEmpty();
        }
    }

    @Test
    void names_a_packet_that_is_none(Pki pki) throws Exception {
        try (TlsServer server = pki.startPostgresServer();
                Socket socket = plain(server)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(outcome(server).failure())
                    .hasValueSatisfying(why -> assertThat(why).contains("startup packet of"));
        }
    }

    private static Socket plain(TlsServer server) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static List<Certificate> handshake(Socket socket, SSLSocketFactory factory, String protocol)
            throws IOException {
        try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, "localhost", socket.getPort(), true)) {
            tls.setEnabledProtocols(new String[] {protocol});
            tls.startHandshake();
            return Stream.of(tls.getSession().getPeerCertificates())
                    .map(certificate -> Certificate.of((X509Certificate) certificate))
                    .toList();
        }
    }

    private static SSLSocketFactory trusting(Certificate anchor) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("anchor", anchor.toX509());
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static String refusalIn(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        assertThat(in.read()).isEqualTo('E');
        return new String(in.readNBytes(in.readInt() - 4), StandardCharsets.US_ASCII);
    }

    /** The server's side of a handshake ends on another thread: wait for it, bounded. */
    private static TlsServer.Handshake outcome(TlsServer server) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (server.handshakes().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(server.handshakes()).hasSize(1);
        return server.handshakes().get(0);
    }
}
