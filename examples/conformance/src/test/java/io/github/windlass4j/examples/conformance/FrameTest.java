package io.github.windlass4j.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The frame itself, with a suite that asks whether two numbers add up. */
class FrameTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    /** {@code {"cases":[{"name":..,"a":1,"b":2,"sum":3}]}}. */
    private static final class Sums implements Suite {
        @Override
        public String name() {
            return "sums";
        }

        @Override
        public String file() {
            return "numbers/sums.json.gz";
        }

        @Override
        public Stream<Case> cases(CaseFile file) {
            return file.elements("cases").map(node -> {
                int expected = node.get("sum").asInt();
                return new Case(CaseIds.of(node, "sum"), expected, () -> {
                    if (node.has("boom")) {
                        throw new IllegalStateException("it went boom");
                    }
                    return Answer.compare(
                            expected, node.get("a").asInt() + node.get("b").asInt(), "added");
                });
            });
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream plain = Files.newOutputStream(file);
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private CaseFile open(Path file) {
        return CaseFile.of(file, folder.resolve("cases"), "numbers/sums.json.gz");
    }

    private Tally run(String cases, String exceptions, List<String> lines) throws IOException {
        Path file = write("sums.json.gz", "{\"head\":[1],\"cases\":" + cases + "}");
        return Tally.of(new Sums(), open(file), Exceptions.of("exceptions", JSON.readTree(exceptions)), lines::add);
    }

    @Test
    void one_line_per_case_says_what_was_expected_and_answered() throws IOException {
        List<String> lines = new ArrayList<>();
        Tally tally = run(
                "[{\"name\":\"x\",\"a\":1,\"b\":2,\"sum\":3},{\"name\":\"y\",\"a\":1,\"b\":2,\"sum\":4}]", "[]", lines);
        assertThat(lines)
                .containsExactly(
                        "{\"suite\":\"sums\",\"id\":\"x\",\"expected\":3,\"actual\":3,\"pass\":true,\"why\":\"added\"}",
                        "{\"suite\":\"sums\",\"id\":\"y\",\"expected\":4,\"actual\":3,\"pass\":false,\"why\":\"added\"}");
        assertThat(tally.summary()).isEqualTo("1 passed, 1 failed (0 argued)");
        assertThat(tally.isClean()).isFalse();
    }

    @Test
    void an_exception_in_one_case_fails_this_case_alone() throws IOException {
        List<String> lines = new ArrayList<>();
        Tally tally = run(
                "[{\"name\":\"x\",\"a\":1,\"b\":2,\"sum\":3,\"boom\":1},{\"name\":\"y\",\"a\":1,\"b\":2,\"sum\":3}]",
                "[]",
                lines);
        assertThat(lines.get(0))
                .contains("\"pass\":false")
                .contains("it went boom")
                .contains("IllegalStateException");
        assertThat(tally.passed()).isEqualTo(1);
        assertThat(tally.isClean()).isFalse();
    }

    @Test
    void a_deviation_exactly_as_argued_is_failed_and_marked_and_clean() throws IOException {
        List<String> lines = new ArrayList<>();
        Tally tally = run(
                "[{\"name\":\"y\",\"a\":1,\"b\":2,\"sum\":4}]",
                "[{\"id\":\"y\",\"actual\":3,\"reason\":\"the file cannot add\"}]",
                lines);
        assertThat(lines.get(0)).contains("\"pass\":false,\"argued\":true").contains("the file cannot add");
        assertThat(tally.summary()).isEqualTo("0 passed, 1 failed (1 argued)");
        assertThat(tally.isClean()).isTrue();
    }

    @Test
    void a_deviation_other_than_argued_is_an_offence() throws IOException {
        Tally tally = run(
                "[{\"name\":\"y\",\"a\":1,\"b\":2,\"sum\":4}]",
                "[{\"id\":\"y\",\"actual\":5,\"reason\":\"the file cannot add\"}]",
                new ArrayList<>());
        assertThat(tally.isClean()).isFalse();
        assertThat(tally.offences().get(0)).contains("otherwise than argued (5)");
    }

    @Test
    void an_argued_case_that_passes_is_an_offence() throws IOException {
        Tally tally = run(
                "[{\"name\":\"y\",\"a\":1,\"b\":2,\"sum\":3}]",
                "[{\"id\":\"y\",\"actual\":4,\"reason\":\"we cannot add\"}]",
                new ArrayList<>());
        assertThat(tally.summary()).isEqualTo("1 passed, 0 failed (0 argued)");
        assertThat(tally.isClean()).isFalse();
    }

    @Test
    void an_exceptions_entry_without_a_reason_is_refused() throws IOException {
        assertThatThrownBy(() -> run("[]", "[{\"id\":\"y\",\"actual\":3}]", new ArrayList<>()))
                .isInstanceOf(CaseFileException.class)
                .hasMessageContaining("no \"reason\"");
    }

    @Test
    void every_exceptions_resource_belongs_to_a_suite_and_can_be_read() throws Exception {
        var url = Exceptions.class.getResource("/exceptions");
        if (url == null) {
            return;
        }
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .forEach(name -> {
                        assertThat(Suites.named(name))
                                .as("suite of exceptions/%s.json", name)
                                .isPresent();
                        Exceptions.of(name);
                    });
        }
    }

    @Test
    void suite_names_are_distinct() {
        assertThat(Suites.ALL).extracting(Suite::name).doesNotHaveDuplicates();
    }

    @Test
    void a_suite_is_asked_for_by_its_name_or_by_the_base_name_of_its_file() {
        assertThat(Suites.ALL)
                .allSatisfy(suite -> assertThat(Suites.asked(suite.name())).containsExactly(suite));
        for (String name :
                List.of("crd-cel-cases", "webhook-selector", "inject-required", "injection-golden", "iptables")) {
            assertThat(Suites.asked(name)).as(name).hasSize(1);
        }
        assertThat(Suites.asked("webhook-cases"))
                .extracting(Suite::name)
                .containsExactly("istio-webhook", "istio-webhook-parts");
        assertThat(Suites.asked("nope")).isEmpty();
    }

    @Test
    void an_id_is_the_id_then_the_name_then_the_line_then_a_hash_without_the_expectation() {
        assertThat(CaseIds.of(JSON.readTree("{\"id\":7,\"name\":\"n\"}"))).isEqualTo("7");
        assertThat(CaseIds.of(JSON.readTree("{\"name\":\"n\",\"_line\":3}"))).isEqualTo("n");
        assertThat(CaseIds.of(JSON.readTree("{\"_line\":3}"))).isEqualTo("3");
        assertThat(CaseIds.of(JSON.readTree("{\"a\":{\"x\":1,\"y\":2},\"want\":true}"), "want"))
                .isEqualTo(CaseIds.of(JSON.readTree("{\"want\":false,\"a\":{\"y\":2,\"x\":1}}"), "want"))
                .isNotEqualTo(CaseIds.of(JSON.readTree("{\"a\":{\"x\":2,\"y\":1}}")))
                .hasSize(16);
        assertThat(CaseIds.join(JSON.readTree("{\"a\":null,\"b\":\"c\"}"), "a", "b", "d"))
                .isEqualTo("none/c/none");
    }

    @Test
    void companions_lie_beside_the_file_then_where_the_suite_lives_then_in_the_case_folder() throws IOException {
        Path file = write("given/sums.json", "{\"cases\":[]}");
        write("cases/numbers/help.json.gz", "[\"home\"]");
        write("cases/other/more.json", "[\"folder\"]");
        CaseFile opened = open(file);
        assertThat(opened.companion("help.json").json().toString()).isEqualTo("[\"home\"]");
        assertThat(opened.companion("other/more.json").text()).isEqualTo("[\"folder\"]");
        write("given/help.json", "[\"beside\"]");
        assertThat(opened.companion("help.json").json().toString()).isEqualTo("[\"beside\"]");
        assertThatThrownBy(() -> opened.companion("nowhere.json"))
                .isInstanceOf(CaseFileException.class)
                .hasMessageContaining("companion nowhere.json");
    }

    @Test
    void lines_elements_and_head_are_read_one_at_a_time() throws IOException {
        CaseFile lines = open(write("l.jsonl.gz", "{\"a\":1}\n\n{\"a\":2}\n"));
        try (var stream = lines.lines()) {
            assertThat(stream.map(node -> node.get("a").asInt())).containsExactly(1, 2);
        }
        CaseFile whole = open(write("w.json", "{\"note\":\"n\",\"cases\":[{\"a\":[1]},2],\"end\":3}"));
        try (var stream = whole.elements("cases")) {
            assertThat(stream.map(Object::toString)).containsExactly("{\"a\":[1]}", "2");
        }
        assertThat(whole.head("cases").toString()).isEqualTo("{\"note\":\"n\",\"end\":3}");
        try (var stream = open(write("a.json", "[1,2]")).elements()) {
            assertThat(stream).hasSize(2);
        }
    }

    @Test
    void a_broken_file_is_named_with_its_line() throws IOException {
        Path file = write("b.json", "{\"cases\":[{\"name\":\"x\",\"a\":1,\"b\":2,\"sum\":3},\n{\"name\":");
        StringWriter out = new StringWriter();
        assertThatThrownBy(() -> Tally.of(new Sums(), open(file), Exceptions.of("none"), out::append))
                .isInstanceOf(CaseFileException.class)
                .hasMessageContaining("b.json:2:");
        assertThat(out.toString()).contains("\"id\":\"x\"");
        Path cut = write("cut.jsonl", "{\"a\":1}\n{\"a\":");
        assertThatThrownBy(() -> open(cut).lines().count()).hasMessageContaining("cut.jsonl:2");
    }

    @Test
    void wrong_usage_says_what_is_wanted() {
        StringWriter err = new StringWriter();
        PrintWriter sink = new PrintWriter(err, true);
        assertThat(Conformance.run(new String[] {"limbo"}, folder, sink, sink)).isEqualTo(2);
        assertThat(err.toString()).contains("arguments: 1 (want 2)").contains("usage:");
        assertThat(Conformance.run(new String[] {"nope", "x.json"}, folder, sink, sink))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no suite \"nope\"");
        assertThat(Conformance.run(new String[] {"--help"}, folder, sink, sink)).isZero();
        assertThat(Conformance.run(new String[] {"--all"}, folder, sink, sink)).isZero();
        assertThat(err.toString()).contains("| limbo | skipped, no ");
    }
}
