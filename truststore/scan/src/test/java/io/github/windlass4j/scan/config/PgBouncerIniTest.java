package io.github.windlass4j.scan.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StorePointer;
import io.github.windlass4j.scan.inventory.Unresolved;
import io.github.windlass4j.truststore.client.StoreKind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections, includes and quotes are those that PgBouncer 1.18.0 was seen to take. */
class PgBouncerIniTest {
    private static final Place FILE = new Place("", "/etc/pgbouncer/pgbouncer.ini");

    @Test
    void each_database_is_a_client_and_the_side_of_the_server_is_none() {
        Inventory found = scan("""
                ; the pool
                [databases]
                app = host=db.example.org port=6432 dbname=x connect_query='select ''a = b''' user='u'
                "re-port" = host=one.example.org,two.example.org
                local = dbname=y
                six = host=2001:db8::7 port=5433
                * = host=${FALLBACK_HOST} port=${FALLBACK_PORT}

                [pgbouncer]
                client_tls_sslmode = verify-full
                client_tls_ca_file = /etc/clients.crt
                server_tls_sslmode = verify-full
                server_tls_ca_file = /etc/pg root/ca+1.crt
                unix_socket_dir = /run/pg
                """);
        assertThat(found.clients())
                .extracting(client -> client.driver() + " " + client.host() + ":" + client.port())
                .containsExactlyInAnyOrder(
                        "pgbouncer db.example.org:6432",
                        "pgbouncer one.example.org:5432",
                        "pgbouncer two.example.org:5432",
                        "pgbouncer /run/pg:5432",
                        "pgbouncer 2001:db8::7:5433",
                        "pgbouncer :0");
        assertThat(found.clients()).allSatisfy(client -> {
            assertThat(client.settings())
                    .isEqualTo(Map.of("sslmode", "verify-full", "sslrootcert", "/etc/pg root/ca+1.crt"));
            assertThat(client.stores().get(StoreKind.ROOT_FILE).place().path()).isEqualTo("/etc/pg root/ca+1.crt");
        });
        assertThat(found.unresolved())
                .extracting(Unresolved::reference)
                .contains("${FALLBACK_HOST}", "${FALLBACK_PORT}")
                .doesNotContain("/etc/clients.crt");
        assertThat(found.findings()).isEmpty();
    }

    @Test
    void without_a_root_file_the_system_s_counts_whatever_variables_say() {
        Configuration file = read("[databases]\na = host=db\n[pgbouncer]\nserver_tls_sslmode=verify-ca\n", Map.of());
        Configuration variables = Configuration.environment(
                Map.of("SSL_CERT_FILE", "/other.pem", "PGSSLROOTCERT", "/x.pem", "PGSSLMODE", "disable"), FILE);
        Inventory found =
                ConfigScan.of("pool", variables.over(file)).home("image a").scan();
        assertThat(found.clients()).singleElement().satisfies(client -> {
            assertThat(client.settings()).isEqualTo(Map.of("sslmode", "verify-ca"));
            assertThat(client.stores())
                    .containsOnlyKeys(StoreKind.SYSTEM_STORE)
                    .containsValue(StorePointer.to(Place.systemStore("image a")));
        });
    }

    @Test
    void an_included_file_goes_on_in_its_section_and_a_second_heading_starts_anew() {
        Map<String, String> files = Map.of(
                "/etc/db.ini", "b = host=b\n[pgbouncer]\nserver_tls_sslmode = require\n",
                "/etc/tls.ini", "server_tls_sslmode = verify-ca\n");
        assertThat(settings("[databases]\n%include /etc/db.ini\nserver_tls_ca_file=/a.crt\n", files))
                .isEqualTo("{b={sslmode=require, sslrootcert=/a.crt}}");
        assertThat(settings("[databases]\na = host=a\n[pgbouncer]\n%include /etc/tls.ini\n", files))
                .isEqualTo("{a={sslmode=verify-ca}}");
        assertThat(settings(
                        "[pgbouncer]\nserver_tls_sslmode=verify-full\n[databases]\na=host=a\n[pgbouncer]\nmax_client_conn=9\n",
                        files))
                .isEqualTo("{a={}}");
        assertThat(settings("a = host=a\n[databases]\nb = host=b\n", files)).isEqualTo("{}");
    }

    @Test
    void what_a_file_that_was_not_seen_may_set_is_not_the_default() {
        Inventory found = scan("[databases]\na = host=a\n[pgbouncer]\n%include /etc/secret.ini\n");
        assertThat(found.clients()).singleElement().satisfies(client -> {
            assertThat(client.settings()).isEmpty();
            assertThat(client.unknown()).containsExactly("sslmode", "sslrootcert");
        });
        assertThat(found.unresolved()).extracting(Unresolved::reference).contains("/etc/secret.ini");
    }

    @ParameterizedTest
    @CsvSource({
        "'[databases', 1, 1, want ] after",
        "'[databases]|a = host=b|nonsense', 3, 1, want name = value",
        "'[databases]|a = host=''b', 2, 10, a quote that is never closed",
        "'[databases]|a = host=b port', 2, 12, want name=value",
        "'[databases]|%include /self', 1, 1, in a circle or too deep"
    })
    void what_pgbouncer_refuses_is_refused_at_its_place(String text, int line, int column, String problem) {
        String file = text.replace('|', '\n');
        assertThatThrownBy(() -> read(file, Map.of("/self", "%include /self\n")))
                .isInstanceOfSatisfying(MalformedConfigurationException.class, e -> {
                    assertThat(e.line()).isEqualTo(line);
                    assertThat(e.column()).isEqualTo(column);
                    assertThat(e).hasMessageContaining(problem);
                });
    }

    @Test
    void what_grows_by_including_ends() {
        String twice = "%include /self\n".repeat(1_000);
        assertThatThrownBy(() -> read(twice, Map.of("/self", "#".repeat(1 << 16))))
                .isInstanceOf(MalformedConfigurationException.class)
                .hasMessageContaining("with what is included");
        assertThat(read("{% for d in dbs %}\n[databases]\n{{ d }}\na = host={{ d.host }}\n[pgbouncer]\n", Map.of())
                        .all())
                .hasSize(1);
    }

    private static Inventory scan(String text) {
        return ConfigScan.of("pool", read(text, Map.of())).scan();
    }

    /** By database, without its number. */
    private static String settings(String text, Map<String, String> files) {
        Map<String, Object> found = new TreeMap<>();
        ConfigScan.of("pool", read(text, files))
                .scan()
                .clients()
                .forEach(client -> found.put(client.host(), client.settings()));
        return found.toString();
    }

    private static Configuration read(String text, Map<String, String> files) {
        return Configuration.file(
                        FILE.path(),
                        text.getBytes(StandardCharsets.UTF_8),
                        FILE,
                        Set.of(),
                        path -> Optional.ofNullable(files.get(path))
                                .map(other -> other.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }
}
