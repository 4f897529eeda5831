package io.github.windlass4j.truststore.jdbc;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.SignatureMemo;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.truststore.authority.Authorities;
import io.github.windlass4j.truststore.authority.Withdrawal;
import io.github.windlass4j.truststore.diagnose.Cause;
import io.github.windlass4j.truststore.diagnose.Diagnosis;
import io.github.windlass4j.truststore.jdbc.HandshakeListener.Warning;
import io.github.windlass4j.truststore.store.UnreadableStoreException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trust manager that judges server chains by Windlass' rules, reads its stores again when their files change, and says in
 * its exception what is wrong and what helps. For drivers that take a class name, such as SQL Server's
 * {@code trustManagerClass} with {@code trustManagerConstructorArg}:
 * {@code stores=/etc/db-roots.pem,jvm;sslmode=verify-full}.
 *
 * <p>It warns, once for each cause, when a chain passes only thanks to a pinned certificate, to an anchor that ends or loses
 * its trust soon, or while its store is not ready for a published rotation of the server's issuing CA. It does not fetch
 * anything, and clients' certificates are none of its business.
 */
public final class WindlassTrustManager extends X509ExtendedTrustManager {
    /** A path or anchor that ends within this time is warned about; the longest of the usual 30, 14 and 7 days. */
    static final Duration SOON = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(WindlassTrustManager.class);

    private final JdbcSettings settings;
    private final LiveStore store;
    private final Clock clock;
    private final @Nullable HandshakeListener listener;
    private final Authorities known;
    private final SignatureMemo memo = SignatureMemo.standard();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * For drivers: {@code stores=PATH,PATH,jvm;sslmode=MODE;storePassword=...;rules=private-pki|webpki|rfc5280}.
     *
     * @throws IllegalArgumentException if the text is not of this form; never repeats a password
     */
    public WindlassTrustManager(String settings) {
        this(JdbcSettings.ofText(settings), Clock.systemUTC(), null);
    }

    WindlassTrustManager(JdbcSettings settings, Clock clock, @Nullable HandshakeListener listener) {
        this(settings, clock, listener, Authorities.azure());
    }

    WindlassTrustManager(JdbcSettings settings, Clock clock, @Nullable HandshakeListener listener, Authorities known) {
        this.settings = settings;
        this.store = new LiveStore(settings.stores(), settings.password());
        this.clock = clock;
        this.listener = listener;
        this.known = known;
    }

    /** The same with a listener of its own. */
    public WindlassTrustManager withListener(HandshakeListener metrics) {
        return new WindlassTrustManager(settings, clock, Objects.requireNonNull(metrics), known);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, null, false);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        if (socket instanceof SSLSocket tls) {
            SSLSession session = tls.getHandshakeSession();
            check(chain, session == null ? null : session.getPeerHost(), identifies(tls.getSSLParameters()));
        } else {
            check(chain, null, false);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        SSLSession session = engine.getHandshakeSession();
        check(
                chain,
                session == null ? engine.getPeerHost() : session.getPeerHost(),
                identifies(engine.getSSLParameters()));
    }

    /** Whether the driver itself asked JSSE for the host: then it relies on the trust manager, whatever the sslmode. */
    private static boolean identifies(SSLParameters parameters) {
        String algorithm = parameters.getEndpointIdentificationAlgorithm();
        return algorithm != null && !algorithm.isEmpty();
    }

    private void check(X509Certificate @Nullable [] chain, @Nullable String host, boolean hostAsked)
            throws CertificateException {
        if (chain == null || chain.length == 0) {
            throw new IllegalArgumentException("chain: 0 certificates (want >= 1)");
        }
        Instant start = clock.instant();
        if (!settings.verifiesChain()) {
            warnOnce(
                    "mode",
                    "sslmode={} accepts every server: the connection is encrypted, not protected",
                    settings.mode().text());
            report(start, true, Optional.empty(), null, start, Set.of(Warning.ANY_SERVER));
            return;
        }
        List<Certificate> sent;
        List<Certificate> anchors;
        try {
            sent = Stream.of(chain).map(Certificate::of).toList();
            anchors = store.anchors();
        } catch (MalformedCertificateException | UnreadableStoreException | LiveStore.UnusableStore e) {
            report(start, false, Optional.empty(), null, start, Set.of());
            throw new CertificateException(e.getMessage(), e);
        }
        ChainRequest request = ChainRequest.of(sent).anchors(anchors).at(start).memo(memo);
        if (hostAsked || settings.verifiesHost()) {
            request = request.host(expected(host));
        }
        ChainVerdict verdict = ChainValidator.of(settings.rules()).validate(request);
        if (verdict instanceof ChainVerdict.Rejected rejected) {
            Diagnosis diagnosis = Diagnosis.of(rejected, anchors, sent);
            report(
                    start,
                    false,
                    diagnosis.isCertain() ? Optional.of(diagnosis.causes().get(0)) : Optional.empty(),
                    null,
                    start,
                    Set.of());
            throw new CertificateException(diagnosis + "\n" + store.asOne() + "\n" + rejected);
        }
        ChainVerdict.Trusted trusted = (ChainVerdict.Trusted) verdict;
        Instant end = trusted.path().stream()
                .map(Certificate::notAfter)
                .min(Instant::compareTo)
                .orElseThrow();
        boolean pinned = !trusted.anchor().isSelfIssued() && !holdsWithoutPins(request, anchors);
        report(start, true, Optional.empty(), trusted, end, warn(trusted, pinned, end, start));
    }

