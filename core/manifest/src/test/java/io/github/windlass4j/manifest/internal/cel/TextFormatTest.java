package io.github.windlass4j.manifest.internal.cel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code format} of cel-go's strings extension: each clause with each type of value, and its words where one does not fit. */
class TextFormatTest {
    private static Object run(String expression) throws CelSyntaxException {
        return CelProgram.compile(expression).run(CelNull.NULL, null, 1_000_000).value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'100%%'.format([]) -> 100%",
                "'%%%s%%'.format(['a']) -> %a%",
                "'%s-%s'.format(['a', 1]) -> a-1",
                "'%s'.format([9u]) -> 9",
                "'%s'.format([b'xyz']) -> xyz",
                "'%s'.format([int]) -> int",
                "'%s'.format([duration('1h1s')]) -> 3601s",
                "'%s'.format([timestamp('2026-11-23T01:02:03+01:00')]) -> 2026-11-23T00:02:03Z",
                "'%s'.format([double('Inf')]) -> +Inf",
                "'%s'.format([[1, 'a\"b', b'c', null, true, 2u, 1.5, int]]) -> [1, \"a\\\"b\", b\"c\", null, true, 2, 1.500000, int]",
                "'%s'.format([[duration('1s'), timestamp(0)]]) -> [duration(\"1s\"), timestamp(\"1970-01-01T00:00:00Z\")]",
                "'%s'.format([[double('NaN'), double('-Inf'), 0.0000005, 0.0000015]]) -> [\"NaN\", \"-Inf\", 0.000000, 0.000002]",
                "'%s'.format([{'b': [1], 'a': {}, 2: null, true: 1u}]) -> {\"a\":{}, \"b\":[1], 2:null, true:1}",
                "'%s'.format([[]]) -> []",
                "'%d %d'.format([-7, 18446744073709551615u]) -> -7 18446744073709551615",
                "'%b %b %b %b'.format([5, -5, 8u, true]) -> 101 -101 1000 1",
                "'%b'.format([false]) -> 0",
                "'%o %o %o'.format([8, -8, 9u]) -> 10 -10 11",
                "'%x %X %x'.format([255, 255, -255]) -> ff FF -ff",
                "'%x %X'.format([18446744073709551615u, 171u]) -> ffffffffffffffff AB",
                "'%x %X'.format(['az', b'\\x00\\xff']) -> 617a 00FF",
                "'%f'.format([2.71828]) -> 2.718280",
                "'%.3f'.format([1234567.8125]) -> 1,234,567.812",
                "'%.0f %.0f %.0f'.format([0.5, 1.5, -2.5]) -> 0 2 -2",
                "'%.10f'.format([1.5]) -> 1.5000000000",
                "'%.3f'.format([-1234.5]) -> -1,234.500",
                "'%f|%f|%f'.format([double('NaN'), double('Inf'), double('-Inf')]) -> NaN|∞|-∞",
                "'%f|%f|%f'.format(['NaN', 'Infinity', '-Infinity']) -> NaN|∞|-∞",
                "'%e'.format([1052.032911275]) -> 1.052033\u202f×\u202f10⁰³",
                "'%e'.format([-0.00123]) -> -1.230000\u202f×\u202f10⁻⁰³",
                "'%e'.format([1e100]) -> 1.000000\u202f×\u202f10¹⁰⁰",
                "'%e'.format([0.0]) -> 0.000000\u202f×\u202f10⁰⁰",
                "'%e'.format([1048576.5]) -> 1.048576\u202f×\u202f10⁰⁶",
                "'%.2e|'.format([2.5]) -> 2.500000\u202f×\u202f10⁰⁰|",
                "'%.16e|'.format([2.5]) ->  2.500000\u202f×\u202f10⁰⁰|",
                "'%.5e|%e|%.0e'.format(['NaN', '-Infinity', 'Infinity']) ->   NaN|    -∞|∞",
            })
    void values_are_written_as_their_clauses_say(String expression, String text) throws CelSyntaxException {
        assertThat(run(expression)).as(expression).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '~',
            value = {
                "'%s %s'.format([1]) -> index 1 out of range",
                "'%s'.format([]) -> index 0 out of range",
                "'a%'.format([1]) -> unexpected end of string",
                "'%'.format([]) -> index 0 out of range",
                "'%y'.format([1]) -> could not parse formatting clause: unrecognized formatting clause \"y\"",
                "'%.3'.format([1.5]) -> could not parse formatting clause: error while parsing precision: could not find end of precision specifier",
                "'%.'.format([1.5]) -> could not parse formatting clause: error while parsing precision: could not find end of precision specifier",
                "'%.f'.format([1.5]) -> could not parse formatting clause: error while parsing precision: error while converting precision to integer: strconv.Atoi: parsing \"\": invalid syntax",
                "'%.1001f'.format([1.5]) -> could not parse formatting clause: error while parsing precision: precision 1001 exceeds maximum allowed precision 1000",
                "'%d'.format([1.5]) -> error during formatting: decimal clause can only be used on integers, was given double",
                "'%d'.format([[1]]) -> error during formatting: decimal clause can only be used on integers, was given list",
                "'%b'.format(['a']) -> error during formatting: only integers and bools can be formatted as binary, was given string",
                "'%o'.format([true]) -> error during formatting: octal clause can only be used on integers, was given bool",
                "'%x'.format([1.5]) -> error during formatting: only integers, byte buffers, and strings can be formatted as hex, was given double",
                "'%f'.format([1]) -> error during formatting: fixed-point clause can only be used on doubles, was given int",
                "'%f'.format(['Inf']) -> error during formatting: fixed-point clause can only be used on doubles, was given string",
                "'%e'.format([1u]) -> error during formatting: scientific clause can only be used on doubles, was given uint",
                "'%s'.format([url('/a')]) -> error during formatting: string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps, was given kubernetes.URL",
                "'%s'.format([optional.of(1)]) -> error during formatting: string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps, was given optional_type",
                "'%s'.format([[quantity('1')]]) -> error during formatting: no formatting function for kubernetes.Quantity",
                "'%s'.format([{'a': optional.none()}]) -> error during formatting: no formatting function for optional_type",
                "'%s'.format([{1.5: 1}]) -> error during formatting: no formatting function for map key of type double",
                "'%s'.format([[b'\\xff']]) -> error during formatting: could not convert argument \"invalid UTF-8 in bytes, cannot convert to string\" to string",
                "'%s'.format(1) -> no such overload",
                "dyn(1).format([1]) -> no such overload",
            })
    void what_does_not_fit_is_told(String expression, String message) throws CelSyntaxException {
        assertThat(run(expression)).as(expression).isEqualTo(new CelError(message));
    }

    @Test
    void a_thousand_digits_may_follow_the_point() throws CelSyntaxException {
        assertThat((String) run("'%.1000f'.format([1.5])")).isEqualTo("1.5" + "0".repeat(999));
    }
}
