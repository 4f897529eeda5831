package io.github.windlass4j.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
    private static final Schema SARIF = sarifSchema();
    private static final String HOSTILE =
            "</script><img src=x onerror=alert(1)>\u202E\u0000&|`*_[a](b)\n# not a heading";

    private static final Finding EXPIRED = new Finding(
                    "WL-TS-004",
                    Severity.ERROR,
                    Location.of("certs/my trust.jks").entry("dbroot").at(3, 7),
                    "CN=Old Root expired 2026-10-01",
                    List.of("checked at 2026-12-01"))
            .withRemedy("remove dbroot");
    private static final Finding WEAK =
            new Finding("WL-TS-009", Severity.WARNING, Location.of("https://ca.example/root.crt"), "1024 bit key");
    private static final Finding KNOWN = new Finding("WL-TS-001", Severity.NOTE, Location.of(""), "two certificates");

    private static Report sample() {
        return Report.titled("Rotation readiness", DAY)
                .with(Section.of("my trust.jks", List.of(EXPIRED, WEAK, KNOWN)))
                .with(Section.of("orders", Outcome.UNKNOWN, "no facts about this driver")
                        .with(new Block.Table(
                                "Before and after", List.of("client", "today"), List.of(List.of("a|b", "connects"))))
                        .with(new Block.Text("Script", "set -e\n```\nkeytool -list\n")));
    }

    @Test
    void tells_a_chain_verdict_in_every_format() {
        // @start region="report"
        Authority root = Mint.seeded(1).at(DAY).root("Root");
        ChainVerdict verdict = ChainValidator.of(Profile.RFC5280)
                .validate(ChainRequest.of(root.issueLeaf("db.example.com").chain())
                        .anchors(List.of())
                        .at(DAY));
        Report report = Report.titled("Will db.example.com be trusted?", DAY).with(verdict);
        String page = report.toHtml(); // also toMarkdown(), toJson(), toSarif(), toJunitXml()
        // @end
        assertThat(report.outcome()).isEqualTo(Outcome.FAILS);
        assertThat(report.toString()).contains("Will db.example.com be trusted? at 2026-12-01T00:00:00Z: fails\n");
        assertThat(page).contains("<svg ").contains("CN=db.example.com");
        assertThat(report.toMarkdown()).contains("```mermaid\nflowchart TD\n");
        assertThat(errors(report)).isEmpty();
    }

    @Test
    void outcome_is_the_worst_of_the_sections() {
        assertThat(sample().outcome()).isEqualTo(Outcome.FAILS);
        assertThat(Report.titled("nothing", DAY).outcome()).isEqualTo(Outcome.PASSES);
        assertThat(Outcome.of(List.of(KNOWN))).isEqualTo(Outcome.PASSES);
        assertThat(Outcome.of(List.of(KNOWN, WEAK))).isEqualTo(Outcome.WARNS);
        assertThat(Outcome.UNKNOWN.orWorse(Outcome.WARNS)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void sarif_is_valid_and_names_rule_place_and_level() {
        assertThat(errors(sample())).isEmpty();
        JsonNode run = JsonMapper.shared().readTree(sample().toSarif()).at("/runs/0");
        JsonNode first = run.at("/results/0");
        assertThat(first.at("/ruleId").asString()).isEqualTo("WL-TS-004");
        assertThat(run.at("/tool/driver/rules/" + first.at("/ruleIndex").asInt() + "/id")
                        .asString())
                .isEqualTo("WL-TS-004");
        assertThat(first.at("/level").asString()).isEqualTo("error");
        assertThat(first.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .isEqualTo("certs/my%20trust.jks");
        assertThat(first.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(3);
        assertThat(first.at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asString())
                .isEqualTo("dbroot");
        assertThat(run.at("/results/1/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .isEqualTo("https://ca.example/root.crt");
        assertThat(run.at("/results/2").has("locations")).isFalse();
    }

    @Test
    void sarif_uri_of_a_windows_path_is_a_file_url() {
        Finding finding = new Finding("R", Severity.NOTE, Location.of("C:\\certs\\a b.pem"), "m");
        assertThat(Report.titled("t", DAY)
                        .with(Section.of("s", List.of(finding)))
                        .toSarif())
                .contains("file:///C:/certs/a%20b.pem");
        Finding colon = new Finding("R", Severity.NOTE, Location.of("sslmode:strict/ä.yaml"), "m");
        Report report = Report.titled("t", DAY).with(Section.of("s", List.of(colon)));
        assertThat(report.toSarif()).contains("sslmode%3Astrict/%C3%A4.yaml");
        assertThat(errors(report)).isEmpty();
    }

    @Test
    void fingerprint_ignores_line_and_wording_but_not_entry_and_repetition() {
        Finding moved =
                new Finding(EXPIRED.rule(), Severity.ERROR, EXPIRED.location().at(99, 1), "other words", List.of());
        Finding elsewhere = new Finding(
                EXPIRED.rule(), Severity.ERROR, EXPIRED.location().entry("other"), EXPIRED.message(), List.of());
        assertThat(fingerprints(EXPIRED)).isEqualTo(fingerprints(moved));
        assertThat(fingerprints(EXPIRED)).doesNotContainAnyElementsOf(fingerprints(elsewhere));
        assertThat(fingerprints(EXPIRED, moved)).doesNotHaveDuplicates();
    }

    private static List<String> fingerprints(Finding... findings) {
        Report report = Report.titled("t", DAY).with(Section.of("s", List.of(findings)));
        return JsonMapper.shared()
                .readTree(report.toSarif())
                .at("/runs/0/results")
                .valueStream()
                .map(result -> result.at("/partialFingerprints/windlass~1v1").asString())
                .toList();
    }

    @Test
    void junit_counts_what_it_lists() {
        Element suites = xml(sample().toJunitXml()).getDocumentElement();
        assertThat(suites.getAttribute("tests")).isEqualTo("5");
        assertThat(suites.getElementsByTagName("testcase").getLength()).isEqualTo(5);
        assertThat(suites.getAttribute("failures")).isEqualTo("2");
        assertThat(suites.getElementsByTagName("failure").getLength()).isEqualTo(2);
        assertThat(suites.getAttribute("skipped")).isEqualTo("1");
        assertThat(((Element) suites.getElementsByTagName("skipped").item(0)).getAttribute("message"))
                .isEqualTo("no facts about this driver");
    }

    @Test
    void json_keeps_every_part() {
        JsonNode root = JsonMapper.shared().readTree(sample().toJson());
        assertThat(root.at("/outcome").asString()).isEqualTo("FAILS");
        assertThat(root.at("/sections/0/blocks/0/findings/0/remedy").asString()).isEqualTo("remove dbroot");
        assertThat(root.at("/sections/1/blocks/0/rows/0/0").asString()).isEqualTo("a|b");
        assertThat(root.at("/sections/1/blocks/1/text").asString()).contains("keytool -list");
    }

    @Test
    void markdown_cannot_be_broken_out_of() {
        String text = sample().toMarkdown();
        assertThat(text).contains("| a\\|b | connects |").contains("````text\nset -e\n```\n");
        String hostile = Report.titled(HOSTILE, DAY)
                .with(Section.of(HOSTILE, Outcome.FAILS, HOSTILE))
                .toMarkdown();
        assertThat(hostile)
                .doesNotContainPattern("(?<!\\\\)<")
                .doesNotContain("\u202E")
                .contains("U+202E")
                .contains("U+0000");
        assertThat(hostile.lines().filter(line -> line.startsWith("#"))).hasSize(2);
    }

    @Test
    void html_holds_hostile_text_as_text() {
        Finding finding = new Finding(
                        HOSTILE, Severity.ERROR, Location.of(HOSTILE).entry(HOSTILE), HOSTILE)
                .withEvidence(HOSTILE)
                .withRemedy(HOSTILE);
        Report report = Report.titled(HOSTILE, DAY)
                .with(Section.of(HOSTILE, List.of(finding))
                        .with(new Block.Table(HOSTILE, List.of(HOSTILE), List.of(List.of(HOSTILE))))
                        .with(new Block.Text(HOSTILE, HOSTILE)));
        String page = report.toHtml();
        assertThat(page).doesNotContain("<img").doesNotContain("\u202E").doesNotContain("\u0000");
        assertThat(page.split("<script", -1)).hasSize(2);
        assertThat(page).doesNotContainPattern("(src|href)=\"(?!#|data:,)");
        assertThat(xml(report.toJunitXml()).getDocumentElement().getTagName()).isEqualTo("testsuites");
        assertThat(errors(report)).isEmpty();
    }

    @Property(tries = 200)
    void any_text_gives_well_formed_output(@ForAll String text) {
        Report report = Report.titled(text, DAY)
                .with(Section.of(
                        text,
                        List.of(new Finding(
                                "R" + text, Severity.ERROR, Location.of(text).entry(text), text))));
        assertThat(xml(report.toJunitXml()).getDocumentElement().getTagName()).isEqualTo("testsuites");
        assertThat(JsonMapper.shared().readTree(report.toJson()).has("sections"))
                .isTrue();
        assertThat(errors(report)).isEmpty();
        assertThat(report.toHtml()).isEqualTo(report.toHtml());
    }

    /** WCAG 2.2, 1.4.3: text needs a contrast of at least 4.5 to 1 in light and in dark. */
    @Test
    void every_text_colour_stands_out_from_its_background() {
        Matcher schemes = Pattern.compile(":root \\{([^}]*--page[^}]*)}").matcher(sample().toHtml());
        int seen = 0;
        while (schemes.find()) {
            seen++;
            String scheme = schemes.group(1);
            for (String name : List.of("text", "soft", "link", "fails", "warns", "unknown", "passes", "note")) {
                for (String background : List.of("page", "code")) {
                    assertThat(contrast(colour(scheme, name), colour(scheme, background)))
                            .as(name + " on " + background + " in " + scheme)
                            .isGreaterThanOrEqualTo(4.5);
                }
            }
        }
        assertThat(seen).isEqualTo(2);
    }

    private static int colour(String scheme, String name) {
        Matcher matcher = Pattern.compile("--" + name + ": #([0-9a-f]{6})").matcher(scheme);
        assertThat(matcher.find()).as(name).isTrue();
        return Integer.parseInt(matcher.group(1), 16);
    }

    private static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static List<String> errors(Report report) {
        return SARIF.validate(report.toSarif(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static Schema sarifSchema() {
        try (InputStream in = ReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Document xml(String text) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)));
        } catch (Exception e) {
            throw new AssertionError(text, e);
        }
    }
}
