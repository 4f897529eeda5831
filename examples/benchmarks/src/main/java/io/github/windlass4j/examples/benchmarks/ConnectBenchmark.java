package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.testkit.TlsServer;
import io.github.windlass4j.truststore.jdbc.WindlassSslSocketFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * pgjdbc connects with {@code sslmode=verify-full}: its own factory, which reads the root file for each connection, against
 * ours, with 145 roots and with one. The server finishes the handshake and then refuses the session, which both sides of the
 * comparison pay; only the client's thread counts.
 */
final class ConnectBenchmark implements ProcessorRows {
    private static final int ROOTS = 145;

    /** SQLSTATE by which the server says that the handshake is done. */
    private static final String AFTER_HANDSHAKE = "0A000";

    private final Map<String, Callable<Cost>> operations = new TreeMap<>();

    ConnectBenchmark() throws Exception {
        for (Shape shape : List.of(Shape.P256, Shape.RSA_2048)) {
            KeyType keys = shape.keys();
            Mint mint = Mint.seeded(14).at(Shape.AT).keys(keys);
            Authority root = mint.root("Root");
            Issued leaf = root.issueAuthority("CA").issueLeaf("localhost");
            TlsServer server = TlsServer.startPostgres(leaf.privateKey(), leaf.chain());
            List<Certificate> one = List.of(root.certificate());
            List<Certificate> many = new ArrayList<>();
            for (int i = 1; i < ROOTS; i++) {
                many.add(mint.root("Root " + i).certificate());
            }
            many.addAll(one);
            add(shape + ", 145 roots\twindlass", server, many, WindlassSslSocketFactory.class.getName());
            add(shape + ", 145 roots\tlibPqFactory", server, many, "org.postgresql.ssl.LibPQFactory");
            add(shape + ", 145 roots\tlibPqFactoryOneRoot", server, one, "org.postgresql.ssl.LibPQFactory");
        }
    }

    private void add(String name, TlsServer server, List<Certificate> roots, String factory) throws Exception {
        Path file = Files.createTempFile("roots", ".pem");
        file.toFile().deleteOnExit();
        Files.writeString(file, roots.stream().map(Certificate::toPem).collect(Collectors.joining()));
        Properties properties = new Properties();
        properties.setProperty("user", "benchmark");
        properties.setProperty("password", "none");
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslrootcert", file.toString());
        properties.setProperty("sslfactory", factory);
        String url = "jdbc:postgresql://localhost:" + server.port() + "/db";
        operations.put(name, ThreadCost.of(() -> connect(url, properties)));
    }

    private static boolean connect(String url, Properties properties) {
        try (Connection refused = DriverManager.getConnection(url, properties)) {
            throw new IllegalStateException("a session with a server that has none: " + refused);
        } catch (SQLException e) {
            if (!AFTER_HANDSHAKE.equals(e.getSQLState())) {
                throw new IllegalStateException("the handshake failed", e);
            }
            return true;
        }
    }

    @Override
    public Map<String, Callable<Cost>> operations() {
        return operations;
    }
}
