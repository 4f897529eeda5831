package io.github.windlass4j.core.chain.golang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code parseRFC2821Mailbox} and {@code matchEmailConstraint} of Go 1.19.8. */
class MailboxTest {
    @ParameterizedTest
    @CsvSource({
        "ops@db.test, ops, db.test",
        "a.b@db.test, a.b, db.test",
        "!#$%&'*+-/=?^_`{|}~@db.test, !#$%&'*+-/=?^_`{|}~, db.test",
        "a\\@b@db.test, a@b, db.test",
        "\"ops\"@db.test, ops, db.test",
        "\"a..b\"@db.test, a..b, db.test",
        "\"a@b\"@db.test, a@b, db.test",
        "\"a\\\"b\"@db.test, 'a\"b', db.test"
    })
    void a_mailbox_has_a_local_part_and_a_domain(String text, String local, String domain) {
        assertThat(Mailbox.parse(text)).contains(new Mailbox(local, domain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ops",
                "@db.test",
                ".ops@db.test",
                "ops.@db.test",
                "a..b@db.test",
                "o ps@db.test",
                "o(ps@db.test",
                "\"ops@db.test",
                "\"ops\"db.test",
                "\"o\"ps\"@db.test",
                "ops@db..test",
                "ops@db.test.",
                "o\u00fcs@db.test"
            })
    void anything_else_is_none(String text) {
        assertThat(Mailbox.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ops@db.test, db.test, true",
        "ops@a.db.test, db.test, true",
        "ops@DB.test, ops@db.TEST, true",
        "OPS@db.test, ops@db.test, false",
        "ops@a.db.test, ops@db.test, false",
        "ops@db.test, .db.test, false",
        "ops@db.test, other.test, false",
        "ops@db.test, ops@, false"
    })
    void a_constraint_is_a_mailbox_or_a_domain(String mailbox, String constraint, boolean within) {
        assertThat(Mailbox.parse(mailbox).orElseThrow().isWithin(constraint)).isEqualTo(within);
    }
}
