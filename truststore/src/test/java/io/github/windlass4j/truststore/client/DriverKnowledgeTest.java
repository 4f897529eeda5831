package io.github.windlass4j.truststore.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.knowledge.MalformedKnowledgeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DriverKnowledgeTest {
    @Test
    void ships_twelve_drivers_with_sources() {
        assertThat(DriverKnowledge.shipped().drivers())
                .containsExactly(
                        "pgjdbc",
                        "libpq",
                        "npgsql",
                        "node-postgres",
                        "psycopg",
                        "pgx",
                        "pgbouncer",
                        "asyncpg",
                        "lib-pq",
                        "r2dbc-postgresql",
                        "mysql-connector-j",
                        "mssql-jdbc");
        assertThat(DriverKnowledge.shipped().sources()).isNotEmpty();
        assertThat(DriverKnowledge.shipped().asOf()).isEqualTo("2026-11-24");
    }

    @Test
    void has_one_release_for_every_version_and_none_outside() {
        DriverKnowledge.DriverFacts pgjdbc =
                DriverKnowledge.shipped().driver("pgjdbc").orElseThrow();

        assertThat(pgjdbc.release(Client.pgjdbc("42.2.4")).orElseThrow().defaultMode())
                .isEqualTo(SslMode.DISABLE);
        assertThat(pgjdbc.release(Client.pgjdbc("42.2.5")).orElseThrow().defaultMode())
                .isEqualTo(SslMode.PREFER);
        assertThat(pgjdbc.release(Client.pgjdbc("42.7.14"))).isPresent();
        assertThat(pgjdbc.release(Client.pgjdbc("42.7.15"))).isEmpty();
        assertThat(pgjdbc.release(Client.pgjdbc("9.3"))).isEmpty();
    }

    @Test
    void names_file_and_line_of_a_mistake_in_own_facts() throws IOException {
        String broken = shipped().replace("\"defaultMode\": \"PREFER\"", "\"defaultMode\": \"PREFERRED\"");

        assertThatThrownBy(() -> DriverKnowledge.read(broken.getBytes(StandardCharsets.UTF_8), "own.json"))
                .isInstanceOf(MalformedKnowledgeException.class)
                .hasMessageContaining("own.json:")
                .hasMessageContaining("PREFERRED");
    }

    @Test
    void refuses_facts_that_point_to_no_verifier() throws IOException {
        String broken = shipped().replace("\"verifier\": \"the JVM's", "\"verifier\": \"some JVM's");

        assertThatThrownBy(() -> DriverKnowledge.read(broken.getBytes(StandardCharsets.UTF_8), "own.json"))
                .isInstanceOf(MalformedKnowledgeException.class)
                .hasMessageContaining("no verifier is named");
    }

    @Test
    void refuses_facts_without_library_verifier_or_readable_range() throws IOException {
        for (String[] change : new String[][] {
            {"\"engine\": \"JSSE\",", "", "want exactly one of them for pgjdbc"},
            {"\"from\": \"9.4\"", "\"from\": \"nine\"", "want dotted numbers, found nine"},
            {"\"to\": \"42.7.14\"", "\"to\": \"latest\"", "and latest"}
        }) {
            String broken = shipped().replace(change[0], change[1]);

            assertThatThrownBy(() -> DriverKnowledge.read(broken.getBytes(StandardCharsets.UTF_8), "own.json"))
                    .isInstanceOf(MalformedKnowledgeException.class)
                    .hasMessageContaining(change[2]);
        }
    }

    @Test
    void lets_own_facts_teach_a_new_release() throws IOException {
        String own = shipped().replace("\"to\": \"42.7.14\"", "\"to\": \"42.8.1\"");
        DriverKnowledge facts = DriverKnowledge.read(own.getBytes(StandardCharsets.UTF_8), "own.json");

        assertThat(Client.pgjdbc("42.8.0").modeInForce()).isEmpty();
        assertThat(Client.pgjdbc("42.8.0").knowing(facts).modeInForce()).contains(SslMode.PREFER);
    }

    private static String shipped() throws IOException {
        try (InputStream in = DriverKnowledge.class.getResourceAsStream("drivers.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
