package io.github.windlass4j.manifest.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "^a$; a; true",
                "^a$; `a\n`; false",
                "(?m)^b$; `a\nb\nc`; true",
                "(?i)straSSe; STRASSE; true",
                "(?i)k; \u212A; true",
                "a.c; `a\nc`; false",
                "(?s)a.c; `a\nc`; true",
                "^[^a]$; `\n`; true",
                "\\bfoo\\b; a foo b; true",
                "\\bfoo\\b; afoo; false",
                "foo\\B; foob; true",
                "^\\pL+$; éλж; true",
                "^\\p{Greek}$; λ; true",
                "^\\P{Greek}$; λ; false",
                "^\\p{Old_Italic}+\\p{SignWriting}$; \uD800\uDF00\uD836\uDC00; true",
                "^[[:alpha:]_-]+$; a-b_c; true",
                "^[]a]$; ]; true",
                "^\\x{1F600}\\x41\\101$; 😀AA; true",
                "^.$; 😀; true",
                "\\Qa.b*\\E+; a.b**; true",
                "\\Qa.b\\E; axb; false",
                "^(?:a{2,3}){2}$; aaaaa; true",
                "^a{,2}$; a{,2}; true",
                "^(a|b*)*c$; abbabc; true",
                "x*; ; true",
            })
    void finds_what_re2_finds(String expression, String text, boolean found) {
        assertThat(Regex.compile(expression).find(text == null ? "" : text)).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "a)",
                "[a",
                "[b-a]",
                "*a",
                "a**",
                "a{1001}",
                "(a{100}){100}",
                "(?=a)",
                "(?<!a)",
                "\\1",
                "\\Z",
                "\\y",
                "a{2,1}",
                "[[:foo:]]",
                "\\p{Foo}",
                "\\p{greek}",
                "\\p{GREEK}",
                "\\p{Grek}",
                "\\p{Signwriting}",
                "\\p{Unknown}",
                "\\x{110000}",
                "(?P<n>a)(?P<n>b)",
                "(?P<>a)",
                "\\",
                "(?z)",
                "[a-\\d]"
            })
    void refuses_what_re2_refuses(String expression) {
        assertThatThrownBy(() -> Regex.compile(expression))
                .isInstanceOf(MalformedRegexException.class)
                .hasMessageStartingWith("error parsing regexp: ");
    }

    @Test
    void bounds_the_size_of_an_expression() {
        assertThatThrownBy(() -> Regex.compile("a{1000}".repeat(60))).hasMessageContaining("more than 50000 steps");
        assertThatThrownBy(() -> Regex.compile("(".repeat(2000) + ")".repeat(2000)))
                .hasMessageContaining("too deeply");
    }

    @Test
    void reports_groups_of_the_leftmost_match_that_a_backtracking_search_prefers() {
        Regex regex = Regex.compile("(?P<host>[a-z]+)(?::(\\d+))?");
        assertThat(regex.groupNames()).containsExactly("host", "");
        Regex.Match match = regex.first("  db:5432 x").orElseThrow();
        assertThat(match.text()).isEqualTo("db:5432");
        assertThat(match.group(1)).contains("db");
        assertThat(match.group(2)).contains("5432");
        assertThat(regex.whole("db").orElseThrow().group(2)).isEmpty();
        assertThat(regex.whole("db:x")).isEmpty();
        assertThat(Regex.compile("a|ab").first("ab").orElseThrow().text()).isEqualTo("a");
        assertThat(Regex.compile("a|ab").whole("ab")).isPresent();
        assertThat(Regex.compile("a*").all("baac"))
                .extracting(Regex.Match::text)
                .containsExactly("", "aa", "");
    }

    @Test
    void a_hostile_expression_ends() {
        String text = "a".repeat(50_000) + "!";
        Assertions.assertThatNoException()
                .isThrownBy(() -> org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofMinutes(5), () -> {
                    assertThat(Regex.compile("^(a+)+$").find(text)).isFalse();
                    assertThat(Regex.compile("(a|a?)+$").matches(text)).isFalse();
                    assertThat(Regex.compile("(x?){300}[ab]*[bc]{300}$").find(text.substring(40_000)))
                            .isFalse();
                    assertThat(Regex.compile("(.*)(.*)(.*)z").first(text.substring(45_000)))
                            .isEmpty();
                }));
    }

    @Property(tries = 4000)
    void agrees_with_the_jdk_where_both_define_the_same(
            @ForAll("expressions") String expression, @ForAll("texts") List<String> texts) {
        Pattern jdk = Pattern.compile(expression);
        Regex regex = Regex.compile(expression);
        for (String text : texts) {
            Matcher matcher = jdk.matcher(text);
            boolean found = matcher.find();
            assertThat(regex.find(text)).as("%s finds in %s", expression, text).isEqualTo(found);
            assertThat(regex.matches(text))
                    .as("%s matches %s", expression, text)
                    .isEqualTo(jdk.matcher(text).matches());
            assertThat(regex.first(text).map(m -> m.start() + "-" + m.end()))
                    .as("%s first in %s", expression, text)
                    .isEqualTo(
                            found
                                    ? java.util.Optional.of(matcher.start() + "-" + matcher.end())
                                    : java.util.Optional.empty());
            assertThat(regex.whole(text).isPresent())
                    .isEqualTo(jdk.matcher(text).matches());
        }
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings().withChars("abc-_1 ").ofMaxLength(8).list().ofSize(4);
    }

    @Provide
    Arbitrary<String> expressions() {
        return expression(3);
    }

    private Arbitrary<String> expression(int depth) {
        Arbitrary<String> leaf = Arbitraries.of(
                "a", "b", "c", "1", ".", "[ab]", "[^a]", "\\w", "\\d", "\\s", "[a-c1]", "^", "\\z", "\\b", "-");
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<String> inner = expression(depth - 1);
        return Arbitraries.oneOf(
                leaf,
                inner.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("", parts)),
                inner.list().ofMinSize(2).ofMaxSize(3).map(parts -> "(?:" + String.join("|", parts) + ")"),
                // A loop over something that can be empty is where Perl and RE2 differ in which match they prefer.
                Arbitraries.of("a", "b", "[ab]", "\\w", "(?:ab|c)")
                        .flatMap(part -> Arbitraries.of("*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{1,}?")
                                .map(part::concat)));
    }
}
