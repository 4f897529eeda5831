package io.github.windlass4j.core.chain.emulation;

import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The signature algorithms that the running JDK's client accepts on certificates: taken from a handshake in memory. */
final class SchemesOfAHandshake {
    private static final int MOST_STEPS = 100;

    private static final class Holder {
        static final String[] LOCAL = ask();
    }

    private SchemesOfAHandshake() {}

    static String[] local() {
        return Holder.LOCAL.clone();
    }

    private static String[] ask() {
        try {
            Listener listener = new Listener();
            SSLContext client = SSLContext.getInstance("TLS");
            client.init(null, new TrustManager[] {listener}, null);
            SSLEngine asking = client.createSSLEngine("localhost", 443);
            asking.setUseClientMode(true);
            SSLEngine answering = server().createSSLEngine();
            answering.setUseClientMode(false);
            ByteBuffer up = ByteBuffer.allocate(1 << 16);
            ByteBuffer down = ByteBuffer.allocate(1 << 16);
            for (int step = 0; listener.heard == null && step < MOST_STEPS; step++) {
                step(asking, down, up);
                step(answering, up, down);
            }
            String[] heard = listener.heard;
            if (heard == null) {
                throw new IllegalStateException("the handshake never reached the trust manager");
            }
            return heard;
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException("no handshake in memory", e);
        }
    }

    private static SSLContext server() throws GeneralSecurityException, java.io.IOException {
        Issued server = Mint.seeded(1).selfSigned("localhost", spec -> spec);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", server.privateKey(), new char[0], server.x509Chain());
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_UNWRAP -> {
                in.flip();
                engine.unwrap(in, ByteBuffer.allocate(1 << 16));
                in.compact();
            }
            default -> engine.wrap(ByteBuffer.allocate(0), out);
        }
    }

    private static final class Listener extends X509ExtendedTrustManager {
        private String @Nullable [] heard;

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            heard = ((ExtendedSSLSession) engine.getHandshakeSession()).getLocalSupportedSignatureAlgorithms();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
