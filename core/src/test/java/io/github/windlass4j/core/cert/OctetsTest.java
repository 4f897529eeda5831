package io.github.windlass4j.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OctetsTest {
    @Test
    void are_compared_by_content_and_never_change() {
        byte[] given = {1, (byte) 0xab};
        Octets octets = new Octets(given);
        given[0] = 9;
        octets.bytes()[1] = 9;

        assertThat(octets).isEqualTo(new Octets(new byte[] {1, (byte) 0xab})).isNotEqualTo(new Octets(given));
        assertThat(octets).hasSameHashCodeAs(new Octets(octets.bytes())).hasToString("01ab");
        assertThat(octets.length()).isEqualTo(2);
    }

    @Test
    void reasons_have_the_codes_of_entries_and_the_bits_of_flags() {
        assertThat(Arrays.stream(RevocationReason.values()).mapToInt(RevocationReason::code))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 8, 9, 10);
        for (RevocationReason reason : RevocationReason.values()) {
            assertThat(RevocationReason.ofCode(reason.code())).contains(reason);
        }
        assertThat(RevocationReason.ofCode(7)).isEmpty();
        assertThat(RevocationReason.REMOVE_FROM_CRL.bit()).isEmpty();
        assertThat(EnumSet.complementOf(EnumSet.of(RevocationReason.REMOVE_FROM_CRL)))
                .extracting(RevocationReason::bit)
                .extracting(OptionalInt::getAsInt)
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }
}
