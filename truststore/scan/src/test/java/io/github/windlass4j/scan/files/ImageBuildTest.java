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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Dockerfile tells of the program in its image (Dockerfile reference). */
class ImageBuildTest {
    private static final Certificate A = Mint.seeded(51).root("Root A").certificate();
    private static final Certificate B = Mint.seeded(52).root("Root B").certificate();
    private static final String URL =
            "jdbc:postgresql://db/x?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";

    @TempDir
    Path folder;

    @BeforeEach
    void certificates() throws IOException {
        write("certs/a.crt", A.toPem());
        write("certs/b.pem", B.toPem());
        write("certs-old/c.crt", B.toPem());
    }

    @Test
    void the_last_stage_with_its_variables_and_its_command() throws IOException {
        ClientSighting client = only(scan("""
                # syntax=docker/dockerfile:1
                ARG RELEASE=21
                FROM maven:3 AS build
                ENV PGHOST=of-the-build
                FROM eclipse-temurin:${RELEASE}
                ARG MODE=verify-ca
                ENV PGHOST=db.example.org PGSSLMODE="$MODE" \\
                    # a comment between
                    PGPORT=5433
                ENV PGSSLROOTCERT /etc/pg/a.crt
                COPY --chown=app certs/a.crt /etc/pg/
                CMD ["psql", "-c", "select 1"]
                """));
        assertThat(client.driver() + " " + client.host() + ":" + client.port() + " " + client.settings())
                .isEqualTo("libpq db.example.org:5433 {sslmode=verify-ca, sslrootcert=/etc/pg/a.crt}");
        assertThat(client.stores().get(StoreKind.ROOT_FILE)).hasToString("repo: /certs/a.crt");
    }

