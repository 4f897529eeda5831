package io.github.windlass4j.core.chain.golang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code domainToReverseLabels}, {@code matchDomainConstraint} and {@code matchHostnames} of Go 1.19.8. */
class DomainNamesTest {
    @Test
    void labels_are_read_from_the_right() {
        assertThat(DomainNames.reversedLabels("db.example.test")).contains(List.of("test", "example", "db"));
        assertThat(DomainNames.reversedLabels("")).contains(List.of());
        assertThat(DomainNames.reversedLabels(".example.test"))
                .as("one leading dot is no label")
                .contains(List.of("test", "example"));
        assertThat(DomainNames.reversedLabels("!~")).contains(List.of("!~"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "db.", "db..test", "..test", "d b", "d\u007fb", "d\u00fcb", "\u001f"})
    void empty_labels_and_what_is_not_printable_make_no_domain(String domain) {
        assertThat(DomainNames.reversedLabels(domain)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', true", ".test, true", "test, true", "., true", "..test, true", "a..b, false", "test., false"})
    void a_constraint_may_begin_with_a_dot(String constraint, boolean readable) {
        // Go cuts a leading dot off first: what is left of the dot alone is the empty domain.
        assertThat(DomainNames.isConstraint(constraint)).isEqualTo(readable);
    }

    @ParameterizedTest
    @CsvSource({
        "db.test, '', true",
        "db.test, test, true",
        "db.test, DB.Test, true",
        "db.test, .test, true",
        "test, .test, false",
        "db.test, .db.test, false",
        "xdb.test, db.test, false",
        "a.db.test, db.test, true",
        "test, db.test, false",
        "db.test, db.other, false"
    })
    void a_name_lies_under_a_constraint_label_by_label(String name, String constraint, boolean within) {
        assertThat(DomainNames.isWithin(name, constraint)).isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({
        "db.example.test, db.example.test, true",
        "DB.Example.Test, db.example.test, true",
        "db.example.test, DB.example.test., true",
        "*.example.test, db.example.test, true",
        "*.example.test, example.test, false",
        "*.example.test, a.b.example.test, false",
        "d*.example.test, db.example.test, false",
        "db.*.test, db.example.test, false",
        "*, db, true",
        "*, db.test, false",
        "db_1.test, db_1.test, true",
        "-db.test, -db.test, true",
        "-db.test, -DB.test, true",
        "'', db.test, false",
        "., ., false",
        "db.test., db.test, false",
        "db.test., db.test., true",
        "db..test, db..test, true",
        "db.other, db.test, false"
    })
    void a_wildcard_is_the_whole_first_label_and_no_host_name_is_compared_as_it_is(
            String name, String host, boolean matches) {
        assertThat(DomainNames.isFor(name, host)).isEqualTo(matches);
    }
}
