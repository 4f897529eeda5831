package io.github.windlass4j.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {
    @ParameterizedTest
    @CsvSource({
        "0, finding, 0 findings",
        "1, finding, 1 finding",
        "2, finding, 2 findings",
        "1, entry, 1 entry",
        "2, entry, 2 entries",
        "2, gateway, 2 gateways",
        "2, loss, 2 losses",
        "3, Ingress, 3 Ingresses",
        "2, listener set, 2 listener sets"
    })
    void one_stands_before_the_singular(long number, String noun, String text) {
        assertThat(Count.of(number, noun)).isEqualTo(text);
    }
}
