package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.NameConstraints;
import io.github.windlass4j.core.cert.NameConstraints.Subtree;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single subtrees of name constraints: which are well-formed, and which names each kind holds (RFC 5280 4.2.1.10). */
class ConstraintTextTest {
    private static GeneralName base(String kind, String text) {
        return switch (kind) {
            case "dns" -> new GeneralName.Dns(text);
            case "mail" -> new GeneralName.Email(text);
            case "uri" -> new GeneralName.Uri(text);
            default -> new GeneralName.Ip(HexFormat.of().parseHex(text));
        };
    }

    private static List<Subtree> subtrees(GeneralName... bases) {
        return Stream.of(bases)
                .map(base -> new Subtree(base, 0, Subtree.UNBOUNDED))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "dns,  '',               true",
        "dns,  a.test,           true",
        "dns,  *.a.test,         false",
        "dns,  ..a.test,         false",
        "dns,  a..test,          false",
        "mail, '',               true",
        "mail, a.test,           true",
        "mail, .a.test,          true",
        "mail, ..a.test,         false",
        "mail, u@a.test,         true",
        "mail, u@,               false",
        "mail, @a.test,          false",
        "uri,  .a.test,          true",
        "ip,   0a000000ff000000, true",
        "ip,   0a0b0000ffffe000, true",
        "ip,   0a0b0c0dffffffff, true",
        "ip,   0a0b0c0dffffff80, true",
        "ip,   0000000000000000, true",
        "ip,   0a000000ff00ff00, false",
        "ip,   0a000000ffa00000, false",
        "ip,   0a00000000000001, false",
        "ip,   000000007fffffff, false",
        "ip,   20010db8000000000000000000000000ffffffff000000000000000000000000, true",
        "ip,   20010db8000000000000000000000000ffffffff000000000000000000000001, false",
    })
    void a_subtree_is_well_formed(String kind, String text, boolean wellFormed) {
        GeneralName base = base(kind, text);

        for (NameConstraints constraints : List.of(
                new NameConstraints(subtrees(base), List.of()), new NameConstraints(List.of(), subtrees(base)))) {
            assertThat(malformed(constraints, false)).as("%s", constraints).hasSize(wellFormed ? 0 : 1);
        }
    }

    @Test
    void a_leading_dot_of_a_dns_constraint_is_well_formed_where_the_profile_says_so() {
        NameConstraints dotted = new NameConstraints(subtrees(new GeneralName.Dns(".a.test")), List.of());

        assertThat(malformed(dotted, true)).isEmpty();
        assertThat(malformed(dotted, false)).containsExactly(Rule.DNS_CONSTRAINT_MALFORMED);
    }

    private static List<Rule> malformed(NameConstraints constraints, boolean leadingDots) {
        List<Rule> rules = new ArrayList<>();
        ConstraintRules.checkSyntax(constraints, leadingDots, (rule, found, expected, fix) -> rules.add(rule));
        return rules;
    }

    @ParameterizedTest
    @CsvSource({
        "dns,  '',       a.test,     true",
        "dns,  A.Test,   a.test,     true",
        "dns,  a.test,   x.a.test,   true",
        "dns,  test,     x.a.test,   true",
        "dns,  a.test,   xa.test,    false",
        "dns,  x.a.test, a.test,     false",
        "dns,  .a.test,  a.test,     false",
        "dns,  .a.test,  y.x.a.test, true",
        "mail, '',       a.test,     true",
        "mail, A.test,   a.test,     true",
        "mail, a.test,   x.a.test,   false",
        "mail, .a.test,  a.test,     false",
        "mail, .a.test,  y.x.a.test, true",
        "mail, u@a.test, a.test,     true",
        "mail, v@a.test, a.test,     false",
        "mail, u@a.test, x.a.test,   false",
        "uri,  A.test,   a.test,     true",
        "uri,  a.test,   x.a.test,   false",
        "uri,  .a.test,  x.a.test,   true",
        "uri,  .a.test,  a.test,     false",
    })
    void a_subtree_holds_a_host(String kind, String subtree, String host, boolean held) {
        Subtrees subtrees = new Subtrees(subtrees(base(kind, subtree)));

        boolean found = switch (kind) {
            case "dns" -> subtrees.dns(host).isPresent();
            case "mail" ->
                subtrees.mailbox(CertificateNames.Mailbox.parse("u@" + host).orElseThrow())
                        .isPresent();
            default -> subtrees.uri(host).isPresent();
        };

        assertThat(found).isEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({
        "0a000000ff000000, 0a010203, true",
        "0a0b0000fffff000, 0a0b0fff, true",
        "0a0b0000fffff000, 0a0b1000, false",
        "0a00000000000000, ff010203, true",
        "0a000000ffffffff, 0a000001, false",
        "00000000000000000000000000000000ffffffffffffffffffffffff00000000, 00000000000000000000000001020304, true",
        "00000000000000000000000000000000ffffffffffffffffffffffff00000000, 00000000000000000000000101020304, false",
        "0000000000000000000000000000000000000000000000000000000000000000, 01020304, false",
    })
    void a_subtree_holds_an_address_of_its_own_family(String range, String address, boolean held) {
        Subtrees subtrees = new Subtrees(subtrees(base("ip", range)));

        assertThat(subtrees.address(HexFormat.of().parseHex(address)).isPresent())
                .isEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({"x.a.test, true", "a.test, false", "y.x.a.test, false", ".a.test, false", "xa.test, false"})
    void a_wildcard_reaches_subtrees_of_one_label_more(String subtree, boolean reached) {
        assertThat(new Subtrees(subtrees(new GeneralName.Dns(subtree)))
                        .reachedBy("a.test")
                        .isPresent())
                .isEqualTo(reached);
    }

    @Test
    void names_times_subtrees_are_counted_and_uris_are_not() {
        Pki pki = Pki.leaf(s -> s.dns("a.test", "b.test", "c.test"));
        Node ca = new Node(pki.ca.certificate());
        GeneralName dns = new GeneralName.Dns("a.test");
        GeneralName uri = new GeneralName.Uri("a.test");

        ConstraintRules rules = new ConstraintRules(
                ca, new NameConstraints(subtrees(dns, base("mail", "a.test"), uri), subtrees(dns, uri, uri)));

        assertThat(rules.comparisons(CertificateNames.of(new Node(pki.leaf.certificate()))))
                .isEqualTo(3 * (2 + 1));
    }
}
