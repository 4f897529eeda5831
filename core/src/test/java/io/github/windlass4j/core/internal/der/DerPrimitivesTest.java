package io.github.windlass4j.core.internal.der;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerPrimitivesTest {
    private static DerReader first(byte[] der) {
        return new DerReader(der).next();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "2.5.4.3, 550403",
        "1.2.840.113549.1.1.11, 2a864886f70d01010b",
        "2.999.3, 883703",
        "0.9.2342.19200300.100.1.25, 0992268993f22c640119",
        "1.39, 4f",
        "2.0, 50",
        "2.25.329800735698586629295641978511506172918," + " 6983f09da7ebcfdee0c7a1a7b2c0948cc8f9d776"
    })
    void object_identifiers_both_ways(String dotted, String octets) {
        assertThat(hex(Oids.encode(dotted))).isEqualTo(octets);
        assertThat(first(DerWriter.oid(dotted)).oid()).isEqualTo(dotted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "8001", "2a80", "2a8001", "2aff"})
    void refuses_what_is_no_object_identifier(String octets) {
        byte[] der = DerWriter.value(Tag.OID, HexFormat.of().parseHex(octets));

        assertThatThrownBy(() -> first(der).oid()).isInstanceOf(DerException.class);
        assertThatThrownBy(() -> first(der).checkOid()).isInstanceOf(DerException.class);
    }

    @Test
    void an_object_identifier_has_a_longest_length() {
        byte[] der = DerWriter.value(Tag.OID, new byte[Oids.MAX_OCTETS + 1]);

        assertThatThrownBy(() -> first(der).oid()).hasMessageContaining("at most 128");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.", "1.40", "3.1", "a.b", "1.-2", "1..2"})
    void does_not_write_what_is_no_object_identifier(String dotted) {
        assertThatThrownBy(() -> Oids.encode(dotted)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void values_of_any_length_read_back(@ForAll @Size(max = 70_000) byte[] content) {
        DerReader value = first(DerWriter.octets(content));

        assertThat(value.content()).isEqualTo(content);
        assertThat(value.isMinimal()).isTrue();
        assertThat(value.hasNext()).isFalse();
    }

    @Property
    void integers_read_back(@ForAll BigInteger number) {
        assertThat(first(DerWriter.integer(number)).integer()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"048105, false", "0400, true", "04810500, false", "0482000500, false"})
    void notices_long_lengths(String octets, boolean minimal) {
        byte[] content = HexFormat.of().parseHex(octets + "0000000000");

        assertThat(first(content).isMinimal()).isEqualTo(minimal);
    }

    /** 1900 to 2200: both forms of RFC 5280 4.1.2.5. */
    @Property
    void times_read_back(@ForAll @LongRange(min = -2208988800L, max = 7258118400L) long second) {
        Instant instant = Instant.ofEpochSecond(second);

        assertThat(DerTime.instant(first(DerWriter.time(instant)))).isEqualTo(instant);
        assertThat(DerTime.instant(first(DerWriter.generalizedTime(instant)))).isEqualTo(instant);
        assertThat(DerTime.isDer(first(DerWriter.time(instant)))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "23, 491231235959Z, 2049-12-31T23:59:59Z, true",
        "23, 500101000000Z, 1950-01-01T00:00:00Z, true",
        "23, 2601020304Z, 2026-01-02T03:04:00Z, false",
        "23, 260102030405+0130, 2026-01-02T01:34:05Z, false",
        "23, 260102030405-0100, 2026-01-02T04:04:05Z, false",
        "24, 99991231235959Z, 9999-12-31T23:59:59Z, true",
        "24, 20260102030405.75Z, 2026-01-02T03:04:05Z, false",
        "24, 20240229000000Z, 2024-02-29T00:00:00Z, true"
    })
    void reads_times_as_certificates_have_them(int tag, String text, Instant instant, boolean der) {
        DerReader value = first(DerWriter.string(tag, text));

        assertThat(DerTime.instant(value)).isEqualTo(instant);
        assertThat(DerTime.isDer(value)).isEqualTo(der);
    }

    @ParameterizedTest
    @CsvSource({
        "23, ''",
        "23, 2601",
        "23, 260102030405",
        "23, 261302030405Z",
        "23, 250229000000Z",
        "23, 260102030405Zx",
        "23, 26010203040xZ",
        "23, 260102030405+01",
        "24, 2026010203040560Z",
        "24, 2601020304Z",
        "12, 260102030405Z"
    })
    void refuses_what_is_no_time(int tag, String text) {
        assertThatThrownBy(() -> DerTime.instant(first(DerWriter.string(tag, text))))
                .isInstanceOf(DerException.class);
    }

    @Test
    void named_bits_have_no_trailing_zeros() {
        assertThat(hex(DerWriter.namedBits(Tag.BIT_STRING, IntStream.of(0)))).isEqualTo("03020780");
        assertThat(hex(DerWriter.namedBits(Tag.BIT_STRING, IntStream.of(7)))).isEqualTo("03020001");
        assertThat(hex(DerWriter.namedBits(Tag.BIT_STRING, IntStream.of(8)))).isEqualTo("0303070080");
        assertThat(hex(DerWriter.namedBits(Tag.BIT_STRING, IntStream.empty()))).isEqualTo("030100");
    }

    @Test
    void a_set_is_sorted() {
        assertThat(hex(DerWriter.setOf(List.of(DerWriter.integer(200), DerWriter.integer(3)))))
                .isEqualTo("310702010302020 0c8".replace(" ", ""));
    }

    @Test
    void implicit_tags_keep_the_constructed_bit() {
        assertThat(DerWriter.implicit(1, DerWriter.sequence())[0]).isEqualTo((byte) 0xa1);
        assertThat(DerWriter.implicit(1, DerWriter.nul())[0]).isEqualTo((byte) 0x81);
    }

    @Test
    void strings_by_type() {
        byte[] latin = {(byte) 0xfc};
        assertThat(DerString.decode(Tag.TELETEX_STRING, latin, 0, 1)).isEqualTo("\u00fc");
        assertThat(DerString.isValid(Tag.UTF8_STRING, latin, 0, 1)).isFalse();
        assertThat(DerString.isValid(Tag.IA5_STRING, latin, 0, 1)).isFalse();
        byte[] wide = "a\u00fc".getBytes(StandardCharsets.UTF_16BE);
        assertThat(DerString.decode(Tag.BMP_STRING, wide, 0, 4)).isEqualTo("a\u00fc");
        assertThat(DerString.isValid(Tag.BMP_STRING, wide, 0, 3)).isFalse();
        byte[] universal = {0, 0, 0, 'a', 0, 1, (byte) 0xf6, 0, 0, 0, (byte) 0xd8, 0};
        assertThat(DerString.decode(Tag.UNIVERSAL_STRING, universal, 0, 8)).isEqualTo("a\ud83d\ude00");
        assertThat(DerString.isValid(Tag.UNIVERSAL_STRING, universal, 0, 8)).isTrue();
        assertThat(DerString.isValid(Tag.UNIVERSAL_STRING, universal, 0, 12)).isFalse();
        byte[] printable = "Ab 9'()+,-./:=?".getBytes(StandardCharsets.US_ASCII);
        assertThat(DerString.isValid(Tag.PRINTABLE_STRING, printable, 0, printable.length))
                .isTrue();
        assertThat(DerString.isValid(Tag.PRINTABLE_STRING, new byte[] {'@'}, 0, 1))
                .isFalse();
        assertThat(DerString.isValid(Tag.PRINTABLE_STRING, new byte[] {0}, 0, 1))
                .isFalse();
    }

    @Test
    void errors_carry_the_offset_in_the_whole_input() {
        byte[] der = DerWriter.sequence(DerWriter.integer(1), DerWriter.octets(new byte[] {1, 2}));
        DerReader inner = first(der).inner();
        inner.next(Tag.INTEGER, "number");

        assertThatThrownBy(() -> inner.next(Tag.BOOLEAN, "flag"))
                .isInstanceOfSatisfying(
                        DerException.class, e -> assertThat(e.offset()).isEqualTo(5))
                .hasMessage("flag: tag 0x04 (want 0x01)");
        inner.next();
        assertThatThrownBy(() -> inner.next(Tag.BOOLEAN, "flag")).hasMessage("flag: missing (want 0x01)");
        assertThatThrownBy(inner::bool).isInstanceOf(DerException.class);
    }
}
