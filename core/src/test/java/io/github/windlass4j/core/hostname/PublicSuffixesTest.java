package io.github.windlass4j.core.hostname;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicSuffixesTest {
    private static final PublicSuffixes SMALL = PublicSuffixes.parse("""
            // a comment
            com
            co.uk     trailing text does not count
            *.ck
            !www.ck
            公司.cn

            """);

    @ParameterizedTest
    @ValueSource(strings = {"com", "COM.", "co.uk", "anything.ck", "ck", "unlisted", "xn--55qx5d.cn"})
    void knows_suffixes(String name) {
        assertThat(SMALL.isPublicSuffix(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "example.co.uk", "www.ck", "a.b.ck", "example.unlisted", ""})
    void knows_registrable_names(String name) {
        assertThat(SMALL.isPublicSuffix(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"com", "co.uk", "com.au", "co.jp", "s3.amazonaws.com", "azurewebsites.net", "github.io"})
    void the_selection_knows_registries_and_hosters(String name) {
        assertThat(PublicSuffixes.shipped().isPublicSuffix(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "city.kobe.jp", "amazonaws.com", "windows.net"})
    void the_selection_is_not_too_wide(String name) {
        assertThat(PublicSuffixes.shipped().isPublicSuffix(name)).isFalse();
    }

    @Test
    void reads_rules_outside_ascii_in_each_form() {
        PublicSuffixes rules =
                PublicSuffixes.of(List.of("*.\u516c\u53f8.test", "!\u00e9.\u516c\u53f8.test", "\u516c\u53f8.org"));

        assertThat(rules.isPublicSuffix("x.xn--55qx5d.test")).isTrue();
        assertThat(rules.isPublicSuffix("xn--9ca.xn--55qx5d.test")).isFalse();
        assertThat(rules.isPublicSuffix("xn--55qx5d.org")).isTrue();
        assertThat(rules.isPublicSuffix("xn--55qx5d.org.")).isTrue();
        assertThat(rules).hasToString("PublicSuffixes[3 rules]");
    }

    @Test
    void a_rule_that_is_no_name_stays_as_it_is() {
        String rule = "\u00e9".repeat(70) + ".test";

        assertThat(PublicSuffixes.of(List.of(rule)).isPublicSuffix(rule)).isTrue();
    }

    @Test
    void blank_lines_and_comments_are_no_rules() {
        assertThat(PublicSuffixes.parse("\n \n// x\n//y.test\n\t a.test\tz\n")).hasToString("PublicSuffixes[1 rule]");
    }

    @Test
    void none_knows_nothing() {
        assertThat(PublicSuffixes.none().isPublicSuffix("com")).isFalse();
    }

    @Test
    void rules_can_be_given_one_by_one() {
        assertThat(PublicSuffixes.of(List.of("example.test")).isPublicSuffix("example.test"))
                .isTrue();
    }
}
