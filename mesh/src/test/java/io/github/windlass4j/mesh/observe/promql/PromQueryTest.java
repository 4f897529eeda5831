package io.github.windlass4j.mesh.observe.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromQueryTest {
    private static PromQuery parse(String query) {
        return PromQuery.parse(query, "rule");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0007',
            value = {
                "1 | SCALAR",
                "-1 + 2 ^ 3 | SCALAR",
                "0x1F | SCALAR",
                "1e-3 | SCALAR",
                ".5 | SCALAR",
                "5m | SCALAR",
                "Inf | SCALAR",
                "NaN | SCALAR",
                "time() | SCALAR",
                "scalar(up) | SCALAR",
                "1 > bool 2 | SCALAR",
                "'text' | STRING",
                "up | VECTOR",
                "up > 1 | VECTOR",
                "-up | VECTOR",
                "vector(1) | VECTOR",
                "minute() | VECTOR",
                "start() + end() - range() * step() | SCALAR",
                "integral(up[5m]) | VECTOR",
                "histogram_quantiles(up, 'q', 0.5) | VECTOR",
                "histogram_quantiles(up, 'q', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) | VECTOR",
                "info(up, up) | VECTOR",
                "up[5m] | MATRIX",
                "up[5m:30s] | MATRIX",
                "rate(up[5m])[1h:] | MATRIX",
                "job:up:sum[5m] | MATRIX",
                "up[300] | MATRIX"
            })
    void tells_the_type(String query, ValueType type) {
        assertThat(parse(query).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(up)",
                "sum by (a, b,) (up)",
                "sum(up) without (a)",
                "SUM BY () (up)",
                "sum by (by, sum, \"dotted.name\") (up)",
                "sum",
                "topk(3, up)",
                "count_values(\"v\", up)",
                "quantile(0.9, up)",
                "up offset 5m",
                "up offset -5m",
                "up @ 1609746000 offset 5m",
                "up @ start()",
                "rate(up[5m] offset 1d)",
                "a and on (x) b",
                "a / ignoring (x) group_left (y) b",
                "a * on () group_right b",
                "a unless b or c and d",
                "{__name__=~\"a.+\", b!=\"\"}",
                "{\"utf8.metric\", \"l.abel\"=\"x\"}",
                "up{a='x', b=~`\\d+`,}",
                "up # a comment\n + 1",
                "histogram_quantile(0.99, sum by (le) (rate(x_bucket[5m])))",
                "label_replace(up, 'a', '$1', 'b', '(.*)')",
                "sort_by_label(up, 'a', 'b')",
                "round(up)",
                "round(up, 0.1)",
                "-up ^ 2",
                "max_over_time(sum(up)[1h:5m])",
                "a == bool 1",
                "offset offset 0s",
                "a * ignoring (x) group_left (x) b",
                "{__name__=\"up\", __name__=~\"u.\"}",
                "{__name__=\"up\", __name__=\"x\"}",
                "1 + on () 2",
                "unless unless by",
                "{on=\"x\"}",
                "up[5m:] offset 5m @ 1",
                "(up offset 5m)[5m:] offset 5m",
                "up[1y2w3d4h5m6s7ms]",
                "up{a=\"\\377\"}",
                "absent(up{a=\"\\u00e9\\x41\\101\\n\"})"
            })
    void reads_what_prometheus_reads(String query) {
        assertThat(parse(query)).hasToString(query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0007',
            value = {
                "histogram_quantiles(up, 'q') | takes 3 to 12",
                "histogram_quantiles(up, 'q', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) | takes 3 to 12",
                "integral(up) | wants a matrix",
                "start(1) | takes 0",
                "'' | rule:1:1: no expression",
                "sum( | end of query (want an expression)",
                "sum(up)) | rule:1:8: \")\" (want the end or an operator)",
                "up{a} | (want =, !=, =~ or !~)",
                "up{a=b} | (want a text in quotes)",
                "up{a=~\"(\"} | missing",
                "{a=\"\"} | needs a name or a matcher",
                "{} | needs a name or a matcher",
                "up{__name__=\"x\"} | metric name given twice",
                "nosuch(up) | unknown function \"nosuch\"",
                "rate(up) | rate wants a matrix, not a vector",
                "sum(1) | sum wants a vector, not a scalar",
                "sum(up, up) | sum takes 1 argument(s), not 2",
                "topk(up) | topk takes 2 argument(s), not 1",
                "clamp(up, 1) | clamp takes 3 argument(s), not 2",
                "round(up, 1, 2) | round takes 1 to 2 argument(s), not 3",
                "label_join(up, 'a') | label_join takes at least 3",
                "1 > 2 | a comparison of two scalars needs bool",
                "1 + bool 2 | bool after +",
                "1 and 2 | and takes two vectors",
                "up + on (a) 1 | on and ignoring need two vectors",
                "a and on (x) group_left b | and takes no group_left",
                "up[5m] + 1 | takes scalars and vectors, not a matrix",
                "'a' + 1 | not a string",
                "-'a' | a sign before a string",
                "up[5x] | bad number or duration \"5x\"",
                "up[5m | end of query (want \"]\")",
                "sum(up)[5m] | a range belongs directly after a selector",
                "up[5m][5m] | a range belongs directly after a selector",
                "sum(up) offset 5m | offset belongs after a selector",
                "up @ now | (want a time in seconds",
                "up ! 1 | unexpected character \"!\"",
                "'open | text without closing '",
                "$x | unexpected character \"$\"",
                "sum by (a:b) (up) | (want a label)",
                "up{a=\"\\q\"} | unknown escape",
                "up{a=\"\\xg1\"} | escape needs 2 digits",
                "up{a=\"\\400\"} | escape beyond Unicode",
                "up{a=\"\\ud800\"} | escape beyond Unicode",
                "on | names no metric",
                "Bool{a='b'} | names no metric",
                "sum(group_left) | names no metric",
                "atan2 + 1 | names no metric",
                "up offset 5m offset 1m | offset is given twice",
                "up @ 1 offset 5m @ 2 | @ is given twice",
                "up offset 5m[5m] | a range belongs directly after a selector",
                "up @ 1[5m] | a range belongs directly after a selector",
                "(up)[5m] | a range belongs directly after a selector",
                "(up) offset 5m | offset belongs after a selector",
                "(up[5m]) @ 1 | @ belongs after a selector",
                "1[5m:] | a subquery of a scalar",
                "a * on (x) group_left (y, x) b | a label of on is copied",
                "sum by (Inf) (up) | want a label",
                "sum by (without) (up) | want a label",
                "{\"up\", __name__!=\"x\"} | metric name given twice",
                "up[0s] | want a duration above 0",
                "up[5m:0] | want a duration above 0",
                "up[30m1h] | bad number or duration \"30m1h\"",
                "up[1m1m] | bad number or duration \"1m1m\""
            })
    void refuses_what_prometheus_refuses(String query, String problem) {
        String given = query.equals("''") ? "" : query;
        assertThatThrownBy(() -> parse(given))
                .isInstanceOf(MalformedPromqlException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void the_place_of_a_problem_is_told() {
        assertThatThrownBy(() -> parse("up +\n  nosuch(1)"))
                .isInstanceOfSatisfying(MalformedPromqlException.class, e -> {
                    assertThat(List.of(e.line(), e.column())).containsExactly(2, 3);
                    assertThat(e.problem()).isEqualTo("unknown function \"nosuch\"");
                });
    }

    @Test
    void metrics_and_labels_are_those_that_are_read() {
        PromQuery query =
                parse("label_join(sum by (a, b) (rate(m_total{c=\"1\", d!~\"x.*\"}[5m])), 'made', '.', 'a', 'b')"
                        + " / on (a, made) group_left (e) {__name__=\"n\"}");
        assertThat(query.metrics()).containsExactly("m_total", "n");
        assertThat(query.labels()).containsExactly("a", "b", "c", "d", "e");
        assertThat(query.selectors()).hasToString("[m_total{c=\"1\",d!~\"x.*\"}, n]");
    }

    @Test
    void a_label_that_the_query_makes_is_not_read() {
        assertThat(parse("sum by (v) (count_values('v', up))").labels()).isEmpty();
        assertThat(parse("sum by (d) (label_replace(up, 'd', '$1', 's', '(.*)'))")
                        .labels())
                .containsExactly("s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0007',
            value = {
                "there | YES",
                "missing | NO",
                "who_knows | UNKNOWN",
                "there + missing | NO",
                "there + who_knows | UNKNOWN",
                "missing + who_knows | NO",
                "missing or there | YES",
                "missing or missing | NO",
                "missing or who_knows | UNKNOWN",
                "missing or vector(0) | YES",
                "there unless missing | YES",
                "missing unless there | NO",
                "there and missing | NO",
                "absent(missing) | YES",
                "absent(there) | NO",
                "absent(who_knows) | UNKNOWN",
                "sum(rate(missing[5m])) | NO",
                "sum by (a) (-there) | YES",
                "scalar(missing) + 1 | YES",
                "max_over_time(there[5m:1m]) | YES",
                "time() | YES",
                "histogram_quantile(0.9, missing) / 1000 or there | YES"
            })
    void presence_follows_the_operators(String query, Presence expected) {
        Presence actual = parse(query).presence(selector -> switch (selector.metric()) {
            case "there" -> Presence.YES;
            case "missing" -> Presence.NO;
            default -> Presence.UNKNOWN;
        });
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(up[$__rate_interval])",
                "rate(up[${__range}:$__interval])",
                "up{a=~\"$var\"}",
                "topk($n, up)",
                "sum by ($by, a) (up)",
                "${metric}{a=\"x\"}",
                "[[metric]]",
                "up{a=~\"[[var]](\"}"
            })
    void a_template_may_have_variables(String query) {
        assertThat(PromQuery.parseTemplate(query, "panel").labels()).isSubsetOf("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up[$", "up[${x]", "[[x", "$", "{a=$x}"})
    void a_template_is_still_checked(String query) {
        assertThatThrownBy(() -> PromQuery.parseTemplate(query, "panel")).isInstanceOf(MalformedPromqlException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "sum(", "a+", "a or ", "{a=\"", "a[1:", "abs(", "a offset ", "up @ "})
    void deep_and_long_queries_end_with_an_error(String piece) {
        assertThatThrownBy(() -> parse(piece.repeat(20_000)))
                .isInstanceOf(MalformedPromqlException.class)
                .hasMessageStartingWith("rule:1:");
    }

    @Test
    void a_query_longer_than_the_bound_is_refused() {
        assertThatThrownBy(() -> parse("a".repeat(PromQuery.MAX_LENGTH + 1)))
                .hasMessageContaining("longer than " + PromQuery.MAX_LENGTH);
    }

    @Property(tries = 2_000)
    void any_text_is_read_or_refused(@ForAll("pieces") String query) {
        try {
            assertThat(parse(query).labels()).isNotNull();
        } catch (MalformedPromqlException e) {
            assertThat(e.line()).isPositive();
            assertThat(e.column()).isPositive();
        }
        try {
            PromQuery.parseTemplate(query, "panel").metrics();
        } catch (MalformedPromqlException e) {
            assertThat(e.problem()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "up",
                        "sum",
                        "(",
                        ")",
                        "{",
                        "}",
                        "[",
                        "]",
                        "by",
                        "a",
                        "=",
                        "=~",
                        "\"x\"",
                        "'y'",
                        "5m",
                        "1",
                        "+",
                        "-",
                        "^",
                        "or",
                        "on",
                        "bool",
                        ">",
                        ",",
                        ":",
                        "@",
                        "offset",
                        "rate",
                        "label_join",
                        "$v",
                        "[[v]]",
                        "\\",
                        "\n",
                        "#",
                        "é",
                        "absent",
                        "topk",
                        "group_left",
                        "without",
                        "${",
                        "`")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join(pieces.size() % 2 == 0 ? "" : " ", pieces));
    }

    @Property(tries = 500)
    void brackets_around_a_query_change_nothing(@ForAll("pieces") String query) {
        PromQuery plain;
        try {
            plain = parse(query);
        } catch (MalformedPromqlException e) {
            return;
        }
        PromQuery wrapped = parse("(" + query + "\n)");
        assertThat(wrapped.metrics()).isEqualTo(plain.metrics());
        assertThat(wrapped.labels()).isEqualTo(plain.labels());
        assertThat(wrapped.type()).isEqualTo(plain.type());
    }
}
