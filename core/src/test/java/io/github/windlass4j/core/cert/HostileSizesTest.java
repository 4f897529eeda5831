package io.github.windlass4j.core.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.report.Drawing;
import io.github.windlass4j.core.revocation.Crl;
import io.github.windlass4j.core.revocation.MalformedRevocationException;
import io.github.windlass4j.core.revocation.OcspResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input of a size that nobody sends, where work that grows faster than the input, or a level of the stack for each level of
 * nesting, would not end or not fit. The time limit is there to stop a failure, not to measure.
 */
@Timeout(300)
class HostileSizesTest {
    private static final Authority ROOT = Mint.seeded(31).root("Root");

    /** {@code depth} elements in each other, as definite or indefinite lengths. */
    static byte[] nested(int tag, int depth, boolean definite) {
        if (!definite) {
            byte[] all = new byte[depth * 4];
            for (int i = 0; i < depth; i++) {
                all[2 * i] = (byte) tag;
                all[2 * i + 1] = (byte) 0x80;
            }
            return all;
        }
        // From the inside out, written back to front.
        byte[] reversed = new byte[depth * 6];
        int length = 0;
        for (int i = 0; i < depth; i++) {
            int content = length;
            int bytes = content < 128 ? 0 : (Integer.SIZE - Integer.numberOfLeadingZeros(content) + 7) / 8;
            for (int b = 0; b < Math.max(bytes, 1); b++) {
                reversed[length++] = (byte) (content >> (8 * b));
            }
            if (bytes > 0) {
                reversed[length++] = (byte) (0x80 | bytes);
            }
            reversed[length++] = (byte) tag;
        }
        byte[] all = new byte[length];
        for (int i = 0; i < length; i++) {
            all[i] = reversed[length - 1 - i];
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {0x30, 0x31, 0xA0, 0x24})
    void elements_nested_a_hundred_thousand_deep_are_refused(int tag) {
        for (boolean definite : new boolean[] {true, false}) {
            byte[] der = nested(tag, 100_000, definite);
            assertThatThrownBy(() -> Certificate.parse(der)).isInstanceOf(MalformedCertificateException.class);
            assertThatThrownBy(() -> Crl.parse(der)).isInstanceOf(MalformedRevocationException.class);
            assertThatThrownBy(() -> OcspResponse.parse(der)).isInstanceOf(MalformedRevocationException.class);
            assertThat(CertificateBundle.read(der, "x").certificates()).isEmpty();
            assertThat(CertificateBundle.read(Pem.encode("PKCS7", der).getBytes(StandardCharsets.US_ASCII), "x")
                            .certificates())
                    .isEmpty();
        }
    }

    @Test
    void an_extension_nested_a_hundred_thousand_deep_is_data_that_nothing_trips_over() {
        byte[] deep = nested(0x30, 50_000, true);
        for (Extension kind : Samples.RICH.extensions().all()) {
            Samples.askEverything(Samples.leafWith(new Extension(kind.oid(), kind.critical(), deep)));
        }
    }

    @Test
    void a_hundred_thousand_blocks_of_rubbish_are_a_hundred_thousand_findings_at_most() {
        byte[] text = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
                .repeat(100_000)
                .getBytes(StandardCharsets.US_ASCII);
        CertificateBundle bundle = CertificateBundle.read(text, "x");
        assertThat(bundle.certificates()).isEmpty();
        assertThat(bundle.findings()).isNotEmpty().hasSizeLessThanOrEqualTo(100_001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN ",
                "-----BEGIN CERTIFICATE-----\n",
                "-",
                "\n",
                " ",
                "\"-----BEGIN X-----\\n\"",
                "MIIB"
            })
    void eight_million_times_the_same_is_read_once(String part) {
        byte[] text = part.repeat((8 << 20) / part.length()).getBytes(StandardCharsets.US_ASCII);
        assertThat(CertificateBundle.read(text, "x").certificates()).isEmpty();
    }

    @Test
    void a_certificate_of_a_hundred_thousand_names_is_read_and_compared() {
        Certificate leaf = ROOT.issueLeaf(
                        "n0.example",
                        spec -> spec.names(IntStream.range(0, 100_000)
                                .mapToObj(i -> new GeneralName.Dns("n" + i + ".example"))
                                .toArray(GeneralName[]::new)))
                .certificate();
        assertThat(leaf.extensions().subjectAlternativeNames().orElseThrow()).hasSize(100_000);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 8; i++) {
            many.writeBytes(leaf.encoded());
        }
        assertThat(CertificateBundle.read(many.toByteArray(), "x").certificates())
                .hasSize(8);
    }

    @Test
    void names_of_a_million_characters_are_refused_or_kept() {
        String label = "a".repeat(1 << 20);
        for (String text : List.of(
                label,
                "a.".repeat(1 << 20),
                "1.".repeat(1 << 20),
                ":".repeat(1 << 20),
                "xn--" + label,
                "é".repeat(1 << 20))) {
            assertThatThrownBy(() -> ServerName.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
        String name = String.join(",", Collections.nCopies(20_000, "CN=a"));
        DistinguishedName read = DistinguishedName.parse(name);
        assertThat(read.matches(DistinguishedName.parse(read.encoded()))).isTrue();
    }

    @Test
    void a_drawing_nested_deeper_than_any_picture_is_refused() {
        assertThat(Drawing.of("flat", nested(60), "flat").toString()).isNotEmpty();
        assertThatThrownBy(() -> Drawing.of("deep", nested(100_000), "deep"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65 deep");
    }

    private static String nested(int groups) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\">" + "<g>".repeat(groups) + "</g>".repeat(groups) + "</svg>";
    }
}
