package io.github.windlass4j.examples.rehearsal.postgres;

import io.github.windlass4j.core.cert.Certificate;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Reads the chain that a PostgreSQL server presents: SSLRequest, then a TLS handshake, then the connection is closed.
 * No user name, no database, no password is sent. Nothing is verified: this is for looking, not for trusting.
 */
public final class ServerProbe {
    /** "PostgreSQL: Documentation, 55.7 Message Formats, SSLRequest": length 8, code 80877103. */
    private static final int SSL_REQUEST_LENGTH = 8;

    private static final int SSL_REQUEST_CODE = 80877103;

    private ServerProbe() {}

    /**
     * The chain as presented, leaf first, in the server's order.
     *
     * @param millis for connecting, and again for each read
     * @throws IOException when nobody listens, or the server speaks no TLS; the message says which
     */
    public static List<Certificate> chainOf(String host, int port, int millis) throws IOException {
        Recorder recorder = new Recorder();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(SSL_REQUEST_LENGTH);
            out.writeInt(SSL_REQUEST_CODE);
            out.flush();
            int answer = socket.getInputStream().read();
            if (answer != 'S') {
                throw new IOException(host + ":" + port + " " + refusal(answer));
            }
            try (SSLSocket tls =
                    (SSLSocket) context(recorder).getSocketFactory().createSocket(socket, host, port, true)) {
                handshake(tls, recorder);
            }
        }
        return Stream.of(recorder.chain).map(Certificate::of).toList();
    }

    /** A server that wants a client certificate may end the handshake after it has shown its own chain. */
    private static void handshake(SSLSocket tls, Recorder recorder) throws IOException {
        try {
            tls.startHandshake();
        } catch (SSLException e) {
            if (recorder.chain.length == 0) {
                throw e;
            }
        }
    }

    private static String refusal(int answer) {
        return switch (answer) {
            case 'N' -> "is PostgreSQL without TLS (answered N to SSLRequest)";
            case 'E' -> "answered an error to SSLRequest";
            case -1 -> "closed the connection on SSLRequest";
            default -> "is not PostgreSQL (answered byte " + answer + " to SSLRequest)";
        };
    }

    private static SSLContext context(Recorder recorder) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {recorder}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS in this Java runtime", e);
        }
    }

    /** Extended, because JSSE wraps a plain trust manager in checks of its own that could stop the handshake. */
    private static final class Recorder extends X509ExtendedTrustManager {
        private X509Certificate[] chain = {};

        private void record(X509Certificate[] presented) {
            chain = presented.clone();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] presented, String authType, Socket socket) {
            record(presented);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] presented, String authType, SSLEngine engine) {
            record(presented);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] presented, String authType) {
            record(presented);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] presented, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] presented, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] presented, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
