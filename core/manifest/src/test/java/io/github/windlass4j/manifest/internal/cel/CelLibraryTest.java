package io.github.windlass4j.manifest.internal.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The functions that rules may call, library by library: what holds at the edges, and the server's words where nothing does.
 */
class CelLibraryTest {
    private static Object run(String expression) throws CelSyntaxException {
        return CelProgram.compile(expression).run(CelNull.NULL, null, 1_000_000).value();
    }

    private static void holds(String expression) throws CelSyntaxException {
        assertThat(run(expression)).as(expression).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'hello'.contains('ell') && !'hello'.contains('x') && 'hello'.contains('')",
                "'hello'.startsWith('he') && !'hello'.startsWith('lo') && 'hello'.endsWith('lo') && !'hello'.endsWith('he')",
                "matches('abc', 'b') && !matches('abc', '^b') && 'abc'.matches('a' + 'b')",
                "'abc'.find('x') == '' && 'a1b22'.findAll('[0-9]+', 1) == ['1'] && 'a1'.findAll('[0-9]+', 0) == []",
                "'a1b22'.findAll('[0-9]+', -1) == ['1', '22'] && 'ab'.findAll('x') == []",
                "'aZ[@`{é'.lowerAscii() == 'az[@`{é' && 'aZz[@`{é'.upperAscii() == 'AZZ[@`{é' && 'AZ'.lowerAscii() == 'az'",
                "' \\t\\na b '.trim() == 'a b' && [1, 2].reverse() == [2, 1]",
                "'\\u00a0\\t\\r\\u0085\\u2028\\u3000a\\u202f\\u2007'.trim() == 'a' && '\\u001ca\\u200b'.trim().size() == 3 && ' \\n'.trim() == '' && ''.trim() == ''",
                "'hé😀'.charAt(2) == '😀' && 'h'.charAt(0) == 'h' && 'h'.charAt(1) == ''",
                "'a😀b'.substring(1) == '😀b' && 'a😀b'.substring(1, 2) == '😀' && 'abc'.substring(3) == '' && 'abc'.substring(1, 1) == ''",
                "'a😀ba'.indexOf('b') == 2 && 'abc'.indexOf('x') == -1 && 'aa'.indexOf('a', 1) == 1 && 'aa'.indexOf('a', 2) == -1",
                "'a😀b'.lastIndexOf('b') == 2 && 'abc'.lastIndexOf('x') == -1 && [1, 2, 1].lastIndexOf(1) == 2 && [1].lastIndexOf(2) == -1",
                "[1, 2].indexOf(2) == 1 && [1].indexOf(2) == -1 && ['a'].indexOf('a') == 0",
                "'aaa'.replace('a', 'b', 2) == 'bba' && 'aaa'.replace('a', 'b', 0) == 'aaa' && 'aaa'.replace('a', 'b', -1) == 'bbb'",
                "'ab'.replace('', '-', 2) == '-a-b' && ''.replace('', 'x') == 'x' && 'ab'.replace('x', 'y') == 'ab' && 'ab'.replace('', '-', 9) == '-a-b-'",
                "'abc'.split('') == ['a', 'b', 'c'] && ''.split('') == [] && 'a,b'.split(',', 0) == [] && 'a,b'.split(',', 1) == ['a,b']",
                "'a😀'.split('') == ['a', '😀'] && 'abc'.split('', 2) == ['a', 'bc'] && ',a,'.split(',') == ['', 'a', ''] && 'a,b,c'.split(',', -1) == ['a', 'b', 'c']",
                "['a', 'b', 'c'].join() == 'abc' && [].join('-') == '' && ['a', 'b'].join('--') == 'a--b' && ['a'].join('-') == 'a'",
                "'aba'.lastIndexOf('a', 1) == 0 && 'aba'.lastIndexOf('a', 2) == 2 && 'aba'.lastIndexOf('a', 3) == -1 && 'aba'.lastIndexOf('') == 3 && 'aba'.lastIndexOf('', 2) == 2 && 'aba'.lastIndexOf('ba', 2) == 1 && 'a😀b'.lastIndexOf('b', 2) == 2",
                "'aba'.indexOf('', 1) == 1 && 'aba'.indexOf('', 3) == 3 && 'aba'.indexOf('', -1) == -1 && 'aba'.lastIndexOf('', -1) == -1 && ''.lastIndexOf('') == 0 && 'aba'.indexOf('a', 3) == -1 && 'aba'.indexOf('a', 9) == -1 && 'aba'.indexOf('ba', 1) == 1 && 'a😀b'.indexOf('b', 2) == 2",
                "'abc'.substring(0, 3) == 'abc' && 'abc'.substring(3, 3) == '' && 'abcabc'.replace('bc', '') == 'aa' && 'abc'.split('', 3) == ['a', 'b', 'c'] && 'abc'.split('', 1) == ['abc'] && 'abc'.split('abc') == ['', '']",
                "strings.quote('a\\a\\b\\f\\n\\r\\t\\v\\\\\"z') == '\"a\\\\a\\\\b\\\\f\\\\n\\\\r\\\\t\\\\v\\\\\\\\\\\\\"z\"'",
            })
    void texts(String expression) throws CelSyntaxException {
        holds(expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1, 2, 2].isSorted() && !([2, 1].isSorted()) && [].isSorted() && ['a', 'b'].isSorted() && [1].isSorted()",
                "[].sum() == 0 && [1, 2].sum() == 3 && [1.5, 2.0].sum() == 3.5 && [duration('1s'), duration('2s')].sum() == duration('3s')",
                "[2, 1, 3].min() == 1 && [2, 3, 1].max() == 3 && ['b', 'a'].min() == 'a' && [1, 2].max() == 2",
                "[1, 2, 3].slice(1, 3) == [2, 3] && [1].slice(0, 0) == [] && [1].slice(1, 1) == []",
                "[[1, 2], 3, [[4]]].flatten() == [1, 2, 3, [4]] && [1, 2, 1, 2.0].distinct() == [1, 2]",
                "sets.contains([1, 2], []) && !sets.contains([1], [1, 2]) && sets.contains([1, 2, 3], [3, 1])",
                "!sets.equivalent([1], [1, 2]) && !sets.equivalent([1, 2], [1]) && sets.equivalent([], [])",
                "!sets.intersects([1], [2]) && !sets.intersects([], [1]) && sets.intersects([1, 2], [2])",
                "[1, 2] + [] == [1, 2] && [] + [1] == [1] && [1, 2] != [1] && [1, 2] != [1, 3] && [1, [2]] == [1, [2]]",
                "[1, 2][0] == 1 && [1, 2][1.0] == 2 && [1, 2][1u] == 2 && [1][?0].hasValue() && !([1][?-1].hasValue())",
                "1 in [1.0] && 1u in [1] && !('1' in [1]) && 'a' in {'a': 1} && !('b' in {'a': 1}) && 1.0 in {1: 2}",
                "{1: 'a'}[1u] == 'a' && {'a': 1, 'b': 2} == {'b': 2, 'a': 1} && {'a': 1} != {'a': 2} && {'a': 1} != {'b': 1} && {'a': 1} != {}",
                "[1, 2, 3].filter(x, x != 2) == [1, 3] && {'a': 1}.filter(k, true) == ['a'] && {'a': 1}.map(k, k) == ['a']",
                "[1, 2, 3].map(x, x != 2, x * 10) == [10, 30] && [].map(x, x) == []",
                "[1, 2].exists_one(x, x > 1) && !([2, 2].exists_one(x, x > 1)) && !([].exists_one(x, true)) && [1].existsOne(x, true)",
                "[].all(x, false) && !([].exists(x, true)) && {'a': 1}.all(k, v, k == 'a' && v == 1) && [7].exists(i, v, i == 0 && v == 7)",
                "[5, 6].transformList(i, v, v + i) == [5, 7] && [5, 6].transformList(i, v, i > 0, v) == [6]",
                "{'a': 1, 'b': 2}.transformMap(k, v, v * 2) == {'a': 2, 'b': 4} && {'a': 1, 'b': 2}.transformMap(k, v, k == 'a', v) == {'a': 1}",
                "[?optional.of(1), ?optional.none(), 2] == [1, 2] && {?'a': optional.of(1), ?'b': optional.none()} == {'a': 1}",
                "size([1, 2]) == 2 && size('é') == 1 && size(b'é') == 2 && size({'a': 1}) == 1",
            })
    void lists_and_maps(String expression) throws CelSyntaxException {
        holds(expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int(5u) == 5 && int(1.9) == 1 && int(-1.9) == -1 && int('-5') == -5 && int(timestamp(7)) == 7 && int(duration('1us')) == 1000",
                "uint(5) == 5u && uint(5.9) == 5u && uint('5') == 5u && uint(9223372036854775808.0) == 9223372036854775808u && uint(3u) == 3u",
                "double(5) == 5.0 && double(5u) == 5.0 && double('1e3') == 1000.0 && double(18446744073709551615u) > 1.8e19 && double('-.5') == -0.5",
                "string(5) == '5' && string(5u) == '5' && string(true) == 'true' && string('a') == 'a' && string(b'a') == 'a' && string(18446744073709551615u) == '18446744073709551615'",
                "string(1.5) == '1.5' && string(0.0) == '0' && string(1e21) == '1e+21' && string(123456.5) == '123456.5' && string(1e6) == '1e+06' && string(-0.0) == '-0' && string(-1.5e-7) == '-1.5e-07' && string(0.0001) == '0.0001' && string(1e-5) == '1e-05' && string(1.25e100) == '1.25e+100'",
                "double('Inf') == 1.0 / 0.0 && double('-infinity') == -1.0 / 0.0 && double('+INF') > 1.0 && string(double('nan')) == 'NaN' && double('0x1p-2') == 0.25 && double('-0X.8P+1') == -1.0",
                "string(1.0 / 0.0) == '+Inf' && string(-1.0 / 0.0) == '-Inf' && string(0.0 / 0.0) == 'NaN'",
                "string(timestamp('2026-01-02T03:04:05Z')) == '2026-01-02T03:04:05Z' && string(duration('-1500ms')) == '-1.5s'",
                "bool('t') && bool('T') && bool('TRUE') && bool('True') && bool('1') && bool(true) && !bool('f') && !bool('F') && !bool('FALSE') && !bool('False') && !bool('false') && !bool('0')",
                "bytes('é') == b'\\xc3\\xa9' && bytes(b'a') == b'a' && b'a' + b'b' == b'ab' && b'a' < b'b' && b'\\xff' > b'a' && b'a' != b'b'",
                "type(1) == int && type(1u) == uint && type(1.0) == double && type('') == string && type(true) == bool && type(b'') == bytes",
                "type([]) == list && type({}) == map && type(null) == null_type && type(int) == type && type(optional.none()) == optional_type && dyn(1) == 1",
                "type(duration('1s')) == google.protobuf.Duration && type(timestamp(0)) == google.protobuf.Timestamp",
            })
    void conversions(String expression) throws CelSyntaxException {
        holds(expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timestamp('2026-03-04T05:06:07.089Z').getFullYear() == 2026 && timestamp('2026-03-04T05:06:07.089Z').getMonth() == 2",
                "timestamp('2026-03-04T05:06:07.089Z').getDate() == 4 && timestamp('2026-03-04T05:06:07.089Z').getDayOfMonth() == 3",
                "timestamp('2026-03-04T05:06:07.089Z').getDayOfYear() == 62 && timestamp('2026-03-04T05:06:07.089Z').getDayOfWeek() == 3",
                "timestamp('2026-03-04T05:06:07.089Z').getHours() == 5 && timestamp('2026-03-04T05:06:07.089Z').getMinutes() == 6",
                "timestamp('2026-03-04T05:06:07.089Z').getSeconds() == 7 && timestamp('2026-03-04T05:06:07.089Z').getMilliseconds() == 89",
                "timestamp('2026-03-04T23:00:00Z').getDate('+02:00') == 5 && timestamp('2026-03-04T23:00:00Z').getHours('Europe/Berlin') == 0 && timestamp('2026-03-07T23:30:00Z').getDayOfWeek('+01:00') == 0",
                "duration('1h1m1s').getHours() == 1 && duration('1h1m1s').getMinutes() == 61 && duration('1m1s').getSeconds() == 61 && duration('1s').getMilliseconds() == 1000",
                "timestamp('2026-01-01T00:00:00Z') + duration('1s') == timestamp('2026-01-01T00:00:01Z') && duration('1s') + timestamp(0) == timestamp(1) && timestamp(2) - duration('1s') == timestamp(1)",
                "timestamp(2) > timestamp(1) && timestamp(5) - timestamp(2) == duration('3s') && timestamp('2026-01-01T01:00:00+01:00') == timestamp('2026-01-01T00:00:00Z')",
                "timestamp(-62135596800) < timestamp(253402300799) && timestamp(timestamp(1)) == timestamp(1) && duration(duration('1s')) == duration('1s') && duration(1000000000) == duration('1s')",
                "duration('2s') - duration('1s') == duration('1s') && -duration('1s') == duration('-1s') && duration('+1s') == duration('1s') && duration('0') == duration('0s')",
                "duration('1ms') == duration('1000us') && duration('1us') == duration('1000ns') && duration('1\\u00b5s') == duration('1us') && duration('1\\u03bcs') == duration('1us') && duration('.5h') == duration('30m') && duration('1.h') == duration('60m') && duration('1.5ns') == duration('1ns')",
            })
    void times(String expression) throws CelSyntaxException {
        holds(expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optional.of(1).hasValue() && !optional.none().hasValue() && optional.of(1).value() == 1 && optional.none().orValue(2) == 2 && optional.of(1).orValue(2) == 1",
                "optional.none().or(optional.of(1)).value() == 1 && optional.of(2).or(optional.of(1)).value() == 2",
                "optional.ofNonZeroValue(0) == optional.none() && optional.ofNonZeroValue(0.0) == optional.none() && optional.ofNonZeroValue(0u) == optional.none() && optional.ofNonZeroValue('') == optional.none()",
                "optional.ofNonZeroValue([]) == optional.none() && optional.ofNonZeroValue({}) == optional.none() && optional.ofNonZeroValue(false) == optional.none() && optional.ofNonZeroValue(null) == optional.none() && optional.ofNonZeroValue(duration('0s')) == optional.none()",
                "optional.ofNonZeroValue(1).hasValue() && optional.ofNonZeroValue('a').hasValue() && optional.ofNonZeroValue(true).hasValue() && optional.ofNonZeroValue(1u).hasValue() && optional.ofNonZeroValue([0]).hasValue() && optional.ofNonZeroValue(duration('1s')).hasValue()",
                "optional.of(1) == optional.of(1.0) && optional.of(1) != optional.of(2) && optional.none() == optional.none() && optional.of(1) != optional.none() && optional.none() != optional.of(1)",
                "optional.of(2).optMap(x, x * 2).value() == 4 && !optional.none().optMap(x, 1).hasValue() && optional.of(2).optFlatMap(x, optional.of(x + 1)).value() == 3 && !optional.of(2).optFlatMap(x, optional.none()).hasValue()",
                "{'a': {'b': 1}}.?a.b.value() == 1 && !{}.?a.b.c.hasValue() && {'a': [1]}.?a[0].value() == 1 && !{'a': [1]}.?a[1].hasValue() && !{}.?a[0].hasValue()",
                "{'a': 1}[?'a'].value() == 1 && !{'a': 1}[?'b'].hasValue() && has({'a': {'b': 1}}.?a.b) && !has({}.?a.b)",
            })
    void optionals(String expression) throws CelSyntaxException {
        holds(expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ip('10.1.2.3').family() == 4 && string(ip('10.1.2.3')) == '10.1.2.3' && ip('::1') == ip('0:0:0:0:0:0:0:1') && ip('::1') != ip('::2')",
                "string(ip('2001:db8:0:0:1:0:0:1')) == '2001:db8::1:0:0:1' && string(ip('2001:db8:0:1:1:1:1:1')) == '2001:db8:0:1:1:1:1:1' && string(ip('::')) == '::' && string(ip('1::')) == '1::' && string(ip('0:0:1::')) == '0:0:1::' && string(ip('fe80::ABCD')) == 'fe80::abcd'",
                "ip.isCanonical('::1') && !ip.isCanonical('0::1') && ip.isCanonical('10.0.0.1') && !ip.isCanonical('::AB')",
                "isIP('1:2:3:4:5:6:7:8') && isIP('1:2:3:4:5:6:1.2.3.4') && isIP('1::8') && isIP('::1.2.3.4') && isIP('1:2:3:4:5:6:7::')",
                "!isIP('') && !isIP('1.2.3') && !isIP('1.2.3.4.5') && !isIP('1.2.3.256') && !isIP('1.2.3.1000') && !isIP('1..2.3') && !isIP('a.2.3.4') && !isIP('1.2.3.4444444444')",
                "!isIP('1:2:3:4:5:6:7') && !isIP('1:2:3:4:5:6:7:8:9') && !isIP('1::2::3') && !isIP(':1') && !isIP('1:') && !isIP('12345::') && !isIP('g::') && !isIP('1:2:3:4:5:6:7:1.2.3.4') && !isIP('::1.2.3') && !isIP('1:2:3:4::5:6:7:8') && !isIP(':::')",
                "ip('0.0.0.0').isUnspecified() && ip('::').isUnspecified() && !ip('0.0.0.1').isUnspecified()",
                "ip('127.9.9.9').isLoopback() && ip('::1').isLoopback() && !ip('128.0.0.1').isLoopback() && !ip('::2').isLoopback()",
                "ip('224.0.0.1').isLinkLocalMulticast() && ip('ff02::1').isLinkLocalMulticast() && ip('ff12::1').isLinkLocalMulticast() && !ip('224.0.1.1').isLinkLocalMulticast() && !ip('224.1.0.1').isLinkLocalMulticast() && !ip('225.0.0.1').isLinkLocalMulticast() && !ip('ff01::1').isLinkLocalMulticast() && !ip('fe02::1').isLinkLocalMulticast()",
                "ip('169.254.1.1').isLinkLocalUnicast() && ip('fe80::1').isLinkLocalUnicast() && ip('febf::1').isLinkLocalUnicast() && !ip('169.253.1.1').isLinkLocalUnicast() && !ip('168.254.1.1').isLinkLocalUnicast() && !ip('fec0::1').isLinkLocalUnicast() && !ip('ff80::1').isLinkLocalUnicast()",
                "ip('10.0.0.1').isGlobalUnicast() && ip('2001:db8::1').isGlobalUnicast() && !ip('0.0.0.0').isGlobalUnicast() && !ip('127.0.0.1').isGlobalUnicast() && !ip('239.1.1.1').isGlobalUnicast() && !ip('ff0e::1').isGlobalUnicast() && !ip('169.254.0.1').isGlobalUnicast() && !ip('255.255.255.255').isGlobalUnicast() && ip('240.0.0.1').isGlobalUnicast()",
                "cidr('10.1.2.3/8').ip() == ip('10.1.2.3') && cidr('10.0.0.0/8').prefixLength() == 8 && string(cidr('10.1.2.3/12').masked()) == '10.0.0.0/12' && string(cidr('255.255.255.255/31').masked()) == '255.255.255.254/31'",
                "cidr('10.0.0.0/8').containsIP(ip('10.255.0.1')) && !cidr('10.0.0.0/8').containsIP('11.0.0.0') && !cidr('10.0.0.0/8').containsIP('::1') && cidr('0.0.0.0/0').containsIP('9.9.9.9') && cidr('10.0.0.1/32').containsIP('10.0.0.1')",
                "cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16') && cidr('10.0.0.0/8').containsCIDR('10.0.0.0/8') && !cidr('10.1.0.0/16').containsCIDR('10.0.0.0/8') && !cidr('10.0.0.0/8').containsCIDR('11.0.0.0/16') && cidr('2001:db8::/32').containsCIDR('2001:db8:1::/48')",
                "isCIDR('10.0.0.0/32') && isCIDR('::/128') && isCIDR('10.0.0.0/0') && !isCIDR('10.0.0.0') && !isCIDR('10.0.0.0/') && !isCIDR('10.0.0.0/08') && !isCIDR('10.0.0.0/x') && !isCIDR('::/129') && !isCIDR('10.0.0.0/1000') && !isCIDR('x/8')",
            })
    void addresses_and_networks(String expression) throws CelSyntaxException {
        holds(expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url('https://u:p@a.b:1/c?d=e&d=f&g').getScheme() == 'https' && url('https://u:p@a.b:1/c').getHost() == 'a.b:1' && url('https://a.b').getHostname() == 'a.b' && url('https://a.b').getPort() == ''",
                "url('HTTPS://a/c%20d?x').getScheme() == 'https' && url('https://a/c%20d?x').getEscapedPath() == '/c%20d' && url('/x').getHost() == '' && url('//a/b').getEscapedPath() == '//a/b'",
                "url('https://a/?d=e&d=f&g&h=1;2&%zz=1&=v').getQuery() == {'d': ['e', 'f'], 'g': [''], '': ['v']} && url('https://a/?x=1%202').getQuery() == {'x': ['1 2']} && url('https://a/').getQuery() == {}",
                "url('https://[::1]').getPort() == '' && url('https://[::1]').getHostname() == '::1' && url('https://[::1]:8').getPort() == '8' && url('https://[::1]:8').getHost() == '[::1]:8'",
                "isURL('*') && isURL('/') && isURL('mailto:x') && isURL('a+b-c.1:x') && isURL('https:///x') && url('file:///x').getEscapedPath() == '/x' && isURL('https://a:/') && url('https://h/p?a=b#c?d=e').getQuery() == {'a': ['b']} && url('/p#x?y=z').getEscapedPath() == '/p' && url('/p#x?y=z').getQuery() == {}",
                "!isURL('') && !isURL('x') && !isURL(':x') && !isURL('a_b:x') && !isURL('https://a b/') && !isURL('https://[::1/') && !isURL('https://a:x/') && !isURL('https://[::1]x/') && !isURL('https://a/%') && !isURL('https://a/%2') && !isURL('https://a/%2x') && !isURL('https://a/%x2')",
                "!isURL('https://u@@a^/') && !isURL('https://a%41/') && isURL('https://a%e4/') && !isURL('https://u v@a/') && !isURL('\\u0001/') && isURL('https://u%20@a/') && !isURL('https://u%@a/') && !isURL('https://é@a/') && !isURL('/a\\u007f')",
                "isURL('https:') && isURL('https:///x') && isURL('https://') && isURL('/a:b') && !isURL('1a:/x') && !isURL('a/b:c') && !isURL('é:/x') && isURL('*?x') && !isURL('*x')",
                "url('https://:8/').getHostname() == '' && url('https://:8/').getPort() == '8' && url('https://?a=b').getQuery() == {'a': ['b']} && url('https://h?').getEscapedPath() == ''",
                "!isURL('https://%zz/') && !isURL('/%4') && isURL('/%41') && isURL('/%00%0a') && isURL('/a b') && isURL('https://h/a b') && !isURL('https://h\\u0001/')",
                "url('/a?#x').getQuery() == {} && url('/?;a&b').getQuery() == {'b': ['']} && url('/?a=b=c').getQuery() == {'a': ['b=c']} && url('x:y').getEscapedPath() == ''",
            })
    void urls(String expression) throws CelSyntaxException {
        holds(expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity('1').asInteger() == 1 && quantity('1k').asInteger() == 1000 && quantity('1M').asInteger() == 1000000 && quantity('1G').asInteger() == 1000000000 && quantity('1T').asInteger() == 1000000000000 && quantity('1P').asInteger() == 1000000000000000 && quantity('1E').asInteger() == 1000000000000000000",
                "quantity('1Ki').asInteger() == 1024 && quantity('1Mi').asInteger() == 1048576 && quantity('1Gi').asInteger() == 1073741824 && quantity('1Ti').asInteger() == 1099511627776 && quantity('1Pi') == quantity('1125899906842624') && quantity('1Ei') == quantity('1152921504606846976') && quantity('9Ei') == quantity('9223372036854775807')",
                "quantity('1e3').asInteger() == 1000 && quantity('1E3').asInteger() == 1000 && quantity('1500e-3').asApproximateFloat() == 1.5 && quantity('1.').asInteger() == 1 && quantity('.5').asApproximateFloat() == 0.5 && quantity('+1') == quantity('1')",
                "quantity('1000m') == quantity('1') && quantity('1000u') == quantity('1m') && quantity('1000n') == quantity('1u') && quantity('1') != quantity('2') && quantity('-1').sign() == -1 && quantity('0').sign() == 0 && quantity('1').sign() == 1",
                "quantity('1').isInteger() && !quantity('1.5').isInteger() && !quantity('10E').isInteger() && !quantity('1000m').isInteger() && !quantity('1Pi').isInteger() && !quantity('0.5Ki').isInteger() && !quantity('1.0').isInteger() && !quantity('1000000000000000000').isInteger() && quantity('999999999999999999').isInteger() && quantity('9E').isInteger()",
                "quantity('2').isGreaterThan(quantity('1')) && !quantity('1').isGreaterThan(quantity('1')) && quantity('1').isLessThan(quantity('2')) && !quantity('1').isLessThan(quantity('1')) && quantity('1').compareTo(quantity('2')) == -1 && quantity('1').compareTo(quantity('1')) == 0 && quantity('2').compareTo(quantity('1')) == 1",
                "quantity('1').add(quantity('2')) == quantity('3') && quantity('1').add(2) == quantity('3') && quantity('3').sub(quantity('1')) == quantity('2') && quantity('3').sub(1) == quantity('2') && quantity('1k').add(1).asInteger() == 1001 && quantity('0').add(quantity('1k')).asInteger() == 1000 && !quantity('1.5').add(quantity('0.5')).isInteger() && quantity('1.5').add(0) == quantity('1500m') && quantity('1Pi').sub(quantity('1Pi')).sign() == 0 && quantity('0.1n') == quantity('1n') && quantity('-0.1n') == quantity('-1n')",
                "!isQuantity('') && isQuantity('k') && isQuantity('.') && isQuantity('-Ki') && isQuantity('e3') && quantity('T').sign() == 0 && !isQuantity('1kk') && !isQuantity('1.2.3') && !isQuantity('--1') && isQuantity('-1.5m') && !isQuantity('1e') && !isQuantity('1e1000')",
            })
    void quantities(String expression) throws CelSyntaxException {
        holds(expression);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
                    dns1123Label           | a-1      | -a
                    dns1123Subdomain       | a.b-1    | a..b
                    dns1035Label           | a-1      | 1a
                    dns1123LabelPrefix     | a-       | -a-
                    dns1123SubdomainPrefix | a.b-     | .a-
                    dns1035LabelPrefix     | 1-       | 1a-
                    qualifiedName          | a.b/C_d  | a/b/c
                    labelValue             | ''       | -a
                    uri                    | /x       | x
                    uuid                   | 123e4567-e89b-12d3-a456-426614174000 | 123e4567
                    byte                   | YQ==     | YQ=
                    date                   | 2026-02-28 | 2026-02-29
                    datetime               | 2026-02-28T01:02:03Z | 2026-02-28
                    """)
    void named_formats(String format, String good, String bad) throws CelSyntaxException {
        holds("!format." + format + "().validate('" + good + "').hasValue()");
        holds("format." + format + "().validate('" + bad + "').value().size() == 1");
        holds("format.named('" + format + "').value().validate('" + bad + "').hasValue()");
        assertThat(run("string(format." + format + "())")).isEqualTo(new CelError("no such overload"));
    }

    @Test
    void names_that_are_too_long_are_told_apart_from_ill_formed_ones() throws CelSyntaxException {
        String label = "a".repeat(63);
        String subdomain = (label + ".").repeat(3) + "a".repeat(61);
        assertThat(Names.label(label)).isEmpty();
        assertThat(Names.label(label + "a")).containsExactly("must be no more than 63 characters");
        assertThat(Names.label(label + "-")).hasSize(2);
        assertThat(Names.subdomain(subdomain)).isEmpty();
        assertThat(Names.subdomain(subdomain + "a")).containsExactly("must be no more than 253 characters");
        assertThat(Names.label1035(label)).isEmpty();
        assertThat(Names.label1035(label + "a")).containsExactly("must be no more than 63 characters");
        assertThat(Names.labelValue(label)).isEmpty();
        assertThat(Names.labelValue(label + "a")).containsExactly("must be no more than 63 bytes");
        assertThat(Names.qualified("x.y/" + label)).isEmpty();
        assertThat(Names.qualified("x.y/" + label + "a")).containsExactly("name part must be no more than 63 bytes");
        assertThat(Names.qualified("/a")).containsExactly("prefix part must be non-empty");
        assertThat(Names.qualified("x/")).first().isEqualTo("name part must be non-empty");
        assertThat(Names.qualified("X/a"))
                .singleElement()
                .asString()
                .startsWith("prefix part a lowercase RFC 1123 subdomain");
        assertThat(Names.qualified("-a")).singleElement().asString().startsWith("name part must consist of");
        assertThat(Names.label("A"))
                .containsExactly(
                        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
                                + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used"
                                + " for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "ip('x') -> IP Address \"x\" parse error during conversion from string: ParseAddr(\"x\"): unable to parse IP",
                "ip('fe80::1%eth0') -> IP address \"fe80::1%eth0\" with zone value is not allowed",
                "ip('::ffff:1.2.3.4') -> IPv4-mapped IPv6 address \"::ffff:1.2.3.4\" is not allowed",
                "ip.isCanonical('x') -> IP Address \"x\" parse error during conversion from string: ParseAddr(\"x\"): unable to parse IP",
                "cidr('10.0.0.0') -> network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix(\"10.0.0.0\"): no '/'",
                "cidr('10.0.0.0/8').containsIP('x') -> IP Address \"x\" parse error during conversion from string: ParseAddr(\"x\"): unable to parse IP",
                "cidr('10.0.0.0/8').containsIP(1) -> no such overload",
                "cidr('10.0.0.0/8').containsCIDR(1) -> no such overload",
                "quantity('x') -> quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
                "quantity('1.5').asInteger() -> cannot convert value to integer",
                "[].min() -> min called on empty list",
                "[].max() -> max called on empty list",
                "[1].slice(0, 2) -> cannot slice(0, 2), list is length 1",
                "[1].slice(1, 0) -> cannot slice(1, 0), start index must be less than or equal to end index",
                "[1].slice(-1, 0) -> cannot slice(-1, 0), negative indexes not supported",
                "optional.none().value() -> optional.none() dereference",
                "'abc'.charAt(4) -> index out of range: 4",
                "'abc'.charAt(-1) -> index out of range: -1",
                "'abc'.substring(-1) -> index out of range: -1",
                "'abc'.substring(0, 4) -> index out of range: 4",
                "'abc'.substring(0, -1) -> index out of range: -1",
                "'abc'.indexOf('a', -4) -> index out of range: -4",
                "'abc'.lastIndexOf('a', -2) -> index out of range: -2",
                "'abc'.indexOf('a', -1) -> index out of range: -1",
                "[1][-1] -> index out of bounds: -1",
                "[1][1.5] -> unsupported index type 'double' in list",
                "[1]['a'] -> unsupported index type 'string' in list",
                "{'a': 1}['b'] -> no such key: b",
                "int(9.3e18) -> integer overflow",
                "int(18446744073709551615u) -> integer overflow",
                "int('') -> type conversion error from 'string' to 'int'",
                "int('+') -> type conversion error from 'string' to 'int'",
                "int('٣') -> type conversion error from 'string' to 'int'",
                "uint('-1') -> type conversion error from 'string' to 'uint'",
                "uint(-1) -> unsigned integer overflow",
                "uint(-1.0) -> unsigned integer overflow",
                "uint(1.9e19) -> unsigned integer overflow",
                "double('+nan') -> type conversion error from 'string' to 'double'",
                "double('0x10') -> type conversion error from 'string' to 'double'",
                "double('infin') -> type conversion error from 'string' to 'double'",
                "double('x') -> type conversion error from 'string' to 'double'",
                "double(' 1') -> type conversion error from 'string' to 'double'",
                "double('1f') -> type conversion error from 'string' to 'double'",
                "double('1e400') -> type conversion error from 'string' to 'double'",
                "bool('x') -> type conversion error from 'string' to 'bool'",
                "string(b'\\xff') -> invalid UTF-8 in bytes, cannot convert to string",
                "string([]) -> no such overload",
                "timestamp(dyn('x')) -> type conversion error from 'string' to 'google.protobuf.Timestamp'",
                "timestamp(dyn(253402300800)) -> timestamp overflow",
                "timestamp(dyn(-62135596801)) -> timestamp overflow",
                "timestamp(0).getHours('Mars/Base') -> unknown time zone Mars/Base",
                "duration(dyn('1')) -> type conversion error from 'string' to 'google.protobuf.Duration'",
                "duration(dyn('')) -> type conversion error from 'string' to 'google.protobuf.Duration'",
                "duration(dyn('.s')) -> type conversion error from 'string' to 'google.protobuf.Duration'",
                "duration(dyn('1x')) -> type conversion error from 'string' to 'google.protobuf.Duration'",
                "duration(dyn('9999999h')) -> type conversion error from 'string' to 'google.protobuf.Duration'",
                "duration('2562047h') + duration('2562047h') -> integer overflow",
                "duration('-2562047h') - duration('2562047h') -> integer overflow",
                "9223372036854775807 + 1 -> integer overflow",
                "-9223372036854775808 - 1 -> integer overflow",
                "9223372036854775807 * 2 -> integer overflow",
                "-9223372036854775808 / -1 -> integer overflow",
                "-9223372036854775808 % -1 -> integer overflow",
                "-(dyn(-9223372036854775808)) -> integer overflow",
                "18446744073709551615u + 1u -> unsigned integer overflow",
                "1u - 2u -> unsigned integer overflow",
                "18446744073709551615u * 2u -> unsigned integer overflow",
                "1u / 0u -> division by zero",
                "1u % 0u -> modulus by zero",
                "1 + 1u -> no such overload",
                "1.0 % 2.0 -> no such overload",
                "-'a' -> no such overload",
                "[1] < [2] -> no such overload",
                "1 in 2 -> no such overload",
                "'a'.contains(1) -> no such overload",
                "size(1) -> no such overload",
                "[1].join() -> no such overload",
                "dyn('abc').reverse() -> no such overload",
                "[1, 'a'].isSorted() -> no such overload",
                "[1, 'a'].max() -> no such overload",
                "[1, 'a'].sum() -> no such overload",
                "optional.none().or(1).value() -> no such overload",
                "(1).or(2) -> no such overload",
                "(1).orValue(2) -> no such overload",
                "dyn(quantity('1')) == 1 -> no such overload",
                "dyn(ip('::1')) == '::1' -> no such overload",
                "string(quantity('1')) -> no such overload",
                "string(url('/a')) -> no such overload",
                "dyn([timestamp(0)]).sum() -> no such overload",
                "'abc'.substring(1, 9223372036854775807) -> index out of range: 9223372036854775807",
                "timestamp(0).getHours('-03') -> unknown time zone -03",
                "timestamp(0).getHours('UTC+1') -> unknown time zone UTC+1",
                "timestamp(0).getHours('24:00') -> timezone offset hours out of range [-23, 23]: 24:00",
                "timestamp(0).getHours('01:60') -> timezone offset minutes out of range [0, 59]: 01:60",
                "timestamp(0).getHours('a:00') -> strconv.Atoi: parsing \"a\": invalid syntax",
                "(1).all(x, true) -> no such overload",
                "[1].all(x, 1) -> no such overload",
                "[1].filter(x, 1) -> no such overload",
                "[1].map(x, 1, x) -> no such overload",
                "[1 / 0].all(x, true) -> division by zero",
                "[1].map(x, x / 0) -> division by zero",
                "[1].filter(x, x / 0 == 1) -> division by zero",
                "[1].transformList(i, v, v / 0) -> division by zero",
                "optional.of(1).optMap(x, x / 0) -> division by zero",
                "dyn(1) ? 2 : 3 -> no such overload",
                "(1 / 0 == 1) ? 2 : 3 -> division by zero",
                "1 / 0 == 1 || 1 -> division by zero",
                "false || dyn(1) -> no such overload",
                "true && dyn(1) -> no such overload",
                "(1).a -> no such overload",
                "{'a': 1 / 0} -> division by zero",
                "{1 / 0: 1} -> division by zero",
                "[?1] -> no such overload",
                "{?'a': 1} -> no such overload",
                "has((1).a) -> no such overload",
            })
    void what_cannot_be_done_is_told_in_the_servers_words(String expression, String message) throws CelSyntaxException {
        assertThat(run(expression)).as(expression).isEqualTo(new CelError(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18446744073709551615u * 1u == 18446744073709551615u && 0u * 18446744073709551615u == 0u && 4294967296u * 2147483648u == 9223372036854775808u",
                "7u - 2u == 5u && 7u / 2u == 3u && 7u % 2u == 1u && 18446744073709551615u / 2u == 9223372036854775807u && 18446744073709551615u % 10u == 5u",
                "1.5 * 2.0 == 3.0 && 3.0 / 2.0 == 1.5 && 3.0 - 1.5 == 1.5 && -(1.5) == -1.5 && 5 - 7 == -2 && 2 - -3 == 5",
                "1 < 2.5 && 3 > 2.5 && 2u < 3 && 2.0 <= 2u && !(0.0 / 0.0 == 0.0 / 0.0) && !(0.0 / 0.0 < 1.0) && !(1 < 0.0 / 0.0) && 1.0 / 0.0 > 5 && -1.0 / 0.0 < 5u && 5 < 1.0 / 0.0 && 5 > -1.0 / 0.0",
                "'a' < 'b' && 'a' < 'aa' && '\uFFFF' < '😀' && false < true && !(true < false) && 'b' >= 'b' && 'b' <= 'b' && !('b' > 'b') && !('b' < 'b')",
                "1 != 'a' && null == null && null != 1 && true != 1 && 'a' != 1 && [] != {} && {} != [] && duration('1s') != 1 && int != string",
                "!!true && - -1 == 1 && !!!false && (1 == 1) == true && -1.5 < 0.0 && ---1 == -1",
                "1 + 2 == 3 && 6 / 3 * 2 == 4 && 2 + 3 * 4 - 1 == 13 && 10 - 4 - 3 == 3 && (true || false) && true || false && false",
                "true ? 1 < 2 : false && (false ? false : true ? true : false)",
                "'\\x41\\u0042\\U00000043\\103' == 'ABCC' && '\\\"\\'\\`\\?\\\\' == \"\\\"'`?\\\\\" && '\\a\\v'.size() == 2 && b'\\101\\x42' == b'AB'",
                "'''a'b''' == \"a'b\" && R'\\n' == '\\\\n' && rb'\\n' == b'\\\\n' && B'a' == b'a' && br'a' == b'a' && '' == \"\"",
                "0xff == 255 && 0XFFu == 255u && 1e2 == 100.0 && 1E+2 == 100.0 && 1.5e-1 == 0.15 && .5 == 0.5 && 1U == 1u",
                "1 // a comment\n == 1 // another",
                "{'a-b': 1}.`a-b` == 1 && .size('a') == 1 && [1, 2,].size() == 2 && {'a': 1,}.size() == 1",
                "[1, 2].all(x, [3].all(y, [4].all(x, x == 4) && x < y))",
                "[1].all(i, v, [2].all(i, i == 2) && i == 0 && v == 1)",
            })
    void operators_and_notation(String expression) throws CelSyntaxException {
        holds(expression);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '~',
            value = {
                "1 + @ -> 5: Syntax error: token recognition error at: '@'",
                "self.`a -> 6: Syntax error: unterminated quoted field",
                "'a -> 1: Syntax error: unterminated string",
                "'\\q' -> 1: Syntax error: invalid escape in string",
                "'\\x4' -> 1: Syntax error: invalid escape in string",
                "'\\UFFFFFFFF' -> 1: Syntax error: invalid escape in string",
                "'\\U00110000' -> 1: Syntax error: invalid escape in string",
                "self == duration('1x') -> 18: invalid duration argument",
                "timestamp('2026-02-30T00:00:00Z') == self -> 11: invalid timestamp argument",
                "timestamp(253402300800) == self -> 11: invalid timestamp argument",
                "self.matches('(') -> 14: invalid matches argument",
                "99999999999999999999 -> 1: invalid int literal",
                "9223372036854775808 -> 1: invalid int literal",
                "self[1 -> 7: Syntax error: mismatched input '<EOF>'",
                "{'a' 1} -> 6: Syntax error: mismatched input 'number'",
                "has(self) -> 5: invalid argument to has() macro",
                "x == 1 -> 1: undeclared reference to 'x' (in container '')",
                "[1].all(x, true) && x -> 21: undeclared reference to 'x' (in container '')",
                "[1].all(i, v, true) && v -> 24: undeclared reference to 'v' (in container '')",
            })
    void what_is_no_expression_is_told_with_its_place(String expression, String message) {
        assertThatThrownBy(() -> CelProgram.compile(expression))
                .isInstanceOf(CelSyntaxException.class)
                .hasMessage("ERROR: <input>:1:" + message);
    }

    @Test
    void lines_are_counted_and_a_simple_string_ends_with_its_line() {
        assertThatThrownBy(() -> CelProgram.compile("1 +\n  @"))
                .hasMessage("ERROR: <input>:2:3: Syntax error: token recognition error at: '@'");
        assertThatThrownBy(() -> CelProgram.compile("'a\nb'"))
                .hasMessage("ERROR: <input>:1:1: Syntax error: unterminated string");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "cel.bind(x, 1, x) == 1 -> bind",
                "math.greatest(1, 2) == 2 -> greatest",
                "base64.encode(b'a') == 'YQ==' -> encode",
                "self.unheardOf() -> unheardOf",
                "unheardOf(self) -> unheardOf"
            })
    void what_the_server_does_not_offer_to_rules_is_not_known(String expression, String function) {
        assertThatThrownBy(() -> CelProgram.compile(expression))
                .isInstanceOfSatisfying(
                        CelSyntaxException.class,
                        refused -> assertThat(refused.isCertain()).isFalse())
                .hasMessage("function " + function + " is not modelled");
    }

    @Test
    void an_expression_that_is_built_while_running_may_be_none() throws CelSyntaxException {
        assertThat(run("'a'.matches('a' + '(')"))
                .isInstanceOfSatisfying(
                        CelError.class, error -> assertThat(error.message()).contains("missing closing )"));
    }
}
