package io.github.windlass4j.examples.tour;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.testkit.TlsServer;
import io.github.windlass4j.truststore.jdbc.WindlassSslSocketFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Properties;

/** pgjdbc, HikariCP and Spring Boot with the socket factory, against a server that speaks PostgreSQL's TLS: {@code [root.crt]}. */
public final class SocketFactoryRecipes {
    /** The server refuses every session after TLS with this state: who sees it has finished the handshake. */
    private static final String AFTER_THE_HANDSHAKE = "0A000";

    /** Opens one connection. */
    private interface Attempt {
        Connection open() throws SQLException;
    }

    private SocketFactoryRecipes() {}

    public static void main(String[] arguments) throws IOException {
        Authority root = Mint.seeded(1).at(Instant.now()).root("Shop root");
        Issued leaf = root.issueAuthority("Shop issuing CA").issueLeaf("localhost");
        Path roots = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempFile("root", ".crt");
        if (arguments.length == 0) {
            Files.writeString(roots, root.chainPem());
        }
        String factory = WindlassSslSocketFactory.class.getName();
        try (TlsServer server = TlsServer.startPostgres(leaf.privateKey(), leaf.chain())) {
            String url =
                    "jdbc:postgresql://localhost:" + server.port() + "/shop?sslmode=verify-full&sslrootcert=" + roots;

            System.out.println("pgjdbc: " + outcome(() -> DriverManager.getConnection(url + "&sslfactory=" + factory)));

            HikariConfig pool = new HikariConfig();
            pool.setJdbcUrl(url);
            pool.addDataSourceProperty("sslfactory", factory);
            System.out.println("HikariCP: " + outcome(() -> first(pool)));

            // Spring Boot hands the URL to its pool as it is, so that the socket factory is one word in
            // application.properties.
            Properties application = new Properties();
            application.load(new StringReader("spring.datasource.url=" + url + "&sslfactory=" + factory));
            HikariConfig spring = new HikariConfig();
            spring.setJdbcUrl(application.getProperty("spring.datasource.url"));
            System.out.println("Spring Boot: " + outcome(() -> first(spring)));
        }
    }

    private static Connection first(HikariConfig config) throws SQLException {
        config.setInitializationFailTimeout(1);
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            return pool.getConnection();
        }
    }

    /** What the driver says, from the innermost exception that says it. */
    private static String outcome(Attempt attempt) {
        try (Connection connection = attempt.open()) {
            return "connected, " + connection;
        } catch (SQLException | RuntimeException refused) {
            Throwable cause = refused;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            boolean secured = cause instanceof SQLException said && AFTER_THE_HANDSHAKE.equals(said.getSQLState());
            return secured ? "TLS established, chain and host verified" : "refused: " + cause.getMessage();
        }
    }
}
