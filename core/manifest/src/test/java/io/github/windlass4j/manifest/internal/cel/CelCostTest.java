package io.github.windlass4j.manifest.internal.cel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What evaluations cost in Kubernetes 1.36. The figures of functions and of loops with two variables are those that Kubernetes
 * publishes (k8s.io/apiserver/pkg/cel/library/cost_test.go), less what lists and maps of constants cost there, which the server
 * makes before it evaluates; the others are counted by hand from the rules in {@link Costs} and {@link Attribute}.
 */
class CelCostTest {
    private static final String SELF =
            "{'n': 1, 'list': [1, 2], 'map': {'a': 1, 'b': 2}, 'text': 'ABCDEFGHIJ abcdefghij', 'bytes': b'0123456789ab',"
                    + " 'texts': ['012345678901', '012345678901', '012345678901'], 'deep': [{'k': 'v'}, {'k': '0123456789'}]}";

    private static CelProgram.Outcome run(String expression) throws CelSyntaxException {
        Object self = CelProgram.compile(SELF).run(CelNull.NULL, null, 1).value();
        return CelProgram.compile(expression).run(self, null, 1_000_000);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " ; ", quoteCharacter = '~', textBlock = """
            # a unit for each part and one for the whole
            1 ; 0
            self ; 1
            self.n ; 2
            self.list[0] ; 3
            self.map['a'] ; 3
            self.map.a ; 3
            self.none ; 2
            self.none.other.third ; 2
            self.list[self.n] ; 4
            self.list[self.n - 1] ; 6
            self.list[self.n == 1 ? 0 : 1] ; 6
            'a,b'.split(',')[0] ; 3
            self.?n ; 2
            self.?none ; 1
            self.?none.?other ; 1
            self.?map.a ; 3
            self[?'n'] ; 2
            self[?'x'] ; 1
            self.?x[self.n] ; 1
            self.?none.orValue(1) ; 1
            self.?none.orValue(self.n) ; 3
            self.?n.orValue(1) ; 2
            self.?n.or(optional.of(1)) ; 2
            # has counts the parts
            has(self.n) ; 1
            has(self.none) ; 1
            has(self.map.a) ; 2
            has(self.none.other) ; 1
            has(self.?map.a) ; 2
            has(self.?none.a) ; 0
            has(self.?map.c) ; 1
            # a choice costs its condition and the parts of what it chooses
            true ? self.n : 0 ; 1
            true ? self : self.n ; 0
            false ? 1 : self.n + 1 ; 3
            self.n > 0 ? (self.n > 1 ? 1 : self.n) : 2 ; 7
            (self.n > 0 ? self.list : self.texts)[0] ; 5
            has(self.n) ? 1 : 2 ; 1
            # and, or cost nothing; what is not looked at neither
            true && false ; 0
            self.n == 1 && self.n == 1 ; 6
            self.n == 2 && self.n == 1 ; 3
            self.n == 1 || self.n == 1 ; 3
            !true ; 1
            !!true ; 0
            -self.n ; 3
            1 + 2 * 3 ; 2
            # what is known before
            [1, 2] ; 0
            {'a': [1, -2], 'b': []} ; 0
            [self.n] ; 12
            [1, [self.n]] ; 22
            [self.none] ; 12
            {'a': self.n} ; 32
            {self.n: 1} ; 32
            [?self.?n] ; 12
            int('1') == 1 ; 1
            dyn([1, 2]) ; 0
            duration('1h') ; 0
            type(1) == int ; 1
            string(self.n) ; 3
            dyn(self.n) ; 3
            bytes(self.text) ; 5
            string(self.bytes) ; 4
            size('abc') ; 1
            # in
            self.n in [1, 2] ; 2
            self.n in [] ; 0
            'a' in ['a', 'b'] ; 0
            self.n in [1, self.n] ; 16
            [1] in [[1], [2]] ; 2
            b'a' in [b'a', b'b', b'c'] ; 3
            self.n in self.list ; 6
            'a' in self.map ; 3
            # comparison
            1 == 2 ; 1
            '' == 'a' ; 0
            'a' == 'b' ; 1
            self.text == 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' ; 5
            self.text != 'ABCDEFGHIJK' ; 4
            'éééééééééé' == 'éééééééééé' ; 1
            self.text < 'b' ; 3
            '' < 'a' ; 0
            self.text >= 'ABCDEFGHIJK' ; 4
            b'0123456789ab' < b'0123456789ab' ; 2
            self.n < 2 ; 3
            self.list == self.list ; 5
            self.map == self.map ; 5
            {} == self.map ; 2
            optional.of(self.text) == optional.of(self.text) ; 9
            # addition
            'a' + 'b' ; 1
            '' + '' ; 0
            self.text + self.text ; 9
            b'a' + b'' ; 1
            self.list + self.list ; 5
            1.5 + 1.5 ; 1
            # texts
            'ABCDEFGHIJ abcdefghij'.contains('ABCDEFGHIJK') ; 6
            'abc'.contains('') ; 0
            'ABCDEFGHIJ abcdefghij'.startsWith('A') ; 3
            'ABCDEFGHIJ abcdefghij'.endsWith('j') ; 3
            'abc 123 def 123'.matches('123') ; 2
            'abc 123 def 123'.matches('^[a-z0-9 ]+$') ; 6
            ''.matches('1234') ; 1
            matches('abc 123 def 123', '^[a-z0-9 ]+$') ; 1
            'abc'.charAt(1) ; 1
            'ABCDEFGHIJ abcdefghij %d'.format([1]) ; 3
            # as Kubernetes publishes them
            'ABCDEFGHIJ abcdefghij'.lowerAscii() ; 3
            'ABCDEFGHIJ abcdefghij'.lowerAscii() == 'abcdefghij ABCDEFGHIJ'.lowerAscii() ; 9
            'ABCDEFGHIJ abcdefghij'.upperAscii() ; 3
            strings.quote('ABCDEFGHIJ abcdefghij') ; 3
            'abc 123 def 123'.replace('123', '456') ; 3
            'abc 123 def 123'.replace('', 'x') ; 3
            'abc 123 def 123'.replace('123', '456', 1) ; 3
            'abc 123 def 123'.split(' ') ; 3
            'abc 123 def 123'.split(' ', 1) ; 3
            'abc 123 def 123'.substring(5) ; 2
            'abc 123 def 123'.substring(5, 8) ; 2
            '  abc 123 def 123  '.trim() ; 2
            ['aa', 'bb', 'cc', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].join(' ') ; 5
            ['aa', 'bb', 'cc', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].join() ; 3
            'abc 123 def 123'.find('123') ; 2
            'abc 123 def 123'.findAll('123', 1) ; 2
            '01234567890123456789012345678901234567890123456789'.indexOf('123') ; 5
            '01234567890123456789012345678901234567890123456789'.lastIndexOf('123') ; 5
            url('https:://kubernetes.io/').getScheme() ; 4
            url('https:://kubernetes.io/') == url('http://x.b') ; 5
            isURL('https:://kubernetes.io/') ; 1
            ip('192.168.0.1') ; 2
            ip('2001:db8:3333:4444:5555:6666:7777:8888').family() ; 5
            ip('192.168.0.1') == ip('192.168.0.1') ; 5
            ip('2001:db8::1') != ip('2001:db8::2') ; 6
            isIP('192.168.0.1') ; 2
            ip.isCanonical('192.168.0.1') ; 3
            ip.isCanonical('2001:db8:3333:4444:5555:6666:7777:8888') ; 8
            cidr('192.168.0.0/16').ip() ; 3
            cidr('192.168.0.0/16').containsCIDR(cidr('192.0.0.0/30')) ; 7
            cidr('192.168.0.0/16').containsCIDR('192.168.0.0/16') ; 7
            cidr('192.168.0.0/16').containsIP(ip('192.0.0.1')) ; 4
            cidr('192.168.0.0/16').containsIP('192.169.0.1') ; 5
            cidr('2001:db8::/32').containsIP('2001:db8:3333:4444:5555:6666:7777:8888') ; 7
            quantity('200M') == quantity('200M') ; 3
            quantity('50k').add(20).sub(quantity('100k')).sub(-50000).asInteger() > 0 ; 7
            isQuantity('20') ; 1
            semver('1234.56789012345.67890123456789') ; 4
            isSemver('1.0.0') ; 1
            semver('1.0.0').isLessThan(semver('1.1.0')) ; 3
            format.named('dns1123Subdomain').value().validate('my-name') ; 17
            format.named('dns1123Label').value().validate('my-name') ; 10
            format.named('dns1123Label').value() == format.named('dns1123Label').value() ; 5
            format.labelValue().validate('my-name') ; 11
            # lists
            [1, 2, 3, 4, 5].sum() ; 5
            ['012345678901', '012345678901'].isSorted() ; 2
            self.texts.min() ; 5
            [b'012345678901', b'0123456789', b'1'].max() ; 2
            ['a', 'b'].indexOf('b') ; 0
            [1, 2, 3, 4, 5].lastIndexOf(3) ; 5
            self.deep.indexOf({'k': 'v'}) ; 3
            sets.contains([1, 2, 3, 4], [2, 3]) ; 9
            sets.contains([], []) ; 1
            sets.intersects([1, 2], [2u, 2, 2.0]) ; 7
            sets.equivalent([1, 2, 3], [3u, 2.0, 1]) ; 19
            lists.range(3) ; 14
            [3, 1, 2].reverse() ; 14
            [3, 1, 2].slice(0, 2) ; 13
            [3, 1, 2].slice(0, 9) ; 12
            [[1], [2, 3]].flatten() ; 13
            [[1], [2, 3]].flatten(3) ; 17
            [3, 1, 2].sort() ; 29
            ['b', 'a'].sort() ; 19
            [].sort() ; 11
            [1, 1].distinct() ; 19
            [3, 1].sortBy(x, -x) ; 50
            [1, 2].first() ; 1
            # loops
            self.list.all(x, x > 0) ; 13
            self.list.all(x, x > 1) ; 10
            self.list.all(x, x < 2) ; 13
            [].all(x, x > 0) ; 1
            self.list.exists(x, x > 0) ; 12
            self.list.exists(x, x > 1) ; 15
            self.list.exists_one(x, x > 0) ; 12
            self.list.exists_one(x, x > 1) ; 10
            self.list.map(x, x + 1) ; 31
            self.list.map(x, x < 5, x + 1) ; 35
            self.list.map(x, x < 2, x + 1) ; 21
            self.list.map(x, x) ; 29
            self.list.filter(x, x > 0) ; 33
            self.list.filter(x, x > 1) ; 20
            self.map.all(k, k != 'c') ; 13
            self.list.all(i, v, v > 0) ; 13
            self.list.exists(i, v, v > 0) ; 12
            self.list.existsOne(i, v, v > 0) ; 12
            self.list.transformList(i, v, v + 1) ; 31
            self.list.transformList(i, v, v < 5, v + 1) ; 35
            self.map.all(k, v, v > 0) ; 13
            self.map.exists(k, v, v > 0) ; 12
            self.map.existsOne(k, v, v > 0) ; 12
            self.map.transformMap(k, v, v + 1) ; 13
            self.map.transformMap(k, v, v < 5, v + 1) ; 17
            self.map.transformMapEntry(k, v, {k: v + 1}) ; 73
            self.map.transformMapEntry(k, v, v < 5, {k: v + 1}) ; 77
            # a loop goes on behind an error
            [0, 1].map(x, 1 / x) ; 29
            [0, 1].filter(x, 1 / x > 0) ; 20
            [0, 1].exists_one(x, 1 / x == 1) ; 10
            [0, 1].all(x, 1 / x == 1) ; 13
            [0, 1].transformMap(i, v, 1 / v) ; 6
            # an optional is looked at again where its variable is used
            optional.of(self.n).hasValue() ; 4
            optional.of(self.n).optMap(x, x + 1) ; 11
            optional.of(self.n).optMap(x, x + x) ; 12
            optional.of(self.n).optMap(x, 1) ; 5
            optional.none().optMap(x, x) ; 3
            optional.of(self.n).optFlatMap(x, optional.of(x)) ; 10
            """)
    void costs_what_it_costs_in_kubernetes(String expression, long units) throws CelSyntaxException {
        assertThat(run(expression).cost()).as(expression).isEqualTo(units);
    }

