package io.github.windlass4j.truststore.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.UnknownHostException;
import java.security.KeyManagementException;
import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosisTest {
    @Test
    void expired_certificate_is_the_leaf_or_a_sent_authority() {
        Throwable handshake = new SSLHandshakeException("PKIX path validation failed: validity check failed")
                .initCause(new CertificateExpiredException("NotAfter: Mon Jun 01 00:00:00 UTC 2026"));

        Diagnosis diagnosis =
                Diagnosis.of(new SQLException("SSL error: " + handshake.getMessage(), "08006", handshake));

        assertThat(diagnosis.causes()).containsExactly(Cause.LEAF_EXPIRED, Cause.SENT_CA_EXPIRED);
        assertThat(diagnosis.evidence())
                .containsExactly("CertificateExpiredException: NotAfter: Mon Jun 01 00:00:00 UTC 2026");
    }

    @Test
    void class_decides_where_the_message_says_nothing() {
        Diagnosis diagnosis =
                Diagnosis.of(new SQLException("The connection attempt failed.", new UnknownHostException("db.test")));

        assertThat(diagnosis.causes()).containsExactly(Cause.UNKNOWN_HOST);
        assertThat(diagnosis.isCertain()).isTrue();
    }

    @Test
    void special_text_wins_over_the_general_one() {
        assertThat(Diagnosis.of(new SQLException(
                                "Loading the SSL root certificate empty.pem into a TrustManager failed.",
                                new IllegalStateException("the trustAnchors parameter must be non-empty")))
                        .causes())
                .containsExactly(Cause.STORE_EMPTY);
        assertThat(Diagnosis.of(new SQLException(
                                "SSL error: Unexpected error",
                                new IllegalStateException("the trustAnchors parameter must be non-empty")))
                        .causes())
                .containsExactly(Cause.STORE_EMPTY, Cause.STORE_PASSWORD, Cause.PKCS12_WITHOUT_TRUST_ATTRIBUTE);
    }

    /** SingleCertValidatingFactory reads its file in its constructor: the class is there, the file is not what it should be. */
    @Test
    void a_factory_that_cannot_read_its_argument_is_not_missing() {
        String outer =
                "org.postgresql.util.PSQLException: The SSLSocketFactory class provided x.Y could not be instantiated.\n"
                        + "Caused by: java.lang.reflect.InvocationTargetException\nCaused by: ";
        assertThat(Diagnosis.ofStackTrace(outer
                                + "java.security.cert.CertificateException: Could not parse certificate: Empty input")
                        .causes())
                .containsExactly(Cause.STORE_UNREADABLE, Cause.FACTORY_ARGUMENT);
        assertThat(Diagnosis.ofStackTrace(
                                outer + "java.security.cert.CertificateParsingException: signed fields invalid")
                        .causes())
                .containsExactly(Cause.STORE_UNREADABLE, Cause.FACTORY_ARGUMENT);
        assertThat(Diagnosis.ofStackTrace(outer
                                + "java.security.cert.CertificateException: java.io.IOException: Illegal header: x")
                        .causes())
                .containsExactly(Cause.STORE_BOM, Cause.STORE_UNREADABLE, Cause.FACTORY_ARGUMENT);
        assertThat(Diagnosis.ofStackTrace(outer + "java.io.FileNotFoundException: /tmp (Is a directory)")
                        .causes())
                .containsExactly(Cause.STORE_UNREADABLE, Cause.FACTORY_ARGUMENT);
        assertThat(Diagnosis.ofStackTrace(outer + "java.lang.IllegalArgumentException: rules: \"x\" (want one of ...)")
                        .causes())
                .containsExactly(Cause.FACTORY_ARGUMENT);
        assertThat(Diagnosis.ofStackTrace(outer + "java.lang.ClassNotFoundException: x.Y")
                        .causes())
                .containsExactly(Cause.FACTORY_NOT_FOUND);
    }

    @Test
    void alerts_of_other_kinds_in_a_servers_log() {
        String accept = "LOG:  could not accept SSL connection: ";
        assertThat(Diagnosis.ofServerLog(accept + "sslv3 alert certificate revoked")
                        .causes())
                .containsExactly(Cause.REVOKED);
        for (String text : List.of(
                "sslv3 alert handshake failure",
                "ssl/tls alert handshake failure",
                "tlsv1 alert protocol version",
                "wrong version number")) {
            assertThat(Diagnosis.ofServerLog(accept + text).causes()).containsExactly(Cause.PROTOCOL_MISMATCH);
        }
    }

    @Test
    void versions_of_tls_without_one_in_common() {
        SSLHandshakeException older = new SSLHandshakeException(
                "The server selected protocol version TLS11 is not accepted by client preferences [TLS13, TLS12]");

        assertThat(Diagnosis.of(new SQLException("SSL error", older)).causes())
                .containsExactly(Cause.PROTOCOL_MISMATCH);
        assertThat(Diagnosis.ofLibpq("psql: error: invalid SSL protocol version range")
                        .causes())
                .containsExactly(Cause.PROTOCOL_MISMATCH);
    }

    /** What the sources of OpenJDK 8, 17 and 25 and of two other drivers say besides what was provoked. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PKIX path validation failed: Usage constraint TLSServer check failed: SHA1withRSA | ALGORITHM_DISABLED
                    Certificates do not conform to algorithm constraints | ALGORITHM_DISABLED
                    Certificates does not conform to algorithm constraints | ALGORITHM_DISABLED
                    denyAfter constraint check failed: SHA1 used with Constraint date: x | ALGORITHM_DISABLED
                    No subject alternative names present | HOSTNAME_MISMATCH
                    No subject alternative DNS name matching db.test found. | HOSTNAME_MISMATCH
                    Failed to validate the server name in a certificate during SSL initialization. | HOSTNAME_MISMATCH
                    Server certificate identity check failed. The Common Name 'a' does not match with 'b'. | HOSTNAME_MISMATCH
                    KeyUsage does not allow digital signatures | EKU
                    Netscape cert type does not permit use for SSL server | EKU
                    Certificate contains unsupported critical extensions: [1.2.3] | UNKNOWN_CRITICAL_EXTENSION
                    Unable to determine revocation status due to network error | REVOCATION_UNKNOWN
                    Certificate does not specify OCSP responder | REVOCATION_UNKNOWN
                    OCSP response error: UNAUTHORIZED | REVOCATION_UNKNOWN
                    Server chose TLSv1, but that protocol version is not enabled or not supported by the client. | PROTOCOL_MISMATCH
                    End user tried to act as a CA | NOT_CA
                    Violated path length constraints | PATH_LENGTH
                    problem accessing trust storejava.io.IOException: keystore password was incorrect | STORE_PASSWORD
                    Invalid keystore format | STORE_UNREADABLE
                    """)
    void texts_of_the_jdk_s_sources(String text, Cause cause) {
        assertThat(Diagnosis.of(new SQLException("SSL error: " + text)).causes())
                .containsExactly(cause);
    }

    @Test
    void texts_of_java_with_several_causes() {
        assertThat(Diagnosis.of(new SQLException("PKIX path validation failed: signature check failed"))
                        .causes())
                .containsExactly(Cause.ANCHOR_REKEYED, Cause.PINNED_CERTIFICATE_ROTATED);
        assertThat(Diagnosis.of(new SQLException("SSL error: No trusted certificate found"))
                        .causes())
                .startsWith(Cause.NO_ANCHOR)
                .contains(Cause.SERVER_OMITS_INTERMEDIATE);
        for (String text :
                List.of("Unsupported or unrecognized SSL message", "Unrecognized SSL message, plaintext connection?")) {
            assertThat(Diagnosis.of(new SQLException("SSL error: " + text)).causes())
                    .containsExactly(Cause.DIRECT_TLS_UNSUPPORTED, Cause.SERVER_WITHOUT_TLS);
        }
        assertThat(Diagnosis.ofStackTrace("java.security.KeyStoreException: WINDOWS-ROOT not found")
                        .causes())
                .containsExactly(Cause.STORE_TYPE_UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    weak sslmode "require" may not be used with sslrootcert=system (use "verify-full") | SSLMODE_INVALID
                    sslmode value "require" invalid when SSL support is not compiled in | SSLMODE_INVALID
                    could not get home directory to locate root certificate file | ROOT_FILE_MISSING
                    could not get server's host name from server certificate | HOSTNAME_MISMATCH
                    host name must be specified for a verified SSL connection | HOSTNAME_MISMATCH
                    SSL error: data too large for modulus | ANCHOR_REKEYED
                    SSL error: wrong signature length | ANCHOR_REKEYED
                    SSL error: block type is not 01 | ANCHOR_REKEYED
                    SSL error: tlsv1 alert protocol version | PROTOCOL_MISMATCH
                    SSL error: sslv3 alert handshake failure | PROTOCOL_MISMATCH
                    direct SSL connection was established without ALPN protocol negotiation extension | DIRECT_TLS_UNSUPPORTED
                    SSL SYSCALL error: Connection reset by peer | NETWORK_RESET
                    FATAL:  no pg_hba.conf entry for host "10.0.0.1", user "u", database "d", SSL off | PG_HBA_NO_ENCRYPTION
                    """)
    void texts_of_libpq_s_sources(String text, Cause cause) {
        assertThat(Diagnosis.ofLibpq(text).causes()).containsExactly(cause);
    }

    /** With prefer and allow libpq tries twice and says both; the attempt in plain text is refused in any case. */
    @Test
    void of_two_attempts_of_libpq_the_one_with_tls_tells() {
        String entry = "FATAL:  no pg_hba.conf entry for host \"10.0.0.1\", user \"u\", database \"d\", ";
        String verify = "connection to server at \"db\" failed: SSL error: certificate verify failed";
        for (String text : List.of(verify + "\n" + entry + "no encryption", entry + "no encryption\n" + verify)) {
            assertThat(Diagnosis.ofLibpq(text).causes())
                    .contains(Cause.NO_ANCHOR)
                    .doesNotContain(Cause.PG_HBA_NO_ENCRYPTION);
        }
        for (String tls : List.of("SSL encryption", "SSL on")) {
            String plain = tls.equals("SSL on") ? "SSL off" : "no encryption";
            assertThat(Diagnosis.ofLibpq(entry + tls + "\n" + entry + plain).causes())
                    .containsExactly(Cause.PG_HBA_NO_ENTRY);
        }
        assertThat(Diagnosis.ofServerLog(entry + "SSL off").causes()).containsExactly(Cause.PG_HBA_NO_ENCRYPTION);
    }

    @Test
    void unreadable_jvm_store_has_three_causes_because_java_hides_which() {
        Throwable failure = new SQLException("SSL error", new KeyManagementException("problem accessing trust store"));

        assertThat(Diagnosis.of(failure).causes())
                .containsExactly(Cause.STORE_PASSWORD, Cause.STORE_UNREADABLE, Cause.STORE_TYPE_UNAVAILABLE);
    }

    @Test
    void unknown_text_gives_no_cause_and_says_so() {
        Diagnosis diagnosis = Diagnosis.of(new SQLException("relation \"t\" does not exist", "42P01"));

        assertThat(diagnosis.causes()).isEmpty();
        assertThat(diagnosis)
                .hasToString("cause not known\n" + "evidence: no known text in: relation \"t\" does not exist");
    }

    @Test
    void circle_of_causes_ends() {
        Exception a = new IllegalStateException("a");
        a.initCause(new IllegalStateException("b", a));

        assertThat(Diagnosis.of(a).causes()).isEmpty();
    }

    @Test
    void stack_trace_reads_like_the_throwable() {
        SSLHandshakeException handshake = new SSLHandshakeException("Remote host terminated the handshake");
        handshake.initCause(new EOFException("SSL peer shut down incorrectly"));
        SQLException failure = new SQLException("SSL error: Remote host terminated the handshake", handshake);
        java.io.StringWriter trace = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(trace, true));

        assertThat(Diagnosis.ofStackTrace(trace.toString())).isEqualTo(Diagnosis.of(failure));
        assertThat(Diagnosis.of(failure).causes()).containsExactly(Cause.DIRECT_TLS_UNSUPPORTED, Cause.NETWORK_RESET);
    }

    @Test
    void server_log_narrows_what_the_client_says() {
        Diagnosis client = Diagnosis.ofLibpq("SSL error: certificate verify failed");
        Diagnosis server =
                Diagnosis.ofServerLog("LOG:  could not accept SSL connection: sslv3 alert unsupported certificate");

        assertThat(client.plus(server).causes()).containsExactly(Cause.EKU, Cause.ALGORITHM_DISABLED);
        assertThat(client.plus(server).evidence()).hasSize(2);
    }

    @Test
    void newer_openssl_words_its_alerts_otherwise() {
        assertThat(Diagnosis.ofServerLog("LOG:  could not accept SSL connection: ssl/tls alert certificate expired")
                        .causes())
                .containsExactly(Cause.LEAF_EXPIRED, Cause.SENT_CA_EXPIRED, Cause.ANCHOR_EXPIRED);
    }

    @Test
    void contradiction_keeps_the_first_and_says_so() {
        Diagnosis expired =
                Diagnosis.ofServerLog("LOG:  could not accept SSL connection: sslv3 alert certificate expired");
        Diagnosis host = Diagnosis.ofLibpq("server certificate for \"a\" does not match host name \"b\"");

        assertThat(host.plus(expired).causes()).containsExactly(Cause.HOSTNAME_MISMATCH);
        assertThat(host.plus(expired).evidence()).last().asString().startsWith("not the same failure");
    }

    @Test
    void ordinary_log_line_gives_no_cause() {
        assertThat(Diagnosis.ofServerLog("LOG:  checkpoint starting: time").causes())
                .isEmpty();
    }

    @Test
    void one_cause_reads_as_a_sentence_with_its_remedy() {
        assertThat(Diagnosis.ofLibpq("invalid sslmode value: \"verify-all\"")).hasToString("""
                SSLMODE_INVALID: the sslmode is none that the driver knows. Remedy: use disable, allow, prefer, require, \
                verify-ca or verify-full, in lower case.
                evidence: invalid sslmode value: "verify-all\"""");
    }

    @Test
    void null_messages_and_deep_chains_end_in_an_answer() {
        Throwable deepest = new UnknownHostException("db.test");
        Throwable within = deepest;
        for (int i = 1; i < Diagnosis.MAX_CHAIN; i++) {
            within = new IllegalStateException((String) null, within);
        }
        assertThat(Diagnosis.of(within).causes()).containsExactly(Cause.UNKNOWN_HOST);
        assertThat(Diagnosis.of(new IllegalStateException("one more", within)).causes())
                .isEmpty();
        assertThat(Diagnosis.of(new UnknownHostException()).evidence()).containsExactly("UnknownHostException: ");
    }

    @Test
    void a_stack_trace_is_read_by_its_heads_alone() {
        Diagnosis diagnosis = Diagnosis.ofStackTrace("""
                2026-11-22 10:00:00 ERROR Connection refused by somebody
                Exception in thread "main" org.postgresql.util.PSQLException: The connection attempt failed.
                \tat org.postgresql.Driver.connect(Driver.java:1)
                Caused by: java.net.UnknownHostException
                \t... 12 more
                """);
        assertThat(diagnosis.causes()).containsExactly(Cause.UNKNOWN_HOST);
        assertThat(diagnosis.evidence()).containsExactly("UnknownHostException: ");
        assertThat(Diagnosis.ofStackTrace("no trace at all").evidence()).containsExactly("no known text in: ");
    }

    @Test
    void a_stack_trace_of_any_size_is_read() {
        String dots = "a.".repeat(200_000) + "a";
        assertThat(Diagnosis.ofStackTrace(dots + " \n" + dots + ": x").causes()).isEmpty();
        String many = "java.lang.IllegalStateException: x\n".repeat(Diagnosis.MAX_CHAIN)
                + "java.net.UnknownHostException: db.test\n";
        assertThat(Diagnosis.ofStackTrace(many).causes()).isEmpty();
    }

    @Test
    void a_nested_class_goes_by_its_own_name() {
        assertThat(Diagnosis.ofStackTrace("x.Outer$UnknownHostException: h").causes())
                .containsExactly(Cause.UNKNOWN_HOST);
    }

    @ParameterizedTest
    @EnumSource
    void every_cause_is_reached_by_a_text(Cause cause) {
        List<Cause> reached = SymptomPack.shipped().rules().stream()
                .flatMap(rule -> rule.causes().stream())
                .toList();

        assertThat(reached).contains(cause);
        assertThat(cause.meaning()).doesNotEndWith(".").isNotBlank();
        assertThat(cause.remedy()).doesNotEndWith(".").isNotBlank();
    }
}
