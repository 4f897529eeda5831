package io.github.windlass4j.truststore.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The socket factory for pgjdbc: {@code sslfactory=io.github.windlass4j.truststore.jdbc.WindlassSslSocketFactory}. It takes
 * {@code sslmode} and {@code sslrootcert} as the driver's own factory does, reads stores of any format, several at once
 * ({@code windlass.stores=/etc/db-roots.pem,jvm}), reads them again when their files change, and explains what it refuses.
 * pgjdbc leaves the check of the chain to the factory, so it happens here, from verify-ca on; the host is compared by pgjdbc
 * itself after the handshake, for verify-full, whatever the factory.
 *
 * <p>pgjdbc makes a factory for each connection; those of equal settings share what was read from the stores. Client
 * certificates ({@code sslcert}, {@code sslkey}) are refused rather than silently not presented.
 */
public final class WindlassSslSocketFactory extends SSLSocketFactory {
    /** Most sets of settings remembered in one JVM; a fleet of pools in one process uses a handful. */
    private static final int MAX_SHARED = 64;

    /**
     * pgjdbc makes a factory for each connection: what was read from the stores has to live longer than a factory. Keyed
     * by settings and nothing else, so that no two users of the same settings can see a difference.
     */
    private static final Map<String, WindlassTrustManager> SHARED = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, WindlassTrustManager> eldest) {
            return size() > MAX_SHARED;
        }
    };

    private record Sockets(int generation, SSLSocketFactory factory) {}

    private final WindlassTrustManager trust;
    private volatile Sockets sockets;

    /**
     * For pgjdbc.
     *
     * @param properties those of the connection
     * @throws IllegalArgumentException if one of them makes no sense; never repeats a password
     */
    public WindlassSslSocketFactory(Properties properties) {
        this(shared(JdbcSettings.ofPgjdbc(properties, Path.of(System.getProperty("user.home")))));
    }

    /** For drivers that pass one text, in the form of {@link WindlassTrustManager#WindlassTrustManager(String)}. */
    public WindlassSslSocketFactory(String settings) {
        this(new WindlassTrustManager(settings));
    }

    /** For programs that build the factory themselves. */
    public WindlassSslSocketFactory(WindlassTrustManager trust) {
        this.trust = Objects.requireNonNull(trust);
        this.sockets = newSockets(trust.generation());
    }

    private static WindlassTrustManager shared(JdbcSettings settings) {
        synchronized (SHARED) {
            return SHARED.computeIfAbsent(
                    settings.key(), key -> new WindlassTrustManager(settings, Clock.systemUTC(), null));
        }
    }

    /** A resumed session is not checked again: after a change of the stores no older session may be resumed. */
    private SSLSocketFactory delegate() {
        int now = trust.generation();
        Sockets current = sockets;
        if (current.generation() != now) {
            current = newSockets(now);
            sockets = current;
        }
        return current.factory();
    }

    private Sockets newSockets(int generation) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return new Sockets(generation, context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    @Override
    public Socket createSocket(@Nullable Socket socket, String host, int port, boolean autoClose) throws IOException {
        return delegate().createSocket(socket, host, port, autoClose);
    }

    @Override
    public Socket createSocket() throws IOException {
        return delegate().createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return delegate().createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localAddress, int localPort) throws IOException {
        return delegate().createSocket(host, port, localAddress, localPort);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return delegate().createSocket(address, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return delegate().createSocket(address, port, localAddress, localPort);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return delegate().getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return delegate().getSupportedCipherSuites();
    }

    /** The settings, without any password. */
    @Override
    public String toString() {
        return "WindlassSslSocketFactory[" + trust + "]";
    }
}
