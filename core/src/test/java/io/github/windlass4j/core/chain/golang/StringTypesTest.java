package io.github.windlass4j.core.chain.golang;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.DistinguishedName;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code parseASN1String} of Go 1.19.8. */
class StringTypesTest {
    /** X.680 41.4, and what Go allows besides: the asterisk and the ampersand. */
    private static final String PRINTABLE =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?*&";

    @Test
    void a_PrintableString_holds_certain_characters() {
        for (int c = 0; c < 256; c++) {
            assertThat(isReadable("1301" + HexFormat.of().toHexDigits((byte) c)))
                    .as("character %d", c)
                    .isEqualTo(PRINTABLE.indexOf(c) >= 0);
        }
    }

    @Test
    void a_NumericString_holds_digits_and_spaces() {
        for (int c = 0; c < 256; c++) {
            assertThat(isReadable("1201" + HexFormat.of().toHexDigits((byte) c)))
                    .as("character %d", c)
                    .isEqualTo(" 0123456789".indexOf(c) >= 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "16017f, true",
        "160180, false",
        "1401ff, true",
        "0c02c3a9, true",
        "0c02c328, false",
        "1e020041, true",
        "1e0141, false",
        "1c0400000041, false",
        "1a0141, false",
        "040141, false",
        "020141, false"
    })
    void other_types_hold_what_they_should_or_are_not_read(String value, boolean readable) {
        assertThat(isReadable(value)).isEqualTo(readable);
    }

    private static boolean isReadable(String value) {
        return StringTypes.areReadable(DistinguishedName.parse("2.5.4.10=#" + value));
    }
}
