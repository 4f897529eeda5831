package io.github.windlass4j.examples.rehearsal.postgres;

import io.github.windlass4j.core.cert.Certificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * One running PostgreSQL with TLS on 127.0.0.1. Its certificate can be swapped and its access rule changed without a
 * restart. Closing stops it.
 */
public final class PostgresServer implements AutoCloseable {
    /** The account and database of the rehearsal; connections are trusted, because only the TLS part is rehearsed. */
    public static final String USER = "rehearsal";

    private static final String DATABASE = "postgres";
    private static final int MOST_PORTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PROBE_MILLIS = 5_000;
    private static final int LOG_TAIL = 2_000;

    private final PostgresPrograms programs;
    private final ServerUser user;
    private final Path home;
    private final Path data;
    private final Path log;
    private final int port;
    private final Process process;

    /** Where the log ended when the configuration was last reloaded. */
    private long logMark;

    private PostgresServer(PostgresPrograms programs, ServerUser user, Path home, int port) throws IOException {
        this.programs = programs;
        this.user = user;
        this.home = home;
        this.data = home.resolve("data");
        this.log = home.resolve("server.log");
        this.port = port;
        this.process = new ProcessBuilder(
                        user.command(List.of(programs.program("postgres").toString(), "-D", data.toString())))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
    }

    /**
     * Creates a database cluster below {@code home} and starts it, serving {@code chain} with {@code keyPem}.
     *
     * @param home an empty directory; everything is written below it
     * @param chain leaf first, as the server shall send it
     * @param keyPem the leaf's private key, PKCS#8 PEM
     */
    public static PostgresServer start(PostgresPrograms programs, Path home, List<Certificate> chain, String keyPem) {
        return start(programs, home, chain, keyPem, PostgresServer::freePort);
    }

    /** Where a server may listen: somebody else may have taken the port before the server does, so it is asked again. */
    interface Ports {
        int next() throws IOException;
    }

    static PostgresServer start(
            PostgresPrograms programs, Path home, List<Certificate> chain, String keyPem, Ports ports) {
        ServerUser user = ServerUser.current();
        try {
            // The unprivileged account must be able to reach the data below this process's private directory.
            if (Files.getFileStore(home).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            user.own(home);
            Path data = home.resolve("data");
            Run initdb = Run.of(
                    user.command(List.of(
                            programs.program("initdb").toString(),
                            "--pgdata=" + data,
                            "--username=" + USER,
                            "--auth=trust",
                            "--encoding=UTF8",
                            "--no-locale",
                            "--no-sync")),
                    home);
            if (initdb.exitCode() != 0) {
                throw new PostgresException("initdb ended with " + initdb.exitCode() + ": " + initdb.output());
            }
            writeIdentity(data, chain, keyPem, user);
            writeAccess(data, Access.PLAIN_AND_TLS, user);
            for (int attempt = 1; true; attempt++) {
                int port = ports.next();
                Files.writeString(data.resolve("postgresql.conf"), configuration(port));
                PostgresServer server = new PostgresServer(programs, user, home, port);
                try {
                    server.awaitLeaf(chain.get(0));
                    return server;
                } catch (RuntimeException e) {
                    server.close();
                    if (attempt == MOST_PORTS || !server.logSince(0).contains("Address already in use")) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            throw new PostgresException("cannot start PostgreSQL in " + home + ": " + e.getMessage(), e);
        }
    }

    private static String configuration(int port) {
        return """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                ssl = on
                ssl_cert_file = 'server.crt'
                ssl_key_file = 'server.key'
                fsync = off
                max_connections = 40
                shared_buffers = '16MB'
                dynamic_shared_memory_type = mmap
                """.formatted(port);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    /** What the server says of itself, such as {@code 18.1}. */
    public String version() {
        return ask("SHOW server_version");
    }

    /**
     * Gives the server another certificate without a restart, and returns when it serves it.
     *
     * @param chain leaf first
     * @param keyPem the leaf's private key, PKCS#8 PEM
     * @throws PostgresException when the server does not serve the new leaf in time; with what it logged
     */
    public void serve(List<Certificate> chain, String keyPem) {
        try {
            writeIdentity(data, chain, keyPem, user);
        } catch (IOException e) {
            throw new PostgresException("cannot write the certificate: " + e.getMessage(), e);
        }
        reload();
        awaitLeaf(chain.get(0));
    }

    /** Changes who may connect how; returns when a connection of the kind that changes has felt it. */
    public void admit(Access access) {
        try {
            writeAccess(data, access, user);
        } catch (IOException e) {
            throw new PostgresException("cannot write the access rules: " + e.getMessage(), e);
        }
        reload();
        await("the new access rules", () -> plainAdmitted() == (access == Access.PLAIN_AND_TLS));
    }

    /** The answer of {@code pg_reload_conf()} is true even when the server refuses what it finds: never rely on it. */
    private void reload() {
        logMark = log.toFile().length();
        ask("SELECT pg_reload_conf()");
    }

    private void awaitLeaf(Certificate leaf) {
        await(
                "the certificate " + leaf.sha256(),
                () -> ServerProbe.chainOf("127.0.0.1", port, PROBE_MILLIS)
                        .get(0)
                        .equals(leaf));
    }

    private boolean plainAdmitted() throws IOException {
        try (Connection connection = connect("disable")) {
            return connection.isValid(0);
        } catch (SQLException e) {
            return false;
        }
    }

    private String ask(String query) {
        try (Connection connection = connect("require");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new PostgresException(query + ": " + e.getMessage(), e);
        }
    }

    private Connection connect(String sslmode) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("sslmode", sslmode);
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE, properties);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        do {
            if (!process.isAlive()) {
                throw new PostgresException("PostgreSQL ended with " + process.exitValue() + " while waiting for "
                        + what + ": " + logTail());
            }
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IOException e) {
                last = " (" + e.getMessage() + ")";
            }
            pause();
        } while (System.nanoTime() < deadline && !refused());
        throw new PostgresException("PostgreSQL does not serve " + what + last + ": " + logTail());
    }

    /** The server logs this when it keeps the old certificate because the new files do not fit together. */
    private boolean refused() {
        return logSince(logMark).contains("SSL configuration was not reloaded");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresException("interrupted", e);
        }
    }

    /** The end of what the server logged. */
    public String logTail() {
        return logSince(Math.max(0, log.toFile().length() - LOG_TAIL));
    }

    private String logSince(long offset) {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(Math.min(offset, Files.size(log)));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    private static void writeIdentity(Path data, List<Certificate> chain, String keyPem, ServerUser user)
            throws IOException {
        StringBuilder pem = new StringBuilder();
        chain.forEach(certificate -> pem.append(certificate.toPem()));
        replace(data.resolve("server.crt"), pem.toString(), user);
        replace(data.resolve("server.key"), keyPem, user);
    }

    private static void writeAccess(Path data, Access access, ServerUser user) throws IOException {
        replace(data.resolve("pg_hba.conf"), access.rule() + "\n", user);
    }

    /** Written beside and moved over: the server never reads half a file. */
    private static void replace(Path file, String content, ServerUser user) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, content);
        user.own(fresh);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            Run.of(
                    user.command(List.of(
                            programs.program("pg_ctl").toString(),
                            "stop",
                            "--pgdata=" + data,
                            "--mode=immediate",
                            "--timeout=20")),
                    home);
        }
        process.destroyForcibly();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
