package io.github.windlass4j.manifest.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RegexExampleTest {
    private static final int BUDGET = 10_000;

    @Test
    void finds_a_shortest_text() {
        assertThat(example(List.of("/api/.+"), List.of())).contains("/api/a");
        assertThat(example(List.of("/api(/.*)?"), List.of("/api", "/api/"))).contains("/api/a");
        assertThat(example(List.of("[a-z]{3}"), List.of("a.*")))
                .hasValueSatisfying(text -> assertThat(text).hasSize(3).matches("[b-z][a-z]{2}"));
    }

    @Test
    void says_that_there_is_none() {
        Regex.Example none = Regex.example(List.of(Regex.compile("a+")), List.of(Regex.compile("a*")), BUDGET);
        assertThat(none.text()).isEmpty();
        assertThat(none.complete()).isTrue();
        assertThat(example(List.of("a.*", "b.*"), List.of())).isEmpty();
    }

    @Test
    void says_when_the_budget_ends() {
        Regex.Example none = Regex.example(List.of(Regex.compile("(a|b){40}c")), List.of(), 20);
        assertThat(none.text()).isEmpty();
        assertThat(none.complete()).isFalse();
    }

    @Test
    void honours_conditions() {
        assertThat(example(List.of("^a\\b.b$"), List.of()))
                .hasValueSatisfying(text ->
                        assertThat(Regex.compile("^a\\b.b$").matches(text)).isTrue());
    }

    /** Against trying all short texts. */
    @Property(tries = 200)
    void agrees_with_trying(@ForAll("expressions") List<String> sources) {
        List<Regex> all = sources.stream().map(Regex::compile).toList();
        List<Regex> rest = all.subList(1, all.size());
        Regex.Example found = Regex.example(all.subList(0, 1), rest, BUDGET);
        assertThat(found.complete()).isTrue();
        found.text()
                .ifPresent(text -> assertThat(
                                all.get(0).matches(text) && rest.stream().noneMatch(regex -> regex.matches(text)))
                        .as("%s for %s", text, sources)
                        .isTrue());
        boolean exists = shortTexts("", 4).stream()
                .anyMatch(text -> all.get(0).matches(text) && rest.stream().noneMatch(regex -> regex.matches(text)));
        assertThat(found.text().isPresent() || !exists).as("%s", sources).isTrue();
    }

    @Provide
    Arbitrary<List<String>> expressions() {
        return Arbitraries.of("a", "b", "c", "a*", "(ab)+", "[ab]", ".", "a|b", "b?c", "(a|bc)*", "^a.*", "\\bab")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> String.join("", parts))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static List<String> shortTexts(String prefix, int most) {
        List<String> texts = new ArrayList<>(List.of(prefix));
        if (most > 0) {
            for (char next : "abcx".toCharArray()) {
                texts.addAll(shortTexts(prefix + next, most - 1));
            }
        }
        return texts;
    }

    private static Optional<String> example(List<String> matching, List<String> failing) {
        return Regex.example(
                        matching.stream().map(Regex::compile).toList(),
                        failing.stream().map(Regex::compile).toList(),
                        BUDGET)
                .text();
    }
}
