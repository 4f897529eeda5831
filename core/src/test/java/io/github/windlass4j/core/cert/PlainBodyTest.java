package io.github.windlass4j.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainBodyTest {
    private static final String PEM = Samples.ROOT.certificate().toPem();

    @Property
    void what_it_reads_is_what_the_reader_of_any_body_reads(@ForAll("bodies") String body) throws PemBody.NotBase64 {
        PlainBody plain = plain(body);
        if (plain != null) {
            assertThat(plain.length()).isEqualTo(body.length());
            assertThat(plain.content()).isEqualTo(PemBody.decode(body));
            assertThat(plain.lines())
                    .isEqualTo(body.chars().filter(c -> c == '\n').count());
        }
    }

    private static @Nullable PlainBody plain(String body) {
        byte[] text = ("{}" + body + "-----END").getBytes(StandardCharsets.ISO_8859_1);
        return PlainBody.read(text, 2, text.length);
    }

    /** The octets, where the scanner has them, only save it from looking at each character of the text. */
    @Property
    void blocks_are_found_alike_with_and_without_octets(@ForAll("texts") String text) {
        byte[] marked = ("{}" + text).getBytes(StandardCharsets.ISO_8859_1);
        PemScanner quick = new PemScanner(text, marked, null);
        PemScanner slow = new PemScanner(text, null, null);
        Optional<PemBlock> found;
        do {
            found = quick.next();
            assertThat(found.map(PlainBodyTest::unread)).isEqualTo(slow.next().map(PlainBodyTest::unread));
        } while (found.isPresent());
        assertThat(quick.traps()).isEqualTo(slow.traps());
    }

    private static PemBlock unread(PemBlock block) {
        return new PemBlock(block.label(), block.endLabel(), block.body(), null, block.line(), block.last());
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "-----BEGIN A-----\n",
                "-----BEGIN A-----",
                "\nQUJDQUJD\nQUJDQUJD\n",
                "-----END A-----\n",
                "-----END A-----",
                "-----END ",
                "QUJDQUJD\n",
                "QUJD\n",
                "\n",
                "-",
                "-----",
                "\r\n",
                " ");
        return pieces.list().ofMaxSize(16).map(list -> String.join("", list));
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
        PlainBody plain = plain("\n" + text + "\n");
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
        assertThat(plain(body)).isNull();
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
