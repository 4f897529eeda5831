package io.github.windlass4j.core.chain.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.test",
                "a.b",
                "az.AZ",
                "0.9",
                "_.x",
                "_db.test",
                "db_.test",
                "db.test_",
                "d-b.test",
                "db.te--st",
                "a.b.c.d"
            })
    void two_labels_or_more_are_held_against_constraints(String commonName) {
        assertThat(CommonName.isDnsLike(commonName)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db",
                "localhost",
                ".test",
                "db.",
                "-db.test",
                "db.test-",
                "db..test",
                "db-.test",
                "db.-test",
                "db test.x",
                "*.test",
                "db@.test",
                "db[.test",
                "db`.test",
                "db{.test",
                "db/.test",
                "db:.test"
            })
    void anything_else_is_no_host_name(String commonName) {
        assertThat(CommonName.isDnsLike(commonName)).isFalse();
    }

    @Test
    void zeros_at_the_end_are_not_looked_at() {
        assertThat(CommonName.isDnsLike("db.test\0\0")).isTrue();
        assertThat(CommonName.isDnsLike("db.test\0x")).isFalse();
        assertThat(CommonName.isDnsLike("\0")).isFalse();
    }
}