    private boolean holdsWithoutPins(ChainRequest request, List<Certificate> anchors) {
        List<Certificate> roots =
                anchors.stream().filter(Certificate::isSelfIssued).toList();
        return ChainValidator.of(settings.rules())
                .validate(request.anchors(roots))
                .isTrusted();
    }

    /** A number that grows whenever the anchors change; sessions of an older one must not be resumed. */
    int generation() {
        if (!settings.verifiesChain()) {
            return 0;
        }
        try {
            return store.generation();
        } catch (UnreadableStoreException | LiveStore.UnusableStore e) {
            // The handshake says so, with the place.
            return 0;
        }
    }

    private static ServerName expected(@Nullable String host) throws CertificateException {
        if (host == null || host.isEmpty()) {
            throw new CertificateException("sslmode=verify-full needs the host name, and the driver did not tell it;"
                    + " use verify-ca, or a driver that passes the host to its socket factory");
        }
        try {
            return ServerName.parse(host);
        } catch (IllegalArgumentException e) {
            throw new CertificateException("host \"" + host + "\": " + e.getMessage(), e);
        }
    }

    private Set<Warning> warn(ChainVerdict.Trusted trusted, boolean pinned, Instant end, Instant now) {
        Set<Warning> warnings = EnumSet.noneOf(Warning.class);
        Certificate anchor = trusted.anchor();
        if (pinned) {
            warnings.add(Warning.PINNED);
            warnOnce(
                    "pin " + anchor.sha256(),
                    "the server is trusted only because {} is pinned: it breaks with the next rotation of that"
                            + " certificate; trust its root instead",
                    anchor.subject());
        }
        if (Duration.between(now, end).compareTo(SOON) < 0) {
            warnings.add(Warning.ENDS_SOON);
            warnOnce("end " + end, "the path to {} ends at {}", anchor.subject(), end);
        }
        for (Withdrawal withdrawal : known.withdrawals()) {
            boolean concerned = known.certificate(withdrawal.certificate())
                    .filter(certificate -> certificate.isSameAuthorityAs(anchor))
                    .isPresent();
            if (concerned) {
                warnings.add(Warning.WITHDRAWN);
                warnOnce(
                        "withdrawal " + withdrawal,
                        "{} loses the trust of {} on {}",
                        anchor.subject(),
                        withdrawal.programme(),
                        withdrawal.instant());
            }
        }
        ComingRotation.warning(known, trusted.path(), store.asOne(), now).ifPresent(text -> {
            warnings.add(Warning.ROTATION_AHEAD);
            warnOnce("rotation " + text, "{}", text);
        });
        return warnings;
    }

    private void warnOnce(String cause, String text, Object... values) {
        if (warned.add(cause)) {
            LOG.warn(text, values);
        }
    }

    private void report(
            Instant start,
            boolean accepted,
            Optional<Cause> cause,
            ChainVerdict.@Nullable Trusted trusted,
            Instant end,
            Set<Warning> warnings) {
        if (listener == null) {
            return;
        }
        HandshakeListener.Report report = new HandshakeListener.Report(
                accepted,
                Duration.between(start, clock.instant()),
                cause,
                Optional.ofNullable(trusted).map(t -> t.anchor().subject().toString()),
                trusted == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(Duration.between(start, end).toDays()),
                warnings);
        try {
            listener.checked(report);
        } catch (RuntimeException e) {
            LOG.debug("the listener failed", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this trust manager judges servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    /** None: they would only go into the list of authorities that a TLS server sends. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    /** The settings, without any password. */
    @Override
    public String toString() {
        return "WindlassTrustManager[" + settings + "]";
    }
}
