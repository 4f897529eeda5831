package io.github.windlass4j.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainBodyTest {
    private static final String PEM = Samples.ROOT.certificate().toPem();

    @Property
    void what_it_reads_is_what_the_reader_of_any_body_reads(@ForAll("bodies") String body) throws PemBody.NotBase64 {
        PlainBody plain = PlainBody.read(body);
        if (plain != null) {
            assertThat(plain.content()).isEqualTo(PemBody.decode(body));
            assertThat(plain.lines())
                    .isEqualTo(body.chars().filter(c -> c == '\n').count());
        }
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> pieces =
                Arbitraries.of("\n", "AAAA", "QUJD", "Zm8", "=", "==", "\r", " ", "A", "\"", "\u0141");
        return pieces.list().ofMaxSize(12).map(list -> "\n" + String.join("", list));
    }

    @Property
    void any_width_of_line_is_plain(@ForAll byte[] content, @ForAll @IntRange(min = 1, max = 20) int groups) {
        String text = Base64.getMimeEncoder(groups * 4, new byte[] {'\n'}).encodeToString(content);
        PlainBody plain = PlainBody.read("\n" + text + "\n");
        if (content.length == 0) {
            assertThat(plain).isNull();
        } else {
            assertThat(plain).isNotNull();
            assertThat(plain.content()).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\nQUJD",
                "QUJD\n",
                "\r\nQUJD\r\n",
                "\nQUJD \n",
                " \nQUJD\n",
                "\nQUJD\nQU\nJD\n",
                "\nQU=D\n",
                "\nQUJ\u0141\n"
            })
    void everything_else_is_left_to_the_reader_of_any_body(String body) {
        assertThat(PlainBody.read(body)).isNull();
    }

    /** A plain block decodes to the same certificate as its twin with other line ends, and so do its neighbours' lines. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\n", " \n", "\n\n", "\r"})
    void plain_blocks_and_others_agree_on_content_and_lines(String lineEnd) {
        CertificateBundle plain = read(PEM + "# comment\n" + PEM + PEM);
        CertificateBundle other = read((PEM + "# comment\n" + PEM + PEM).replace("\n", lineEnd));
        assertThat(plain.findings()).isEmpty();
        assertThat(other.certificates()).isEqualTo(plain.certificates()).hasSize(3);
        int factor = lineEnd.equals("\n\n") ? 2 : 1;
        assertThat(other.entries().stream().map(entry -> (entry.line() - 1) / factor + 1))
                .isEqualTo(plain.entries().stream()
                        .map(CertificateBundle.Entry::line)
                        .toList());
        long lines = PEM.lines().count();
        assertThat(plain.entries().stream().map(CertificateBundle.Entry::line))
                .containsExactly(1, (int) lines + 2, (int) (2 * lines) + 2);
    }

    private static CertificateBundle read(String text) {
        return CertificateBundle.read(text.getBytes(StandardCharsets.ISO_8859_1), "f");
    }
}
