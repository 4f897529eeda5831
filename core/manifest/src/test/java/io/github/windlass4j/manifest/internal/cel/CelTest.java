package io.github.windlass4j.manifest.internal.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelTest {
    private static Object run(String expression) throws CelSyntaxException {
        return CelProgram.compile(expression).run(CelNull.NULL, null, 1_000_000).value();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 + 2 * 3 == 7 && -(1 - 2) == 1 && 7 / 2 == 3 && -7 % 3 == -1",
                "0x1F == 31 && 5u + 3u == 8u && 1.5e3 == 1500.0 && -9223372036854775808 < 0",
                "1 == 1.0 && 1u == 1 && 9007199254740993 > 9007199254740992.0 && '1' != 1",
                "'a' + 'b' == \"ab\" && r'\\d' == '\\\\d' && '''x\n''' == 'x\\n' && b'abc' == b'\\x61bc' && '\\u00e9' == 'é'",
                "[1, 2] + [3] == [1, 2, 3] && 2 in [1, 2] && !(4 in [1, 2]) && 'k' in {'k': 1} && {'a': 1}['a'] == 1",
                "size('é😀') == 2 && 'abc'.size() == 3 && [].size() == 0 && {'a': 1}.size() == 1",
                "true || 1 / 0 == 1",
                "1 / 0 == 1 || true",
                "!(false && 1 / 0 == 1)",
                "!(1 / 0 == 1 && false)",
                "(true ? 1 : 1 / 0) == 1",
                "[1, 2, 3].all(x, x > 0) && [1, 2].exists(x, x == 2) && [1, 2, 2].exists_one(x, x == 1)",
                "[0, 1].exists(x, 1 / x == 1)",
                "![0, 2].all(x, 1 / x == 1)",
                "[1, 2, 3].filter(x, x > 1).map(y, y * 2) == [4, 6] && [1, 2].map(x, x > 1, x) == [2]",
                "{'a': 1, 'b': 2}.all(k, k in ['a', 'b']) && {'a': 1}.exists(k, v, v == 1) && [5].all(i, v, i == 0 && v == 5)",
                "[1, 2].map(x, [3].map(x, x + 1)) == [[4], [4]]",
                "'a/b/c'.split('/') == ['a', 'b', 'c'] && 'a/b/c'.split('/', 2) == ['a', 'b/c'] && ''.split(',') == ['']",
                "'hello'.substring(2) == 'llo' && 'hello'.substring(1, 3) == 'el' && 'hello'.charAt(5) == ''",
                "'a-b-c'.replace('-', '+') == 'a+b+c' && 'a-b-c'.replace('-', '', 1) == 'ab-c' && 'ab'.replace('', '_') == '_a_b_'",
                "'Abc'.lowerAscii() == 'abc' && ' x '.trim() == 'x' && ['a', 'b'].join(',') == 'a,b' && 'abcb'.lastIndexOf('b') == 3",
                "'foo123'.matches('^[a-z]+[0-9]{3}$') && 'x1y22'.find('[0-9]+') == '1' && 'x1y22'.findAll('[0-9]+') == ['1', '22']",
                "duration('1h30m') > duration('89m') && duration('90s').getMinutes() == 1 && string(duration('1.5s')) == '1.5s'",
                "timestamp('2026-11-22T00:00:00Z').getFullYear() == 2026 && timestamp('2026-11-22T00:00:00Z').getDayOfWeek() == 0",
                "timestamp('2026-11-22T00:00:01Z') - timestamp('2026-11-22T00:00:00Z') == duration('1s')",
                "int('42') == 42 && double('1.5') == 1.5 && string(1.0) == '1' && bool('true') && type(1) == int",
                "isIP('10.0.0.1') && isIP('::1') && !isIP('010.0.0.1') && !isIP('fe80::1%eth0') && !isIP('::ffff:1.2.3.4')",
                "cidr('10.0.0.0/8').containsIP('10.9.8.7') && !isCIDR('10.0.0.0/33') && ip('::1').family() == 6",
                "cidr('10.0.0.0/8').containsCIDR(cidr('10.1.0.0/16')) && string(cidr('10.1.2.3/8').masked()) == '10.0.0.0/8'",
                "isURL('https://a.b:8443/c?d=e') && url('https://a.b:8443/c?d=e').getPort() == '8443' && !isURL('a b')",
                "url('https://[::1]:80/x').getHostname() == '::1' && url('/a%20b').getEscapedPath() == '/a%20b'",
                "quantity('1.5Gi').isGreaterThan(quantity('1G')) && quantity('1k') == quantity('1000') && !isQuantity('1.5x')",
                "quantity('500m').add(quantity('0.5')) == quantity('1')",
                "!format.dns1123Label().validate('my-name').hasValue() && format.dns1123Label().validate('My').hasValue()",
                "format.named('dns1123Label').hasValue() && !format.named('x').hasValue()",
                "[1, 2, 3].sum() == 6 && [3, 1].min() == 1 && [1, 2].isSorted() && [1, 2, 1].indexOf(1) == 0",
                "sets.contains([1, 2], [2]) && sets.intersects([1], [1, 3]) && sets.equivalent([1, 2, 1], [2, 1])",
                "{'a': {'b': 1}}.?a.?b.orValue(0) == 1 && {'a': 1}.?x.orValue(7) == 7 && [1][?3].orValue(9) == 9",
                "optional.of(2).optMap(x, x + 1).value() == 3 && !optional.none().hasValue()",
                "optional.of(3).optMap(x, x * x).value() == 9 && has({'a': 1}.a) && !has({'a': 1}.b)",
            })
    void is_true(String expression) throws CelSyntaxException {
        assertThat(run(expression)).as(expression).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a': 1}.b|no such key: b",
                "[1][2]|index out of bounds: 2",
                "1 / 0|division by zero",
                "1 % 0|modulus by zero",
                "9223372036854775807 + 1|integer overflow",
                "duration(string('x'))|type conversion error from 'string' to 'google.protobuf.Duration'",
                "int('x')|type conversion error from 'string' to 'int'",
                "'abc'.substring(4)|index out of range: 4",
                "'abc'.substring(2, 1)|invalid substring range. start: 2, end: 1",
                "[0, 2].all(x, 1 / x == 0)|division by zero",
                "[0, 1].exists_one(x, 1 / x == 1)|division by zero",
                "'a' < 1|no such overload",
                "dyn(1) + 'a'|no such overload",
                "!dyn(1)|no such overload",
            })
    void fails_in_the_servers_words(String expression, String message) throws CelSyntaxException {
        assertThat(run(expression)).isEqualTo(new CelError(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 +",
                "(1",
                "a ? b",
                "'x",
                "x.",
                "[1, ",
                "{1}",
                "unknown == 1",
                "'a'.matches('(')",
                "1 2",
                "@",
                "has(1)"
            })
    void refuses_what_is_no_expression(String expression) {
        assertThatThrownBy(() -> CelProgram.compile(expression))
                .isInstanceOfSatisfying(
                        CelSyntaxException.class, e -> assertThat(e.isCertain()).isTrue())
                .hasMessageStartingWith("ERROR: <input>:1:");
    }

    @Test
    void a_function_of_another_library_is_not_certain_to_be_wrong() {
        assertThatThrownBy(() -> CelProgram.compile("authorizer.path('/x').check('get').allowed()"))
                .isInstanceOf(CelSyntaxException.class);
        assertThatThrownBy(() -> CelProgram.compile("kubernetes('1.2.3') == kubernetes('1.2.3')"))
                .isInstanceOfSatisfying(
                        CelSyntaxException.class, e -> assertThat(e.isCertain()).isFalse());
    }

    @Test
    void knows_whether_it_compares_with_the_old_object() throws CelSyntaxException {
        assertThat(CelProgram.compile("self == oldSelf").usesOldSelf()).isTrue();
        assertThat(CelProgram.compile("[1].all(oldSelf, oldSelf == 1)").usesOldSelf())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c,"
                        + " [1,2,3,4,5,6,7,8,9,10].all(d, [1,2,3,4,5,6,7,8,9,10].all(e, [1,2,3,4,5,6,7,8,9,10].all(f, a+b+c+d+e+f > 0))))))",
                "'aaaaaaaaaaaaaaaaaaaa'.replace('a', 'aaaaaaaaaaaaaaaaaaaa').replace('a', 'aaaaaaaaaaaaaaaaaaaa')"
                        + ".replace('a', 'aaaaaaaaaaaaaaaaaaaa').replace('a', 'aaaaaaaaaaaaaaaaaaaa').replace('a', 'aaaaaaaaaa').size() > 0",
            })
    void a_hostile_expression_ends_within_its_budget(String expression) throws CelSyntaxException {
        CelProgram.Outcome outcome = CelProgram.compile(expression).run(CelNull.NULL, null, 1_000_000);
        assertThat(outcome.overBudget()).isTrue();
        assertThat(outcome.value()).isEqualTo(new CelError("operation cancelled: actual cost limit exceeded"));
    }

    @Test
    void bounds_nesting_and_length() {
        assertThatThrownBy(() -> CelProgram.compile("(".repeat(300) + "1" + ")".repeat(300)))
                .hasMessageContaining("recursion limit exceeded");
        assertThatThrownBy(() -> CelProgram.compile("1".repeat(100_001))).hasMessageContaining("size exceeds limit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a': 1}.?a.orValue(2)|1",
                "{'a': 1}.?b.orValue(2)|2",
                "{'a': {'b': 1}}.?a.?b.orValue(2)|1",
                "{'a': {'b': 1}}.?c.?b.orValue(2)|2",
                "{'a': {'b': 1}}.?a.b.orValue(2)|1",
                "{'a': 1}.?a.?b.orValue(2)|no such overload",
                "{'a': 1 / 0}.?a.orValue(1)|division by zero",
                "{'a': 1}.?b.orValue(1 / 0)|division by zero",
                "{'a': 1}.b.?c.orValue(1 / 0)|no such key: b",
            })
    void a_field_or_else_is_an_optional_or_else(String expression, String want) throws CelSyntaxException {
        Object value = run(expression);
        assertThat(value instanceof CelError error ? error.message() : String.valueOf(value))
                .isEqualTo(want);
    }

    @Test
    void what_stands_behind_or_is_looked_at_only_where_nothing_stands_before() throws CelSyntaxException {
        CelProgram program = CelProgram.compile("self.?a.orValue(1)");
        assertThat(program.run(CelMap.of(java.util.Map.of("a", 2L)), null, 100).cost())
                .isEqualTo(2);
        assertThat(program.run(CelMap.of(java.util.Map.of()), null, 100).cost()).isEqualTo(1);
        assertThat(run("{'a': 1}.?a.orValue(1 / 0)")).isEqualTo(1L);
        assertThat(run("optional.of(1).orValue(1 / 0)")).isEqualTo(1L);
        assertThat(run("optional.of(1).or(optional.of(1 / 0)).value()")).isEqualTo(1L);
        assertThat(run("optional.none().or(optional.of(2)).value()")).isEqualTo(2L);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "UTC, 0",
        "Local, 0",
        "02:00, 2",
        "+02:30, 2",
        "-03:30, 20",
        "-00:30, 23",
        "3:5, 3",
        "23:59, 23",
        "EST, 19",
        "America/New_York, 19",
        "Etc/GMT+3, 21",
        "CET, 1"
    })
    void a_zone_is_an_offset_or_a_name_of_the_database(String zone, long hour) throws CelSyntaxException {
        assertThat(run("timestamp(0).getHours('" + zone + "')")).isEqualTo(hour);
    }

    @ParameterizedTest
    @CsvSource({
        "5s, 5000000000",
        "+90s, 90000000000",
        "-3h, -10800000000000",
        "250ms, 250000000",
        "007us, 7000",
        "999999h, 3599996400000000000",
        "1234567s, 1234567000000000",
        "1h30m, 5400000000000",
        "1.5s, 1500000000",
        ".5s, 500000000",
        "0, 0",
        "5, ",
        "s, ",
        "5x, ",
        "5 s, ",
        "9999999h, ",
        "'', ",
    })
    void durations_are_read_as_go_reads_them(String text, @org.jspecify.annotations.Nullable Long nanos) {
        assertThat(GoDuration.parse(text)).isEqualTo(nanos);
    }
}
