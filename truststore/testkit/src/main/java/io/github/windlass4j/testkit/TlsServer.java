package io.github.windlass4j.testkit;

import io.github.windlass4j.core.cert.Certificate;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A TLS server on the loopback address that sends exactly the chain it was given, in that order, complete or not. Either
 * TLS from the first byte, or after PostgreSQL's SSLRequest, where every later start of a session is refused with an error
 * of SQLSTATE {@code 0A000}: a driver that reports this state has finished the handshake.
 *
 * <p>Serves each connection on a daemon thread until closed.
 */
public final class TlsServer implements AutoCloseable {
    /** PostgreSQL protocol 3.0, 55.7: SSLRequest carries 1234 in the high and 5679 in the low 16 bits. */
    private static final int SSL_REQUEST = 1234 << 16 | 5679;

    /** PostgreSQL 17, MAX_STARTUP_PACKET_LENGTH. */
    private static final int MAX_STARTUP_PACKET = 10_000;

    /** A client that stalls for longer than this, in milliseconds, is dropped. */
    private static final int READ_TIMEOUT = 10_000;

    private static final byte[] REFUSAL = refusal();

    /**
     * What became of one handshake.
     *
     * @param failure why it failed as the server saw it, such as the alert received, or that the client dropped the
     *     connection without sending anything more; empty = it succeeded
     */
    public record Handshake(Optional<String> failure) {
        /** Tells whether the client accepted the server's chain: finished the handshake, and sent data or closed properly. */
        public boolean succeeded() {
            return failure.isEmpty();
        }
    }

    private final ServerSocket listener;
    private final boolean postgres;
    private final List<Handshake> handshakes = new CopyOnWriteArrayList<>();
    private volatile SSLContext context;

    private TlsServer(SSLContext context, boolean postgres) {
        this.context = context;
        this.postgres = postgres;
        try {
            listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException("no port on the loopback address", e);
        }
    }

    /** Starts a server that speaks TLS from the first byte; the chain is leaf first. */
    public static TlsServer start(PrivateKey key, List<Certificate> chain) {
        return new TlsServer(contextOf(key, chain), false).listen();
    }

    /** Starts a server that expects PostgreSQL's SSLRequest first; the chain is leaf first. */
    public static TlsServer startPostgres(PrivateKey key, List<Certificate> chain) {
        return new TlsServer(contextOf(key, chain), true).listen();
    }

    /** The port on the loopback address. */
    public int port() {
        return listener.getLocalPort();
    }

    /** From now on presents another chain, leaf first; connections that are open are not touched. */
    public void present(PrivateKey key, List<Certificate> chain) {
        context = contextOf(key, chain);
    }

    /** The handshakes that ended so far, in the order of their end. */
    public List<Handshake> handshakes() {
        return List.copyOf(handshakes);
    }

    /** Stops listening. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TlsServer listen() {
        daemon("windlass-tls-" + port(), () -> {
            while (!listener.isClosed()) {
                Socket client = accept();
                if (client != null) {
                    daemon("windlass-tls-" + port() + "-" + client.getPort(), () -> serve(client));
                }
            }
        });
        return this;
    }

    private @Nullable Socket accept() {
        try {
            return listener.accept();
        } catch (IOException closed) {
            return null;
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(READ_TIMEOUT);
            if (postgres && !acceptsTls(client)) {
                client.getOutputStream().write(REFUSAL);
                return;
            }
            CountingStream received = new CountingStream(client.getInputStream());
            // What is given as read already is read first: to the end of the connection, through the counter.
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(client, received, false);
            tls.setUseClientMode(false);
            Handshake handshake = shakeHands(tls, received);
            handshakes.add(handshake);
            takeLeave(tls, handshake);
        } catch (IOException gone) {
            handshakes.add(new Handshake(Optional.of("connection lost before TLS: " + gone.getMessage())));
        }
    }

    /**
     * In TLS 1.3 a client may judge the chain after its side of the handshake, and leave without an alert (Node.js 20 does);
     * only what it sends then, data or the alert of a proper close, shows that it stays.
     */
    private static Handshake shakeHands(SSLSocket tls, CountingStream received) {
        try {
            tls.startHandshake();
            long before = received.count();
            if (tls.getInputStream().read() >= 0 || received.count() > before) {
                return new Handshake(Optional.empty());
            }
            return new Handshake(Optional.of("the client left after the handshake without a word"));
        } catch (IOException e) {
            return new Handshake(Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private void takeLeave(SSLSocket tls, Handshake handshake) {
        try (tls) {
            if (postgres && handshake.succeeded()) {
                tls.getOutputStream().write(REFUSAL);
                tls.getOutputStream().flush();
            }
        } catch (IOException gone) {
            // The client left first; what became of its handshake is recorded.
        }
    }

    /** Reads one packet and grants it if it is the SSLRequest; false for any other, such as the start of a plain session. */
    private static boolean acceptsTls(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        int length = in.readInt();
        int code = in.readInt();
        if (length < 8 || length > MAX_STARTUP_PACKET) {
            throw new EOFException("startup packet of " + length + " bytes (want 8 to " + MAX_STARTUP_PACKET + ")");
        }
        if (code != SSL_REQUEST) {
            in.skipBytes(length - 8);
            return false;
        }
        client.getOutputStream().write('S');
        return true;
    }

    /** ErrorResponse (PostgreSQL 17, 55.7): type, length, then fields of one letter and a zero-ended text. */
    private static byte[] refusal() {
        byte[] fields =
                "SFATAL\0VFATAL\0C0A000\0Mthis server only shakes hands\0\0".getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[fields.length + 5];
        message[0] = 'E';
        message[3] = (byte) ((fields.length + 4) >> 8);
        message[4] = (byte) (fields.length + 4);
        System.arraycopy(fields, 0, message, 5, fields.length);
        return message;
    }

    private static SSLContext contextOf(PrivateKey key, List<Certificate> chain) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new FixedKeyManager(key, chain)}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static final class CountingStream extends FilterInputStream {
        private long count;

        CountingStream(InputStream in) {
            super(in);
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            count += octet < 0 ? 0 : 1;
            return octet;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }

    /** {@code TlsServer[127.0.0.1:port]}. */
    @Override
    public String toString() {
        return "TlsServer[" + listener.getInetAddress().getHostAddress() + ":" + port() + "]";
    }
}
