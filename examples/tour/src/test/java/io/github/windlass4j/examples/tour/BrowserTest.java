package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Report;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.gateway.diagram.GatewayDiagram;
import io.github.windlass4j.manifest.object.Manifests;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report's page in a headless Chromium; the screenshots stay in {@code target/screenshots}. */
class BrowserTest {
    private static final Optional<Path> CHROMIUM = program("chromium", "chromium-browser", "google-chrome");
    private static final String PROBE =
            "<script>document.body.dataset.overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth</script>";

    private static final String CUT_PROBE =
            "<script>document.body.dataset.cut = [...document.querySelectorAll('.scroll, pre, details')]"
                    + ".filter(part => part.scrollWidth > part.clientWidth).length</script>";
    private static final String FINGERPRINT = "SHA-256 " + "53b6007e7cbf03a1".repeat(4);

    /** What the browser itself asks at its start; the page names none of them. */
    private static final String OWN_HOSTS = "[a-z0-9.]*(?:google|googleapis|gstatic|gvt1)\\.com";

    @TempDir
    private static Path folder;

    private static Path page;

    @BeforeAll
    static void write_the_page() throws Exception {
        if (CHROMIUM.isEmpty()) {
            System.err.println("browser checks: skipped, no chromium on the PATH");
        }
        assumeTrue(CHROMIUM.isPresent(), "no chromium on the PATH");
        Printed.by(RotationReport::main, folder.toString());
        page = folder.resolve("rotation.html");
    }

    @Test
    void the_page_runs_its_own_script_and_nothing_else() throws Exception {
        Path requests = folder.resolve("requests.json");
        Run run = chromium(page, "--dump-dom", "--log-net-log=" + requests);
        assertThat(run.errors()).doesNotContain("CONSOLE");
        assertThat(run.output()).contains("<search>").doesNotContain("<search hidden");
        assertThat(run.output())
                .contains("<header>")
                .contains("<nav ")
                .contains("<main ")
                .contains("<footer>");
        Matcher asked = Pattern.compile("\"url\":\"(?:https?|wss?|ftp)://(?!" + OWN_HOSTS + ")[^\"]*")
                .matcher(Files.readString(requests));
        assertThat(asked.results().map(result -> result.group()).toList()).isEmpty();
    }

    @Test
    void a_script_that_is_not_the_page_s_own_is_refused() throws Exception {
        Path hostile = folder.resolve("hostile.html");
        Files.writeString(hostile, Files.readString(page).replace("</body>", PROBE + "</body>"));
        Run run = chromium(hostile, "--dump-dom");
        assertThat(run.output()).doesNotContain("data-overflow=");
        assertThat(run.errors()).contains("CONSOLE").contains("Content Security Policy");
    }

    @ParameterizedTest
    @CsvSource({"phone, 500, 844", "desktop, 1280, 900"})
    void nothing_runs_over_the_edge(String name, int width, int height) throws Exception {
        Path probed = folder.resolve(name + ".html");
        Files.writeString(
                probed,
                Files.readString(page)
                        .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                        .replace("</body>", PROBE + "</body>"));
        String size = "--window-size=" + width + "," + height;
        assertThat(chromium(probed, "--dump-dom", size).output()).contains("data-overflow=\"0\"");
        Path picture = Files.createDirectories(Path.of("target", "screenshots")).resolve(name + ".png");
        chromium(page, "--screenshot=" + picture.toAbsolutePath(), size);
        assertThat(Files.size(picture)).isGreaterThan(10_000);
        Path dark = picture.resolveSibling(name + "-dark.png");
        chromium(
                page,
                "--screenshot=" + dark.toAbsolutePath(),
                size,
                "--force-dark-mode",
                "--blink-settings=preferredColorScheme=0");
        assertThat(Files.mismatch(picture, dark)).isNotEqualTo(-1);
    }

