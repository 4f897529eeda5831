package io.github.windlass4j.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.scan.config.ConfigScan;
import io.github.windlass4j.scan.config.Configuration;
import io.github.windlass4j.scan.config.MalformedConfigurationException;
import io.github.windlass4j.scan.discovery.MalformedSampleException;
import io.github.windlass4j.scan.discovery.ServerSample;
import io.github.windlass4j.scan.files.Scanner;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.MalformedInventoryException;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.Unresolved;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input of a size that nobody writes, where work that grows faster than the input, or a level of the stack for each level of
 * nesting, would not end or not fit. The time limit is there to stop a failure, not to measure.
 */
@Timeout(300)
class HostileSizesTest {
    private static final Place AT = new Place("", "x");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export ",
                "a\\\n",
                "\\u00",
                "[a]\n",
                "${",
                "${a:",
                "a=${a}\n",
                "=",
                "\n",
                "a.",
                "_",
                "-D",
                "'",
                "{{",
                "{{}}"
            })
    void a_configuration_of_half_a_megabyte_is_read(String part) {
        String text = part.repeat((1 << 19) / part.length());
        assertThat(ConfigScan.of("app", Configuration.properties("spring.datasource.url=" + text, AT))
                        .scan())
                .isNotNull();
        assertThat(ConfigScan.of("app", Configuration.properties(text, AT)).scan())
                .isNotNull();
        assertThat(ConfigScan.of("app", Configuration.environment(Map.of("JAVA_OPTS", text, "PGHOST", text), AT))
                        .commandLine(ConfigScan.words(text))
                        .scan())
                .isNotNull();
        for (Map.Entry<String, String> file : Map.of(
                        "pgbouncer.ini", text,
                        "/pgbouncer.ini", "[databases]\na=host=" + text + "\n[pgbouncer]\n",
                        "context.xml", "<a><datasource url='jdbc:postgresql://x/" + text.replace("'", "") + "'/></a>")
                .entrySet()) {
            try {
                byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
                assertThat(Configuration.file(file.getKey(), bytes, AT, Set.of()))
                        .map(read -> ConfigScan.of("app", read).scan())
                        .isPresent();
            } catch (MalformedConfigurationException refused) {
                assertThat(refused.problem()).isNotBlank();
            }
        }
        try {
            assertThat(Configuration.yaml(text, AT, Set.of())).isNotNull();
        } catch (MalformedYamlException refused) {
            assertThat(refused.problem()).isNotBlank();
        }
    }

    /** Many of something small: what is looked up for each must not go through all of them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application.properties || db%.url=jdbc:postgresql://h%/x\\n |",
                "pgbouncer.ini | [databases]\\n | d%=host=h%\\n | [pgbouncer]\\n",
                "server.xml | <s> | <datasource url='jdbc:postgresql://h%/x'/> | </s>"
            })
    void half_a_megabyte_of_connections_is_read(
            String name, @Nullable String start, String part, @Nullable String end) {
        String text = numbered(Objects.requireNonNullElse(start, ""), part, Objects.requireNonNullElse(end, ""))
                .replace("\\n", "\n");
        assertThat(Configuration.file(name, text.getBytes(StandardCharsets.UTF_8), AT, Set.of()))
                .map(read -> ConfigScan.of("app", read).scan().clients().size())
                .hasValueSatisfying(clients -> assertThat(clients).isGreaterThan(9_000));
    }

    @Test
    void half_a_megabyte_of_variables_and_steps_of_a_service_is_read(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("compose.yml"),
                numbered("services:\n one:\n  environment:\n", "   V%: 1\n", "") + "   PGHOST: db\n   SSL_CERT_FILE: '"
                        + "/a".repeat(1 << 19) + "'\n  volumes: ['./x:/y']\n");
        assertThat(Scanner.standard().scan(folder).clients()).hasSize(1);
    }

    @Test
    void a_file_of_variables_that_is_named_time_and_again_is_not_read_to_the_end(@TempDir Path folder)
            throws IOException {
        Files.writeString(folder.resolve("v.env"), numbered("", "V%=1\n", ""));
        Files.writeString(
                folder.resolve("compose.yml"),
                "services:\n one: {env_file: [" + "v.env, ".repeat(100_000) + "]}\n two: {env_file: v.env}\n");
        assertThat(Scanner.standard().scan(folder).unresolved())
                .extracting(Unresolved::toString)
                .containsExactly(
                        "/compose.yml service one: environment is not known in full: the services have more than 200000"
                                + " variables",
                        "/compose.yml service two: environment is not known in full: the services have more than 200000"
                                + " variables");
    }

    /** A long text that each of many others repeats: a product of sizes. */
    @ParameterizedTest
    @CsvSource({"a=host=%2$s port=%1$s, ''", "'%3$s', server_tls_sslmode=%1$s", "'%3$s', unix_socket_dir=%1$s"})
    void what_a_pool_would_repeat_without_end_is_refused(String databases, String settings) {
        String text = ("[databases]\n" + databases + "\n[pgbouncer]\n" + settings + "\n")
                .formatted("9".repeat(1 << 19), ",".repeat(1 << 19), numbered("", "d%=\n", ""));
        assertThatThrownBy(
                        () -> Configuration.file("pgbouncer.ini", text.getBytes(StandardCharsets.UTF_8), AT, Set.of()))
                .isInstanceOf(MalformedConfigurationException.class)
                .hasMessageContaining("characters with what is included and repeated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,", "[],", "{},"})
    void names_below_a_long_name_are_refused(String part) {
        String text = "{\"" + "k".repeat(1 << 19) + "\": [" + part.repeat(1 << 18) + "1]}";
        assertThatThrownBy(() -> Configuration.yaml(text, AT, Set.of()))
                .isInstanceOf(MalformedYamlException.class)
                .hasMessageContaining("names are longer than");
    }

    /** Instructions of a stage that is called b. */
    static Stream<String> instructions() {
        return Stream.of(
                "COPY --from=b /c.crt /x/",
                "COPY " + "*".repeat(1 << 19) + " /x/",
                "COPY " + "*a".repeat(2_000) + "*b /x/",
                "COPY " + "a".repeat(1 << 19) + " /x/",
                "COPY " + "a ".repeat(1 << 18) + "/x/",
                "WORKDIR a\n".repeat(1 << 15) + "COPY c.crt y\n".repeat(1 << 10),
                "RUN keytool; " + "cp -".repeat(1 << 14),
                "RUN " + "keytool -importcert -keystore k -file f;x;".repeat(2_000),
                "RUN "
                        + numbered("", "keytool -importcert -keystore k% -file f\n", "")
                                .substring(0, 99_000)
                                .replace("\n", ";x;x;"),
                numbered("", "ENV V%=1\n", ""));
    }

    @ParameterizedTest
    @MethodSource("instructions")
    void half_a_megabyte_of_instructions_is_read(String instructions, @TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("c.crt"),
                Mint.seeded(5).root("Root").certificate().toPem());
        Files.writeString(
                folder.resolve("Dockerfile"), "FROM a AS b\nCOPY c.crt /c.crt\nENV PGHOST=db\n" + instructions + "\n");
        assertThat(Scanner.standard().scan(folder).clients()).hasSize(1);
    }

    /** Half a megabyte of parts with their numbers. */
    private static String numbered(String start, String part, String end) {
        StringBuilder text = new StringBuilder(start);
        for (int i = 0; text.length() < 1 << 19; i++) {
            text.append(part.replace("%", Integer.toString(i)));
        }
        return text.append(end).toString();
    }

    @Test
    void placeholders_that_lead_in_circles_or_multiply_end() {
        StringBuilder text = new StringBuilder("p0=jdbc:postgresql://db/x?sslmode=verify-full\n");
        for (int i = 1; i < 200; i++) {
            text.append("p%d=${p%d}${p%d}${p%d}\n".formatted(i, i - 1, i - 1, i - 1));
        }
        text.append("spring.datasource.url=${p199}\na=${b}\nb=${c}\nc=${a}\nspring.r2dbc.url=${a}\n");
        assertThat(ConfigScan.of("app", Configuration.properties(text.toString(), AT))
                        .scan())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "\"", "\"\",", "\n", "\t", "\\", "a"})
    void rows_of_two_megabytes_are_read_or_refused(String part) {
        String text = part.repeat((2 << 20) / part.length());
        String header = "application_name,usename,client_addr,ssl,version,cipher,sessions\n";
        for (String all : List.of(text, header + text, header.replace(',', '\t') + text)) {
            try {
                assertThat(ServerSample.read(all, "s", Instant.EPOCH).clients()).isNotNull();
            } catch (MalformedSampleException refused) {
                assertThat(refused).hasMessageContaining("s");
            }
        }
    }

    @Test
    void an_inventory_of_nested_lines_is_refused() {
        for (String line : List.of(
                "{\"a\":".repeat(100_000), "[".repeat(100_000), "{\"store\":".repeat(499) + "1" + "}".repeat(499))) {
            assertThatThrownBy(() -> Inventory.read(new BufferedReader(new StringReader(line)), "x"))
                    .isInstanceOf(MalformedInventoryException.class);
        }
    }

    /** Files that the scan opens, of a shape that makes a careless pattern try every line end with every other. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", " \n", "- ", "kind\n", "{", "\"", "kind", "apiVersion"})
    void a_file_of_four_megabytes_is_scanned(String part, @TempDir Path folder) throws IOException {
        String text = part.repeat((4 << 20) / part.length());
        for (String name :
                List.of("a.yaml", "b.json", "c.pem", "release", ".env", "pgbouncer.ini", "server.xml", "compose.yml")) {
            Files.writeString(folder.resolve(name), text);
        }
        assertThat(Scanner.standard().scan(folder).contents().values())
                .allMatch(content -> content.entries().isEmpty());
    }

    @Test
    void a_bomb_of_zeros_and_links_in_circles_stay_within_what_may_be_unpacked(@TempDir Path folder)
            throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] header = header("big.pem", '0', "", 077777777777L);
            gzip.write(header);
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 256; i++) {
                gzip.write(zeros);
            }
        }
        Files.write(folder.resolve("bomb.tar.gz"), packed.toByteArray());
        assertThat(Scanner.standard()
                        .allowance(1 << 24)
                        .scan(folder.resolve("bomb.tar.gz"))
                        .findings())
                .isNotEmpty();
        ByteArrayOutputStream links = new ByteArrayOutputStream();
        for (int i = 0; i < 20_000; i++) {
            links.writeBytes(header("l" + i + ".pem", '2', "l" + (i + 1) % 20_000 + ".pem", 0));
        }
        links.writeBytes(new byte[1024]);
        Files.write(folder.resolve("links.tar"), links.toByteArray());
        assertThat(Scanner.standard().scan(folder.resolve("links.tar")).stores())
                .isEmpty();
    }

    private static byte[] header(String name, char type, String link, long size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 124, "%011o".formatted(size));
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 157, link);
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, "%06o".formatted(sum));
        header[154] = 0;
        return header;
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
