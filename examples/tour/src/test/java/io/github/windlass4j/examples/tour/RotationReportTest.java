package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationReportTest {
    @TempDir
    private Path folder;

    @Test
    void says_what_breaks_and_draws_it() throws Exception {
        String printed = Printed.by(RotationReport::main, folder.toString());
        assertThat(printed).contains("fails").contains("certain outage").contains("fix: add to root.crt: CN=Root");
        assertThat(Files.readString(folder.resolve("rotation.html")))
                .contains("CN=Issuing CA 1 (retired, anchor)")
                .contains("CN=Root (new, anchor)");
        assertThat(Files.readString(folder.resolve("rotation.sarif"))).contains("WL-RO-001");
    }

    @Test
    void other_files_give_another_answer() throws Exception {
        Instant day = Instant.parse("2027-03-01T00:00:00Z");
        Authority root = Mint.seeded(9).at(day).root("Corporate Root");
        Path today = pem(
                "today.pem",
                root.issueAuthority("A").issueLeaf("pg.example.org").chain());
        Path tomorrow = pem(
                "tomorrow.pem",
                root.issueAuthority("B").issueLeaf("pg.example.org").chain());
        Path store = pem("root.crt", List.of(root.certificate()));
        String printed = Printed.by(
                RotationReport::main,
                folder.toString(),
                today.toString(),
                tomorrow.toString(),
                store.toString(),
                "pg.example.org",
                day.toString());
        assertThat(printed).contains("is not affected at 2027-03-01T00:00:00Z").doesNotContain("breaks");
    }

    private Path pem(String name, List<Certificate> certificates) throws Exception {
        String text = certificates.stream().map(Certificate::toPem).collect(Collectors.joining());
        return Files.writeString(folder.resolve(name), text);
    }
}