    /** On paper nobody can scroll, search or open. */
    @Test
    void what_is_printed_is_whole() throws Exception {
        String html = wide().toHtml();
        Path narrow = folder.resolve("paper.html");
        Files.writeString(
                narrow,
                html.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                        .replace("@media print", "@media all")
                        .replace("</body>", CUT_PROBE + "</body>"));
        assertThat(chromium(narrow, "--dump-dom", "--window-size=680,960").output())
                .contains("data-cut=\"0\"");

        Path wide = Files.writeString(folder.resolve("wide.html"), html);
        Path pdf = Files.createDirectories(Path.of("target", "screenshots")).resolve("wide.pdf");
        chromium(wide, "--no-pdf-header-footer", "--print-to-pdf=" + pdf.toAbsolutePath());
        long pages = Pattern.compile("/Type /Page\\b")
                .matcher(Files.readString(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
        assertThat(pages).isBetween(4L, 8L);

        Optional<Path> reader = program("pdftotext");
        if (reader.isEmpty()) {
            System.err.println("text of the printed report: skipped, no pdftotext on the PATH");
            return;
        }
        Path read = folder.resolve("wide.txt");
        Process process = new ProcessBuilder(reader.get().toString(), "-raw", pdf.toString(), read.toString()).start();
        assertThat(process.waitFor()).isZero();
        String text = Files.readString(read).replaceAll("\\s", "");
        assertThat(text.split(FINGERPRINT.replace(" ", ""), -1)).hasSize(41);
        assertThat(text).contains("shop/route-19").contains("1/" + pages).doesNotContain("Filter1finding");
    }

    /** A table and a drawing that are wider than a page. */
    private static Report wide() {
        List<List<String>> clients = IntStream.range(0, 40)
                .mapToObj(i -> List.of(
                        "Deployment shop/service-" + i,
                        "pgjdbc 42.7.14",
                        "verify-full",
                        "/etc/ssl/certs/java/store-" + i + ".jks",
                        "connects over TLS, chain and host verified",
                        "does not connect: no valid path to an anchor of root.crt",
                        FINGERPRINT))
                .toList();
        String routes =
                IntStream.range(0, 20).mapToObj(i -> """
                        ---
                        apiVersion: gateway.networking.k8s.io/v1
                        kind: TCPRoute
                        metadata: {name: route-%d, namespace: shop}
                        spec: {parentRefs: [{name: edge}], rules: [{backendRefs: [{name: s%d, port: 1}]}]}
                        """.formatted(i, i)).collect(Collectors.joining("", """
                        apiVersion: gateway.networking.k8s.io/v1
                        kind: Gateway
                        metadata: {name: edge, namespace: shop}
                        spec: {gatewayClassName: any, listeners: [{name: db, port: 5432, protocol: TCP}]}
                        """, ""));
        return Report.titled("Fleet", Instant.EPOCH)
                .with(new Section(
                        "Clients",
                        Outcome.FAILS,
                        "",
                        List.of(
                                new Block.Table(
                                        "Before and after",
                                        List.of(
                                                "Client",
                                                "Driver",
                                                "Mode",
                                                "Store",
                                                "Today",
                                                "Tomorrow",
                                                "Fingerprint"),
                                        clients),
                                GatewayDiagram.draw(Attachment.of(
                                        GatewaySet.of(Manifests.read(routes, "routes.yaml")),
                                        Controller.named("example.com/c").accepting("any"))))))
                .with(Section.of(
                        "Findings",
                        List.of(new Finding("WL-X-001", Severity.NOTE, Location.of("routes.yaml"), "no Services"))));
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private record Run(String output, String errors) {}

    private static Run chromium(Path file, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                CHROMIUM.orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--enable-logging=stderr",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
        command.addAll(List.of(options));
        command.add(file.toUri().toString());
        Path output = Files.createTempFile(folder, "out", ".txt");
        Path errors = Files.createTempFile(folder, "err", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end: " + Files.readString(errors));
        }
        assertThat(process.exitValue()).as(() -> command + "").isZero();
        return new Run(Files.readString(output), Files.readString(errors));
    }
}
