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
                "COPY certs /x\\nFROM first           | /x/a.crt",
                "COPY certs /y\\nFROM First\\nFROM b\\nCOPY --from=1 /y/ /x/ | /x/a.crt",
                "COPY certs /y\\nFROM b\\nCOPY --from=FIRST /y/a.crt /x/ | /x/a.crt",
                "COPY --parents certs/a.crt /x/       | /x/certs/a.crt",
                "ENV JAVA_HOME=/j\\nCOPY certs $JAVA_HOME/ | /j/a.crt"
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

    /** Variables as Docker reads them, and what PGHOST is in the end. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "ENV A=old\\nENV A=new PGHOST=$A               | old",
                "ENV PGHOST=db\\^  PGPORT=1                    | db",
                "ENV PGHOST=db \\^  ^    PGPORT=1               | db",
                "ENV PGHOST \"db\"                              | db",
                "ENV A=b PGHOST='$A'                          | $A",
                "ENV A=b PGHOST=\\$A                           | $A",
                "ENV A=b PGHOST=\"x\\$A\"                      | x$A",
                "ENV X=a\\ b PGHOST=db                         | db",
                "ARG A=b\\nENV PGHOST=$A                      | b",
                "ENV PGHOST=db \\  ^PGPORT=1                   | db"
            })
    void variables_are_those_that_docker_sets(String lines, String host) throws IOException {
        String text = lines.replace("\\n", "\n").replace('^', '\n');
        assertThat(only(scan("FROM a\n" + text + "\nCMD psql\n")).host()).isEqualTo(host);
    }

    @Test
    void arguments_before_the_first_stage_use_each_other() throws IOException {
        String lines = "\nCOPY certs/a.crt /usr/local/share/ca-certificates/\nRUN update-ca-certificates\n";
        assertThat(scan("ARG V=3\nARG I=alpine:$V\nFROM $I" + lines).unresolved())
                .extracting(Unresolved::toString)
                .singleElement()
                .asString()
                .contains("alpine:3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# escape=`\nFROM a\nENV PGHOST=db `\n PGPORT=1\n",
                "# syntax=docker/dockerfile:1\n#Escape = `\nFROM a\nENV PGHOST=db `\n PGPORT=1\n",
                "\ufeffFROM a\r\nENV PGHOST=db \\\r\n  PGPORT=1\r\n",
                "# escape=`\nFROM a\nWORKDIR C:\\\nENV PGHOST=db PGPORT=1\n",
                "FROM a\nRUN x <<<y && z $((1<<n)) \"a <<b\"\nENV PGHOST=db PGPORT=1\n",
                "FROM a\nRUN <<-'E-1' <<F\n  E-1\n\tE-1\n F\nF\nENV PGHOST=db PGPORT=1\n",
                "FROM a\nONBUILD RUN <<E\nx\nE\nENV PGHOST=db PGPORT=1\n"
            })
    void text_is_divided_as_docker_does(String text) throws IOException {
        Inventory found = scan(text + "CMD psql\n");
        assertThat(found.findings()).isEmpty();
        assertThat(only(found))
                .extracting(ClientSighting::host, ClientSighting::port)
                .containsExactly("db", 1);
    }

    @Test
    void a_command_before_the_entrypoint_of_the_same_stage_stays() throws IOException {
        assertThat(only(scan("FROM a\nCMD [\"--u=jdbc:postgresql://cmd/x\"]\nENTRYPOINT [\"java\"]\n"))
                        .host())
                .isEqualTo("cmd");
    }

    /** What comes to lie over a file that was copied, or may change it: it is not that file any more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY --from=other:1 /y /x/a.crt",
                "COPY --from=other:1 /y/ /x/",
                "ADD https://example.org/a.crt /x/",
                "ADD --checksum=sha256:0 https://example.org/b /x/a.crt",
                "COPY <<E /x/a.crt\nother\nE",
                "RUN cat /x/b.pem >> /x/a.crt",
                "RUN cat /x/b.pem >/x/a.crt",
                "RUN cp /x/b.pem /x/a.crt",
                "RUN cp /other/a.crt /x",
                "RUN true && rm -rf /x",
                "RUN mv /x/a.crt /z",
                "RUN sed -i s/x/y/ /x/*.crt",
                "RUN curl -o /x/a.crt https://example.org",
                "RUN [\"curl\", \"-o\", \"/x/a.crt\", \"https://example.org\"]"
            })
    void what_is_changed_later_is_not_known(String line) throws IOException {
        Inventory found = scan("FROM a\nCOPY certs /x\n" + line + "\nENV NODE_EXTRA_CA_CERTS=/x/a.crt\n");
        assertThat(found.uses())
                .extracting(StoreUse::store)
                .singleElement()
                .hasToString("image built by repo: /Dockerfile: /x/a.crt");
        assertThat(found.unresolved()).extracting(Unresolved::toString).anyMatch(text -> text.contains("/x/a.crt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN chown -R app /x && chmod 0644 /x/a.crt",
                "RUN cp /x/a.crt /other/",
                "RUN cat /x/a.crt >> /etc/ssl/certs/ca-certificates.crt",
                "RUN npm install --prefix /x",
                "RUN openssl x509 -noout -in /x/a.crt",
                "COPY certs/b.pem /x/b.crt",
                "COPY --from=other:1 /y /z"
            })
    void what_is_only_read_stays(String line) throws IOException {
        Inventory found = scan("FROM a\nCOPY certs /x\n" + line + "\nENV NODE_EXTRA_CA_CERTS=/x/a.crt\n");
        assertThat(found.uses()).extracting(StoreUse::store).singleElement().hasToString("repo: /certs/a.crt");
    }

    @Test
    void a_copy_over_a_keystore_that_was_made_takes_its_place() throws IOException {
        write("t.p12", A.toPem());
        Inventory found =
                scan("FROM temurin:21\nCOPY certs /x\nRUN keytool -importcert -keystore /t.p12 -file /x/b.pem\n"
                        + "COPY t.p12 /t.p12\nENV NODE_EXTRA_CA_CERTS=/t.p12\n");
        assertThat(found.uses()).extracting(StoreUse::store).singleElement().hasToString("repo: /t.p12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY certs/a.crt $JAVA_HOME/lib/security/cacerts",
                "WORKDIR /w\nCOPY certs/a.crt ${JAVA_HOME}/lib/security/cacerts",
                "COPY certs/a.crt /etc/pki/java/cacerts",
                "RUN keytool -importcert -cacerts -file /x\nCOPY certs/a.crt /opt/jdk/lib/security/cacerts"
            })
    void a_store_of_the_jvm_that_is_copied_takes_the_place_of_the_image_s(String lines) throws IOException {
        Inventory found = scan("FROM temurin:21\n" + lines + "\nENV DB_URL=" + URL + "\n");
        assertThat(only(found).stores().get(StoreKind.JVM_STORE)).hasToString("repo: /certs/a.crt");
        assertThat(found.unresolved())
                .extracting(Unresolved::toString)
                .noneMatch(text -> text.contains("trust store is that of"));
        Inventory added = scan("FROM temurin:21\nCOPY certs /x\n" + lines
                + "\nRUN keytool -importcert -cacerts -file /x/b.pem" + "\nENV DB_URL=" + URL + "\n");
        assertThat(added.model(only(added)).material(StoreKind.JVM_STORE)).isEqualTo(TrustMaterial.notAtHand());
    }

    @Test
    void a_bundle_of_the_system_that_is_copied_takes_the_place_of_the_image_s() throws IOException {
        String copy = "FROM alpine:3\nCOPY certs/a.crt /etc/ssl/certs/ca-certificates.crt\n";
        String rest = "ENV PGHOST=db PGPORT=1 PGSSLMODE=verify-full PGSSLROOTCERT=system\nCMD psql\n";
        assertThat(only(scan(copy + rest)).stores().get(StoreKind.SYSTEM_STORE)).hasToString("repo: /certs/a.crt");
        assertThat(only(scan(copy + "RUN update-ca-certificates\n" + rest))
                        .stores()
                        .get(StoreKind.SYSTEM_STORE)
                        .toString())
                .startsWith("image built by");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY certs/a.crt /usr/local/share/ca-certificates/x.crt",
                "COPY certs/a.crt /srv/\nRUN update-ca-certificates",
                "RUN update-ca-certificates\nCOPY certs/a.crt /usr/local/share/ca-certificates/x.crt",
                "COPY certs/a.crt /x.crt\nRUN keytool -list -cacerts"
            })
    void what_only_lies_there_is_not_told_as_added(String lines) throws IOException {
        assertThat(scan("FROM alpine:3\n" + lines + "\n").unresolved())
                .extracting(Unresolved::toString)
                .noneMatch(text -> text.contains("adds /certs"))
                .noneMatch(text -> text.startsWith("/Dockerfile: the JVM's"));
    }

    @Test
    void a_name_that_only_some_tools_take_is_told_as_that() throws IOException {
        String copy = "COPY certs/b.pem /usr/local/share/ca-certificates/";
        assertThat(scan("FROM alpine:3\n" + copy + "\nRUN update-ca-certificates\n")
                        .unresolved())
                .extracting(Unresolved::toString)
                .singleElement()
                .asString()
                .endsWith("line 3 adds /certs/b.pem (if not only *.crt count)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN if x; then keytool -importcert -keystore /t.p12 -file /x/a.crt; else keytool -importcert -keystore /t.p12"
                        + " -file /x/b.pem; fi",
                "RUN case $X in\\\n a) keytool -importcert -keystore /t.p12 -file /x/a.crt;; esac",
                "RUN keytool -importcert -keystore /t.p12 -file /x/a.crt"
                        + " && keytool -importkeystore -srckeystore /x/c -destkeystore /t.p12"
            })
    void a_keystore_that_depends_on_more_is_not_known(String line) throws IOException {
        Inventory found = scan("FROM temurin:21\nCOPY certs /x\n" + line + "\nENV NODE_EXTRA_CA_CERTS=/t.p12\n");
        assertThat(found.stores()).noneMatch(store -> store.toString().contains("/t.p12"));
        assertThat(found.unresolved()).extracting(Unresolved::toString).anyMatch(text -> text.contains("makes /t.p12"));
    }

    @Test
    @Timeout(300)
    void variables_that_grow_by_each_other_end() throws IOException {
        String doubled = "FROM a\nENV A=xx\n" + "ENV A=$A$A\n".repeat(60) + "ENV U=jdbc:postgresql://${A}/x\n";
        assertThat(scan(doubled)).isNotNull();
        String many = "FROM a\nENV A=" + "x".repeat(500_000) + "\nENV B=" + "$A".repeat(200_000) + "\n";
        assertThat(scan(many)).isNotNull();
        StringBuilder names = new StringBuilder("FROM a AS s\n");
        for (int i = 0; i < 60_000; i++) {
            names.append("ENV A").append(i).append("=b\n");
        }
        assertThat(scan(names.toString())).isNotNull();
        assertThat(scan("FROM a AS s\nCOPY certs /x\nENV A=b\n" + "FROM s\nCOPY certs /y\n".repeat(30_000)))
                .isNotNull();
    }

    @Test
    @Timeout(300)
    void variables_of_compose_that_are_filled_in_without_end_end() throws IOException {
        write(".env", "A=" + "x".repeat(500_000) + "\n");
        write(
                "compose.yaml",
                "services:\n  a:\n    image: a\n    environment:\n"
                        + "      - B=$A$A$A$A$A$A$A$A$A$A$A$A$A$A$A$A$A$A$A$A$A$A$A$A$A\n".repeat(10_000));
        assertThat(scan()).isNotNull();
    }

    @Test
    void where_following_ends_is_told() throws IOException {
        Inventory found = scan("FROM a\n" + "COPY . /a/\n".repeat(200_000)
                + "COPY certs /x\nENV NODE_EXTRA_CA_CERTS=/x/a.crt\n".repeat(1));
        assertThat(found.unresolved()).extracting(Unresolved::toString).anyMatch(text -> text.contains("copies"));
        assertThat(found.uses())
                .extracting(StoreUse::store)
                .noneMatch(store -> store.toString().contains("certs"));
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
