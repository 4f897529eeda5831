package io.github.windlass4j.core.hostname;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.hostname.NameCheck.Reason;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostnameRulesTest {
    private static final Mint MINT = Mint.seeded(3);
    private static final Authority ROOT = MINT.root("Root");
    private static final KeyPair KEY = MINT.keyPair(KeyType.P_256);

    private static final Map<String, HostnameRules> RULES = Map.of(
            "RFC", HostnameRules.RFC_9525,
            "JDK17", HostnameRules.JDK_17,
            "JDK25", HostnameRules.JDK_25,
            "LIBPQ", HostnameRules.LIBPQ,
            "LIBPQ14", HostnameRules.LIBPQ_14,
            "PGJDBC", HostnameRules.PGJDBC);

    /** {@code names}: {@code DNS:a IP:192.0.2.1}, separated by blanks; empty = no subjectAltName. */
    private static Certificate leaf(String subject, String names) {
        if (names.isEmpty()) {
            return ROOT.issueLeaf(
                            "x.test",
                            spec -> spec.key(KEY).subject(subject).without(Extension.SUBJECT_ALTERNATIVE_NAME))
                    .certificate();
        }
        GeneralName[] all =
                Arrays.stream(names.split(" ")).map(HostnameRulesTest::name).toArray(GeneralName[]::new);
        return ROOT.issueLeaf("x.test", spec -> spec.key(KEY).subject(subject).names(all))
                .certificate();
    }

    private static GeneralName name(String text) {
        String value = text.substring(text.indexOf(':') + 1);
        return switch (text.substring(0, text.indexOf(':'))) {
            case "DNS" -> new GeneralName.Dns(value);
            case "IP" -> new GeneralName.Ip(((ServerName.Ip) ServerName.parse(value)).address());
            case "email" -> new GeneralName.Email(value);
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** {@code matching}: the rule sets that say yes; every other one must say no. */
    @ParameterizedTest
    @CsvSource({
        "db.test,            CN=x, DNS:db.test,              RFC JDK17 JDK25 LIBPQ LIBPQ14 PGJDBC",
        "DB.Test,            CN=x, DNS:db.tEST,              RFC JDK17 JDK25 LIBPQ LIBPQ14 PGJDBC",
        "db.test,            CN=x, DNS:other.test,           ''",
        "db.test,            CN=x, DNS:other.test DNS:db.test, RFC JDK17 JDK25 LIBPQ LIBPQ14 PGJDBC",
        "db,                 CN=x, DNS:db,                   RFC JDK17 JDK25 LIBPQ LIBPQ14 PGJDBC",
        "db.test.,           CN=x, DNS:db.test,              RFC JDK17 JDK25",
        "db.test.,           CN=x, DNS:db.test.,             LIBPQ LIBPQ14 PGJDBC",
        "a_b.test,           CN=x, DNS:a_b.test,             LIBPQ LIBPQ14 PGJDBC",
        "db.x.test,          CN=x, DNS:*.x.test,             RFC JDK17 JDK25 LIBPQ LIBPQ14 PGJDBC",
        "a.db.x.test,        CN=x, DNS:*.x.test,             ''",
        "x.test,             CN=x, DNS:*.x.test,             ''",
        "db.test,            CN=x, DNS:*.test,               JDK17 JDK25 LIBPQ LIBPQ14 PGJDBC",
        "db,                 CN=x, DNS:*,                    ''",
        "db1.x.test,         CN=x, DNS:db*.x.test,           JDK17 JDK25",
        "db1.x.test,         CN=x, DNS:*1.x.test,            JDK17 JDK25 PGJDBC",
        "a.db.test,          CN=x, DNS:a.*.test,             JDK17",
        "a.b.x.test,         CN=x, DNS:*.*.x.test,           JDK17",
        "192.0.2.1,          CN=x, IP:192.0.2.1,             RFC JDK17 JDK25 LIBPQ PGJDBC",
        "192.0.2.1,          CN=x, DNS:192.0.2.1,            LIBPQ LIBPQ14 PGJDBC",
        "192.0.2.1,          CN=192.0.2.1, DNS:db.test,      LIBPQ",
        "192.0.2.1,          CN=192.0.2.1, IP:192.0.2.9,     LIBPQ14 PGJDBC",
        "192.0.2.1,          CN=192.0.2.1, '',               LIBPQ LIBPQ14 PGJDBC",
        "::1,                CN=x, IP:::1,                   RFC JDK17 JDK25 LIBPQ",
        "0:0:0:0:0:0:0:1,    CN=x, IP:::1,                   RFC JDK17 JDK25 LIBPQ PGJDBC",
        "::ffff:192.0.2.1,   CN=x, IP:192.0.2.1,             JDK17 JDK25",
        "db.test,            CN=db.test, '',                 JDK17 JDK25 LIBPQ LIBPQ14 PGJDBC",
        "db.test,            CN=db.test, DNS:other.test,     ''",
        "db.test,            CN=db.test, IP:192.0.2.1,       JDK17 JDK25 LIBPQ LIBPQ14 PGJDBC",
        "db.test,            CN=db.test, email:a@db.test,    JDK17 JDK25 LIBPQ LIBPQ14 PGJDBC",
        "db.test,            'CN=db.test,CN=db2.test', '',   JDK17 JDK25",
        "db2.test,           'CN=db.test,CN=db2.test', '',   LIBPQ LIBPQ14 PGJDBC",
        "db.x.test,          CN=*.x.test, '',                JDK17 JDK25 LIBPQ LIBPQ14 PGJDBC",
        "b\u00fccher.x.test, CN=b\u00fccher.x.test, '',      JDK17 JDK25",
        "b\u00fccher.x.test, CN=x, DNS:xn--bcher-kva.x.test, RFC JDK17 JDK25 LIBPQ LIBPQ14 PGJDBC",
        "db2.test,           'CN=db2.test,CN=*.test', '',    LIBPQ LIBPQ14 PGJDBC JDK17 JDK25",
        "x.test,             'CN=db2.test,CN=*.test', '',    LIBPQ LIBPQ14",
        "x.test,             'CN=*.test,CN=db2.test', '',    JDK17 JDK25",
        "a.b.test,           'CN=db2.test,CN=a.b.test', '',  LIBPQ LIBPQ14 PGJDBC",
        "a.b.test,           'CN=a.b.test,CN=db2.test', '',  PGJDBC JDK17 JDK25",
        "long.test,          'CN=long.test,CN=db.test', '',  PGJDBC JDK17 JDK25",
        "long.test,          'CN=db.test,CN=long.test', '',  LIBPQ LIBPQ14 PGJDBC",
        "bu\u0308cher.x.test, CN=bu\u0308cher.x.test, '',    ''",
        "xn--bcher-kva.test, CN=x, DNS:xn--b*.test,          ''",
        "xn--bcher-kva.test, CN=x, DNS:b*.test,              JDK17 JDK25",
        "abcd.x.test,        CN=x, DNS:a*c*d.x.test,         JDK17 JDK25",
        "abcd.x.test,        CN=x, DNS:a*c*c*.x.test,        ''",
        "abcd.x.test,        CN=x, DNS:a*d*c.x.test,         ''",
        "abcd.x.test,        CN=x, DNS:b*d.x.test,           ''",
        "abcd.x.test,        CN=x, DNS:a*c.x.test,           ''",
        "a.x.test,           CN=x, DNS:a*a.x.test,           ''",
        "aa.x.test,          CN=x, DNS:a*a.x.test,           JDK17 JDK25",
        "aba.x.test,         CN=x, DNS:ab*ba.x.test,         ''",
        "abcba.x.test,       CN=x, DNS:*b*b*.x.test,         JDK17 JDK25",
        "x,                  CN=x, DNS:*.test,               ''",
        "10.test,            CN=x, DNS:10.test,              RFC JDK17 JDK25 LIBPQ LIBPQ14 PGJDBC",
        "az09.test,          CN=x, DNS:az09.test,            RFC JDK17 JDK25 LIBPQ LIBPQ14 PGJDBC",
        "2001:db8:0:0:0:0:0:fe80, CN=x, IP:2001:db8::fe80,   RFC JDK17 JDK25 LIBPQ PGJDBC",
        "db.test,            O=x, '',                        ''"
    })
    void each_client_reads_names_its_own_way(String host, String subject, String names, String matching) {
        Certificate leaf = leaf(subject, names);
        ServerName server = ServerName.parse(host);

        List<String> yes = RULES.entrySet().stream()
                .filter(rules -> rules.getValue().check(leaf, server).matches())
                .map(Map.Entry::getKey)
                .toList();

        assertThat(yes)
                .containsExactlyInAnyOrderElementsOf(matching.isEmpty() ? List.of() : List.of(matching.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "db.test,     DNS:other.test,    OTHER_NAME",
        "a.b.x.test,  DNS:*.x.test,      WILDCARD_DEPTH",
        "x.test,      DNS:*.x.test,      WILDCARD_DEPTH",
        "db.test,     DNS:*.test,        WILDCARD_TOO_WIDE",
        "a.db.test,   DNS:a.*.test,      WILDCARD_MISPLACED",
        "ab.x.test,   DNS:a*.x.test,     WILDCARD_MISPLACED",
        "192.0.2.1,   DNS:192.0.2.1,     ADDRESS_IN_DNS_NAME",
        "192.0.2.1,   IP:192.0.2.2,      OTHER_NAME",
        "db.test,     IP:192.0.2.2,      OTHER_KIND",
        "db.test,     DNS:a_b.test,      NOT_A_HOST_NAME",
        "db.test,     DNS:-a.test,       NOT_A_HOST_NAME",
        "db.test,     DNS:a-.test,       NOT_A_HOST_NAME",
        "db.test,     DNS:a..test,       NOT_A_HOST_NAME",
        "db.test,     DNS:10.0.0.1,      ADDRESS_IN_DNS_NAME",
        "db.test,     email:a@db.test,   OTHER_KIND"
    })
    void says_for_each_name_why_it_does_not_match(String host, String name, Reason reason) {
        HostVerdict.Mismatched verdict =
                (HostVerdict.Mismatched) HostnameRules.RFC_9525.check(leaf("O=x", name), ServerName.parse(host));

        assertThat(verdict.checks()).extracting(NameCheck::reason).containsExactly(reason);
        assertThat(verdict.message()).contains(host).contains(reason.text());
    }

    @Test
    void pgjdbc_says_that_it_compares_addresses_as_text() {
        HostVerdict verdict = HostnameRules.PGJDBC.check(leaf("O=x", "IP:::1"), ServerName.parse("[::1]"));

        assertThat(verdict.message())
                .isEqualTo("no name speaks for ::1: IP:::1 (this client compares addresses as text, and the notations"
                        + " differ)");
    }

    @Test
    void a_common_name_that_would_match_is_named_although_it_does_not_count() {
        HostVerdict.Mismatched verdict = (HostVerdict.Mismatched)
                HostnameRules.RFC_9525.check(leaf("CN=db.test", ""), ServerName.parse("db.test"));

        assertThat(verdict.closest()).contains(new NameCheck("CN:db.test", Reason.COMMON_NAME_IGNORED));
        assertThat(HostnameRules.RFC_9525
                        .check(leaf("CN=unrelated", ""), ServerName.parse("db.test"))
                        .message())
                .isEqualTo("the certificate names no host at all; wanted db.test");
    }

    @Test
    void a_match_says_through_which_name() {
        HostVerdict verdict =
                HostnameRules.RFC_9525.check(leaf("O=x", "DNS:a.test DNS:*.x.test"), ServerName.parse("db.x.test"));

        assertThat(verdict.fold(HostVerdict.Matched::presented, mismatch -> "")).isEqualTo("DNS:*.x.test");
        assertThat(verdict.message()).isEqualTo("DNS:*.x.test speaks for db.x.test");
    }

    @Test
    void an_unreadable_extension_is_a_mismatch_that_says_so() {
        Certificate broken = ROOT.issueLeaf(
                        "x.test",
                        spec -> spec.extension(
                                new Extension(Extension.SUBJECT_ALTERNATIVE_NAME, false, new byte[] {4, 0})))
                .certificate();

        for (HostnameRules rules : RULES.values()) {
            HostVerdict verdict = rules.check(broken, ServerName.parse("x.test"));
            assertThat(verdict.matches()).isFalse();
            assertThat(verdict.message()).contains("subjectAltName");
        }
    }

    @Test
    void switches_change_one_thing() {
        ServerName underscore = ServerName.parse("a_b.test");
        Certificate leaf = leaf("CN=a_b.test", "DNS:a_b.test");
        assertThat(HostnameRules.RFC_9525.check(leaf, underscore).message()).contains("not a host name");
        assertThat(HostnameRules.RFC_9525
                        .withUnderscores(true)
                        .check(leaf, underscore)
                        .matches())
                .isTrue();

        Certificate wildcard = leaf("O=x", "DNS:*.co.test");
        ServerName shop = ServerName.parse("shop.co.test");
        assertThat(HostnameRules.RFC_9525.check(wildcard, shop).matches()).isTrue();
        assertThat(HostnameRules.RFC_9525
                        .withPublicSuffixes(PublicSuffixes.of(List.of("co.test")))
                        .check(wildcard, shop)
                        .message())
                .contains("public suffix");
        assertThat(HostnameRules.RFC_9525
                        .withWildcards(Wildcards.NONE)
                        .check(wildcard, shop)
                        .matches())
                .isFalse();

        assertThat(HostnameRules.RFC_9525
                        .withCommonNames(CommonNames.JDK)
                        .check(leaf("CN=db.test", ""), ServerName.parse("db.test"))
                        .matches())
                .isTrue();
        assertThat(HostnameRules.RFC_9525
                        .withAddresses(Addresses.BYTES_UNMAPPED)
                        .check(leaf("O=x", "IP:192.0.2.1"), ServerName.parse("::ffff:192.0.2.1"))
                        .matches())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "JDK17,   x.test,      DNS:*.b.x.test,  WILDCARD_DEPTH",
        "JDK17,   a.b.test,    DNS:*.c.test,    OTHER_NAME",
        "JDK17,   ab.test,     DNS:b*.test,     OTHER_NAME",
        "JDK17,   ab,          DNS:a*,          WILDCARD_MISPLACED",
        "JDK17,   a.test,      DNS:a.t*,        WILDCARD_MISPLACED",
        "JDK25,   a.b.test,    DNS:a.*.test,    WILDCARD_MISPLACED",
        "JDK25,   a.b.test,    DNS:*.c.test,    OTHER_NAME",
        "JDK25,   a.b.c.test,  DNS:*.c.test,    WILDCARD_DEPTH",
        "JDK25,   ab.test,     DNS:b*.test,     OTHER_NAME",
        "JDK25,   ab,          DNS:*.test,      OTHER_NAME",
        "JDK25,   test,        DNS:*.test,      WILDCARD_DEPTH",
        "LIBPQ,   a.test,      DNS:*.,          WILDCARD_MISPLACED",
        "LIBPQ,   a.b,         DNS:*b,          WILDCARD_MISPLACED",
        "PGJDBC,  a.b.test,    DNS:*.test,      WILDCARD_DEPTH",
        "PGJDBC,  test,        DNS:*.test,      WILDCARD_DEPTH",
        "PGJDBC,  a.test,      DNS:a*.test,     WILDCARD_MISPLACED",
        "PGJDBC,  test,        DNS:*test,       WILDCARD_MISPLACED",
        "RFC,     a.b.test,    DNS:*.b*.test,   WILDCARD_MISPLACED",
        "RFC,     a.test,      DNS:*.test,      WILDCARD_TOO_WIDE"
    })
    void each_client_has_its_reason_for_refusing_a_wildcard(String client, String host, String name, Reason reason) {
        HostVerdict verdict = RULES.get(client).check(leaf("O=x", name), ServerName.parse(host));

        NameCheck closest =
                verdict.fold(matched -> null, mismatched -> mismatched.closest().orElseThrow());
        assertThat(closest).isEqualTo(new NameCheck(name, reason));
    }

    @Test
    void a_label_may_have_63_characters_and_a_name_253() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));

        for (String name : List.of(label + ".test", longest)) {
            assertThat(HostnameRules.RFC_9525
                            .check(leaf("O=x", "DNS:" + name), ServerName.parse(name))
                            .matches())
                    .isTrue();
        }
        for (String name : List.of(label + "a.test", longest + "a", "*." + longest)) {
            HostVerdict.Mismatched verdict = (HostVerdict.Mismatched)
                    HostnameRules.RFC_9525.check(leaf("O=x", "DNS:" + name), ServerName.parse("a.test"));
            assertThat(verdict.checks()).extracting(NameCheck::reason).containsExactly(Reason.NOT_A_HOST_NAME);
        }
    }

    @Test
    void names_that_were_read_elsewhere_are_compared_alike() {
        HostVerdict verdict = HostnameRules.JDK_17.check(
                DistinguishedName.parse("CN=db.test"),
                List.of(new GeneralName.Email("a@db.test")),
                ServerName.parse("db.test"));

        assertThat(verdict).isEqualTo(new HostVerdict.Matched(ServerName.parse("db.test"), "CN:db.test"));
    }

    @Test
    void a_message_lists_a_bounded_number_of_names() {
        String names = String.join(
                " ", IntStream.range(0, 25).mapToObj(i -> "DNS:h" + i + ".test").toList());

        assertThat(HostnameRules.RFC_9525
                        .check(leaf("O=x", names), ServerName.parse("db.test"))
                        .message())
                .contains("h9.test")
                .doesNotContain("h10.test")
                .endsWith("and 15 more");
        String ten = String.join(
                " ", IntStream.range(0, 10).mapToObj(i -> "DNS:h" + i + ".test").toList());
        assertThat(HostnameRules.RFC_9525
                        .check(leaf("O=x", ten), ServerName.parse("db.test"))
                        .message())
                .endsWith("DNS:h9.test (another name)");
    }

    @Property(tries = 50)
    void a_name_speaks_for_itself_under_every_rule_set(
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String first,
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String second) {
        String host = first + "." + second;
        Certificate leaf = leaf("O=x", "DNS:" + host);
        Certificate wildcard = leaf("O=x", "DNS:*." + second + ".test");

        assertThat(RULES.values())
                .allMatch(rules -> rules.check(leaf, ServerName.parse(host)).matches());
        assertThat(RULES.values())
                .allMatch(rules ->
                        rules.check(wildcard, ServerName.parse(host + ".test")).matches())
                .noneMatch(rules -> rules.check(wildcard, ServerName.parse("a." + host + ".test"))
                        .matches());
    }
}