    /** Each copy, and where the file lies after it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COPY certs /x                        | /x/a.crt",
                "COPY certs/ /x/                      | /x/a.crt",
                "COPY . /srv                          | /srv/certs/a.crt",
                "COPY certs/*.crt /x/                 | /x/a.crt",
                "COPY certs/?.crt certs/b.pem /x/     | /x/a.crt",
                "COPY [\"certs/a.crt\", \"/x/y.crt\"] | /x/y.crt",
                "ADD certs/a.crt /x                   | /x/a.crt",
                "WORKDIR /w\\nCOPY certs/a.crt .      | /w/a.crt",
                "WORKDIR /w\\nWORKDIR v\\nCOPY certs/a.crt x.crt | x.crt",
                "ARG D=/x\\nCOPY certs ${D}           | $D/a.crt",
                "COPY certs /y\\nFROM scratch\\nCOPY --from=0 /y/ /x/ | /x/a.crt",
                "COPY certs /y\\nFROM scratch\\nCOPY --from=first /y/a.crt /x/ | /x/a.crt",
                "COPY certs /x\\nFROM first           | /x/a.crt"
            })
    void copies_bring_files_of_the_context(String lines, String inside) throws IOException {
        Inventory found = scan(
                "FROM alpine AS first\n" + lines.replace("\\n", "\n") + "\nENV NODE_EXTRA_CA_CERTS=" + inside + "\n");
        assertThat(found.uses()).extracting(StoreUse::store).singleElement().hasToString("repo: /certs/a.crt");
    }

    @Test
    void the_context_may_be_a_folder_above() throws IOException {
        write("docker/app/Dockerfile", "FROM x\nCOPY certs/a.crt /a.crt\nENV SSL_CERT_FILE=/a.crt\n");
        Inventory found = scan();
        assertThat(found.uses()).extracting(StoreUse::store).singleElement().hasToString("repo: /certs/a.crt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN keytool -importcert -noprompt -cacerts -file /x/a.crt -alias a",
                "RUN keytool -import -noprompt -keystore $JAVA_HOME/lib/security/cacerts -file /x/a.crt",
                "RUN <<EOF\napt-get update\nkeytool -importcert -cacerts -file /x/a.crt\nEOF"
            })
    void what_is_added_to_the_jvm_s_store_is_told_and_the_rest_is_not_known(String line) throws IOException {
        Inventory found = scan("FROM temurin:21\nCOPY certs /x\n" + line + "\nENV DB_URL=" + URL + "\n");
        assertThat(found.unresolved())
                .extracting(Unresolved::toString)
                .contains(
                        "/Dockerfile: the JVM's own trust store is that of the image temurin:21, which was not scanned;"
                                + " line 3 adds /certs/a.crt");
        assertThat(found.model(only(found)).material(StoreKind.JVM_STORE)).isEqualTo(TrustMaterial.notAtHand());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY certs/a.crt /usr/local/share/ca-certificates/x.crt\nRUN apk add y && update-ca-certificates",
                "COPY certs/a.crt /etc/pki/ca-trust/source/anchors/\nRUN [\"update-ca-trust\"]",
                "COPY certs/a.crt /x.crt\nRUN trust anchor --store /x.crt",
                "COPY certs/a.crt /x.crt\nRUN cat /x.crt >> /etc/ssl/certs/ca-certificates.crt"
            })
    void what_is_added_to_the_system_s_store_is_told(String lines) throws IOException {
        assertThat(scan("FROM alpine:3\n" + lines + "\n").unresolved())
                .extracting(Unresolved::toString)
                .containsExactly("/Dockerfile: the system's trust store is that of the image alpine:3, which was not"
                        + " scanned; line 3 adds /certs/a.crt");
    }

    @Test
    void a_keystore_that_is_made_anew_holds_what_was_imported() throws IOException {
        Inventory found = scan(
                "FROM temurin:21 AS made\nCOPY certs /x\n"
                        + "RUN keytool -importcert -noprompt -keystore /trust.p12 -storepass secret -file /x/a.crt -alias a \\\n"
                        + "  && keytool -importcert -noprompt -keystore /trust.p12 -storepass secret -file /x/b.pem -alias b\n"
                        + "FROM temurin:21\nCOPY --from=made /trust.p12 /app/\nENV DB_URL=" + URL + "\n"
                        + "ENTRYPOINT java -Djavax.net.ssl.trustStore=/app/trust.p12 -Djavax.net.ssl.trustStorePassword=secret -jar x\n");
        assertThat(found.model(only(found)).material(StoreKind.JVM_STORE))
                .isInstanceOfSatisfying(
                        TrustMaterial.Present.class,
                        present -> assertThat(present.store().certificates()).containsExactlyInAnyOrder(A, B));
        Inventory other = scan("FROM temurin:21\nRUN keytool -importcert -keystore /t.p12 -file /gone.crt\n"
                + "ENV NODE_EXTRA_CA_CERTS=/t.p12\n");
        assertThat(other.unresolved())
                .extracting(Unresolved::reference)
                .contains("line 2", "image built by repo: /Dockerfile: /t.p12");
    }

    @Test
    void an_entrypoint_as_text_takes_no_command_and_a_new_one_drops_it() throws IOException {
        String line = "--spring.datasource.url=jdbc:postgresql://";
        assertThat(scan("FROM a\nENTRYPOINT java x\nCMD [\"" + line + "cmd/x\"]\n")
                        .clients())
                .isEmpty();
        assertThat(only(scan("FROM a\nENTRYPOINT [\"java\"]\nCMD [\"" + line + "cmd/x\"]\n"))
                        .host())
                .isEqualTo("cmd");
        assertThat(scan("FROM a AS b\nCMD [\"" + line + "cmd/x\"]\nFROM b\nENTRYPOINT [\"java\"]\n")
                        .clients())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'FROM a|BUILD x', 2", "'FROM a|RUN <<EOF|x', 2", "'ARG A|FROM a|ENV A=b \\|  C=d|nonsense', 5"})
    void what_docker_refuses_is_a_finding_with_its_line(String text, int line) throws IOException {
        assertThat(scan(text.replace('|', '\n')).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("WL-SC-004");
            assertThat(finding.location().line()).isEqualTo(line);
        });
    }

    @Test
    void files_that_only_are_called_so_are_none() throws IOException {
        write("dockerfile.go", "package x\n");
        write("Dockerfile.md", "# How to build\n");
        write("app.Dockerfile", "FROM a\nENV U=jdbc:postgresql://one/x\n");
        write("Containerfile.prod", "FROM a\nENV U=jdbc:postgresql://two/x\n");
        Inventory found = scan();
        assertThat(found.findings()).extracting(Finding::message).isEmpty();
        assertThat(found.clients()).extracting(ClientSighting::host).containsExactlyInAnyOrder("one", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "<<a ", "keytool ", "$", "${", "\\\n", "-keystore ", "cp -", "'", "[", "\n", "a="})
    @Timeout(300)
    void a_file_of_a_megabyte_ends(String part) throws IOException {
        String text = part.repeat((1 << 20) / part.length());
        for (String keyword : List.of("RUN keytool ", "ENV ", "COPY ", "CMD ", "FROM ", "")) {
            assertThat(scan("FROM a\n" + keyword + text)).isNotNull();
        }
    }

    @Test
    @Timeout(300)
    void copies_of_everything_many_times_over_end() throws IOException {
        assertThat(scan("FROM a\n" + "COPY . /a/\n".repeat(50_000))).isNotNull();
    }

    private static ClientSighting only(Inventory found) {
        assertThat(found.clients()).hasSize(1);
        return found.clients().iterator().next();
    }

    private Inventory scan(String dockerfile) throws IOException {
        write("Dockerfile", dockerfile);
        return scan();
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
