package io.github.windlass4j.truststore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.truststore.client.ConnectionString;
import io.github.windlass4j.truststore.client.MalformedConnectionStringException;
import io.github.windlass4j.truststore.diagnose.Diagnosis;
import io.github.windlass4j.truststore.store.Loader;
import io.github.windlass4j.truststore.store.TrustStore;
import io.github.windlass4j.truststore.store.UnreadableStoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input of a size that nobody writes, where work that grows faster than the input, or a level of the stack for each level of
 * nesting, would not end or not fit. The time limit is there to stop a failure, not to measure.
 */
@Timeout(300)
class HostileSizesTest {
    private static final List<Loader> LOADERS = List.of(
            Loader.JDK_17,
            Loader.JDK_25,
            Loader.OPENSSL,
            Loader.GO,
            Loader.NETTY,
            Loader.NODE,
            Loader.keyStore(Loader.Jdk.JDK_25));

    private static void readOrRefused(byte[] content) {
        try {
            TrustStore store = TrustStore.read(content, "x", "changeit".toCharArray());
            LOADERS.forEach(loader -> assertThat(store.loadedBy(loader)).isNotNull());
        } catch (UnreadableStoreException refused) {
            assertThat(refused).hasMessageContaining("x");
        }
    }

    /** The start of PKCS12, PKCS#7, BCFKS and a certificate, then SEQUENCEs of indefinite length in each other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3080020103",
                "308006092a864886f70d010702a080",
                "30803080300b",
                "30803080",
                "308002010330800609",
                "3080"
            })
    void structures_nested_a_hundred_thousand_deep_are_read_or_refused(String start) {
        for (String level : List.of("3080", "2480", "a080", "3180")) {
            readOrRefused(HexFormat.of().parseHex(start + level.repeat(100_000)));
            readOrRefused(HexFormat.of().parseHex(start + level.repeat(100_000) + "0000".repeat(100_003)));
        }
    }

    @Test
    void counts_that_no_file_can_hold_are_refused() {
        for (int magic : new int[] {0xFEEDFEED, 0xCECECECE}) {
            for (int count : new int[] {Integer.MAX_VALUE, -1, 1 << 30}) {
                readOrRefused(ByteBuffer.allocate(64)
                        .putInt(magic)
                        .putInt(2)
                        .putInt(count)
                        .putInt(2)
                        .putShort((short) -1)
                        .array());
            }
        }
        for (int length : new int[] {Integer.MAX_VALUE, -1, 20}) {
            readOrRefused(ByteBuffer.allocate(256)
                    .putInt(2)
                    .putInt(length)
                    .putInt(Integer.MAX_VALUE)
                    .array());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN ",
                "-----END ",
                "CKA_CLASS CK_OBJECT_CLASS CKO_CERTIFICATE\n",
                "CKA_VALUE MULTILINE_OCTAL\n",
                "\\001",
                "- fingerprint: ab\n",
                "\n",
                " ",
                "=",
                "MIIB",
            })
    void two_megabytes_of_the_same_are_read_once(String part) {
        String text = part.repeat((2 << 20) / part.length());
        readOrRefused(text.getBytes(StandardCharsets.US_ASCII));
        readOrRefused(("# certdata\nBEGINDATA\n" + text).getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.", "a", "$", "Caused by: ", "\n", "a.b: ", "\"", "SSL ", "certificate verify failed ", "\\R"})
    void a_log_line_of_megabytes_is_diagnosed(String part) {
        String text = part.repeat((1 << 20) / part.length());
        for (Diagnosis diagnosis : List.of(
                Diagnosis.ofStackTrace(text),
                Diagnosis.ofStackTrace(text + "a.B: PKIX path building failed"),
                Diagnosis.ofLibpq(text),
                Diagnosis.ofServerLog(text))) {
            assertThat(diagnosis.evidence()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=b&",
                "a=b;",
                "a=b ",
                "%41",
                "h,",
                "h:1,",
                "[",
                "'",
                "\\",
                "/",
                "?",
                "(host=a)",
                ";",
                "a",
                "{",
                "}}"
            })
    void a_connection_string_of_a_megabyte_is_read_or_refused(String part) {
        String text = part.repeat(1_000_000 / part.length());
        for (String start : List.of(
                "",
                "jdbc:postgresql://",
                "postgresql://",
                "jdbc:mysql://",
                "jdbc:sqlserver://",
                "r2dbc:postgresql://",
                "Host=")) {
            try {
                assertThat(ConnectionString.parse(start + text).endpoints()).isNotEmpty();
            } catch (MalformedConnectionStringException refused) {
                assertThat(refused.offset()).isBetween(0, 1_000_100);
            }
        }
        assertThatThrownBy(() -> ConnectionString.parse(text.repeat(2)))
                .isInstanceOf(MalformedConnectionStringException.class);
    }
}
