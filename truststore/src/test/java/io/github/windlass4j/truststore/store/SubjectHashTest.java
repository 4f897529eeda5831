package io.github.windlass4j.truststore.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.DistinguishedName;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of {@code openssl x509 -subject_hash} of OpenSSL 3.0.19 for a common name whose string is written so. */
class SubjectHashTest {
    @ParameterizedTest
    @CsvSource({
        "UTF8String AAAA,              0c0441414141, 08a3a859",
        "UniversalString A,            1c0400000041, 20b69a40",
        "BMPString AB,                 1e0400410042, 9ab520a7",
        "TeletexString with Latin-1,   140441e94141, 142e656c",
        "not UTF-8,                    0c04c328c328,",
        "a surrogate in UTF-8,         0c04eda08041,",
        "beyond the last code point,   1c0400110000,",
        "a pair of surrogates in BMP,  1e04d83dde00,",
    })
    void is_that_of_openssl_or_none(String what, String string, String hash) {
        byte[] name = HexFormat.of().parseHex("310d300b0603550403" + string);
        byte[] sequence = new byte[name.length + 2];
        sequence[0] = 0x30;
        sequence[1] = (byte) name.length;
        System.arraycopy(name, 0, sequence, 2, name.length);
        assertThat(SubjectHash.of(DistinguishedName.parse(sequence)).orElse(null))
                .as(what)
                .isEqualTo(hash);
    }
}
