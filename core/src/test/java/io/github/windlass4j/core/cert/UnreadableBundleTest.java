package io.github.windlass4j.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadableBundleTest {
    private static CertificateBundle read(String text) {
        return CertificateBundle.read(text.getBytes(StandardCharsets.UTF_8), "ca.pem");
    }

    @ParameterizedTest
    @CsvSource({"'', EMPTY", "'   \n', EMPTY", "hello, GARBAGE", "<html></html>, GARBAGE"})
    void names_what_a_file_without_certificates_is(String text, BundleRule rule) {
        CertificateBundle bundle = read(text);

        assertThat(bundle.certificates()).isEmpty();
        assertThat(bundle.findings()).extracting(Finding::rule).containsExactly(rule.id());
        assertThat(bundle.findings().get(0).location().artifact()).isEqualTo("ca.pem");
    }

    @Test
    void what_was_encoded_twice_is_said_to_be() {
        String pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        String twice = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
        assertThat(read(twice).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).endsWith("Base64 of PEM, to be decoded once more"));
    }

    @Test
    void a_block_that_is_no_certificate_is_named_by_file_block_and_line() {
        CertificateBundle bundle = read("# top\n-----BEGIN CERTIFICATE-----\nAAAA\nBB!B\n-----END CERTIFICATE-----\n");

        assertThat(bundle.findings())
                .singleElement()
                .hasToString("ERROR WL-CERT-001 ca.pem:4, entry \"block 1\": character '!' is not base64");
    }

    @Test
    void a_block_without_end_is_truncated() {
        assertThat(read("-----BEGIN CERTIFICATE-----\nMIIB\n").findings())
                .extracting(Finding::rule)
                .containsExactly(BundleRule.TRUNCATED.id());
    }

    @Test
    void der_that_ends_early_is_truncated() {
        CertificateBundle bundle = CertificateBundle.read(new byte[] {0x30, (byte) 0x82, 1, 0, 5}, "ca.der");

        assertThat(bundle.findings()).extracting(Finding::rule).containsExactly(BundleRule.TRUNCATED.id());
    }
}
