package io.github.windlass4j.examples.tour;

import com.zaxxer.hikari.HikariConfig;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.testkit.TlsServer;
import io.github.windlass4j.truststore.jdbc.WindlassSslSocketFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.Properties;

/**
 * pgjdbc, HikariCP and Spring Boot with the socket factory, against a server that speaks PostgreSQL's TLS: {@code [ROOTS]}.
 */
public final class SocketFactoryRecipes {
    private SocketFactoryRecipes() {}

    public static void main(String[] arguments) throws IOException {
        Inputs.expect(arguments, "[ROOTS]", 0, 1);
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

            Attempt plain = () -> DriverManager.getConnection(url + "&sslfactory=" + factory);
            System.out.println("pgjdbc: " + plain.outcome());

            HikariConfig pool = new HikariConfig();
            pool.setJdbcUrl(url);
            pool.addDataSourceProperty("sslfactory", factory);
            System.out.println("HikariCP: " + Attempt.of(pool).outcome());

            // Spring Boot hands the URL to its pool as it is, so that the socket factory is one word in
            // application.properties.
            Properties application = new Properties();
            application.load(new StringReader("spring.datasource.url=" + url + "&sslfactory=" + factory));
            HikariConfig spring = new HikariConfig();
            spring.setJdbcUrl(application.getProperty("spring.datasource.url"));
            System.out.println("Spring Boot: " + Attempt.of(spring).outcome());
        }
    }
}
