package io.github.windlass4j.core.chain.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where OpenSSL ends the host of a URI; an empty cell = it finds none. */
class UriHostTest {
    /** {@code nc_uri} of 3.0: what follows {@code ://} up to a colon anywhere, or else up to a slash. */
    @ParameterizedTest
    @CsvSource({
        "https://db.test/x, db.test",
        "https://db.test, db.test",
        "https://db.test:8443/x, db.test",
        "https://db.test/x:y, db.test/x",
        "https://db.test?q, db.test?q",
        "https://user@db.test/, user@db.test",
        "https://user:pw@db.test/, user",
        "://db.test/, db.test",
        "https://,",
        "https:///x,",
        "https://:8443,",
        "https:db.test,",
        "https:/db.test,",
        "//db.test/x,",
        "db.test/x,"
    })
    void up_to_3_1_is_cut_at_a_colon_or_slash(String uri, String host) {
        assertThat(UriHost.cut(uri).orElse(null)).isEqualTo(host);
    }

    /** {@code OSSL_parse_url} of 3.2 and later. */
    @ParameterizedTest
    @CsvSource({
        "https://db.test/x, db.test",
        "https://db.test, db.test",
        "https://db.test:8443/x, db.test",
        "https://db.test:1, db.test",
        "https://db.test:65535, db.test",
        "https://db.test:123456,",
        "https://db.test:,",
        "https://db.test:port/,",
        "https://db.test/x:y, db.test",
        "https://db.test?q, db.test",
        "https://db.test#f, db.test",
        "https://user@db.test/, db.test",
        "https://user:pw@db.test:1/, db.test",
        "https://db.test/a@b, db.test",
        "https://[::1]:8443/, ::1",
        "https://[::1], ::1",
        "https://[::1,",
        "https://[::1]x,",
        "https:db.test,",
        "s://db.test, db.test",
        "://db.test,",
        "db.test/x,"
    })
    void from_3_2_is_parsed(String uri, String host) {
        assertThat(UriHost.parsed(uri).orElse(null)).isEqualTo(host);
    }
}
