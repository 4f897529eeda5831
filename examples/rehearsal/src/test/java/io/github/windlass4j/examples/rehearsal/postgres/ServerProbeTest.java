package io.github.windlass4j.examples.rehearsal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerProbeTest {
    private static final int MILLIS = 5_000;

    /** Answers one SSLRequest with one byte, or by closing; returns what it was sent. */
    private static CompletableFuture<long[]> answering(ServerSocket server, int answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket socket = server.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                long[] request = {in.readInt(), in.readInt()};
                if (answer >= 0) {
                    socket.getOutputStream().write(answer);
                    socket.getOutputStream().flush();
                }
                return request;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "78, is PostgreSQL without TLS",
        "69, answered an error to SSLRequest",
        "-1, closed the connection on SSLRequest",
        "72, is not PostgreSQL (answered byte 72"
    })
    void a_server_without_tls_is_named_as_what_it_is(int answer, String message) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<long[]> request = answering(server, answer);
            assertThatThrownBy(() -> ServerProbe.chainOf("127.0.0.1", server.getLocalPort(), MILLIS))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + server.getLocalPort())
                    .hasMessageContaining(message);
            assertThat(request.get()).containsExactly(8, 80877103);
        }
    }

    @Test
    void a_server_that_says_yes_and_then_hangs_up_has_shown_no_chain() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            answering(server, 'S');
            assertThatThrownBy(() -> ServerProbe.chainOf("127.0.0.1", server.getLocalPort(), MILLIS))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void nobody_listening_is_an_error() throws Exception {
        try (Socket held = new Socket()) {
            // Bound, so that nobody else listens there meanwhile, and not listening itself.
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThatThrownBy(() -> ServerProbe.chainOf("127.0.0.1", held.getLocalPort(), MILLIS))
                    .isInstanceOf(IOException.class);
        }
    }
}
