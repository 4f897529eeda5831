package io.github.windlass4j.scan.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.StoreUse;
import io.github.windlass4j.scan.inventory.Unresolved;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services of Compose files: Compose specification, "services", "Interpolation", "secrets". */
class ComposeFileTest {
    private static final Certificate ROOT = Mint.seeded(61).root("Root").certificate();

    @TempDir
    Path folder;

    @Test
    void environment_as_map_or_list_over_the_files_that_it_names() throws IOException {
        write("app/.env", "TAG=3\nHOST=pg.example.org\nPASSED=verify-ca\n");
        write("app/env/db.env", "PGSSLMODE=require\nPGHOST=low\nPGPORT=5433\n");
        write("app/docker-compose.yml", """
                x-common: &common
                  PGSSLROOTCERT: /certs/root.crt
                services:
                  one:
                    image: "shop:${TAG}"
                    env_file: env/db.env
                    environment: {<<: *common, PGHOST: $HOST}
                    volumes: ["./certs:/certs:ro"]
                  two:
                    image: other
                    env_file: [{path: absent.env, required: false}, gone.env]
                    environment: [PGHOST=two, "PGSSLMODE=${MODE:-verify-full}", PGPORT]
                """);
        write("app/certs/root.crt", ROOT.toPem());
        Inventory found = scan();
        ClientSighting one = client(found, "one");
        assertThat(one.host() + ":" + one.port() + " " + one.settings())
                .isEqualTo("pg.example.org:5433 {sslmode=require, sslrootcert=/certs/root.crt}");
        assertThat(one.home()).isEqualTo("image shop:3");
        assertThat(one.stores().get(StoreKind.ROOT_FILE)).hasToString("repo: /app/certs/root.crt");
        assertThat(found.assuming("libpq", "16").model(one).material(StoreKind.ROOT_FILE))
                .isInstanceOf(TrustMaterial.Present.class);
        ClientSighting two = client(found, "two");
        assertThat(two.settings()).isEqualTo(Map.of("sslmode", "verify-full"));
        assertThat(found.unresolved())
                .extracting(Unresolved::reference)
                .contains("repo: /app/gone.env", "variable PGPORT of the shell that starts it")
                .noneMatch(reference -> reference.contains("absent"));
    }

    @Test
    void what_the_command_says_and_what_secrets_and_configs_bring() throws IOException {
        write("compose.yaml", """
                services:
                  shop:
                    image: shop
                    environment:
                      JAVA_TOOL_OPTIONS: -Djavax.net.ssl.trustStore=/run/secrets/trust
                      NODE_EXTRA_CA_CERTS: /roots.pem
                    entrypoint: ["java", "-jar", "x.jar"]
                    command: --spring.datasource.url=jdbc:postgresql://db/x?sslmode=verify-full
                    secrets: [trust, {source: other, target: /etc/other.pem}]
                    configs: [{source: roots, target: /roots.pem}]
                    volumes:
                      - {type: bind, source: ./system.pem, target: /etc/ssl/certs/ca-certificates.crt}
                      - data:/var/lib/data
                secrets:
                  trust: {file: ./trust.p12}
                  other: {environment: X}
                configs:
                  roots: {file: roots.pem}
                volumes: {data: {}}
                """);
        Inventory found = scan();
        ClientSighting client = client(found, "shop");
        assertThat(client.driver() + " " + client.host()).isEqualTo("pgjdbc db");
        assertThat(client.stores().get(StoreKind.JVM_STORE)).hasToString("repo: /trust.p12");
        assertThat(found.uses())
                .filteredOn(use -> use.setting().startsWith("NODE"))
                .extracting(StoreUse::store)
                .singleElement()
                .hasToString("repo: /roots.pem");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${A}            | a",
                "$A/${A}         | a/a",
                "${A:-x}         | a",
                "${EMPTY:-x}     | x",
                "${NONE-x}       | x",
                "${A:+y}         | y",
                "${NONE:+y}z     | z",
                "${NONE}         | ${NONE}",
                "${NONE:?say so} | ${NONE}",
                "$$A $${A}       | $A ${A}",
                "${A             | ${A",
                "5$              | 5$"
            })
    void variables_are_filled_in(String text, String filled) {
        Map<String, String> outside = Map.of("A", "a", "EMPTY", "");
        assertThat(new Interpolation().of(text, name -> Optional.ofNullable(outside.get(name))))
                .isEqualTo(filled);
    }

    @Test
    void what_is_filled_elsewhere_is_named() throws IOException {
        write("compose.yml", """
                services:
                  a:
                    extends: {service: b}
                    environment:
                      DB_URL: jdbc:postgresql://${DB_HOST}:${DB_PORT:-5444}/x?sslrootcert=/data/r.crt
                    volumes: ["data:/data"]
                """);
        Inventory found = scan();
        ClientSighting client = client(found, "a");
        assertThat(client.host() + ":" + client.port()).isEqualTo(":5444");
        assertThat(client.stores().get(StoreKind.ROOT_FILE).place().path()).isEqualTo("volume data/r.crt");
        assertThat(found.unresolved()).extracting(Unresolved::reference).contains("extends", "${DB_HOST}");
    }

    @Test
    void a_manifest_of_kubernetes_that_is_called_so_stays_one() throws IOException {
        write(
                "compose-api.yaml",
                "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:"
                        + " [{name: c, env: [{name: U, value: \"jdbc:postgresql://db/x\"}]}]\n");
        assertThat(client(scan(), "container c").host()).isEqualTo("db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"services: [", "services: {a: {environment: [", "a: &a [*a]\nservices: *b"})
    void a_damaged_file_is_a_finding_with_its_place(String text) throws IOException {
        write("compose.yml", text);
        assertThat(scan().findings()).extracting(Finding::rule).containsExactly("WL-SC-004");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services: x",
                "services: {a: x}",
                "services: {a: {environment: {A: [1]}, volumes: [[1], {target: 1}], command: {a: 1}, secrets: {a: 1}}}",
                "services: {a: {volumes: [\":\", \"::\", \"a\", \"./a:b\"], env_file: {a: 1}, configs: [1]}}"
            })
    void odd_shapes_say_nothing(String text) throws IOException {
        write("compose.yml", text);
        assertThat(scan().clients()).isEmpty();
    }

    private static ClientSighting client(Inventory found, String service) {
        return found.clients().stream()
                .filter(client -> client.who().endsWith(" " + service))
                .findFirst()
                .orElseThrow();
    }

    private Inventory scan() throws IOException {
        return Scanner.standard().realm("repo").scan(folder);
    }

    private void write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
