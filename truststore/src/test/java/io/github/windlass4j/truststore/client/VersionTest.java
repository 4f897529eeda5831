package io.github.windlass4j.truststore.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @ParameterizedTest
    @CsvSource({
        "42.2.4, 9.4, 42.2.4, true",
        "42.2.5, 9.4, 42.2.4, false",
        "42.2.29.jre7, 42.2.5, 42.7.3, true",
        "9.4.1212, 9.4, 42.2.4, true",
        "42.7.15, 42.7.4, 42.7.14, false",
        "42.10, 42.2.5, 42.7.3, false",
        "17.11, 17, 17, true",
        "18, 17, 17, false",
        "15, 15.2, 15.18, false"
    })
    void compares_number_by_number(String version, String from, String to, boolean within) {
        assertThat(Version.parse(version).orElseThrow().isWithin(from, to)).isEqualTo(within);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "42.x", "1.2.3.4.5", "99999999999", "42.", "-1", "42.7.4-rc1"})
    void knows_no_version_in_other_text(String text) {
        assertThat(Version.parse(text)).isEmpty();
    }
}
