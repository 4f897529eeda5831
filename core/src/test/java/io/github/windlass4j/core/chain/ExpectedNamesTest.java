package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.hostname.ServerName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names that a caller expects and those that a leaf holds. */
class ExpectedNamesTest {
    @ParameterizedTest
    @CsvSource({
        "ops@example.test, ops@example.test, true",
        "ops@example.test, ops@EXAMPLE.TEST, true",
        "ops@example.test, OPS@example.test, false",
        "ops@example.test, dba@example.test, false",
        "ops@example.test, ops@mail.example.test, false",
        "nobody, nobody, false"
    })
    void a_mailbox_is_compared_with_its_local_part_as_written(String held, String wanted, boolean named) {
        Pki pki = Pki.leaf(s -> s.names(new GeneralName.Dns(Pki.HOST), new GeneralName.Email(held)));

        assertThat(rules(Profile.RFC5280, pki.request().mailboxes(List.of(wanted)))
                        .contains(Rule.MAILBOX_NOT_NAMED))
                .isEqualTo(!named);
    }

    @Test
    void each_expected_mailbox_must_be_named() {
        Pki pki = Pki.leaf(s -> s.names(new GeneralName.Dns(Pki.HOST), new GeneralName.Email("a@example.test")));

        List<Obstacle> obstacles =
                obstacles(Profile.RFC5280, pki.request().mailboxes(List.of("a@example.test", "b@example.test")));

        assertThat(obstacles).extracting(Obstacle::expected).containsExactly("email:b@example.test");
        assertThat(obstacles.get(0).found()).contains("DNS:db.example.test", "email:a@example.test");
    }

    @ParameterizedTest
    @CsvSource({"20, false", "21, true", "50, true"})
    void of_many_names_the_first_twenty_are_shown(int count, boolean more) {
        String[] names = IntStream.range(0, count)
                .mapToObj(i -> "h" + i + ".example.test")
                .toArray(String[]::new);

        String found = obstacles(Profile.RFC5280, Pki.leaf(s -> s.dns(names)).request())
                .get(0)
                .found();

        assertThat(found).contains("DNS:h19.example.test").doesNotContain("h20.example.test");
        assertThat(found.endsWith(" and " + (count - 20) + " more")).isEqualTo(more);
    }

    @ParameterizedTest
    @CsvSource({"db.example.org, DNS:db.example.org, HOST_NOT_NAMED", "192.0.2.1, IP:192.0.2.1, ADDRESS_NOT_NAMED"})
    void what_was_expected_is_told_with_its_kind(String host, String expected, Rule rule) {
        Obstacle first = obstacles(Profile.RFC5280, Pki.sound().request().host(ServerName.parse(host)))
                .get(0);

        assertThat(first.rule()).isEqualTo(rule);
        assertThat(first.expected()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "db.example.test, true, true",
        "db_1.example.test, false, true",
        "*.example.test, true, true",
        "*.db_1.example.test, true, true",
        "db..example.test, false, false",
        "db example.test, false, false"
    })
    void underscores_are_a_matter_of_the_profile(String name, boolean strict, boolean lenient) {
        Pki pki = Pki.leaf(s -> s.dns(Pki.HOST, name));

        assertThat(rules(Profile.RFC5280, pki.request()).contains(Rule.HOST_NAME_SYNTAX))
                .isEqualTo(!strict);
        assertThat(rules(Profile.PRIVATE_PKI, pki.request()).contains(Rule.HOST_NAME_SYNTAX))
                .isEqualTo(!lenient);
    }

    @Test
    void only_what_was_allowed_is_expected_of_a_host_name() {
        ChainRequest request = Pki.leaf(s -> s.dns(Pki.HOST, "db example.test")).request();

        assertThat(expected(Profile.RFC5280, request)).contains("letters, digits and hyphens");
        assertThat(expected(Profile.PRIVATE_PKI, request)).contains("letters, digits, hyphens and underscores");
    }

    @ParameterizedTest
    @CsvSource({"*.co.uk, true", "*.example.co.uk, false", "co.uk, false", "*.uk.example.test, false"})
    void a_wildcard_may_not_stand_for_a_registry(String name, boolean refused) {
        assertThat(rules(Profile.WEBPKI, Pki.leaf(s -> s.dns(Pki.HOST, name)).request())
                        .contains(Rule.WILDCARD_ON_PUBLIC_SUFFIX))
                .isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({
        "*, WILDCARD_MISPLACED",
        "*.test, WILDCARD_MISPLACED",
        "d*.example.test, WILDCARD_MISPLACED",
        "db.*.test, WILDCARD_MISPLACED",
        "*.db.example.test, WILDCARD_TOO_SHALLOW",
        "*.other.test, HOST_NOT_NAMED"
    })
    void a_wildcard_that_does_not_help_says_why(String name, Rule rule) {
        List<Rule> rules = new ArrayList<>(
                rules(Profile.RFC5280, Pki.leaf(s -> s.dns(name)).request()));

        assertThat(rules).contains(rule);
    }

    @Test
    void a_wildcard_covers_one_label() {
        Pki pki = Pki.leaf(s -> s.dns("*.example.test"));

        assertThat(rules(Profile.RFC5280, pki.request())).isEmpty();
        assertThat(rules(Profile.RFC5280, pki.request().host(ServerName.parse("a.db.example.test"))))
                .containsExactly(Rule.WILDCARD_TOO_SHALLOW);
    }

    private static List<String> expected(Profile profile, ChainRequest request) {
        return obstacles(profile, request).stream()
                .filter(obstacle -> obstacle.rule() == Rule.HOST_NAME_SYNTAX)
                .map(Obstacle::expected)
                .toList();
    }

    private static List<Rule> rules(Profile profile, ChainRequest request) {
        return obstacles(profile, request).stream().map(Obstacle::rule).toList();
    }

    private static List<Obstacle> obstacles(Profile profile, ChainRequest request) {
        return ChainValidator.of(profile)
                .validate(request)
                .fold(trusted -> List.of(), ChainVerdict.Rejected::obstacles);
    }
}
