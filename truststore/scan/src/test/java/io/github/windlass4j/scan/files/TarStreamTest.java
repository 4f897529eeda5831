package io.github.windlass4j.scan.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a damaged archive is damaged. */
class TarStreamTest {
    private static final byte[] TWO =
            new Tar().file("a/one", "x".repeat(600)).file("two", "y").bytes();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
             100 | byte 0: the archive ends within a header
             512 | byte 512, entry "a/one": the archive ends within the entry
             700 | byte 700, entry "a/one": the archive ends within the entry
            1200 | byte 1200, entry "a/one": the archive ends after the entry
            2047 | byte 1536: the archive ends within a header
            2048 | byte 2048, entry "two": the archive ends within the entry
            """)
    void an_archive_that_ends_early_says_at_which_byte_of_which_entry(int length, String message) {
        byte[] cut = Arrays.copyOf(TWO, length);
        assertThatThrownBy(() -> names(new ByteArrayInputStream(cut), false))
                .isInstanceOf(EOFException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> names(new ByteArrayInputStream(cut), true))
                .isInstanceOf(EOFException.class)
                .hasMessage(message);
    }

    @Test
    void where_it_ends_is_known_also_if_a_stream_skips_beyond_its_end() {
        InputStream seeks = new ByteArrayInputStream(Arrays.copyOf(TWO, 700)) {
            @Override
            public synchronized long skip(long count) {
                super.skip(count);
                return count;
            }
        };
        assertThatThrownBy(() -> names(seeks, false))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("a/one");
    }

    @Test
    void a_damaged_header_is_told_by_its_first_byte() {
        byte[] damaged = TWO.clone();
        damaged[1536] ^= 1;
        assertThatThrownBy(() -> names(new ByteArrayInputStream(damaged), false))
                .hasMessage("byte 1536: a header with a wrong checksum");
    }

    @Test
    void a_name_that_goes_on_for_long_is_cut_in_the_message() {
        byte[] cut = new Tar().paxFile("n".repeat(5000), new byte[10]).bytes();
        assertThatThrownBy(() -> names(new ByteArrayInputStream(Arrays.copyOf(cut, cut.length - 2048 + 515)), false))
                .hasMessageContaining("n".repeat(200) + "...\"")
                .hasMessageNotContaining("n".repeat(201));
    }

    /** GZIPInputStream and ZipInputStream throw an EOFException without a word where a trailer is missing. */
    @Test
    void an_end_in_the_packing_is_described_too() throws IOException {
        byte[] packed = Tar.gzip(TWO);
        for (int length = 10; length < packed.length; length++) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(Arrays.copyOf(packed, length)))) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                assertThat(Damage.of(e)).as("%s bytes", length).isNotBlank().isNotEqualTo("null");
            }
        }
        assertThat(Damage.of(new EOFException())).isEqualTo("it ends early");
        assertThat(Damage.of(new IOException())).isEqualTo("IOException");
    }

    private static List<String> names(InputStream in, boolean reading) throws IOException {
        TarStream tar = new TarStream(in);
        List<String> names = new ArrayList<>();
        for (TarStream.Entry entry = tar.next(); entry != null; entry = tar.next()) {
            names.add(entry.name());
            if (reading) {
                assertThat(new String(tar.readAllBytes(), StandardCharsets.US_ASCII))
                        .hasSize((int) entry.size());
            }
        }
        return names;
    }
}
