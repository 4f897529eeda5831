package io.github.windlass4j.core.chain.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Budget;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What code that knows the JDK's reason codes gets, and what a connection must tell. */
class ReasonsTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    private static final Map<Rule, Reason> NEAREST = new EnumMap<>(Rule.class);

    static {
        put(BasicReason.EXPIRED, Rule.EXPIRED, Rule.ANCHOR_EXPIRED);
        put(BasicReason.NOT_YET_VALID, Rule.NOT_YET_VALID, Rule.ANCHOR_NOT_YET_VALID);
        put(BasicReason.REVOKED, Rule.REVOKED);
        put(
                BasicReason.UNDETERMINED_REVOCATION_STATUS,
                Rule.REVOCATION_UNKNOWN,
                Rule.CRL_UNUSABLE,
                Rule.CRL_NUMBER_UNUSABLE,
                Rule.OCSP_UNUSABLE);
        put(BasicReason.INVALID_SIGNATURE, Rule.SIGNATURE_INVALID, Rule.SIGNATURE_ALGORITHMS_DIFFER);
        put(
                PKIXReason.NO_TRUST_ANCHOR,
                Rule.ISSUER_UNKNOWN,
                Rule.ISSUER_KEY_DIFFERS,
                Rule.NO_ANCHORS,
                Rule.ROOT_NOT_TRUSTED,
                Rule.LEAF_NOT_TRUSTED,
                Rule.LOOP);
        put(PKIXReason.NAME_CHAINING, Rule.ISSUER_NAME_DIFFERS);
        put(PKIXReason.NOT_CA_CERT, Rule.BASIC_CONSTRAINTS_MISSING, Rule.BASIC_CONSTRAINTS_NOT_CA);
        put(PKIXReason.PATH_TOO_LONG, Rule.PATH_LENGTH_EXCEEDED, Rule.TOO_MANY_INTERMEDIATES);
        put(
                PKIXReason.INVALID_KEY_USAGE,
                Rule.KEY_CERT_SIGN_MISSING,
                Rule.PURPOSE_KEY_USAGE,
                Rule.LEAF_PURPOSE_MISSING,
                Rule.CA_PURPOSE_MISSING);
        put(PKIXReason.INVALID_POLICY, Rule.NO_VALID_POLICY, Rule.ANY_POLICY_MAPPED);
        put(PKIXReason.UNRECOGNIZED_CRIT_EXT, Rule.UNKNOWN_CRITICAL_EXTENSION);
        put(BasicReason.ALGORITHM_CONSTRAINED, Rule.RSA_KEY_TOO_SHORT, Rule.CURVE_NOT_ALLOWED, Rule.DIGEST_NOT_ALLOWED);
        put(PKIXReason.INVALID_NAME, Rule.DNS_NAME_EXCLUDED, Rule.IP_ADDRESS_NOT_PERMITTED);
        put(BasicReason.UNSPECIFIED, Rule.HOST_NOT_NAMED, Rule.SERIAL_NOT_POSITIVE, Rule.BUDGET_EXCEEDED);
    }

    private static void put(Reason reason, Rule... rules) {
        for (Rule rule : rules) {
            NEAREST.put(rule, reason);
        }
    }

    private final Mint mint = Mint.seeded(5).at(AT);
    private final Authority root = mint.root("Root");
    private final Issued server = root.issueLeaf("db.example.test");
    private final ChainTrustManager manager = ChainTrustManager.of(
            ChainValidator.of(Profile.PRIVATE_PKI), List.of(root.certificate()), InstantSource.fixed(AT));

    @ParameterizedTest
    @EnumSource
    void each_rule_has_the_reason_that_comes_nearest(Rule rule) {
        Reason reason = ChainRejectedException.reasonOf(new Obstacle(rule, 0, "CN=x", "found", "expected", "fix"));

        assertThat(reason).isNotNull();
        assertThat(reason).isEqualTo(NEAREST.getOrDefault(rule, reason));
    }

    @Test
    void a_rejection_without_a_path_still_has_its_reason() {
        ChainTrustManager poor =
                manager.with(request -> request.budget(Budget.standard().withBytes(1)));

        assertThatThrownBy(() -> poor.checkServerTrusted(server.x509Chain(), "EC"))
                .cause()
                .isInstanceOfSatisfying(CertPathValidatorException.class, cause -> {
                    assertThat(cause.getReason()).isEqualTo(BasicReason.UNSPECIFIED);
                    assertThat(cause.getIndex()).isEqualTo(-1);
                    assertThat(cause.getCertPath()).isNull();
                    assertThat(cause).hasMessageContaining("bytes of certificates");
                });
    }

    @Test
    void the_index_is_that_of_the_certificate_in_the_path() {
        Authority expired = root.issueAuthority("CA", s -> s.notAfter(AT.minusSeconds(1)));
        Issued below = expired.issueLeaf("db.example.test");

        assertThatThrownBy(() -> manager.checkServerTrusted(below.x509Chain(), "EC"))
                .cause()
                .isInstanceOfSatisfying(CertPathValidatorException.class, cause -> {
                    assertThat(cause.getIndex()).isEqualTo(1);
                    assertThat(cause.getCertPath().getCertificates()).hasSize(3);
                });
    }

    @Test
    void all_ways_to_ask_about_a_client_ask_for_its_purpose() throws CertificateException {
        Issued client = root.issueLeaf("client", s -> s.extendedKeyUsage("1.3.6.1.5.5.7.3.2"));

        manager.checkClientTrusted(client.x509Chain(), "EC");
        manager.checkClientTrusted(client.x509Chain(), "EC", (Socket) null);
        manager.checkClientTrusted(client.x509Chain(), "EC", engine("HTTPS"));
        for (Check check : List.<Check>of(
                () -> manager.checkClientTrusted(server.x509Chain(), "EC", (Socket) null),
                () -> manager.checkClientTrusted(server.x509Chain(), "EC", engine("HTTPS")),
                () -> manager.checkServerTrusted(client.x509Chain(), "EC", (Socket) null),
                () -> manager.checkServerTrusted(client.x509Chain(), "EC", (SSLEngine) null))) {
            assertThatThrownBy(check::run)
                    .isInstanceOfSatisfying(
                            ChainRejectedException.class,
                            refusal -> assertThat(refusal.verdict().obstacles())
                                    .extracting(Obstacle::rule)
                                    .contains(Rule.LEAF_PURPOSE_MISSING));
        }
    }

    private interface Check {
        void run() throws CertificateException;
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS", "https", "LDAPS", "ldaps"})
    void whoever_wants_the_host_checked_must_know_it(String algorithm) {
        assertThatThrownBy(() -> manager.checkServerTrusted(server.x509Chain(), "EC", engine(algorithm)))
                .isInstanceOf(CertificateException.class)
                .hasMessage("endpoint identification " + algorithm + " without a host to compare with");
    }

    @Test
    void no_other_identification_is_known() throws CertificateException {
        manager.checkServerTrusted(server.x509Chain(), "EC", engine(""));
        assertThatThrownBy(() -> manager.checkServerTrusted(server.x509Chain(), "EC", engine("SIP")))
                .isInstanceOf(CertificateException.class)
                .hasMessage("endpoint identification algorithm SIP (want HTTPS or LDAPS)");
    }

    private static SSLEngine engine(String algorithm) {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine();
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(algorithm);
            engine.setSSLParameters(parameters);
            return engine;
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void stores_keep_the_order_of_their_aliases() throws Exception {
        Comparator<Certificate> byAlias = Comparator.comparing(Certificate::sha256);
        List<Certificate> backwards = Stream.of("A", "B", "C", "D")
                .map(name -> mint.root(name).certificate())
                .sorted(byAlias.reversed())
                .toList();

        List<Certificate> read = JdkCertificates.trustedIn(JdkCertificates.toKeyStore(backwards));

        assertThat(read).containsExactlyInAnyOrderElementsOf(backwards).isSortedAccordingTo(byAlias);
    }
}
