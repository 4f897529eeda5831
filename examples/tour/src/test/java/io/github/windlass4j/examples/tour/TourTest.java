package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program cannot use is told in one line that names it. */
class TourTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FirstAnswer TEXT TEXT TEXT db.example.com | TEXT: neither PEM nor DER
            FirstAnswer NONE NONE NONE db.example.com | NONE: no such file
            FirstAnswer TEXT | arguments: 1 (want [TODAY TOMORROW ROOTS HOST [INSTANT]])
            ChainReasons db.example.com TEXT | TEXT: no certificate
            ChainReasons db.example.com NONE | NONE: no such file
            ChainReasons db.example.com TEXT NONE | NONE: no such file
            ClientAdvice NONE | NONE: no such file
            ClientAdvice TEXT | TEXT (want .properties, .yaml, .json, .env or pg_service.conf)
            ClientAdvice EMPTY | EMPTY: no connection to a database
            RequestRoute NONE | NONE: no such file
            RequestRoute TEXT | TEXT: no Kubernetes object
            RequestRoute EMPTY http://a/ edge | edge (want NAMESPACE/NAME)
            MeshCall TEXT | TEXT: no Kubernetes object
            MeshCall TEXT shop/cart cart http | http (want a port, 1 to 65535)
            MeshCall TEXT shop/cart cart 65536 | 65536 (want a port, 1 to 65535)
            StoreCheck | arguments: 0 (want FILE [PASSWORD [INSTANT]])
            StoreCheck TEXT | TEXT: neither PEM nor DER
            StoreCheck NONE | NONE: no such file
            CanaryPlan TEXT | line "no certificate" (want such as: ten PT2H no as-before)
            PlatformChoice TEXT | line "no certificate" (want question=answer)
            GatewayMigration TEXT | TEXT: no Kubernetes object
            TrafficSplit TEXT | TEXT: no Kubernetes object
            NginxInFrontOfMesh TEXT | TEXT: no Kubernetes object
            NginxInFrontOfMesh TEXT shop/nginx | arguments: 2 (want [FILE [CONTROLLER INGRESS [REVISION]]])
            MeshObservability TEXT | TEXT: no Kubernetes object
            RotationReport | arguments: 0 (want FOLDER [today.pem tomorrow.pem root.crt host [instant]])
            RotationReport FOLDER TEXT TEXT TEXT db.example.com | TEXT: no certificate
            StoreCheck TEXT x 2026-12-01 | 2026-12-01 (want an instant such as 2026-12-01T00:00:00Z)
            FleetReadiness FOLDER 2026-12-01T00:00:00Z | today.pem: no such file
            NoSuchProgram | no such program; examples/tour/run lists them
            """)
    void what_it_cannot_use(String line, String expected) throws Exception {
        String text =
                Files.writeString(folder.resolve("text"), "no certificate\n").toString();
        String empty = Files.writeString(folder.resolve("empty.properties"), "").toString();
        String none = folder.resolve("none.yaml").toString();
        String[] arguments = Stream.of(line.split(" ", -1))
                .map(word -> switch (word) {
                    case "TEXT" -> text;
                    case "EMPTY" -> empty;
                    case "NONE" -> none;
                    case "FOLDER" -> folder.toString();
                    default -> word;
                })
                .toArray(String[]::new);
        String wanted = expected.replace("TEXT", text).replace("EMPTY", empty).replace("NONE", none);
        assertThat(said(2, arguments))
                .startsWith(arguments[0] + ": ")
                .contains(wanted)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void every_program_counts_its_arguments(String name) throws Exception {
        assertThat(said(2, name, "1", "2", "3", "4", "5", "6", "7")).startsWith(name + ": arguments: 7 (want ");
    }

    @Test
    void a_program_that_answers_says_nothing_else() throws Exception {
        assertThat(said(0, "ClientAdvice", "disable")).isEmpty();
    }

    static Stream<String> programs() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/github/windlass4j/examples/tour"))) {
            List<Path> all = files.sorted().toList();
            return all.stream()
                    .filter(file -> read(file).contains("static void main("))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("Tour"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String said(int code, String... arguments) throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Printed.by(
                all -> assertThat(Tour.run(new PrintStream(err, true, StandardCharsets.UTF_8), all))
                        .isEqualTo(code),
                arguments);
        return err.toString(StandardCharsets.UTF_8);
    }
}
