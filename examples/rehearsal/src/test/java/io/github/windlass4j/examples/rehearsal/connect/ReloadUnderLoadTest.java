package io.github.windlass4j.examples.rehearsal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.testkit.TlsServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that never stop connecting while their trust store and the server's certificate change under them in the right
 * order: new root into the store, new certificate on the server, and when every client has connected anew, old root out of
 * the store. Three rotations in a build; twenty over at least a minute with {@code -Dwindlass.deep=true}.
 */
class ReloadUnderLoadTest {
    private static final boolean DEEP = Boolean.getBoolean("windlass.deep");
    private static final int ROTATIONS = DEEP ? 20 : 3;
    private static final Duration AT_LEAST = DEEP ? Duration.ofSeconds(60) : Duration.ZERO;
    private static final int CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** SQLSTATE with which {@link TlsServer} ends what has passed the TLS handshake. */
    private static final String HANDSHAKE_PASSED = "0A000";

    @TempDir
    Path folder;

    private final AtomicIntegerArray connections = new AtomicIntegerArray(CLIENTS);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean finished;

    @Test
    void no_connection_fails_and_none_reaches_a_server_that_lags_behind() throws Exception {
        Mint mint = Mint.random(new SecureRandom()).at(Instant.now());
        List<Issued> leaves = IntStream.rangeClosed(0, ROTATIONS)
                .mapToObj(i ->
                        mint.root("Root " + i).issueAuthority("Issuing CA " + i).issueLeaf("localhost"))
                .toList();
        Path store = folder.resolve("roots.pem");
        write(store, leaves.get(0));
        long start = System.nanoTime();
        int lagging = 0;
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (RealServer server = RealServer.start(folder, leaves.get(0))) {
            String url = server.url("localhost", "verify-full", RealServer.OURS, store);
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                threads.execute(() -> keepConnecting(url, number));
            }
            for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
                everyClientConnects();
                Issued old = leaves.get(rotation - 1);
                Issued next = leaves.get(rotation);
                try (TlsServer laggard = TlsServer.startPostgres(old.privateKey(), old.chain())) {
                    write(store, old, next);
                    assertThat(reaches(laggard, store))
                            .as("before the old root goes")
                            .isTrue();
                    server.serve(next);
                    everyClientConnects();
                    write(store, next);
                    for (int attempt = 0; attempt < CLIENTS; attempt++) {
                        lagging += reaches(laggard, store) ? 1 : 0;
                    }
                }
                waitUntil(start + AT_LEAST.toNanos() * rotation / ROTATIONS);
            }
            everyClientConnects();
            finished = true;
            threads.shutdown();
            assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            finished = true;
            threads.shutdownNow();
        }
        int made = IntStream.range(0, CLIENTS).map(connections::get).sum();
        System.out.println("reload under load: " + made + " connections by " + CLIENTS + " clients over " + ROTATIONS
                + " rotations in " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s, " + failures.size()
                + " failed, " + lagging + " reached the lagging server");
        assertThat(failures).isEmpty();
        assertThat(lagging).isZero();
    }

    private void keepConnecting(String url, int client) {
        while (!finished) {
            try (Connection connection = DriverManager.getConnection(url)) {
                if (!connection.isValid(60)) {
                    failures.add("not valid");
                }
            } catch (SQLException e) {
                failures.add(e.getSQLState() + " " + e.getMessage() + " <- " + e.getCause());
            }
            connections.incrementAndGet(client);
        }
    }

    /** Two more of each client: the first may have begun before, the second has begun since. */
    private void everyClientConnects() throws InterruptedException {
        List<Integer> goals = IntStream.range(0, CLIENTS)
                .map(connections::get)
                .map(made -> made + 2)
                .boxed()
                .toList();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int client = 0; client < CLIENTS; client++) {
            while (connections.get(client) < goals.get(client)) {
                assertThat(System.nanoTime())
                        .as("client " + client + " connects")
                        .isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    private static boolean reaches(TlsServer server, Path store) {
        String url = RealServer.url("localhost", server.port(), "verify-ca", RealServer.OURS, store);
        try (Connection connection = DriverManager.getConnection(url)) {
            return !connection.isClosed();
        } catch (SQLException e) {
            return HANDSHAKE_PASSED.equals(e.getSQLState());
        }
    }

    private static void write(Path store, Issued... leaves) throws Exception {
        List<Certificate> roots = new ArrayList<>();
        for (Issued leaf : leaves) {
            roots.add(leaf.path().get(leaf.path().size() - 1));
        }
        RealServer.write(store, roots.toArray(Certificate[]::new));
    }

    private static void waitUntil(long instant) throws InterruptedException {
        long left = instant - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }
}
