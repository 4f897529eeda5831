package io.github.windlass4j.scan.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StorePointer;
import io.github.windlass4j.scan.inventory.StoreUse;
import io.github.windlass4j.scan.inventory.Unresolved;
import io.github.windlass4j.truststore.client.StoreKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigScanTest {
    private static final Place FILE = new Place("", "application.properties");

    @Test
    void spring_data_source_with_properties_of_hikari_and_a_url_that_wins() {
        ClientSighting client = only(properties("""
                spring.datasource.url = jdbc:postgresql://a.example.org,b.example.org:5433/app?sslmode=verify-full&\\
                    sslrootcert=%2Fetc%2Fpg%2Froot.crt
                spring.datasource.hikari.data-source-properties.sslmode=require
                spring.datasource.hikari.data-source-properties.sslfactory: org.postgresql.ssl.DefaultJavaSSLFactory
                spring.datasource.password=top secret
                """), 2);
        assertThat(client.driver()).isEqualTo("pgjdbc");
        assertThat(client.host() + ":" + client.port()).isEqualTo("a.example.org:5432");
        assertThat(client.settings())
                .isEqualTo(Map.of(
                        "sslmode", "verify-full",
                        "sslrootcert", "/etc/pg/root.crt",
                        "sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory"));
        assertThat(client.stores().get(StoreKind.ROOT_FILE).place()).isEqualTo(new Place("", "/etc/pg/root.crt"));
    }

    @Test
    void yaml_of_the_active_profile_and_placeholders_with_defaults() {
        String text = """
                spring:
                  datasource:
                    url: jdbc:postgresql://${db.host:localhost}:${DB_PORT:5432}/app?sslmode=${mode}
                mode: require
                ---
                spring.config.activate.on-profile: prod
                mode: verify-ca
                db: {host: "${REGION:eu}.db.example.org"}
                ---
                spring.config.activate.on-profile: test
                db.host: test.example.org
                """;
        ClientSighting byDefault = only(
                ConfigScan.of("app", Configuration.yaml(text, FILE, Set.of())).scan(), 1);
        assertThat(byDefault.host()).isEqualTo("localhost");
        assertThat(byDefault.settings()).containsEntry("sslmode", "require");
        ClientSighting prod = only(
                ConfigScan.of("app", Configuration.yaml(text, FILE, Set.of("prod")))
                        .scan(),
                1);
        assertThat(prod.host()).isEqualTo("eu.db.example.org");
        assertThat(prod.settings()).containsEntry("sslmode", "verify-ca");
    }

    @Test
    void each_placeholder_without_a_value_is_named_and_the_rest_is_kept() {
        Inventory found = properties("""
                spring.datasource.url=jdbc:postgresql://${DB_HOST}:${DB_PORT}/app?sslmode=${DB_MODE}&sslrootcert=/r.crt
                """);
        ClientSighting client = only(found, 1);
        assertThat(client.host()).isEmpty();
        assertThat(client.port()).isZero();
        assertThat(client.unknown()).containsExactly("sslmode");
        assertThat(client.settings()).isEqualTo(Map.of("sslrootcert", "/r.crt"));
        assertThat(found.unresolved())
                .extracting(Unresolved::reference)
                .contains("${DB_HOST}", "${DB_PORT}", "${DB_MODE}");
    }

    @Test
    void a_variable_that_only_feeds_another_setting_is_no_second_client() {
        Configuration variables = Configuration.environment(
                Map.of("DB_URL", "jdbc:postgresql://db/app", "SPRING_DATASOURCE_URL", "${DB_URL}"), FILE);
        assertThat(only(ConfigScan.of("app", variables).scan(), 1).source().path())
                .endsWith("SPRING_DATASOURCE_URL");
    }

    @Test
    void what_a_secret_would_have_told_is_named_by_the_secret() {
        Configuration missing = Configuration.unknown(Map.of("DB_HOST", "Secret shop/db key host"), FILE);
        Configuration url = Configuration.environment(Map.of("DATABASE_URL", "postgres://u:p@$(DB_HOST)/app"), FILE);
        Inventory found = ConfigScan.of("app", url.over(missing)).scan();
        assertThat(found.unresolved())
                .extracting(Unresolved::reference)
                .contains("Secret shop/db key host")
                .doesNotContain("$(DB_HOST)");
        Inventory whole = ConfigScan.of(
                        "app", Configuration.unknown(Map.of("DATABASE_URL", "Secret shop/db key url"), FILE))
                .scan();
        assertThat(whole.clients()).isEmpty();
        assertThat(whole.unresolved()).extracting(Unresolved::reference).containsExactly("Secret shop/db key url");
    }

    @Test
    void what_a_secret_would_have_told_is_not_the_default() {
        Configuration secret = Configuration.unknown(
                Map.of(
                        "DB_URL", "Secret shop/db key url",
                        "DB_HOST", "Secret shop/db key host",
                        "MODE", "Secret shop/db key mode"),
                FILE);
        Inventory whole = ConfigScan.of(
                        "app",
                        secret.over(Configuration.of(
                                Map.of("spring.datasource.url", "${DB_URL:jdbc:postgresql://localhost/app}"), FILE)))
                .scan();
        assertThat(whole.clients()).isEmpty();
        assertThat(whole.unresolved()).extracting(Unresolved::reference).containsExactly("Secret shop/db key url");
        Inventory parts = ConfigScan.of(
                        "app",
                        secret.over(Configuration.of(
                                Map.of(
                                        "spring.datasource.url",
                                        "jdbc:postgresql://${DB_HOST:localhost}:5433/app?sslmode=${MODE:disable}"),
                                FILE)))
                .scan();
        ClientSighting client = only(parts, 1);
        assertThat(client.host()).isEmpty();
        assertThat(client.port()).isEqualTo(5433);
        assertThat(client.unknown()).containsExactly("sslmode");
        assertThat(parts.unresolved())
                .extracting(Unresolved::reference)
                .contains("Secret shop/db key host", "Secret shop/db key mode");
    }

    @Test
    void what_a_template_fills_in_is_not_known() {
        Inventory found = properties("""
                spring.datasource.url=jdbc:postgresql://{{ .Values.host | default "a/b?c" }}:{{ port }}/app?sslmode={{ .Values.mode }}
                app.db.url=postgresql://u:p@pg.example.org/{{ name }}
                other=no template {{
                """);
        ClientSighting client = found.clients().stream()
                .filter(one -> one.host().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(client.port()).isZero();
        assertThat(client.settings()).isEmpty();
        assertThat(client.unknown()).containsExactly("sslmode");
        assertThat(found.findings()).isEmpty();
        assertThat(found.unresolved())
                .extracting(Unresolved::reference)
                .contains("{{ .Values.host | default \"a/b?c\" }}", "{{ port }}", "{{ .Values.mode }}", "{{ name }}");
    }

    @Test
    void variables_of_libpq_with_a_service_file() {
        Configuration service = Configuration.properties("[prod]\nhost=pg.example.org\nsslmode=verify-ca\n", FILE)
                .under("pgservice");
        Configuration variables = Configuration.environment(
                Map.of("PGSERVICE", "prod", "PGSSLROOTCERT", "/etc/roots.pem", "PGPASSWORD", "x"), FILE);
        ClientSighting client =
                only(ConfigScan.of("job", variables.over(service)).scan(), 1);
        assertThat(client.driver()).isEmpty();
        assertThat(client.host()).isEqualTo("pg.example.org");
        assertThat(client.settings()).isEqualTo(Map.of("sslmode", "verify-ca", "sslrootcert", "/etc/roots.pem"));
        Inventory without = ConfigScan.of("job", variables).scan();
        assertThat(without.unresolved()).extracting(Unresolved::reference).contains("service prod");
    }

    @Test
    void the_program_that_is_started_tells_who_reads_a_conninfo() {
        Inventory found = ConfigScan.of("job", Configuration.none())
                .commandLine(List.of("/usr/bin/psql", "host=db dbname=app sslmode=verify-full"))
                .scan();
        assertThat(only(found, 1).driver()).isEqualTo("libpq");
    }

    @Test
    void npgsql_r2dbc_and_quarkus() {
        Configuration variables = Configuration.environment(
                Map.of("ConnectionStrings__Shop", "Host=a;Database=shop;SSL Mode=VerifyFull;Password=p"), FILE);
        assertThat(only(ConfigScan.of("net", variables).scan(), 1).driver()).isEqualTo("npgsql");
        ClientSighting r2dbc = only(properties("spring.r2dbc.url=r2dbc:postgresql://db/app?sslMode=VERIFY_FULL\n"), 1);
        assertThat(r2dbc.driver()).isEqualTo("r2dbc-postgresql");
        assertThat(r2dbc.settings()).containsEntry("sslmode", "verify-full");
        ClientSighting quarkus = only(properties("""
                quarkus.datasource.jdbc.url=jdbc:postgresql://db/app
                quarkus.datasource.jdbc.additional-jdbc-properties.sslmode=verify-ca
                """), 1);
        assertThat(quarkus.settings()).containsEntry("sslmode", "verify-ca");
    }

    @Test
    void jvm_flags_locate_the_store_and_the_mount_wins() {
        Configuration variables = Configuration.environment(
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-Djavax.net.ssl.trustStore=/certs/trust.jks '-Djavax.net.ssl.trustStorePassword=a b'",
                        "SPRING_DATASOURCE_URL",
                        "jdbc:postgresql://db/app"),
                FILE);
        Place mounted = new Place("prod", "Secret shop/trust key trust.jks");
        Inventory found = ConfigScan.of("app", variables)
                .home("image app:1")
                .mounts(path ->
                        path.equals("/certs/trust.jks") ? Optional.of(StorePointer.to(mounted)) : Optional.empty())
                .commandLine(List.of("java", "-Djavax.net.ssl.trustStoreType=JKS", "-jar", "app.jar"))
                .scan();
        assertThat(only(found, 1).stores().get(StoreKind.JVM_STORE))
                .hasToString("prod: Secret shop/trust key trust.jks, type JKS, with a password");
        assertThat(found.uses()).extracting(StoreUse::setting).containsExactly("javax.net.ssl.trustStore");
    }

    @Test
    void connections_in_options_of_the_command_line_and_under_npgsql_s_other_name() {
        Inventory found = ConfigScan.of(
                        "app",
                        Configuration.environment(
                                Map.of(
                                        "ConnectionStrings__One",
                                        "Server=one;Port=5432;Database=x;Ssl Mode=VerifyFull;Root Certificate=/c/ca.pem",
                                        "ConnectionStrings__SqlServer",
                                        "Server=other,1433;Database=x;Encrypt=True",
                                        "ConnectionStrings__MySql",
                                        "Server=other;Port=3306;Database=x;SslMode=VerifyFull"),
                                FILE))
                .commandLine(List.of("flyway", "-url=jdbc:postgresql://two/x?sslmode=verify-ca", "migrate"))
                .scan();
        assertThat(found.clients())
                .extracting(client -> client.driver() + " " + client.host() + " " + client.settings())
                .containsExactlyInAnyOrder(
                        "npgsql one {sslmode=verify-full, sslrootcert=/c/ca.pem}", "pgjdbc two {sslmode=verify-ca}");
    }

    /** What libpq refuses may be meant for another driver: no reason to call it wrong, or to pass over it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres://db/x?ssl=no-verify | '' | {ssl=no-verify}",
                "postgres://db/x?a=b&ssl=false | '' | {ssl=false}",
                "postgresql+asyncpg://db/x?ssl=verify-full | asyncpg | {ssl=verify-full}",
                "jdbc:otel:postgresql://db/x?sslmode=require | pgjdbc | {sslmode=require}",
                "jdbc:aws-wrapper:postgresql://db/x?ssl=true | pgjdbc | {ssl=true}",
                "pgsql:host=db;port=5432;dbname=x;sslmode=verify-full | libpq | {sslmode=verify-full}"
            })
    void connections_of_other_drivers_and_around_other_drivers(String url, String driver, String settings) {
        Inventory found = ConfigScan.of("app", Configuration.environment(Map.of("DB", url), FILE))
                .scan();
        assertThat(found.findings()).isEmpty();
        ClientSighting client = only(found, 1);
        assertThat(client.driver() + " " + client.host() + " " + client.settings())
                .isEqualTo(driver + " db " + settings);
    }

    @Test
    void a_connection_string_that_no_driver_takes_is_still_a_finding() {
        Inventory found = ConfigScan.of(
                        "app", Configuration.environment(Map.of("DB", "postgres://db/x?ssl=no-verify&a=b=c"), FILE))
                .scan();
        assertThat(found.clients()).isEmpty();
        assertThat(found.findings()).hasSize(1);
    }

    /** Measured: the JVM's variable, the launcher's, the command line, and the variable that has the last word. */
    @Test
    void of_flags_in_several_places_the_jvm_takes_the_last_that_it_reads() {
        Map<String, String> variables = new LinkedHashMap<>(Map.of("DB_URL", "jdbc:postgresql://db/app"));
        List<String> line = new ArrayList<>(List.of("java"));
        variables.put("JAVA_TOOL_OPTIONS", "-Djavax.net.ssl.trustStore=/tool");
        assertThat(jvmStore(variables, line)).isEqualTo("/tool");
        variables.put("JDK_JAVA_OPTIONS", "-Djavax.net.ssl.trustStore=/launcher");
        assertThat(jvmStore(variables, line)).isEqualTo("/launcher");
        variables.put("JAVA_OPTS", "-Djavax.net.ssl.trustStore=/script");
        assertThat(jvmStore(variables, line)).isEqualTo("/script");
        line.add("-Djavax.net.ssl.trustStore=/line");
        assertThat(jvmStore(variables, line)).isEqualTo("/line");
        variables.put("_JAVA_OPTIONS", "-Djavax.net.ssl.trustStore=/last");
        assertThat(jvmStore(variables, line)).isEqualTo("/last");
    }

    private static String jvmStore(Map<String, String> variables, List<String> line) {
        Inventory found = ConfigScan.of("app", Configuration.environment(variables, FILE))
                .commandLine(line)
                .scan();
        return only(found, 1).stores().get(StoreKind.JVM_STORE).place().path();
    }

    @Test
    void bundles_of_spring_and_quarkus_inline_or_by_path() {
        String pem = Mint.seeded(1).root("Root").certificate().toPem().replace("\n", "\\n");
        Inventory found = properties("spring.ssl.bundle.pem.web.truststore.certificate=" + pem + "\n"
                + "spring.ssl.bundle.jks.db.truststore.location=classpath:trust.p12\n"
                + "spring.ssl.bundle.jks.db.truststore.password=x\n"
                + "quarkus.tls.pg.trust-store.pem.certs[0]=/etc/roots.pem\n");
        assertThat(found.uses())
                .extracting(use -> use.store().toString())
                .containsExactlyInAnyOrder(
                        "application.properties setting spring.ssl.bundle.pem.web.truststore.certificate",
                        "classpath:trust.p12, with a password",
                        "/etc/roots.pem");
        assertThat(found.stores()).hasSize(1);
        assertThat(found.unresolved())
                .extracting(Unresolved::reference)
                .containsExactlyInAnyOrder("classpath:trust.p12", "/etc/roots.pem");
    }

    @Test
    void a_string_that_its_driver_refuses_is_a_finding_without_the_string() {
        Inventory found = properties("db.url=jdbc:postgresql://u:secret@db:port/app\n");
        assertThat(found.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("WL-SC-003");
            assertThat(finding.toString()).contains("db.url").doesNotContain("secret");
        });
    }

    @Test
    void values_that_refer_to_each_other_for_ever_or_exponentially_end() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("db.url", "jdbc:postgresql://${a0}/app");
        for (int i = 0; i < 40; i++) {
            values.put("a" + i, ("${a" + (i + 1) + "}").repeat(50));
        }
        values.put("a40", "${a40}");
        Inventory found = ConfigScan.of("app", Configuration.of(values, FILE)).scan();
        assertThat(found.unresolved()).isNotEmpty();
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.of(
                        "spring.datasource.url",
                        "=",
                        ":",
                        "jdbc:postgresql://",
                        "${",
                        "}",
                        "$(",
                        ")",
                        "a",
                        "/",
                        "\n",
                        "\\",
                        "?sslmode=",
                        "db",
                        "PGHOST",
                        "PGPORT",
                        "[",
                        "]",
                        "Host=",
                        ";Database=",
                        " ",
                        "%",
                        "-D",
                        "\u0000")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 1000)
    void whatever_stands_in_a_file_nothing_escapes(@ForAll("noise") String text) {
        assertThat(properties(text).toString()).isNotEmpty();
    }

    private static Inventory properties(String text) {
        return ConfigScan.of("app", Configuration.properties(text, FILE)).scan();
    }

    private static ClientSighting only(Inventory found, int count) {
        assertThat(found.clients())
                .as("%s %s", found.findings(), found.unresolved())
                .hasSize(count);
        return found.clients().iterator().next();
    }
}
