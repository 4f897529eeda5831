package io.github.windlass4j.core.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.windlass4j.core.mint.Authority;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class KnownBlocksTest {
    private static final List<String> PEM = IntStream.range(0, 4)
            .mapToObj(i -> Samples.MINT.root("CN=Root " + i + ",O=Example,C=US"))
            .map(Authority::certificate)
            .map(Certificate::toPem)
            .toList();

    /** Whatever was read before and whatever the file looks like: entries, lines and findings are those of a first reading. */
    @Property(tries = 300)
    void a_known_block_changes_no_answer(@ForAll("files") List<String> files) {
        KnownBlocks known = KnownBlocks.bounded(3);
        for (String file : files) {
            byte[] content = file.getBytes(StandardCharsets.ISO_8859_1);
            CertificateBundle first = CertificateBundle.read(content, "f");
            assertThat(CertificateBundle.read(content, "f", known)).isEqualTo(first);
            assertThat(CertificateBundle.read(content, "f", known)).isEqualTo(first);
        }
    }

    @Provide
    Arbitrary<List<String>> files() {
        Arbitrary<String> block = Arbitraries.of(PEM);
        Arbitrary<String> other = Arbitraries.oneOf(
                Arbitraries.of("# comment\n", "\n", " ", "-----BEGIN X-----\n", "-----END CERTIFICATE-----\n"),
                block.map(text -> text.replace("\n", "\r\n")),
                block.map(text -> text.replace("CERTIFICATE", "TRUSTED CERTIFICATE")),
                block.map(text -> text.replace("END CERTIFICATE", "END X509 CERTIFICATE")),
                block.map(text -> text.replaceFirst("[A-Z]{3}", "AAA")),
                block.map(text -> text.substring(0, text.length() - 40)));
        return Arbitraries.frequencyOf(Tuple.of(3, block), Tuple.of(1, other))
                .list()
                .ofMaxSize(6)
                .map(pieces -> String.join("", pieces))
                .list()
                .ofMaxSize(4);
    }

    @Test
    void a_block_is_parsed_once_and_is_one_object() {
        KnownBlocks known = KnownBlocks.bounded(10);
        Certificate first = read(PEM.get(0) + PEM.get(1), known).get(0);
        List<Certificate> later = read(PEM.get(2) + "# again\n" + PEM.get(0), known);
        assertThat(later.get(1)).isSameAs(first);
        assertThat(known.parses()).isEqualTo(3);
        assertThat(known).hasToString("KnownBlocks[3]");
    }

    @Test
    void the_least_recently_used_makes_room() {
        KnownBlocks known = KnownBlocks.bounded(2);
        Certificate first = read(PEM.get(0), known).get(0);
        read(PEM.get(1) + PEM.get(0) + PEM.get(2), known);
        assertThat(read(PEM.get(0), known).get(0)).isSameAs(first);
        assertThat(known.parses()).isEqualTo(3);
        read(PEM.get(1), known);
        assertThat(known.parses()).isEqualTo(4);
        assertThatIllegalArgumentException().isThrownBy(() -> KnownBlocks.bounded(0));
    }

    private static List<Certificate> read(String text, KnownBlocks known) {
        return CertificateBundle.read(text.getBytes(StandardCharsets.US_ASCII), "f", known)
                .certificates();
    }
}