    @Test
    void the_limit_may_be_spent_and_not_exceeded() throws CelSyntaxException {
        CelProgram program = CelProgram.compile("[self] == [1]");
        assertThat(program.run(1L, null, 12).overBudget()).isFalse();
        CelProgram.Outcome over = program.run(1L, null, 11);
        assertThat(over.overBudget()).isTrue();
        assertThat(over.cost()).isEqualTo(12);
        assertThat(over.value()).isEqualTo(new CelError("operation cancelled: actual cost limit exceeded"));
    }

    @Test
    void what_grows_without_a_cost_ends_all_the_same() throws CelSyntaxException {
        String twice = "optional.of([1, 2])";
        String text = "optional.of('0123456789')";
        for (int i = 0; i < 12; i++) {
            twice += ".optMap(x, x + x + x + x + x + x + x + x)";
            text += ".optMap(x, x.replace('', x))";
        }
        assertThat(CelProgram.compile(twice).run(CelNull.NULL, null, 1_000_000).overBudget())
                .isTrue();
        assertThat(CelProgram.compile(text).run(CelNull.NULL, null, 1_000_000).overBudget())
                .isTrue();
        assertThat(run("lists.range(9223372036854775807)").overBudget()).isTrue();
        assertThat(run("lists.range(100000000)").overBudget()).isTrue();
    }
}
