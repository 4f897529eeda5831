package io.github.windlass4j.examples.rehearsal.connect;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Connects with pgjdbc in this JVM. */
public final class JdbcConnector {
    /** Kept, or the level would be collected with the logger; the driver logs each refusal that it also throws. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

    private static final String PATIENCE_SECONDS = "20";

    static final String JVM_FACTORY = "org.postgresql.ssl.DefaultJavaSSLFactory";

    static {
        quietenDriver();
    }

    private JdbcConnector() {}

    static void quietenDriver() {
        DRIVER_LOG.setLevel(Level.OFF);
    }

    /** Connects with the driver's default socket factory, which reads {@code sslrootcert}. */
    public static Observation connect(Target target) {
        Map<String, String> parameters = parameters(target);
        parameters.put("sslrootcert", target.rootFile().toString());
        return connect(url(target, parameters));
    }

    /** The URL that makes the driver ask the JVM's trust store instead. */
    static String jvmStoreUrl(Target target) {
        Map<String, String> parameters = parameters(target);
        parameters.put("sslfactory", JVM_FACTORY);
        return url(target, parameters);
    }

    private static Map<String, String> parameters(Target target) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("user", target.user());
        parameters.put("sslmode", target.sslmode());
        parameters.put("connectTimeout", PATIENCE_SECONDS);
        parameters.put("socketTimeout", PATIENCE_SECONDS);
        return parameters;
    }

    private static String url(Target target, Map<String, String> parameters) {
        StringBuilder url = new StringBuilder("jdbc:postgresql://" + target.host() + ":" + target.port() + "/postgres");
        char separator = '?';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            url.append(separator)
                    .append(parameter.getKey())
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return url.toString();
    }

    static Observation connect(String url) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            result.next();
            return Observation.connected(result.getBoolean(1));
        } catch (SQLException e) {
            return observation(e);
        }
    }

    static Observation observation(SQLException e) {
        return new Observation(
                isBroken(e) ? Observation.Kind.NO_ANSWER : Observation.Kind.REFUSED,
                e.getSQLState() + " " + innermost(e));
    }

    /** Without this, a server that is down would look like a prediction of a refused certificate come true. */
    private static boolean isBroken(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static String innermost(Throwable e) {
        StringBuilder text = new StringBuilder(String.valueOf(e.getMessage()));
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String cause = last.getMessage();
        if (cause != null && text.indexOf(cause) < 0) {
            text.append(" <- ").append(cause);
        }
        return text.toString();
    }
}
