package io.github.windlass4j.scan.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.scan.inventory.ClientSighting;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSampleTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
    private static final String HEADER = "application_name,usename,client_addr,ssl,version,cipher,sessions\n";

    @Test
    void reads_csv_with_quotes_and_nulls() {
        ServerSample sample = ServerSample.read(
                HEADER + "\"a \"\"b\"\", c\nd\",app,10.0.0.7,t,TLSv1.3,TLS_AES_256_GCM_SHA384,4\r\n,app,,f,,,1\n",
                "db",
                AT);
        assertThat(sample.clients())
                .extracting(ServerClient::toString)
                .containsExactly(
                        "\"\" as app from a Unix socket, plain text, 1 session",
                        "\"a \"b\", c\nd\" as app from 10.0.0.7, TLSv1.3, 4 sessions");
    }

    @Test
    void reads_tab_separated_text_with_escapes() {
        ServerSample sample =
                ServerSample.read(HEADER.replace(',', '\t') + "a\\tb\\\\\tapp\t\\N\tf\t\\N\t\\N\t2\n", "db", AT);
        assertThat(sample.clients()).singleElement().satisfies(client -> {
            assertThat(client.application()).isEqualTo("a\tb\\");
            assertThat(client.address()).isEmpty();
            assertThat(client.sessions()).isEqualTo(2);
        });
    }

    @Test
    void names_its_blind_spots() {
        ServerSample sample = ServerSample.read(
                HEADER + "pgbouncer,app,10.0.0.1,t,TLSv1.3,x,40\n"
                        + "PostgreSQL JDBC Driver,app,10.0.0.2,f,,,1\n"
                        + "psql,app,127.0.0.1,t,TLSv1.3,x,1\n"
                        + ",,,,,,7\n",
                "db",
                AT);
        assertThat(sample.blindSpots())
                .extracting(Finding::rule)
                .containsExactly("WL-SC-101", "WL-SC-102", "WL-SC-103", "WL-SC-104", "WL-SC-105", "WL-SC-106");
        assertThat(sample.blindSpots().get(2).message()).startsWith("7 sessions");
        assertThat(sample.blindSpots().get(5).message()).contains("10.0.0.2").doesNotContain("127.0.0.1");
        assertThat(sample.inventory().clients())
                .extracting(ClientSighting::driver)
                .containsExactly("pgjdbc", "", "libpq");
        assertThat(sample.inventory().clients())
                .allSatisfy(client -> assertThat(client.unknown()).containsExactly("sslmode", "sslrootcert"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application_name,ssl\nx,t\n",
                "application_name,client_addr,ssl\nx,t\n",
                "application_name,client_addr,ssl\nx,,yes\n",
                "application_name,client_addr,ssl,sessions\nx,,t,0\n",
                "application_name,client_addr,ssl,sessions\nx,,t,many\n",
                "application_name,client_addr,ssl\n\"x,,t\n",
                "application_name,client_addr,ssl\n\"x\"y,,t\n"
            })
    void rejects_what_is_no_answer_to_the_query(String text) {
        assertThatThrownBy(() -> ServerSample.read(text, "db", AT))
                .isInstanceOf(MalformedSampleException.class)
                .hasMessageStartingWith("db:");
    }

    @Test
    void samples_of_two_servers_do_not_merge() {
        ServerSample one = ServerSample.read(HEADER, "one", AT);
        assertThatThrownBy(() -> one.merge(ServerSample.read(HEADER, "two", AT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<ServerSample> samples() {
        Arbitrary<String> rows = Combinators.combine(
                        Arbitraries.of("a", "psql", "pgbouncer"),
                        Arbitraries.of("10.0.0.1", "127.0.0.1", ""),
                        Arbitraries.of("t,TLSv1.2,x", "t,TLSv1.3,x", "f,,", ",,"),
                        Arbitraries.integers().between(1, 3))
                .as((name, address, tls, count) -> name + ",u," + address + "," + tls + "," + count + "\n");
        return Combinators.combine(
                        rows.list().ofMaxSize(5), Arbitraries.integers().between(0, 3))
                .as((all, hour) ->
                        ServerSample.read(HEADER + String.join("", all), "db", AT.plusSeconds(hour * 3600L)));
    }

    @Property(tries = 200)
    void merging_is_associative_commutative_and_idempotent(
            @ForAll("samples") ServerSample a, @ForAll("samples") ServerSample b, @ForAll("samples") ServerSample c) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(a.merge(a)).isEqualTo(a);
        assertThat(a.merge(b).inventory().clients())
                .isEqualTo(a.inventory().merge(b.inventory()).clients());
    }

    @Property(tries = 500)
    void whatever_the_text_only_that_exception_escapes(@ForAll("noise") String text) {
        try {
            assertThat(ServerSample.read(text, "db", AT).samples()).containsExactly(AT);
        } catch (MalformedSampleException expected) {
            assertThat(expected).hasMessageStartingWith("db:");
        }
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.of(List.of(HEADER, "a", ",", "\"", "\n", "\r", "\t", "\\", "\\N", "t", "f", "1"))
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }
}
