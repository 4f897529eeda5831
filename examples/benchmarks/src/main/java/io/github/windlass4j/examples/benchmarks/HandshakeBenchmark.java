package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.tls.ChainTrustManager;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * A full TLS handshake, client and server in the calling thread without a socket, the host verified, no session resumed. The
 * server presents a chain of {@link Shape#P256} or {@link Shape#RSA_2048}: always the same (memoised: both sides have judged
 * it before), or one never seen (first contact: our manager starts with an empty memo, the JDK's meets new objects).
 */
final class HandshakeBenchmark implements ProcessorRows {
    /** More than the 750 that the JDK's cache of parsed certificates holds. */
    private static final int DISTINCT = 800;

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Map<String, Callable<Cost>> operations = new TreeMap<>();
    private int port;

    HandshakeBenchmark() throws Exception {
        for (Shape shape : List.of(Shape.P256, Shape.RSA_2048)) {
            KeyType keys = shape.keys();
            Mint mint = Mint.seeded(13).at(Shape.AT).keys(keys);
            Authority root = mint.root("Benchmark Root");
            KeyPair caKey = mint.keyPair(keys);
            KeyPair leafKey = mint.keyPair(keys);
            List<SSLContext> servers = new ArrayList<>();
            for (int i = 0; i < DISTINCT; i++) {
                BigInteger serial = BigInteger.valueOf(1_000_000L + i);
                Authority ca = root.issueAuthority(
                        "Benchmark CA", spec -> spec.key(caKey).serial(serial));
                servers.add(server(
                        leafKey,
                        ca.issueLeaf(Shape.HOST, spec -> spec.key(leafKey).serial(serial))
                                .chain()));
            }
            TrustManager jdk = Jdk.trustManager(List.of(root.certificate().toX509()));
            TrustManager windlass = windlass(root);
            SSLContext jdkClient = client(jdk);
            SSLContext windlassClient = client(windlass);
            add(shape + " memoised\twindlass", () -> handshake(windlassClient, servers.get(0)));
            add(shape + " memoised\tjdk", () -> handshake(jdkClient, servers.get(0)));
            int[] next = new int[2];
            add(
                    shape + " first contact\twindlass",
                    () -> handshake(client(windlass(root)), servers.get(next[0]++ % DISTINCT)));
            add(shape + " first contact\tjdk", () -> handshake(client(jdk), servers.get(next[1]++ % DISTINCT)));
        }
    }

    private void add(String name, Callable<?> operation) {
        operations.put(name, ThreadCost.of(operation));
    }

    @Override
    public Map<String, Callable<Cost>> operations() {
        return operations;
    }

    private static TrustManager windlass(Authority root) {
        return ChainTrustManager.of(
                ChainValidator.of(Profile.PRIVATE_PKI), List.of(root.certificate()), Clock.systemUTC());
    }

    private static SSLContext server(KeyPair key, List<Certificate> chain) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                key.getPrivate(),
                PASSWORD,
                chain.stream().map(Certificate::toX509).toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[0], null);
        return context;
    }

    private static SSLContext client(TrustManager trust) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        return context;
    }

    private boolean handshake(SSLContext clientContext, SSLContext serverContext) throws SSLException {
        // Another port each time: sessions are kept by host and port.
        port = port % 60_000 + 1;
        SSLEngine client = clientContext.createSSLEngine(Shape.HOST, port);
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(parameters);
        SSLEngine server = serverContext.createSSLEngine();
        server.setUseClientMode(false);
        Wire wire = new Wire(client, server);
        while (isOpen(client) || isOpen(server)) {
            wire.step();
        }
        if (!client.getSession().isValid() || !client.getSession().getProtocol().equals("TLSv1.3")) {
            throw new IllegalStateException("no TLS 1.3: " + client.getSession());
        }
        return true;
    }

    private static boolean isOpen(SSLEngine engine) {
        HandshakeStatus status = engine.getHandshakeStatus();
        return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
    }

    /** Two engines and what is under way between them. */
    private static final class Wire {
        private final SSLEngine client;
        private final SSLEngine server;
        private final ByteBuffer toServer = ByteBuffer.allocate(40_000);
        private final ByteBuffer toClient = ByteBuffer.allocate(40_000);
        private final ByteBuffer data = ByteBuffer.allocate(20_000);

        Wire(SSLEngine client, SSLEngine server) throws SSLException {
            this.client = client;
            this.server = server;
            client.beginHandshake();
            server.beginHandshake();
        }

        void step() throws SSLException {
            turn(client, toServer, toClient);
            turn(server, toClient, toServer);
        }

        private void turn(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                engine.wrap(ByteBuffer.allocate(0), out);
                work(engine);
            }
            in.flip();
            while (in.hasRemaining()) {
                SSLEngineResult result = engine.unwrap(in, data);
                work(engine);
                if (result.bytesConsumed() == 0 && engine.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP) {
                    break;
                }
            }
            in.compact();
        }

        private static void work(SSLEngine engine) {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        }
    }
}
