package io.github.windlass4j.truststore.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.truststore.client.ConnectionString.Endpoint;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStringTest {
    @Nested
    class Jdbc {
        @Test
        void reads_several_hosts_with_and_without_port() {
            ConnectionString parsed = ConnectionString.parse("jdbc:postgresql://h1:5433,h2,[::1]:7/db?sslmode=require");

            assertThat(parsed.driver()).isEqualTo("pgjdbc");
            assertThat(parsed.endpoints())
                    .containsExactly(new Endpoint("h1", 5433), new Endpoint("h2", 5432), new Endpoint("[::1]", 7));
            assertThat(parsed.clients("42.7.14"))
                    .extracting(client -> client.host().orElse(""))
                    .containsExactly("h1", "h2", "[::1]");
        }

        @Test
        void decodes_values_and_takes_plus_for_a_space() {
            assertThat(settings("jdbc:postgresql://h/db?sslrootcert=%2Fetc%2Fa+b.crt"))
                    .containsEntry("sslrootcert", "/etc/a b.crt");
        }

        @Test
        void does_not_decode_names() {
            assertThat(settings("jdbc:postgresql://h/db?ssl%6Dode=require")).isEmpty();
        }

        @Test
        void keeps_the_last_of_repeated_parameters_and_an_empty_value() {
            assertThat(settings("jdbc:postgresql://h/db?sslmode=require&sslmode=disable&ssl"))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("sslmode", "disable", "ssl", ""));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "jdbc:postgresql:db?ssl=true",
                    "jdbc:postgresql:?ssl=true",
                    "jdbc:postgresql://?ssl=true",
                    "jdbc:postgresql:///?ssl=true",
                    "jdbc:postgresql://:5432/db?ssl=true"
                })
        void falls_back_to_localhost(String url) {
            assertThat(ConnectionString.parse(url).endpoints()).containsExactly(new Endpoint("localhost", 5432));
        }

        @Test
        void lets_the_parameters_pghost_and_pgport_win() {
            assertThat(ConnectionString.parse("jdbc:postgresql://h/db?PGHOST=a,b&PGPORT=1,2")
                            .endpoints())
                    .containsExactly(new Endpoint("a", 1), new Endpoint("b", 2));
        }

        @Test
        void lets_one_of_them_win_alone() {
            assertThat(ConnectionString.parse("jdbc:postgresql://h,i:7/db?PGPORT=1,2")
                            .endpoints())
                    .containsExactly(new Endpoint("h", 1), new Endpoint("i", 2));
            assertThat(ConnectionString.parse("jdbc:postgresql://h:6/db?PGHOST=a")
                            .endpoints())
                    .containsExactly(new Endpoint("a", 6));
        }

        @Test
        void says_at_which_character_an_address_goes_wrong() {
            assertThat(offset("jdbc:postgresql://h1,h2:abc/db")).isEqualTo("jdbc:postgresql://h1,h2:".length());
            assertThat(offset("jdbc:postgresql://h1,h2:/db")).isEqualTo("jdbc:postgresql://h1,h2:".length());
            assertThat(offset("jdbc:postgresql://h/a/b")).isEqualTo("jdbc:postgresql://h/a".length());
            assertThat(offset("jdbc:postgresql://h")).isEqualTo("jdbc:postgresql://h".length());
            assertThat(offset("jdbc:postgresql://h/d%")).isEqualTo("jdbc:postgresql://h/".length());
            assertThat(offset("jdbc:postgresql://h/d?a=1&b=%")).isEqualTo("jdbc:postgresql://h/d?a=1&b=".length());
        }

        private static int offset(String url) {
            try {
                return ConnectionString.parse(url).endpoints().size() - 1000;
            } catch (MalformedConnectionStringException problem) {
                return problem.offset();
            }
        }

        @Test
        void drops_user_password_and_key_password() {
            ConnectionString parsed = ConnectionString.parse(
                    "jdbc:postgresql://h/db?user=joe&password=hunter2&sslpassword=hunter3&sslmode=require");

            assertThat(parsed.settings()).containsOnlyKeys("sslmode");
            assertThat(parsed.toString()).doesNotContain("hunter");
        }

        @ParameterizedTest
        @CsvSource({
            "jdbc:postgresql://h,want / after the hosts",
            "jdbc:postgresql://h:abc/db,port",
            "jdbc:postgresql://h:/db,want a port after the colon",
            "jdbc:postgresql://h:70000/db,port",
            "jdbc:postgresql://h/a/b,one / too many",
            "jdbc:postgresql://h/db?sslrootcert=%zz,percent",
            "jdbc:postgresql:/db,want //",
            "JDBC:postgresql://h/db,lower case",
            "jdbc:oracle://h/db,want jdbc:postgresql:",
            "'jdbc:postgresql://h/db?PGHOST=a,b&PGPORT=1',2 hosts and 1 port",
            "'jdbc:postgresql://h/db?PGHOST=,',want something between the commas",
            "jdbc:postgresql://h/%zz,percent",
            "jdbc:postgresql:%zz,percent",
            "'jdbc:postgresql://,/db',want something between the commas",
            "jdbc:postgresql://joe:hunter2@h/db,port"
        })
        void refuses_what_the_driver_refuses_and_says_where(String url, String problem) {
            assertThatThrownBy(() -> ConnectionString.parse(url))
                    .isInstanceOf(MalformedConnectionStringException.class)
                    .hasMessageContaining(problem)
                    .hasMessageStartingWith("character ")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Nested
    class LibpqUris {
        @Test
        void reads_user_hosts_ports_and_parameters() {
            ConnectionString parsed = ConnectionString.parse(
                    "postgresql://joe:hunter2@h1,h2:6,[2001:db8::1]:7/db?sslmode=verify-ca&application_name=x");

            assertThat(parsed.driver()).isEqualTo("libpq");
            assertThat(parsed.endpoints())
                    .containsExactly(new Endpoint("h1", 5432), new Endpoint("h2", 6), new Endpoint("2001:db8::1", 7));
            assertThat(parsed.settings()).containsExactly(Map.entry("sslmode", "verify-ca"));
            assertThat(parsed.toString()).doesNotContain("hunter2");
        }

        @Test
        void keeps_plus_and_decodes_percent_in_names_too() {
            assertThat(settings("postgres://h/db?sslroot%63ert=/a+b%20c")).containsEntry("sslrootcert", "/a+b c");
        }

        @Test
        void takes_the_jdbc_spelling_ssl_true_for_require() {
            assertThat(settings("postgres://h/db?ssl=true")).containsExactly(Map.entry("sslmode", "require"));
        }

        @Test
        void reads_a_socket_directory_from_host_or_parameter() {
            assertThat(ConnectionString.parse("postgresql://%2Fvar%2Frun/db").endpoints())
                    .containsExactly(new Endpoint("/var/run", 5432));
            assertThat(ConnectionString.parse("postgresql:///db?host=/var/run").endpoints())
                    .containsExactly(new Endpoint("/var/run", 5432));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "postgresql://joe:hun?ter2@h:6/db?sslmode=require",
                    "postgresql://joe:hun?ter2@h:6?sslmode=require",
                    "postgres://joe@h:6/?sslmode=require&",
                    "postgres://h:%36/d@b?sslmode=require"
                })
        void finds_the_host_where_libpq_finds_it(String uri) {
            ConnectionString parsed = ConnectionString.parse(uri);

            assertThat(parsed.endpoints()).containsExactly(new Endpoint("h", 6));
            assertThat(parsed.settings()).containsExactly(Map.entry("sslmode", "require"));
        }

        @Test
        void reads_names_outside_ascii() {
            assertThat(ConnectionString.parse("postgres://h\u00f6st%C3%B6\ud83d\ude00/db")
                            .endpoints())
                    .containsExactly(new Endpoint("h\u00f6st\u00f6\ud83d\ude00", 5432));
        }

        @ParameterizedTest
        @CsvSource({
            "postgresql://h:x/db,port",
            "postgresql://h/db?sslmode=%zz,hexadecimal",
            "postgresql://h/db?sslmode=a%0,hexadecimal",
            "postgresql://h/db?sslmode=a%00,%00",
            "postgresql://h/db?sslmode,want =",
            "postgresql://h/db?sslmode=a=b,one = too many",
            "postgresql://[::1/db,want ]",
            "postgresql://[]/db,must not be empty",
            "postgresql://[::1]x/db,want : or /",
            "postgresql://h/db?ssl=false,ssl=true only"
        })
        void refuses_what_libpq_refuses_and_says_where(String uri, String problem) {
            assertThatThrownBy(() -> ConnectionString.parse(uri))
                    .isInstanceOf(MalformedConnectionStringException.class)
                    .hasMessageContaining(problem);
        }

        @Test
        void says_the_character_where_the_problem_is() {
            assertThatThrownBy(() -> ConnectionString.parse("postgresql://[::1]x/db"))
                    .isInstanceOfSatisfying(
                            MalformedConnectionStringException.class,
                            problem -> assertThat(problem.offset() + 1).isEqualTo(19));
        }
    }

    @Nested
    class LibpqConninfos {
        @Test
        void reads_quotes_escapes_and_space_around_the_equals_sign() {
            assertThat(settings("host = db sslmode='verify-full'  sslrootcert=/a\\ b  sslkey='it\\'s'"))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("sslmode", "verify-full", "sslrootcert", "/a b", "sslkey", "it's"));
        }

        @Test
        void takes_a_quote_inside_a_value_literally() {
            assertThat(settings("sslmode=verify-full'x'")).containsEntry("sslmode", "verify-full'x'");
        }

        @Test
        void pairs_hosts_and_ports() {
            assertThat(ConnectionString.parse("host=a,b port=1,2").endpoints())
                    .containsExactly(new Endpoint("a", 1), new Endpoint("b", 2));
            assertThat(ConnectionString.parse("host=a,b port=7").endpoints())
                    .containsExactly(new Endpoint("a", 7), new Endpoint("b", 7));
        }

        @Test
        void reads_addresses_where_no_host_is_given() {
            assertThat(ConnectionString.parse("hostaddr=192.0.2.1,192.0.2.2").endpoints())
                    .containsExactly(new Endpoint("192.0.2.1", 5432), new Endpoint("192.0.2.2", 5432));
        }

        @Test
        void reads_an_address_for_a_host_without_name() {
            assertThat(ConnectionString.parse("host=,b hostaddr=192.0.2.1,192.0.2.2 port=1,2")
                            .endpoints())
                    .containsExactly(new Endpoint("192.0.2.1", 1), new Endpoint("b", 2));
        }

        @ParameterizedTest
        @ValueSource(strings = {"host=db\tsslmode=allow", "host=db\rsslmode=allow\n", "sslmode = allow host=db\\"})
        void separates_by_every_kind_of_space(String text) {
            assertThat(ConnectionString.parse(text).endpoints()).containsExactly(new Endpoint("db", 5432));
            assertThat(settings(text)).containsExactly(Map.entry("sslmode", "allow"));
        }

        @Test
        void takes_what_follows_a_closing_quote_for_the_next_name() {
            assertThat(settings("sslkey='a'sslmode='b'"))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("sslkey", "a", "sslmode", "b"));
        }

        @Test
        void translates_requiressl() {
            assertThat(settings("requiressl=1")).containsExactly(Map.entry("sslmode", "require"));
            assertThat(settings("requiressl=0")).containsExactly(Map.entry("sslmode", "prefer"));
        }

        @Test
        void has_a_default_endpoint_without_any_host() {
            ConnectionString parsed = ConnectionString.parse("");

            assertThat(parsed.endpoints()).containsExactly(new Endpoint("", 5432));
            assertThat(parsed.client("15").host()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "host=h sslmode;want =",
                    "host=h sslmode='verify;never closed",
                    "host=a,b port=1,2,3;3 ports for 2 hosts",
                    "host=a,b hostaddr=192.0.2.1;1 address for 2 hosts",
                    "host=h SSLMODE=require;character 8: want a parameter's name",
                    "host=h =x;want a parameter's name",
                    "host=h port=70000;port"
                })
        void refuses_what_libpq_refuses(String text, String problem) {
            assertThatThrownBy(() -> ConnectionString.parse(text))
                    .isInstanceOf(MalformedConnectionStringException.class)
                    .hasMessageContaining(problem);
        }
    }

    @Test
    void refuses_text_without_bound() {
        assertThatThrownBy(() -> ConnectionString.parse("host=" + "x".repeat(ConnectionString.MAX_LENGTH)))
                .isInstanceOf(MalformedConnectionStringException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void takes_the_longest_text_that_is_allowed() {
        assertThat(ConnectionString.parse("host=" + "x".repeat(ConnectionString.MAX_LENGTH - 5))
                        .endpoints())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void knows_no_other_ports(int port) {
        assertThatThrownBy(() -> new Endpoint("h", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("want 1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535})
    void knows_every_port_between(int port) {
        assertThat(ConnectionString.parse("host=h port=" + port).endpoints()).containsExactly(new Endpoint("h", port));
        assertThat(ConnectionString.parse("host=h port=" + port).client("15.18").host())
                .contains("h");
    }

    @Test
    void wants_at_least_one_endpoint() {
        assertThatThrownBy(() -> new ConnectionString("libpq", List.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("endpoints: 0");
    }

    @Property(tries = 500)
    void never_fails_in_another_way(@ForAll("strings") String text) {
        try {
            assertThat(ConnectionString.parse(text).endpoints()).isNotEmpty();
        } catch (MalformedConnectionStringException expected) {
            assertThat(expected.offset()).isBetween(0, Math.max(text.length(), ConnectionString.MAX_LENGTH));
        }
    }

    @Provide
    Arbitrary<String> strings() {
        Arbitrary<String> tail = Arbitraries.strings()
                .withChars("ab[]:/,?&=%@+'\\ \t01z\u00e9\ud83d\ude00")
                .ofMaxLength(30);
        return Arbitraries.of("jdbc:postgresql:", "jdbc:postgresql://", "postgresql://", "postgres://", "", "host=")
                .flatMap(prefix -> tail.map(prefix::concat));
    }

    private static Map<String, String> settings(String text) {
        return ConnectionString.parse(text).settings();
    }

    @Test
    void gives_every_client_the_settings() {
        List<Client> clients =
                ConnectionString.parse("host=a,b sslmode=require").clients("15.18");

        assertThat(clients)
                .hasSize(2)
                .allSatisfy(client -> assertThat(client.modeInForce()).contains(SslMode.REQUIRE));
    }
}
