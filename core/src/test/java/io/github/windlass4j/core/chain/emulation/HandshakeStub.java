package io.github.windlass4j.core.chain.emulation;

import java.nio.ByteBuffer;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import org.jspecify.annotations.Nullable;

/**
 * An engine in the middle of a TLS 1.3 handshake as far as a trust manager looks at it: session, signature algorithms, host and
 * identification. The trust manager takes the date from its parameters, which a real handshake could not be given.
 */
final class HandshakeStub extends SSLEngine {
    private final @Nullable String host;

    HandshakeStub(@Nullable String host) {
        super(host == null ? "unchecked.test" : host, 443);
        this.host = host;
    }

    @Override
    public SSLSession getHandshakeSession() {
        return new Session(getPeerHost());
    }

    @Override
    public SSLParameters getSSLParameters() {
        SSLParameters parameters = new SSLParameters();
        if (host != null) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }

    private static UnsupportedOperationException notAsked() {
        return new UnsupportedOperationException("no trust manager asks for this");
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer target) {
        throw notAsked();
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] targets, int offset, int length) {
        throw notAsked();
    }

    @Override
    public Runnable getDelegatedTask() {
        throw notAsked();
    }

    @Override
    public void closeInbound() {
        throw notAsked();
    }

    @Override
    public boolean isInboundDone() {
        throw notAsked();
    }

    @Override
    public void closeOutbound() {
        throw notAsked();
    }

    @Override
    public boolean isOutboundDone() {
        throw notAsked();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        throw notAsked();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        throw notAsked();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        throw notAsked();
    }

    @Override
    public String[] getSupportedProtocols() {
        throw notAsked();
    }

    @Override
    public String[] getEnabledProtocols() {
        throw notAsked();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        throw notAsked();
    }

    @Override
    public SSLSession getSession() {
        throw notAsked();
    }

    @Override
    public void beginHandshake() {
        throw notAsked();
    }

    @Override
    public SSLEngineResult.HandshakeStatus getHandshakeStatus() {
        throw notAsked();
    }

    @Override
    public void setUseClientMode(boolean mode) {
        throw notAsked();
    }

    @Override
    public boolean getUseClientMode() {
        return true;
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        throw notAsked();
    }

    @Override
    public boolean getNeedClientAuth() {
        return false;
    }

    @Override
    public void setWantClientAuth(boolean want) {
        throw notAsked();
    }

    @Override
    public boolean getWantClientAuth() {
        return false;
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
        throw notAsked();
    }

    @Override
    public boolean getEnableSessionCreation() {
        return true;
    }

    private static final class Session extends ExtendedSSLSession {
        private final String host;

        Session(String host) {
            this.host = host;
        }

        @Override
        public String[] getLocalSupportedSignatureAlgorithms() {
            return SchemesOfAHandshake.local();
        }

        @Override
        public String[] getPeerSupportedSignatureAlgorithms() {
            return SchemesOfAHandshake.local();
        }

        @Override
        public List<SNIServerName> getRequestedServerNames() {
            return List.of();
        }

        @Override
        public List<byte[]> getStatusResponses() {
            return List.of();
        }

        @Override
        public String getProtocol() {
            return "TLSv1.3";
        }

        @Override
        public String getPeerHost() {
            return host;
        }

        @Override
        public String getCipherSuite() {
            return "TLS_AES_128_GCM_SHA256";
        }

        @Override
        public int getPeerPort() {
            return 443;
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public byte[] getId() {
            return new byte[0];
        }

        @Override
        public SSLSessionContext getSessionContext() {
            throw notAsked();
        }

        @Override
        public long getCreationTime() {
            throw notAsked();
        }

        @Override
        public long getLastAccessedTime() {
            throw notAsked();
        }

        @Override
        public void invalidate() {
            throw notAsked();
        }

        @Override
        public void putValue(String name, Object value) {
            throw notAsked();
        }

        @Override
        public Object getValue(String name) {
            throw notAsked();
        }

        @Override
        public void removeValue(String name) {
            throw notAsked();
        }

        @Override
        public String[] getValueNames() {
            throw notAsked();
        }

        @Override
        public Certificate[] getPeerCertificates() {
            throw notAsked();
        }

        @Override
        public Certificate[] getLocalCertificates() {
            throw notAsked();
        }

        @Override
        public Principal getPeerPrincipal() {
            throw notAsked();
        }

        @Override
        public Principal getLocalPrincipal() {
            throw notAsked();
        }

        @Override
        public int getPacketBufferSize() {
            throw notAsked();
        }

        @Override
        public int getApplicationBufferSize() {
            throw notAsked();
        }
    }
}
