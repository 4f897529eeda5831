package io.github.windlass4j.core.chain.tls;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.core.chain.SignatureMemo;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.internal.Count;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A trust manager that asks a {@link ChainValidator}. A refusal is a {@link ChainRejectedException} with the explanation.
 *
 * <p>The host is checked exactly where JSSE's own manager checks it: if the connection's parameters name an endpoint
 * identification algorithm, by the requested server name, else by the peer's host. The two-argument methods of
 * {@code X509TrustManager} know no connection and check no host.
 */
public final class ChainTrustManager extends X509ExtendedTrustManager {
    private final ChainValidator validator;
    private final List<Certificate> anchors;
    private final InstantSource clock;
    private final UnaryOperator<ChainRequest> settings;
    private final SignatureMemo memo = SignatureMemo.standard();
    private final KnownChains known = new KnownChains();
    private volatile @Nullable ChainRequest first;

    private ChainTrustManager(
            ChainValidator validator,
            Collection<Certificate> anchors,
            InstantSource clock,
            UnaryOperator<ChainRequest> settings) {
        this.validator = requireNonNull(validator);
        this.anchors = List.copyOf(anchors);
        this.clock = requireNonNull(clock);
        this.settings = settings;
    }

    /** A trust manager with these anchors; {@code clock} is asked once per handshake. */
    public static ChainTrustManager of(ChainValidator validator, Collection<Certificate> anchors, InstantSource clock) {
        return new ChainTrustManager(validator, anchors, clock, UnaryOperator.identity());
    }

    /** This trust manager with further settings of each request, such as revocation data or a budget. */
    public ChainTrustManager with(UnaryOperator<ChainRequest> more) {
        return new ChainTrustManager(validator, anchors, clock, request -> more.apply(settings.apply(request)));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, Purpose.SERVER_AUTH, Optional.empty());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain, Purpose.SERVER_AUTH, host(socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, Purpose.SERVER_AUTH, host(engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, Purpose.CLIENT_AUTH, Optional.empty());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain, Purpose.CLIENT_AUTH, Optional.empty());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, Purpose.CLIENT_AUTH, Optional.empty());
    }

    /** The anchors, which a server names to its clients. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return JdkCertificates.toX509(anchors).toArray(X509Certificate[]::new);
    }

    private void check(X509Certificate[] chain, Purpose purpose, Optional<String> host) throws CertificateException {
        if (chain.length == 0) {
            throw new IllegalArgumentException("chain: 0 certificates (want >= 1)");
        }
        ChainRequest request;
        try {
            request = question(known.of(chain)).at(clock.instant()).purpose(purpose);
            if (host.isPresent()) {
                request = request.host(ServerName.parse(host.get()));
            }
        } catch (MalformedCertificateException unreadable) {
            throw new CertificateException("certificate sent by the peer: " + unreadable.getMessage(), unreadable);
        } catch (IllegalArgumentException notAHost) {
            throw new CertificateException("host to verify: " + notAHost.getMessage(), notAHost);
        }
        ChainVerdict verdict = validator.validate(settings.apply(request));
        if (verdict instanceof ChainVerdict.Rejected rejected) {
            throw new ChainRejectedException(rejected);
        }
    }

    /** Made of the first one, as the anchors may be many. */
    private ChainRequest question(List<Certificate> presented) {
        ChainRequest earlier = first;
        if (earlier == null) {
            earlier = ChainRequest.of(presented).anchors(anchors).memo(memo).firstPathOnly();
            first = earlier;
        }
        return earlier.presenting(presented);
    }

    private static Optional<String> host(@Nullable Socket socket) throws CertificateException {
        if (!(socket instanceof SSLSocket tls)) {
            return Optional.empty();
        }
        return host(tls.getSSLParameters(), tls.getHandshakeSession());
    }

    private static Optional<String> host(@Nullable SSLEngine engine) throws CertificateException {
        return engine == null ? Optional.empty() : host(engine.getSSLParameters(), engine.getHandshakeSession());
    }

    private static Optional<String> host(SSLParameters parameters, @Nullable SSLSession session)
            throws CertificateException {
        String algorithm = parameters.getEndpointIdentificationAlgorithm();
        if (algorithm == null || algorithm.isEmpty()) {
            return Optional.empty();
        }
        if (!algorithm.equalsIgnoreCase("HTTPS") && !algorithm.equalsIgnoreCase("LDAPS")) {
            throw new CertificateException("endpoint identification algorithm " + algorithm + " (want HTTPS or LDAPS)");
        }
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName name : extended.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return Optional.of(host.getAsciiName());
                }
            }
        }
        String peer = session == null ? null : session.getPeerHost();
        if (peer == null || peer.isEmpty()) {
            throw new CertificateException("endpoint identification " + algorithm + " without a host to compare with");
        }
        return Optional.of(peer);
    }

    /** Profile and number of anchors. */
    @Override
    public String toString() {
        return validator + " with " + Count.of(anchors.size(), "anchor");
    }
}
