package io.github.windlass4j.examples.rehearsal.connect;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.examples.rehearsal.postgres.Access;
import io.github.windlass4j.examples.rehearsal.postgres.PostgresPrograms;
import io.github.windlass4j.examples.rehearsal.postgres.PostgresServer;
import io.github.windlass4j.truststore.jdbc.WindlassSslSocketFactory;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL that admits encrypted connections only, and the URLs to reach it. */
final class RealServer implements AutoCloseable {
    /** The driver's own factory, which reads {@code sslrootcert}. */
    static final String DRIVERS_OWN = "org.postgresql.ssl.LibPQFactory";

    static final String OURS = WindlassSslSocketFactory.class.getName();

    private final PostgresServer server;

    private RealServer(PostgresServer server) {
        this.server = server;
    }

    /** Starts it below {@code folder}; the test is skipped with one line where no PostgreSQL fits the platform. */
    static RealServer start(Path folder, Issued leaf) throws IOException {
        JdbcConnector.quietenDriver();
        // A PostgreSQL that runs under another account must reach its data.
        folder.toFile().setExecutable(true, false);
        Optional<PostgresPrograms> programs =
                PostgresPrograms.bundled(Files.createDirectory(folder.resolve("programs")));
        if (programs.isEmpty()) {
            System.out.println("skipped, no PostgreSQL binaries for this platform");
            Assumptions.abort("no PostgreSQL binaries for this platform");
        }
        folder.resolve("programs").toFile().setExecutable(true, false);
        PostgresServer server = PostgresServer.start(
                programs.get(), Files.createDirectory(folder.resolve("server")), leaf.chain(), leaf.privateKeyPem());
        server.admit(Access.TLS_ONLY);
        return new RealServer(server);
    }

    void serve(Issued leaf) {
        server.serve(leaf.chain(), leaf.privateKeyPem());
    }

    String url(String host, String mode, String factory, Path rootFile) {
        return url(host, server.port(), mode, factory, rootFile);
    }

    static String url(String host, int port, String mode, String factory, Path rootFile) {
        return "jdbc:postgresql://" + host + ":" + port + "/postgres?user=" + PostgresServer.USER + "&sslmode=" + mode
                + "&sslfactory=" + factory + "&sslrootcert=" + rootFile + "&connectTimeout=60&socketTimeout=60";
    }

    /** The certificates as PEM, written beside and moved over what was there. */
    static void write(Path file, Certificate... certificates) throws IOException {
        StoreFile.pem(TrustStore.of(file.toString(), List.of(certificates))).writeTo(file);
    }

    @Override
    public void close() {
        server.close();
    }
}
