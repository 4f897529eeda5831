package io.github.windlass4j.manifest.internal.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a string's {@code format} lets through: a text of each kind, and its neighbour that is refused. */
class StringFormatsTest {
    private static Predicate<String> format(String name) {
        return Objects.requireNonNull(StringFormats.of(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', emptyValue = "", textBlock = """
                    ipv4         | 1.2.3.4              | 1.2.3.256
                    ipv4         | 255.255.255.255      | 1.2.3
                    ipv4         | ::ffff:1.2.3.4       | ::1
                    ipv6         | ::1                  | 1.2.3.4
                    ipv6         | ::ffff:1.2.3.4       | 1::2::3
                    cidr         | 10.0.0.0/32          | 10.0.0.0/33
                    cidr         | ::/128               | ::/129
                    cidr         | 10.0.0.1/0           | 10.0.0.1
                    cidr         | 10.0.0.0/0008        | 10.0.0.0/
                    cidr         | 10.0.0.0/24          | 10.0.0/24
                    cidr         | 10.0.0.0/09          | 10.0.0.0/x
                    cidr         | 10.0.0.0/8           | 8
                    date         | 2024-02-29           | 2026-02-29
                    date         | 2026-12-31           | 2026-13-01
                    date         | 0001-01-01           | 1-01-01
                    datetime     | 2026-11-23T23:59:59Z | 2026-11-23T24:00:00Z
                    datetime     | 2026-11-23t00:00:00z | 2026-11-23T00:60:00Z
                    datetime     | 2026-11-23T00:00:00.123+01:30 | 2026-11-23T00:00:60Z
                    datetime     | 2026-11-23T00:00:00-08:00 | 2026-11-23T00:00:00
                    datetime     | 2026-11-23T00:00:00.5Z | 2026-02-30T00:00:00Z
                    duration     | 1h30m                | x
                    duration     | 3 days               | 3 xs
                    byte         | YQ==                 | YQ=
                    byte         | YWJj                 | YWJ_
                    byte         | YWJjYQ==             | ~~
                    uri          | https://a.b/c?d      | a.b/c
                    uri          | /a                   | https://a b/
                    email        | a@b.io               | a@
                    email        | Ann Lee <a@b.io>     | Ann Lee <a@b.io
                    email        | "a b"@b.io           | a b@b.io
                    hostname     | a-1.example.com      | a_1.example.com
                    hostname     | localhost            | -a
                    hostname     | 1a.london            | a.b.c1
                    mac          | 00:00:5e:00:53:01    | 00:00:5e:00:53
                    mac          | 02-00-5e-10-00-00-00-01 | 02-00-5e-10:00-00-00-01
                    mac          | 0000.5e00.5301       | 0000.5e00.530
                    uuid         | 123e4567-e89b-12d3-a456-426614174000 | 123e4567-e89b-12d3-a456-42661417400
                    uuid         | 123E4567E89B12D3A456426614174000 | g23e4567e89b12d3a456426614174000
                    uuid3        | 123e4567-e89b-32d3-0456-426614174000 | 123e4567-e89b-42d3-0456-426614174000
                    uuid4        | 123e4567-e89b-42d3-a456-426614174000 | 123e4567-e89b-42d3-c456-426614174000
                    uuid5        | 123e4567-e89b-52d3-8456-426614174000 | 123e4567-e89b-42d3-8456-426614174000
                    hexcolor     | #0aF                 | #0aF0
                    hexcolor     | 00ff99               | 00ff9g
                    rgbcolor     | rgb(0, 99,255)       | rgb(0,99,256)
                    rgbcolor     | rgb( 249 ,1 , 12 )   | rgb(1,2)
                    bsonobjectid | 507f1f77bcf86cd799439011 | 507f1f77bcf86cd79943901
                    ssn          | 111-22 3333          | 111223333
                    isbn10       | 0-306-40615-2        | 0-306-40615-3
                    isbn10       | 080442957X           | X804429570
                    isbn10       | 0 306 40615 2        | 030640615
                    isbn13       | 978-0-306-40615-7    | 978-0-306-40615-8
                    isbn13       | 9780306406157        | 978030640615
                    isbn         | 0306406152           | 0306406151
                    isbn         | 978 0306406157       | 9780306406158
                    creditcard   | 4111 1111 1111 1111  | 4111 1111 1111 1112
                    creditcard   | 5500-0000-0000-0004  | 5500-0000-0000-0005
                    creditcard   | 340000000000009      | 350000000000009
                    creditcard   | 6011000000000004     | 601100000000000
                    creditcard   | 30569309025904       | 30569309025994
                    k8sshortname | a-1                  | a.1
                    k8slongname  | a.1                  | a..1
                    """)
    void lets_a_text_of_the_kind_through_and_refuses_its_neighbour(String name, String good, String bad) {
        assertThat(format(name).test(good)).as(good).isTrue();
        assertThat(format(name).test(bad)).as(bad).isFalse();
    }

    @Test
    void a_password_may_be_anything() {
        assertThat(format("password").test("")).isTrue();
        assertThat(format("password").test("\n")).isTrue();
    }

    @Test
    void a_host_name_has_255_bytes_in_labels_of_63_at_most() {
        String label = "a".repeat(63);
        String host = label + "." + label + "." + label + "." + "a".repeat(59) + ".io";
        assertThat(format("hostname").test(host)).isTrue();
        assertThat(host).hasSize(254);
        assertThat(format("hostname").test("b" + host.substring(0, 251) + ".iot"))
                .isFalse();
        assertThat(format("hostname").test(label + "a.io")).isFalse();
        assertThat(format("hostname").test("é".repeat(31) + ".io")).isTrue();
        assertThat(format("hostname").test("é".repeat(32) + ".io")).isFalse();
    }

    @Test
    void dashes_in_the_name_do_not_count_and_a_name_unknown_has_no_check() {
        assertThat(format("date-time").test("2026-11-23T00:00:00Z")).isTrue();
        assertThat(format("date-time").test("2026-11-23")).isFalse();
        assertThat(format("k8s-short-name").test("a")).isTrue();
        assertThat(StringFormats.of("int32")).isNull();
        assertThat(StringFormats.of("")).isNull();
    }
}
