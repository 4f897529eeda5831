package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.mint.CertificateSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts, addresses, mailboxes and URIs as the rules read them out of certificates. */
class NameTextTest {
    private static final Pki PKI = Pki.sound();
    private static final String LABEL = "a".repeat(63);
    private static final String LONGEST = String.join(".", LABEL, LABEL, LABEL, "a".repeat(61));

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,          192.0.2.1",
        "192.0.02.001,       192.0.2.1",
        "0xc0.0.0x02.0x1,    192.0.2.1",
        "0xC0.0XA.0.255,     192.10.0.255",
        "0.0.0.0,            0.0.0.0",
        "0xC0000201,         192.0.2.1",
        "0x0a0b0c0d,         10.11.12.13",
        "0xfffefdfc,         255.254.253.252",
        "0X1,                0.0.0.1",
        "2001:DB8::1,        2001:db8::1",
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        "::ffff:192.0.2.1,   ::ffff:c000:201"
    })
    void an_address_has_one_canonical_text(String text, String canonical) {
        assertThat(AddressText.canonical(text)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db",
                "192.0.2",
                "192.0.2.1.5",
                "192.0.2.256",
                "192.0.2.1000",
                "192.0.2.x",
                "0xc0.0x100.2.1",
                "0x",
                "0x123456789",
                "0xg",
                "2001:db8",
                ":::",
                "a.b.c.d",
                "1..2.3"
            })
    void other_text_is_no_address(String text) {
        assertThat(AddressText.canonical(text)).isEmpty();
    }

    @Test
    void isAddress_reads_what_stands_in_a_uri() {
        assertThat(AddressText.isAddress("192.0.2.1")).isTrue();
        assertThat(AddressText.isAddress("[2001:db8::1]")).isTrue();
        assertThat(AddressText.isAddress("db.test")).isFalse();
        assertThat(AddressText.isAddress("a b")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "az.AZ", "09", "a-b_c", "-a", "*.a", "*.a.b"})
    void host_or_wildcard(String text) {
        assertThat(HostText.isHostOrWildcard(text)).isTrue();
        assertThat(HostText.isHost(text)).isEqualTo(text.indexOf('*') < 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "*", "*.", ".", ".a", "a.", "a..b", "a*.b", "**.a", "*.*.a", "a/b", "a:b", "a@b", "a[b", "a`b",
                "a{b", "\u00e9"
            })
    void neither_host_nor_wildcard(String text) {
        assertThat(HostText.isHostOrWildcard(text)).isFalse();
        assertThat(HostText.isHost(text)).isFalse();
    }

    @Test
    void hosts_have_bounds() {
        assertThat(LONGEST).hasSize(253);
        assertThat(HostText.isHost(LONGEST)).isTrue();
        assertThat(HostText.isHost(LONGEST + "a")).isFalse();
        assertThat(HostText.isHostOrWildcard("*." + LONGEST)).isTrue();
        assertThat(HostText.isHost(LABEL + "a")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.Example.test/x,       www.example.test",
        "https://www.example.test,         www.example.test",
        "https://www.example.test:8443/x,  www.example.test",
        "ldap://u:p@h.test?x,              h.test",
        "a://u@v@h.test#f,                 h.test",
        "x://h/y://z,                      h"
    })
    void a_uri_has_a_host(String uri, String host) {
        assertThat(HostText.ofUri(uri)).contains(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:x",
                "://h",
                "x://",
                "x://:80",
                "x:///path",
                "https://192.0.2.1/",
                "https://[::1]/",
                "https://a b/",
                "https://u@/",
                ""
            })
    void a_uri_without_a_host_name(String uri) {
        assertThat(HostText.ofUri(uri)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a@Example.test,     a,      example.test",
        "A.b@x,              A.b,    x",
        "'\"a@b\"@x.test',   '\"a@b\"', x.test",
        "'\"\"@x.test',      '\"\"', x.test",
        "'\"@x.test',        '\"',   x.test"
    })
    void a_mailbox_is_split_at_its_last_sign(String text, String local, String host) {
        assertThat(CertificateNames.Mailbox.parse(text)).contains(new CertificateNames.Mailbox(local, host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "@x.test", "a@", "a@b@x.test", "\"a@b@x.test", "a@b\"@x.test", "a@x..test", "@"})
    void other_text_is_no_mailbox(String text) {
        assertThat(CertificateNames.Mailbox.parse(text)).isEmpty();
    }

    @Test
    void names_are_counted_without_uris_and_by_attributes_where_there_are_none() {
        GeneralName uri = new GeneralName.Uri("https://x.test/");
        assertThat(names(s -> s.subject("CN=a,O=b").names(uri, uri)).size()).isEqualTo(2);
        assertThat(names(s -> s.subject("CN=a,O=b,C=DE").without(Extension.SUBJECT_ALTERNATIVE_NAME))
                        .size())
                .isEqualTo(3);
        assertThat(names(s -> s.subject("CN=a")
                                .names(uri, new GeneralName.Dns("a.test"), new GeneralName.Dns("b.test")))
                        .size())
                .isEqualTo(2);
    }

    @Test
    void the_subjects_mailboxes_count_only_where_no_mailbox_is_an_alternative_name() {
        String subject = "emailAddress=a@x.test";
        assertThat(names(s -> s.subject(subject).dns("x.test")).mailboxes()).containsExactly("a@x.test");
        assertThat(names(s -> s.subject(subject).names(new GeneralName.Email("b@x.test")))
                        .mailboxes())
                .containsExactly("b@x.test");
        assertThat(names(s -> s.subject("").dns("x.test")).directories()).isEmpty();
    }

    @Test
    void kinds_that_no_constraint_is_modelled_for_have_names() {
        assertThat(CertificateNames.otherKind(new GeneralName.RegisteredId("1.2.3")))
                .isEqualTo("registeredID");
        assertThat(CertificateNames.otherKind(new GeneralName.Other("1.2.3", new byte[] {5, 0})))
                .isEqualTo("otherName");
        assertThat(CertificateNames.otherKind(new GeneralName.Unsupported(3, new byte[0])))
                .isEqualTo("x400Address");
        assertThat(CertificateNames.otherKind(new GeneralName.Unsupported(5, new byte[0])))
                .isEqualTo("ediPartyName");
        assertThat(CertificateNames.otherKind(new GeneralName.Dns("x.test"))).isEmpty();
    }

    /** {@code expected}: what the common name should read; empty if nothing is wrong with it. */
    @ParameterizedTest
    @CsvSource({
        "db.test,         DB.test,       '\"DB.test\"'",
        "db.test,         db.test,       ''",
        "db.test,         other.test,    ''",
        "Some Name,       some name,     '\"some name\"'",
        "192.0.2.01,      192.0.2.1,     '\"192.0.2.1\"'",
        "192.0.2.1,       192.0.2.1,     ''",
        "0xC0000201,      db.test,       '\"192.0.2.1\"'",
        "2001:DB8::1,     db.test,       '\"2001:db8::1\"'",
        "d\u00e9.test,    xn--d-bga.test, A-labels as in subjectAltName",
        "d\u00e9 x.test,  db.test,       ''",
        "d\u00e9,         db.test,       ''",
        ".d\u00e9,        db.test,       ''"
    })
    void a_common_name_that_means_a_host_is_a_copy(String commonName, String alternative, String expected) {
        List<String> found = new ArrayList<>();

        CommonNameRule.check(
                node(s -> s.subject(DistinguishedName.parse("CN=" + commonName))),
                List.of(new GeneralName.Email(commonName), new GeneralName.Dns(alternative)),
                (rule, what, wanted, fix) -> found.add(wanted));

        assertThat(found).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    @Test
    void of_two_spellings_the_one_that_fits_counts() {
        List<String> found = new ArrayList<>();
        Node leaf = node(s -> s.subject("CN=db.test"));

        for (List<String> order : List.of(List.of("DB.test", "db.test"), List.of("db.test", "DB.test"))) {
            List<GeneralName> names =
                    order.stream().<GeneralName>map(GeneralName.Dns::new).toList();
            CommonNameRule.check(leaf, names, (rule, what, wanted, fix) -> found.add(wanted));
        }

        assertThat(found).isEmpty();
    }

    private static CertificateNames names(UnaryOperator<CertificateSpec> changes) {
        return CertificateNames.of(node(changes));
    }

    private static Node node(UnaryOperator<CertificateSpec> changes) {
        Certificate certificate = PKI.ca.issueLeaf(Pki.HOST, changes).certificate();
        return new Node(certificate);
    }
}
