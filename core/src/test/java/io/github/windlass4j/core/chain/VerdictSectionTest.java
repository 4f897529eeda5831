package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Drawing;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Section;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a report shows of a verdict. */
class VerdictSectionTest {
    private final ChainValidator rfc5280 = ChainValidator.of(Profile.RFC5280);

    @Test
    void a_trusted_chain_is_its_anchor_and_a_picture() {
        Section section = rfc5280.validate(Pki.sound().request()).section();

        assertThat(section.title()).isEqualTo("CN=db.example.test");
        assertThat(section.outcome()).isEqualTo(Outcome.PASSES);
        assertThat(section.summary()).isEqualTo("trusted at 2026-11-22T12:00:00Z by CN=Root");
        assertThat(section.findings()).isEmpty();
        assertThat(section.blocks()).hasSize(1).hasOnlyElementsOfType(Drawing.class);
    }

    @Test
    void a_warning_is_a_finding_with_place_and_remedy() {
        Pki pki = Pki.leaf(s -> s.serial(java.math.BigInteger.ZERO));
        ChainVerdict verdict = ChainValidator.of(Profile.RFC5280.warning(Rule.SERIAL_NOT_POSITIVE))
                .validate(pki.request());

        Section section = verdict.section();

        assertThat(section.outcome()).isEqualTo(Outcome.PASSES);
        Finding finding = section.findings().get(0);
        Obstacle warning = verdict.candidates().get(0).warnings().get(0);
        assertThat(finding.rule()).isEqualTo(Rule.SERIAL_NOT_POSITIVE.id());
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.toString()).contains("CN=db.example.test", "certificate 0");
        assertThat(finding.remedy()).contains(warning.fix());
    }

    @Test
    void a_rejection_shows_its_obstacles_as_errors() {
        Section section = rfc5280.validate(
                        Pki.leaf(s -> s.dns("other.example.test")).request())
                .section();

        assertThat(section.outcome()).isEqualTo(Outcome.FAILS);
        assertThat(section.summary()).startsWith("no valid path at 2026-11-22T12:00:00Z: WL-CH-4001");
        assertThat(section.findings()).extracting(Finding::severity).containsOnly(Severity.ERROR);
        assertThat(section.findings()).extracting(Finding::rule).containsExactly(Rule.HOST_NOT_NAMED.id());
    }

    @Test
    void several_paths_are_a_table_that_says_how_each_ends() {
        Pki pki = Pki.sound();
        Authority expired = pki.mint.root("Old", s -> s.notAfter(Pki.AT.minus(Duration.ofDays(1))));
        List<io.github.windlass4j.core.cert.Certificate> chain = List.of(
                pki.leaf.certificate(),
                pki.ca.certificate(),
                expired.crossSign(pki.ca).certificate());

        Section section = rfc5280.validate(Pki.request(chain, pki.root.certificate(), expired.certificate()))
                .section();

        assertThat(section.blocks()).filteredOn(Block.Table.class::isInstance).hasSize(1);
        Block.Table table = (Block.Table) section.blocks().get(section.blocks().size() - 1);
        assertThat(table.rows())
                .containsExactly(
                        List.of("1", "CN=db.example.test <- CN=CA <- CN=Root", "valid"),
                        List.of(
                                "2",
                                "CN=db.example.test <- CN=CA <- CN=Old",
                                table.rows().get(1).get(2)));
        assertThat(table.rows().get(1).get(2)).startsWith(Rule.ANCHOR_EXPIRED.id());
    }

    @Test
    void what_never_got_to_a_path_is_told_without_a_picture() {
        Section section = rfc5280.validate(
                        Pki.sound().request().budget(Budget.standard().withBytes(1)))
                .section();

        assertThat(section.title()).isEqualTo("the chain");
        assertThat(section.outcome()).isEqualTo(Outcome.FAILS);
        assertThat(section.blocks()).hasSize(1).hasOnlyElementsOfType(Block.Findings.class);
    }
}
