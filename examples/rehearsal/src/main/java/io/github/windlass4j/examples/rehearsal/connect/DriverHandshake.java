package io.github.windlass4j.examples.rehearsal.connect;

import java.io.IOException;
import java.util.Properties;
import javax.net.SocketFactory;
import org.postgresql.PGProperty;
import org.postgresql.core.PGStream;
import org.postgresql.ssl.MakeSSL;
import org.postgresql.util.HostSpec;
import org.postgresql.util.PSQLException;

/**
 * The TLS part of pgjdbc alone, by the driver's own code: SSLRequest, handshake, the driver's checks of chain and host,
 * then the connection is closed. No user name, database or password is sent.
 */
public final class DriverHandshake {
    private static final int MILLIS = 20_000;

    private static final int SEND_BUFFER = 8192;

    /** "Message Formats, SSLRequest" of the PostgreSQL documentation, as the driver sends it. */
    private static final int SSL_REQUEST_LENGTH = 8;

    private static final int SSL_REQUEST_CODE_HIGH = 1234;
    private static final int SSL_REQUEST_CODE_LOW = 5679;

    private DriverHandshake() {}

    /** With the driver's default socket factory, which reads {@code sslrootcert}. */
    public static Observation withRootFile(Target target) {
        Properties properties = properties(target);
        PGProperty.SSL_ROOT_CERT.set(properties, target.rootFile().toString());
        return shake(target, properties);
    }

    /** With the trust store of this JVM. */
    public static Observation withJvmStore(Target target) {
        Properties properties = properties(target);
        PGProperty.SSL_FACTORY.set(properties, JdbcConnector.JVM_FACTORY);
        return shake(target, properties);
    }

    private static Properties properties(Target target) {
        JdbcConnector.quietenDriver();
        Properties properties = new Properties();
        PGProperty.SSL_MODE.set(properties, target.sslmode());
        PGProperty.PG_HOST.set(properties, target.host());
        return properties;
    }

    private static Observation shake(Target target, Properties properties) {
        HostSpec address = new HostSpec(target.host(), target.port());
        try (PGStream stream = new PGStream(SocketFactory.getDefault(), address, MILLIS, SEND_BUFFER)) {
            stream.getSocket().setSoTimeout(MILLIS);
            stream.sendInteger4(SSL_REQUEST_LENGTH);
            stream.sendInteger2(SSL_REQUEST_CODE_HIGH);
            stream.sendInteger2(SSL_REQUEST_CODE_LOW);
            stream.flush();
            if (stream.receiveChar() != 'S') {
                return new Observation(Observation.Kind.REFUSED, "the server does not support TLS");
            }
            MakeSSL.convert(stream, properties);
            return Observation.connected(true);
        } catch (PSQLException e) {
            return JdbcConnector.observation(e);
        } catch (IOException e) {
            return new Observation(Observation.Kind.NO_ANSWER, String.valueOf(e.getMessage()));
        }
    }
}
